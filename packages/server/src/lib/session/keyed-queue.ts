// One job at a time per key; different keys side by side.
import { SerialQueue } from "../serial-queue.ts";

/** Serial queues by key, that vanish when they are empty. */
export class KeyedQueue {
  readonly #queues = new Map<string, SerialQueue>();

  async run<Result>(key: string, job: () => Promise<Result>): Promise<Result> {
    const queue = this.#queues.get(key) ?? new SerialQueue();
    this.#queues.set(key, queue);
    try {
      return await queue.run(job);
    } finally {
      if (queue.size === 0) this.#queues.delete(key);
    }
  }
}
