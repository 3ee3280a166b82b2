// Whose chat a line of the log is about: known from where the code runs, so that nobody has to say it.
import { type Logger, withFields } from "../logger.ts";
import { currentContext } from "./context.ts";

/** What is said of a chat in the log. */
export interface ChatFields {
  readonly sessionId: string;
  readonly threadId: string;
  readonly turnId?: string;
}

/** The chat and the turn in which the calling code runs; undefined outside of any. */
export function chatFields(): ChatFields | undefined {
  const context = currentContext();
  if (!context) return undefined;
  const { session, turnId } = context;
  return { sessionId: session.id, threadId: session.threadId, turnId };
}

/** A log whose lines carry the ids of the chat and the turn they were written in. */
export function tellChat(logger: Logger): Logger {
  return withFields(logger, chatFields);
}
