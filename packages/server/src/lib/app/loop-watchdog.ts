// Names the handlers that may have held the event loop: while one computes, every chat of this process stands still.
// One timer per process and two set operations per turn; nothing per token.
import type { Logger } from "../logger.ts";

const TICK_MS = 50;
const HELD_MS = 200;

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

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Begins to watch a turn; call the result at its end. */
  watch(turn: WatchedTurn): () => void {
    this.#running.set(turn, undefined);
    if (!this.#timer) {
      this.#lookedAt = performance.now();
      this.#timer = setInterval(() => this.#look(), TICK_MS).unref();
    }
    return () => {
      if (this.#running.delete(turn)) this.#ended.push(turn);
    };
  }

  #look(): void {
    const now = performance.now();
    const heldMs = Math.round(now - this.#lookedAt - TICK_MS);
    this.#lookedAt = now;
    const suspects = [...this.#awake(), ...this.#ended];
    this.#ended = [];
    if (heldMs > HELD_MS && suspects.length > 0) this.#warn(heldMs, suspects);
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
