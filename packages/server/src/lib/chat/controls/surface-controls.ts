// What the app puts around the conversation, at any moment: commands, modes, follow-ups, toasts.
import {
  ChatError,
  type Command,
  commandSchema,
  describeIssue,
  type Mode,
  type ModeOption,
  modeSchema,
  offeredChoice,
  type Starter,
  starterSchema,
  type Toast,
  toastSchema,
} from "@colloquy/protocol";
import * as z from "zod/mini";
import { check, list } from "../../check-given.ts";
import { onlyReadsError, requireContext } from "../../session/context.ts";
import type { Session } from "../../session/session.ts";
import type { CommandId, ModeValues } from "./app-types.ts";

/** A command whose id the app has declared. */
export type AppCommand = Command & { readonly id: CommandId };

/** A mode whose id, and the ids of whose options, the app has declared. */
export type AppMode = {
  [Id in keyof ModeValues & string]: Omit<Mode, "id" | "options"> & {
    /** Under which handlers read the choice: `message.modes[id]`. */
    readonly id: Id;
    /** What it may be, 200 at most. */
    readonly options: readonly (Omit<ModeOption, "id"> & { readonly id: ModeValues[Id] })[];
  };
}[keyof ModeValues & string];

/** Something to say next, with a command that the app has declared. */
export type FollowUp = Omit<Starter, "command"> & {
  /** The command it is sent with. Default: whichever is chosen. */
  readonly command?: CommandId | undefined;
};

/**
 * Shows these commands in the message box, in the place of earlier ones. They stay for the whole chat, also over a reload and a
 * restart. Which one a person chose is `message.command`.
 *
 * @throws BAD_INPUT when one is malformed or two have the same id; NO_CHAT_CONTEXT outside of a chat.
 * @example
 * setCommands([{ id: "Picture", icon: "image", description: "Draw it", button: true }]);
 */
export function setCommands(commands: readonly AppCommand[]): void {
  requireSession().emit({ type: "surface-set", surface: { commands: checked("commands", commandSchema, commands) } });
}

/**
 * Shows these pickers in the message box, in the place of earlier ones. What is chosen in each goes with every message as
 * `message.modes`; a choice that is still offered stays chosen.
 *
 * @throws BAD_INPUT when one is malformed or two have the same id; NO_CHAT_CONTEXT outside of a chat.
 */
export function setModes(modes: readonly AppMode[]): void {
  const offered = checked("modes", modeSchema, modes as readonly Mode[]);
  const session = requireSession();
  const modeChoice = offeredChoice(offered, session.state.surface.modeChoice ?? {});
  session.emit({ type: "surface-set", surface: { modes: offered, modeChoice } });
}

/**
 * Offers these under the newest answer, until the person sends something. An empty list takes them away.
 *
 * @throws BAD_INPUT when one is malformed; NO_CHAT_CONTEXT outside of a chat.
 */
export function setFollowUps(followUps: readonly (FollowUp | string)[]): void {
  check("setFollowUps", "the follow-ups", followUps, list, 'Write setFollowUps(["Tell me more"]).');
  const starters = followUps.map((one) => (typeof one === "string" ? { label: one, message: one } : one));
  requireSession().emit({ type: "surface-set", surface: { followUps: parse("follow-ups", z.array(starterSchema), starters) } });
}

/**
 * Shows a short notice on the person's open pages. Nothing of it is kept.
 *
 * @throws BAD_INPUT when there is no text, or no such type; NO_CHAT_CONTEXT outside of a chat.
 */
export function showToast(message: string, options: { readonly type?: Toast["type"] } = {}): void {
  requireSession().emit({ type: "toast-show", toast: givenToast(message, options.type ?? "info") });
}

/** Pages rely on it: one that cannot draw a notice has nothing else to show it by. */
function givenToast(message: unknown, type: unknown): Toast {
  if (typeof message !== "string" || message.trim() === "")
    throw new ChatError(
      "BAD_INPUT",
      `A toast needs a text, ${typeof message === "string" ? "and this one is empty" : `not ${message === null ? "null" : typeof message}`}.`,
      {
        fix: 'Give it: showToast("Saved.").',
      },
    );
  const { data, success } = z.safeParse(toastSchema, { message, type });
  if (success) return data;
  throw new ChatError("BAD_INPUT", `There is no toast of the type "${String(type)}".`, {
    fix: `Use one of ${toastSchema.shape.type.options.join(", ")}.`,
  });
}

/** The session of the running code, which may change what surrounds the chat: not when its turn was stopped or overtaken. */
export function requireSession(): Session {
  const { session, turnId, onlyReads } = requireContext();
  if (onlyReads) throw onlyReadsError();
  session.assertLive(turnId);
  return session;
}

function checked<Item extends { readonly id: string }>(what: string, schema: z.ZodMiniType<Item>, items: readonly Item[]): Item[] {
  const parsed = parse(what, z.array(schema), items);
  const ids = new Set<string>();
  for (const { id } of parsed) {
    if (ids.has(id)) throw new ChatError("BAD_INPUT", `Two ${what} have the id "${id}".`);
    ids.add(id);
  }
  return parsed;
}

/** Reads what an author gave; throws BAD_INPUT with the place that is wrong. */
export function parse<Value>(what: string, schema: z.ZodMiniType<Value>, value: unknown): Value {
  const { data, error } = z.safeParse(schema, value);
  if (!error) return data;
  const [issue] = error.issues;
  // "chat profiles" are what the author calls chatProfiles. The validator's own error is no cause: its message is JSON, and logs print it.
  const root = what.replace(/[ -](\w)/g, (_match, letter: string) => letter.toUpperCase());
  throw new ChatError("BAD_INPUT", `The ${what} are not valid${issue ? `: ${describeIssue(root, issue, value)}` : "."}`);
}
