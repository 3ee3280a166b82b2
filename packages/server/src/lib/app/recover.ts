// An answer that the end of its process cut off is tried again by itself, where the app wants it so.
import type { Turn } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";
import { isOpening } from "../session/turns.ts";
import { regenerateCutOff } from "./branches.ts";
import type { ChatDriver } from "./chat-driver.ts";
import { isHeld } from "./user-env.ts";

/** How often one message is tried by itself: an answer that ends its process must not do so for ever. */
const TRIES = 2;

/** Tries again what was cut off, once for each time it was, below what the chat resumes with. What is not tried is offered to the person as ever. */
export async function recoverCutOff(session: Session, driver: ChatDriver): Promise<void> {
  // A chat that waits for its keys is asked again when they are there.
  if (isHeld(session)) return;
  const { cutOff } = session;
  session.cutOff = [];
  if (session.config.recovery !== "retry" || cutOff.length === 0 || isForgotten(session)) return;
  try {
    await regenerateCutOff(session, driver, cutOff, (turns) => hasTriesLeft(turns, cutOff) && !wentOn(session, cutOff));
  } catch (error) {
    session.logger.warn({ err: error }, "an answer that was cut off could not be tried again by itself: the person is offered to");
  }
}

/** Nobody came back in time: it was opened only to be ended, or so late that the person decides. */
function isForgotten({ detachedAt, services: { clock }, config }: Session): boolean {
  return detachedAt !== undefined && clock.now() - detachedAt >= config.sessionTimeoutMs;
}

function hasTriesLeft(turns: readonly Turn[], [first]: readonly Turn[]): boolean {
  return turns.filter(({ messageId, state }) => state === "interrupted" && messageId === first?.messageId).length <= TRIES;
}

/** The person was faster, while it was read: they look at another branch, or have said something new. */
function wentOn({ phase, state, turns }: Session, cutOff: readonly Turn[]): boolean {
  if (phase !== "open" || [...turns.foreground, ...turns.waiting].some(({ turn }) => !isOpening(turn))) return true;
  const leaf = state.thread.leafTurnId;
  const shown = leaf && state.turns.get(leaf)?.turn;
  return !shown || !(isOpening(shown) || cutOff.some(({ id }) => id === leaf));
}
