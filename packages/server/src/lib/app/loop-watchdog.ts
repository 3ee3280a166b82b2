// Names the handlers that may have held the event loop: while one computes, every chat of this process stands still.
// One timer per process and two set operations per turn; nothing per token. Only time in which this process computed counts: on a busy
// machine a timer is late because of others.
import type { Logger } from "../logger.ts";
import { noteRunning } from "./endless-loops.ts";

const TICK_MS = 50;
const HELD_MS = 200;
/** What runs for the first time is compiled and loads what it imports; that happens once. */
const HELD_AT_FIRST_MS = 500;

/** A turn whose code may run. */
export interface WatchedTurn {
  readonly handler: string;
  readonly sessionId: string;
  /** Which wait for an answer it is in; undefined while it works. */
  readonly wait: () => number | undefined;
}

/** Watches the event loop of one host. */
export class LoopWatchdog {
  readonly #logger: Logger;
  /** With the wait each was in at the last look. */
  readonly #running = new Map<WatchedTurn, number | undefined>();
  /** Ended since the last look: whoever held the loop may be done before the timer gets its turn. */
  #ended: WatchedTurn[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lookedAt = 0;
  #computedMs = 0;
  /** Handlers that have run to their end. */
  readonly #known = new Set<string>();
  /** Of the handlers that have ended since the last look, those for which it was the first time. */
  #newlyKnown = new Set<string>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Begins to watch a turn; call the result at its end. */
  watch(turn: WatchedTurn): () => void {
    this.#running.set(turn, undefined);
    if (!this.#timer) {
      this.#lookedAt = performance.now();
      this.#computedMs = computedMs();
      this.#timer = setInterval(() => this.#look(), TICK_MS).unref();
    }
    this.#noteRunning();
    return () => {
      if (!this.#running.delete(turn)) return;
      this.#ended.push(turn);
      if (!this.#known.has(turn.handler)) this.#newlyKnown.add(turn.handler);
      this.#noteRunning();
    };
  }

  #look(): void {
    const now = performance.now();
    const computed = computedMs();
    const heldMs = Math.round(Math.min(now - this.#lookedAt - TICK_MS, computed - this.#computedMs));
    this.#lookedAt = now;
    this.#computedMs = computed;
    const suspects = [...this.#awake(), ...this.#ended];
    this.#ended = [];
    const isFirst = suspects.some(({ handler }) => !this.#known.has(handler));
    if (heldMs > (isFirst ? HELD_AT_FIRST_MS : HELD_MS) && suspects.length > 0) this.#warn(heldMs, suspects);
    for (const handler of this.#newlyKnown) this.#known.add(handler);
    this.#newlyKnown = new Set();
    this.#noteRunning();
    if (this.#running.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Turns that may have run since the last look. One that is in the same wait for a person as then has not. */
  #awake(): WatchedTurn[] {
    const awake: WatchedTurn[] = [];
    for (const [turn, before] of this.#running) {
      const wait = turn.wait();
      if (wait === undefined || wait !== before) awake.push(turn);
      this.#running.set(turn, wait);
    }
    return awake;
  }

  #noteRunning(): void {
    noteRunning(() => [...this.#running.keys()].filter((turn) => turn.wait() === undefined).map(({ handler }) => handler));
  }

  #warn(heldMs: number, suspects: readonly WatchedTurn[]): void {
    const names = [...new Set(suspects.map(({ handler }) => handler))].join(", ");
    const who = suspects.length === 1 ? `${names} held` : `one of ${suspects.length} running turns (${names}) held`;
    const handlers = suspects.map(({ handler, sessionId }) => ({ handler, sessionId }));
    this.#logger.warn(
      { handlers, heldMs },
      `${who} the event loop for ${heldMs} ms; every chat stood still. Move the work to a worker thread, or await between its parts.`,
    );
  }
}

/** What this process has computed so far, all its threads together. */
function computedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
