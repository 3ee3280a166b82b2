// Who decides what is in view: the person. Pinned to the end the page follows what is written; otherwise what is being read stays where it is,
// whatever grows, folds or loads around it. What the person opens, folds or loads is not being written: what they touched stays under their hand.
import type { StepId } from "@colloquy/protocol";
import type { Place } from "./places.ts";
import { type Anchor, anchorsAround, anchorsInView, measuredAgain, messageInView, movedBy, placeOf } from "./scroll-anchors.ts";
import { toKeyScroll } from "./scroll-keys.ts";

/** From this close to the end, it is the end. */
const END_PX = 48;
/** A scroll this soon after a gesture is the person's. */
const GESTURE_MS = 800;
/** How much of the view a browser moves for Page Down. */
const PAGE = 0.875;

/** What the page shows about scrolling. */
export interface ScrollState {
  readonly pinned: boolean;
  /** Something was written below since the person left the end. */
  readonly news: boolean;
  /** All of the chat is in the window: there is no end to go to, wherever the person looks. */
  readonly fits: boolean;
}

/** What the engine asks of the chat. */
export interface ScrollWishes {
  /** Whether the view goes along with what is written. */
  follows(): boolean;
  /** Whether something is being written, or about to be. */
  writes(): boolean;
}

/** Something that the person is about to do, and how all stood before. */
interface Touch {
  readonly anchors: readonly Anchor[];
  readonly height: number;
  readonly top: number;
}

/** Holds one scrolling log in its place. */
export class ScrollEngine {
  readonly #scroller: HTMLElement;
  readonly #content: HTMLElement;
  readonly #wishes: ScrollWishes;
  readonly #observer: ResizeObserver;
  readonly #leave = new AbortController();
  readonly #listeners = new Set<() => void>();
  #state: ScrollState = { pinned: true, news: false, fits: true };
  #anchors: readonly Anchor[] = [];
  /** What the person clicked or focused last, while they can see it. */
  #held: readonly Anchor[] = [];
  #touch: Touch | undefined;
  #gestureAt = Number.NEGATIVE_INFINITY;
  /** The wheel was turned towards the end: whatever moves the view up then is not the person. */
  #rollsDown = false;
  /** The pointer is down and has not moved since, as far as the page is told: a scrollbar that is dragged looks like that. */
  #pressed = false;
  #lastTop = 0;
  #height = 0;
  #last: Element | null = null;
  #view = 0;
  #gutter = 0;
  /** There is room below the last turn, so that what was folded there need not move. */
  #hasRoom = false;
  /** The end was asked for; what is just being drawn belongs to it. */
  #owesEnd = true;

