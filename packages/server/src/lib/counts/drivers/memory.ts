// Counts of one process alone: for an app that runs as one, and for each node while the engine of the others is away.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type Clock, systemClock } from "../../clock.ts";
import { type BackOffRule, FORGET_MISSES_MS, type Marks, type Misses, type SharedCounts } from "../shared-counts.ts";

/** Keys whose misses are remembered, the newest. */
const REMEMBERED = 20_000;

/** Counts in the memory of this process. */
export function createMemoryCounts(clock: Clock = systemClock): SharedCounts {
  const limiters = new Map<string, RateLimiterMemory>();
  const misses = new Map<string, Misses>();
  const marks = new Map<string, Marks>();
  return {
    name: "memory",
    async open() {},
    async close() {},
    limiter({ name, most, seconds }) {
      const limiter = kept(limiters, name, () => new RateLimiterMemory({ keyPrefix: name, points: most, duration: seconds }));
      return { take: (key) => waitAfter(limiter.consume(key)) };
    },
    misses: (rule) => kept(misses, rule.name, () => new MemoryMisses(clock, rule)),
    marks: ({ name, seconds, most }) => kept(marks, name, () => new MemoryMarks(clock, seconds * 1000, most)),
  };
}

/** What has a name is there once. */
function kept<Value>(all: Map<string, Value>, name: string, make: () => Value): Value {
  const value = all.get(name) ?? make();
  all.set(name, value);
  return value;
}

/** What a limiter of the library says, as a time to wait. */
export async function waitAfter(consuming: Promise<unknown>): Promise<number> {
  try {
    await consuming;
    return 0;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, refusal.msBeforeNext);
  }
}

class MemoryMisses implements Misses {
  readonly #clock: Clock;
  readonly #rule: BackOffRule;
  readonly #misses = new Map<string, { count: number; last: number }>();

  constructor(clock: Clock, rule: BackOffRule) {
    this.#clock = clock;
    this.#rule = rule;
  }

  async attempt(key: string): Promise<number> {
    const now = this.#clock.now();
    const { count, last } = this.#current(key, now);
    const waitMs = last + this.#waitAfter(count) - now;
    if (waitMs > 0) return waitMs;
    this.#misses.delete(key);
    this.#misses.set(key, { count: count + 1, last: now });
    const [oldest] = this.#misses.keys();
    if (this.#misses.size > REMEMBERED && oldest !== undefined) this.#misses.delete(oldest);
    return 0;
  }

  async forgive(key: string, which: "all" | "one"): Promise<void> {
    const misses = this.#misses.get(key);
    if (!misses) return;
    if (which === "all" || misses.count <= 1) this.#misses.delete(key);
    else misses.count -= 1;
  }

  #current(key: string, now: number): { readonly count: number; readonly last: number } {
    const misses = this.#misses.get(key);
    if (!misses || now - misses.last >= FORGET_MISSES_MS) return { count: 0, last: 0 };
    // Where the clock was set back, nobody waits until it is as late again.
    misses.last = Math.min(misses.last, now);
    return misses;
  }

  #waitAfter(count: number): number {
    const { free, mostMs } = this.#rule;
    return count < free ? 0 : Math.min(mostMs, 1000 * 2 ** Math.min(count - free, 30));
  }
}

class MemoryMarks implements Marks {
  readonly #clock: Clock;
  readonly #forMs: number;
  readonly #most: number;
  /** Until when, in the order of being set; all last equally long. */
  readonly #until = new Map<string, number>();

  constructor(clock: Clock, forMs: number, most = Number.POSITIVE_INFINITY) {
    this.#clock = clock;
    this.#forMs = forMs;
    this.#most = most;
  }

  async set(key: string): Promise<boolean> {
    const now = this.#clock.now();
    if ((this.#until.get(key) ?? 0) > now) return false;
    for (const [old, until] of this.#until) {
      if (until > now && this.#until.size < this.#most) break;
      this.#until.delete(old);
    }
    this.#until.set(key, now + this.#forMs);
    return true;
  }

  async has(key: string): Promise<boolean> {
    return (this.#until.get(key) ?? 0) > this.#clock.now();
  }
}
