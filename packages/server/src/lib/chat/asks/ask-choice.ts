// Asking for one of some options, or for several of them.
import type { AskAnswer, ChoiceOption } from "@colloquy/protocol";
import { ChatError } from "@colloquy/protocol";
import { atLeast, check, flag, type Kind, list } from "../../check-given.ts";
import { type AskOptions, checkAskOptions } from "./ask-options.ts";
import { type Asking, putQuestion } from "./asking.ts";

/** One of the things to choose from: its value alone, or with what a person reads. */
export type Choice<Value extends string = string> = Value | ChoiceWithLabel<Value>;

/** A thing to choose from, with what a person reads. */
export interface ChoiceWithLabel<Value extends string = string> {
  /** What the author is given. */
  readonly value: Value;
  /** What the person reads. Default: the value. */
  readonly label?: string;
  /** A sentence below it. */
  readonly description?: string;
  /** A Lucide icon's name, a path below /public, or a URL. */
  readonly icon?: string;
  /** A word beside the label: "Recommended". */
  readonly badge?: string;
}

/** How a choice behaves. */
export interface AskChoiceOptions extends AskOptions {
  /** Several may be chosen. Default false. */
  readonly multiple?: boolean;
  /** How few, of several. Default 1. */
  readonly min?: number;
  /** How many, of several. Default: all. */
  readonly max?: number;
  /** The person may write an answer of their own. Default false. */
  readonly other?: boolean;
  /** A field narrows the options down. Default: when there are more than ten. */
  readonly search?: boolean;
}

type Flag<Options, Name extends string> = Options extends { readonly [Key in Name]: true } ? true : false;
type Chosen<Value, Other> = Other extends true ? Value | { readonly other: string } : Value;

/** What a choice is answered with: the value of an option; a list where several may be chosen; `{ other }` for what they wrote instead. */
export type ChoiceAnswer<Value extends string, Options = object> =
  Flag<Options, "multiple"> extends true ? Chosen<Value, Flag<Options, "other">>[] : Chosen<Value, Flag<Options, "other">>;

/** From this many on, options are searched. */
const SEARCHED = 10;
const OPTIONS: Readonly<Record<Exclude<keyof AskChoiceOptions, keyof AskOptions>, Kind>> = {
  multiple: flag,
  min: atLeast(0),
  max: atLeast(1),
  other: flag,
  search: flag,
};

/**
 * Lets the person choose: one of the options, or several of them with `multiple`.
 *
 * @returns the value of the chosen option, a list of them with `multiple`, `{ other: "…" }` for what the person wrote instead where `other` allows
 * it; undefined when the time ran out or the question was taken back.
 * @throws BAD_INPUT for no options, for two of the same value, and for counts that nobody could meet.
 * @example
 * const size = await askChoice("Which size?", ["small", "large"]);
 */
export function askChoice<const Value extends string, const Options extends AskChoiceOptions = object>(
  question: string,
  choices: readonly Choice<Value>[],
  options?: Options,
): Asking<ChoiceAnswer<Value, Options> | undefined> {
  const { multiple, min, max, other, search }: AskChoiceOptions = options ?? {};
  return putQuestion<"choice", ChoiceAnswer<Value, Options>>({
    place: "askChoice",
    question,
    options: options ?? {},
    check: () => checkAskOptions("askChoice", options ?? {}, OPTIONS),
    spec: () => {
      const offered = optionsOf(choices);
      checkCounts(offered.length, options ?? {});
      const searched = search ?? offered.length > SEARCHED;
      return {
        kind: "choice",
        options: offered,
        ...(multiple && { multiple, min: min ?? 1, ...(max !== undefined && { max }) }),
        ...(other && { other }),
        ...(searched && { search: true }),
      };
    },
    read: (answer) => readChoice(answer, multiple ?? false) as ChoiceAnswer<Value, Options>,
  });
}

/** What was chosen: of one, or of several. */
export function readChoice(
  { values, other }: Extract<AskAnswer, { kind: "choice" }>,
  multiple: boolean,
): string | { readonly other: string } | readonly (string | { readonly other: string })[] {
  const chosen = [...values, ...(other === undefined ? [] : [{ other }])];
  return multiple ? chosen : (chosen[0] ?? "");
}

function optionsOf(choices: readonly Choice[]): ChoiceOption[] {
  check("askChoice", "the options", choices, list, 'Write askChoice("Which size?", ["small", "large"]).');
  if (choices.length === 0) throw new ChatError("BAD_INPUT", "askChoice: there must be something to choose from.");
  const offered = choices.map((choice): ChoiceOption => {
    const { value, label, ...more } = typeof choice === "string" ? { value: choice } : choice;
    return { value, label: label ?? value, ...more };
  });
  const values = new Set(offered.map(({ value }) => value));
  if (values.size < offered.length) throw new ChatError("BAD_INPUT", "askChoice: two options have the same value.");
  return offered;
}

function checkCounts(offered: number, { multiple, min = 1, max, other }: AskChoiceOptions): void {
  const all = other ? offered + 1 : offered;
  const problem =
    !multiple && max !== undefined
      ? "min and max are for several: set multiple."
      : min > all
        ? `nobody can choose ${min} of ${all}.`
        : max !== undefined && max < min
          ? "max is smaller than min."
          : undefined;
  if (problem) throw new ChatError("BAD_INPUT", `askChoice: ${problem}`);
}
