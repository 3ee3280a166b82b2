// A title that is being written. Lists show it as it grows; the chat takes it once it is whole, so that it is stored once and never in part.
import type { Session } from "./session.ts";

const growing = new WeakMap<Session, string>();

/** What is there of the title, to be shown in lists; undefined once it is whole, or will not be. */
export function setGrowingTitle(session: Session, title: string | undefined): void {
  if (title === undefined) {
    if (!growing.delete(session)) return;
  } else growing.set(session, title);
  session.services.liveMarks?.titleChanged(session);
}

export function growingTitleOf(session: Session | undefined): string | undefined {
  // What somebody named meanwhile has its name.
  return session?.state.thread.namedBy === undefined ? session && growing.get(session) : undefined;
}
