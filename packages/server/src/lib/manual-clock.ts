// A clock that stands still until a test moves it.
import { check, number } from "./check-given.ts";
import type { Clock } from "./clock.ts";

/** A clock in the hands of a test. */
export interface ManualClock extends Clock {
  /** Moves on, making the calls that fall due in their order; what they await is given the chance to settle in between. */
  advance(ms: number): Promise<void>;
}

/** Makes a clock that begins at the given instant and moves only by `advance`. */
export function createManualClock(start = Date.UTC(2025, 0, 1)): ManualClock {
  check("createManualClock", "start", start, number, "Write createManualClock(Date.UTC(2025, 0, 1)).");
  let now = start;
  const due = new Set<{ readonly at: number; readonly call: () => void }>();

  return {
    now: () => now,
    setTimeout(call, ms) {
      const entry = { at: now + Math.max(0, ms), call };
      due.add(entry);
      const cancel = () => void due.delete(entry);
      return { cancel, [Symbol.dispose]: cancel };
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let next = earliest(due); next && next.at <= end; next = earliest(due)) {
        now = next.at;
        due.delete(next);
        next.call();
        await settle();
      }
      now = end;
    },
  };
}

/** The entry that comes first; of equals the one that was made first. */
function earliest<Entry extends { readonly at: number }>(entries: Iterable<Entry>): Entry | undefined {
  let first: Entry | undefined;
  for (const entry of entries) if (!first || entry.at < first.at) first = entry;
  return first;
}

/** A turn of the real event loop, after every promise that can go on has gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
