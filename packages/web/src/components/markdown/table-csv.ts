// A table as comma-separated values (RFC 4180).
import { toCsvField } from "../ui/csv-field.ts";
import type { Container } from "./block-tree.ts";
import { toPlain } from "./plain-text.ts";
import { splitRow } from "./table-rows.ts";

export function toCsv(table: Container): string {
  if (table.data.kind !== "table") return "";
  const { head } = table.data;
  const rows = table.children.map((row) => ("source" in row ? splitRow(row.source) : []));
  return [head, ...rows].map((cells) => head.map((_, index) => toCsvField(toPlain(cells[index] ?? ""))).join(",")).join("\r\n");
}
