// When buffered text is shown: with the next frame; four times a second in a hidden tab; ten times a second for people who asked for less motion.
import { prefersReducedMotion } from "../ui/reduced-motion.ts";

const HIDDEN_MS = 250;
const REDUCED_MOTION_MS = 100;

/** Runs a callback once per frame at most, however often it is asked to. */
export class FlushSchedule {
  readonly #flush: () => void;
  #cancel: (() => void) | undefined;

  constructor(flush: () => void) {
    this.#flush = flush;
  }

  request(): void {
    if (this.#cancel) return;
    const hidden = document.hidden;
    const run = () => {
      this.cancel();
      this.#flush();
    };
    const stopTimer = hidden || prefersReducedMotion() ? timer(run, hidden ? HIDDEN_MS : REDUCED_MOTION_MS) : frame(run);
    // A frame asked for before the tab was hidden would come only when it is shown again.
    const onVisibility = () => {
      this.cancel();
      this.request();
    };
    document.addEventListener("visibilitychange", onVisibility);
    this.#cancel = () => {
      stopTimer();
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

function timer(run: () => void, delayMs: number): () => void {
  const id = setTimeout(run, delayMs);
  return () => clearTimeout(id);
}

function frame(run: () => void): () => void {
  const id = requestAnimationFrame(run);
  return () => cancelAnimationFrame(id);
}
