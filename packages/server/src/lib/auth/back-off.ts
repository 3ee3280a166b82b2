// Who guesses passwords waits longer after each miss: by the account that is guessed at, and by the network that guesses.
import { ChatError } from "@colloquy/protocol";
import type { Clock } from "../clock.ts";

export interface BackOffRule {
  /** Misses that cost nothing. */
  readonly free: number;
  /** The longest wait: short for accounts, so that nobody can lock somebody else out. */
  readonly mostMs: number;
}

interface Misses {
  count: number;
  last: number;
}

/** Misses are forgotten after this time without one. */
const FORGET_MS = 60 * 60 * 1000;
const REMEMBERED = 20_000;

/** Counts the misses of one kind of key. */
export class BackOff {
  readonly #clock: Clock;
  readonly #rule: BackOffRule;
  readonly #misses = new Map<string, Misses>();

  constructor(clock: Clock, rule: BackOffRule) {
    this.#clock = clock;
    this.#rule = rule;
  }

  /**
   * Begins an attempt: it counts as a miss until `forgive` says otherwise, so that many at once gain nothing. Throws OVERLOADED, with
   * the time to wait in its fix, while the key has to wait.
   */
  attempt(key: string): void {
    const now = this.#clock.now();
    const misses = this.#current(key, now);
    const waitMs = misses.last + this.#waitAfter(misses.count) - now;
    if (waitMs > 0) {
      const seconds = Math.ceil(waitMs / 1000);
      throw new ChatError("OVERLOADED", "Too many attempts to sign in.", {
        fix: `Wait ${seconds} ${seconds === 1 ? "second" : "seconds"} and try again.`,
      });
    }
    this.#misses.delete(key);
    this.#misses.set(key, { count: misses.count + 1, last: now });
    const [oldest] = this.#misses.keys();
    if (this.#misses.size > REMEMBERED && oldest !== undefined) this.#misses.delete(oldest);
  }

  /** The attempt was none: all misses are forgotten, or only this one, where others may be somebody else's. */
  forgive(key: string, which: "all" | "one"): void {
    const misses = this.#misses.get(key);
    if (!misses) return;
    if (which === "all" || misses.count <= 1) this.#misses.delete(key);
    else misses.count -= 1;
  }

  #current(key: string, now: number): Misses {
    const misses = this.#misses.get(key);
    return misses && now - misses.last < FORGET_MS ? misses : { count: 0, last: 0 };
  }

  /** One second after the last free miss, then twice as long each time. */
  #waitAfter(count: number): number {
    return count < this.#rule.free ? 0 : Math.min(this.#rule.mostMs, 1000 * 2 ** Math.min(count - this.#rule.free, 30));
  }
}
