// One value of a theme: what a variable may be, and how it is written in a style sheet.
import { evaluateColor } from "./color.ts";
import { LIGHT } from "./tokens.ts";

const FONTS: readonly string[] = ["font-sans", "font-mono"];
const SIZES: readonly string[] = ["radius", "column", "measure", "sidebar-width", "panel-width"];
const LENGTH = /^(0|-?\d*\.?\d+(px|rem|em|ch|vw|vh|%)|(calc|min|max|clamp)\(.+\))$/;
const HSL = /^(-?\d*\.?\d+)(?:deg)?[\s,]+(\d*\.?\d+)%[\s,]+(\d*\.?\d+)%(?:\s*[/,]\s*(\d*\.?\d+%?))?$/;
/** What only a browser can work out. */
const COMPUTED = /^(var|color-mix|light-dark)\(|^[\w-]+\(\s*from\s|(var|calc)\(/;

/** Names that say the same in themes made for Chainlit. */
export const FORMER_NAMES: Readonly<Record<string, string>> = { "sidebar-background": "sidebar" };

/** Every variable with a meaning here, without the two hyphens. */
export const KNOWN_VARIABLES: readonly string[] = [...Object.keys(LIGHT), ...FONTS, ...SIZES];

/** True for what has nothing to do with day and night. */
export function holdsInBoth(name: string): boolean {
  return FONTS.includes(name) || SIZES.includes(name);
}

/** The value as CSS, or what it should have been. */
export function toThemeValue(name: string, value: unknown): { readonly css: string } | { readonly expected: string } {
  const text = typeof value === "number" ? String(value) : value;
  const plain = typeof text === "string" && isOneValue(text) ? text.trim() : undefined;
  if (name in LIGHT) {
    const color = plain === undefined ? undefined : toColor(plain);
    return color === undefined ? { expected: 'a colour, as "#14532d", "oklch(0.4 0.1 150)" or "150 60% 20%"' } : { css: color };
  }
  if (SIZES.includes(name))
    return plain !== undefined && LENGTH.test(plain) ? { css: plain } : { expected: 'a length, as "12px" or "0.75rem"' };
  if (FONTS.includes(name)) return plain !== undefined ? { css: plain } : { expected: 'names of fonts, as "Literata, serif"' };
  return plain !== undefined ? { css: plain } : { expected: "one CSS value" };
}

function toColor(text: string): string | undefined {
  const [, hue, saturation, lightness, alpha] = HSL.exec(text) ?? [];
  if (hue !== undefined) return `hsl(${hue} ${saturation}% ${lightness}%${alpha === undefined ? "" : ` / ${alpha}`})`;
  return evaluateColor(text, {}) !== undefined || COMPUTED.test(text) ? text : undefined;
}

/** Nothing in it ends the declaration, the rule or the style element. */
export function isOneValue(text: string): boolean {
  if (text.trim() === "" || text.length > 1000 || /[;{}<>\\\n\r]|\/\*|!\s*important/i.test(text)) return false;
  let depth = 0;
  for (const character of text.replace(/"[^"]*"|'[^']*'/g, "")) {
    if (character === '"' || character === "'") return false;
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}
