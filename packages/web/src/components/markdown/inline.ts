// Reads the inline part of a block: emphasis, links, code, formulas.
import type { Definitions } from "./definitions.ts";
import { InlineTree } from "./inline-html.ts";
import { build } from "./inline-items.ts";
import type { Inline, InlineOptions } from "./inline-node.ts";
import { pairRuns } from "./inline-runs.ts";
import { InlineScanner } from "./inline-scanner.ts";

/** Reads inline Markdown. The time it takes grows with the text as a line does, whatever the text. */
export function parseInline(source: string, options: InlineOptions, definitions: Definitions): Inline[] {
  const tree = new InlineTree(options.root);
  const { items, runs } = new InlineScanner(source, options, definitions).read();
  pairRuns(runs);
  build(items, tree);
  return tree.finish();
}

/** The labels in a text that a reference definition could turn into links. */
export function labelsIn(source: string): string[] {
  const labels = new Set<string>();
  let open = -1;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (character === "\\") at += 1;
    else if (character === "[") open = at + 1;
    else if (character === "]" && open >= 0) {
      if (at > open && at - open <= 999 && source[at + 1] !== "(") labels.add(source.slice(open, at));
      open = -1;
    }
  }
  return [...labels];
}
