// Calls of many chats that fall due at about the same time are made together: what they hand to an engine is then one write to it, one that it tells
// others by, and one that these read. Alone each costs as much as the text that is in it.
import type { Clock, Timer, TimerOptions } from "./clock.ts";

/** How a beat goes. */
export interface BeatOptions extends TimerOptions {
  /** What falls due within so many milliseconds is due at once. */
  readonly everyMs: number;
}

interface Due {
  readonly calls: Set<() => void>;
  readonly timer: Timer;
}

/** A beat that many go by. */
export class Beat {
  readonly #clock: Clock;
  readonly #options: BeatOptions;
  readonly #due = new Map<number, Due>();

  constructor(clock: Clock, options: BeatOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  /** Calls at the beat that is nearest to this time. The same call may wait for one beat only. */
  after(ms: number, call: () => void): Timer {
    const now = this.#clock.now();
    const at = Math.round((now + ms) / this.#options.everyMs);
    const due = this.#due.get(at) ?? this.#begin(at, now);
    due.calls.add(call);
    const cancel = () => {
      if (!due.calls.delete(call) || due.calls.size > 0 || this.#due.get(at) !== due) return;
      this.#due.delete(at);
      due.timer.cancel();
    };
    return { cancel, [Symbol.dispose]: cancel };
  }

  #begin(at: number, now: number): Due {
    const calls = new Set<() => void>();
    const ring = () => {
      this.#due.delete(at);
      for (const call of calls) call();
    };
    const { everyMs, ...options } = this.#options;
    const due = { calls, timer: this.#clock.setTimeout(ring, Math.max(0, at * everyMs - now), options) };
    this.#due.set(at, due);
    return due;
  }
}
