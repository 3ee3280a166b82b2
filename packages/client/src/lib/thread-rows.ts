// The lines of a list of chats by their places, with gaps where nothing was read yet: of a list of fifty thousand only what is looked at is held.
import type { ThreadId, ThreadSummary } from "@colloquy/protocol";
import { isBefore } from "./thread-filter.ts";

/** What became of a line that was moved, added or taken out. */
export interface Moved {
  /** Something is different now. */
  readonly changed: boolean;
  /** Where the line was, or whether there was one, lies in a gap: how many lines there are must be asked. */
  readonly unsure: boolean;
}

export class ThreadRows {
  #rows = new Map<number, ThreadSummary>();
  #places = new Map<ThreadId, number>();
  /** How many lines there are, where the server tells. Without it all that is known stands at the beginning. */
  total: number | undefined;

  get size(): number {
    return this.#rows.size;
  }

  at(place: number): ThreadSummary | undefined {
    return this.#rows.get(place);
  }

  placeOf(threadId: ThreadId): number | undefined {
    return this.#places.get(threadId);
  }

  find(threadId: ThreadId): ThreadSummary | undefined {
    const place = this.#places.get(threadId);
    return place === undefined ? undefined : this.#rows.get(place);
  }

  /** What is known from the first line on, up to the first gap. */
  beginning(): ThreadSummary[] {
    const rows: ThreadSummary[] = [];
    for (let row = this.#rows.get(0); row; row = this.#rows.get(rows.length)) rows.push(row);
    return rows;
  }

  /** What was read, from a place on. A line stands in one place only. */
  put(from: number, threads: readonly ThreadSummary[]): void {
    for (const [index, thread] of threads.entries()) {
      const before = this.#places.get(thread.id);
      if (before !== undefined) this.#rows.delete(before);
      const covered = this.#rows.get(from + index);
      if (covered) this.#places.delete(covered.id);
      this.#rows.set(from + index, thread);
      this.#places.set(thread.id, from + index);
    }
  }

  /** Forgets the lines whose places are not to be kept. */
  keep(isKept: (place: number) => boolean): void {
    for (const [place, { id }] of this.#rows) {
      if (isKept(place)) continue;
      this.#rows.delete(place);
      this.#places.delete(id);
    }
  }

  /** Takes a line out; those after it move up. */
  remove(threadId: ThreadId): Moved {
    const place = this.#places.get(threadId);
    if (place === undefined) return { changed: false, unsure: this.#hasGaps() };
    this.#rows.delete(place);
    this.#places.delete(threadId);
    this.#shift(place, -1);
    if (this.total !== undefined) this.total--;
    return { changed: true, unsure: false };
  }

  /** Puts a line where it belongs by the order of the list. `hasMore`: without a total, there are lines after those that are known. */
  insert(thread: ThreadSummary, hasMore: boolean): Moved {
    const known = this.find(thread.id);
    const stays = known && !isBefore(known, thread) && !isBefore(thread, known);
    const gaps = this.#hasGaps();
    if (stays) {
      this.#rows.set(this.#places.get(thread.id) as number, thread);
      return { changed: true, unsure: false };
    }
    if (known) this.remove(thread.id);
    const place = this.#placeFor(thread);
    const end = this.total ?? this.#rows.size;
    if (place === undefined && (gaps || hasMore)) {
      if (this.total !== undefined) this.total++;
      return { changed: known !== undefined, unsure: !known && this.total !== undefined };
    }
    const at = place ?? end;
    this.#shift(at, 1);
    // In a gap its exact place is unknown; what lies after it has moved all the same.
    if (at === 0 || this.#rows.has(at - 1)) this.put(at, [thread]);
    if (this.total !== undefined) this.total++;
    return { changed: true, unsure: !known && gaps };
  }

  #hasGaps(): boolean {
    return this.total !== undefined && this.#rows.size < this.total;
  }

  /** The first known place whose line comes after this one. */
  #placeFor(thread: ThreadSummary): number | undefined {
    let first: number | undefined;
    for (const [place, row] of this.#rows) if ((first === undefined || place < first) && isBefore(thread, row)) first = place;
    return first;
  }

  #shift(from: number, by: 1 | -1): void {
    const rows = new Map<number, ThreadSummary>();
    for (const [place, row] of this.#rows) rows.set(place >= from ? place + by : place, row);
    this.#rows = rows;
    this.#places = new Map([...rows].map(([place, { id }]) => [id, place]));
  }
}
