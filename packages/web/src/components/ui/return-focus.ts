// Where the focus goes when something over the page closes: back to what opened it. Radix does that only for its own triggers.
import { useState } from "react";

/** For `onCloseAutoFocus`. */
export function useReturnFocus(): (event: Event) => void {
  const [opener] = useState(findOpener);
  return (event) => {
    event.preventDefault();
    const target = opener?.isConnected ? opener : document.getElementById("chat-input");
    target?.focus({ preventScroll: true });
  };
}

/** A menu is gone when its command has run; its button is not. */
function findOpener(): HTMLElement | undefined {
  const { activeElement } = document;
  const menu = activeElement?.closest('[role="menu"]');
  const opener = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : activeElement;
  return opener instanceof HTMLElement && opener !== document.body ? opener : undefined;
}
