// Builds the tree of inline nodes. HTML tags arrive one by one: the harmless ones nest what follows, the rest stay text.
import { decodeEntities } from "./entities.ts";
import type { Inline } from "./inline.ts";
import { toSafeUrl } from "./safe-url.ts";

const allowedTags = new Set(
  "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q s samp small span strike strong sub sup time u var wbr".split(" "),
);
const voidTags = new Set(["img", "wbr"]);
const allowedAttributes = new Set("alt cite datetime dir height href lang src title width".split(" "));

interface OpenTag {
  readonly tag: string;
  readonly raw: string;
  readonly attributes: Record<string, string>;
  readonly nodes: Inline[];
}

export class InlineTree {
  readonly #html: boolean;
  readonly #root: Inline[] = [];
  readonly #open: OpenTag[] = [];

  constructor(html: boolean) {
    this.#html = html;
  }

  add(node: Inline): void {
    this.#nodes.push(node);
  }

  /** Adds text, joining it to text before it, so that one run of text is one node. */
  addText(text: string): void {
    const nodes = this.#nodes;
    const last = nodes.at(-1);
    if (last?.kind === "text") nodes[nodes.length - 1] = { kind: "text", text: last.text + text };
    else if (text !== "") nodes.push({ kind: "text", text });
  }

  addHtml(raw: string): void {
    // A line break is harmless and the only way to have one inside a table.
    if (/^<br\s*\/?>$/i.test(raw)) this.add({ kind: "break" });
    else if (!this.#html) this.addText(raw);
    else if (!raw.startsWith("<!--")) this.#addTag(raw);
  }

  /** Closes what is open and returns the nodes. */
  close(): Inline[] {
    while (this.#open.length > 0) this.#closeTag();
    return this.#root;
  }

  get #nodes(): Inline[] {
    return this.#open.at(-1)?.nodes ?? this.#root;
  }

  #addTag(raw: string): void {
    const [, slash = "", name = "", rest = ""] = /^<(\/?)([A-Za-z][\w-]*)([\s\S]*?)\/?>$/.exec(raw) ?? [];
    const tag = name.toLowerCase();
    if (!allowedTags.has(tag)) return;
    if (slash === "/") {
      if (!this.#open.some((open) => open.tag === tag)) return;
      while (this.#open.at(-1)?.tag !== tag) this.#closeTag();
      this.#closeTag();
      return;
    }
    const open = { tag, raw, attributes: readAttributes(rest), nodes: [] };
    if (voidTags.has(tag)) this.add(toNode(open));
    else this.#open.push(open);
  }

  #closeTag(): void {
    const open = this.#open.pop();
    if (open) this.add(toNode(open));
  }
}

function toNode({ tag, attributes, nodes }: OpenTag): Inline {
  const title = attributes["title"];
  if (tag === "a") return { kind: "link", href: attributes["href"], title, children: nodes };
  if (tag === "img") return { kind: "image", url: attributes["src"], alt: attributes["alt"] ?? "", title };
  return { kind: "element", tag, attributes, children: nodes };
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", double, single, bare] of text.matchAll(/([A-Za-z][\w-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g)) {
    const key = name.toLowerCase();
    if (!allowedAttributes.has(key)) continue;
    const value = decodeEntities(double ?? single ?? bare ?? "");
    const safe = key === "href" || key === "src" || key === "cite" ? toSafeUrl(value) : value;
    if (safe !== undefined) attributes[key] = safe;
  }
  return attributes;
}
