// Links that lead to a place in the same text. They never become the page's own address: that says which chat is open.
import type { MouseEvent } from "react";

/** Follows such a link: what it leads to comes into view and has the focus from there on. */
export function followFragment(event: MouseEvent<HTMLElement>, idPrefix: string): void {
  if (event.defaultPrevented || event.button !== 0 || !(event.target instanceof Element)) return;
  const link = event.target.closest("a[href^='#']");
  if (!link || !event.currentTarget.contains(link)) return;
  event.preventDefault();
  const target = targetOf(event.currentTarget, link.getAttribute("href") ?? "", idPrefix);
  if (!target) return;
  // Whoever follows the end of a growing text lets go of it.
  target.dispatchEvent(new Event("walk-to", { bubbles: true }));
  if (!target.matches("a, button, input, [tabindex]")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}

function targetOf(text: HTMLElement, href: string, idPrefix: string): HTMLElement | undefined {
  const name = href.slice(1);
  for (const id of [name, `${idPrefix}${name}`, `${idPrefix}${decode(name)}`, `${idPrefix}${decode(name).toLowerCase()}`]) {
    const found = id.startsWith(idPrefix) ? text.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`) : null;
    if (found) return found;
  }
  return undefined;
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
