// One request at a time for each upload. The newest one wins: who comes back after a lost connection does not wait until the server has noticed its loss.
import { ChatError } from "@colloquy/protocol";
import type { Clock } from "../clock.ts";

/** How long a request waits for the one before it to let go. */
const PATIENCE_MS = 10_000;

interface Held {
  /** Asks whoever holds it to let go soon. */
  readonly ask: () => void;
  readonly released: Promise<void>;
  readonly release: () => void;
}

/** Locks by name, as the library of the protocol wants them. Its own spins while it waits. */
export class UploadLocks {
  readonly #clock: Clock;
  readonly #held = new Map<string, Held>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  newLock(id: string) {
    return {
      lock: (signal: AbortSignal, ask: () => void) => this.#lock(id, signal, ask),
      unlock: async () => {
        const held = this.#held.get(id);
        this.#held.delete(id);
        held?.release();
      },
    };
  }

  async #lock(id: string, signal: AbortSignal, ask: () => void): Promise<void> {
    for (let held = this.#held.get(id); held; held = this.#held.get(id)) {
      held.ask();
      await this.#wait(held.released, signal);
    }
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#held.set(id, { ask, released, release });
  }

  async #wait(released: Promise<void>, signal: AbortSignal): Promise<void> {
    let stop = () => {};
    const inVain = new Promise<never>((_, reject) => {
      const busy = () => reject(new ChatError("OVERLOADED", "This upload is being written to.", { fix: "Try again in a moment." }));
      const timer = this.#clock.setTimeout(busy, PATIENCE_MS, { background: true });
      signal.addEventListener("abort", busy, { once: true });
      stop = () => {
        timer.cancel();
        signal.removeEventListener("abort", busy);
      };
    });
    try {
      await Promise.race([released, inVain]);
    } finally {
      stop();
    }
  }
}
