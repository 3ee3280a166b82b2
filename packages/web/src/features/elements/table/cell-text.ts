// What stands in a cell: for people as their region writes it, for other programs as it is.
import type { Cell, Column } from "./column.ts";

/** How a person reads values. */
export interface CellWords {
  /** A BCP 47 tag. */
  readonly locale: string;
  readonly yes: string;
  readonly no: string;
  /** The zone that moments are shown in; the system's own without it. */
  readonly timeZone?: string | undefined;
}

export interface CellFormat {
  /** Nothing for a value that is missing. */
  readonly shown: (row: number) => string | null;
  readonly plain: (row: number) => string;
}

const SAMPLE = 500;
const MOST_DECIMALS = 6;
const MOST_DAYS = 100_000;

export function toFormat(column: Column, rowCount: number, words: CellWords): CellFormat {
  const number = toNumberFormat(column, rowCount, words.locale);
  const time = toTimeFormat(column, rowCount, words);
  const show = (cell: Cell): string | null => {
    switch (typeof cell) {
      case "string":
        return cell;
      case "boolean":
        return cell ? words.yes : words.no;
      case "number":
        return time ? time(cell) : number(cell);
      case "bigint":
        return number(cell);
      default:
        return null;
    }
  };
  const plain = column.kind === "date" ? byDay((time) => toPlain(time, column)) : (cell: Cell) => toPlain(cell, column);
  return { shown: (row) => show(column.at(row)), plain: (row) => plain(column.at(row)) };
}

/** Numbers with a point and no groups, dates as in ISO 8601, nothing for what is missing. */
function toPlain(cell: Cell, column: Column): string {
  if (cell === null) return "";
  if (typeof cell !== "number" || (column.kind !== "date" && column.kind !== "datetime")) return String(cell);
  const iso = toIso(cell);
  if (iso === undefined) return String(cell);
  if (column.kind === "date") return iso.slice(0, -14);
  return column.isInstant ? iso : iso.slice(0, -1);
}

function toIso(time: number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** One number of decimals in the whole column, so that the points stand below each other. */
function toNumberFormat(column: Column, rowCount: number, locale: string): (value: number | bigint) => string {
  let decimals = 0;
  for (let row = 0; row < Math.min(rowCount, SAMPLE); row++) {
    const value = column.at(row);
    if (typeof value === "number") decimals = Math.max(decimals, Math.min(countDecimals(value), MOST_DECIMALS));
  }
  const usual = new Intl.NumberFormat(locale, {
    useGrouping: "min2",
    minimumFractionDigits: decimals,
    maximumFractionDigits: Math.max(decimals, 2),
  });
  const extreme = new Intl.NumberFormat(locale, { notation: "scientific", maximumFractionDigits: MOST_DECIMALS });
  return (value) => {
    if (typeof value === "bigint") return usual.format(value);
    const size = Math.abs(value);
    const isExtreme = (size !== 0 && size < 10 ** -MOST_DECIMALS) || (size >= 1e15 && size !== Number.POSITIVE_INFINITY);
    return (isExtreme ? extreme : usual).format(value);
  };
}

function countDecimals(value: number): number {
  const text = String(value);
  const point = text.indexOf(".");
  return point < 0 || text.includes("e") ? 0 : text.length - point - 1;
}

function toTimeFormat(column: Column, rowCount: number, { locale, timeZone }: CellWords): ((time: number) => string) | undefined {
  if (column.kind !== "date" && column.kind !== "datetime") return undefined;
  const isDate = column.kind === "date";
  let hasSeconds = false;
  for (let row = 0; row < Math.min(rowCount, SAMPLE) && !hasSeconds; row++) {
    const value = column.at(row);
    hasSeconds = typeof value === "number" && value % 60_000 !== 0;
  }
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    ...(!isDate && { timeStyle: hasSeconds ? "medium" : "short" }),
    ...(isDate || !column.isInstant ? { timeZone: "UTC" } : timeZone !== undefined && { timeZone }),
  });
  const write = (time: number) => (toIso(time) === undefined ? String(time) : format.format(time));
  return isDate ? byDay(write) : write;
}

/** The same days come again and again. */
function byDay<Day extends Cell>(write: (day: Day) => string): (day: Day) => string {
  const known = new Map<Day, string>();
  return (day) => {
    let text = known.get(day);
    if (text === undefined && known.size < MOST_DAYS) known.set(day, (text = write(day)));
    return text ?? write(day);
  };
}
