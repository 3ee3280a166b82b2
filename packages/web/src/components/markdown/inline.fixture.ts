// Inline nodes as HTML, for tests that read them.
import type { Inline } from "./inline-node.ts";

/** Nodes as HTML, with addresses as they are. */
export function toHtml(nodes: readonly Inline[]): string {
  return nodes.map(write).join("");
}

function write(node: Inline): string {
  switch (node.kind) {
    case "text":
      return escapeHtml(node.text);
    case "element":
      return `<${node.tag}>${toHtml(node.children)}</${node.tag}>`;
    case "link":
      return `<a href="${escapeHtml(node.href ?? "")}"${node.title === undefined ? "" : ` title="${escapeHtml(node.title)}"`}>${toHtml(node.children)}</a>`;
    case "image":
      return `<img src="${escapeHtml(node.url ?? "")}" alt="${escapeHtml(node.alt)}"${node.title === undefined ? "" : ` title="${escapeHtml(node.title)}"`} />`;
    case "code":
      return `<code>${escapeHtml(node.text)}</code>`;
    case "named":
      return `<a class="named">${escapeHtml(node.text)}</a>`;
    case "break":
      return "<br />\n";
    case "footnote":
      return escapeHtml(node.raw);
    case "math":
      return `<math>${escapeHtml(node.tex)}</math>`;
    default:
      return node satisfies never;
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
