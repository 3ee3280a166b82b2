// The Markdown of an answer as HTML for a page without script: HTML in it is text, nothing is fetched, and no address runs anything.
import MarkdownIt from "markdown-it";
import { escapeHtml } from "../escape-html.ts";

/** Longer texts are shown as they were written: reading them would hold up everybody else. */
const LONGEST = 50_000;
/** Our own headings stand above those of a message. */
const LEVELS_BELOW = 2;

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: false });
markdown.validateLink = (address) => /^(?:https?:|mailto:|#)/i.test(address.trim());
// A picture elsewhere would tell its host that the file was opened.
markdown.renderer.rules["image"] = (tokens, index) => {
  const token = tokens[index];
  const address = `${token?.attrGet("src") ?? ""}`;
  return `<a href="${escapeHtml(address)}" rel="noopener noreferrer">${escapeHtml(token?.content || address)}</a>`;
};
const { renderer } = markdown;
renderer.rules["link_open"] = (tokens, index, options) => {
  tokens[index]?.attrSet("rel", "noopener noreferrer");
  return renderer.renderToken(tokens, index, options);
};
for (const rule of ["heading_open", "heading_close"])
  renderer.rules[rule] = (tokens, index, options) => {
    const token = tokens[index];
    if (token) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + LEVELS_BELOW)}`;
    return renderer.renderToken(tokens, index, options);
  };
for (const rule of ["paragraph_open", "blockquote_open", "list_item_open", "td_open", "th_open"])
  renderer.rules[rule] = (tokens, index, options) => {
    tokens[index]?.attrSet("dir", "auto");
    return renderer.renderToken(tokens, index, options);
  };

export function toSaidHtml(text: string): string {
  return text.length > LONGEST ? toPlainHtml(text) : markdown.render(text);
}

/** Words as they were typed. */
export function toPlainHtml(text: string): string {
  return `<div class="typed" dir="auto">${escapeHtml(text)}</div>\n`;
}
