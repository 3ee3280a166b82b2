// A table as JSON, written piece by piece: a million rows are stringified in slices, and other chats have their turn in between.
import { setImmediate as nextTurn } from "node:timers/promises";

/** What the columns hold, in the words of the page. */
export type ColumnType = "string" | "number" | "boolean" | "date" | "datetime";

/** A column of a table. */
export interface TableColumn {
  /** Its heading. */
  readonly name: string;
  /** What it holds. Default: what its values are. */
  readonly type?: ColumnType;
}

/** Rows and their headings, ready to be written. */
export interface TableRows {
  readonly names: readonly string[];
  readonly count: number;
  readonly row: (at: number) => readonly unknown[];
  readonly index?: readonly unknown[] | undefined;
}

/** So long others wait for a slice of it, about. */
const SLICE_MS = 4;
/** The clock is asked after so many rows. */
const ROWS_AT_ONCE = 64;
/** Pieces are handed on when they have so many characters. */
const PIECE = 64 * 1024;

/** The JSON of a table, `{ columns, index?, data }`, in UTF-8. */
export async function* tableJson({ names, count, row, index }: TableRows): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = `{"columns":${JSON.stringify(names)},`;
  if (index) {
    text += '"index":[';
    for await (const piece of slices(index.length, (at) => json(index[at]))) {
      yield encoder.encode(text + piece);
      text = "";
    }
    text += "],";
  }
  text += '"data":[';
  for await (const piece of slices(count, (at) => json(row(at)))) {
    yield encoder.encode(text + piece);
    text = "";
  }
  yield encoder.encode(`${text}]}`);
}

/** Calls a function for each number up to `count`, and lets others work in between. */
export async function eachInSlices(count: number, visit: (at: number) => void): Promise<void> {
  let began = performance.now();
  for (let at = 0; at < count; at++) {
    visit(at);
    if (at % ROWS_AT_ONCE !== 0 || performance.now() - began < SLICE_MS) continue;
    await nextTurn();
    began = performance.now();
  }
}

async function* slices(count: number, toText: (at: number) => string): AsyncGenerator<string> {
  let began = performance.now();
  let text = "";
  for (let at = 0; at < count; at++) {
    text += at === 0 ? toText(at) : `,${toText(at)}`;
    if (text.length >= PIECE) {
      yield text;
      text = "";
    }
    if (at % ROWS_AT_ONCE !== 0 || performance.now() - began < SLICE_MS) continue;
    await nextTurn();
    began = performance.now();
  }
  if (text !== "") yield text;
}

/** What JSON has no word for becomes null, as NaN does; whole numbers that are too large become texts, which the page reads as numbers. */
function json(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? smallest(inner) : inner)) ?? "null";
}

function smallest(value: bigint): number | string {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
}
