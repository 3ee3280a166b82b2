// The list of the caller's chats: read page by page over HTTP, and again when the open chat gets into it or gets a name.
import { ChatError, isChatError, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import type { ApiClient } from "./api-client.ts";
import type { ChatStore } from "./chat-store.ts";
import { Listeners } from "./listeners.ts";

/** The list as it stands. */
export interface ThreadsView {
  /** Newest first. */
  readonly threads: readonly ThreadSummary[];
  readonly loading: boolean;
  readonly hasMore: boolean;
  /** Why the last reading failed. */
  readonly error?: ChatError;
}

/** An external store of the caller's chats. It reads nothing before somebody subscribes. */
export class ThreadList {
  readonly #api: ApiClient;
  readonly #store: ChatStore;
  readonly #listeners = new Listeners();
  #view: ThreadsView = { threads: [], loading: false, hasMore: false };
  #nextCursor: string | undefined;
  #reading: AbortController | undefined;
  #loadedOnce = false;
  #stopWatching: (() => void) | undefined;

  constructor(api: ApiClient, store: ChatStore) {
    this.#api = api;
    this.#store = store;
  }

  subscribe(listener: () => void): () => void {
    const remove = this.#listeners.add(listener);
    this.#stopWatching ??= this.#watchOpenChat();
    if (!this.#loadedOnce) {
      this.#loadedOnce = true;
      void this.refresh();
    }
    return () => {
      remove();
      if (this.#listeners.size > 0) return;
      this.#stopWatching?.();
      this.#stopWatching = undefined;
    };
  }

  getView(): ThreadsView {
    return this.#view;
  }

  /** Reads the first page again. A failure is told by the view. */
  async refresh(): Promise<void> {
    await this.#read(undefined);
  }

  async loadMore(): Promise<void> {
    if (this.#nextCursor !== undefined && !this.#view.loading) await this.#read(this.#nextCursor);
  }

  /** Shows the new name at once, and the old one again when the server refuses. Throws a ChatError then. */
  async rename(threadId: ThreadId, name: string): Promise<void> {
    const before = this.#view.threads;
    this.#set({ threads: before.map((thread) => (thread.id === threadId ? { ...thread, name } : thread)) });
    await this.#change(before, () => this.#api.call("renameThread", { threadId, name }));
  }

  /** Takes a chat out of the list at once, and puts it back when the server refuses. Throws a ChatError then. */
  async remove(threadId: ThreadId): Promise<void> {
    const before = this.#view.threads;
    this.#set({ threads: before.filter((thread) => thread.id !== threadId) });
    await this.#change(before, () => this.#api.call("deleteThread", { threadId }));
  }

  async #read(cursor: string | undefined): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#set({ loading: true });
    try {
      const page = await this.#api.call("listThreads", cursor === undefined ? {} : { cursor }, { signal: reading.signal });
      if (reading.signal.aborted) return;
      this.#nextCursor = page.nextCursor;
      const known = cursor === undefined ? [] : this.#view.threads;
      const added = page.threads.filter(({ id }) => !known.some((thread) => thread.id === id));
      const { error: _error, ...view } = this.#view;
      this.#view = view;
      this.#set({ threads: [...known, ...added], loading: false, hasMore: page.nextCursor !== undefined });
    } catch (cause) {
      if (reading.signal.aborted) return;
      const error = isChatError(cause) ? cause : new ChatError("INTERNAL", "The list of chats could not be read.", { cause });
      this.#set({ loading: false, error });
    }
  }

  async #change(before: readonly ThreadSummary[], act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#set({ threads: before });
      throw error;
    }
  }

  #watchOpenChat(): () => void {
    const entry = () => {
      const { interacted, ready, thread } = this.#store.getOverview();
      return ready && interacted ? `${thread.id} ${thread.name ?? ""}` : undefined;
    };
    let listed = entry();
    return this.#store.subscribe(() => {
      const now = entry();
      if (now === listed) return;
      listed = now;
      if (now !== undefined) void this.refresh();
    });
  }

  #set(change: Partial<ThreadsView>): void {
    this.#view = { ...this.#view, ...change };
    this.#listeners.emit();
  }
}
