// What a person does to chats in a list: it shows in every list at once, the server is asked, and it is taken back when the server refuses.
import type { ThreadId, ThreadSummary } from "@colloquy/protocol";
import type { ApiClient } from "./api-client.ts";
import type { ThreadsChange } from "./thread-list.ts";
import { type ThreadMarks, withMarks } from "./thread-marks.ts";

/** The most chats one request may change. */
const MOST = 100;

/** The lists of a page: whatever is done in one of them shows in all. */
export interface ThreadLists {
  /** A chat as one of them has it. */
  find(threadId: ThreadId): ThreadSummary | undefined;
  /** Something has changed. */
  tell(change: Omit<ThreadsChange, "type">): void;
  /** Reads those again that are looked at. */
  readAgain(): void;
}

export class ThreadActs {
  readonly #api: ApiClient;
  readonly #lists: ThreadLists;
  /** What this page has deleted: a chat that is ending is told of once more. */
  readonly #removed = new Map<ThreadId, "asked" | "done">();

  constructor(api: ApiClient, lists: ThreadLists) {
    this.#api = api;
    this.#lists = lists;
  }

  /** It was deleted here: what says otherwise is older than that. */
  hasRemoved(threadId: ThreadId): boolean {
    return this.#removed.has(threadId);
  }

  /** It was deleted here, and is told of: somebody has brought it back elsewhere, or the news is older than that. A reading knows. */
  isBack({ thread }: ThreadsChange): boolean {
    if (!thread || thread.deletedAt !== undefined || this.#removed.get(thread.id) !== "done") return false;
    return this.#removed.delete(thread.id);
  }

  async rename(threadId: ThreadId, name: string): Promise<void> {
    await this.#change(
      [threadId],
      (thread) => ({ ...thread, name }),
      () => this.#api.call("renameThread", { threadId, name }),
    );
  }

  async mark(threadIds: readonly ThreadId[], marks: ThreadMarks): Promise<void> {
    const now = new Date().toISOString();
    for (const some of portions(threadIds)) {
      if (marks.deleted) for (const id of some) this.#removed.set(id, "asked");
      if (marks.deleted === false) for (const id of some) this.#removed.delete(id);
      const act = () => this.#api.call("changeThreads", { threadIds: some, ...marks }, { keepalive: true });
      const answer = await this.#change(some, (thread) => withMarks(thread, marks, now), act);
      if (marks.deleted) for (const id of some) this.#removed.set(id, "done");
      for (const thread of answer.threads) this.#lists.tell({ thread });
    }
  }

  async purge(threadIds: readonly ThreadId[]): Promise<void> {
    for (const some of portions(threadIds)) {
      await this.#change(
        some,
        () => undefined,
        () => this.#api.call("purgeThreads", { threadIds: some }),
      );
    }
  }

  putAside(threadId: ThreadId): () => void {
    const thread = this.#lists.find(threadId);
    this.#removed.set(threadId, "asked");
    this.#lists.tell({ removed: threadId });
    return () => {
      this.#removed.delete(threadId);
      if (thread) this.#lists.tell({ thread });
      this.#lists.readAgain();
    };
  }

  async remove(threadId: ThreadId): Promise<void> {
    this.#removed.set(threadId, "asked");
    await this.#change(
      [threadId],
      () => undefined,
      () => this.#api.call("deleteThread", { threadId }, { keepalive: true }),
    );
    this.#removed.set(threadId, "done");
  }

  async #change<Answer>(
    threadIds: readonly ThreadId[],
    toNew: (thread: ThreadSummary) => ThreadSummary | undefined,
    act: () => Promise<Answer>,
  ): Promise<Answer> {
    const before = threadIds.flatMap((id) => this.#lists.find(id) ?? []);
    for (const id of threadIds) {
      const old = before.find((thread) => thread.id === id);
      const thread = old && toNew(old);
      this.#lists.tell(thread ? { thread } : { removed: id });
    }
    try {
      return await act();
    } catch (error) {
      for (const id of threadIds) this.#removed.delete(id);
      // Only these lines: the others may have changed meanwhile.
      for (const thread of before) this.#lists.tell({ thread });
      throw error;
    }
  }
}

function portions(threadIds: readonly ThreadId[]): ThreadId[][] {
  return Array.from({ length: Math.ceil(threadIds.length / MOST) }, (_none, index) => threadIds.slice(index * MOST, (index + 1) * MOST));
}
