// Sets of listeners. One that throws is reported like any uncaught error, and the others are still told.

/** Listeners of one thing. */
export class Listeners<Arguments extends readonly unknown[] = []> {
  readonly #all = new Set<(...values: Arguments) => void>();

  get size(): number {
    return this.#all.size;
  }

  /** Returns the way out. Adding the same function twice makes two listeners. */
  add(listener: (...values: Arguments) => void): () => void {
    const own = (...values: Arguments) => listener(...values);
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  emit(...values: Arguments): void {
    for (const listener of [...this.#all]) {
      try {
        listener(...values);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

/** Listeners by key; a key that nobody listens to costs nothing. */
export class KeyedListeners<Key> {
  readonly #byKey = new Map<Key, Listeners>();

  add(key: Key, listener: () => void): () => void {
    const listeners = this.#byKey.get(key) ?? new Listeners();
    this.#byKey.set(key, listeners);
    const remove = listeners.add(listener);
    return () => {
      remove();
      if (listeners.size === 0 && this.#byKey.get(key) === listeners) this.#byKey.delete(key);
    };
  }

  keys(): Key[] {
    return [...this.#byKey.keys()];
  }

  emit(key: Key): void {
    this.#byKey.get(key)?.emit();
  }
}
