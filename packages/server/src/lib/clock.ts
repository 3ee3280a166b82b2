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
  /** Calls once, later. A `background` timer does not keep the process alive. */
  setTimeout(call: () => void, ms: number, options?: { readonly background?: boolean }): Timer;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(call, ms, options) {
    const handle = setTimeout(call, ms);
    if (options?.background) handle.unref();
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
