// Messages and elements that an author made and forgot to send, or to wait for: told once for each place in their code, while they develop.
import type { TurnId } from "@colloquy/protocol";
import type { Logger } from "../logger.ts";
import type { Session } from "../session/session.ts";

/** What can be sent. */
type Sendable = "message" | "element";

interface Made {
  readonly what: Sendable;
  /** Knows where the message was made. */
  readonly place: Error;
  readonly ofTurn: Set<Made>;
  /** `send()` was called, and has not come to its end. */
  sending: boolean;
}

const madeByMessage = new WeakMap<object, Made>();
const madeInTurns = new WeakMap<Session, Map<TurnId, Set<Made>>>();
const told = new WeakMap<Logger, Set<string>>();

/** Remembers a message until it is used; in production nothing is. `made` is the class, above which its maker stands. */
export function noteMade(message: object, session: Session, turnId: TurnId, made: NewableFunction, what: Sendable = "message"): void {
  if (session.config.production) return;
  const turns = madeInTurns.get(session) ?? new Map<TurnId, Set<Made>>();
  madeInTurns.set(session, turns);
  const ofTurn = turns.get(turnId) ?? new Set<Made>();
  turns.set(turnId, ofTurn);
  const place = new Error("It was made here.");
  Error.captureStackTrace(place, made);
  const entry = { what, place, ofTurn, sending: false };
  ofTurn.add(entry);
  madeByMessage.set(message, entry);
}

/** The message is being sent. */
export function noteSending(message: object): void {
  const entry = madeByMessage.get(message);
  if (entry) entry.sending = true;
}

/** The message was shown, or was made for something else than to be shown. */
export function noteUsed(message: object): void {
  const entry = madeByMessage.get(message);
  if (!entry) return;
  entry.ofTurn.delete(entry);
  madeByMessage.delete(message);
}

/** A turn has ended: tells what it made and did not send, unless it was cut off before it could. */
export function tellUnsent(
  session: Session,
  turnId: TurnId,
  { handler, ended }: { readonly handler: string; readonly ended: boolean },
): void {
  const turns = madeInTurns.get(session);
  const ofTurn = turns?.get(turnId);
  turns?.delete(turnId);
  if (!ofTurn || !ended) return;
  const { logger } = session.services;
  const places = told.get(logger) ?? new Set<string>();
  told.set(logger, places);
  for (const { what, place, sending } of ofTurn) {
    const at = place.stack?.split("\n")[1]?.trim() ?? "";
    if (places.has(at)) continue;
    places.add(at);
    session.logger.warn({ err: place, handler, turnId }, `${sending ? NOT_AWAITED[what] : NEVER_SENT[what]} ${at}`.trim());
  }
}

const NEVER_SENT: Readonly<Record<Sendable, string>> = {
  message: "a message was made and never sent: write await message.send(), or leave it out.",
  element: "an element was made and never sent: give it to a message as one of its elements, write await element.send(), or leave it out.",
};
const NOT_AWAITED: Readonly<Record<Sendable, string>> = {
  message: "a message was still being sent when its handler had ended: put await before send().",
  element: "an element was still being sent when its handler had ended: put await before send().",
};
