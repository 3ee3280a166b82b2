// The list of the caller's chats: read page by page over HTTP, kept up to date by what the server tells of it, and read again when
// something may have been missed: after a lost connection, and when the page is looked at again.
import { ChatError, isChatError, type ServerNotice, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import type { ApiClient } from "./api-client.ts";
import { Listeners } from "./listeners.ts";
import type { PageSignals } from "./socket/page-signals.ts";

/** What became of the list, as the server tells it. */
export type ThreadsChange = Extract<ServerNotice, { type: "threads-changed" }>;

/** The list as it stands. */
export interface ThreadsView {
  /** Newest first. */
  readonly threads: readonly ThreadSummary[];
  /** It is being read. */
  readonly loading: boolean;
  /** There are older ones; `loadMore` reads them. */
  readonly hasMore: boolean;
  /** Why the last reading failed. */
  readonly error?: ChatError;
}

/** How many lines the first page has. */
const FIRST = 20;
/** The most lines one reading may ask for. */
const MOST = 100;

/** An external store of the caller's chats. It reads nothing before somebody subscribes. */
export class ThreadList {
  readonly #api: ApiClient;
  readonly #signals: Pick<PageSignals, "onWake">;
  readonly #listeners = new Listeners();
  #view: ThreadsView = { threads: [], loading: false, hasMore: false };
  #nextCursor: string | undefined;
  #reading: AbortController | undefined;
  /** What the server told during a reading: the page that is on its way may be older. */
  #told: ThreadsChange[] = [];
  #stopWatching: (() => void) | undefined;
  #wasConnected = false;
  /** What this page has deleted: a chat that is ending is told of once more. */
  readonly #removed = new Set<ThreadId>();

  constructor(api: ApiClient, signals: Pick<PageSignals, "onWake">) {
    this.#api = api;
    this.#signals = signals;
  }

  /** Tells when the list has changed; the first who subscribes has it read. Returns the way out. */
  subscribe(listener: () => void): () => void {
    const remove = this.#listeners.add(listener);
    if (!this.#stopWatching) {
      this.#stopWatching = this.#signals.onWake(() => void this.refresh());
      // Nothing was heeded while nobody looked.
      void this.refresh();
    }
    return () => {
      remove();
      if (this.#listeners.size > 0) return;
      this.#stopWatching?.();
      this.#stopWatching = undefined;
    };
  }

  /** The list as it stands; the same object until it changes. */
  getView(): ThreadsView {
    return this.#view;
  }

  /** Reads what is shown again. A failure is told by the view. */
  async refresh(): Promise<void> {
    await this.#read(undefined);
  }

  /** A connection stands. If it is not the first one, nobody told what happened between it and the one before. */
  connected(): void {
    const isFirst = !this.#wasConnected;
    this.#wasConnected = true;
    if (!isFirst && this.#stopWatching) void this.refresh();
  }

  /** The server tells what became of the list. @internal */
  changed(change: ThreadsChange): void {
    if (!this.#stopWatching) return;
    if (!change.thread && !change.removed) return void this.refresh();
    if (change.thread && this.#removed.has(change.thread.id)) return;
    if (this.#reading) this.#told.push(change);
    const threads = withChange(this.#view.threads, change, this.#view.hasMore);
    if (threads !== this.#view.threads) this.#set({ threads });
  }

  /** Reads the next page of older chats. */
  async loadMore(): Promise<void> {
    if (this.#nextCursor !== undefined && !this.#view.loading) await this.#read(this.#nextCursor);
  }

  /** Shows the new name at once, and the old one again when the server refuses. Throws a ChatError then. */
  async rename(threadId: ThreadId, name: string): Promise<void> {
    const threads = this.#view.threads.map((thread) => (thread.id === threadId ? { ...thread, name } : thread));
    await this.#change(threadId, threads, () => this.#api.call("renameThread", { threadId, name }));
  }

  /** Takes a chat out of the list and tells the server nothing. What comes back puts it in again, as the server has it then. */
  putAside(threadId: ThreadId): () => void {
    const thread = this.#view.threads.find(({ id }) => id === threadId);
    this.#removed.add(threadId);
    this.#set({ threads: this.#view.threads.filter(({ id }) => id !== threadId) });
    return () => {
      this.#removed.delete(threadId);
      if (thread) this.#set({ threads: withChange(this.#view.threads, { type: "threads-changed", thread }, false) });
      void this.refresh();
    };
  }

  /** Takes a chat out of the list at once, and puts it back when the server refuses. Throws a ChatError then. */
  async remove(threadId: ThreadId): Promise<void> {
    const threads = this.#view.threads.filter((thread) => thread.id !== threadId);
    this.#removed.add(threadId);
    await this.#change(threadId, threads, () => this.#api.call("deleteThread", { threadId }, { keepalive: true }));
  }

  async #read(cursor: string | undefined): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#set({ loading: true });
    // What is read again is as long as what is shown: nobody's place in a long list is lost.
    const shown = this.#view.threads.length;
    const input = cursor !== undefined ? { cursor } : shown > FIRST ? { limit: Math.min(shown, MOST) } : {};
    try {
      const page = await this.#api.call("listThreads", input, { signal: reading.signal });
      if (reading.signal.aborted) return;
      this.#reading = undefined;
      this.#nextCursor = page.nextCursor;
      const known = cursor === undefined ? [] : this.#view.threads;
      const added = page.threads.filter(({ id }) => !this.#removed.has(id) && !known.some((thread) => thread.id === id));
      const hasMore = page.nextCursor !== undefined;
      const threads = this.#told.reduce((list, change) => withChange(list, change, hasMore), [
        ...known,
        ...added,
      ] as readonly ThreadSummary[]);
      this.#told = [];
      const { error: _error, ...view } = this.#view;
      this.#view = view;
      this.#set({ threads, loading: false, hasMore });
    } catch (cause) {
      if (reading.signal.aborted) return;
      this.#reading = undefined;
      this.#told = [];
      const error = isChatError(cause) ? cause : new ChatError("INTERNAL", "The list of chats could not be read.", { cause });
      this.#set({ loading: false, error });
    }
  }

  async #change(threadId: ThreadId, threads: readonly ThreadSummary[], act: () => Promise<unknown>): Promise<void> {
    const thread = this.#view.threads.find(({ id }) => id === threadId);
    this.#set({ threads });
    try {
      await act();
    } catch (error) {
      this.#removed.delete(threadId);
      // Only this line: the others may have changed meanwhile.
      if (thread) this.#set({ threads: withChange(this.#view.threads, { type: "threads-changed", thread }, false) });
      throw error;
    }
  }

  #set(change: Partial<ThreadsView>): void {
    this.#view = { ...this.#view, ...change };
    this.#listeners.emit();
  }
}

/** The list with a change in its place. What lies beyond the end of what was read comes when that is read. */
function withChange(threads: readonly ThreadSummary[], { thread, removed }: ThreadsChange, hasMore: boolean): readonly ThreadSummary[] {
  const gone = removed ?? thread?.id;
  const others = threads.filter(({ id }) => id !== gone);
  if (!thread) return others.length === threads.length ? threads : others;
  const at = others.findIndex((other) => isNewer(thread, other));
  if (at === -1 && hasMore) return others;
  return at === -1 ? [...others, thread] : [...others.slice(0, at), thread, ...others.slice(at)];
}

function isNewer(one: ThreadSummary, other: ThreadSummary): boolean {
  return one.updatedAt === other.updatedAt ? one.id > other.id : one.updatedAt > other.updatedAt;
}
