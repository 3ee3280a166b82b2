// How series are told apart: by colour, and by what does not need one.

export const SYMBOLS = ["circle", "square2", "triangle", "diamond2", "star", "cross", "wye"] as const;
/** Strokes and gaps, in px. */
export const DASHES = ["", "6 4", "2 3", "10 4 2 4", "1 4", "12 4"] as const;
export const PATTERNS = ["full", "light", "rising", "dots", "level", "falling", "grid"] as const;
export type Pattern = (typeof PATTERNS)[number];

export interface Ink {
  readonly color: string;
  readonly dash: string;
  readonly symbol: (typeof SYMBOLS)[number];
  readonly pattern: Pattern;
  /** What areas are filled with. */
  readonly fill: string;
  readonly patternId: string;
}

const COLORS = 5;

export function toInk(at: number, chartId: string): Ink {
  const color = `var(--chart-${(at % COLORS) + 1})`;
  const pattern = PATTERNS[at % PATTERNS.length] ?? "full";
  const patternId = `${chartId}-${at}`;
  return {
    color,
    dash: DASHES[at % DASHES.length] ?? "",
    symbol: SYMBOLS[at % SYMBOLS.length] ?? "circle",
    pattern,
    fill: pattern === "full" ? color : `url(#${patternId})`,
    patternId,
  };
}
