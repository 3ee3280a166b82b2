// Who decides what is in view: the person. Pinned to the end the page follows what is written; otherwise what is being read stays where it is,
// whatever grows, folds or loads around it. Only a gesture ends the following, and coming back to the end begins it again.

/** From this close to the end, it is the end. */
const END_PX = 48;
/** A scroll this soon after a gesture is the person's. */
const GESTURE_MS = 800;

interface Anchor {
  readonly element: Element;
  readonly top: number;
}

/** What the page shows about scrolling. */
export interface ScrollState {
  readonly pinned: boolean;
  /** Something was written below since the person left the end. */
  readonly news: boolean;
}

/** Holds one scrolling log in its place. */
export class ScrollEngine {
  readonly #scroller: HTMLElement;
  readonly #content: HTMLElement;
  readonly #observer: ResizeObserver;
  readonly #leave = new AbortController();
  readonly #listeners = new Set<() => void>();
  #state: ScrollState = { pinned: true, news: false };
  #anchors: readonly Anchor[] = [];
  #gestureAt = 0;
  #lastTop = 0;
  #height = 0;
  #gutter = 0;
  readonly #follows: () => boolean;
  /** The end was asked for; what is just being drawn belongs to it. */
  #owesEnd = true;

  constructor(scroller: HTMLElement, content: HTMLElement, follows: () => boolean = () => true) {
    this.#follows = follows;
    this.#scroller = scroller;
    this.#content = content;
    this.#observer = new ResizeObserver(() => this.settle());
    this.#observer.observe(content);
    this.#observer.observe(scroller);
    const { signal } = this.#leave;
    const gesture = () => {
      this.#gestureAt = performance.now();
    };
    for (const name of ["wheel", "touchmove", "pointerdown", "keydown"] as const)
      scroller.addEventListener(name, gesture, { passive: true, signal });
    scroller.addEventListener("scroll", () => this.#onScroll(), { passive: true, signal });
    content.addEventListener("walk-to", () => this.release(), { signal });
    content.addEventListener("walk-to-end", () => this.pin(), { signal });
    document.addEventListener("selectionchange", () => this.#onSelection(), { signal });
    this.settle();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): ScrollState => this.#state;

  /** Goes to the end and follows it from there. */
  pin(): void {
    this.#owesEnd = true;
    this.#set({ pinned: true, news: false });
    this.#toEnd();
  }

  /** Stops following, as when the person walks to a turn by keyboard. */
  release(): void {
    this.#set({ pinned: false, news: this.#state.news });
    this.#remember();
  }

  /** Puts the view right after the content changed its size; called in the same frame, before it is painted. */
  settle(): void {
    // The scrollbar's room, so that the message box keeps to the same edge as the text.
    const gutter = (this.#scroller.offsetWidth - this.#scroller.clientWidth) / 2;
    if (gutter !== this.#gutter) this.#scroller.parentElement?.style.setProperty("--gutter", `${gutter}px`);
    this.#gutter = gutter;
    const grew = this.#content.offsetHeight > this.#height;
    this.#height = this.#content.offsetHeight;
    if (this.#state.pinned) {
      if (!grew || this.#owesEnd || this.#follows()) {
        if (grew) this.#owesEnd = false;
        this.#toEnd();
        return;
      }
      if (this.#distance() <= END_PX) return;
      // What is written goes on below, and the view stays where it is.
      this.#anchors = [];
    }
    const held = this.#anchors.find(({ element }) => element.isConnected && element.getClientRects().length > 0);
    if (held) {
      const moved = held.element.getBoundingClientRect().top - held.top;
      if (Math.abs(moved) >= 1) this.#scroller.scrollTop += moved;
    }
    this.#remember();
    if (grew && this.#distance() > END_PX) this.#set({ pinned: false, news: true });
  }

  close(): void {
    this.#observer.disconnect();
    this.#leave.abort();
    this.#listeners.clear();
  }

  #onScroll(): void {
    const top = this.#scroller.scrollTop;
    const byPerson = performance.now() - this.#gestureAt < GESTURE_MS;
    // A wheel keeps rolling and a flick keeps gliding: one gesture. Following the end is none, or it would never be over while text comes.
    if (byPerson && top !== this.#lastTop && !this.#state.pinned) this.#gestureAt = performance.now();
    if (this.#distance() <= END_PX && (top >= this.#lastTop || this.#state.pinned)) this.#set({ pinned: true, news: false });
    else if (byPerson && top < this.#lastTop) this.#set({ pinned: false, news: this.#state.news });
    this.#lastTop = top;
    if (!this.#state.pinned) this.#remember();
  }

  /** Text that is being selected must not run away. */
  #onSelection(): void {
    const selection = document.getSelection();
    if (!this.#state.pinned || !selection || selection.isCollapsed || !this.#content.contains(selection.anchorNode)) return;
    this.release();
  }

  /** Notes what is at the top of the view, from the finest block to the whole turn, in case one of them goes. */
  #remember(): void {
    const view = this.#scroller.getBoundingClientRect();
    const row = firstBelow(this.#content.children, view.top);
    const blocks = row ? [firstBelow(row.querySelectorAll("[data-block] .md > *, [data-block]"), view.top), row] : [];
    this.#anchors = blocks
      .filter((element) => element !== undefined)
      .map((element) => ({ element, top: element.getBoundingClientRect().top }));
  }

  #toEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#lastTop = this.#scroller.scrollTop;
  }

  #distance(): number {
    return this.#scroller.scrollHeight - this.#scroller.scrollTop - this.#scroller.clientHeight;
  }

  #set(state: ScrollState): void {
    if (state.pinned === this.#state.pinned && state.news === this.#state.news) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** The first of these elements, in document order, that begins in view; the last one that reaches into it when none does. */
function firstBelow(elements: ArrayLike<Element>, top: number): Element | undefined {
  let reaching: Element | undefined;
  for (const element of Array.from(elements)) {
    if (!(element instanceof HTMLElement) || (element.dataset["block"] === undefined && !element.closest("[data-block]"))) continue;
    const box = element.getBoundingClientRect();
    if (box.height === 0 || box.bottom <= top) continue;
    if (box.top >= top) return reaching && box.top > top + 400 ? reaching : element;
    reaching = element;
  }
  return reaching;
}
