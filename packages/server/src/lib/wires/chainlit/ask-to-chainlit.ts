// Questions in the terms of Chainlit's clients, who know four kinds: text, files, buttons, an element. Ours are put as the nearest of them: what has
// few answers as buttons, what has many as a text that lists them, a form as a text with a line for each field.
import {
  type Action,
  type ActionId,
  type Ask,
  type AskAnswer,
  ChatError,
  type FileKey,
  idSchema,
  parseUntrusted,
} from "@colloquy/protocol";
import * as z from "zod/mini";
import { askWord } from "./ask-words.ts";
import { choiceAsText, readChoice } from "./choice-as-text.ts";
import { derivedId } from "./derived-id.ts";
import { fenced } from "./fenced.ts";
import { formAsText, readForm } from "./form-as-text.ts";
import { parseTextAnswer } from "./requests.ts";

/** A question in their terms. */
export interface TheirAsk {
  /** What its spec says besides where it is and how long it waits. */
  readonly spec: { readonly type: "text" | "file" | "action" | "element" } & Readonly<Record<string, unknown>>;
  /** The buttons that are told before it. */
  readonly actions: readonly Action[];
  /** What is said below the question, as Markdown. */
  readonly more?: string | undefined;
  /** What was given, as our answer; undefined for none. Throws BAD_REQUEST or INVALID_VALUES for what is none. */
  readonly read: (given: unknown) => AskAnswer | undefined;
}

/** More of them are no buttons any more. */
const MOST_BUTTONS = 20;
const keySchema = idSchema<FileKey>();
const filesSchema = z.array(z.object({ id: z.string() })).check(z.maxLength(100));
const pressedSchema = z.object({ id: z.string() });
const elementSchema = z.record(z.string(), z.unknown());

/** How a question is put to their clients. */
export function toTheirAsk(ask: Ask, language: string): TheirAsk {
  switch (ask.kind) {
    case "text":
      return asText(undefined, ({ id, text }) => ({ kind: "text", stepId: id, text }));
    case "file":
      return {
        spec: { type: "file", accept: ask.accept, max_files: ask.maxFiles, max_size_mb: ask.maxSizeMb },
        actions: [],
        read: (given) => {
          const files = parse(filesSchema, given).flatMap(({ id }) => parseUntrusted(keySchema, id).data ?? []);
          return files.length > 0 ? { kind: "file", files } : undefined;
        },
      };
    case "action":
      return asButtons(ask.actions.map((action) => [action, { kind: "action", actionId: action.id }]));
    case "element":
      return {
        spec: { type: "element", element_id: ask.elementId },
        actions: [],
        read: (given) => {
          const { submitted, ...props } = parse(elementSchema, given);
          return { kind: "element", submitted: submitted === true, props };
        },
      };
    case "confirm":
      return asButtons([
        [button(ask, "yes", ask.yes ?? askWord("yes", language)), { kind: "confirm", confirmed: true }],
        [button(ask, "no", ask.no ?? askWord("no", language)), { kind: "confirm", confirmed: false }],
      ]);
    case "approval": {
      const words = { once: "allowOnce", chat: "allowChat", always: "allowAlways", deny: "deny" } as const;
      const decisions = (["once", "chat", "always", "deny"] as const).filter(
        (one) => one === "once" || one === "deny" || ask.scopes.includes(one),
      );
      return {
        ...asButtons(
          decisions.map((decision) => [button(ask, decision, askWord(words[decision], language)), { kind: "approval", decision }]),
        ),
        more: `**${ask.tool}**\n\n${fenced(JSON.stringify(ask.input ?? null, undefined, 2))}`,
      };
    }
    case "choice":
      if (ask.multiple || ask.other || ask.options.length > MOST_BUTTONS)
        return asText(choiceAsText(ask, language), ({ text }) => readChoice(ask, text));
      return asButtons(
        ask.options.map((option) => [
          {
            ...button(ask, option.value, option.label),
            ...(option.description !== undefined && { tooltip: option.description }),
            ...(option.icon !== undefined && { icon: option.icon }),
          },
          { kind: "choice", values: [option.value] },
        ]),
      );
    case "form":
      return asText(formAsText(ask, language), ({ text }) => readForm(ask, text, language));
    default:
      return ask satisfies never;
  }
}

/** The answer that a button of a question stands for; undefined for a button of none. */
export function answerOfButton(asks: Iterable<Ask>, actionId: string, language: string): { ask: Ask; answer: AskAnswer } | undefined {
  for (const ask of asks) {
    const their = toTheirAsk(ask, language);
    if (!their.actions.some(({ id }) => id === actionId)) continue;
    const answer = their.read({ id: actionId });
    if (answer) return { ask, answer };
  }
  return undefined;
}

function asText(more: string | undefined, read: (written: { id: AnswerId; text: string }) => AskAnswer): TheirAsk {
  return {
    spec: { type: "text" },
    actions: [],
    ...(more !== undefined && { more }),
    read: (given) => {
      const written = parseTextAnswer(given);
      return written && read({ id: written.id, text: written.text });
    },
  };
}

type AnswerId = Extract<AskAnswer, { kind: "text" }>["stepId"];

function asButtons(buttons: readonly (readonly [Action, AskAnswer])[]): TheirAsk {
  return {
    spec: { type: "action", keys: buttons.map(([{ id }]) => id) },
    actions: buttons.map(([action]) => action),
    read: (given) => {
      const { id } = parse(pressedSchema, given);
      const pressed = buttons.find(([action]) => action.id === id);
      if (!pressed) throw new ChatError("BAD_REQUEST", "This button is none of the question’s.");
      return pressed[1];
    },
  };
}

function button(ask: Ask, name: string, label: string): Action {
  return { id: derivedId(`${ask.id} ${name}`) as ActionId, name, payload: {}, label };
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, given: unknown): z.infer<Schema> {
  const { data, error } = parseUntrusted(schema, given);
  if (error) throw new ChatError("BAD_REQUEST", "This is no answer to the question.", { cause: error });
  return data as z.infer<Schema>;
}
