// Where the focus goes when something over the page closes: back to what opened it. Radix does that only for its own triggers.
import { useState } from "react";

const openers = new WeakMap<Element, HTMLElement>();

/** For `onCloseAutoFocus`. */
export function useReturnFocus(): (event: Event) => void {
  const [opener] = useState(findOpener);
  return (event) => {
    event.preventDefault();
    const target = opener?.isConnected ? opener : document.getElementById("chat-input");
    target?.focus({ preventScroll: true });
  };
}

/** The element holds the focus for something that is not there yet; whoever opened it is meant. */
export function standInFor(element: Element, opener: HTMLElement | undefined): void {
  if (opener) openers.set(element, opener);
}

/** A menu is gone when its command has run; its button is not. */
export function findOpener(): HTMLElement | undefined {
  const { activeElement } = document;
  const behind = activeElement && openers.get(activeElement);
  if (behind) return behind;
  const menu = activeElement?.closest('[role="menu"]');
  const opener = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : activeElement;
  return opener instanceof HTMLElement && opener !== document.body ? opener : undefined;
}
