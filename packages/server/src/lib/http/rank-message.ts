// How well a message fits what was searched, by what its owner can see of it and nothing else: no score knows what others have said.
import { foldText, hasWords } from "@colloquy/protocol";

/** So much of a message is looked into; what is found further down counts as found within a word. */
const LOOKED_INTO = 20_000;
const LETTER = /[\p{L}\p{N}]/u;

/** Better is more: the words as they were asked for, side by side; then each as a whole word; then each beginning one; then also in the chat's name. */
export function rankMessage(text: string, name: string | undefined, words: readonly string[]): number {
  const folded = foldText(text.slice(0, LOOKED_INTO));
  const isPhrase = words.length > 1 && stands(folded.replace(/\s+/gu, " "), words.join(" "), "begins");
  const isWhole = words.every((word) => stands(folded, word, "whole"));
  const begins = isWhole || words.every((word) => stands(folded, word, "begins"));
  const inName = name !== undefined && hasWords(name, words);
  return (isPhrase ? 8 : 0) + (isWhole ? 4 : 0) + (begins ? 2 : 0) + (inName ? 1 : 0);
}

/** Whether a word of the text begins with this one, or is it. */
function stands(text: string, word: string, how: "begins" | "whole"): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const begins = !LETTER.test(before(text, at)) || !LETTER.test(word);
    if (begins && (how === "begins" || !LETTER.test(after(text, at + word.length)))) return true;
  }
  return false;
}

/** The letter before a place, also one of two units. */
function before(text: string, at: number): string {
  return String.fromCodePoint(...(at > 0 ? [text.codePointAt(at - (isLow(text, at - 1) ? 2 : 1)) ?? 0] : []));
}

function after(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff && at > 0;
}
