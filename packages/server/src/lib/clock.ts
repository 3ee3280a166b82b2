// Time as a thing that is handed in: tests move it instead of sleeping.

/** A call that is still to come. */
export interface Timer extends Disposable {
  /** Forgets the call; nothing happens when it was made already. */
  cancel(): void;
}

/** What parts that wait or keep time are given. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()`. */
  now(): number;
  /** Calls once, not before `now()` has moved by `ms`. A `background` timer does not keep the process alive. */
  setTimeout(call: () => void, ms: number, options?: { readonly background?: boolean }): Timer;
}

/** How much too early, at most, a timer of the machine counts as early and not as a clock that somebody has set back. */
const EARLY_MS = 5;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(call, ms, options) {
    const dueAt = Date.now() + ms;
    let handle = arm(ms);
    function arm(delayMs: number): NodeJS.Timeout {
      const armed = setTimeout(ring, delayMs);
      return options?.background ? armed.unref() : armed;
    }
    // Timers count on another clock than `now()` and may be a little early by it: whoever then asks whether the time is over is told
    // that it is not, and nobody asks again.
    function ring(): void {
      const early = dueAt - Date.now();
      if (early > 0 && early <= EARLY_MS) handle = arm(early);
      else call();
    }
    const cancel = () => clearTimeout(handle);
    return { cancel, [Symbol.dispose]: cancel };
  },
};

/** The instant in the form all records use: UTC, ISO 8601 with milliseconds and Z. */
export function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** Resolves when the time has passed. */
export function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimeout(resolve, ms);
  });
}
