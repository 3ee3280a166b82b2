// What a message says, without the page around it: plain elements with no class, no script and no tool, formulas as they were written.
// Copies with formatting, quotes and reading aloud all begin here.

/** What the page adds to a message: buttons, the head of a code card, names for screen readers. */
const OURS =
  ".tools, .md-table-tools, .md-code-head, .md-code-fold, .md-ways-back, .who, .sr, button, script, style, svg, [aria-hidden='true']";
/** Formulas hold the text they were drawn from. */
const FORMULA = ".md-formula, .md-math";

const PLAIN = new Set(
  "p ul ol li blockquote pre code table thead tbody tr th td strong em b i u s del ins sub sup br hr h1 h2 h3 h4 h5 h6 dl dt dd kbd mark caption".split(
    " ",
  ),
);

/** A copy of a message, or of a part of one, in elements that any program understands. */
export function cleanCopy(of: Node): DocumentFragment {
  const copy = document.createDocumentFragment();
  addTo(copy, of);
  return copy;
}

function addTo(parent: Node, node: Node): void {
  if (node instanceof Text) parent.appendChild(document.createTextNode(node.data));
  else if (!(node instanceof Element)) addChildren(parent, node);
  else if (node.matches(FORMULA)) addFormula(parent, node);
  else if (node.matches(".md-image-ask")) addOfferedImage(parent, node);
  else if (!node.matches(OURS)) addElement(parent, node);
}

function addChildren(parent: Node, node: Node): void {
  for (const child of node.childNodes) addTo(parent, child);
}

function addElement(parent: Node, node: Element): void {
  const tag = node.tagName.toLowerCase();
  if (tag === "input") {
    parent.appendChild(document.createTextNode((node as HTMLInputElement).checked ? "☑ " : "☐ "));
    return;
  }
  const reference = tag === "sup" && node.querySelector("a[href^='#']");
  const made = make(node, tag);
  if (!made) {
    addChildren(parent, node);
    return;
  }
  parent.appendChild(made);
  if (reference) made.textContent = `[${reference.textContent}]`;
  else if (tag === "pre") made.appendChild(document.createElement("code")).textContent = node.textContent;
  else if (tag !== "img") addChildren(made, node);
}

/** Nothing for an element that only stands around others. */
function make(node: Element, tag: string): HTMLElement | undefined {
  if (node.matches(".md-callout")) return withDirection(document.createElement("blockquote"), node);
  const level = /^md-h([1-6])$/.exec(node.classList[0] ?? "")?.[1];
  if (level) return withDirection(document.createElement(`h${level}`), node);
  if (tag === "a") return makeLink(node);
  if (tag === "img") return makeImage(node as HTMLImageElement);
  if (!PLAIN.has(tag)) return undefined;
  const made = withDirection(document.createElement(tag), node);
  const start = node.getAttribute("start");
  if (tag === "ol" && start !== null) made.setAttribute("start", start);
  const align = node.getAttribute("data-align");
  if (align !== null) made.style.textAlign = align;
  return made;
}

function withDirection(made: HTMLElement, node: Element): HTMLElement {
  const dir = node.getAttribute("dir");
  if (dir === "rtl" || dir === "ltr") made.dir = dir;
  return made;
}

/** Links that lead somewhere from anywhere; one to a place of the same text is its words. */
function makeLink(node: Element): HTMLElement | undefined {
  const address = (node as HTMLAnchorElement).href;
  if (!/^(?:https?|mailto):/i.test(address) || node.getAttribute("href")?.startsWith("#")) return undefined;
  const link = document.createElement("a");
  link.href = address;
  return link;
}

function makeImage({ src, alt }: HTMLImageElement): HTMLElement {
  const image = document.createElement("img");
  if (/^https?:/i.test(src)) image.src = src;
  image.alt = alt;
  return image;
}

/** An image that nobody has loaded yet is a link to where it is. */
function addOfferedImage(parent: Node, node: Element): void {
  const link = document.createElement("a");
  link.href = node.getAttribute("title") ?? "";
  link.textContent = node.querySelector("small")?.textContent ?? link.href;
  parent.appendChild(/^https?:/i.test(link.href) ? link : document.createTextNode(link.textContent));
}

function addFormula(parent: Node, node: Element): void {
  const tex = node.querySelector("annotation[encoding='application/x-tex']")?.textContent ?? node.textContent ?? "";
  if (!node.matches(".md-math")) {
    const words = document.createElement("span");
    words.dataset["formula"] = "";
    words.textContent = `$${tex.trim()}$`;
    parent.appendChild(words);
    return;
  }
  const line = parent.appendChild(document.createElement("p"));
  line.dataset["formula"] = "";
  line.textContent = `$$${tex.trim()}$$`;
}
