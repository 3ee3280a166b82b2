// A table as the worker holds it: columns that are read by row. Nothing is converted before somebody looks at it.

/** What may stand in a column; `other` is whatever has no order of its own: lists, objects, bytes. */
export type ColumnKind = "string" | "number" | "boolean" | "date" | "datetime" | "other";

/** A date is the milliseconds since 1970; its column says that it is one. */
export type Cell = string | number | bigint | boolean | null;

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Dates with a clock: moments of the world, shown in the person's zone; else they are shown as they were written. */
  readonly isInstant: boolean;
  readonly at: (row: number) => Cell;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  /** The first column names the rows. */
  readonly hasIndex: boolean;
}

/** Why there is no table; the page has words for each. */
export type TableProblem = "notLoaded" | "unreadable" | "compressed" | "tooLarge";

export class TableError extends Error {
  override readonly name = "TableError";
  readonly problem: TableProblem;

  constructor(problem: TableProblem, cause?: unknown) {
    super(`The table is ${problem}.`, { cause });
    this.problem = problem;
  }
}

/** More rows than this are no table that somebody reads. */
export const MOST_ROWS = 20_000_000;
