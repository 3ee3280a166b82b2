// What connections hang on: the session itself, or the copy of one that another node runs. Both fold the same facts, so nobody who is connected
// can tell them apart.
import type { ChatState, SessionId, ThreadId } from "@colloquy/protocol";
import type { Outlet } from "./outlet.ts";
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
  /** How much of the work is shown. */
  readonly config: { readonly cot: "full" | "tool_call" | "hidden" };
  /** The present as it stands in facts. */
  now(): string;
}
