// Asking the app what could be mentioned: no turn of its own, since a person asks with every key they press.
import { ChatError, type Mention, mentionSchema, newId, type TurnId } from "@colloquy/protocol";
import * as z from "zod/mini";
import { parse } from "../chat/controls/surface-controls.ts";
import { createUserSession } from "../chat/user-session.ts";
import { runInContext } from "../session/context.ts";
import type { Session } from "../session/session.ts";
import type { DispatchTarget } from "./dispatch-target.ts";
import type { HandlerContext } from "./handler-context.ts";

/** How long the app may look. */
export const FIND_MENTIONS_MS = 5_000;
/** How many are told. */
export const MENTION_LIMIT = 50;
/** How many looks of one chat may be under way. */
const OPEN_LOOKS = 4;

const open = new WeakMap<Session, number>();

/**
 * What the app offers for this text; nothing without a handler.
 *
 * @throws OVERLOADED while earlier looks are under way, INTERNAL when the app takes too long.
 */
export async function findMentions({ session, driver }: DispatchTarget, query: string): Promise<readonly Mention[]> {
  const { handlers, clock } = driver.asking(session);
  const handler = handlers.mentions;
  if (!handler) return [];
  const looks = open.get(session) ?? 0;
  if (looks >= OPEN_LOOKS) throw new ChatError("OVERLOADED", "Earlier searches are still under way.");
  open.set(session, looks + 1);
  const over = new AbortController();
  const turnId = newId<TurnId>();
  const context: HandlerContext = { session, userSession: createUserSession(session), signal: over.signal, turnId };
  const tooLate = new Promise<never>((_, reject) => {
    const timer = clock.setTimeout(
      () => reject(new ChatError("INTERNAL", "The search took too long.", { fix: "Try again, or type more." })),
      FIND_MENTIONS_MS,
    );
    over.signal.addEventListener("abort", () => timer.cancel());
  });
  const look = runInContext({ session, turnId, onlyReads: over.signal }, async () => handler(query, context));
  try {
    const found: unknown = await Promise.race([look, tooLate]);
    // An author without types may return nothing at all: that is no mentions.
    return parse("mentions", z.array(mentionSchema), Array.isArray(found) ? found.slice(0, MENTION_LIMIT) : (found ?? []));
  } catch (error) {
    session.logger.error({ err: error, handler: "mentions", turnId }, "mentions threw an error");
    throw error;
  } finally {
    over.abort();
    open.set(session, (open.get(session) ?? 1) - 1);
  }
}
