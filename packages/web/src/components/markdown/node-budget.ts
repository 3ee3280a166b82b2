// How much of a page one text may become. A few kilobytes can ask for hundreds of thousands of elements, which no tab survives:
// what is beyond the limit is kept as text.
import type { Leaf } from "./block-tree.ts";
import { splitRow } from "./table-rows.ts";

/** Quotes, alerts and items inside one another; deeper marks are text. */
export const MOST_LEVELS = 100;
/** Columns of a table; with more, its lines are text. */
export const MOST_COLUMNS = 128;
/** Elements and texts, about, that one message becomes. Thirty thousand words with all kinds of markup stay far below. */
const MOST_NODES = 40_000;

/** What one block of words may become. */
export const MOST_IN_LEAF = MOST_NODES / 2;

/** Counts what a text becomes. */
export class NodeBudget {
  #used = 0;
  /** What had been used before each block of the text. */
  #marks: { readonly start: number; readonly used: number }[] = [];

  get isSpent(): boolean {
    return this.#used > MOST_NODES;
  }

  /** Remembers where a block of the text begins, to go back to. */
  mark(start: number): void {
    this.#marks.push({ start, used: this.#used });
  }

  spend(nodes: number): void {
    this.#used += nodes;
  }

  /** Whether one leaf alone is more than there is. */
  isTooMuch(nodes: number): boolean {
    return nodes > MOST_IN_LEAF;
  }

  rewind(offset: number): void {
    const at = this.#marks.findIndex(({ start }) => start >= offset);
    if (at < 0) return;
    this.#used = this.#marks[at]?.used ?? 0;
    this.#marks.length = at;
  }
}

/** How many nodes a leaf becomes, at most or nearly so. */
export function nodesOf({ kind, source }: Pick<Leaf, "kind" | "source">, latex: boolean): number {
  switch (kind) {
    case "code":
      return 10 + source.length / 16;
    case "math":
      return 20 + source.length * 6;
    case "rule":
    case "rest":
      return 1;
    case "html":
      // Each block is cleaned by itself, which takes as long as many elements do.
      return 20 + 2 * count(source, /</g);
    case "row":
      return 2 + 2 * splitRow(source).length + inlineNodesOf(source, latex);
    case "paragraph":
    case "heading":
      return 2 + inlineNodesOf(source, latex);
    default:
      return kind satisfies never;
  }
}

function inlineNodesOf(source: string, latex: boolean): number {
  let nodes = 1 + roughNodesOf(source, latex);
  if (latex) for (const { 0: formula } of source.matchAll(/\$[^$]{20,}\$|\\[([][^\\]{20,}/g)) nodes += formula.length * 6;
  return nodes;
}

/** What the marks in a piece of a text may begin: an element, with a text in it and one after; a formula is a dozen for each of its ends. */
export function roughNodesOf(source: string, latex: boolean): number {
  return 1.5 * count(source, /[*_`~[<]+|https?:|www\./g) + (latex ? 12 * count(source, /\$+|\\[([]/g) : 0);
}

function count(source: string, pattern: RegExp): number {
  let found = 0;
  pattern.lastIndex = 0;
  while (pattern.test(source)) found += 1;
  return found;
}
