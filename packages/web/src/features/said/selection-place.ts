// Where a button for the selection stands.
import { findSelection } from "./selection.ts";

/** So long the selection rests before the button comes: it does not run along. */
const RESTS_MS = 200;
const GAP_PX = 8;
/** Handles of the browser hang below what a finger has selected, and its own menu stands above. */
const HANDLE_PX = 32;

export interface Place {
  readonly left: number;
  readonly top: number;
}

export interface SelectionWatch {
  readonly show: (place: Place | undefined) => void;
  /** Whether the button is in the page now. */
  readonly isShown: () => boolean;
  readonly buttons: number;
}

/** Tells where the button has its place while something of the conversation is selected, in coordinates of the chat. */
export function watchSelection({ show, isShown, buttons }: SelectionWatch): () => void {
  const leave = new AbortController();
  const { signal } = leave;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pressed = false;
  const look = () => show(pressed ? undefined : findPlace(buttons * BUTTON.width));
  const lookSoon = () => {
    clearTimeout(timer);
    if (document.getSelection()?.isCollapsed !== false) show(undefined);
    else timer = setTimeout(look, RESTS_MS);
  };
  const hide = () => {
    clearTimeout(timer);
    show(undefined);
  };
  document.addEventListener("selectionchange", lookSoon, { signal });
  document.addEventListener(
    "pointerdown",
    ({ pointerType, target }) => {
      pressed = pointerType === "mouse" && !(target instanceof Element && target.closest(".selection-tools"));
    },
    { signal, capture: true },
  );
  for (const name of ["pointerup", "pointercancel"] as const)
    document.addEventListener(
      name,
      () => {
        const was = pressed;
        pressed = false;
        if (was) lookSoon();
      },
      { signal, capture: true },
    );
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide(), { signal });
  // It goes along with what it stands at. Each scroll asks: to look through the whole page for it takes as long as the chat is.
  document.addEventListener("scroll", () => isShown() && look(), { signal, capture: true, passive: true });
  addEventListener("resize", lookSoon, { signal });
  lookSoon();
  return () => {
    leave.abort();
    clearTimeout(timer);
  };
}

/** At the end of the selection by finger, above its beginning otherwise, and always in view; none when the selection is out of it. */
function findPlace(width: number): Place | undefined {
  const range = findSelection();
  const main = document.querySelector(".chat");
  const log = document.querySelector(".log");
  if (!range || !main || !log) return undefined;
  const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  const [view, base] = [log.getBoundingClientRect(), main.getBoundingClientRect()];
  const seen = rects.filter(({ top, bottom }) => bottom > view.top && top < view.bottom);
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last) return undefined;
  const byFinger = matchMedia("(pointer: coarse)").matches;
  const above = first.top - BUTTON.height - GAP_PX;
  const below = last.bottom + (byFinger ? HANDLE_PX : GAP_PX);
  const top = byFinger || above < view.top ? Math.min(below, view.bottom - BUTTON.height - GAP_PX) : above;
  const at = byFinger || above < view.top ? last : first;
  const middle = at.x + at.width / 2 - width / 2;
  const left = Math.min(Math.max(middle, base.x + GAP_PX), base.x + base.width - width - GAP_PX);
  return { left: Math.round(left - base.x), top: Math.round(top - base.y) };
}

/** About what one takes; its words are longer in some languages, and then it only is not quite in the middle. */
const BUTTON = { width: 104, height: 36 } as const;
