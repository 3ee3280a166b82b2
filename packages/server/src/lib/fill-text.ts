// Puts values into a text: `{{name}}` as it is, `{{day, datetime(dateStyle: long)}}` as a language and its region write it. A value is
// only ever a value: whatever it is called and whatever it holds, nothing in it is read as an instruction, and nothing is filled in twice.

/** `{{name}}`, `{{person.name}}`, `{{price, currency(EUR)}}`; a dash before the name is taken, as others write it. */
const PLACEHOLDER = /\{\{-?\s*([^{},]+?)\s*(?:,([^{}]*))?\}\}/g;

/** `number(minimumFractionDigits: 2; useGrouping: false)`. */
const FORMAT = /^\s*([a-z]+)\s*(?:\(([^)]*)\))?\s*$/i;

/** The formats a placeholder may name. */
export const TEXT_FORMATS = ["number", "currency", "datetime", "relativetime", "list"] as const;

type TextFormat = (typeof TEXT_FORMATS)[number];
type FormatOptions = Readonly<Record<string, string | number | boolean>>;

/** A text with its values. What has no value is left empty; what cannot be written as wished is written plainly. */
export function fillText(text: string, values: Readonly<Record<string, unknown>>, language: string): string {
  return text.replace(PLACEHOLDER, (_whole, name: string, format: string | undefined) => {
    const value = valueAt(values, name);
    if (value === undefined || value === null) return "";
    return (format === undefined ? undefined : formatted(value, format, language)) ?? plain(value, language);
  });
}

/** Why a placeholder's format does not work in any language; undefined when it does. */
export function formatProblem(format: string): string | undefined {
  const wish = parseFormat(format);
  if (!wish) return `"${format.trim()}" is no format. There are ${TEXT_FORMATS.join(", ")}.`;
  try {
    write(wish.name, wish.options, SAMPLES[wish.name], "en");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const SAMPLES: Readonly<Record<TextFormat, unknown>> = { number: 1, currency: 1, datetime: new Date(0), relativetime: 1, list: ["a"] };

function formatted(value: unknown, format: string, language: string): string | undefined {
  const wish = parseFormat(format);
  if (!wish) return undefined;
  try {
    return write(wish.name, wish.options, value, language);
  } catch {
    return undefined; // A text for a person is no place to fail: lint-translations tells its author.
  }
}

/** In the language's own way even where the text asks for none: the English form of a date is right in no other language. */
function plain(value: unknown, language: string): string {
  if (!(value instanceof Date)) return String(value);
  return Number.isNaN(value.getTime()) ? "" : new Intl.DateTimeFormat(language).format(value);
}

function write(format: TextFormat, options: FormatOptions, value: unknown, language: string): string {
  switch (format) {
    case "number":
      return new Intl.NumberFormat(language, options).format(numberOf(value));
    case "currency":
      return new Intl.NumberFormat(language, { ...options, style: "currency" }).format(numberOf(value));
    case "datetime":
      return new Intl.DateTimeFormat(language, options).format(dateOf(value));
    case "relativetime": {
      const { range = "day", ...rest } = options;
      return new Intl.RelativeTimeFormat(language, rest).format(Number(numberOf(value)), range as Intl.RelativeTimeFormatUnit);
    }
    case "list":
      return new Intl.ListFormat(language, options).format([...(value as Iterable<unknown>)].map((item) => plain(item, language)));
  }
}

function numberOf(value: unknown): number | bigint {
  if (typeof value === "bigint") return value;
  const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isNaN(number)) throw new RangeError("not a number");
  return number;
}

/** A date, milliseconds since 1970, or the text of a date. */
function dateOf(value: unknown): Date {
  const date = value instanceof Date ? value : new Date(typeof value === "number" ? value : String(value));
  if (Number.isNaN(date.getTime())) throw new RangeError("not a date");
  return date;
}

function parseFormat(format: string): { readonly name: TextFormat; readonly options: FormatOptions } | undefined {
  const [, word = "", inside = ""] = FORMAT.exec(format) ?? [];
  const name = TEXT_FORMATS.find((known) => known === word.toLowerCase());
  return name && { name, options: parseOptions(name, inside) };
}

/** `key: value` pairs between semicolons. A word alone is the currency, or the unit of a relative time. */
function parseOptions(format: TextFormat, inside: string): FormatOptions {
  const word = format === "currency" ? "currency" : format === "relativetime" ? "range" : undefined;
  if (inside.trim() === "") return {};
  if (word && !inside.includes(":")) return { [word]: inside.trim() };
  const pairs = inside.split(";").flatMap((pair): [string, string | number | boolean][] => {
    const at = pair.indexOf(":");
    return at < 0 ? [] : [[pair.slice(0, at).trim(), optionValue(pair.slice(at + 1).trim())]];
  });
  return Object.fromEntries(pairs);
}

function optionValue(text: string): string | number | boolean {
  const bare = text.replace(/^'+|'+$/g, "");
  if (bare === "true" || bare === "false") return bare === "true";
  return bare !== "" && Number.isFinite(Number(bare)) ? Number(bare) : bare;
}

/** What was given under this name; under `a.b` also what is given as `b` of `a`. Only what is the values' own. */
function valueAt(values: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(values, name)) return values[name];
  return name.split(".").reduce<unknown>((at, part) => (isHolder(at) && Object.hasOwn(at, part) ? at[part] : undefined), values);
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
