// The pieces of a text between reading it and building its tree: marks that may pair, links with what they hold, and all that is whole.
import { decodeEntities } from "./entities.ts";
import type { InlineTree } from "./inline-html.ts";
import type { Inline } from "./inline-node.ts";
import type { Run } from "./inline-runs.ts";
import { toPageUrl } from "./safe-url.ts";

export type Item =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "html"; readonly raw: string }
  | { readonly kind: "node"; readonly node: Inline }
  | { readonly kind: "run"; readonly run: Run }
  | { readonly kind: "link"; readonly href: string | undefined; readonly title: string | undefined; readonly items: readonly Item[] };

/** Adds pieces whose marks have been paired to a tree. */
export function build(items: readonly Item[], tree: InlineTree): void {
  for (const item of items) {
    switch (item.kind) {
      case "text":
        tree.addText(item.text);
        break;
      case "html":
        tree.addHtml(item.raw);
        break;
      case "node":
        tree.add(item.node);
        break;
      case "run":
        buildRun(item.run, tree);
        break;
      case "link":
        tree.openLink(item.href, item.title);
        build(item.items, tree);
        tree.close();
        break;
      default:
        item satisfies never;
    }
  }
}

function buildRun(run: Run, tree: InlineTree): void {
  for (let count = 0; count < run.ending; count += 1) tree.close();
  tree.addText(run.character.repeat(run.left));
  for (const tag of run.beginning.toReversed()) tree.openElement(tag);
}

/** The words of pieces whose marks have been paired: what is said in place of an image. */
export function plainText(items: readonly Item[]): string {
  let text = "";
  for (const item of items) {
    if (item.kind === "text") text += item.text;
    else if (item.kind === "link") text += plainText(item.items);
    else if (item.kind === "run") text += item.run.character.repeat(item.run.left);
    else if (item.kind === "node") text += wordsOf(item.node);
  }
  return text;
}

function wordsOf(node: Inline): string {
  switch (node.kind) {
    case "code":
      return node.text;
    case "image":
      return node.alt;
    case "math":
      return node.tex;
    case "footnote":
      return node.raw;
    case "break":
      return "\n";
    default:
      return "";
  }
}

/** An address or a title as it was meant: without the backslashes before punctuation, with its character references replaced. */
export function unescapeText(text: string): string {
  if (!/[\\&]/.test(text)) return text;
  let plain = "";
  let from = 0;
  for (const { index, 1: character = "" } of text.matchAll(/\\([!-/:-@[-`{-~])/g)) {
    plain += decodeEntities(text.slice(from, index)) + character;
    from = index + 2;
  }
  return plain + decodeEntities(text.slice(from));
}

/** Where an address as it was written leads, if it may be followed. */
export function toHref(address: string, root = ""): string | undefined {
  return toPageUrl(unescapeText(address), root);
}
