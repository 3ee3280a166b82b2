// Plain words on their way into Markdown: whatever they are, they are read as they stand. Only what could mean something is marked, so that a price and a name
// with a hyphen read as before. A bracket is no backslash's: with one before it, it would begin a formula.

/** What could mean something wherever it stands. */
const ANYWHERE: readonly (readonly [sign: RegExp, written: string])[] = [
  [/[\\`~|]/g, "\\$&"],
  // Between two blanks it is a sign of arithmetic.
  [/\*(?=\S)|(?<=\S)\*/g, "\\*"],
  // Within a word it is a part of it.
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_"],
  // Before a number it is a price: a formula ends before something else.
  [/\$(?!\d)/g, "\\$"],
  [/<(?=[a-z/!?])/gi, "\\<"],
  [/&(?=#?\w+;)/g, "\\&"],
  [/\]\(/g, "]&#40;"],
  [/\]:/g, "]\\:"],
  [/(?<!\\):(?=\/\/)|(?<=mailto|xmpp):/gi, "\\:"],
  [/(?<=www)\./gi, "\\."],
  [/(?<=\S)@(?=\S)/g, "\\@"],
];

/** What could mean something where a line begins. */
const AT_START: readonly (readonly [begin: RegExp, written: string])[] = [
  [/^#(?=#{0,5}(?:\s|$))/, "\\#"],
  [/^[>]/, "\\>"],
  [/^[-+*](?=\s|$)/, "\\$&"],
  [/^[-=:](?=[-=:\s]*$)/, "\\$&"],
  [/^:(?=::)/, "\\:"],
  [/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2"],
  [/^\[(?=[ xX]\])/, "&#91;"],
];

/** The words, so that no reader of Markdown finds anything in them but these words. Line breaks stay. */
export function plainWords(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(plainLine)
    .join("\n");
}

function plainLine(line: string): string {
  const [indent = ""] = /^\s*/.exec(line) ?? [];
  let rest = line.slice(indent.length);
  for (const [sign, written] of ANYWHERE) rest = rest.replace(sign, written);
  for (const [begin, written] of AT_START) rest = rest.replace(begin, written);
  // Four blanks, or a tab, would make it code.
  return (/\t|.{4}/s.test(indent) ? indent.replace(/\t/g, "    ").replaceAll(" ", "\u00a0") : indent) + rest;
}

/** As the words of a link, or of a picture: what is in brackets ends with them. */
export function linkWords(text: string): string {
  return plainWords(text.replace(/\s+/g, " ").trim()).replaceAll("[", "&#91;").replaceAll("]", "&#93;");
}
