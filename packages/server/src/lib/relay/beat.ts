// Calls of many sessions that fall due at about the same time are made together: what they send is then one write to the engine, one that the engine
// tells followers by, and one that these read. Alone each costs as much as the text that is in it.
import type { Clock, Timer } from "../clock.ts";

/** What falls due within so many milliseconds is due at once. */
const BEAT_MS = 5;

/** The beat of one node. */
export class Beat {
  readonly #clock: Clock;
  readonly #due = new Map<number, Set<() => void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls at the beat that is nearest to this time. The same call may wait for one beat only. */
  after(ms: number, call: () => void): Timer {
    const now = this.#clock.now();
    const at = Math.round((now + ms) / BEAT_MS);
    const calls = this.#due.get(at) ?? this.#begin(at, now);
    calls.add(call);
    const cancel = () => void calls.delete(call);
    return { cancel, [Symbol.dispose]: cancel };
  }

  #begin(at: number, now: number): Set<() => void> {
    const calls = new Set<() => void>();
    this.#due.set(at, calls);
    const ring = () => {
      this.#due.delete(at);
      for (const call of calls) call();
    };
    this.#clock.setTimeout(ring, Math.max(0, at * BEAT_MS - now), { background: true });
    return calls;
  }
}
