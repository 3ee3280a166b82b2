// Which footnotes a block names, and where in it.
import type { Definitions } from "./definitions.ts";
import type { Reference } from "./footnotes.ts";
import { parseInline } from "./inline.ts";
import type { Inline, InlineOptions } from "./inline-node.ts";

/** The references in a text, each with its place. */
export function referencesIn(source: string, text: string, at: { options: InlineOptions; definitions: Definitions }): Reference[] {
  if (!source.includes("[^")) return [];
  const found: Reference[] = [];
  const visit = (nodes: readonly Inline[]): void => {
    for (const node of nodes) {
      if (node.kind === "footnote") found.push({ label: node.label, place: placeOf(text, found.length) });
      else if ("children" in node) visit(node.children);
    }
  };
  visit(parseInline(source, at.options, at.definitions));
  return found;
}

/** The name of the nth reference in a text of some name: the view of that text gives its links the same names. */
export function placeOf(text: string, index: number): string {
  return `${text}.${index}`;
}
