// From the first thing a person does, a chat is kept. Their clients are told, and answer by asking for the list of threads.
import type { Session } from "../../session/session.ts";
import type { ClientView } from "./client-view.ts";

/** What their clients are told of it. */
export interface FirstInteraction {
  readonly interaction: string;
  readonly thread_id: string;
}

/** Tells a client once, when the thread is in the list. */
export function tellInteraction(session: Session, view: ClientView, emit: (first: FirstInteraction) => unknown): void {
  if (!session.interacted || view.interactionAt !== undefined) return;
  view.interactionAt = session.state.seq;
  void announce(session, emit).catch((error: unknown) => {
    session.logger.warn({ err: error }, "a chat could not be announced as stored");
  });
}

async function announce(session: Session, emit: (first: FirstInteraction) => unknown): Promise<void> {
  // The session begins to record right after it has stated the thread's name.
  await Promise.resolve();
  await session.recorder.flush();
  emit({ interaction: session.state.thread.name || "…", thread_id: session.threadId });
}
