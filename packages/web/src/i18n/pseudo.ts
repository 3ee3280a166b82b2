// English with accents, a third longer and in brackets: a literal that was not translated stands out, and so does a line too narrow.
const ACCENTS: Readonly<Record<string, string>> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ö",
  u: "ü",
  y: "ý",
  c: "ç",
  n: "ñ",
  s: "š",
  A: "Á",
  E: "É",
  I: "Í",
  O: "Ö",
  U: "Ü",
  C: "Ç",
  N: "Ñ",
  S: "Š",
};

function pseudo(text: string): string {
  const accented = text.replace(/\{\{.*?\}\}|[a-zA-Z]/g, (part) => ACCENTS[part] ?? part);
  return `[${accented}${"·".repeat(Math.ceil(text.length / 3))}]`;
}

function convert(value: unknown): unknown {
  if (typeof value === "string") return pseudo(value);
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, convert(inner)]));
}

/** English strings as such. They are given, not imported: who waits for this file may be what they are bundled with, and would wait for itself. */
export function toPseudo(english: object): object {
  return convert(english) as object;
}
