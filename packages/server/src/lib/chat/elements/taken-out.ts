// Which elements their page has taken out of a chat. The app may still hold them, and change them: they stay out until it sends them anew. What the store
// has after a restart tells it as well, since no app holds anything then.
import type { ElementId } from "@colloquy/protocol";
import type { Session } from "../../session/session.ts";

/** How many are remembered of one chat: the app seldom holds one for long. */
const MOST = 1_000;

const all = new WeakMap<Session, Set<ElementId>>();

export function noteTakenOut(session: Session, elementId: ElementId): void {
  const ids = all.get(session) ?? new Set();
  all.set(session, ids.add(elementId));
  const [oldest] = ids;
  if (ids.size > MOST && oldest) ids.delete(oldest);
}

export function isTakenOut(session: Session, elementId: ElementId): boolean {
  return all.get(session)?.has(elementId) ?? false;
}

/** The app shows it again. */
export function forgetTakenOut(session: Session, elementId: ElementId): void {
  all.get(session)?.delete(elementId);
}
