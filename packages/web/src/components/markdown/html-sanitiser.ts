// DOMPurify with our rules: what is left can be looked at and followed, and can run nothing and restyle nothing.
import type { Config, DOMPurify } from "dompurify";
import { toPageUrl } from "./safe-url.ts";

const rules = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ["style", "form", "input", "button", "select", "textarea", "option", "dialog", "template", "slot", "link", "meta", "base"],
  // An id or name could stand in for one of the page's own, a class for one of its looks.
  FORBID_ATTR: ["style", "id", "name", "class", "srcset", "background", "poster", "popover", "popovertarget"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: true,
} as const satisfies Config;

class HtmlSanitiser {
  #purify: DOMPurify | undefined;
  #loading: Promise<void> | undefined;

  load(): Promise<void> {
    this.#loading ??= this.#fetch();
    return this.#loading;
  }

  /** Safe HTML, or `undefined` while the sanitiser is not there. */
  clean(html: string, options: { readonly allowImage: (url: string) => boolean; readonly root: string }): string | undefined {
    if (!this.#purify) return undefined;
    const fragment = this.#purify.sanitize(html, {
      ...rules,
      FORBID_TAGS: [...rules.FORBID_TAGS],
      FORBID_ATTR: [...rules.FORBID_ATTR],
      RETURN_DOM_FRAGMENT: true,
    });
    for (const element of Array.from(fragment.querySelectorAll("*"))) tighten(element, options);
    const holder = document.createElement("div");
    holder.append(fragment);
    return holder.innerHTML;
  }

  async #fetch(): Promise<void> {
    try {
      const { default: purify } = await import("dompurify");
      this.#purify = purify;
    } catch {
      this.#loading = undefined;
    }
  }
}

export const htmlSanitiser = new HtmlSanitiser();

function tighten(element: Element, { allowImage, root }: { readonly allowImage: (url: string) => boolean; readonly root: string }): void {
  for (const name of ["href", "src", "cite", "action", "formaction"]) {
    const url = element.getAttribute(name);
    if (url === null) continue;
    const safe = toPageUrl(url, root);
    if (safe === undefined || (name === "src" && !allowImage(url))) element.removeAttribute(name);
    else if (safe !== url) element.setAttribute(name, safe);
  }
  if (element.localName !== "a" || element.getAttribute("href")?.startsWith("#")) return;
  element.setAttribute("target", "_blank");
  element.setAttribute("rel", "noopener noreferrer");
}
