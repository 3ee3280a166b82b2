// A chart as a figure of Plotly: the nearest thing that Chainlit's page can draw.
import type { ChartSpec, ChartValue } from "@colloquy/protocol";

type Row = ChartSpec["data"][number];

/** One series of a chart: a column, or the rows of one value of the column that tells them apart. */
interface Series {
  readonly name: string;
  readonly column: string;
  readonly rows: readonly Row[];
}

/** What Plotly draws. */
export interface ChartFigure {
  readonly data: readonly object[];
  readonly layout: object;
}

/** `name` is the heading. */
export function toFigure(spec: ChartSpec, name: string): ChartFigure {
  const title = name === "" ? {} : { title: { text: name } };
  const height = spec.height === undefined ? {} : { height: spec.height };
  if (spec.kind === "pie") return { data: [pieOf(spec)], layout: { ...title, ...height } };
  const series = toSeries(spec);
  return {
    data: series.map((one) => traceOf(spec, one)),
    layout: {
      ...title,
      ...height,
      showlegend: series.length > 1,
      ...(spec.kind === "bar" && { barmode: spec.stacked ? "stack" : "group" }),
      xaxis: { title: { text: spec.xLabel ?? spec.x }, ...axisType(spec) },
      yaxis: { title: { text: spec.yLabel ?? "" }, ...(spec.unit !== undefined && { ticksuffix: ` ${spec.unit}` }) },
    },
  };
}

function toSeries({ data, y, series }: ChartSpec): Series[] {
  const columns = typeof y === "string" ? [y] : y;
  if (series === undefined) return columns.map((column) => ({ name: column, column, rows: data }));
  const groups = new Map<string, Row[]>();
  for (const row of data) {
    const group = String(cellOf(row, series) ?? "–");
    const known = groups.get(group);
    if (known) known.push(row);
    else groups.set(group, [row]);
  }
  return [...groups].flatMap(([group, rows]) =>
    columns.map((column) => ({ name: columns.length > 1 ? `${group} · ${column}` : group, column, rows })),
  );
}

function traceOf({ kind, x, stacked }: ChartSpec, { name, column, rows }: Series): object {
  const values = { name, x: rows.map((row) => cellOf(row, x) ?? null), y: rows.map((row) => toNumber(cellOf(row, column))) };
  switch (kind) {
    case "bar":
      return { ...values, type: "bar" };
    case "scatter":
      return { ...values, type: "scatter", mode: "markers" };
    case "area":
      return { ...values, type: "scatter", mode: "lines", ...(stacked ? { stackgroup: "all" } : { fill: "tozeroy" }) };
    default:
      return { ...values, type: "scatter", mode: "lines" };
  }
}

/** What a row itself has, whatever the column is called: each object has a `constructor`. */
function cellOf(row: Row, column: string): ChartValue | undefined {
  return Object.hasOwn(row, column) ? row[column] : undefined;
}

/** Pieces of one name are one; what is not above zero is no piece. */
function pieOf({ data, x, y }: ChartSpec): object {
  const column = typeof y === "string" ? y : (y[0] ?? "");
  const sums = new Map<string, number>();
  for (const row of data) {
    const value = toNumber(cellOf(row, column)) ?? 0;
    const name = String(cellOf(row, x) ?? "–");
    if (value > 0) sums.set(name, (sums.get(name) ?? 0) + value);
  }
  return { type: "pie", labels: [...sums.keys()], values: [...sums.values()], sort: false };
}

/** Bars always stand for names; without a word Plotly looks at the values. */
function axisType({ kind, xType }: ChartSpec): object {
  if (kind === "bar" || xType === "category") return { type: "category" };
  if (xType === undefined) return {};
  return { type: xType === "date" ? "date" : "linear" };
}

/** Numbers that came as text are numbers too; what is none is a gap. */
function toNumber(value: ChartValue | undefined): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}
