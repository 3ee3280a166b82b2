// Joins the scroll engine to the elements it holds.
import { useCallback, useRef, useState, useSyncExternalStore } from "react";
import { ScrollEngine, type ScrollState, type ScrollWishes } from "./scroll-engine.ts";

const AT_END: ScrollState = { pinned: true, news: false, fits: true };

export interface ScrollHold {
  readonly engine: ScrollEngine | undefined;
  readonly scrollerRef: (element: HTMLElement | null) => void;
  readonly contentRef: (element: HTMLElement | null) => (() => void) | undefined;
}

/** Give the refs to the scroller and to its content. */
export function useScrollEngine(wishes: ScrollWishes): ScrollHold {
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLElement>(null);
  const [engine, setEngine] = useState<ScrollEngine>();
  const asked = useRef(wishes);
  asked.current = wishes;
  const scrollerRef = useCallback((element: HTMLElement | null) => {
    scroller.current = element;
    if (!element || !content.current) return;
    const made = new ScrollEngine(element, content.current, {
      follows: () => asked.current.follows(),
      writes: () => asked.current.writes(),
    });
    setEngine(made);
    return () => {
      made.close();
      setEngine(undefined);
    };
  }, []);
  const contentRef = useCallback((element: HTMLElement | null) => {
    content.current = element;
    return undefined;
  }, []);
  return { engine, scrollerRef, contentRef };
}

/** Whether the view follows the end, and whether there is news below. */
export function useScrollState(engine: ScrollEngine | undefined): ScrollState {
  return useSyncExternalStore(engine?.subscribe ?? noSubscription, engine?.getState ?? (() => AT_END));
}

function noSubscription(): () => void {
  return () => undefined;
}
