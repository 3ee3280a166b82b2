// Draws everything but pies, by Observable Plot: an SVG that takes its colours from the theme by itself.
import type { ChartSpec } from "@colloquy/protocol";
import { areaY, barY, dot, lineY, type Markish, plot, pointer, pointerX, ruleY, tip } from "@observablehq/plot";
import type { ChartModel, Point } from "./chart-model.ts";
import type { ChartWords } from "./chart-words.ts";
import type { Ink } from "./inks.ts";

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly rtl: boolean;
}

const TICK_PX = 6.6;
const LONGEST_TICK = 16;
/** Fewer points get a mark each on their line. */
const FEW_POINTS = 60;

export function drawChart(spec: ChartSpec, model: ChartModel, inks: readonly Ink[], words: ChartWords, size: ChartSize): Element {
  const isGrouped = spec.kind === "bar" && spec.stacked !== true && model.series.length > 1;
  const ticks = toTicks(model, words, size.width);
  const widest = Math.max(...model.points.map(({ y }) => words.tick(y).length), 1);
  const along = {
    label: spec.xLabel ?? spec.x,
    ...(model.xKind === "date" && { type: "utc" as const }),
    ...(model.xKind === "category" && {
      domain: [...model.categories],
      type: isGrouped || spec.kind === "bar" ? ("band" as const) : ("point" as const),
    }),
    ...(ticks && { ticks }),
    ...(size.rtl && { reverse: true }),
    tickFormat: (x: Point["x"]) => shorten(words.xTick(x)),
    tickSize: 0,
    tickPadding: 8,
    labelAnchor: "center" as const,
    labelArrow: "none" as const,
  };
  const margin = Math.min(90, 20 + widest * TICK_PX);
  const drawn = plot({
    width: size.width,
    height: size.height,
    marginTop: 26,
    marginBottom: 44,
    [size.rtl ? "marginRight" : "marginLeft"]: margin,
    [size.rtl ? "marginLeft" : "marginRight"]: 16,
    color: { type: "identity" },
    symbol: { type: "identity" as never },
    ...(isGrouped
      ? { fx: { ...along, padding: 0.25 }, x: { axis: null, domain: [...model.series.keys()], padding: 0.08, reverse: size.rtl } }
      : { x: along }),
    y: {
      label: spec.yLabel ?? (typeof spec.y === "string" ? spec.y : ""),
      grid: true,
      nice: true,
      zero: spec.kind !== "scatter",
      ticks: Math.max(2, Math.floor(size.height / 64)),
      tickFormat: words.tick,
      tickSize: 0,
      labelArrow: "none",
      axis: size.rtl ? "right" : "left",
    },
    marks: [...toMarks(spec, model, inks, isGrouped), ruleY([0], { stroke: "var(--border)" }), toTip(spec, model, words, isGrouped)],
  });
  // The library names the parts of its drawing for who listens; to them the drawing is one picture, and its values are a table.
  for (const part of drawn.querySelectorAll("[aria-label]")) {
    part.setAttribute("data-part", part.getAttribute("aria-label") ?? "");
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  drawn.setAttribute("aria-hidden", "true");
  return drawn;
}

function toMarks(spec: ChartSpec, { points, series }: ChartModel, inks: readonly Ink[], isGrouped: boolean): Markish[] {
  const inkOf = ({ series: at }: Point) => inks[at];
  switch (spec.kind) {
    case "bar":
      return [
        barY(points, {
          ...(isGrouped ? { fx: "x", x: "series" } : { x: "x", insetLeft: 1, insetRight: 1 }),
          y: "y",
          z: "series",
          fill: (point: Point) => inkOf(point)?.fill,
          stroke: (point: Point) => inkOf(point)?.color,
        }),
      ];
    case "scatter":
      return [
        dot(points, {
          x: "x",
          y: "y",
          r: 3.5,
          symbol: (point: Point) => inkOf(point)?.symbol,
          stroke: (point: Point) => inkOf(point)?.color,
          fill: (point: Point) => inkOf(point)?.color,
          fillOpacity: 0.35,
        }),
      ];
    case "area":
      return [
        areaY(points, {
          x: "x",
          ...(spec.stacked === true ? { y: "y" } : { y1: 0, y2: "y" }),
          z: "series",
          fill: (point: Point) => inkOf(point)?.fill,
          fillOpacity: spec.stacked === true || series.length === 1 ? 0.75 : 0.45,
          stroke: (point: Point) => inkOf(point)?.color,
        }),
      ];
    case "line":
      return series.flatMap((_, at) => {
        const own = points.filter((point) => point.series === at);
        const ink = inks[at];
        return [
          lineY(own, { x: "x", y: "y", stroke: ink?.color ?? "currentColor", strokeWidth: 2, strokeDasharray: ink?.dash || "none" }),
          ...(own.length <= FEW_POINTS
            ? [dot(own, { x: "x", y: "y", r: 3.2, symbol: ink?.symbol ?? "circle", fill: ink?.color ?? "currentColor" })]
            : []),
        ];
      });
    case "pie":
      return [];
    default:
      return spec.kind satisfies never;
  }
}

/** What stands under the pointer, in words. */
function toTip(spec: ChartSpec, { points, series }: ChartModel, words: ChartWords, isGrouped: boolean): Markish {
  const title = ({ x, y, series: at }: Point) => `${series[at] ? `${series[at]}\n` : ""}${words.x(x)}\n${words.number(y)}`;
  const options = {
    ...(isGrouped ? { fx: "x", x: "series" } : { x: "x" }),
    y: "y",
    title,
    className: "chart-tip",
    fill: "var(--popover)",
    stroke: "var(--border)",
    fontSize: 12,
    lineHeight: 1.35,
  };
  const isStacked = spec.stacked === true && (spec.kind === "bar" || spec.kind === "area") && series.length > 1;
  const shown = isStacked ? { ...options, y: (point: Point) => stackedTop(points, point) } : options;
  return tip(points, spec.kind === "scatter" || isGrouped || isStacked ? pointer(shown) : pointerX(shown));
}

/** Where a point stands on those below it. */
function stackedTop(points: readonly Point[], point: Point): number {
  const x = Number(point.x) || String(point.x);
  const below = points.filter((one) => one.series <= point.series && (Number(one.x) || String(one.x)) === x && one.y * point.y >= 0);
  return below.reduce((sum, { y }) => sum + y, 0);
}

/** Names that would write over each other are left out, every second or third; a few days are each told. */
function toTicks({ xKind, categories, points }: ChartModel, words: ChartWords, width: number): (string | Date)[] | undefined {
  const days = xKind === "date" ? [...new Set(points.map(({ x }) => Number(x)))].map((time) => new Date(time)) : [];
  const all = xKind === "category" ? [...categories] : days;
  const longest = all.reduce<number>((most, x) => Math.max(most, shorten(words.xTick(x)).length), 1);
  const room = Math.max(1, Math.floor((width - 80) / (longest * TICK_PX + 12)));
  const every = Math.ceil(all.length / room);
  // Days are not as far from each other as names are.
  if (xKind !== "category" && (every !== 1 || all.length === 0)) return undefined;
  return all.filter((_, at) => at % every === 0);
}

function shorten(text: string): string {
  const signs = [...text];
  return signs.length > LONGEST_TICK ? `${signs.slice(0, LONGEST_TICK - 1).join("")}…` : text;
}
