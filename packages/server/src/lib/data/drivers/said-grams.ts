// What an index of messages and of names is made of: three letters in a row, each together with whose message it is. So a search looks at what its owner has
// said and at nothing else, and neither what it finds nor how long it takes says anything of others.
import { createHash } from "node:crypto";

const LENGTH = 3;
/** From here on letters say something alone, or two of them, as those of Chinese, Japanese and Korean: a word may be that short. */
const IDEOGRAPHS = 0x2e80;
/** So many parts of a word are looked up; the text itself is compared in any case. */
const MOST_OF_A_WORD = 8;

/** The parts by which a folded text is found, each once. */
export function gramsOf(folded: string): ReadonlySet<string> {
  const letters = Array.from(folded);
  const grams = new Set<string>();
  for (let at = 0; at < letters.length; at++) {
    if (at + LENGTH <= letters.length) grams.add(letters.slice(at, at + LENGTH).join(""));
    if (!isIdeograph(letters[at])) continue;
    grams.add(letters[at] ?? "");
    if (at + 2 <= letters.length) grams.add(letters.slice(at, at + 2).join(""));
  }
  return grams;
}

/** The parts that a message must have to have this word in it; undefined for a word that is too short to be looked up. */
export function gramsOfWord(word: string): readonly string[] | undefined {
  const letters = Array.from(word);
  if (letters.length < LENGTH) return isIdeograph(letters[0]) ? [word] : undefined;
  const all = [...new Set(letters.slice(LENGTH - 1).map((_letter, at) => letters.slice(at, at + LENGTH).join("")))];
  const every = Math.ceil(all.length / MOST_OF_A_WORD);
  return all.filter((_gram, at) => at % every === 0);
}

/** The parts that a message must have to have all of these words; undefined when none of them can be looked up. */
export function gramsOfWords(words: readonly string[]): readonly string[] | undefined {
  const grams = words.flatMap((word) => gramsOfWord(word) ?? []);
  return grams.length > 0 ? [...new Set(grams)] : undefined;
}

function isIdeograph(letter = ""): boolean {
  return (letter.codePointAt(0) ?? 0) >= IDEOGRAPHS;
}

/** A short name for an owner, in letters and digits. */
export function ownerMark(owner: string): string {
  return createHash("sha256").update(owner).digest().readUIntBE(0, 6).toString(36).padStart(10, "0");
}

/** A part of an owner's text as one word of letters, digits and `_`. */
export function toToken(mark: string, gram: string): string {
  return mark + gram.replace(/[^a-y0-9]/gu, (letter) => `z${(letter.codePointAt(0) ?? 0).toString(36)}_`);
}
