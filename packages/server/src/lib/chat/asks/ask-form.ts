// Asking for several things at once: a form drawn from a schema.
import type { Form } from "@colloquy/protocol";
import { either, flag, list, object, text } from "../../check-given.ts";
import { openFiles } from "../forms/form-files.ts";
import { parseWith } from "../forms/parse-with.ts";
import type { AskSchema } from "../forms/read-schema.ts";
import { type FormPart, toForm } from "../forms/to-form.ts";
import { givenData } from "../given.ts";
import type { View } from "../view/view-children.ts";
import { type AskOptions, checkAskOptions } from "./ask-options.ts";
import { askView } from "./ask-view.ts";
import { type Asking, putQuestion } from "./asking.ts";

/** How a form looks, and what stands in it. `Values` is what a person fills in, before the schema transforms it. */
export interface AskFormOptions<Values = Record<string, unknown>> extends AskOptions {
  /** What is asked. Default: “Please fill this in.” */
  readonly question?: string;
  /** What stands in it at first, as JSON: days and hours are texts. It goes before the defaults of the schema. */
  readonly initial?: Initial<Values>;
  /** What the button says. Default: “Send”, in the person's language. */
  readonly submit?: string;
  /**
   * What is shown around the fields, made with the components of `colloquy/view`: its one `Form` without an action is filled in. Without `Field`s
   * it has all of the schema; those that it has are as the schema says.
   */
  readonly view?: View;
  /** The person may leave it out; the answer is then undefined. Default false. */
  readonly skippable?: boolean;
  /** Fields under headings, all in view. Those that no group names come after them. */
  readonly groups?: readonly FormPart<keyof Values & string>[];
  /** Fields one step after the other, each checked before the next. Every field must be in one. */
  readonly steps?: readonly FormPart<keyof Values & string>[];
}

/** As much of the values as is known. */
type Initial<Values> = { readonly [Key in keyof Values]?: Values[Key] | null };

/**
 * Asks the person to fill in a form. It is drawn from a schema of any library that tells its JSON Schema: zod 4.2, arktype 2.2, valibot wrapped
 * by `toStandardJsonSchema`. The page checks while it is filled in, the schema itself when it is sent; until it fits, the question stays open.
 *
 * A file in it (`z.file()`) is a `File` whose content is read when you read it. What no field can be drawn for is asked for as JSON.
 *
 * @returns what the schema makes of the answer; undefined when the person left it out, the time ran out or the question was taken back.
 * @throws BAD_APP, with the field and the cure, for a schema that no form can ask for, as one with `z.date()`.
 * @example
 * const trip = await askForm(z.object({ to: z.string(), day: z.iso.date(), people: z.int().min(1).default(2) }));
 */
export function askForm<Output, Values = Record<string, unknown>>(
  schema: AskSchema<Values, Output>,
  options: AskFormOptions<NoInfer<Values>> = {},
): Asking<Output | undefined> {
  const { question = "Please fill this in.", initial, submit, skippable, groups, steps, view } = options;
  let form: Form | undefined;
  const parse = async (values: Record<string, unknown> | null, place: Parameters<typeof openFiles>[2]) =>
    values && parseWith(schema as AskSchema<unknown, Output>, form ? await openFiles(form, values, place) : values, place);
  return putQuestion<"form", Output | undefined>({
    place: "askForm",
    question,
    options,
    check: () =>
      checkAskOptions("askForm", options, {
        question: text,
        initial: object,
        submit: text,
        skippable: flag,
        groups: list,
        steps: list,
        view: either(object, list),
      }),
    ...(view && { view: () => form && askView(form, view, initial) }),
    spec() {
      const first = initial && givenData(initial, "initial");
      form = toForm("askForm", schema as AskSchema, {
        ...(first && { initial: first }),
        ...(groups && { groups }),
        ...(steps && { steps }),
      });
      return {
        kind: "form",
        form,
        ...(first && { initial: first }),
        ...(submit !== undefined && { submit }),
        ...(skippable && { skippable }),
      };
    },
    isDemanding: true,
    read: async ({ values }, { context }) => (await parse(values, context)) ?? undefined,
  });
}
