// The inline part of a block (emphasis, links, code, formulas) as plain data, so that the live tail and the sealed block show the same.
import { Lexer, Marked, type Token, type TokenizerAndRendererExtension, type Tokens } from "marked";
import type { Definitions } from "./definitions.ts";
import { decodeEntities } from "./entities.ts";
import { footnoteReference, numberFootnotes } from "./inline-footnote.ts";
import { InlineTree } from "./inline-html.ts";
import { toSafeUrl } from "./safe-url.ts";

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
}

/** The address a link has while its real one is still being written. */
export const PENDING_URL = "#colloquy-pending";

const mathRules: readonly (readonly [RegExp, boolean])[] = [
  [/^\$\$([^$]+?)\$\$/, true],
  [/^\\\[([\s\S]+?)\\\]/, true],
  [/^\\\(([\s\S]+?)\\\)/, false],
  // One dollar only where it cannot be money: no space inside, no digit after.
  [/^\$(?![\s$])((?:\\[\s\S]|[^\\$\n])*?)(?<!\s)\$(?![\d$])/, false],
];

const math: TokenizerAndRendererExtension = {
  name: "math",
  level: "inline",
  start: (source) => {
    const at = source.search(/\$|\\[([]/);
    return at < 0 ? undefined : at;
  },
  tokenizer(source) {
    for (const [rule, display] of mathRules) {
      const match = rule.exec(source);
      if (match?.[1]?.trim()) return { type: "math", raw: match[0], tex: match[1].trim(), display };
    }
    return undefined;
  },
};

const plainDefaults = new Marked({ gfm: true, extensions: [footnoteReference] }).defaults;
const mathDefaults = new Marked({ gfm: true, extensions: [math, footnoteReference] }).defaults;

/** Reads inline Markdown. */
export function parseInline(source: string, options: InlineOptions, definitions: Definitions): Inline[] {
  const lexer = new Lexer(options.latex ? mathDefaults : plainDefaults);
  lexer.tokens.links = linksOf(source, definitions);
  const tree = new InlineTree(options.html);
  for (const token of lexer.inlineTokens(source)) addToken(tree, token, options);
  const nodes = tree.close();
  return source.includes("[^") ? numberFootnotes(nodes, definitions.footnotes, options.live ?? false) : nodes;
}

/** The labels in a text that a reference definition could turn into links. */
export function labelsIn(source: string): string[] {
  return Array.from(source.matchAll(/\[((?:\\.|[^[\]\\])+)\](?!\()/g), ([, label = ""]) => label);
}

function linksOf(source: string, definitions: Definitions): Record<string, Pick<Tokens.Link, "href" | "title">> {
  // No prototype: a label such as "constructor" must find nothing.
  const links: Record<string, { href: string; title: string | null }> = Object.create(null);
  for (const label of labelsIn(source)) {
    const found = definitions.get(label);
    if (found) links[label.replace(/\s+/g, " ").toLowerCase()] = { href: found.href, title: found.title ?? null };
  }
  return links;
}

function addToken(tree: InlineTree, token: Token, options: InlineOptions): void {
  switch (token.type) {
    case "strong":
    case "em":
    case "del":
      tree.add({ kind: "element", tag: token.type, attributes: {}, children: children(token, options) });
      break;
    case "link":
      tree.add(toLink(token as Tokens.Link, options));
      break;
    case "image":
      tree.add({ kind: "image", url: toSafeUrl(decodeEntities(token["href"])), alt: decodeEntities(token["text"]), title: titleOf(token) });
      break;
    case "codespan":
      tree.add({ kind: "code", text: token["text"] });
      break;
    case "br":
      tree.add({ kind: "break" });
      break;
    case "html":
      tree.addHtml(token.raw);
      break;
    case "footnote":
      tree.add({ kind: "footnote", label: token["label"], raw: token.raw, number: undefined, defined: false });
      break;
    case "math":
      tree.add({ kind: "math", tex: token["tex"], display: token["display"] });
      break;
    case "escape":
      tree.addText(token["text"]);
      break;
    default:
      tree.addText(decodeEntities(token.raw));
  }
}

function children(token: Token, options: InlineOptions): Inline[] {
  const tree = new InlineTree(options.html);
  for (const child of ("tokens" in token && token.tokens) || []) addToken(tree, child, options);
  return tree.close();
}

function toLink(token: Tokens.Link, options: InlineOptions): Inline {
  const href = token.href === PENDING_URL ? undefined : toSafeUrl(decodeEntities(token.href));
  return { kind: "link", href, title: titleOf(token), children: children(token, options) };
}

function titleOf(token: Token): string | undefined {
  const title: unknown = "title" in token ? token["title"] : undefined;
  return typeof title === "string" && title !== "" ? decodeEntities(title) : undefined;
}
