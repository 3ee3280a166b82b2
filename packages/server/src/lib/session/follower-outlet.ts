// At the owner of a session each node that follows is one outlet: so who is connected counts over all nodes. Facts reach it by the relay; what
// is told beside them goes by a call.
import type { ServerNotice, ThreadId } from "@colloquy/protocol";
import type { CutReason } from "../auth/sign-in-connections.ts";
import type { NodeCalls } from "../relay/node-calls.ts";
import type { NodeId } from "../relay/relay.ts";
import type { Outlet } from "./outlet.ts";

/** Something to know beside the facts, for those who are connected to another node. */
export const NOTICE_CALL = "chat:notice";
/** Those who are connected to another node are no longer who they were. */
export const CUT_CALL = "chat:cut";

export interface NoticeCall {
  readonly threadId: ThreadId;
  readonly notice: ServerNotice;
}

export interface CutCall {
  readonly threadId: ThreadId;
  readonly reason: CutReason;
}

/** The connections that another node has to a session. */
export class FollowerOutlet implements Outlet {
  readonly supports = new Set(["streaming", "asking"] as const);
  readonly node: NodeId;
  readonly #threadId: ThreadId;
  readonly #calls: NodeCalls;

  constructor(node: NodeId, threadId: ThreadId, calls: NodeCalls) {
    this.node = node;
    this.#threadId = threadId;
    this.#calls = calls;
  }

  send(): void {
    // They are in the log of the relay.
  }

  notify(notice: ServerNotice): void {
    // What becomes of lists is told to every node anyway.
    if (notice.type === "threads-changed" || notice.type === "folders-changed") return;
    this.#calls.tell(this.node, NOTICE_CALL, { threadId: this.#threadId, notice } satisfies NoticeCall);
  }

  cut(reason: CutReason): void {
    this.#calls.tell(this.node, CUT_CALL, { threadId: this.#threadId, reason } satisfies CutCall);
  }
}
