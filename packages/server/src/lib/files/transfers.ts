// How many files of one person are on their way at once: each takes memory and a place at the disk, whatever its size.
import { ChatError } from "@colloquy/protocol";

/** Counts the files that are on their way. */
export class Transfers {
  readonly #mostAtOnce: number;
  readonly #running = new Map<string, number>();

  constructor(mostAtOnce: number) {
    this.#mostAtOnce = mostAtOnce;
  }

  /** Does the work of one of them; throws OVERLOADED when the person has as many on their way as they may. */
  async run<Result>(owner: string, work: () => Promise<Result>): Promise<Result> {
    const running = this.#running.get(owner) ?? 0;
    if (running >= this.#mostAtOnce)
      throw new ChatError("OVERLOADED", `${running} of your files are on their way already.`, {
        fix: "Wait for one of them, then try again.",
      });
    this.#running.set(owner, running + 1);
    try {
      return await work();
    } finally {
      const left = (this.#running.get(owner) ?? 1) - 1;
      if (left === 0) this.#running.delete(owner);
      else this.#running.set(owner, left);
    }
  }
}
