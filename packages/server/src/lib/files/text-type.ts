// Which kind of text something is, or that it is none. Libraries that know files by their first bytes know none of these.

/** The types of texts by the endings of their names. What is not here is plain. */
const BY_ENDING: Readonly<Record<string, string>> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  md: "text/markdown",
  markdown: "text/markdown",
  json: "application/json",
  jsonl: "application/x-ndjson",
  ndjson: "application/x-ndjson",
  geojson: "application/geo+json",
  html: "text/html",
  htm: "text/html",
  xhtml: "application/xhtml+xml",
  svg: "image/svg+xml",
  xml: "application/xml",
  js: "text/javascript",
  mjs: "text/javascript",
  cjs: "text/javascript",
  css: "text/css",
  ts: "text/x-typescript",
  tsx: "text/x-typescript",
  py: "text/x-python",
  sh: "text/x-shellscript",
  sql: "application/sql",
  yaml: "application/yaml",
  yml: "application/yaml",
  toml: "application/toml",
  vtt: "text/vtt",
  ics: "text/calendar",
  vcf: "text/vcard",
  tex: "text/x-tex",
};

/** What a browser would run or draw is known by itself too, whatever its name is: a picture that is called a note must not pass as one. */
const ACTIVE: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^<svg[\s>/]/i, "image/svg+xml"],
  [/^<!doctype\s+svg/i, "image/svg+xml"],
  [/^<!doctype\s+html|^<(html|head|body|script|iframe|style|title|meta|link|base|object|embed)[\s>/]/i, "text/html"],
];

/** What may stand before the first element of a document. */
const BEFORE_ELEMENT = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)+/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no text has
const NO_TEXT = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/;

/** The type of a text that begins so, by its words and the ending of its name; `undefined` for what is no text. */
export function textTypeOf(beginning: Uint8Array, ending: string, whole: boolean): string | undefined {
  const named = Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
  if (beginning.byteLength === 0) return named ?? (ending === "txt" || ending === "log" ? "text/plain" : undefined);
  const text = read(beginning, whole, named !== undefined || ending === "txt");
  if (text === undefined) return undefined;
  const inner = text.replace(BEFORE_ELEMENT, "");
  const active = ACTIVE.find(([pattern]) => pattern.test(inner))?.[1];
  if (active !== undefined) return active;
  if (named !== undefined) return named;
  return /^<\?xml\s/i.test(text) ? "application/xml" : "text/plain";
}

/** The text, in UTF-8, in UTF-16 with its mark, or, where the name says that it is one, in any of the older alphabets. */
function read(beginning: Uint8Array, whole: boolean, expected: boolean): string | undefined {
  const utf16 = wideEncoding(beginning);
  const decoded = decode(beginning, utf16 ?? "utf-8", whole) ?? (expected && !utf16 ? decode(beginning, "windows-1252", whole) : undefined);
  return decoded === undefined || NO_TEXT.test(decoded) ? undefined : decoded;
}

/** Whether it begins with the mark of UTF-16. */
export function beginsWide(beginning: Uint8Array): boolean {
  return wideEncoding(beginning) !== undefined;
}

function wideEncoding([first, second]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

function decode(bytes: Uint8Array, encoding: string, whole: boolean): string | undefined {
  try {
    // Where more follows, the last character may be cut in two.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !whole });
  } catch {
    return undefined;
  }
}
