// What the tests of the Markdown views share: mounting, and reading the DOM in a form two of them can be compared in.
import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";

export interface Mounted extends Disposable {
  readonly element: HTMLElement;
  rerender(node: ReactNode): void;
}

/** Renders into the document; gone when the block ends. */
export function mount(node: ReactNode): Mounted {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const element = document.body.appendChild(document.createElement("div"));
  const root = createRoot(element);
  act(() => root.render(node));
  return {
    element,
    rerender: (next) => act(() => root.render(next)),
    [Symbol.dispose]() {
      act(() => root.unmount());
      element.remove();
    },
  };
}

/** Attributes that say how a block is looked at, not what it is. */
const passing = new Set(["data-folded", "aria-expanded", "data-more"]);

/** The DOM as text, without what only says how it came about: comments, generated ids, the folding of long code, the order of attributes. */
export function domText(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const fold of copy.querySelectorAll(".md-code-fold")) fold.textContent = "";
  for (const child of copy.querySelectorAll("*")) {
    const attributes = child
      .getAttributeNames()
      .sort()
      .map((name) => [name, child.getAttribute(name) ?? ""] as const);
    for (const [name] of attributes) child.removeAttribute(name);
    for (const [name, value] of attributes) if (!passing.has(name)) child.setAttribute(name, value);
  }
  return copy.innerHTML
    .replace(/<!--.*?-->/g, "")
    .replace(/md_r_\w+_-/g, "md-")
    .replace(/-from-[\d.]+/g, "-from");
}
