// How texts compare when something is searched: one folding for names and messages, on the server, in its stores and on the page.
// Case, accents, widths and what cannot be seen make no difference; letters that only look alike do.

/** What is dropped: what cannot be seen, and marks that are written over letters, but not those that make another letter in their script. */
const DROPPED =
  /[\0\u0640\p{Surrogate}\p{Default_Ignorable_Code_Point}]|(?![\u3099\u309A])(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}]/gu;
/**
 * What is folded together: a letter with all that may become one with it, once what stands between is dropped. Marks, the voicing of half-wide
 * kana, and the parts of Korean syllables that follow another part, in each of the forms they are written in.
 */
const LETTER = /[\s\S][\p{M}\uFF9E\uFF9F\u1160-\u11FF\u3131-\u318E\uFFA0-\uFFDC\0\u0640\p{Surrogate}\p{Default_Ignorable_Code_Point}]*/gu;
/**
 * Marks beyond what any language writes over one letter. Normalising sorts the marks of a letter, and the time for it grows with the square of
 * their number: a message of nothing else would keep a server busy for a minute.
 */
const TOO_MANY_MARKS = /([\p{M}\uFF9E\uFF9F]{30})[\p{M}\uFF9E\uFF9F]+/gu;
/** Something that is not plain ASCII, or that is dropped. */
const SPECIAL = /[^\p{ASCII}]|\0/u;

/** The form in which texts compare: "Straße" as "strasse", "İstanbul" as "istanbul", "Ａ" as "a". It may be longer or shorter. */
export function foldText(text: string): string {
  if (!SPECIAL.test(text)) return text.toLowerCase();
  return (
    text
      .replace(TOO_MANY_MARKS, "$1")
      .normalize("NFKD")
      .replace(DROPPED, "")
      // There and back: some letters have only a large or a small form of their own.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .replaceAll("ς", "σ")
      // What stood between some of them was dropped.
      .replace(TOO_MANY_MARKS, "$1")
      .normalize("NFC")
  );
}

/** At most so many words are looked for. */
const MOST_WORDS = 10;

/** The words of a query, folded; each must occur. None when it has nothing to look for. */
export function searchWords(query: string): string[] {
  const words = query
    .split(/\s+/u)
    .map(foldText)
    .filter((word) => word.trim() !== "");
  return [...new Set(words)].slice(0, MOST_WORDS);
}

/** True when each of the words occurs in the text. */
export function hasWords(text: string, words: readonly string[]): boolean {
  const folded = foldText(text);
  return words.every((word) => folded.includes(word));
}

/** A part of a text, in UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Every place where one of the words occurs, in order, without overlaps; at most `most` of them. */
export function findWords(text: string, words: readonly string[], most = Number.POSITIVE_INFINITY): TextRange[] {
  const wanted = words.filter((word) => word !== "");
  if (wanted.length === 0) return [];
  const { folded, starts, ends } = foldWithPlaces(text);
  const found: TextRange[] = [];
  const next = wanted.map((word) => folded.indexOf(word));
  for (let from = 0; found.length < most; ) {
    let best = -1;
    for (const [index, word] of wanted.entries()) {
      let at = next[index] ?? -1;
      if (at !== -1 && at < from) at = next[index] = folded.indexOf(word, from);
      const known = next[best] ?? -1;
      if (at !== -1 && (best === -1 || at < known || (at === known && word.length > (wanted[best]?.length ?? 0)))) best = index;
    }
    const at = next[best];
    const word = wanted[best];
    if (at === undefined || at === -1 || word === undefined) break;
    from = at + word.length;
    const start = starts ? (starts[at] ?? 0) : at;
    const end = ends ? (ends[from - 1] ?? text.length) : from;
    const last = found.at(-1);
    // Half of a letter that folds to two, as ß, may be found twice.
    if (!last || start >= last.end) found.push({ start, end });
  }
  return found;
}

/** A folded text, and where its parts stood. */
export interface FoldedPlaces {
  readonly folded: string;
  /** The part of the text that a part of the folded one, not an empty one, came from. */
  readonly place: (start: number, end: number) => TextRange;
}

/** Folds a text so that what is found in it can be shown in its place. */
export function foldPlaces(text: string): FoldedPlaces {
  const { folded, starts, ends } = foldWithPlaces(text);
  return { folded, place: (start, end) => ({ start: starts?.[start] ?? start, end: ends?.[end - 1] ?? end }) };
}

/** The folded text with, for each of its units, where the letter it came from begins and ends. Without them the places are the same. */
function foldWithPlaces(text: string): { readonly folded: string; readonly starts?: number[]; readonly ends?: number[] } {
  if (!SPECIAL.test(text)) return { folded: text.toLowerCase() };
  const known = new Map<string, string>();
  const starts: number[] = [];
  const ends: number[] = [];
  const parts: string[] = [];
  let start = 0;
  for (const [letter] of text.matchAll(LETTER)) {
    let folded = known.get(letter);
    if (folded === undefined) known.set(letter, (folded = foldText(letter)));
    const end = start + letter.length;
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(start);
      ends.push(end);
    }
    parts.push(folded);
    start = end;
  }
  return { folded: parts.join(""), starts, ends };
}
