// A font a theme brings: a file of the app's public folder, or a style sheet that declares fonts.
import { isOneValue } from "./theme-value.ts";

/** One font file. */
export interface ThemeFont {
  /** The name under which `--font-sans` and `--font-mono` find it. */
  readonly family: string;
  /** A path, as "/public/fonts/literata.woff2". */
  readonly src: string;
  /** One weight, as "400", or the range of a variable font, as "200 900". Default "400". */
  readonly weight?: string;
  /** Default "normal". */
  readonly style?: "normal" | "italic";
}

const FILE = /^\/public\/[^\s<>"'()\\]+\.(woff2?|ttf|otf)$/i;
const SHEET = /^\/public\/[^\s<>"'()\\]+\.css(\?[^\s<>"'()\\]*)?$/i;

/** Reads an entry of `custom_fonts`, or says what is wrong with it. */
export function toThemeFont(entry: unknown): { readonly font: string | ThemeFont } | { readonly expected: string } {
  if (typeof entry === "string") {
    if (SHEET.test(entry) || isRemoteSheet(entry)) return { font: entry };
    if (FILE.test(entry)) return { expected: `is a font file, and needs its name: { "family": "…", "src": ${JSON.stringify(entry)} }.` };
    return { expected: 'must be a style sheet, as "/public/fonts.css", or { "family": "…", "src": "/public/….woff2" }.' };
  }
  const {
    family,
    src,
    weight = "400",
    style = "normal",
  } = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
  if (typeof family !== "string" || !isOneValue(family) || /["']/.test(family)) return { expected: "needs a “family”: the font’s name." };
  if (typeof src !== "string" || !FILE.test(src))
    return { expected: "needs a “src”: a file below “/public/” that ends in .woff2, .woff, .ttf or .otf." };
  if (!/^\d{1,4}( \d{1,4})?$/.test(String(weight))) return { expected: "has a “weight” that is none; it is as “400” or “200 900”." };
  if (style !== "normal" && style !== "italic") return { expected: "has a “style” that is none; it is “normal” or “italic”." };
  return { font: { family, src, weight: String(weight), style } };
}

export function isRemoteSheet(entry: string): boolean {
  return URL.canParse(entry) && new URL(entry).protocol === "https:";
}
