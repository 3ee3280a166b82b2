// A reference to a footnote inside a line: `[^label]`.
import type { TokenizerAndRendererExtension } from "marked";
import type { Footnotes } from "./footnotes.ts";
import type { Inline } from "./inline.ts";

const reference = /^\[\^([^\]\s[]{1,200})\](?!\()/;

/** Reads references; whether one has a footnote is not the parser's to know. */
export const footnoteReference: TokenizerAndRendererExtension = {
  name: "footnote",
  level: "inline",
  tokenizer(source) {
    const match = reference.exec(source);
    return match ? { type: "footnote", raw: match[0], label: match[1] ?? "" } : undefined;
  },
};

/** The nodes with the number of each footnote they name. A text that is still being written may name some that are defined later. */
export function numberFootnotes(nodes: readonly Inline[], footnotes: Footnotes, live: boolean): Inline[] {
  return nodes.map((node) => {
    if (node.kind === "footnote") {
      const number = live ? footnotes.numberWhileLive(node.label) : footnotes.numberOf(node.label);
      return { ...node, number, defined: footnotes.isDefined(node.label) };
    }
    return "children" in node ? { ...node, children: numberFootnotes(node.children, footnotes, live) } : node;
  });
}

/** Where a reference at a place of a growing text ends; `open` while it is being written, `undefined` when there is none. */
export function endOfReference(source: string, at: number): number | "open" | undefined {
  if (source[at + 1] !== "^") return undefined;
  const near = source.slice(at, at + 204);
  const whole = /^\[\^[^\]\s[]{1,200}\]/.exec(near)?.[0].length;
  if (whole === undefined) return /^\[\^[^\]\s[]{0,200}$/.test(near) ? "open" : undefined;
  // The next character tells whether this is a link's text.
  if (whole === near.length) return "open";
  return near[whole] === "(" ? undefined : at + whole;
}
