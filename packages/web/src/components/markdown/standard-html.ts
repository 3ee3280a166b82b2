// HTML in a form in which ours and that of a standard can be compared: without what our page adds, and without what no reader sees.

const blocks = new Set(
  "address article aside blockquote center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);
const kept: Readonly<Record<string, readonly string[]>> = {
  a: ["href", "title"],
  img: ["src", "alt", "title"],
  input: ["type", "checked"],
  ol: ["start"],
};
const sides: Readonly<Record<string, string>> = { start: "left", center: "center", end: "right" };

/** A part of a page as comparable text. */
export function standardHtml(root: Element): string {
  return childrenOf(root)
    .replace(/<\/?\|div\|>/g, "<|div|>")
    .replace(/\s+(?=<\/?\|)|(?<=\|>)\s+/g, "")
    .replace(/(?:<\|div\|>)+(?=<\/?\|)|(?<=\|>)(?:<\|div\|>)+/g, "")
    .replaceAll("|", "")
    .replace(/ +/g, " ")
    .trim();
}

function childrenOf(node: Node): string {
  return Array.from(node.childNodes, (child) => write(child)).join("");
}

function write(node: Node): string {
  if (node.nodeType === 3) return escapeHtml((node.textContent ?? "").replace(/\s+/g, " "));
  if (node.nodeType !== 1) return "";
  const element = node as HTMLElement;
  if (element.matches(".md-code")) return writePre(element.querySelector("pre") ?? element);
  if (element.matches(".md-table")) return childrenOf(element.querySelector("section") ?? element);
  if (element.matches(".md-page, .md-html, .md-slot")) return childrenOf(element);
  const name = nameOf(element);
  if (name === "pre") return writePre(element);
  // Our lists are all set alike, so whether a list is tight is nothing that shows.
  if (name === "input") return mark("input", attributesOf(name, element), "");
  if (name === "p" && element.parentElement?.closest("li, blockquote")?.localName === "li") return mark("div", "", childrenOf(element));
  if (name === "tbody" && element.childNodes.length === 0) return "";
  if (name === "code") return `<code>${escapeHtml((element.textContent ?? "").replace(/\s/g, " "))}</code>`;
  const inner = childrenOf(element);
  return blocks.has(name) || name === "br"
    ? mark(name, attributesOf(name, element), inner)
    : `<${name}${attributesOf(name, element)}>${inner}</${name}>`;
}

/** A block: white space beside its tags is nothing that shows. */
function mark(name: string, attributes: string, inner: string): string {
  return `<|${name}${attributes}|>${inner}</|${name}|>`;
}

function writePre(pre: Element): string {
  const code = pre.querySelector("code");
  const language = Array.from(code?.classList ?? []).find((name) => name.startsWith("language-") && name !== "language-plaintext") ?? "";
  return `<|pre ${language}|>${escapeHtml((pre.textContent ?? "").replace(/\n+$/, ""))
    .replaceAll(" ", "\u00b7")
    .replaceAll("\n", "\u21b5")}</|pre|>`;
}

function nameOf(element: HTMLElement): string {
  const level = /(?:^|\s)md-h([1-6])(?:\s|$)/.exec(element.className)?.[1];
  return level === undefined ? element.localName : `h${level}`;
}

function attributesOf(name: string, element: HTMLElement): string {
  const written = (kept[name] ?? []).flatMap((attribute) => {
    const value = element.getAttribute(attribute);
    if (value === null || (attribute !== "href" && attribute !== "src" && attribute !== "checked" && value === "")) return [];
    return [
      ` ${attribute}="${attribute === "href" || attribute === "src" ? addressOf(value) : attribute === "checked" ? "" : escapeHtml(value)}"`,
    ];
  });
  const side = element.dataset["align"];
  const align = side === undefined ? element.getAttribute("align") : sides[side];
  return written.join("") + ((name === "td" || name === "th") && align ? ` align="${align}"` : "");
}

/** An address as a browser asks for it, however it was escaped. */
function addressOf(value: string): string {
  try {
    return escapeHtml(encodeURI(decodeURI(value)));
  } catch {
    return escapeHtml(encodeURI(value).replaceAll("%25", "%"));
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("|", "&pipe;");
}
