// Which rows have a text in them, however its letters are written; numbers and dates are found as they are shown and as they are.
import { foldText } from "@colloquy/protocol";
import type { CellFormat } from "./cell-text.ts";
import type { Column } from "./column.ts";
import type { Sliced } from "./slices.ts";

export interface FilteredColumn {
  readonly column: Column;
  readonly format: CellFormat;
}

const PIECE = 512;

/** Those of `rows` in which one of the columns has the text. */
export function* filterRows(rows: Uint32Array, columns: readonly FilteredColumn[], text: string, locale: string): Sliced<Uint32Array> {
  const tests = columns.map((column) => toTest(column, foldText(text.trim()), locale));
  const found = new Uint32Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    if (at % PIECE === 0) yield;
    const row = rows[at] ?? 0;
    if (tests.some((test) => test(row))) found[count++] = row;
  }
  return found.subarray(0, count);
}

function toTest({ column, format }: FilteredColumn, wanted: string, locale: string): (row: number) => boolean {
  const shows = (row: number) => foldText(format.shown(row) ?? "").includes(wanted);
  switch (column.kind) {
    case "number": {
      const plain = toPlainNumber(wanted, locale);
      // Writing a number for people takes ten times as long as writing it down; what looks like one is compared as one.
      if (plain !== undefined) return (row) => format.plain(row).includes(plain);
      return (row) => typeof column.at(row) === "string" && shows(row);
    }
    case "date":
    case "datetime":
      return (row) => format.plain(row).toLowerCase().includes(wanted) || shows(row);
    default:
      return shows;
  }
}

/** “1.204,5” as a German writes it is 1204.5; undefined when it is no part of a number. */
function toPlainNumber(text: string, locale: string): string | undefined {
  const parts = new Intl.NumberFormat(locale).formatToParts(-12_345_678.9);
  const sign = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  const plain = text
    .replaceAll(sign("group") || ",", "")
    .replaceAll(/[\s\u00a0\u202f]/g, "")
    .replace(sign("decimal") || ".", ".")
    .replace(/[\u2212\u200e\u200f\u061c]+-?|[\u200e\u200f\u061c]/g, (found) => (/[-\u2212]/.test(found) ? "-" : ""));
  return /^-?\d*\.?\d*(e[+-]?\d*)?$/i.test(plain) && /\d/.test(plain) ? plain : undefined;
}
