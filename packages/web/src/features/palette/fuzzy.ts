// Finding by a few letters: words as they stand first, then letters in their order with gaps between them.
import { foldPlaces, foldText } from "@colloquy/protocol";

export interface Match {
  /** More is better. */
  readonly score: number;
  /** Which letters of the text were meant: beginnings and ends. */
  readonly ranges: readonly (readonly [number, number])[];
}

const EVERYTHING: Match = { score: 0, ranges: [] };

/** Undefined when the letters are not in the text in this order. */
export function findFuzzy(text: string, query: string): Match | undefined {
  const wanted = foldText(query.trim());
  if (wanted === "") return EVERYTHING;
  // As the server folds what it searches: some letters become two, and some are dropped.
  const { folded, place } = foldPlaces(text);
  const match = findWords(folded, wanted) ?? findLetters(folded, wanted);
  return (
    match && {
      score: match.score,
      ranges: match.ranges.map(([from, to]): [number, number] => {
        const { start, end } = place(from, to);
        return [start, end];
      }),
    }
  );
}

function findWords(inside: string, wanted: string): Match | undefined {
  const starts = [...inside.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => index);
  const at = starts.find((start) => inside.startsWith(wanted, start)) ?? inside.indexOf(wanted);
  if (at < 0) return undefined;
  return { score: (at === 0 ? 3 : starts.includes(at) ? 2 : 1) * 1_000 - inside.length, ranges: [[at, at + wanted.length]] };
}

function findLetters(inside: string, wanted: string): Match | undefined {
  const letters = wanted.replace(/\s+/g, "");
  // One letter somewhere says nothing.
  if (letters.length < 2) return undefined;
  const ranges: [number, number][] = [];
  let from = 0;
  for (const letter of letters) {
    const at = findNext(inside, letter, from);
    if (at < 0) return undefined;
    const last = ranges.at(-1);
    if (last?.[1] === at) last[1] = at + letter.length;
    else ranges.push([at, at + letter.length]);
    from = at + letter.length;
  }
  // Scattered over half of the text it was hardly meant.
  if (ranges.length > Math.max(2, letters.length / 2 + 1)) return undefined;
  return { score: -ranges.length * 10 - inside.length, ranges };
}

/** The start of a word, if the letter starts one further on, else the next place it is at. */
function findNext(inside: string, letter: string, from: number): number {
  const next = inside.indexOf(letter, from);
  if (next === from) return next;
  for (let at = next; at >= 0; at = inside.indexOf(letter, at + 1)) if (at === 0 || /[^\p{L}\p{N}]/u.test(inside[at - 1] ?? "")) return at;
  return next;
}
