// The edges of a scrolling region in a view of React.
import { useCallback } from "react";
import { watchScrollEdges } from "./scroll-edges.ts";

/** For the region that scrolls; its parent is told where there is more. */
export function useScrollEdges(): (scroller: HTMLElement | null) => (() => void) | undefined {
  return useCallback((scroller: HTMLElement | null) => {
    const host = scroller?.parentElement;
    return scroller && host ? watchScrollEdges(host, scroller) : undefined;
  }, []);
}
