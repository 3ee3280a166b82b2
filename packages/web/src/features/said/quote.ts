// Words of the conversation as a Markdown quote.
import { cleanCopy } from "./clean-copy.ts";
import { elementOf, findSelection } from "./selection.ts";

/** A message, or a part of one, with `> ` before each line; empty when it says nothing. */
export function toQuote(of: Node, { keepsLines = false }: { readonly keepsLines?: boolean } = {}): string {
  const lines = toLines(cleanCopy(of), keepsLines);
  return lines.map((line) => (line === "" ? ">" : `> ${line}`)).join("\n");
}

/** What is selected in the conversation, as a quote; undefined when that is nothing. `inside` must hold the beginning of it. */
export function quoteSelection(inside?: Element): string | undefined {
  const range = findSelection(inside);
  if (!range) return undefined;
  const keepsLines = elementOf(range.startContainer)?.closest(".bubble, .each-way") != null;
  return toQuote(withSurroundings(range), { keepsLines }) || undefined;
}

/** A part of a block of code is code as well, and items of a list keep their numbers. */
function withSurroundings(range: Range): Node {
  const part = range.cloneContents();
  const around = elementOf(range.commonAncestorContainer);
  const code = around?.closest("pre") && document.createElement("pre");
  const list = around instanceof HTMLOListElement ? document.createElement("ol") : undefined;
  if (list && around instanceof HTMLOListElement) {
    const first = [...around.children].findIndex((item) => item.contains(range.startContainer));
    list.setAttribute("start", `${around.start + Math.max(first, 0)}`);
  }
  const whole = code ?? list;
  whole?.append(part);
  return whole ?? part;
}

function toLines(root: Node, keepsLines: boolean): string[] {
  const written = write(root, keepsLines).replace(/\u00A0/g, " ");
  const lines = written.split("\n").map((line) => line.trimEnd());
  const [first, last] = [lines.findIndex((line) => line !== ""), lines.findLastIndex((line) => line !== "")];
  if (first < 0) return [];
  // One empty line between two blocks, however deep they stood.
  return lines.slice(first, last + 1).filter((line, index, all) => line !== "" || all[index - 1] !== "");
}

function write(node: Node, keepsLines: boolean): string {
  if (node instanceof Text) return keepsLines ? node.data : node.data.replace(/\s+/g, " ");
  const inner = () => [...node.childNodes].map((child) => write(child, keepsLines)).join("");
  if (!(node instanceof HTMLElement)) return inner();
  switch (node.tagName) {
    case "BR":
      return "\n";
    case "HR":
      return "\n\n---\n\n";
    case "PRE":
      return `\n\n\`\`\`\n${(node.textContent ?? "").replace(/\n$/, "")}\n\`\`\`\n\n`;
    case "CODE":
      return `\`${node.textContent}\``;
    case "IMG":
      return node.getAttribute("alt") ?? "";
    case "LI":
      return `\n${bulletOf(node)} ${inner()
        .trim()
        .replace(/^([☐☑])\s+/, "$1 ")
        .replace(/\n+/g, "\n  ")}`;
    case "TH":
    case "TD":
      return `${inner().trim()}${node.nextElementSibling ? " | " : ""}`;
    case "TR":
      return `\n${inner()}`;
    case "BLOCKQUOTE":
      return `\n\n${inner().trim().replace(/^/gm, "> ")}\n\n`;
    default:
      return BLOCKS.has(node.tagName) ? `\n\n${inner().trim()}\n\n` : inner();
  }
}

const BLOCKS = new Set("P UL OL TABLE H1 H2 H3 H4 H5 H6 DL DT DD".split(" "));

function bulletOf(item: HTMLElement): string {
  const list = item.parentElement;
  if (list?.tagName !== "OL") return "-";
  return `${Number(list.getAttribute("start") ?? 1) + [...list.children].indexOf(item)}.`;
}
