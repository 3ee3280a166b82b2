// Where the keyboard goes on when the question it stood in is closed, by whomever: to the next question that waits, else to the message box.
import type { Ask } from "@colloquy/protocol";
import { type RefObject, useLayoutEffect } from "react";

export function useFocusAfter(card: RefObject<HTMLElement | null>, { id }: Ask): void {
  useLayoutEffect(() => {
    const node = card.current;
    return () => {
      // What has the focus is about to go; whoever is elsewhere stays there.
      if (!node?.contains(document.activeElement)) return;
      const place = node.parentElement;
      place?.dispatchEvent(new CustomEvent("let-go", { bubbles: true }));
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const next = document.querySelector<HTMLElement>(`.log .ask[id^="ask-"]:not([id="ask-${id}"])`);
        // A finger has no use for a keyboard that nobody asked for.
        const field = matchMedia("(hover: hover)").matches ? document.getElementById("chat-input") : null;
        (next ?? field ?? place?.querySelector<HTMLElement>(`#closed-${id}`))?.focus({ preventScroll: true });
      });
    };
  }, [card, id]);
}