  constructor(scroller: HTMLElement, content: HTMLElement, wishes: ScrollWishes) {
    this.#wishes = wishes;
    this.#scroller = scroller;
    this.#content = content;
    this.#observer = new ResizeObserver(() => this.settle());
    this.#observer.observe(content);
    this.#observer.observe(scroller);
    const { signal } = this.#leave;
    const gesture = (event: Event) => {
      this.#gestureAt = performance.now();
      this.#rollsDown = event instanceof WheelEvent && event.deltaY > 0;
    };
    for (const name of ["wheel", "touchmove", "pointerdown", "keydown"] as const)
      scroller.addEventListener(name, gesture, { passive: true, signal });
    scroller.addEventListener("pointerdown", () => this.#onPress(), { passive: true, signal });
    scroller.addEventListener("scroll", () => this.#onScroll(), { passive: true, signal });
    content.addEventListener("walk-to", () => this.release(), { signal });
    // What comes later because the person asked for it: they wait for it here.
    content.addEventListener("stay", () => this.#wishes.writes() && this.release(), { signal });
    // What the person had in hand is done with, and goes: what comes of it is followed as ever.
    content.addEventListener("let-go", () => this.#letGo(), { signal });
    content.addEventListener("walk-to-end", () => this.pin(), { signal });
    // A browser draws what is near to where the view is now, and tells what grew only then.
    content.addEventListener("grew", () => this.settle(), { signal });
    content.addEventListener("focusin", ({ target }) => this.#hold(target), { signal });
    content.addEventListener("focusout", ({ relatedTarget }) => this.#onFocusOut(relatedTarget), { signal });
    for (const name of ["click", "keydown"] as const) {
      // Before anybody acts on it, and after the page has.
      content.addEventListener(name, ({ target }) => this.#onTouch(target), { capture: true, signal });
      window.addEventListener(name, () => this.#onTouched(), { signal });
    }
    document.addEventListener("keydown", (event) => this.#onKey(event), { signal });
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
    // What was pressed to get here is no scroll.
    this.#gestureAt = Number.NEGATIVE_INFINITY;
    this.#held = [];
    this.#clearRoom();
    this.#set({ pinned: true, news: false });
    this.#toEnd();
  }

  /** Stops following, as when the person walks to a turn by keyboard. */
  release(): void {
    // What was drawn in this frame, before the view was left to the person, is nothing new to them.
    this.#grewAtEnd();
    this.#height = this.#content.offsetHeight;
    this.#set({ pinned: false, news: this.#state.news });
    this.#remember();
  }

  /** The message at the top of the view, and how far below the top it begins; undefined at the end, where every chat opens. */
  place(): Pick<Place, "stepId" | "offset"> | undefined {
    const message = this.#state.pinned ? undefined : messageInView(this.#scroller, this.#content);
    return message && { stepId: message.id.replace(/^step-/, "") as StepId, offset: Math.round(placeOf(message, this.#scroller)) };
  }

  /** Has an element so far below the top of the view, and keeps it there. */
  putAt(element: Element, offset: number): void {
    this.release();
    this.#scrollTo(this.#scroller.scrollTop + placeOf(element, this.#scroller) - offset);
    this.#remember();
  }

  /** Something was written below while the person was away. */
  tellNews(): void {
    if (!this.#state.pinned) this.#set({ pinned: false, news: true });
  }

  /** Puts the view right after the content changed its size; called in the same frame, before it is painted. */
  settle(): void {
    // The scrollbar's room, so that the message box keeps to the same edge as the text.
    const gutter = (this.#scroller.offsetWidth - this.#scroller.clientWidth) / 2;
    if (gutter !== this.#gutter) this.#scroller.parentElement?.style.setProperty("--gutter", `${gutter}px`);
    this.#gutter = gutter;
    const grew = this.#content.offsetHeight > this.#height;
    const wrote = this.#grewAtEnd();
    this.#height = this.#content.offsetHeight;
    this.#view = this.#scroller.clientHeight;
    const writes = this.#wishes.writes();
    const keepsHeld = !writes && !this.#owesEnd && this.#held.length > 0;
    if (this.#state.pinned && !keepsHeld) {
      if (!grew || this.#owesEnd || this.#wishes.follows()) {
        if (grew) this.#owesEnd = false;
        this.#toEnd();
        return;
      }
      if (this.#distance() <= END_PX) return;
      // What is written goes on below, and the view stays where it is.
      this.#anchors = [];
    }
    const moved = movedBy(this.#anchors, this.#content) ?? 0;
    if (Math.abs(moved) >= 1) this.#scrollTo(this.#scroller.scrollTop + moved);
    this.#remember();
    if (this.#distance() > END_PX) this.#set({ pinned: false, news: this.#state.news || (grew && wrote && !keepsHeld) });
    else if (!writes && this.#distance() <= 1) this.#set({ pinned: true, news: false });
    else this.#set(this.#state);
  }

  /**
   * Whether the last turn is another one, or is being written. What comes above it, or takes its own height there for the first time, is
   * nothing new, nor are its tools that come late.
   */
  #grewAtEnd(): boolean {
    let last = this.#content.lastElementChild;
    while (last && !last.matches("[data-turn-id]")) last = last.previousElementSibling;
    const isOther = last !== this.#last;
    this.#last = last;
    return isOther || this.#wishes.writes();
  }

  close(): void {
    this.#observer.disconnect();
    this.#leave.abort();
    this.#listeners.clear();
  }

  #onPress(): void {
    this.#pressed = true;
    const release = () => {
      this.#pressed = false;
    };
    for (const name of ["pointermove", "pointerup", "pointercancel"] as const)
      window.addEventListener(name, release, { once: true, signal: this.#leave.signal });
  }

  #onScroll(): void {
    const top = this.#scroller.scrollTop;
    const byPerson = this.#pressed || performance.now() - this.#gestureAt < GESTURE_MS;
    // A wheel keeps rolling and a flick keeps gliding: one gesture. Following the end is none, or it would never be over while text comes.
    if (byPerson && top !== this.#lastTop && !this.#state.pinned) this.#gestureAt = performance.now();
    const atEnd = this.#distance() <= END_PX;
    // What shrank and grew back before the frame was drawn left the view above the end, and no change of size to be seen.
    if (atEnd && this.#state.pinned && top < this.#lastTop && (!byPerson || this.#rollsDown)) {
      this.#scrollTo(this.#lastTop);
      return;
    }
    // Our own moves are known by their place. A page without the focus may be searched by the browser: what is found at the end is not left for more.
    if (atEnd && (this.#state.pinned || (top > this.#lastTop && (byPerson || document.hasFocus()))))
      this.#set({ pinned: true, news: false });
    else if (!atEnd && top < this.#lastTop && (byPerson ? !this.#rollsDown : !this.#mayBeClamped(top)))
      this.#set({ pinned: false, news: this.#state.news });
    this.#lastTop = top;
    this.#trimRoom();
    if (!this.#state.pinned) this.#remember();
    else if (!atEnd && byPerson && this.#rollsDown && this.#wishes.follows()) this.#toEnd();
  }

  /** What shrinks and grows within one frame moves the view a little, and nobody asked for it; who searches has the focus elsewhere, or goes far. */
  #mayBeClamped(top: number): boolean {
    const settled = this.#height === this.#content.offsetHeight && this.#view === this.#scroller.clientHeight;
    return !settled && document.hasFocus() && this.#lastTop - top < this.#view / 2;
  }

  /** The browser moves the view frame by frame; the end must not pull it back before the first, and is followed before the last. */
  #onKey(event: KeyboardEvent): void {
    const way = toKeyScroll(event, this.#scroller);
    if (way === "up" && this.#scroller.scrollTop > 0) this.release();
    if (way === "end" || (way === "page-down" && this.#distance() <= this.#scroller.clientHeight * PAGE)) this.pin();
  }

  #onTouch(target: EventTarget | null): void {
    if (!(target instanceof Element)) return;
    this.#touch = {
      anchors: anchorsAround(target, this.#content),
      height: this.#content.offsetHeight,
      top: this.#scroller.scrollTop,
    };
  }

  /** Whatever changed its size by the touch did so for the person: what they touched stays, and nothing is followed away from it. */
  #onTouched(): void {
    const touch = this.#touch;
    this.#touch = undefined;
    if (!touch || !this.#content.isConnected || touch.height === this.#content.offsetHeight) return;
    this.#held = touch.anchors;
    const wanted = touch.top + (movedBy(touch.anchors, this.#content) ?? 0);
    this.#makeRoom(wanted);
    this.#scrollTo(wanted);
    this.#height = this.#content.offsetHeight;
    this.#remember();
    if (this.#state.pinned && (this.#wishes.writes() || this.#distance() > END_PX)) this.#set({ pinned: false, news: false });
  }

  #hold(target: EventTarget | null): void {
    if (!(target instanceof Element)) return;
    this.#held = anchorsAround(target, this.#content);
    this.#remember();
  }

  /** Who goes elsewhere holds nothing here. Nowhere is where the focus goes when its element does. */
  #onFocusOut(to: EventTarget | null): void {
    if (to instanceof Element && !this.#content.contains(to)) this.#held = [];
  }

  /** Text that is being selected must not run away. */
  #onSelection(): void {
    const selection = document.getSelection();
    if (!this.#state.pinned || !selection || selection.isCollapsed || !this.#content.contains(selection.anchorNode)) return;
    this.release();
  }

  #letGo(): void {
    this.#held = [];
    this.#remember();
  }

  /** Notes what must not move: what the person holds, or else what is at the top of the view. */
  #remember(): void {
    this.#held = measuredAgain(this.#held, this.#scroller, this.#content);
    this.#anchors = [...this.#held, ...anchorsInView(this.#scroller, this.#content)];
  }

  /** Lets the view stand below what there is to see, after the person folded something at the end. */
  #makeRoom(top: number): void {
    const lacking = top + this.#scroller.clientHeight - this.#scroller.scrollHeight;
    if (lacking <= 0) return;
    this.#content.style.minBlockSize = `${Math.ceil(this.#content.offsetHeight + lacking)}px`;
    this.#hasRoom = true;
  }

  /** Room that was scrolled out of view is given back. */
  #trimRoom(): void {
    if (!this.#hasRoom) return;
    const needed = this.#scroller.scrollTop + this.#scroller.clientHeight;
    if (needed < this.#content.offsetHeight - 1) this.#content.style.minBlockSize = `${Math.ceil(needed)}px`;
  }

  #clearRoom(): void {
    if (this.#hasRoom) this.#content.style.minBlockSize = "";
    this.#hasRoom = false;
  }

  #toEnd(): void {
    this.#scrollTo(this.#scroller.scrollHeight);
    if (this.#held.length > 0) this.#remember();
  }

  #scrollTo(top: number): void {
    this.#scroller.scrollTop = top;
    this.#lastTop = this.#scroller.scrollTop;
  }

  #distance(): number {
    return this.#scroller.scrollHeight - this.#scroller.scrollTop - this.#scroller.clientHeight;
  }

  #set({ pinned, news }: Pick<ScrollState, "pinned" | "news">): void {
    const fits = this.#scroller.scrollHeight - this.#scroller.clientHeight <= 1;
    const before = this.#state;
    if (pinned === before.pinned && news === before.news && fits === before.fits) return;
    this.#state = { pinned, news, fits };
    for (const listener of this.#listeners) listener();
  }
}
