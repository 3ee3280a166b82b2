// A process that a test can kill: at one moment its clock and its stores stop, and nothing that was under way goes on.
import { type Clock, wait } from "../../clock.ts";
import type { ManualClock } from "../../manual-clock.ts";
import { SerialQueue } from "../../serial-queue.ts";

const NEVER = new Promise<never>(() => undefined);

/** The world as one process sees it. */
export class Killable {
  readonly clock: Clock;
  readonly #latencyMs: number;
  readonly #calls = new SerialQueue();
  readonly #due = new Set<{ readonly at: number }>();
  #alive = true;
  #atWork = 0;

  /** `latencyMs` is what every call of a store takes. */
  constructor(clock: ManualClock, latencyMs: number) {
    this.#latencyMs = latencyMs;
    this.clock = {
      now: () => clock.now(),
      setTimeout: (call, ms) => {
        const due = { at: clock.now() + ms };
        this.#due.add(due);
        const timer = clock.setTimeout(() => {
          this.#due.delete(due);
          if (this.#alive) call();
        }, ms);
        const cancel = (): void => {
          this.#due.delete(due);
          timer.cancel();
        };
        return { cancel, [Symbol.dispose]: cancel };
      },
    };
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** True while the store is at work; what waits for the clock does not count. */
  get storing(): boolean {
    return this.#atWork > 0;
  }

  /** True when no call of a store is under way, and nothing happens by itself within that time. */
  restsFor(ms: number): boolean {
    const until = this.clock.now() + ms;
    return this.#calls.size === 0 && ![...this.#due].some(({ at }) => at <= until);
  }

  kill(): void {
    this.#alive = false;
  }

  /** The store as this process reaches it. It is open already, and outlives the process. */
  reach<Store extends object>(store: Store, more: Partial<Store> = {}): Store {
    return new Proxy(store, {
      get: (target, key) => {
        if (key in more) return Reflect.get(more, key);
        if (key === "open" || key === "close") return async () => undefined;
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => this.#calls.run(() => this.#call(() => Reflect.apply(member, target, structuredClone(args))));
      },
    });
  }

  async #call(job: () => unknown): Promise<unknown> {
    if (this.#latencyMs > 0) await wait(this.clock, this.#latencyMs);
    if (!this.#alive) return NEVER;
    this.#atWork++;
    try {
      return await job();
    } finally {
      this.#atWork--;
      if (!this.#alive) await NEVER;
    }
  }
}
