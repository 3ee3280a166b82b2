// Starters that the app changes while a chat is open.
import { type Starter, type StarterCategory, starterCategorySchema, starterSchema } from "@colloquy/protocol";
import * as z from "zod/mini";
import { requireContext } from "../../session/context.ts";
import type { CommandId } from "./app-types.ts";
import { parse } from "./surface-controls.ts";

/** A starter as an author gives it: its command is one of the app's. */
export type AppStarter = Omit<Starter, "command"> & {
  /** The command it is sent with. Default: whichever is chosen. */
  readonly command?: CommandId | undefined;
};
/** A named group of them. */
export type AppStarterCategory = Omit<StarterCategory, "starters"> & {
  /** What can be sent, 100 at most. */
  readonly starters: readonly AppStarter[];
};

/** Marks, in a session's values, a chat whose starters the app has set itself: a restart does not ask for them again. */
export const OWN_STARTERS = "\u0000starters";

/**
 * Shows these suggestions on the welcome screen of this chat, in place of all others, categories included. They stay over a reload
 * and a restart, until the chat goes on under another profile.
 *
 * @throws BAD_INPUT when one is malformed; NO_CHAT_CONTEXT outside of a chat.
 */
export function setStarters(starters: readonly AppStarter[]): void {
  show(parse("starters", z.array(starterSchema).check(z.maxLength(100)), starters), []);
}

/**
 * Shows these groups of suggestions on the welcome screen of this chat, in place of all others.
 *
 * @throws BAD_INPUT when one is malformed; NO_CHAT_CONTEXT outside of a chat.
 */
export function setStarterCategories(categories: readonly AppStarterCategory[]): void {
  show([], parse("starter categories", z.array(starterCategorySchema).check(z.maxLength(50)), categories));
}

function show(starters: Starter[], starterCategories: StarterCategory[]): void {
  const { session } = requireContext();
  session.values.set(OWN_STARTERS, true);
  session.emit({ type: "surface-set", surface: { starters, starterCategories } });
}
