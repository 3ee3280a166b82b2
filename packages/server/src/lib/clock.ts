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
  /** Calls once, not before `now()` has moved by `ms`. */
  setTimeout(call: () => void, ms: number, options?: TimerOptions): Timer;
}

/** What a timer is for. */
export interface TimerOptions {
  /** It does not keep the process alive. */
  readonly background?: boolean;
  /** The app does nothing else until then: what a test may jump over. */
  readonly isPause?: boolean;
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

/** True while less than that has passed since then. A clock that was set back says nothing of how long it is: then it is over. */
export function isWithin(ms: number, since: number, clock: Clock): boolean {
  const passed = clock.now() - since;
  return passed >= 0 && passed < ms;
}

/** The instant in the form all records use: UTC, ISO 8601 with milliseconds and Z. */
export function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** Pauses until the time has passed; throws an AbortError as soon as the signal aborts. */
export function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      timer?.cancel();
      reject(new DOMException("The pause was ended.", "AbortError"));
    };
    const timer = signal?.aborted
      ? undefined
      : clock.setTimeout(
          () => {
            signal?.removeEventListener("abort", abort);
            resolve();
          },
          ms,
          { isPause: true },
        );
    if (timer) signal?.addEventListener("abort", abort, { once: true });
    else abort();
  });
}

/** Resolves when the time has passed. */
export function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimeout(resolve, ms);
  });
}
