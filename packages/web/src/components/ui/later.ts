// A module that is needed soon but not first: loaded once, and at hand without a blink from then on.
import { useSyncExternalStore } from "react";

export class Later<Module> {
  readonly #import: () => Promise<Module>;
  readonly #listeners = new Set<() => void>();
  #loading = false;
  #module: Module | undefined;

  constructor(load: () => Promise<Module>) {
    this.#import = load;
  }

  /** Begins to load; failing costs only looks, so the next need tries again. */
  load(): void {
    if (this.#loading) return;
    this.#loading = true;
    this.#import().then(
      (module) => {
        this.#module = module;
        for (const listener of this.#listeners) listener();
      },
      () => {
        this.#loading = false;
      },
    );
  }

  /** Does something with it: now, or once it is here. */
  with(act: (module: Module) => void): void {
    if (this.#module) {
      act(this.#module);
      return;
    }
    const leave = this.subscribe(() => {
      leave();
      if (this.#module) act(this.#module);
    });
  }

  readonly get = (): Module | undefined => this.#module;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.load();
    return this.watch(listener);
  };

  /** As `subscribe`, and leaves it to others to load it. */
  readonly watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** The module, once it is there. */
export function useLater<Module>(later: Later<Module>): Module | undefined {
  return useSyncExternalStore(later.subscribe, later.get);
}

/** The module, once somebody else has asked for it. */
export function useWhenHere<Module>(later: Later<Module>): Module | undefined {
  return useSyncExternalStore(later.watch, later.get);
}
