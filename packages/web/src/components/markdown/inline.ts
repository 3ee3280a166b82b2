// The inline part of a block (emphasis, links, code, formulas) as plain data, so that the live tail and the sealed block show the same.
import type { Definitions } from "./definitions.ts";
import { InlineTree } from "./inline-html.ts";
import { build } from "./inline-items.ts";
import { pairRuns } from "./inline-runs.ts";
import { InlineScanner } from "./inline-scanner.ts";

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "element";
      readonly tag: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly children: readonly Inline[];
    }
  | { readonly kind: "link"; readonly href: string | undefined; readonly title: string | undefined; readonly children: readonly Inline[] }
  | { readonly kind: "image"; readonly url: string | undefined; readonly alt: string; readonly title: string | undefined }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "break" }
  /** A reference to a footnote; without a number it is shown as it was written. */
  | {
      readonly kind: "footnote";
      readonly label: string;
      readonly raw: string;
      readonly number: number | undefined;
      readonly defined: boolean;
    }
  | { readonly kind: "math"; readonly tex: string; readonly display: boolean };

export interface InlineOptions {
  readonly latex: boolean;
  readonly html: boolean;
  /** The text is still being written: what it names may be defined later. */
  readonly live?: boolean;
  /** The path the app is mounted on; empty without it. */
  readonly root?: string;
}

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
