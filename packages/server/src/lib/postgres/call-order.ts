// Calls take effect in the order they are made, though a pool has many connections: those about the same thing run one after the other, and
// those about everything wait for what came before.

/** Settles when whatever it follows has ended, well or not. */
type Ended = Promise<void>;

/** The order of the calls of one driver. Each runs in the asynchronous context of whoever made it. */
export class CallOrder {
  /** The last call about each thing that has not ended. */
  readonly #last = new Map<string, Ended>();
  /** The last call that others had to wait for. */
  #barrier: Ended = Promise.resolve();
  readonly #running = new Set<Ended>();

  /** How many calls have not ended. */
  get size(): number {
    return this.#running.size;
  }

  /** Runs after every earlier call about one of these things, beside all others. */
  about<T>(things: readonly string[], job: () => Promise<T>): Promise<T> {
    const result = Promise.all([...things.map((thing) => this.#last.get(thing)), this.#barrier]).then(job);
    const done = this.#note(result);
    for (const thing of things) {
      this.#last.set(thing, done);
      void done.then(() => {
        if (this.#last.get(thing) === done) this.#last.delete(thing);
      });
    }
    return result;
  }

  /** Runs after every earlier call; later ones do not wait for it. For what reads about many things. */
  after<T>(job: () => Promise<T>): Promise<T> {
    const result = Promise.all([...this.#last.values(), this.#barrier]).then(job);
    void this.#note(result);
    return result;
  }

  /** Runs after every earlier call and before every later one. For what changes many things. */
  alone<T>(job: () => Promise<T>): Promise<T> {
    const result = this.after(job);
    this.#barrier = ended(result);
    return result;
  }

  /** Settles when nothing runs, calls made meanwhile included. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #note(result: Promise<unknown>): Ended {
    const done: Ended = ended(result).then(() => void this.#running.delete(done));
    this.#running.add(done);
    return done;
  }
}

function ended(result: Promise<unknown>): Ended {
  return result.then(
    () => undefined,
    () => undefined,
  );
}
