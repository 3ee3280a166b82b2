// The message box travels from the centre to the foot in 240 ms: the same element, put in its new place and moved there from the old one.
import { type RefObject, useLayoutEffect, useRef } from "react";
import { prefersReducedMotion } from "../../components/ui/reduced-motion.ts";
import type { ChatView } from "./use-chat-view.ts";

const MOVE_MS = 240;

export function useMoveOnce(element: RefObject<HTMLElement | null>, view: ChatView): void {
  const last = useRef<{ readonly view: ChatView; readonly top: number }>(undefined);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    const top = box.querySelector(".composer")?.getBoundingClientRect().top ?? 0;
    const from = last.current;
    last.current = { view, top };
    if (from?.view !== "welcome" || view !== "talk" || prefersReducedMotion()) return;
    box.animate([{ transform: `translateY(${from.top - top}px)` }, { transform: "none" }], {
      duration: MOVE_MS,
      easing: "cubic-bezier(0.2, 0, 0, 1)",
    });
  });
}
