// The element an inline node becomes: one answer for the live tail (DOM) and for sealed blocks (React).
import type { Inline } from "./inline-node.ts";

export interface Shape {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Inline[];
}

/** The element for a node that is one; `undefined` for text, images and formulas, which each view treats its own way. */
export function toShape(node: Inline): Shape | undefined {
  switch (node.kind) {
    case "element":
      return node;
    case "link":
      return { tag: "a", attributes: linkAttributes(node.href, node.title), children: node.children };
    case "code":
      return { tag: "code", attributes: { dir: "ltr" }, children: [{ kind: "text", text: node.text }] };
    case "footnote":
      // Without its link, which comes once the block around it is whole.
      return node.number === undefined
        ? undefined
        : { tag: "sup", attributes: { class: "md-reference" }, children: [{ kind: "text", text: String(node.number) }] };
    case "named":
      return { tag: "a", attributes: node.attributes, children: [{ kind: "text", text: node.text }] };
    case "break":
      return { tag: "br", attributes: {}, children: [] };
    case "text":
    case "image":
    case "math":
      return undefined;
    default:
      return node satisfies never;
  }
}

function linkAttributes(href: string | undefined, title: string | undefined): Record<string, string> {
  const target = href === undefined ? {} : href.startsWith("#") ? { href } : { href, target: "_blank", rel: "noopener noreferrer" };
  return title === undefined ? target : { ...target, title };
}
