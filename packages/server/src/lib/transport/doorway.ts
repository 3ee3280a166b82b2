// Handshakes cost the most of what strangers may ask for, so only so many are under way at once, and only so many wait.
import { ChatError } from "@colloquy/protocol";

/** How many handshakes are done at once, and how many wait: seconds of work for a small server. */
export const HANDSHAKES = { atOnce: 32, waiting: 1000 } as const;

/** Lets work through in order. */
export class Doorway {
  readonly #room: number;
  readonly #patience: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  /** `room` at once, and `patience` more may wait. */
  constructor(room: number, patience: number) {
    this.#room = room;
    this.#patience = patience;
  }

  /** Does the work when it is its turn. Throws OVERLOADED, at once, when too many wait already. */
  async through<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#enter();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place goes on to the next one, so that nobody slips in between.
      if (next) next();
      else this.#inside -= 1;
    }
  }

  async #enter(): Promise<void> {
    if (this.#inside < this.#room) {
      this.#inside += 1;
      return;
    }
    if (this.#waiting.length >= this.#patience)
      throw new ChatError("OVERLOADED", "Too many people come at once.", { fix: "Wait 2 seconds and try again." });
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
