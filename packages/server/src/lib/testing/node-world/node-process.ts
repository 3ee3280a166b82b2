// A process that a test can kill, freeze and cut off: its clock stands still, its calls do not come back, what it hears waits or is lost. What was
// on its way to an engine arrives all the same, as a network has it.
import { ChatError } from "@colloquy/protocol";
import { type Clock, wait } from "../../clock.ts";
import type { ManualClock } from "../../manual-clock.ts";
import type { RelayDriver } from "../../relay/relay-driver.ts";
import { Faults } from "../../relay/testing/faults.ts";

const NEVER = new Promise<never>(() => undefined);

/** The world as one process sees it. */
export class NodeProcess {
  readonly clock: Clock;
  /** What is wrong with its line to the relay. */
  readonly faults = new Faults();
  readonly #world: ManualClock;
  readonly #latencyMs: number;
  #alive = true;
  #frozen: Promise<void> | undefined;
  #thaw: () => void = () => undefined;
  /** Timers that fell due while it was frozen. */
  #late: (() => void)[] = [];
  #isCut = false;
  /** How often its lines to the stores were cut. */
  #cuts = 0;

  /** `latencyMs` is what every call of a store takes, there and back. */
  constructor(world: ManualClock, latencyMs: number) {
    this.#world = world;
    this.#latencyMs = latencyMs;
    this.clock = {
      now: () => world.now(),
      setTimeout: (call, ms) => {
        let isCancelled = false;
        const run = () => {
          if (this.#alive && !isCancelled) call();
        };
        const timer = world.setTimeout(() => {
          if (this.#frozen) this.#late.push(run);
          else run();
        }, ms);
        const cancel = (): void => {
          isCancelled = true;
          timer.cancel();
        };
        return { cancel, [Symbol.dispose]: cancel };
      },
    };
  }

  get alive(): boolean {
    return this.#alive;
  }

  get frozen(): boolean {
    return this.#frozen !== undefined;
  }

  kill(): void {
    this.#alive = false;
    this.thaw();
  }

  freeze(): void {
    if (this.#frozen) return;
    this.faults.freeze();
    this.#frozen = new Promise((resolve) => {
      this.#thaw = resolve;
    });
  }

  thaw(): void {
    if (!this.#frozen) return;
    this.#frozen = undefined;
    const late = this.#late;
    this.#late = [];
    for (const call of late) call();
    this.#thaw();
    this.faults.thaw();
  }

  cutStore(): void {
    this.#isCut = true;
    this.#cuts++;
  }

  mendStore(): void {
    this.#isCut = false;
  }

  /** A store as this process reaches it. It is open already, and outlives the process. */
  reach<Store extends object>(store: Store, more: Partial<Store> = {}): Store {
    return new Proxy(store, {
      get: (target, key) => {
        if (key in more) return Reflect.get(more, key);
        if (key === "open" || key === "close") return async () => undefined;
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => this.#call(() => Reflect.apply(member, target, structuredClone(args)));
      },
    });
  }

  /** The driver as this process reaches it. */
  reachRelay(driver: RelayDriver): RelayDriver {
    return new Proxy(this.faults.around(driver), {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== "function") return member;
        return async (...args: unknown[]) => {
          if (!this.#alive) return NEVER;
          try {
            const result: unknown = await Reflect.apply(member, target, args);
            return this.#alive ? result : NEVER;
          } catch (error) {
            if (!this.#alive) return NEVER;
            throw error;
          }
        };
      },
    });
  }

  async #thawed(): Promise<void> {
    while (this.#frozen) await this.#frozen;
  }

  async #call(job: () => unknown): Promise<unknown> {
    if (!this.#alive) return NEVER;
    await this.#thawed();
    if (this.#isCut) throw lineCut();
    const cuts = this.#cuts;
    const half = this.#latencyMs / 2;
    if (half > 0) await wait(this.#world, half);
    const done = await settled(job);
    if (half > 0) await wait(this.#world, half);
    await this.#thawed();
    if (!this.#alive) return NEVER;
    // It was done, and this process does not know.
    if (this.#cuts !== cuts) throw lineCut();
    if ("error" in done) throw done.error;
    return done.result;
  }
}

async function settled(job: () => unknown): Promise<{ readonly result: unknown } | { readonly error: unknown }> {
  try {
    return { result: await job() };
  } catch (error) {
    return { error };
  }
}

function lineCut(): ChatError {
  const cause = Object.assign(new Error("The connection was lost."), { code: "ECONNRESET" });
  return new ChatError("STORE_FAILED", "The store cannot be reached.", { cause });
}
