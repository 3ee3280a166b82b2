// Where the grid is scrolled to, and how large its window is.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { TallScroll } from "../tall-scroll.ts";

export const ROW_PX = 36;
export const HEAD_PX = 37;
/** So long after the last move the element rests, in ms. */
const REST_MS = 120;

export interface GridScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly scroll: TallScroll;
  readonly width: number;
  /** Of the rows, without the head. */
  readonly height: number;
  readonly left: number;
  readonly onScroll: () => void;
  /** Brings a row into view. */
  readonly showRow: (row: number) => void;
  readonly showColumn: (from: number, to: number) => void;
}

export function useGridScroll(rowCount: number): GridScroll {
  const box = useRef<HTMLDivElement>(null);
  const scroll = useMemo(() => new TallScroll(), []);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [, redraw] = useState(0);
  const [left, setLeft] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  scroll.measure(rowCount * ROW_PX, size.height);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: Math.max(0, element.clientHeight - HEAD_PX) });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const settle = useCallback(() => {
    const at = scroll.settle();
    if (at !== undefined && box.current) box.current.scrollTop = at;
    redraw((drawn) => drawn + 1);
  }, [scroll]);
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
  const showRow = useCallback(
    (row: number) => {
      const from = row * ROW_PX;
      const view = (box.current?.clientHeight ?? 0) - HEAD_PX;
      if (from < scroll.top) scroll.moveTo(from);
      else if (from + ROW_PX > scroll.top + view) scroll.moveTo(from + ROW_PX - view);
      else return;
      const at = scroll.settle() ?? scroll.moveTo(scroll.top);
      if (box.current) box.current.scrollTop = at;
      redraw((drawn) => drawn + 1);
    },
    [scroll],
  );
  const showColumn = useCallback((from: number, to: number) => {
    const element = box.current;
    if (!element) return;
    const sign = getComputedStyle(element).direction === "rtl" ? -1 : 1;
    const at = Math.abs(element.scrollLeft);
    if (from < at) element.scrollLeft = sign * from;
    else if (to > at + element.clientWidth) element.scrollLeft = sign * (to - element.clientWidth);
  }, []);
  return { box, scroll, ...size, left, onScroll, showRow, showColumn };
}
