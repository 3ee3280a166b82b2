// The seam to what only one process of an app may do at a time. An engine holds the locks, so that those of a process that has died are free at once.

/** What processes that share a store keep each other from. */
export interface SharedLocks {
  /**
   * Does the work unless this or another process is just doing work of this name: then nothing is done, and false is answered. Should the engine
   * lose its memory of it meanwhile, another may begin as well: the work must bear that. Rejects when the engine is away, and with what the work throws.
   */
  tryAlone(name: string, work: () => Promise<void>): Promise<boolean>;
  /**
   * Comes into a place where processes stay until they end, or `close`. The first one there does the work before anybody else comes in; the
   * others wait for it. When it throws, nobody was there, and who waits is the first. True for who has done it.
   */
  enter(place: string, first: () => Promise<void>): Promise<boolean>;
  /** Leaves all places and ends the connection. */
  close(): Promise<void>;
}

/** The locks of a process that is alone. */
export function createOwnLocks(): SharedLocks {
  const busy = new Set<string>();
  return {
    async tryAlone(name, work) {
      if (busy.has(name)) return false;
      busy.add(name);
      try {
        await work();
        return true;
      } finally {
        busy.delete(name);
      }
    },
    async enter(_place, first) {
      await first();
      return true;
    },
    async close() {},
  };
}
