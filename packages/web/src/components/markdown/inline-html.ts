// Builds the tree of inline nodes. HTML tags arrive one by one: the harmless ones nest what follows, the rest stay text.
import { decodeEntities } from "./entities.ts";
import type { Inline } from "./inline-node.ts";
import { thinMarksAfter } from "./mark-runs.ts";
import { toPageUrl } from "./safe-url.ts";

const allowedTags = new Set(
  "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q s samp small span strike strong sub sup time u var wbr".split(" "),
);
const voidTags = new Set(["img", "wbr"]);
const allowedAttributes = new Set("alt cite datetime dir height href lang src title width".split(" "));

/** Deeper than this nothing nests: what is inside shows without its mark, and no page is lost to a text of a few KB. */
const MAX_DEPTH = 50;

interface Frame {
  readonly nodes: Inline[];
  /** Makes the node once its children are known; absent where nothing may nest any more. */
  readonly make: ((children: readonly Inline[]) => Inline) | undefined;
  /** The HTML tag that closes it; absent for what Markdown opened. */
  readonly tag: string | undefined;
  readonly link: boolean;
}

export class InlineTree {
  readonly #root: Inline[] = [];
  readonly #open: Frame[] = [];
  readonly #siteRoot: string;
  #depth = 0;
  #links = 0;

  /** Paths of the app in HTML are below the path it is mounted on. */
  constructor(siteRoot = "") {
    this.#siteRoot = siteRoot;
  }

  add(node: Inline): void {
    this.#nodes.push(node);
  }

  /** Adds text, joining it to text before it, so that one run of text is one node. */
  addText(text: string): void {
    const nodes = this.#nodes;
    const last = nodes.at(-1);
    if (text === "") return;
    if (last?.kind === "text") nodes[nodes.length - 1] = { kind: "text", text: last.text + thinMarksAfter(last.text, text) };
    else nodes.push({ kind: "text", text });
  }

  addHtml(raw: string): void {
    if (/^<br\s*\/?>$/i.test(raw)) this.add({ kind: "break" });
    else if (!/^<[!?]/.test(raw)) this.#addTag(raw);
  }

  /** What is added next goes into an element, until `close`. */
  openElement(tag: string): void {
    this.#push({ make: (children) => ({ kind: "element", tag, attributes: {}, children }) });
  }

  /** What is added next goes into a link, until `close`. A link in a link is only its words. */
  openLink(href: string | undefined, title: string | undefined): void {
    this.#push({ make: (children) => ({ kind: "link", href, title, children }), link: true });
  }

  /** Ends what was opened last, and the HTML tags that were left open in it. */
  close(): void {
    while (this.#open.at(-1)?.tag !== undefined) this.#pop();
    this.#pop();
  }

  /** Closes what is open and returns the nodes. */
  finish(): Inline[] {
    while (this.#open.length > 0) this.#pop();
    return this.#root;
  }

  get #nodes(): Inline[] {
    return this.#open.at(-1)?.nodes ?? this.#root;
  }

  #push({ make, tag, link = false }: { make: Frame["make"]; tag?: string; link?: boolean }): void {
    const nests = this.#depth < MAX_DEPTH && !(link && this.#links > 0);
    this.#open.push({ nodes: nests ? [] : this.#nodes, make: nests ? make : undefined, tag, link: nests && link });
    if (nests) this.#depth += 1;
    if (nests && link) this.#links += 1;
  }

  #pop(): void {
    const frame = this.#open.pop();
    if (!frame?.make) return;
    this.#depth -= 1;
    if (frame.link) this.#links -= 1;
    this.add(frame.make(frame.nodes));
  }

  #addTag(raw: string): void {
    const [, slash = "", name = "", rest = ""] = /^<(\/?)([A-Za-z][\w-]*)([\s\S]*?)\/?>$/.exec(raw) ?? [];
    const tag = name.toLowerCase();
    if (!allowedTags.has(tag)) return;
    if (slash === "/") {
      this.#closeTag(tag);
      return;
    }
    const attributes = readAttributes(rest, this.#siteRoot);
    if (voidTags.has(tag)) this.add(toNode(tag, attributes, []));
    else if (this.#depth < MAX_DEPTH) this.#push({ make: (children) => toNode(tag, attributes, children), tag, link: tag === "a" });
  }

  /** Closes a tag that was opened within the same mark or link. */
  #closeTag(tag: string): void {
    for (let at = this.#open.length - 1; at >= 0 && this.#open[at]?.tag !== undefined; at -= 1) {
      if (this.#open[at]?.tag !== tag) continue;
      while (this.#open.length > at) this.#pop();
      return;
    }
  }
}

function toNode(tag: string, attributes: Record<string, string>, children: readonly Inline[]): Inline {
  const title = attributes["title"];
  if (tag === "a") return { kind: "link", href: attributes["href"], title, children };
  if (tag === "img") return { kind: "image", url: attributes["src"], alt: attributes["alt"] ?? "", title };
  return { kind: "element", tag, attributes, children };
}

function readAttributes(text: string, siteRoot: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", double, single, bare] of text.matchAll(/([A-Za-z][\w-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g)) {
    const key = name.toLowerCase();
    if (!allowedAttributes.has(key)) continue;
    const value = decodeEntities(double ?? single ?? bare ?? "");
    const safe = key === "href" || key === "src" || key === "cite" ? toPageUrl(value, siteRoot) : value;
    if (safe !== undefined) attributes[key] = safe;
  }
  return attributes;
}
