// From the first thing a person does, a chat is kept. Their clients are told, and answer by asking for the list of threads.

import type { Logger } from "../../logger.ts";
import type { LiveChat } from "../../session/live-chat.ts";
import type { ClientView } from "./client-view.ts";

/** What their clients are told of it. */
export interface FirstInteraction {
  readonly interaction: string;
  readonly thread_id: string;
}

/** How a client is told. */
export interface TellInteraction {
  readonly view: ClientView;
  /** Settles when what was said so far is stored. */
  readonly stored: () => Promise<void>;
  readonly emit: (first: FirstInteraction) => unknown;
  readonly logger: Logger;
}

/** Tells a client once, when the thread is in the list. */
export function tellInteraction(chat: LiveChat, { view, stored, emit, logger }: TellInteraction): void {
  const { threadId, interacted, state } = chat;
  if (!interacted || view.interactionAt !== undefined) return;
  view.interactionAt = state.seq;
  const announce = async () => {
    // The session begins to record right after it has stated the thread's name.
    await Promise.resolve();
    await stored();
    emit({ interaction: state.thread.name || "…", thread_id: threadId });
  };
  announce().catch((error: unknown) => logger.warn({ err: error, threadId }, "a chat could not be announced as stored"));
}
