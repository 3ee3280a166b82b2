// Who guesses passwords waits longer after each miss: by the account that is guessed at, and by the network that guesses.
import { ChatError } from "@colloquy/protocol";
import type { Misses } from "../counts/shared-counts.ts";

/** Refuses attempts that come too soon after misses. */
export class BackOff {
  readonly #misses: Misses;

  constructor(misses: Misses) {
    this.#misses = misses;
  }

  /**
   * Begins an attempt: it counts as a miss until `forgive` says otherwise, so that many at once gain nothing. Throws OVERLOADED, with
   * the time to wait in its fix, while the key has to wait.
   */
  async attempt(key: string): Promise<void> {
    const waitMs = await this.#misses.attempt(key);
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / 1000);
    throw new ChatError("OVERLOADED", "Too many attempts to sign in.", {
      fix: `Wait ${seconds} ${seconds === 1 ? "second" : "seconds"} and try again.`,
    });
  }

  /** The attempt was none: all misses are forgotten, or only this one, where others may be somebody else's. */
  forgive(key: string, which: "all" | "one"): Promise<void> {
    return this.#misses.forgive(key, which);
  }
}
