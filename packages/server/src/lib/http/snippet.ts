// The part of a message that shows what was found in it.
import { findWords, type Snippet } from "@colloquy/protocol";

const BEFORE = 40;
const LENGTH = 180;
/** So many of the marked places are told. */
const HITS = 20;

/** Some of the text around the first of the words. Letters are not cut in two, and words only where they are long. */
export function toSnippet(text: string, words: readonly string[]): Snippet {
  const [first] = findWords(text, words, 1);
  const start = first === undefined || first.start <= BEFORE ? 0 : beginOfWord(text, first.start - BEFORE, first.start);
  const end = Math.max(Math.min(text.length, start + LENGTH), first?.end ?? 0);
  const part = text.slice(start, end < text.length ? endOfLetter(text, end) : end).replace(/\s/g, " ");
  const hits = findWords(part, words, HITS).map(({ start: from, end: to }): [number, number] => [from, to]);
  return { text: part, hits, cut: { before: start > 0, after: start + part.length < text.length } };
}

/** Behind the first space between the two, else at a whole letter. */
function beginOfWord(text: string, from: number, to: number): number {
  const space = text.slice(from, to).search(/\s/);
  return space === -1 ? endOfLetter(text, from) : from + space + 1;
}

/** Not within a pair of surrogates, nor before a mark that belongs to what stands before it. */
function endOfLetter(text: string, at: number): number {
  let end = at;
  while (end < text.length && /^(?:[\uDC00-\uDFFF]|\u200D|\p{M})/u.test(text.charAt(end))) end++;
  return end;
}
