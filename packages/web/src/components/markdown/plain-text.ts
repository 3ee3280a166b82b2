// What a person reads in inline Markdown, without its marks.
import { Definitions } from "./definitions.ts";
import { parseInline } from "./inline.ts";
import type { Inline } from "./inline-node.ts";

const nothingDefined = new Definitions();

/** A short text without its marks. */
export function toPlain(text: string): string {
  return plainOf(parseInline(text, { latex: false, html: false }, nothingDefined));
}

function plainOf(nodes: readonly Inline[]): string {
  return nodes.map(wordsOf).join("");
}

function wordsOf(node: Inline): string {
  switch (node.kind) {
    case "text":
    case "code":
    case "named":
      return node.text;
    case "element":
    case "link":
      return plainOf(node.children);
    case "image":
      return node.alt;
    case "break":
      return "\n";
    case "footnote":
      return node.raw;
    case "math":
      return node.tex;
    default:
      return node satisfies never;
  }
}
