// The clock of a test: time passes as it does, but where the test waits for a chat, and the chat for nothing but a pause of its app,
// the pause is jumped over. What falls due in between happens in its order.
import type { Clock, Timer } from "../clock.ts";
import { systemClock } from "../clock.ts";
import { countOut, PendingWork, passUncounted } from "./pending-work.ts";

/** The time of a chat under test. */
export interface TestClock {
  /** Milliseconds since 1970, with what was jumped over. */
  now(): number;
  /**
   * Moves on by so many milliseconds; what falls due happens in its order, and is given the chance to end. So questions, sessions and
   * whatever else has a time-out expire without waiting.
   */
  advance(ms: number): Promise<void>;
}

/** A clock that jumps. */
export interface SkippingClock extends Clock, TestClock {
  /** Waits for what a test waits for; pauses are jumped over meanwhile. */
  whileWaiting<Result>(work: Promise<Result>): Promise<Result>;
}

interface Entry {
  readonly at: number;
  readonly call: () => void;
  readonly isPause: boolean;
  readonly background: boolean;
}

/** How often it looks again while something real goes on. */
const LOOK_AGAIN_MS = 2;

export function createSkippingClock(): SkippingClock {
  const work = new PendingWork();
  const entries = new Set<Entry>();
  let jumped = 0;
  let waiting = 0;
  let jumping = false;
  let changes = 0;
  let armed: Timer | undefined;

  const now = () => systemClock.now() + jumped;

  /** The machine's own timer for what comes first, so that nothing is later than it would be. */
  function arm(): void {
    armed?.cancel();
    const next = earliest(entries);
    armed = next && countedOut(next.at - now(), next.background, () => fire(next));
  }

  function fire(entry: Entry): void {
    if (!entries.delete(entry)) return;
    changes++;
    jumped += Math.max(0, entry.at - now());
    arm();
    entry.call();
  }

  async function jump(): Promise<void> {
    if (jumping) return;
    jumping = true;
    try {
      while (waiting > 0 && hasPause()) {
        const before = changes;
        const idle = await work.isIdle();
        const next = earliest(entries);
        if (idle && changes === before && waiting > 0 && hasPause() && next) fire(next);
        else if (!idle) await passUncounted(LOOK_AGAIN_MS);
      }
    } finally {
      jumping = false;
    }
  }

  function hasPause(): boolean {
    for (const { isPause } of entries) if (isPause) return true;
    return false;
  }

  async function rest(): Promise<void> {
    while (!(await work.isIdle())) await passUncounted(LOOK_AGAIN_MS);
  }

  return {
    now,
    setTimeout(call, ms, { background = false, isPause = false } = {}) {
      const entry: Entry = { at: now() + Math.max(0, ms), call, isPause, background };
      entries.add(entry);
      changes++;
      arm();
      if (isPause && waiting > 0) void jump();
      const cancel = () => {
        if (!entries.delete(entry)) return;
        changes++;
        arm();
      };
      return { cancel, [Symbol.dispose]: cancel };
    },
    async whileWaiting(work) {
      waiting++;
      void jump();
      try {
        return await work;
      } finally {
        waiting--;
      }
    },
    async advance(ms) {
      const end = now() + ms;
      await rest();
      for (let next = earliest(entries); next && next.at <= end; next = earliest(entries)) {
        fire(next);
        await rest();
      }
      jumped += Math.max(0, end - now());
      arm();
    },
  };
}

/** A timer of the machine that does not count as work of the app. */
function countedOut(ms: number, background: boolean, call: () => void): Timer {
  const uncount = background ? () => undefined : countOut();
  const timer = systemClock.setTimeout(
    () => {
      uncount();
      call();
    },
    ms,
    { background },
  );
  const cancel = () => {
    uncount();
    timer.cancel();
  };
  return { cancel, [Symbol.dispose]: cancel };
}

/** The entry that comes first; of equals the one that was made first. */
function earliest(entries: Iterable<Entry>): Entry | undefined {
  let first: Entry | undefined;
  for (const entry of entries) if (!first || entry.at < first.at) first = entry;
  return first;
}
