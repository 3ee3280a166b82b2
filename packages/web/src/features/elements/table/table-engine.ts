// The table and what is asked of it, wherever it runs. The page has it in a worker: the page's own thread never sees more than some rows.
import { isArrow } from "./arrow-metadata.ts";
import { type CellFormat, type CellWords, toFormat } from "./cell-text.ts";
import type { Column, ColumnKind, Table } from "./column.ts";
import { type CopyFormat, copyRows } from "./copy-rows.ts";
import { filterRows } from "./filter-rows.ts";
import { readArrow } from "./read-arrow.ts";
import { type ColumnHint, readJson } from "./read-json.ts";
import { runSliced } from "./slices.ts";
import { type SortDirection, sortRows } from "./sort-rows.ts";

export interface ColumnFacts {
  readonly name: string;
  readonly kind: ColumnKind;
  /** How long its values are, in letters: most of them are not longer. */
  readonly letters: number;
}

export interface TableFacts {
  readonly columns: readonly ColumnFacts[];
  readonly rowCount: number;
  readonly hasIndex: boolean;
}

/** Which rows are seen, and in which order. */
export interface Arrangement {
  readonly sort?: { readonly column: number; readonly direction: SortDirection } | undefined;
  readonly filter?: { readonly text: string; readonly column?: number | undefined } | undefined;
}

/** Rows and columns as they are seen, from the first up to but not including the last. */
export interface CellRange {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** Rows as they are read; nothing for what is missing. */
export type SeenRow = readonly (string | null)[];

const LONGEST_SEEN = 400;
const MEASURED_ROWS = 200;

export class TableEngine {
  readonly #table: Table;
  readonly #words: CellWords;
  readonly #formats: readonly CellFormat[];
  #rows: Uint32Array;
  /** The order of all rows, and what it was made for. */
  #sorted: { readonly key: string; readonly rows: Uint32Array };
  #turn = 0;

  constructor(content: Uint8Array, hints: readonly ColumnHint[], words: CellWords) {
    this.#table = isArrow(content) ? readArrow(content) : readJson(new TextDecoder().decode(content), hints);
    this.#words = words;
    this.#formats = this.#table.columns.map((column) => toFormat(column, this.#table.rowCount, words));
    this.#rows = Uint32Array.from({ length: this.#table.rowCount }, (_, row) => row);
    this.#sorted = { key: "", rows: this.#rows };
  }

  facts(): TableFacts {
    const { columns, rowCount, hasIndex } = this.#table;
    return { columns: columns.map((column, at) => this.#columnFacts(column, at)), rowCount, hasIndex };
  }

  #columnFacts({ name, kind }: Column, at: number): ColumnFacts {
    const lengths: number[] = [];
    for (let row = 0; row < Math.min(this.#table.rowCount, MEASURED_ROWS); row++)
      lengths.push(widthOf(this.#formats[at]?.shown(row) ?? ""));
    lengths.sort((one, other) => one - other);
    const usual = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
    return { name, kind, letters: Math.max(usual, widthOf(name)) };
  }

  /** Sorts and filters; how many rows are seen then. Undefined when something else was asked meanwhile. */
  async arrange({ sort, filter }: Arrangement): Promise<number | undefined> {
    const turn = ++this.#turn;
    const isGivenUp = () => turn !== this.#turn;
    const key = sort ? `${sort.column} ${sort.direction}` : "";
    if (key !== this.#sorted.key) {
      const rows = await this.#sort(sort, isGivenUp);
      if (!rows || isGivenUp()) return undefined;
      this.#sorted = { key, rows };
    }
    const found = await this.#filter(filter, isGivenUp);
    if (!found || isGivenUp()) return undefined;
    this.#rows = found;
    return found.length;
  }

  async #sort(sort: Arrangement["sort"], isGivenUp: () => boolean): Promise<Uint32Array | undefined> {
    const { columns, rowCount } = this.#table;
    const column = sort && columns[sort.column];
    if (!column) return Uint32Array.from({ length: rowCount }, (_, row) => row);
    return runSliced(sortRows(column, rowCount, sort.direction, this.#words.locale), isGivenUp);
  }

  async #filter(filter: Arrangement["filter"], isGivenUp: () => boolean): Promise<Uint32Array | undefined> {
    const { rows } = this.#sorted;
    if (!filter || filter.text.trim() === "") return rows;
    const columns = this.#columns().filter((_, at) => filter.column === undefined || filter.column === at);
    return runSliced(filterRows(rows, columns, filter.text, this.#words.locale), isGivenUp);
  }

  #columns() {
    return this.#table.columns.flatMap((column, at) => {
      const format = this.#formats[at];
      return format ? [{ column, format }] : [];
    });
  }

  /** Some rows, as they are seen now. */
  rows(from: number, to: number): readonly SeenRow[] {
    return Array.from(this.#rows.subarray(from, to), (row) => this.#formats.map(({ shown }) => cut(shown(row))));
  }

  /** Undefined never comes: what is copied is not given up for something else. */
  async copy(range: CellRange, format: CopyFormat, withHead: boolean): Promise<readonly string[]> {
    const rows = this.#rows.slice(range.fromRow, range.toRow);
    const columns = this.#columns().slice(range.fromColumn, range.toColumn);
    return (await runSliced(copyRows(rows, columns, format, withHead), () => false)) ?? [];
  }
}

/** In letters of Latin: others are twice as wide. */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text.slice(0, 60)) width += (sign.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return width;
}

function cut(text: string | null): string | null {
  return text !== null && text.length > LONGEST_SEEN ? `${text.slice(0, LONGEST_SEEN)}…` : text;
}
