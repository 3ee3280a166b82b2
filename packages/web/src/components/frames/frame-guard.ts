// The keyboard stays with the person. A document in a frame may take the focus by itself, and what is typed then would be its own, and would look like the
// person's hand. So each time that the focus goes into the frame it is judged: whoever went there stays, and what they press there counts; what was taken is
// given back, and counts for nothing.
import { AskedHand, type AskedWindows } from "./asked-hand.ts";

/** How long a press counts for the browser, and a little. */
const LASTS_MS = 5_100;
/** The frame around it answers at once, unless the document hangs. */
const ANSWERS_WITHIN_MS = 1_000;
/** While it does not, the keys go into it. */
const DECIDES_WITHIN_MS = 500;
/** A key that goes from place to place has done so by then. */
const GOES_MS = 1_000;
/** Whoever has written so lately has not gone to the pointer meanwhile. */
const WRITES_MS = 300;
/** Whoever has written so lately may have, if the pointer is there. */
const WROTE_MS = 1_000;
/** A document takes the focus when it begins, as many do, and perhaps once more. */
const TAKES = 3;
const TAKES_IN_MS = 30_000;

export interface GuardedFrame extends AskedWindows {
  /** The focus is in it. */
  readonly isIn: () => boolean;
  /** The pointer is over it. The browser may need a moment to know. */
  readonly isOver: () => Promise<boolean>;
  /** The focus came from another frame, and that was right: given back to this one, or by a key that goes from place to place. */
  readonly isBrought: () => boolean;
  /** Brings the focus to where it was. */
  readonly giveBack: () => void;
  /** It takes the focus again and again. */
  readonly onRobs: () => void;
}

export class FrameGuard {
  readonly #frame: GuardedFrame;
  readonly #hand: AskedHand;
  /** The last time that the focus came in: whether that was right. */
  #visit: Promise<boolean> | undefined;
  #visits = 0;
  #isIn = false;
  #left = Number.NEGATIVE_INFINITY;
  #went = Number.NEGATIVE_INFINITY;
  #wrote = Number.NEGATIVE_INFINITY;
  /** Until then the browser may speak of a press that was before. */
  #oldUntil = Number.NEGATIVE_INFINITY;
  /** Until then it may speak of a key that was not meant for the frame. */
  #stolenUntil = Number.NEGATIVE_INFINITY;
  #taken = Number.NEGATIVE_INFINITY;
  #takes: readonly number[] = [];

  constructor(frame: GuardedFrame) {
    this.#frame = frame;
    this.#hand = new AskedHand(frame);
  }

  close(): void {
    this.#hand.close();
  }

  /** A key that goes from place to place was pressed. */
  goes(): void {
    this.#went = performance.now();
  }

  /** Something was written in the page. */
  writes(): void {
    this.#wrote = performance.now();
  }

  /** Looks where the focus is: to be called whenever it may have moved. */
  look(): void {
    const isIn = this.#frame.isIn();
    if (isIn === this.#isIn) return;
    this.#isIn = isIn;
    if (isIn) this.#visit = this.#judge();
    else void this.#leave();
  }

  /** The person has just pressed something in the frame, having gone there. */
  async hasPressed(): Promise<boolean> {
    const hand = await this.#hand.ask(ANSWERS_WITHIN_MS);
    if (!hand?.isActive) return false;
    // A press and where it went are told on two ways: the other one may be slower.
    for (const began = performance.now(); !this.#wasIn() && performance.now() - began < ANSWERS_WITHIN_MS; ) await soon();
    return this.#wasIn() && (await this.#visit) === true && performance.now() > this.#stolenUntil;
  }

  /** As `hasPressed`, and what was pressed until now is used up: it takes another press to be told so again. */
  async takePress(): Promise<boolean> {
    // The browser tells one press from the next only when the first is over.
    const over = () => this.#taken + LASTS_MS - performance.now();
    for (let left = over(); left > 0; left = over()) await new Promise((resolve) => setTimeout(resolve, left));
    if (!(await this.hasPressed()) || over() > 0) return false;
    // In the same breath: of many who wait, one gets it.
    this.#taken = performance.now();
    return true;
  }

  #wasIn(): boolean {
    this.look();
    return this.#isIn || performance.now() - this.#left < LASTS_MS;
  }

  async #leave(): Promise<void> {
    this.#left = performance.now();
    this.#oldUntil = this.#left + LASTS_MS;
    // Asked before whoever comes next is judged.
    if ((await this.#hand.ask(ANSWERS_WITHIN_MS))?.isActive === false) this.#oldUntil = Number.NEGATIVE_INFINITY;
  }

  async #judge(): Promise<boolean> {
    this.#visits += 1;
    const visit = this.#visits;
    if (await this.#isRight()) return true;
    // While the window is losing it, only half of the focus would come back: the keys would still go to the frame.
    await soon();
    // The other frame says on a way of its own that a key was pressed in it, which may be the slower one.
    if (visit === this.#visits && this.#frame.isBrought()) return true;
    if (visit === this.#visits && this.#frame.isIn()) this.#frame.giveBack();
    this.look();
    const now = performance.now();
    this.#takes = [...this.#takes.filter((at) => now - at < TAKES_IN_MS), now];
    // At once: it may be taking it again.
    if (this.#takes.length >= TAKES) this.#frame.onRobs();
    if ((await this.#hand.ask(ANSWERS_WITHIN_MS))?.isActive !== false) this.#stolenUntil = performance.now() + LASTS_MS;
    return false;
  }

  async #isRight(): Promise<boolean> {
    const came = performance.now();
    if (came - this.#went < GOES_MS || this.#frame.isBrought()) return true;
    if (came - this.#wrote < WRITES_MS) return false;
    const hand = await this.#hand.ask(DECIDES_WITHIN_MS);
    if (hand?.isActive === false) return false;
    const isClear = hand !== undefined && came - this.#wrote >= WROTE_MS && came > this.#oldUntil;
    return isClear || this.#cameBy(hand?.overSince) || (await this.#frame.isOver());
  }

  /** The pointer came over the frame after the last that was written: it went there by hand, and did not rest there while the frame slid below it. */
  #cameBy(overSince: number | undefined): boolean {
    return overSince !== undefined && overSince > Date.now() - (performance.now() - this.#wrote);
  }
}

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 10));
