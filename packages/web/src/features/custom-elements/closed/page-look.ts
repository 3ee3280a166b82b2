// How this page looks, for a frame that cannot see it.
import type { SentLook } from "./messages.ts";

const THEME_SHEET = "app-theme";

export function readLook(): SentLook {
  const { documentElement: root } = document;
  return {
    className: root.classList.contains("dark") ? "dark" : "",
    lang: root.lang,
    dir: root.dir,
    data: Object.fromEntries(Object.entries(root.dataset).map(([name, value]) => [name, value ?? ""])),
    themeSheet: document.getElementById(THEME_SHEET)?.textContent ?? "",
  };
}

/** Tells when any of it changes. Returns the way out. */
export function watchLook(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true });
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
}

/** The page's own sheet, which has its colours, its letters and its buttons. */
export function pageSheets(): readonly string[] {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  const own = links.find((link) => link.href.includes("/assets/"));
  return own ? [own.href] : [];
}
