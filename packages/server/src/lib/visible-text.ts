// Names of files where people read them. A name may hold what a terminal obeys, or what is not seen.

/** The same text with each character that draws nothing as its number: a line break as `\u{a}`. */
export function toVisible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (hidden) => `\\u{${hidden.codePointAt(0)?.toString(16)}}`);
}
