// Whether people can read a theme: every pair of colours that meets on the page, by WCAG 2.2 AA.
import { contrast, evaluateColor } from "./color.ts";
import { type Theme, toColorTable } from "./theme.ts";
import { SCHEMES, type Scheme } from "./theme-file.ts";

/** One pair, measured. */
export interface ContrastFinding {
  readonly scheme: Scheme;
  /** The name of what is in front, without the two hyphens. */
  readonly front: string;
  /** The name of what it stands on. */
  readonly ground: string;
  readonly ratio: number;
  /** The least it should have: 4.5 for words, 3 for shapes. */
  readonly least: number;
}

const WORDS: Readonly<Record<string, string>> = {
  foreground: "background bubble warning-soft",
  "muted-foreground": "background muted card popover secondary sidebar sidebar-accent",
  "card-foreground": "card",
  "popover-foreground": "popover",
  "secondary-foreground": "secondary",
  "accent-foreground": "accent",
  "sidebar-foreground": "sidebar",
  "sidebar-accent-foreground": "sidebar-accent",
  "primary-foreground": "primary",
  primary: "background tint",
  link: "background",
  destructive: "background destructive-soft",
  "destructive-foreground": "destructive",
  success: "success-soft",
  warning: "warning-soft card",
  "code-text": "code",
  "code-comment": "code",
  "code-keyword": "code",
  "code-string": "code",
  "code-number": "code",
  "code-function": "code",
  "code-type": "code",
};
const SHAPES: Readonly<Record<string, string>> = {
  input: "background card popover",
  ring: "background card sidebar",
  voice: "background sidebar",
  "chart-1": "background",
  "chart-2": "background",
  "chart-3": "background",
  "chart-4": "background",
  "chart-5": "background",
};
const PAIRS = [toPairs(WORDS, 4.5), toPairs(SHAPES, 3)].flat();

/** Measures every pair in both schemes. A pair with a colour that only a browser can work out is left out. */
export function measureContrast(theme: Theme): ContrastFinding[] {
  return SCHEMES.flatMap((scheme) => {
    const table = toColorTable(scheme, theme[scheme]);
    return PAIRS.flatMap(({ front, ground, least }) => {
      const [above, below] = [front, ground].map((name) => evaluateColor(`var(--${name})`, table));
      return above && below ? [{ scheme, front, ground, least, ratio: contrast(above, below) }] : [];
    });
  });
}

/** The pairs that are too hard to see. */
export function lowContrast(theme: Theme): ContrastFinding[] {
  return measureContrast(theme).filter(({ ratio, least }) => ratio < least);
}

function toPairs(fronts: Readonly<Record<string, string>>, least: number) {
  return Object.entries(fronts).flatMap(([front, grounds]) => grounds.split(" ").map((ground) => ({ front, ground, least })));
}
