// How large a picture is drawn and which part of it is seen: by buttons, keys, the wheel, a double click, one finger to move and two to zoom.
import { type CSSProperties, useEffect, useRef, useState } from "react";

const MOST = 8;
const STEP = 1.5;
const DOUBLE = 2.5;

interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

const WHOLE: View = { scale: 1, x: 0, y: 0 };

export interface Zoom {
  readonly stageRef: (stage: HTMLElement | null) => void;
  readonly scale: number;
  readonly style: CSSProperties;
  readonly canLarger: boolean;
  readonly canSmaller: boolean;
  readonly larger: () => void;
  readonly smaller: () => void;
  readonly whole: () => void;
}

/** Another picture begins whole. */
export function useZoom(picture: number): Zoom {
  const [stage, stageRef] = useState<HTMLElement | null>(null);
  const [view, setView] = useState<View & { readonly of: number }>({ ...WHOLE, of: picture });
  const { scale, x, y } = view.of === picture ? view : WHOLE;
  const change = useRef((_by: (before: View) => View) => {});
  change.current = (by) => setView((before) => ({ ...kept(by(before.of === picture ? before : WHOLE), stage), of: picture }));
  useEffect(() => (stage ? follow(stage, (by) => change.current(by)) : undefined), [stage]);
  const by = (factor: number) => change.current((before) => scaled(before, before.scale * factor, { x: 0, y: 0 }));
  return {
    stageRef,
    scale,
    style: { transform: `translate(${x}px, ${y}px) scale(${scale})` },
    canLarger: scale < MOST,
    canSmaller: scale > 1,
    larger: () => by(STEP),
    smaller: () => by(1 / STEP),
    whole: () => change.current(() => WHOLE),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The same place of the picture stays under the point, which is measured from the middle of the stage. */
function scaled({ scale, x, y }: View, wanted: number, at: Point): View {
  const next = Math.min(Math.max(wanted, 1), MOST);
  const factor = next / scale;
  return { scale: next, x: at.x - (at.x - x) * factor, y: at.y - (at.y - y) * factor };
}

/** Never out of sight. */
function kept({ scale, x, y }: View, stage: HTMLElement | null): View {
  const room = (size: number) => (size * (scale - 1)) / 2;
  const within = (value: number, most: number) => Math.min(Math.max(value, -most), most);
  return { scale, x: within(x, room(stage?.clientWidth ?? 0)), y: within(y, room(stage?.clientHeight ?? 0)) };
}

function follow(stage: HTMLElement, change: (by: (before: View) => View) => void): () => void {
  const leave = new AbortController();
  const { signal } = leave;
  const fingers = new Map<number, Point>();
  const place = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point => {
    const box = stage.getBoundingClientRect();
    return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
  };
  stage.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      change((before) => scaled(before, before.scale * Math.exp(-event.deltaY / 300), place(event)));
    },
    { passive: false, signal },
  );
  stage.addEventListener("dblclick", (event) => change((before) => (before.scale > 1 ? WHOLE : scaled(before, DOUBLE, place(event)))), {
    signal,
  });
  stage.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      fingers.set(event.pointerId, place(event));
      if (event.target !== stage) stage.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  stage.addEventListener(
    "pointermove",
    (event) => {
      const from = fingers.get(event.pointerId);
      if (!from) return;
      const to = place(event);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, to);
      if (other)
        change((before) => scaled(before, (before.scale * distance(to, other)) / Math.max(distance(from, other), 1), middle(to, other)));
      else change((before) => ({ ...before, x: before.x + to.x - from.x, y: before.y + to.y - from.y }));
    },
    { signal },
  );
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"] as const)
    stage.addEventListener(name, ({ pointerId }) => fingers.delete(pointerId), { signal });
  return () => leave.abort();
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
