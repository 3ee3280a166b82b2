// A box that scrolls content of any height: where it is scrolled to, and how large its window is.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { TallScroll } from "./tall-scroll.ts";

/** So long after the last move the element rests, in ms. */
const REST_MS = 120;

export interface TallScrollBox {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly scroll: TallScroll;
  readonly width: number;
  /** Without the head. */
  readonly height: number;
  readonly left: number;
  readonly onScroll: () => void;
  /** Brings a part of the content into view, in px from its beginning. */
  readonly showPart: (from: number, to: number) => void;
  readonly showColumns: (from: number, to: number) => void;
  /** Puts a pixel of the content at the top. */
  readonly moveTo: (top: number) => void;
}

/** `head` stands over the content and does not move. */
export function useTallScroll(content: number, head = 0): TallScrollBox {
  const box = useRef<HTMLDivElement>(null);
  const scroll = useMemo(() => new TallScroll(), []);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [, redraw] = useState(0);
  const [left, setLeft] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  scroll.measure(content, size.height);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: Math.max(0, element.clientHeight - head) });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [head]);
  const put = useCallback((at: number | undefined) => {
    if (at !== undefined && box.current) box.current.scrollTop = at;
    redraw((drawn) => drawn + 1);
  }, []);
  const settle = useCallback(() => put(scroll.settle()), [scroll, put]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onScroll = useCallback(() => {
    const element = box.current;
    if (!element) return;
    scroll.scrolled(element.scrollTop);
    setLeft(Math.abs(element.scrollLeft));
    clearTimeout(timer.current);
    if (scroll.isStuck) settle();
    else timer.current = setTimeout(settle, REST_MS);
    redraw((drawn) => drawn + 1);
  }, [scroll, settle]);
  const moveTo = useCallback(
    (top: number) => {
      const at = scroll.moveTo(top);
      put(scroll.settle() ?? at);
    },
    [scroll, put],
  );
  const showPart = useCallback(
    (from: number, to: number) => {
      const view = (box.current?.clientHeight ?? 0) - head;
      if (from < scroll.top) moveTo(from);
      else if (to > scroll.top + view) moveTo(to - view);
    },
    [scroll, moveTo, head],
  );
  const showColumns = useCallback((from: number, to: number) => {
    const element = box.current;
    if (!element) return;
    const sign = getComputedStyle(element).direction === "rtl" ? -1 : 1;
    const at = Math.abs(element.scrollLeft);
    if (from < at) element.scrollLeft = sign * from;
    else if (to > at + element.clientWidth) element.scrollLeft = sign * (to - element.clientWidth);
  }, []);
  return { box, scroll, ...size, left, onScroll, showPart, showColumns, moveTo };
}
