// A reference to a footnote inside a line: `[^label]`.
import type { Footnotes } from "./footnotes.ts";
import type { Inline } from "./inline-node.ts";

const reference = /\[\^([^\]\s[]{1,200})\](?!\()/y;

/** The reference at an index, with the number of its footnote. A text that is still being written may name one that is defined later. */
export function referenceAt(text: string, at: number, footnotes: Footnotes, live: boolean): (Inline & { kind: "footnote" }) | undefined {
  reference.lastIndex = at;
  const [raw = "", label = ""] = reference.exec(text) ?? [];
  if (raw === "") return undefined;
  const number = live ? footnotes.numberWhileLive(label) : footnotes.numberOf(label);
  return { kind: "footnote", label, raw, number, defined: footnotes.isDefined(label) };
}

/** Whether a reference at a place of a growing text is still being written. */
export function isOpenReference(source: string, at: number): boolean {
  // The character after it tells whether this is a link's text.
  return source.length - at <= 204 && /^\[\^[^\]\s[]{0,200}\]?$/.test(source.slice(at));
}
