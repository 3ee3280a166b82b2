// The list of the caller's chats: read page by page over HTTP, kept up to date by what the server tells of it, and read again when
// something may have been missed: after a lost connection, and when the page is looked at again.
import { ChatError, isChatError, type ServerNotice, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import type { ApiClient } from "./api-client.ts";
import { Listeners } from "./listeners.ts";
import type { PageSignals } from "./socket/page-signals.ts";
import { ThreadActs } from "./thread-acts.ts";
import { isListed, type ThreadFilter } from "./thread-filter.ts";
import type { ThreadMarks } from "./thread-marks.ts";
import { type Moved, ThreadRows } from "./thread-rows.ts";

/** What became of the list, as the server tells it. */
export type ThreadsChange = Extract<ServerNotice, { type: "threads-changed" }>;

/** The list as it stands. */
export interface ThreadsView {
  /** The pinned ones, then the last updated first: all from the first one on that were read without a gap. */
  readonly threads: readonly ThreadSummary[];
  /** It is being read. */
  readonly loading: boolean;
  /** There are older ones; `loadMore` reads them. */
  readonly hasMore: boolean;
  /** How many there are, where the server tells. Any of them can be read then, by `show`. */
  readonly total?: number;
  /** Why the last reading failed. */
  readonly error?: ChatError;
}

/** How many lines the first page has. */
const FIRST = 20;
/** The most lines one request may ask for. */
const MOST = 100;
/** So many lines around those that are shown are held. */
const AROUND = 200;
/** Somebody who drags the scrollbar looks at nothing for so long. */
const LOOKS_AFTER_MS = 60;
/** Changes come in groups. */
const READ_AGAIN_AFTER_MS = 250;

/** An external store of the caller's chats. It reads nothing before somebody subscribes. */
export class ThreadList {
  readonly #api: ApiClient;
  readonly #signals: Pick<PageSignals, "onWake">;
  readonly #filter: ThreadFilter;
  /** The list of all chats: it knows those that are looked at with a filter. */
  readonly #all: ThreadList;
  readonly #watched = new Set<ThreadList>();
  readonly #acts: ThreadActs;
  readonly #listeners = new Listeners();
  #view: ThreadsView = { threads: [], loading: false, hasMore: false };
  #rows = new ThreadRows();
  #nextCursor: string | undefined;
  #reading: AbortController | undefined;
  /** What the server told during a reading: the page that is on its way may be older. */
  #told: ThreadsChange[] = [];
  #stopWatching: (() => void) | undefined;
  #wasConnected = false;
  #shown: { readonly from: number; readonly to: number } | undefined;
  #filling: { readonly from: number; readonly to: number; readonly leave: AbortController } | undefined;
  /** What was asked for since anything changed: a gap that is still there will not close by asking again. */
  #asked: { readonly from: number; readonly to: number }[] = [];
  /** Lines that are shown, and were read before something changed that this page was not told of. */
  #stale: { readonly from: number; readonly to: number } | undefined;
  #fillTimer: ReturnType<typeof setTimeout> | undefined;
  #againTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: ApiClient, signals: Pick<PageSignals, "onWake">, filter: ThreadFilter = {}, all?: ThreadList) {
    this.#api = api;
    this.#signals = signals;
    this.#filter = filter;
    this.#all = all ?? this;
    this.#acts = all
      ? all.#acts
      : new ThreadActs(api, {
          find: (threadId) => this.#find(threadId),
          tell: (change) => this.changed({ type: "threads-changed", ...change }),
          readAgain: () => this.#readWatched(),
        });
  }

  /** The chats that match, as a list of its own. It is told of changes while somebody is subscribed to it. */
  where(filter: ThreadFilter): ThreadList {
    return new ThreadList(this.#api, this.#signals, filter, this.#all);
  }

  /** Tells when the list has changed; the first who subscribes has it read. Returns the way out. */
  subscribe(listener: () => void): () => void {
    const remove = this.#listeners.add(listener);
    if (!this.#stopWatching) {
      const stopWaking = this.#signals.onWake(() => void this.refresh());
      this.#all.#watched.add(this);
      this.#stopWatching = () => {
        stopWaking();
        this.#all.#watched.delete(this);
        clearTimeout(this.#againTimer);
        clearTimeout(this.#fillTimer);
        this.#fillTimer = undefined;
      };
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

  /** The line at a place, from 0; undefined while it is not read. */
  at(place: number): ThreadSummary | undefined {
    return this.#rows.at(place);
  }

  /** Where a chat stands, from 0; undefined when it is not among what was read. */
  placeOf(threadId: ThreadId): number | undefined {
    return this.#rows.placeOf(threadId);
  }

  /**
   * These lines are looked at, from the first to before the last: those that are missing are read, and those that are far from them are
   * forgotten, so that a list of any length costs the same. Where the server tells no total, coming near the end reads the next page.
   */
  show(from: number, to: number): void {
    this.#shown = { from, to };
    if (this.#rows.total === undefined) {
      if (to >= this.#rows.size && this.#view.hasMore) void this.loadMore();
      return;
    }
    if (this.#rows.size > FIRST + to - from + 4 * AROUND) {
      this.#rows.keep((place) => place < MOST || (place >= from - AROUND && place < to + AROUND));
      this.#show();
    }
    this.#fillSoon();
  }

  /** Reads what is shown again. A failure is told by the view. */
  async refresh(): Promise<void> {
    await this.#read(undefined);
  }

  /** A connection stands. If it is not the first one, nobody told what happened between it and the one before. @internal */
  connected(): void {
    const isFirst = !this.#wasConnected;
    this.#wasConnected = true;
    if (!isFirst) this.#readWatched();
  }

  /** The server tells what became of the list. @internal */
  changed(change: ThreadsChange): void {
    const lists = [...this.#watched];
    if (!this.#acts.isBack(change)) for (const list of lists) list.#take(change);
    else for (const list of lists) list.#readAgainSoon();
  }

  /** Reads the next page of older chats. */
  async loadMore(): Promise<void> {
    if (this.#view.loading || !this.#view.hasMore) return;
    if (this.#rows.total === undefined) await this.#read(this.#nextCursor);
    else await this.#fill(this.#view.threads.length, this.#view.threads.length + FIRST);
  }

  /** Shows the new name at once, and the old one again when the server refuses. Throws a ChatError then. */
  async rename(threadId: ThreadId, name: string): Promise<void> {
    await this.#acts.rename(threadId, name);
  }

  /**
   * Pins, archives, tags, deletes or brings back chats, as many as there are. Shows it at once, and how it was when the server refuses.
   * Throws a ChatError then: NOT_SUPPORTED where the app's storage has no marks.
   */
  async change(threadIds: readonly ThreadId[], marks: ThreadMarks): Promise<void> {
    await this.#acts.mark(threadIds, marks);
  }

  /** Deletes chats for good: they cannot be brought back. Throws a ChatError when the server refuses. */
  async purge(threadIds: readonly ThreadId[]): Promise<void> {
    await this.#acts.purge(threadIds);
  }

  /** Takes a chat out of the list and tells the server nothing. What comes back puts it in again, as the server has it then. */
  putAside(threadId: ThreadId): () => void {
    return this.#acts.putAside(threadId);
  }

  /** Takes a chat out of the list at once, and puts it back when the server refuses. Throws a ChatError then. */
  async remove(threadId: ThreadId): Promise<void> {
    await this.#acts.remove(threadId);
  }

  #find(threadId: ThreadId): ThreadSummary | undefined {
    for (const list of [this, ...this.#watched]) {
      const found = list.#rows.find(threadId);
      if (found) return found;
    }
    return undefined;
  }

  #readWatched(): void {
    for (const list of this.#watched) void list.refresh();
  }

  #take(change: ThreadsChange): void {
    if (!change.thread && !change.removed) return void this.refresh();
    if (change.thread && !change.thread.deletedAt && this.#acts.hasRemoved(change.thread.id)) return;
    if (this.#reading || this.#filling) this.#told.push(change);
    const { changed, unsure } = this.#place(change);
    if (changed) this.#show();
    if (unsure) this.#readAgainSoon();
  }

  /** Puts a change in its place. */
  #place({ thread, removed }: ThreadsChange): Moved {
    const listed = thread && isListed(thread, this.#filter) ? thread : undefined;
    const gone = removed ?? thread?.id;
    // What was deleted is listed by when; the server knows.
    if (this.#filter.deleted && (listed ? !this.#rows.find(listed.id) : removed)) return { changed: false, unsure: true };
    if (listed) return this.#moved(this.#rows.insert(listed, this.#view.hasMore));
    return this.#moved(gone ? this.#rows.remove(gone) : { changed: false, unsure: false });
  }

  /** Where something moved, a gap may be another one. */
  #moved(moved: Moved): Moved {
    if (moved.changed) this.#asked = [];
    return moved;
  }

  #readAgainSoon(): void {
    clearTimeout(this.#againTimer);
    this.#againTimer = setTimeout(() => void this.refresh(), READ_AGAIN_AFTER_MS);
  }

  #fillSoon(): void {
    this.#fillTimer ??= setTimeout(() => {
      this.#fillTimer = undefined;
      const { total } = this.#rows;
      if (!this.#shown || total === undefined || !this.#stopWatching) return;
      void this.#fill(Math.max(0, this.#shown.from), Math.min(total, this.#shown.to));
    }, LOOKS_AFTER_MS);
  }

  /** Reads the first lines that are missing among these, and goes on until none is. */
  async #fill(from: number, to: number): Promise<void> {
    const missing = this.#stale && this.#stale.from < to && this.#stale.to > from ? this.#stale.from : this.#firstMissing(from, to);
    if (missing === undefined || this.#reading) return;
    if (this.#filling) {
      if (this.#filling.from < to && this.#filling.to > from) return;
      this.#filling.leave.abort();
    }
    const filling = { from: missing, to: missing + MOST, leave: new AbortController() };
    this.#filling = filling;
    this.#stale = undefined;
    this.#asked.push(filling);
    const input = { ...this.#filter, offset: missing, limit: MOST };
    try {
      const page = await this.#api.call("listThreads", input, { signal: filling.leave.signal });
      if (this.#filling !== filling) return;
      this.#filling = undefined;
      this.#rows.put(missing, this.#withoutRemoved(page.threads));
      if (page.total !== undefined) this.#rows.total = page.total;
      this.#tellAgain();
      const { error: _error, ...view } = this.#view;
      this.#view = view;
      this.#show();
      this.#fillSoon();
    } catch (cause) {
      if (this.#filling !== filling) return;
      this.#filling = undefined;
      this.#told = [];
      this.#set({ error: toChatError(cause) });
    }
  }

  #firstMissing(from: number, to: number): number | undefined {
    for (let place = from; place < to; place++) {
      if (!this.#rows.at(place) && !this.#asked.some((asked) => place >= asked.from && place < asked.to)) return place;
    }
    return undefined;
  }

  async #read(cursor: string | undefined): Promise<void> {
    this.#reading?.abort();
    this.#filling?.leave.abort();
    this.#filling = undefined;
    const reading = new AbortController();
    this.#reading = reading;
    this.#set({ loading: true });
    // What is read again is as long as what is shown: nobody's place in a long list is lost.
    const shown = this.#view.threads.length;
    const input = { ...this.#filter, ...(cursor !== undefined ? { cursor } : shown > FIRST ? { limit: Math.min(shown, MOST) } : {}) };
    try {
      const page = await this.#api.call("listThreads", input, { signal: reading.signal });
      if (reading.signal.aborted) return;
      this.#reading = undefined;
      this.#nextCursor = page.nextCursor;
      const threads = this.#withoutRemoved(page.threads);
      if (cursor === undefined) this.#begin(threads, page.total);
      else
        this.#rows.put(
          shown,
          threads.filter(({ id }) => this.#rows.placeOf(id) === undefined),
        );
      this.#tellAgain();
      const { error: _error, ...view } = this.#view;
      this.#view = { ...view, loading: false };
      this.#show();
      if (this.#shown && this.#rows.total !== undefined) this.#fillSoon();
    } catch (cause) {
      if (reading.signal.aborted) return;
      this.#reading = undefined;
      this.#told = [];
      this.#set({ loading: false, error: toChatError(cause) });
    }
  }

  /** The first page was read. What is looked at further on stays until it was read again as well. */
  #begin(threads: readonly ThreadSummary[], total: number | undefined): void {
    const looked = total === undefined ? undefined : this.#shown;
    const stale = looked && looked.to > threads.length ? { from: Math.max(looked.from, threads.length), to: looked.to } : undefined;
    this.#rows.keep((place) => stale !== undefined && place >= stale.from && place < stale.to);
    this.#rows.put(0, threads);
    this.#rows.total = total;
    if (total !== undefined) this.#rows.keep((place) => place < total);
    this.#asked = [];
    this.#stale = stale;
  }

  #withoutRemoved(threads: readonly ThreadSummary[]): ThreadSummary[] {
    return threads.filter((thread) => thread.deletedAt !== undefined || !this.#acts.hasRemoved(thread.id));
  }

  /** What was told while a page was on its way holds for it too. */
  #tellAgain(): void {
    const told = this.#told;
    this.#told = [];
    for (const change of told) this.#place(change);
  }

  #show(): void {
    const threads = this.#rows.beginning();
    const { total } = this.#rows;
    const hasMore = total === undefined ? this.#nextCursor !== undefined : threads.length < total;
    const { total: _total, ...view } = this.#view;
    this.#view = { ...view, threads, hasMore, ...(total !== undefined && { total }) };
    this.#listeners.emit();
  }

  #set(change: Partial<ThreadsView>): void {
    this.#view = { ...this.#view, ...change };
    this.#listeners.emit();
  }
}

function toChatError(cause: unknown): ChatError {
  return isChatError(cause) ? cause : new ChatError("INTERNAL", "The list of chats could not be read.", { cause });
}
