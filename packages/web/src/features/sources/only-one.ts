// Of many that would do the same for the whole page, one does it: the first that is there.
import { useEffect, useState, useSyncExternalStore } from "react";

/** Give it to everyone who might be the one. */
export class OnlyOne {
  #all: readonly symbol[] = [];
  readonly #listeners = new Set<() => void>();

  add(one: symbol): () => void {
    this.#set([...this.#all, one]);
    return () => this.#set(this.#all.filter((other) => other !== one));
  }

  readonly first = (): symbol | undefined => this.#all[0];

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(all: readonly symbol[]): void {
    this.#all = all;
    for (const listener of this.#listeners) listener();
  }
}

/** True for the one that does it. */
export function useIsTheOne(group: OnlyOne): boolean {
  const [me] = useState(() => Symbol("one of many"));
  useEffect(() => group.add(me), [group, me]);
  return useSyncExternalStore(group.subscribe, group.first, group.first) === me;
}
