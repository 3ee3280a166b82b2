// A theme file made whole: Chainlit's names are ours, colours are CSS, and what follows from the primary colour is worked out.
import { type ColorTable, contrast, evaluateColor, readableOn, standOut, toHex } from "./color.ts";
import { SCHEMES, type Scheme, type ThemeFile } from "./theme-file.ts";
import type { ThemeFont } from "./theme-font.ts";
import { FORMER_NAMES, holdsInBoth, toThemeValue } from "./theme-value.ts";
import { DARK, LIGHT } from "./tokens.ts";

/** What a theme changes, ready to be written as a style sheet. Names without the two hyphens. */
export interface Theme {
  /** Fonts and sizes: the same by day and by night. */
  readonly both: Readonly<Record<string, string>>;
  readonly light: Readonly<Record<string, string>>;
  readonly dark: Readonly<Record<string, string>>;
  readonly fonts: readonly ThemeFont[];
  /** Style sheets that declare fonts. */
  readonly sheets: readonly string[];
}

/** Makes a theme of what a file says; it must have been read by `readThemeFile`. */
export function toTheme(file: ThemeFile): Theme {
  const [light, dark] = SCHEMES.map((scheme) => toValues(file.variables?.[scheme] ?? {}));
  const entries = file.custom_fonts ?? [];
  const both = Object.fromEntries(Object.entries(light ?? {}).filter(([name]) => holdsInBoth(name)));
  return {
    both,
    light: complete("light", without(light ?? {}, both)),
    dark: complete("dark", dark ?? {}),
    fonts: entries.filter((entry) => typeof entry !== "string"),
    sheets: entries.filter((entry) => typeof entry === "string"),
  };
}

/** Every colour of a scheme as it is with the theme. By night what the theme leaves alone is our night, not its day. */
export function toColorTable(scheme: Scheme, values: Readonly<Record<string, string>>): ColorTable {
  return scheme === "light" ? { ...LIGHT, ...values } : { ...LIGHT, ...DARK, ...values };
}

/** A colour of a scheme as `#rrggbb`; undefined for what only a browser can work out. */
export function hexOf(theme: Theme, scheme: Scheme, name: string): string | undefined {
  const color = evaluateColor(`var(--${name})`, toColorTable(scheme, theme[scheme]));
  return color && toHex(color);
}

function toValues(variables: Readonly<Record<string, string>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(variables)) {
    const written = key.slice(2);
    const name = FORMER_NAMES[written] ?? written;
    const result = toThemeValue(name, value);
    // A name of ours wins over a former one, in whichever order they stand.
    if ("css" in result && (name === written || !(`--${name}` in variables))) values[name] = result.css;
  }
  return values;
}

/** One colour is enough: from a primary come the words on it, and the ring of the focus. */
function complete(scheme: Scheme, values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (values["primary"] === undefined) return values;
  const table = toColorTable(scheme, values);
  const color = (name: string) => evaluateColor(table[name] ?? "", table);
  const [primary, words] = [color("primary"), color("primary-foreground")];
  if (!primary) return values;
  const grounds = ["background", "card", "sidebar"].flatMap((name) => color(name) ?? []);
  return {
    ...values,
    ...(values["primary-foreground"] === undefined &&
      words &&
      contrast(words, primary) < 4.5 && { "primary-foreground": readableOn(primary) }),
    ...(values["ring"] === undefined && { ring: standOut(primary, grounds, 3, isLight(grounds)) }),
  };
}

function isLight(grounds: readonly Parameters<typeof contrast>[0][]): boolean {
  const black = { mode: "rgb", r: 0, g: 0, b: 0 } as const;
  return grounds.every((ground) => contrast(black, ground) > 5);
}

function without(values: Readonly<Record<string, string>>, taken: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !(name in taken)));
}
