// The focus stays with the person. A document in a frame may take it by itself, as many pages do when they begin; then it is given back.
import { type RefObject, useEffect } from "react";

/** A document that begins may still be at it, in ms. */
const BEGINS_MS = 2_000;
/** Whoever has pressed a key so long ago is writing, in ms. */
const WRITES_MS = 1_000;

/** Watches a frame whose document is known by `content`. */
export function useKeptFocus(frame: RefObject<HTMLIFrameElement | null>, content: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document begins anew
  useEffect(() => {
    const began = performance.now();
    let last = document.activeElement;
    // While the window is losing it, only half of the focus would come back: the keys would still go to the frame.
    let giveBack: ReturnType<typeof setTimeout> | undefined;
    let key = { name: "", at: Number.NEGATIVE_INFINITY };
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof Element && target !== frame.current) last = target;
    };
    const press = (event: KeyboardEvent) => {
      key = { name: event.key, at: performance.now() };
    };
    // The window loses the focus to a frame in it, and the frame becomes what is active.
    const look = () => {
      const now = performance.now();
      const element = frame.current;
      if (!element || document.activeElement !== element) return;
      // Somebody who went there did so by the pointer or by the keys that go from place to place.
      const went = element.matches(":hover") || key.name === "Tab" || key.name === "F6";
      const isTaken = now - began < BEGINS_MS || now - key.at < WRITES_MS;
      if (!went && isTaken) giveBack = setTimeout(() => last instanceof HTMLElement && last.focus({ preventScroll: true }));
    };
    document.addEventListener("focusin", remember);
    document.addEventListener("keydown", press, true);
    window.addEventListener("blur", look);
    return () => {
      document.removeEventListener("focusin", remember);
      document.removeEventListener("keydown", press, true);
      window.removeEventListener("blur", look);
      clearTimeout(giveBack);
    };
  }, [frame, content]);
}
