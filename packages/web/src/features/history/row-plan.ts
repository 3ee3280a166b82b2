// Where the lines of a long list stand: all lines are as high as each other, and so are the headings above some of them. From that every place
// is known without drawing it.

/** In pixels. */
export interface RowSizes {
  readonly row: number;
  readonly head: number;
}

export class RowPlan {
  readonly count: number;
  readonly #heads: readonly number[];
  readonly #headSet: ReadonlySet<number>;
  readonly #sizes: RowSizes;

  /** `heads`: the places of the lines that have a heading above them, rising. */
  constructor(count: number, heads: readonly number[], sizes: RowSizes) {
    this.count = count;
    this.#heads = heads;
    this.#headSet = new Set(heads);
    this.#sizes = sizes;
  }

  get height(): number {
    return this.count * this.#sizes.row + this.#heads.length * this.#sizes.head;
  }

  hasHead(place: number): boolean {
    return this.#headSet.has(place);
  }

  /** Where a line begins, below its heading. */
  rowTop(place: number): number {
    return place * this.#sizes.row + this.#headsBefore(place + 1) * this.#sizes.head;
  }

  /** Where the heading above a line begins. */
  headTop(place: number): number {
    return this.rowTop(place) - this.#sizes.head;
  }

  /** The line that is at this height, or whose heading is; the last one below all of them. */
  placeAt(y: number): number {
    const { row, head } = this.#sizes;
    let place = Math.floor(y / row);
    for (let index = this.#heads.length; index > 0; index--) {
      const first = this.#heads[index - 1] ?? 0;
      const top = first * row + (index - 1) * head;
      if (y < top) continue;
      place = y < top + head ? first : Math.floor((y - index * head) / row);
      break;
    }
    return Math.min(Math.max(place, 0), Math.max(0, this.count - 1));
  }

  #headsBefore(place: number): number {
    let [low, high] = [0, this.#heads.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#heads[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
