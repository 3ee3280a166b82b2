// One job after the other, in the order they were given.

/**
 * Runs jobs one at a time. A job that fails is reported to whoever gave it and does not stop the next.
 * Each runs in the asynchronous context of its giver, never in that of whoever made the queue.
 */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();
  #size = 0;

  /** How many jobs are waiting or running. */
  get size(): number {
    return this.#size;
  }

  run<T>(job: () => Promise<T>): Promise<T> {
    this.#size += 1;
    const result = this.#last.then(job);
    const done = () => {
      this.#size -= 1;
    };
    this.#last = result.then(done, done);
    return result;
  }

  /** Resolves when nothing is left, jobs given meanwhile included. */
  async idle(): Promise<void> {
    while (this.#size > 0) await this.#last;
  }
}
