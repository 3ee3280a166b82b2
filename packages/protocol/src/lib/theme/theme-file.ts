// theme.json as an author writes it. What is wrong in it is named and left out; the rest holds.
import { type ThemeFont, toThemeFont } from "./theme-font.ts";
import { FORMER_NAMES, KNOWN_VARIABLES, toThemeValue } from "./theme-value.ts";

export const SCHEMES = ["light", "dark"] as const;
/** By day or by night. */
export type Scheme = (typeof SCHEMES)[number];

/** A theme in the layout of the file: names with their two hyphens, values as written. */
export interface ThemeFile {
  /** Font files, or style sheets that declare fonts. */
  readonly custom_fonts?: readonly (string | ThemeFont)[];
  readonly variables?: { readonly [One in Scheme]?: Readonly<Record<string, string>> };
}

/** What a file came to. */
export interface ReadTheme {
  readonly file: ThemeFile;
  /** What is wrong, and was left out; each names its place. */
  readonly problems: readonly string[];
}

/** Reads a theme from text; never throws. */
export function readThemeText(text: string): ReadTheme {
  try {
    return readThemeFile(JSON.parse(text));
  } catch (error) {
    return { file: {}, problems: [`This is not JSON: ${error instanceof Error ? error.message : String(error)}.`] };
  }
}

/** Reads a theme from what JSON gave; never throws. */
export function readThemeFile(value: unknown): ReadTheme {
  if (!isRecord(value)) return { file: {}, problems: ['A theme is an object: { "variables": { "light": {…}, "dark": {…} } }.'] };
  const problems = strangers(value, ["custom_fonts", "variables", "$schema"], "");
  const variables = value["variables"] ?? {};
  if (isRecord(variables)) problems.push(...strangers(variables, SCHEMES, "variables."));
  else problems.push("variables must be an object with “light” and “dark”.");
  const schemes = SCHEMES.map((scheme) => {
    const read = readVariables(isRecord(variables) ? variables[scheme] : undefined, scheme);
    problems.push(...read.problems);
    return [scheme, read.kept] as const;
  });
  const fonts = readFonts(value["custom_fonts"]);
  problems.push(...fonts.problems);
  return { file: { ...(fonts.kept && { custom_fonts: fonts.kept }), variables: Object.fromEntries(schemes) }, problems };
}

function readVariables(values: unknown, scheme: Scheme) {
  const kept: Record<string, string> = {};
  const problems: string[] = [];
  if (values === undefined) return { kept, problems };
  if (!isRecord(values)) return { kept, problems: [`variables.${scheme} must be an object of variables.`] };
  for (const [key, value] of Object.entries(values)) {
    const place = `variables.${scheme}.${key}`;
    const [, name] = /^--([\w-]{1,80})$/.exec(key) ?? [];
    if (name === undefined) {
      problems.push(`${place} is no variable: names begin with two hyphens, as “--primary”.`);
      continue;
    }
    const known = FORMER_NAMES[name] ?? name;
    const result = toThemeValue(known, value);
    if ("expected" in result) problems.push(`${place} must be ${result.expected}, not ${JSON.stringify(value)?.slice(0, 80)}.`);
    else kept[key] = String(value).trim();
    const meant = KNOWN_VARIABLES.includes(known) ? undefined : KNOWN_VARIABLES.find((other) => isSlip(known, other));
    if (meant !== undefined) problems.push(`${place} has no meaning here. Did you mean --${meant}?`);
  }
  return { kept, problems };
}

function readFonts(value: unknown) {
  if (value === undefined) return { kept: undefined, problems: [] };
  if (!Array.isArray(value)) return { kept: undefined, problems: ["custom_fonts must be a list."] };
  const problems: string[] = [];
  const kept = value.flatMap((entry: unknown, index) => {
    const font = toThemeFont(entry);
    if ("expected" in font) problems.push(`custom_fonts[${index}] ${font.expected}`);
    return "expected" in font ? [] : [font.font];
  });
  return { kept, problems };
}

function strangers(value: Readonly<Record<string, unknown>>, known: readonly string[], place: string): string[] {
  const names = Object.keys(value).filter((name) => !known.includes(name));
  return names.map((name) => `${place}${name} is no part of a theme. Known here: ${known.filter((one) => one !== "$schema").join(", ")}.`);
}

/** One letter too few, too many or another, or two that changed places. */
function isSlip(a: string, b: string): boolean {
  if (a.length < 4 || Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const [left, right] = [a.slice(same), b.slice(same)];
  if (left.length === right.length)
    return left.slice(1) === right.slice(1) || (left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0]);
  return left.length > right.length ? left.slice(1) === right : left === right.slice(1);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
