// Everybody who has a chat of a person open is told what becomes of the list of that person's chats, and nobody else is.
import type { ServerNotice } from "@colloquy/protocol";
import { isListed } from "../auth/owners.ts";
import type { ThreadsChange } from "../data/watch-threads.ts";
import type { NodeCalls } from "../relay/node-calls.ts";
import { withRunning } from "./running-mark.ts";
import type { SessionRegistry } from "./session-registry.ts";

/** What becomes of a list, for those of its owner who are connected to another node. */
const THREADS_CALL = "threads:changed";

interface ThreadsCall {
  readonly owner: string;
  readonly notice: ServerNotice;
}

/** Who tells whom. */
export interface ThreadsTelling {
  readonly registry: SessionRegistry;
  readonly calls: NodeCalls;
}

/** Tells all connections of an owner, at every node. Chats of client keys are in no list, so there is nothing to tell of them. */
export function tellOfThreads({ registry, calls }: ThreadsTelling, owner: string, change: ThreadsChange): void {
  if (!isListed(owner)) return;
  const notice = toNotice(registry, change);
  registry.notifyOwner(owner, notice);
  calls.tellAll(THREADS_CALL, { owner, notice } satisfies ThreadsCall);
}

/** Tells those who are connected here what another node has said. */
export function answerThreads({ registry, calls }: ThreadsTelling): void {
  calls.answer(THREADS_CALL, (body) => {
    const { owner, notice } = body as ThreadsCall;
    registry.notifyOwner(owner, notice);
  });
}

function toNotice(registry: Pick<SessionRegistry, "byThread">, change: ThreadsChange): ServerNotice {
  if ("folders" in change) return { type: "folders-changed" };
  return { type: "threads-changed", ...("thread" in change ? { thread: withRunning(registry, change.thread) } : change) };
}
