// Who asks for a session, and what the asking came to.
import type { ChatError, SessionId, ThreadId } from "@colloquy/protocol";
import type { ConnectionRequest } from "./connection-request.ts";
import type { FollowedChat } from "./followed-chat.ts";
import type { Session } from "./session.ts";

/** Who wants in, and where to. The transport has verified all of it. */
export interface OpenRequest {
  readonly owner: string;
  readonly clientType: string;
  /** The request the connection began with. */
  readonly request?: ConnectionRequest | undefined;
  /** Keys of the person's own, by their names. */
  readonly env?: Readonly<Record<string, string>>;
  /** For a client that cannot be asked for keys later: it is refused with ENV_REQUIRED when some are missing. */
  readonly refuseWithoutEnv?: boolean | undefined;
  readonly chatProfile?: string | undefined;
  /** Settings the person keeps for all their chats, unchecked. Only a new chat begins with them. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** The session that a verified resume token names. */
  readonly sessionId?: SessionId | undefined;
  /** The thread of that session: another node may run it before it is written down anywhere. */
  readonly handleThreadId?: ThreadId | undefined;
  /** Chainlit's clients: their owner and session id. */
  readonly handle?: string | undefined;
  /** The thread of the page's address. */
  readonly threadId?: ThreadId | undefined;
  /** For a new chat whose client proposes the thread's id. Taken only when nothing has it. */
  readonly newThreadId?: ThreadId | undefined;
}

/** What opening came to. */
export type Opened = {
  /** Why the wished thread was not opened. */
  readonly refused?: ChatError | undefined;
} & (
  | {
      readonly chat: Session;
      /** `live`: it was in memory; `restored`: from its record; `reopened`: from its thread; `new`: a new chat. */
      readonly how: "live" | "restored" | "reopened" | "new";
    }
  | {
      readonly chat: FollowedChat;
      /** Another node runs it. */
      readonly how: "followed";
    }
);

/** The same where the session runs here. */
export interface OpenedSession {
  readonly session: Session;
  readonly how: Exclude<Opened["how"], "followed">;
  readonly refused?: ChatError | undefined;
}
