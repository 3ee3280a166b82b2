// The theme's colours as Plotly can read them.
import type { FigureColors } from "./figure.ts";

const SERIES = 5;

export function readColors(element: Element): FigureColors {
  const style = getComputedStyle(element);
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const read = (name: string) => toRgb(style.getPropertyValue(name), context);
  return {
    family: style.getPropertyValue("--font-sans"),
    ink: read("--foreground"),
    mute: read("--muted-foreground"),
    line: read("--border"),
    ground: read("--popover"),
    series: Array.from({ length: SERIES }, (_, at) => read(`--chart-${at + 1}`)),
  };
}

/** Whatever CSS can write, by drawing a dot of it. */
function toRgb(color: string, context: CanvasRenderingContext2D | null): string {
  if (!context) return "rgb(128,128,128)";
  context.fillStyle = "rgb(128,128,128)";
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
}
