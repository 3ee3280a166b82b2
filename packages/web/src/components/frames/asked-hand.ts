// Whether the person has just pressed something in a frame. What is in it is not believed; the frame around it is ours and is told by the browser. What is
// pressed in the page, or in another frame, is nothing to it.

/** What the page asks, and what the frame around a stranger's document answers. */
const QUESTION = "colloquy:hand?";
const NO = "colloquy:no-hand";
/** Yes. With a number: since when the pointer is over the document. */
const YES = /^colloquy:hand(?: (\d{1,15}))?$/;

export interface Hand {
  /** The person has pressed something in the frame, a short time ago. */
  readonly isActive: boolean;
  /** When a pointer that is over the document came there, as `Date.now()` says it. */
  readonly overSince?: number;
}

export interface AskedWindows {
  readonly frame: () => Pick<Window, "postMessage"> | null | undefined;
  /** The window that hears the answer. */
  readonly page: Pick<Window, "addEventListener" | "removeEventListener">;
}

export class AskedHand {
  readonly #windows: AskedWindows;
  readonly #waiting = new Set<(hand: Hand | undefined) => void>();

  constructor(windows: AskedWindows) {
    this.#windows = windows;
    windows.page.addEventListener("message", this.#hear as EventListener);
  }

  close(): void {
    this.#windows.page.removeEventListener("message", this.#hear as EventListener);
    this.#settle(undefined);
  }

  /** Undefined when no answer comes in time. */
  ask(withinMs: number): Promise<Hand | undefined> {
    const frame = this.#windows.frame();
    if (!frame) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const settle = (hand: Hand | undefined) => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve(hand);
      };
      const timer = setTimeout(() => settle(undefined), withinMs);
      this.#waiting.add(settle);
      // It has no origin that could be named.
      frame.postMessage(QUESTION, "*");
    });
  }

  readonly #hear = (event: MessageEvent): void => {
    // Whoever else calls: what they say is not even read.
    if (event.source !== this.#windows.frame()) return;
    const { data } = event;
    if (data === NO) this.#settle({ isActive: false });
    const yes = typeof data === "string" ? YES.exec(data) : null;
    if (yes) this.#settle({ isActive: true, ...(yes[1] !== undefined && { overSince: Number(yes[1]) }) });
  };

  #settle(hand: Hand | undefined): void {
    for (const settle of [...this.#waiting]) settle(hand);
  }
}
