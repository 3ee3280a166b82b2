// What a leaf is once it has been written: its text without the marks around it, its direction, the name it can be linked by.
import type { Leaf, OpenLeaf } from "./block-tree.ts";
import type { Definitions } from "./definitions.ts";
import type { HeadingIds } from "./heading-ids.ts";
import { type DirectionOptions, findDirection } from "./text-direction.ts";

interface Sealing {
  readonly options: DirectionOptions;
  readonly definitions: Definitions;
  readonly headings: HeadingIds;
}

/** Seals a leaf; `undefined` when nothing of it is shown. A line below a paragraph may have made it a heading. */
export function sealLeaf(
  leaf: OpenLeaf,
  heading: { readonly kind: "heading"; readonly level: number } | undefined,
  { options, definitions, headings }: Sealing,
): Leaf | undefined {
  const { id, start, kind } = leaf;
  if (kind === "paragraph") {
    const source = definitions.take(leaf.source, start).trim();
    if (source === "") return undefined;
    const base = { id, start, source, dir: leaf.finder?.found ?? findDirection(source, options) };
    return heading ? { ...base, ...heading, name: headings.take(source, start) } : { ...base, kind };
  }
  if (kind === "heading") {
    const source = leaf.source.replace(/(?:^|[ \t])#+[ \t]*$/, "").trim();
    return { id, start, kind, level: leaf.level, source, dir: leaf.finder?.end(), name: headings.take(source, start) };
  }
  if (kind === "code") {
    const source = leaf.fence?.kind === "indent" ? withoutBlankEnd(leaf.source) : leaf.source;
    return { id, start, kind, language: leaf.language, source };
  }
  if (kind === "rest" && leaf.source === "") return undefined;
  return { id, start, kind, source: leaf.source, dir: leaf.finder?.end() };
}

/** A leaf that is more than a page can show, as text. */
export function toText({ id, start, source }: Leaf): Leaf {
  return { id, start, source, kind: "rest" };
}

function withoutBlankEnd(code: string): string {
  const end = code.trimEnd().length;
  const newline = code.indexOf("\n", end);
  return newline < 0 ? code : code.slice(0, newline);
}
