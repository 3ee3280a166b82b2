// Binds a guard to a frame of the page.
import { type RefObject, useLayoutEffect, useRef } from "react";
import { focusMoves } from "./focus-moves.ts";
import { FrameGuard } from "./frame-guard.ts";

/** The browser learns of the pointer with the next picture. */
const LEARNS_MS = 150;
const GOING: readonly string[] = ["Tab", "F6"];
/** Neither do they write, nor does anybody write who has just pressed them. */
const NOT_WRITING: readonly string[] = [...GOING, "Enter", "Escape", "Shift", "Control", "Alt", "Meta"];

interface GuardOptions {
  /** It takes the focus again and again. */
  readonly onRobs: () => void;
  /** The keyboard was taken from it and comes back. */
  readonly onComesBack?: () => void;
}

/** Guards the keyboard against a frame whose document is known by `content`. For a component that goes with its frame: what was taken is given back then. */
export function useFrameGuard(
  frame: RefObject<HTMLIFrameElement | null>,
  content: string,
  options: GuardOptions,
): RefObject<FrameGuard | null> {
  const guard = useRef<FrameGuard>(null);
  const latest = useRef(options);
  latest.current = options;
  // Not later, when React finds the time: what is typed until then goes nowhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document begins anew
  useLayoutEffect(() => {
    let last = document.activeElement;
    /** The frame that the keyboard came from. */
    let from: HTMLIFrameElement | undefined;
    let wasStopped = false;
    const isIn = () => frame.current !== null && document.activeElement === frame.current;
    const bringBack = () => {
      focusMoves.look();
      if (!from || !focusMoves.bring(from)) giveBack(last, frame.current);
    };
    const made = new FrameGuard({
      page: window,
      frame: () => frame.current?.contentWindow,
      isIn,
      isOver: () => isOver(frame.current),
      isBrought: () => frame.current !== null && focusMoves.isBrought(frame.current),
      giveBack: bringBack,
      onRobs: () => {
        latest.current.onRobs();
        wasStopped = true;
      },
    });
    guard.current = made;
    const ways = new AbortController();
    const { signal } = ways;
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof Element && target !== frame.current) last = target;
    };
    const press = ({ key }: KeyboardEvent) => {
      if (GOING.includes(key)) made.goes();
      else if (!NOT_WRITING.includes(key)) made.writes();
    };
    document.addEventListener("focusin", remember, { signal });
    document.addEventListener("keydown", press, { signal, capture: true });
    document.addEventListener("input", () => made.writes(), { signal, capture: true });
    const leave = focusMoves.watch({
      element: () => frame.current,
      look: (before) => {
        if (isIn()) from = before;
        made.look();
      },
      comesBack: () => latest.current.onComesBack?.(),
    });
    return () => {
      ways.abort();
      leave();
      made.close();
      guard.current = null;
      // It had taken the focus once more when it was taken out, also where the page has not heard of that yet. It is still there until all of this is drawn.
      if (wasStopped)
        queueMicrotask(() => {
          const { activeElement } = document;
          if (activeElement === document.body || activeElement === from) bringBack();
          if (from) focusMoves.remind(from);
        });
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
