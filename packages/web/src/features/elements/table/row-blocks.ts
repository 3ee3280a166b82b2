// The rows that the page has at hand: asked for in blocks when they are wanted, forgotten when many others were.
import type { SeenRow } from "./table-engine.ts";

const BLOCK = 64;
const MOST_BLOCKS = 24;

export class RowBlocks {
  readonly #ask: (from: number, to: number) => Promise<readonly SeenRow[]>;
  readonly #blocks = new Map<number, readonly SeenRow[]>();
  readonly #asked = new Set<number>();
  readonly #onChange: () => void;
  /** What was seen before, until there is something of these. */
  #before: RowBlocks | undefined;

  constructor(ask: (from: number, to: number) => Promise<readonly SeenRow[]>, onChange: () => void, before?: RowBlocks) {
    this.#ask = ask;
    this.#onChange = onChange;
    this.#before = before;
    if (before) before.#before = undefined;
  }

  get(row: number): SeenRow | undefined {
    const block = this.#blocks.get(Math.floor(row / BLOCK));
    return block ? block[row % BLOCK] : this.#before?.get(row);
  }

  /** Asks for those that are missing. */
  want(from: number, to: number): void {
    for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block++) {
      const rows = this.#blocks.get(block);
      if (rows) {
        // The last one that was wanted is the last one forgotten.
        this.#blocks.delete(block);
        this.#blocks.set(block, rows);
      } else if (!this.#asked.has(block)) void this.#load(block);
    }
  }

  async #load(block: number): Promise<void> {
    this.#asked.add(block);
    try {
      this.#blocks.set(block, await this.#ask(block * BLOCK, (block + 1) * BLOCK));
      this.#before = undefined;
      for (const oldest of this.#blocks.keys()) {
        if (this.#blocks.size <= MOST_BLOCKS) break;
        this.#blocks.delete(oldest);
      }
      this.#onChange();
    } finally {
      this.#asked.delete(block);
    }
  }
}
