// A table as JSON: `{ columns, index?, data }`, row by row, with the types of the columns told beside it or found in the first rows.
import { type Cell, type Column, type ColumnKind, MOST_ROWS, type Table, TableError } from "./column.ts";

/** What the author said of a column. */
export interface ColumnHint {
  readonly name: string;
  readonly type: string;
}

type Row = readonly unknown[];

/** So many values tell what a column holds. */
const SAMPLE = 1_000;
const DATE = /^[+-]?\d{4,6}-\d\d-\d\d$/;
const DATETIME = /^[+-]?\d{4,6}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

export function readJson(text: string, hints: readonly ColumnHint[]): Table {
  const { names, rows, index } = parse(text);
  const typeOf = new Map(hints.map(({ name, type }) => [name, type]));
  const columns = names.map((name, at) => toColumn(name, (row) => rows[row]?.[at], rows.length, toKind(typeOf.get(name))));
  const hasIndex = index !== undefined && !index.every((value, at) => value === at);
  if (!hasIndex) return { columns, rowCount: rows.length, hasIndex };
  const labels = toColumn("", (row) => index[row], rows.length, undefined);
  return { columns: [labels, ...columns], rowCount: rows.length, hasIndex };
}

function parse(text: string): { names: string[]; rows: readonly Row[]; index: Row | undefined } {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (cause) {
    throw new TableError("unreadable", cause);
  }
  const { columns, data, index } = (typeof read === "object" && read !== null ? read : {}) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(columns) || !Array.isArray(data) || !data.every(Array.isArray)) throw new TableError("unreadable");
  if (data.length > MOST_ROWS) throw new TableError("tooLarge");
  return { names: columns.map(toName), rows: data, index: Array.isArray(index) && index.length === data.length ? index : undefined };
}

/** Columns with several headings, one above the other, come as a list. */
function toName(name: unknown): string {
  return Array.isArray(name) ? name.map(String).join(" · ") : String(name);
}

/** Names of types as TypeScript, pandas, polars and databases have them. */
export function toKind(type: string | undefined): ColumnKind | undefined {
  const name = type?.toLowerCase() ?? "";
  if (/^(datetime|timestamp)/.test(name)) return "datetime";
  if (/^date/.test(name)) return "date";
  if (/^bool/.test(name)) return "boolean";
  if (/^(number|u?int|integer|float|double|decimal|numeric|big)/.test(name)) return "number";
  if (/^(str|text|varchar|utf8|categor)/.test(name)) return "string";
  return undefined;
}

function toColumn(name: string, read: (row: number) => unknown, rowCount: number, told: ColumnKind | undefined): Column {
  const sample: unknown[] = [];
  for (let row = 0; row < rowCount && sample.length < SAMPLE && row < SAMPLE * 20; row++) {
    const value = read(row);
    if (value !== null && value !== undefined) sample.push(value);
  }
  const kind = told ?? findKind(sample);
  const isInstant = kind === "datetime" && sample.some((value) => typeof value === "number" || hasZone(value));
  const convert = CONVERT[kind];
  return { name, kind, isInstant, at: (row) => convert(read(row)) };
}

function findKind(sample: readonly unknown[]): ColumnKind {
  const all = (test: (value: unknown) => boolean) => sample.length > 0 && sample.every(test);
  if (all((value) => typeof value === "number" || isLarge(value)) && sample.some((value) => typeof value === "number")) return "number";
  if (all((value) => typeof value === "boolean")) return "boolean";
  if (all((value) => typeof value === "string" && DATE.test(value))) return "date";
  if (all((value) => typeof value === "string" && DATETIME.test(value))) return "datetime";
  return all((value) => typeof value === "object") ? "other" : "string";
}

/** A whole number that JSON has no word for: the server sends its digits. */
function isLarge(value: unknown): boolean {
  return typeof value === "string" && /^-?\d{16,40}$/.test(value) && !Number.isSafeInteger(Number(value));
}

function hasZone(value: unknown): boolean {
  return typeof value === "string" && DATETIME.exec(value)?.[1] !== undefined;
}

/** A value that is not of its column's kind stays what it is. */
const CONVERT: Readonly<Record<ColumnKind, (value: unknown) => Cell>> = {
  string: toCell,
  other: toCell,
  number: (value) => (typeof value === "string" && NUMBER.test(value) ? toNumber(value.trim()) : toCell(value)),
  boolean: toCell,
  date: (value) => (typeof value === "string" ? (toTime(value.slice(0, 10)) ?? value) : toCell(value)),
  datetime: (value) => (typeof value === "string" ? (toTime(value) ?? value) : toCell(value)),
};

export function toCell(value: unknown): Cell {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "bigint":
      return value;
    case "number":
      return Number.isNaN(value) ? null : value;
    case "object":
      return value === null ? null : toJson(value);
    default:
      return null;
  }
}

/** The longest text of a value that has parts. */
const LONGEST = 20_000;

function toJson(value: object): string {
  try {
    return (JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? String(inner) : inner)) ?? "").slice(0, LONGEST);
  } catch {
    return String(value).slice(0, LONGEST);
  }
}

/** Whole numbers that a double cannot hold are kept in full. */
function toNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) || !/^[+-]?\d+$/.test(text) ? number : BigInt(text.replace("+", ""));
}

/** A date without a zone is taken as it stands. */
function toTime(text: string): number | undefined {
  const found = DATETIME.exec(text);
  const plain = text.replace(" ", "T").replace(",", ".");
  const time = Date.parse(found && found[1] === undefined ? `${plain}Z` : plain);
  return Number.isNaN(time) ? undefined : time;
}
