// What the page and the table's worker say to each other.
import type { CellWords } from "./cell-text.ts";
import type { TableProblem } from "./column.ts";
import type { CopyFormat } from "./copy-rows.ts";
import type { ColumnHint } from "./read-json.ts";
import type { Arrangement, CellRange, SeenRow, TableFacts } from "./table-engine.ts";

/** Each question, with what is told along and what is answered. */
export interface TableQuestions {
  open: {
    readonly asks: { readonly url: string; readonly hints: readonly ColumnHint[]; readonly words: CellWords };
    readonly answer: TableFacts;
  };
  arrange: { readonly asks: Arrangement; readonly answer: number | undefined };
  rows: { readonly asks: { readonly from: number; readonly to: number }; readonly answer: readonly SeenRow[] };
  copy: { readonly asks: { readonly range: CellRange; readonly format: CopyFormat; readonly withHead: boolean }; readonly answer: Blob };
  /** Whether it is alive. */
  ping: { readonly asks: undefined; readonly answer: undefined };
}

export type TableQuestion = {
  [Name in keyof TableQuestions]: { readonly id: number; readonly name: Name; readonly asks: TableQuestions[Name]["asks"] };
}[keyof TableQuestions];

export type TableAnswer = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly problem: TableProblem };
