// Values that are never saved but made again on first use: clients, connections, anything with a life of its own.

/** One session's live values, by key. */
export class LiveCopy {
  readonly #values = new Map<string, unknown>();

  /** The value, made by the factory when it is not there yet. A failed promise is forgotten, so that the next call tries again. */
  get<Value>(key: string, factory: () => Value): Value {
    if (this.#values.has(key)) return this.#values.get(key) as Value;
    const value = factory();
    this.#values.set(key, value);
    if (value instanceof Promise) {
      value.catch(() => {
        if (this.#values.get(key) === value) this.#values.delete(key);
      });
    }
    return value;
  }

  delete(key: string): void {
    this.#values.delete(key);
  }

  release(): void {
    this.#values.clear();
  }
}
