// Something that is folded away has to be seen, as a field that needs another value: what it stands in opens.
import { type RefObject, useEffect, useRef } from "react";

const REVEAL = "colloquy-reveal";

/** Asks all that the element stands in to show it. */
export function reveal(element: Element): void {
  element.dispatchEvent(new CustomEvent(REVEAL, { bubbles: true }));
}

export function useReveal(box: RefObject<HTMLElement | null>, onReveal: (inside: Element) => void): void {
  const latest = useRef(onReveal);
  latest.current = onReveal;
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const listener = ({ target }: Event) => target instanceof Element && latest.current(target);
    element.addEventListener(REVEAL, listener);
    return () => element.removeEventListener(REVEAL, listener);
  }, [box]);
}
