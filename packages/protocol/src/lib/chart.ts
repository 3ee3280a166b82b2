// A chart is a small typed description that lives in the `props` of its element: what is drawn, and the values themselves. It is meant for
// what somebody reads at a glance; a figure with its own layout is Plotly's.
import * as z from "zod/mini";

export const CHART_KINDS = ["line", "bar", "area", "scatter", "pie"] as const;
/** How a chart is drawn. */
export type ChartKind = (typeof CHART_KINDS)[number];

/** More rows are no chart that somebody reads; summarise them, or send them as a table. */
export const MAX_CHART_ROWS = 5_000;
/** More lines, bars or layers cannot be told apart. */
export const MAX_CHART_SERIES = 12;

const columnSchema = z.string().check(z.minLength(1), z.maxLength(200));
const labelSchema = z.string().check(z.maxLength(200));
const valueSchema = z.union([z.string().check(z.maxLength(1_000)), z.number(), z.boolean(), z.null()]);

export const chartSpecSchema = z.object({
  /** How it is drawn. A pie takes the first `y` only, and values above zero. */
  kind: z.enum(CHART_KINDS),
  /** The rows, as records: `[{ day: "2026-10-03", late: 8 }]`. Dates are ISO 8601. What is missing is `null` or left out: a gap. */
  data: z.array(z.record(z.string(), valueSchema)).check(z.maxLength(MAX_CHART_ROWS)),
  /** The column along the chart; in a pie, the names of the pieces. */
  x: columnSchema,
  /** The column of the values, or several, each of which is a series. */
  y: z.union([columnSchema, z.array(columnSchema).check(z.minLength(1), z.maxLength(MAX_CHART_SERIES))]),
  /** A column whose values tell the series apart. */
  series: z.optional(columnSchema),
  /** What stands at the axis along the chart; the column's name without it. */
  xLabel: z.optional(labelSchema),
  /** What stands at the axis of the values. */
  yLabel: z.optional(labelSchema),
  /** What the values are counted in, such as `min` or `%`: written after each of them. */
  unit: z.optional(z.string().check(z.maxLength(20))),
  /** How the values along the chart are read. Found in the data without it; bars always stand for names. */
  xType: z.optional(z.enum(["category", "number", "date"])),
  /** Bars and areas of several series stand on each other, not beside or before each other. */
  stacked: z.optional(z.boolean()),
  /** In CSS pixels, 320 without it. */
  height: z.optional(z.number().check(z.gte(120), z.lte(1_000))),
  /** What the chart shows, in a sentence, for people who do not see it. */
  description: z.optional(z.string().check(z.maxLength(1_000))),
});
/** What a chart shows and how: the `props` of an element of type `chart`. */
export type ChartSpec = z.infer<typeof chartSpecSchema>;

/** A value that a chart can hold. */
export type ChartValue = string | number | boolean | null;

/** A chart whose columns are those of its rows: a name that no row has is an error of types. */
export interface ChartOf<Row extends object> extends Omit<ChartSpec, "data" | "x" | "y" | "series"> {
  /** The rows, as records. What is missing is `null` or left out: a gap. At most 5,000. */
  readonly data: readonly Row[];
  /** The column along the chart; in a pie, the names of the pieces. */
  readonly x: keyof Row & string;
  /** The column of the values, or several, each of which is a series; at most 12. */
  readonly y: (keyof Row & string) | readonly (keyof Row & string)[];
  /** A column whose values tell the series apart. */
  readonly series?: keyof Row & string;
}
