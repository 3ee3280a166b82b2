// The mentions of a text that is still being written: where each stands, and what becomes of it when the text changes.
import type { Mention } from "@colloquy/protocol";

/** A mention and where its "@" stands, in UTF-16 units. */
export interface Mark {
  readonly mention: Mention;
  readonly at: number;
}

/** How a mention is written. */
export function wordsOf({ label }: Mention): string {
  return `@${label}`;
}

/** The marks after an edit: those behind it move along, those it touched are no mentions any more. */
export function moveMarks(marks: readonly Mark[], before: string, after: string): readonly Mark[] {
  if (marks.length === 0 || before === after) return marks;
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shortest - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const moved = marks.map(({ mention, at }) => ({ mention, at: at >= before.length - tail ? at + after.length - before.length : at }));
  return moved.filter((mark) => standsIn(after, mark));
}

/** True when the text still says the mention at its place, as a word of its own. */
export function standsIn(text: string, { mention, at }: Mark): boolean {
  const words = wordsOf(mention);
  const next = text.charAt(at + words.length);
  return at >= 0 && text.startsWith(words, at) && !/[\p{L}\p{N}_]/u.test(next);
}

/** What goes with the message: each thing once, in the order of the text. */
export function toMentions(marks: readonly Mark[], limit = 50): Mention[] {
  const found = new Map<string, Mention>();
  for (const { mention } of [...marks].sort((a, b) => a.at - b.at)) if (!found.has(mention.id)) found.set(mention.id, mention);
  return [...found.values()].slice(0, limit);
}

/** A piece of a text: said plainly, or a mention. */
export interface TextPart {
  readonly at: number;
  readonly text: string;
  readonly mention?: Mention;
}

/** Finds the mentions of a text that was sent. */
export function toMarks(text: string, mentions: readonly Mention[]): readonly Mark[] {
  const marks: Mark[] = [];
  // The longest first, so that "@Ada Lovelace" is not taken for "@Ada".
  for (const mention of [...mentions].sort((a, b) => b.label.length - a.label.length)) {
    const words = wordsOf(mention);
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      const taken = marks.some((mark) => at < mark.at + wordsOf(mark.mention).length && mark.at < at + words.length);
      if (!taken && standsIn(text, { mention, at })) marks.push({ mention, at });
    }
  }
  return marks.sort((a, b) => a.at - b.at);
}

/** Cuts a text at its marks. */
export function toParts(text: string, marks: readonly Mark[]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.at - b.at)) {
    if (mark.at > at) parts.push({ at, text: text.slice(at, mark.at) });
    parts.push({ at: mark.at, text: wordsOf(mark.mention), mention: mark.mention });
    at = mark.at + wordsOf(mark.mention).length;
  }
  if (at < text.length) parts.push({ at, text: text.slice(at) });
  return parts;
}
