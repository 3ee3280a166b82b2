// A table as comma-separated values (RFC 4180).
import type { Container } from "./block-tree.ts";
import { toPlain } from "./plain-text.ts";
import { splitRow } from "./table-rows.ts";

export function toCsv(table: Container): string {
  if (table.data.kind !== "table") return "";
  const { head } = table.data;
  const rows = table.children.map((row) => ("source" in row ? splitRow(row.source) : []));
  return [head, ...rows].map((cells) => head.map((_, index) => toField(cells[index] ?? "")).join(",")).join("\r\n");
}

function toField(cell: string): string {
  const text = toPlain(cell);
  // A spreadsheet runs a field that begins like a formula, and the text is a model's.
  const safe = /^[=@\t]|^[+-](?![\d.,\s]*%?$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
