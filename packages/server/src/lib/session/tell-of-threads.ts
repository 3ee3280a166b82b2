// Everybody who has a chat of a person open is told what becomes of the list of that person's chats, and nobody else is.
import type { ServerNotice, ThreadId, ThreadSummary } from "@colloquy/protocol";
import { isListed } from "../auth/owners.ts";
import type { ThreadsChange } from "../data/watch-threads.ts";
import type { NodeCalls } from "../relay/node-calls.ts";
import type { NodeId } from "../relay/relay.ts";
import { KeyedQueue } from "./keyed-queue.ts";
import { withRunning } from "./live-lines.ts";
import type { SessionRegistry } from "./session-registry.ts";

/** What becomes of a list, for those of its owner who are connected to another node. */
const THREADS_CALL = "threads:changed";
/** The line of a chat is different: the node that runs it tells of it, because only it knows all of the line. */
const TELL_CALL = "threads:tell";

interface ThreadsCall {
  readonly owner: string;
  readonly notice: ServerNotice;
}

/** Who tells whom. */
export interface ThreadsTellingParts {
  readonly registry: () => SessionRegistry;
  readonly calls: NodeCalls;
  /** Tells of a chat anew, as it is stored. */
  readonly tellAnew: (threadId: ThreadId) => void;
}

/** Tells people of their lists, at every node. */
export class ThreadsTelling {
  readonly #parts: ThreadsTellingParts;
  /** The last word about a line is the newest, although it may be looked for first who has it. */
  readonly #queue = new KeyedQueue();
  /** Chats of people who are here, in which something runs at another node: should it die, nobody else tells that it does no more. */
  readonly #running = new Map<NodeId, Set<ThreadId>>();

  constructor(parts: ThreadsTellingParts) {
    this.#parts = parts;
    const { calls, registry, tellAnew } = parts;
    calls.answer(THREADS_CALL, (body, from) => {
      const { owner, notice } = body as ThreadsCall;
      const isHere = registry().notifyOwner(owner, notice);
      if (notice.type === "threads-changed" && notice.thread) this.#remember(notice.thread, isHere ? from : undefined);
    });
    calls.answer(TELL_CALL, (body) => tellAnew((body as { readonly threadId: ThreadId }).threadId));
  }

  /** Tells all connections of an owner. Chats of client keys are in no list, so there is nothing to tell of them. */
  tell(owner: string, change: ThreadsChange): void {
    if (!isListed(owner)) return;
    if ("folders" in change) this.#say(owner, { type: "folders-changed" });
    else if ("thread" in change) this.#tellOfOne(owner, change.thread);
    else this.#say(owner, { type: "threads-changed", ...change });
  }

  /** A node is dead: its chats are told of anew. */
  lost(node: NodeId): void {
    const threadIds = this.#running.get(node) ?? [];
    this.#running.delete(node);
    for (const threadId of threadIds) this.#parts.tellAnew(threadId);
  }

  #remember({ id, running }: ThreadSummary, from: NodeId | undefined): void {
    for (const [node, threadIds] of this.#running) if (threadIds.delete(id) && threadIds.size === 0) this.#running.delete(node);
    if (!running || from === undefined) return;
    const threadIds = this.#running.get(from) ?? new Set();
    this.#running.set(from, threadIds.add(id));
    this.#parts.calls.relay.watch(from);
  }

  #tellOfOne(owner: string, thread: ThreadSummary): void {
    const { registry, calls } = this.#parts;
    const here = () => this.#say(owner, { type: "threads-changed", thread: withRunning(registry().byThread(thread.id), thread) });
    if (!calls.acrossProcesses || registry().byThread(thread.id)) {
      here();
      return;
    }
    void this.#queue.run(thread.id, () =>
      registry()
        .whereItRuns(thread.id, TELL_CALL, { threadId: thread.id }, async () => here())
        // What is stored is better than nothing.
        .catch(here),
    );
  }

  #say(owner: string, notice: ServerNotice): void {
    const { registry, calls } = this.#parts;
    registry().notifyOwner(owner, notice);
    calls.tellAll(THREADS_CALL, { owner, notice } satisfies ThreadsCall);
  }
}
