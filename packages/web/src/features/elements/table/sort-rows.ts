// Sorts row numbers by a column, in pieces. Equal rows keep their order, and what is missing stands last whichever way.
import type { Cell, Column } from "./column.ts";
import type { Sliced } from "./slices.ts";

export type SortDirection = "ascending" | "descending";

/** So many rows are sorted or merged before it may be interrupted. */
const PIECE = 4_096;

export function* sortRows(column: Column, rowCount: number, direction: SortDirection, locale: string): Sliced<Uint32Array> {
  const { rows, missing, values } = yield* readValues(column, rowCount);
  const compare = yield* toComparison(values, rows, locale);
  const sign = direction === "ascending" ? 1 : -1;
  const sorted = yield* mergeSort(rows, (one, other) => sign * compare(one, other));
  const all = new Uint32Array(rowCount);
  all.set(sorted);
  all.set(missing, sorted.length);
  return all;
}

interface Values {
  /** The rows that have a value. */
  readonly rows: Uint32Array;
  readonly missing: Uint32Array;
  /** By row. */
  readonly values: readonly Cell[] | Float64Array;
}

/** All values once: reading one may mean to decode it. */
function* readValues(column: Column, rowCount: number): Sliced<Values> {
  const rows = new Uint32Array(rowCount);
  const missing = new Uint32Array(rowCount);
  const numbers = new Float64Array(rowCount);
  let others: Cell[] | undefined;
  let [count, gone] = [0, 0];
  for (let row = 0; row < rowCount; row++) {
    if (row % PIECE === 0) yield;
    const value = column.at(row);
    if (value === null) {
      missing[gone++] = row;
      continue;
    }
    rows[count++] = row;
    if (others) others[row] = value;
    else if (typeof value === "number") numbers[row] = value;
    else {
      others = Array.from(numbers.subarray(0, row));
      others[row] = value;
    }
  }
  return { rows: rows.subarray(0, count), missing: missing.subarray(0, gone), values: others ?? numbers };
}

type Comparison = (one: number, other: number) => number;

function* toComparison(values: readonly Cell[] | Float64Array, rows: Uint32Array, locale: string): Sliced<Comparison> {
  const ranks = values instanceof Float64Array ? values : yield* toRanks(values, rows, locale);
  return (one, other) => (ranks[one] ?? 0) - (ranks[other] ?? 0);
}

/** Comparing words takes a hundred times as long as comparing numbers, and most words come again: each is compared once. */
function* toRanks(values: readonly Cell[], rows: Uint32Array, locale: string): Sliced<Float64Array> {
  const known = new Map<Cell, number>();
  const codes = new Float64Array(values.length);
  for (const [at, row] of rows.entries()) {
    if (at % PIECE === 0) yield;
    const value = values[row] ?? null;
    let code = known.get(value);
    if (code === undefined) known.set(value, (code = known.size));
    codes[row] = code;
  }
  const words = [...known.keys()];
  const collator = new Intl.Collator(locale, { numeric: true });
  const order = yield* mergeSort(Uint32Array.from(words.keys()), (one, other) =>
    compareCells(words[one] ?? null, words[other] ?? null, collator),
  );
  const ranks = new Float64Array(words.length);
  let rank = 0;
  for (const [at, word] of order.entries()) {
    // Words that only look different stand together, in the order they came.
    const before = order[at - 1];
    if (before !== undefined && compareCells(words[before] ?? null, words[word] ?? null, collator) !== 0) rank += 1;
    ranks[word] = rank;
  }
  for (const [at, row] of rows.entries()) {
    if (at % PIECE === 0) yield;
    codes[row] = ranks[codes[row] ?? 0] ?? 0;
  }
  return codes;
}

/** Numbers before words where a column has both. */
function compareCells(one: Cell, other: Cell, collator: Intl.Collator): number {
  if (typeof one === "string" && typeof other === "string") return collator.compare(one, other);
  const rank = (cell: Cell) => (typeof cell === "string" ? 2 : typeof cell === "boolean" ? 1 : 0);
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  const [first, second] = [one ?? 0, other ?? 0];
  return first < second ? -1 : first > second ? 1 : 0;
}

function* mergeSort(rows: Uint32Array, compare: Comparison): Sliced<Uint32Array> {
  for (let from = 0; from < rows.length; from += PIECE) {
    // Typed arrays sort stably.
    rows.subarray(from, from + PIECE).sort(compare);
    yield;
  }
  let source = rows;
  let target: Uint32Array = new Uint32Array(rows.length);
  for (let width = PIECE; width < rows.length; width *= 2) {
    for (let from = 0; from < rows.length; from += 2 * width) yield* merge(source, target, from, from + width, from + 2 * width, compare);
    [source, target] = [target, source];
  }
  return source;
}

function* merge(source: Uint32Array, target: Uint32Array, from: number, middle: number, to: number, compare: Comparison): Sliced<void> {
  const end = Math.min(to, source.length);
  const half = Math.min(middle, end);
  let [left, right] = [from, half];
  for (let at = from; at < end; at++) {
    if (at % PIECE === 0) yield;
    const takesLeft = left < half && (right >= end || compare(source[left] ?? 0, source[right] ?? 0) <= 0);
    target[at] = (takesLeft ? source[left++] : source[right++]) ?? 0;
  }
}
