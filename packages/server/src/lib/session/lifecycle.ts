// What happens to a session's life, told to the app.
import type { OpenRequest } from "./open-request.ts";
import type { Session } from "./session.ts";

/** What happens to a session's life, told to the app. */
export interface Lifecycle {
  start(session: Session): void;
  /** Before anybody sees it, whether it is new or came out of the store. What it throws refuses whoever asked. */
  prepare(session: Session, request: OpenRequest): Promise<void>;
  /** The chat is another person's now, as after a sign-in. */
  userChanged(session: Session): void;
  resume(session: Session, reason: "restore" | "reopen"): void;
  disconnected(session: Session): void;
  reconnected(session: Session): void;
  /** Runs `onChatEnd`; the session is saved when it has settled. */
  ending(session: Session): Promise<void>;
}
