// Rows as text for other programs: comma-separated values, a Markdown table, and HTML, which spreadsheets take first.
import { toCsvField, toHarmless } from "../../../components/ui/csv-field.ts";
import type { CellFormat } from "./cell-text.ts";
import type { Column } from "./column.ts";
import type { Sliced } from "./slices.ts";

export type CopyFormat = "csv" | "markdown" | "html";

export interface CopiedColumn {
  readonly column: Column;
  readonly format: CellFormat;
}

const PIECE = 512;

/** In parts, so that no string holds it all. A single cell is only its text. */
export function* copyRows(
  rows: Uint32Array,
  columns: readonly CopiedColumn[],
  format: CopyFormat,
  withHead: boolean,
): Sliced<readonly string[]> {
  const write = WRITERS[format];
  const parts: string[] = [write.begin];
  let part = withHead ? write.head(columns) : "";
  for (const [at, row] of rows.entries()) {
    if (at % PIECE === 0) {
      parts.push(part);
      part = "";
      yield;
    }
    part += write.row(columns, row);
  }
  return [...parts, part, write.end];
}

interface Writer {
  readonly begin: string;
  readonly head: (columns: readonly CopiedColumn[]) => string;
  readonly row: (columns: readonly CopiedColumn[], row: number) => string;
  readonly end: string;
}

const isNumeric = ({ column }: CopiedColumn) => column.kind === "number";

const WRITERS: Readonly<Record<CopyFormat, Writer>> = {
  csv: {
    begin: "",
    head: (columns) => `${columns.map(({ column }) => toCsvField(column.name)).join(",")}\r\n`,
    row: (columns, row) => `${columns.map(({ format }) => toCsvField(format.plain(row))).join(",")}\r\n`,
    end: "",
  },
  markdown: {
    begin: "",
    head: (columns) =>
      `${line(columns.map(({ column }) => toMarkdown(column.name)))}${line(columns.map((one) => (isNumeric(one) ? "--:" : "---")))}`,
    row: (columns, row) => line(columns.map(({ format }) => toMarkdown(format.shown(row) ?? ""))),
    end: "",
  },
  html: {
    begin: "<table>",
    head: (columns) => `<tr>${columns.map(({ column }) => `<th>${toHtml(column.name)}</th>`).join("")}</tr>`,
    row: (columns, row) => `<tr>${columns.map(({ format }) => `<td>${toHtml(format.plain(row))}</td>`).join("")}</tr>`,
    end: "</table>",
  },
};

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

/** In one line, and what Markdown would read as something else is only itself. */
function toMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~$]/g, "\\$&")
    .replace(/\s*[\r\n]+\s*/g, " ")
    .trim();
}

function toHtml(text: string): string {
  return toHarmless(text).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
