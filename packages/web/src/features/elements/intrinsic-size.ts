// How high the heavy kinds of elements are before their content is there: a skeleton of this height does not jump.
import type { Element } from "@colloquy/protocol";
import type { ElementViewProps } from "./element-view.ts";

type Place = ElementViewProps["place"];

/** Under a message a table shows so many rows. */
const FIRST_ROWS = 10;
const CHART_PX = 320;
/** Of a Plotly figure: as Chainlit has it, and what it may ask for. */
const FIGURE_PX = { usual: 400, least: 100, most: 4_000 };

/** A CSS length for `block-size`; undefined for kinds that know no height. */
export function intrinsicSize({ type, props = {} }: Pick<Element, "type" | "props">, place: Place): string | undefined {
  const isInline = place === "inline";
  switch (type) {
    case "pdf":
      return isInline ? "calc(22.75rem + 2px)" : "max(20rem, 100dvh - 9rem)";
    case "dataframe": {
      // Fewer rows than are shown are known by those who told their number.
      const rows = toNumber(props["rowCount"], FIRST_ROWS);
      const height = (shown: number) => `37px + ${shown * 36}px + var(--scrollbar, 0.75rem)`;
      // Where there are none, that is said in their place.
      const instead = rows === 0 ? " + 4.25rem" : "";
      return isInline ? `calc(${height(Math.min(rows, FIRST_ROWS))} + 2.75rem${instead})` : "max(18rem, 100dvh - 12rem)";
    }
    case "chart": {
      const hasLegend = props["kind"] === "pie" || props["series"] !== undefined || (Array.isArray(props["y"]) && props["y"].length > 1);
      return `calc(2.25rem + ${toNumber(props["height"], CHART_PX)}px${hasLegend ? " + 1.5rem" : ""})`;
    }
    case "plotly":
      return `${figureHeight(props["height"])}px`;
    default:
      return undefined;
  }
}

/** How high a Plotly figure is drawn that says so of itself, in px. */
export function figureHeight(told: unknown): number {
  return Math.max(FIGURE_PX.least, Math.min(toNumber(told, FIGURE_PX.usual), FIGURE_PX.most));
}

function toNumber(value: unknown, usual: number): number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : usual;
}
