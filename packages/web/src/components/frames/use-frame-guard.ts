// Binds a guard to a frame of the page.
import { type RefObject, useEffect, useRef } from "react";
import { FrameGuard } from "./frame-guard.ts";

/** The browser learns of the pointer with the next picture. */
const LEARNS_MS = 150;
const GOING: readonly string[] = ["Tab", "F6"];
/** Neither do they write, nor does anybody write who has just pressed them. */
const NOT_WRITING: readonly string[] = [...GOING, "Enter", "Escape", "Shift", "Control", "Alt", "Meta"];

/** Guards the keyboard against a frame whose document is known by `content`. `onRobs` is called when it takes the focus again and again. */
export function useFrameGuard(
  frame: RefObject<HTMLIFrameElement | null>,
  content: string,
  onRobs: () => void,
): RefObject<FrameGuard | null> {
  const guard = useRef<FrameGuard>(null);
  const robs = useRef(onRobs);
  robs.current = onRobs;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document begins anew
  useEffect(() => {
    let last = document.activeElement;
    let wasStopped = false;
    const made = new FrameGuard({
      page: window,
      frame: () => frame.current?.contentWindow,
      isIn: () => frame.current !== null && document.activeElement === frame.current,
      isOver: () => isOver(frame.current),
      giveBack: () => giveBack(last, frame.current),
      onRobs: () => {
        robs.current();
        wasStopped = true;
      },
    });
    guard.current = made;
    const ways = new AbortController();
    const { signal } = ways;
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof Element && target !== frame.current) last = target;
      made.look();
    };
    const press = ({ key }: KeyboardEvent) => {
      if (GOING.includes(key)) made.goes();
      else if (!NOT_WRITING.includes(key)) made.writes();
    };
    document.addEventListener("focusin", remember, { signal });
    document.addEventListener("keydown", press, { signal, capture: true });
    document.addEventListener("input", () => made.writes(), { signal, capture: true });
    for (const moved of ["blur", "focus"]) window.addEventListener(moved, () => made.look(), { signal });
    return () => {
      ways.abort();
      made.close();
      guard.current = null;
      // It had taken the focus once more when it was taken out: what is typed would go nowhere.
      if (wasStopped && document.activeElement === document.body) giveBack(last, null);
    };
  }, [frame, content]);
  return guard;
}

async function isOver(frame: HTMLIFrameElement | null): Promise<boolean> {
  if (!frame || frame.matches(":hover")) return frame !== null;
  return new Promise((resolve) => {
    const settle = (over: boolean) => {
      clearTimeout(timer);
      frame.removeEventListener("pointerover", come);
      resolve(over);
    };
    const come = () => settle(true);
    const timer = setTimeout(() => settle(frame.matches(":hover")), LEARNS_MS);
    frame.addEventListener("pointerover", come);
  });
}

function giveBack(to: Element | null, frame: HTMLIFrameElement | null): void {
  if (to instanceof HTMLElement && to.isConnected) to.focus({ preventScroll: true });
  if (document.activeElement === frame) frame?.blur();
}
