// What a chart's description means: points in series, and what they are along the chart.
import type { ChartSpec, ChartValue } from "@colloquy/protocol";

type Row = ChartSpec["data"][number];

export type XKind = "category" | "number" | "date";

export interface Point {
  readonly x: string | number | Date;
  readonly y: number;
  /** Which series it belongs to, by number. */
  readonly series: number;
}

export interface ChartModel {
  readonly points: readonly Point[];
  /** Their names; one without a name when there is only one. */
  readonly series: readonly string[];
  readonly xKind: XKind;
  /** In the order they came. */
  readonly categories: readonly string[];
}

/** More series than these cannot be told apart: the rest is left out of the drawing, and stands in the table. */
const MOST_SERIES = 12;
const DATE = /^\d{4}-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?$/;

export function toModel(spec: ChartSpec): ChartModel {
  const columns = spec.kind === "pie" ? [toColumns(spec)[0] ?? ""] : toColumns(spec);
  const xKind = toXKind(spec);
  const series: string[] = [];
  const points: Point[] = [];
  for (const row of spec.data)
    for (const column of columns) {
      const y = toNumber(cellOf(row, column));
      const x = toX(cellOf(row, spec.x), xKind);
      if (y === undefined || x === undefined) continue;
      const at = find(series, nameOf(spec, row, column, columns.length));
      if (at < MOST_SERIES) points.push({ x, y, series: at });
    }
  const categories = xKind === "category" ? [...new Set(points.map(({ x }) => String(x)))] : [];
  return { points, series: series.slice(0, MOST_SERIES), xKind, categories };
}

export function toColumns({ y }: ChartSpec): readonly string[] {
  return typeof y === "string" ? [y] : [...new Set(y)];
}

/** What a row itself has, whatever the column is called: each object has a `constructor`. */
export function cellOf(row: Row, column: string): ChartValue | undefined {
  return Object.hasOwn(row, column) ? row[column] : undefined;
}

function nameOf(spec: ChartSpec, row: Row, column: string, columnCount: number): string {
  if (spec.series === undefined || spec.kind === "pie") return columnCount > 1 ? column : "";
  const name = String(cellOf(row, spec.series) ?? "–");
  return columnCount > 1 ? `${name} · ${column}` : name;
}

function find(names: string[], name: string): number {
  const at = names.indexOf(name);
  return at >= 0 ? at : names.push(name) - 1;
}

/** Beyond it, what is added to each other and divided by each other is no number any more: it stands in the table only. */
const LARGEST = 1e150;
/** What is nearer to nothing than this is drawn as nothing. */
const SMALLEST = 1e-150;

/** Numbers that came as text are numbers too. */
function toNumber(value: ChartValue | undefined): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !(Math.abs(number) <= LARGEST)) return undefined;
  return Math.abs(number) < SMALLEST ? 0 : number;
}

/** A month, a day or a moment; without a zone it is taken as it stands. */
export function toDate(value: ChartValue | undefined): Date | undefined {
  if (typeof value !== "string" || !DATE.test(value)) return undefined;
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(value.slice(10));
  const date = new Date(value.length > 10 && !hasZone ? `${value.replace(" ", "T")}Z` : value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function toXKind({ kind, data, x, xType }: ChartSpec): XKind {
  if (kind === "bar" || kind === "pie") return "category";
  if (xType !== undefined) return xType;
  const values = data.map((row) => cellOf(row, x)).filter((value) => value !== null && value !== undefined);
  if (values.length > 0 && values.every((value) => typeof value === "number")) return "number";
  if (values.length > 0 && values.every((value) => toDate(value) !== undefined)) return "date";
  return "category";
}

function toX(value: ChartValue | undefined, kind: XKind): Point["x"] | undefined {
  if (kind === "number") return toNumber(value);
  if (kind === "date") return toDate(value);
  return value === null || value === undefined ? "–" : String(value);
}

/** A piece of a pie: what it is, how much, and which part of all. */
export interface Slice {
  readonly name: string;
  readonly value: number;
  readonly share: number;
}

/** Pieces of one name are one; the smallest beyond what can be told apart are one, too, named `rest`. */
export function toSlices({ points }: ChartModel, rest: string): readonly Slice[] {
  const sums = new Map<string, number>();
  for (const { x, y } of points) if (y > 0) sums.set(String(x), (sums.get(String(x)) ?? 0) + y);
  const all = [...sums].map(([name, value]) => ({ name, value }));
  const total = all.reduce((sum, { value }) => sum + value, 0);
  const shown = all.length <= MOST_SERIES ? all : mergeSmallest(all, rest);
  return shown.map(({ name, value }) => ({ name, value, share: value / total }));
}

function mergeSmallest(all: readonly { readonly name: string; readonly value: number }[], rest: string) {
  const large = new Set(all.toSorted((one, other) => other.value - one.value).slice(0, MOST_SERIES - 1));
  const small = all.filter((one) => !large.has(one)).reduce((sum, { value }) => sum + value, 0);
  return [...all.filter((one) => large.has(one)), { name: rest, value: small }];
}
