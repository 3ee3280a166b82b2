// Colours as CSS writes them, read and compared without a browser.
import {
  type Color,
  clampRgb,
  converter,
  formatCss,
  formatHex,
  interpolate,
  modeHsl,
  modeHwb,
  modeLab,
  modeLch,
  modeLrgb,
  modeOklab,
  modeOklch,
  modeP3,
  modeRgb,
  modeXyz50,
  modeXyz65,
  type Oklch,
  parse,
  useMode,
  wcagContrast,
} from "culori/fn";

for (const mode of [modeRgb, modeHsl, modeHwb, modeLab, modeLch, modeLrgb, modeOklab, modeOklch, modeP3, modeXyz50, modeXyz65])
  useMode(mode as typeof modeRgb);

const toRgb = converter("rgb");
const toOklch = converter("oklch");

/** Colours by their names, without the two hyphens. */
export type ColorTable = Readonly<Record<string, string>>;

const DEEPEST = 12;

/** The colour an expression stands for: any CSS colour, `var(--x)`, `color-mix(in oklab, …)`. Undefined for what only a browser knows. */
export function evaluateColor(expression: string, table: ColorTable, depth = 0): Color | undefined {
  if (depth > DEEPEST) return undefined;
  const text = expression.trim();
  const [, name, fallback] = /^var\(\s*--([\w-]+)\s*(?:,(.*))?\)$/s.exec(text) ?? [];
  if (name !== undefined) {
    const value = table[name] ?? fallback;
    return value === undefined ? undefined : evaluateColor(value, table, depth + 1);
  }
  const [, parts] = /^color-mix\(\s*in oklab\s*,(.*)\)$/s.exec(text) ?? [];
  if (parts === undefined) return parse(text);
  const [first, second] = splitAtCommas(parts).map(readShare);
  if (!first || !second) return undefined;
  const from = evaluateColor(first.color, table, depth + 1);
  const to = evaluateColor(second.color, table, depth + 1);
  if (!from || !to) return undefined;
  const share = first.share ?? (second.share === undefined ? 0.5 : 1 - second.share);
  return interpolate([from, to], "oklab")(1 - share / (share + (second.share ?? 1 - share)));
}

/** As `#rrggbb`, which colour fields take; what can be seen through loses that. */
export function toHex(color: Color): string {
  return formatHex(clampRgb(toRgb(color)));
}

/** How far two colours are apart, as WCAG counts it: 1 to 21. What can be seen through is laid on the ground first. */
export function contrast(front: Color, ground: Color): number {
  return wcagContrast(layOn(front, ground), clampRgb(toRgb(ground)));
}

/** The same hue, moved step by step away from its grounds until it stands out from each of them. */
export function standOut(color: Color, grounds: readonly Color[], least: number, darker: boolean): string {
  const start = toOklch(color);
  let moved: Oklch = start;
  for (let step = 1; step < 50 && grounds.some((ground) => contrast(moved, ground) < least); step++)
    moved = { ...start, l: Math.min(1, Math.max(0, start.l + (darker ? -0.02 : 0.02) * step)) };
  return toCss(moved);
}

/** Words that can be read on a colour: nearly white or nearly black, in its hue. */
export function readableOn(color: Color): string {
  const { h } = toOklch(color);
  const hue = h === undefined ? {} : { h };
  const [light, dark]: [Oklch, Oklch] = [
    { mode: "oklch", l: 0.99, c: 0.004, ...hue },
    { mode: "oklch", l: 0.21, c: 0.035, ...hue },
  ];
  return toCss(contrast(light, color) >= contrast(dark, color) ? light : dark);
}

function toCss({ l, c, h }: Oklch): string {
  const round = (value: number) => Number(value.toFixed(4));
  return formatCss({ mode: "oklch", l: round(l), c: round(c), ...(h !== undefined && { h: round(h) }) });
}

function layOn(front: Color, ground: Color): Color {
  const [top, below] = [clampRgb(toRgb(front)), clampRgb(toRgb(ground))];
  const alpha = top.alpha ?? 1;
  const mix = (a: number, b: number) => a * alpha + b * (1 - alpha);
  return { mode: "rgb", r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b) };
}

function readShare(part: string): { readonly color: string; readonly share: number | undefined } {
  const [, color = part, percent] = /^(.*?)\s+([\d.]+)%\s*$/s.exec(part) ?? [];
  return { color, share: percent === undefined ? undefined : Number(percent) / 100 };
}

/** Commas inside of brackets are not between parts. */
function splitAtCommas(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}
