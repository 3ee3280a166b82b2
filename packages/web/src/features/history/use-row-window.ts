// Which lines of the list are in view, and that what is read stays where it is: when lines come above it, when a heading turns out to belong
// there, and when others are read again.
import type { ThreadList, ThreadsView } from "@colloquy/client";
import type { ThreadId } from "@colloquy/protocol";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { RowPlan, type RowSizes } from "./row-plan.ts";
import { groupOf } from "./thread-groups.ts";

/** So many lines are drawn beyond each edge of the view. */
const BEYOND = 10;
/** The window moves by so many lines at a time: not with every pixel. */
const STEP = 5;
/** Headings are looked for so far around what is drawn. */
const AROUND = 120;

export interface RowWindow {
  readonly plan: RowPlan;
  /** The first line that is drawn, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** The first line that can be seen. */
  readonly first: number;
  /** Brings a line into view. */
  readonly reveal: (place: number) => void;
  /** How many lines fit. */
  readonly fits: () => number;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly first: number;
}

/** `box` is what the lines stand in, within the scroller; its height is set from the plan. */
export function useRowWindow(
  list: ThreadList,
  view: ThreadsView,
  scroller: RefObject<HTMLElement | null>,
  box: RefObject<HTMLElement | null>,
): RowWindow {
  const [range, setRange] = useState<Range>({ from: 0, to: 40, first: 0 });
  const [sizes, setSizes] = useState<RowSizes>({ row: 34, head: 38 });
  const count = view.total ?? view.threads.length;
  const plan = useMemo(() => {
    // What was read is in the list, which is the same one; its view is another one each time.
    void view;
    return new RowPlan(count, headsOf(list, view.threads.length, range), sizes);
  }, [list, view, count, range, sizes]);
  const latest = useRef({ plan, sizes });
  latest.current = { plan, sizes };
  const anchor = useRef<{ readonly id: ThreadId | undefined; readonly place: number; readonly top: number }>(undefined);

  const look = useCallback(() => {
    const [element, inside] = [scroller.current, box.current];
    if (!element || !inside) return;
    const { plan: now } = latest.current;
    const y = element.scrollTop - inside.offsetTop;
    const first = now.placeAt(y);
    const last = now.placeAt(y + element.clientHeight);
    const row = list.at(first);
    anchor.current = y <= 0 ? undefined : { id: row?.id, place: first, top: now.rowTop(first) };
    const next = {
      from: Math.max(0, Math.floor(first / STEP) * STEP - BEYOND),
      to: Math.min(now.count, Math.ceil((last + 1) / STEP) * STEP + BEYOND),
      first,
    };
    setRange((before) => (before.from === next.from && before.to === next.to && before.first === next.first ? before : next));
  }, [list, scroller, box]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = () => {
      const next = readSizes(element);
      setSizes((before) => (before.row === next.row && before.head === next.head ? before : next));
      look();
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [look, scroller]);

  // In the same frame, before it is painted.
  useLayoutEffect(() => {
    const [element, inside, held] = [scroller.current, box.current, anchor.current];
    if (element && inside && held) {
      const place = (held.id === undefined ? undefined : list.placeOf(held.id)) ?? held.place;
      // By how far it moved, and not to where it was: the person may be scrolling.
      const moved = place < plan.count ? plan.rowTop(place) - held.top : 0;
      if (Math.abs(moved) >= 1) element.scrollTop += moved;
    }
    look();
  }, [plan, list, scroller, box, look]);

  useEffect(() => {
    // A list that is there, but empty yet, asks by itself.
    if (count > 0) list.show(range.from, range.to);
  }, [list, range, count]);

  const reveal = useCallback(
    (place: number) => {
      const [element, inside] = [scroller.current, box.current];
      if (!element || !inside) return;
      const { plan: now, sizes: high } = latest.current;
      const top = now.rowTop(place) + inside.offsetTop;
      // The first line shows what stands above the list as well; the others keep clear of the name of their group.
      if (place === 0) element.scrollTop = 0;
      else if (top - high.head < element.scrollTop) element.scrollTop = top - high.head;
      else if (top + high.row + 8 > element.scrollTop + element.clientHeight) element.scrollTop = top + high.row + 8 - element.clientHeight;
      look();
    },
    [scroller, box, look],
  );
  const fits = useCallback(() => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / latest.current.sizes.row) - 1), [scroller]);
  return { plan, ...range, to: Math.min(range.to, count), reveal, fits };
}

/** The lines with which another group begins, as far as they are known. */
function headsOf(list: ThreadList, known: number, { from, to }: Range): number[] {
  const now = new Date();
  const heads: number[] = [];
  const look = (first: number, end: number) => {
    for (let place = first; place < end; place++) {
      const thread = list.at(place);
      const before = place === 0 ? undefined : list.at(place - 1);
      if (!thread || (place > 0 && !before)) continue;
      if (!before || groupOf(before, now) !== groupOf(thread, now)) heads.push(place);
    }
  };
  look(0, known);
  look(Math.max(known, from - AROUND), to + AROUND);
  return heads;
}

/** As the styles say, at the size of letters that holds. */
function readSizes(element: HTMLElement): RowSizes {
  const style = getComputedStyle(element);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const read = (name: string, otherwise: number) => (Number.parseFloat(style.getPropertyValue(name)) || otherwise) * rem;
  return { row: read("--thread-row", 2.125), head: read("--thread-head", 2.375) };
}
