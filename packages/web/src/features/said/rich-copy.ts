// An answer as mail programs, word processors and wikis take it: HTML with the few styles that these need to draw tables and code.
import { copyText } from "../../components/ui/copy-text.ts";
import { cleanCopy } from "./clean-copy.ts";

const STYLES: readonly (readonly [selector: string, style: Readonly<Record<string, string>>])[] = [
  ["table", { "border-collapse": "collapse" }],
  ["th, td", { border: "1px solid #bbb", padding: "4px 8px" }],
  ["pre", { "font-family": "monospace", "white-space": "pre-wrap", background: "#f4f4f2", padding: "8px 12px" }],
  ["blockquote", { "border-inline-start": "3px solid #bbb", "margin-inline": "0", "padding-inline-start": "12px" }],
];

/** These messages as HTML, one after the other. */
export function toRichHtml(elements: readonly Element[]): string {
  const whole = document.createElement("div");
  for (const element of elements) whole.append(cleanCopy(element));
  for (const [selector, style] of STYLES)
    for (const found of whole.querySelectorAll<HTMLElement>(selector))
      for (const [name, value] of Object.entries(style)) found.style.setProperty(name, value);
  for (const formula of whole.querySelectorAll("[data-formula]")) formula.removeAttribute("data-formula");
  return whole.innerHTML;
}

/** Puts messages on the clipboard twice: as they look, and as the Markdown they were written in. False when the browser lets nobody. */
export function copyRich(elements: readonly Element[], markdown: string): Promise<boolean> {
  return copyText(markdown, toRichHtml(elements));
}
