// A Plotly figure as it came, and what of it is shown: its width is ours, its words and colours are the page's where it says nothing.
import { figureHeight } from "../intrinsic-size.ts";

/** Kinds of traces in the bundle that the page has. */
const KNOWN_TRACES: ReadonlySet<string> = new Set(["scatter", "bar", "pie"]);
/** More points would hold up the page. */
export const MOST_POINTS = 200_000;

type Json = Readonly<Record<string, unknown>>;

export interface Figure {
  readonly data: readonly Json[];
  readonly layout: Json;
  readonly frames: readonly Json[];
  readonly config: Json;
  /** Kinds of traces that were left out. */
  readonly unknown: readonly string[];
  readonly height: number;
  readonly points: number;
}

/** Undefined when it is no figure. */
export function readFigure(text: string): Figure | undefined {
  const read = toObject(parse(text));
  if (!read || !Array.isArray(read["data"])) return undefined;
  const all = toObjects(read["data"]);
  const kindOf = (trace: Json) => (typeof trace["type"] === "string" ? trace["type"] : "scatter");
  const data = all.filter((trace) => KNOWN_TRACES.has(kindOf(trace)));
  const unknown = [...new Set(all.filter((trace) => !data.includes(trace)).map(kindOf))];
  const { width: _ours, ...layout } = withOwnPictures(toObject(read["layout"]) ?? {}) as Json;
  return {
    data,
    layout,
    frames: toObjects(withOwnPictures(read["frames"])),
    config: toConfig(toObject(read["config"]) ?? {}),
    unknown,
    height: figureHeight(layout["height"]),
    points: data.reduce((sum, trace) => sum + countPoints(trace), 0),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function toObjects(list: unknown): readonly Json[] {
  return Array.isArray(list) ? list.map(toObject).filter((one) => one !== undefined) : [];
}

/** Where a picture comes from, also as a button or a slider changes it: `images[0].source`. */
const SOURCE = /(?:^|\.)source$/;

/**
 * Without pictures from elsewhere, which would tell their host who looks. They can be named in the layout, in its template and what that has for
 * pictures that say nothing, in a frame, and in what a button does.
 */
function withOwnPictures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOwnPictures);
  const object = toObject(value);
  if (!object) return value;
  const own = Object.entries(object).filter(([name, inner]) => !SOURCE.test(name) || isOwnPicture(inner));
  return Object.fromEntries(own.map(([name, inner]) => [name, withOwnPictures(inner)]));
}

function isOwnPicture(source: unknown): boolean {
  return typeof source === "string" && source.startsWith("data:image/");
}

/** Lists, or the bytes of one in base 64 as newer Plotly for Python writes them. */
function countPoints(trace: Json): number {
  return Object.values(trace).reduce<number>((most, value) => Math.max(most, lengthOf(value)), 0);
}

function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  const bytes = toObject(value)?.["bdata"];
  return typeof bytes === "string" ? bytes.length / 11 : 0;
}

/** What an author may decide. The rest would send the figure elsewhere, or make it something else than a picture with a tooltip. */
const OWN_CONFIG = [
  "displayModeBar",
  "doubleClick",
  "modeBarButtonsToRemove",
  "scrollZoom",
  "showAxisDragHandles",
  "showTips",
  "staticPlot",
] as const;

function toConfig(config: Json): Json {
  const own = OWN_CONFIG.flatMap((name) => (config[name] === undefined ? [] : [[name, config[name]]]));
  return {
    ...Object.fromEntries(own),
    responsive: false,
    displaylogo: false,
    editable: false,
    showLink: false,
    showSendToCloud: false,
    showEditInChartStudio: false,
    plotlyServerURL: "",
    topojsonURL: "",
  };
}

/** Colours of the page, as `rgb()`: Plotly reads no others; and its letters. */
export interface FigureColors {
  readonly family: string;
  readonly ink: string;
  readonly mute: string;
  readonly line: string;
  readonly ground: string;
  readonly series: readonly string[];
}

/**
 * The layout in the page's colours. They stand in the template, under whatever the figure says itself; of the template it came with they take
 * the place of grounds, lines and letters, which know nothing of dark pages.
 */
export function toLayout({ layout, height }: Figure, colors: FigureColors, separators: string): Json {
  const template = toObject(layout["template"]) ?? {};
  const given = toObject(template["layout"]) ?? {};
  const axis = { gridcolor: colors.line, linecolor: colors.line, zerolinecolor: colors.line, tickcolor: colors.line, automargin: true };
  const ours = {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    colorway: colors.series,
    font: { ...toObject(given["font"]), color: colors.ink, family: colors.family },
    legend: { ...toObject(given["legend"]), bgcolor: "rgba(0,0,0,0)" },
    hoverlabel: { ...toObject(given["hoverlabel"]), bgcolor: colors.ground, bordercolor: colors.line, font: { color: colors.ink } },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: colors.mute, activecolor: colors.ink },
    xaxis: { ...toObject(given["xaxis"]), ...axis },
    yaxis: { ...toObject(given["yaxis"]), ...axis },
  };
  return {
    separators,
    margin: { l: 56, r: 16, t: layout["title"] === undefined ? 16 : 56, b: 48 },
    ...layout,
    height,
    autosize: true,
    template: { ...template, data: {}, layout: { ...given, ...ours } },
  };
}
