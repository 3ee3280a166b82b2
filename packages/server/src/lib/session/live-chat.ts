// What connections hang on: the session itself, or the copy of one that another node runs. Both fold the same facts, so nobody who is connected
// can tell them apart.
import type { ChatState, Cursor, SessionId, ThreadId } from "@colloquy/protocol";
import type { Outlet } from "./outlet.ts";
import type { SessionConfig } from "./session.ts";
import type { SessionLog } from "./session-log.ts";

/** A chat that is live, wherever it runs. */
export interface LiveChat {
  readonly id: SessionId;
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly state: ChatState;
  /** What a returning client is told of from. */
  readonly log: SessionLog;
  readonly outlets: ReadonlySet<Outlet>;
  /** The settings of this chat. */
  readonly config: Pick<SessionConfig, "cot" | "assistantName" | "language" | "uploads">;
  /** The language of its newest connection, as a BCP 47 tag. */
  readonly language: string;
  /** True once the person has done something: from then on it is kept. */
  readonly interacted: boolean;
  /** False once it ends, or is no longer here. */
  readonly isOpen: boolean;
  /** Gets what its log lacks for who is that far, where that is somewhere else. A session has all that there is. */
  reachBack?(cursor: Cursor): Promise<void>;
  /** The present as it stands in facts. */
  now(): string;
}
