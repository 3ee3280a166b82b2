// Whether the chat of the page is one that nobody has used: then a new chat is there already.
import type { Overview } from "@colloquy/client";

/** The id of a chat that has none yet. */
/** The id of a chat that has none yet. */
export const NO_THREAD = "00000000-0000-0000-0000-000000000000";

/** False also while a chat is opened by its id and nothing of it is known yet: whoever leaves it then wants another one. */
export function isNewChat({ ready, interacted, refused, thread }: Pick<Overview, "ready" | "interacted" | "refused" | "thread">): boolean {
  if (!ready) return thread.id === NO_THREAD;
  return !interacted && !refused;
}
