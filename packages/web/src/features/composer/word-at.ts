// The word that is being typed, when it asks for a list: "/" for commands, "@" for mentions.
import { type Mark, wordsOf } from "./marks.ts";

export interface TriggerWord {
  readonly kind: "command" | "mention";
  /** Where its sign stands. */
  readonly at: number;
  /** Where the caret is. */
  readonly end: number;
  /** What is typed behind the sign. */
  readonly query: string;
}

const LONGEST = 100;

/** The word before the caret, if it begins with a sign at the start of a word; a mention that was chosen already asks for nothing. */
export function wordAt(text: string, caret: number, marks: readonly Mark[] = []): TriggerWord | undefined {
  const before = text.slice(Math.max(0, caret - LONGEST - 1), caret);
  const found = /(?:^|[\s([{"'“‘«¿¡])([/@])([^\s/@]*)$/u.exec(before);
  if (!found) return undefined;
  const query = found[2] ?? "";
  const at = caret - query.length - 1;
  if (marks.some((mark) => at >= mark.at && at < mark.at + wordsOf(mark.mention).length)) return undefined;
  return { kind: found[1] === "/" ? "command" : "mention", at, end: caret, query };
}

/** A text without a word of it, and without the space that would stand there twice; where the caret is then. */
export function without(text: string, { at, end }: Pick<TriggerWord, "at" | "end">): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, at);
  const after = text.slice(end);
  const spare = after.startsWith(" ") && (before === "" || before.endsWith(" ") || before.endsWith("\n"));
  return { text: before + (spare ? after.slice(1) : after), caret: at };
}
