// Where the keyboard is, for all guarded frames of the page together. When it goes from one frame to another the page hears of nothing, neither in its own
// window nor in its elements: so while a frame has it, the page looks again and again where it is. It costs nothing while nobody is in a frame.

const LOOKS_EACH_MS = 50;
/** A key that goes from place to place has done so by then. */
const GOES_MS = 1_000;

const REMINDS_AFTER_MS: readonly number[] = [100, 500, 2_000];

/** One frame that is guarded. */
export interface WatchedFrame {
  readonly element: () => HTMLIFrameElement | null;
  /** The keyboard may have moved. `from` is the guarded frame that had it before, if one had. */
  readonly look: (from: HTMLIFrameElement | undefined) => void;
  /** The keyboard was taken from it and comes back: what in it had the keyboard is to have it again. */
  readonly comesBack: () => void;
}

export class FocusMoves {
  readonly #frames = new Set<WatchedFrame>();
  /** Those that are gone, too: nobody comes from them as from a stranger's player. */
  readonly #known = new WeakSet<Element>();
  readonly #went = new WeakMap<Element, number>();
  /** Where it is, or was before it was nowhere. */
  #at: Element | null = null;
  #before: Element | null = null;
  #brought: Element | undefined;
  #ways = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Returns the way out. */
  watch(frame: WatchedFrame): () => void {
    if (this.#frames.size === 0) this.#listen();
    this.#frames.add(frame);
    this.look();
    return () => {
      this.#frames.delete(frame);
      if (this.#frames.size > 0) return;
      this.#ways.abort();
      this.#beat(false);
    };
  }

  /** In this frame a key was pressed that goes from place to place. It says so itself, so it counts for those only whom it leaves to. */
  goes(frame: Element): void {
    this.#went.set(frame, performance.now());
  }

  /**
   * The keyboard was brought into this frame: given back to it, or by a key that was pressed in the frame where it was. Nothing is known of the frames of
   * others, as a player of videos: who comes from there is let in.
   */
  isBrought(frame: Element): boolean {
    this.#note();
    if (document.activeElement !== frame) return false;
    if (this.#brought === frame) return true;
    const before = this.#before;
    if (!(before instanceof HTMLIFrameElement)) return false;
    return !this.#known.has(before) || performance.now() - (this.#went.get(before) ?? Number.NEGATIVE_INFINITY) < GOES_MS;
  }

  /** Brings the keyboard back to a frame. False when it is not there any more. */
  bring(frame: HTMLIFrameElement): boolean {
    const watched = [...this.#frames].find(({ element }) => element() === frame);
    if (!watched || !frame.isConnected) return false;
    this.#brought = frame;
    // Not the element: the page would go on saying that the keyboard is there when the next one has taken it. And the page first: it may only believe that
    // the frame has it already.
    window.focus();
    frame.contentWindow?.focus();
    watched.comesBack();
    this.look();
    return true;
  }

  /**
   * Tells a frame once more, a few times, that the keyboard is its own, as long as it is. A frame that was taken out lives on for a moment in a process that
   * both may share, and takes it there once more: the browser hears nothing of that.
   */
  remind(frame: HTMLIFrameElement): void {
    for (const after of REMINDS_AFTER_MS)
      setTimeout(() => {
        if (document.activeElement === frame) [...this.#frames].find(({ element }) => element() === frame)?.comesBack();
      }, after);
  }

  look(): void {
    this.#note();
    for (const { element } of this.#frames) {
      const known = element();
      if (known) this.#known.add(known);
    }
    const from = this.#before instanceof HTMLIFrameElement && this.#known.has(this.#before) ? this.#before : undefined;
    for (const { look } of [...this.#frames]) look(from);
    this.#beat(this.#frames.size > 0 && document.activeElement instanceof HTMLIFrameElement);
  }

  #note(): void {
    const at = document.activeElement;
    // On its way from one to the other it may be nowhere for a moment.
    if (at === this.#at || at === null || at === document.body) return;
    [this.#before, this.#at] = [this.#at, at];
    if (this.#brought !== at) this.#brought = undefined;
  }

  #listen(): void {
    this.#ways = new AbortController();
    const { signal } = this.#ways;
    const look = () => this.look();
    document.addEventListener("focusin", look, { signal });
    for (const moved of ["blur", "focus"]) window.addEventListener(moved, look, { signal });
  }

  #beat(needed: boolean): void {
    if (needed === (this.#timer !== undefined)) return;
    if (needed) this.#timer = setInterval(() => this.look(), LOOKS_EACH_MS);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }
}

/** Those of this page. */
export const focusMoves = new FocusMoves();
