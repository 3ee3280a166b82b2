// Turns a session's events into durable writes, in order: one write at a time, parents first, tried again until it holds.
// Nothing is written before the person's first interaction; then everything said so far goes out at once.
import { ChatError, type ChatState, isChatError, type ServerEvent, type Touched, type TurnId } from "@colloquy/protocol";
import { backoffMs } from "../backoff.ts";
import { Beat } from "../beat.ts";
import { type Clock, wait } from "../clock.ts";
import type { DataLayer, ThreadRow, WriteBatch } from "../data/data-layer.ts";
import type { Logger } from "../logger.ts";
import { toStoreTrouble } from "../store-trouble.ts";
import { runOutside } from "./context.ts";
import { type ClosedTurn, OpenTurns } from "./open-turns.ts";
import type { StoreHealth } from "./store-health.ts";
import { Unwritten } from "./unwritten.ts";
import { weightOf } from "./weight-of.ts";

/** Text is written when this much has gathered, or after a second. */
const TEXT_CHUNK = 8 * 1024;
const TEXT_DELAY_MS = 1000;
/** Seconds of all chats that end within so many milliseconds end together: what they hand to a database is then one write. */
const BEAT_MS = 100;
/** `streamToken` waits, and messages are refused, while this much of a chat is unwritten, in UTF-16 units. */
export const MOST_UNWRITTEN_OF_CHAT = 1024 * 1024;
const RETRY = { firstMs: 50, mostMs: 5_000 };
/** A write that takes longer is told to the person. */
const LATE_MS = 1_000;
/** How long a sender waits for the store before it is told so. */
export const COMMIT_TIMEOUT_MS = 10_000;
/** While a store says no, those who wait look again whether there is room. */
const LOOK_FOR_ROOM_MS = 250;

export interface RecorderOptions {
  readonly dataLayer: DataLayer;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly state: ChatState;
  /** The thread's row as of now. */
  readonly threadRow: () => ThreadRow;
  /** True when the thread is stored already. */
  readonly interacted: boolean;
  /** A newer session owns the thread, or it was deleted for good: this one must stop. */
  readonly onFenced: (why: { readonly isDeleted: boolean }) => void;
  /** How the store fares, as all chats see it. */
  readonly health: StoreHealth;
  /** Something has waited for the store for a while, or is written at last. */
  readonly onLate: (isLate: boolean) => void;
  /** Notes up to where facts were recorded; called again, that they are written. */
  readonly place?: () => () => void;
  /**
   * Throws STALE_WRITE when a newer session owns the thread, as far as is known outside of its rows: before there are any, they cannot tell.
   * Without it this process is alone.
   */
  readonly confirm?: (() => Promise<void>) | undefined;
}

/** Writes one session's thread. */
export class Recorder {
  readonly #options: RecorderOptions;
  #held: boolean;
  #pending = new Unwritten();
  #writing: Promise<void> | undefined;
  /** Of what is being written, and of what waits behind it. */
  #unwritten = 0;
  #isLate = false;
  #timer: { cancel(): void } | undefined;
  readonly #open = new OpenTurns();
  #fenced = false;
  /** The thread has a row by this session's hand, or had one when it was opened. */
  #stored: boolean;
  #waiters: (() => void)[] = [];

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#held = !options.interacted;
    this.#stored = options.interacted;
  }

  /** The thread has rows. */
  get stored(): boolean {
    return this.#stored;
  }

  /** False until the first interaction. */
  get recording(): boolean {
    return !this.#held;
  }

  /** Begins to record; everything in the state is the first write. */
  begin(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#pending.addWindow(this.#options.state);
    this.#schedule(0);
  }

  /** So much waits that no more may be added. */
  get isFull(): boolean {
    return this.#unwritten >= MOST_UNWRITTEN_OF_CHAT || (this.#unwritten > 0 && this.#options.health.isFull);
  }

  /** Notes what an event changed. Called for every event, after it was applied. */
  record(event: ServerEvent, touched: Touched): void {
    const closed = this.#open.note(event);
    if (this.#held || this.#fenced) return;
    const pending = this.#pending;
    // Rows are small and soon written; with a store that does not write they add up.
    if (this.#isLate) this.#hold(weightOf(event));
    switch (event.type) {
      case "step-text":
        this.#hold(pending.addText(event));
        this.#schedule(pending.size >= TEXT_CHUNK ? 0 : TEXT_DELAY_MS);
        return;
      case "step-set":
        // It is new in its turn: what was stated for it before was dropped.
        if (touched.turnIds.length > 0) pending.dropElementsOf(event.step.id);
        pending.setStep(event.step);
        this.#schedule(event.step.end === undefined ? TEXT_DELAY_MS : 0);
        return;
      case "step-removed":
        for (const id of touched.stepIds.length > 0 ? touched.stepIds : [event.stepId]) pending.removeStep(id);
        this.#schedule(0);
        return;
      case "turn-removed":
        pending.removeTurn(event.turnId);
        this.#schedule(0);
        return;
      case "turn-queued":
      case "turn-start":
        pending.setTurn(event.turn);
        pending.thread = true;
        this.#schedule(event.type === "turn-queued" ? 0 : TEXT_DELAY_MS);
        return;
      case "element-set":
        // A list of tasks may change with every one of them, and be large.
        pending.setElement(event.element);
        this.#schedule(TEXT_DELAY_MS);
        return;
      case "element-patch": {
        // The row as it then is, once for all that is patched until it is written.
        const element = this.#options.state.elements.get(event.elementId);
        if (element) pending.setElement(element);
        this.#schedule(TEXT_DELAY_MS);
        return;
      }
      case "element-removed":
        pending.removeElement(event.elementId);
        this.#schedule(0);
        return;
      case "turn-set":
      case "turn-end":
        this.#recordEnd(event.turnId, touched, closed);
        this.#schedule(event.type === "turn-end" ? 0 : TEXT_DELAY_MS);
        return;
      case "thread-set":
      case "leaf-set":
      // Whether a person is waited for stands in the thread's row.
      case "ask-start":
      case "ask-set":
      case "ask-end":
        pending.thread = true;
        this.#schedule(0);
        return;
      default:
        return;
    }
  }

  /** Settles when everything recorded so far is written; throws STORE_FAILED after ten seconds without success. */
  async commit(): Promise<void> {
    this.#schedule(0);
    let timer: { cancel(): void } | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = this.#options.clock.setTimeout(() => reject(new ChatError("STORE_FAILED")), COMMIT_TIMEOUT_MS);
    });
    try {
      await Promise.race([this.#writeSoFar(), timeout]);
    } finally {
      timer?.cancel();
    }
  }

  /** What is recorded meanwhile is not waited for: an answer that streams faster than the store writes would hold its question's receipt. */
  async #writeSoFar(): Promise<void> {
    const soFar = this.#pending;
    await this.#writing;
    if (this.#pending === soFar) this.#start();
    await this.#writing;
    if (this.#fenced) throw new ChatError("STALE_WRITE");
  }

  /** Writes until nothing is left. */
  async flush(): Promise<void> {
    if (this.#held) return;
    while (!this.#fenced && (this.#writing || !this.#pending.isEmpty)) {
      this.#start();
      await this.#writing;
    }
    if (this.#fenced) throw new ChatError("STALE_WRITE");
  }

  /** Something to wait for while too much is unwritten; undefined when there is no need. */
  get pressure(): Promise<void> | undefined {
    if (this.#fenced || !this.isFull) return undefined;
    this.#schedule(0);
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
      // It may be other chats that take all the room.
      if (this.#unwritten < MOST_UNWRITTEN_OF_CHAT) this.#options.clock.setTimeout(() => this.#release(), LOOK_FOR_ROOM_MS);
    });
  }

  /** Writes the thread's row again, at the latest with the next rows. */
  touchThread(): void {
    if (this.#held) return;
    this.#pending.thread = true;
    this.#schedule(0);
  }

  /** Drops what is left and writes nothing more. */
  dispose(): void {
    this.#timer?.cancel();
    this.#fenced = true;
    this.#hold(-this.#unwritten);
    this.#options.health.forget(this);
    this.#release();
  }

  #hold(units: number): void {
    this.#unwritten += units;
    this.#pending.weight += units;
    this.#options.health.hold(units);
  }

  #late(isLate: boolean): void {
    if (this.#isLate === isLate) return;
    this.#isLate = isLate;
    this.#options.onLate(isLate);
  }

  /** A turn that ended closed its steps; it may have left the window at the same moment. */
  #recordEnd(turnId: TurnId, touched: Touched, closed: ClosedTurn | undefined): void {
    const { state } = this.#options;
    const evicted = touched.evicted.find(({ turn }) => turn.id === turnId);
    const known = state.turns.get(turnId)?.turn ?? evicted?.turn;
    const turn = known ?? closed?.turn;
    if (turn) this.#pending.setTurn(turn);
    if (!known) for (const step of closed?.steps ?? []) this.#pending.setStep(step);
    for (const id of touched.stepIds) {
      const step = state.steps.get(id)?.step;
      if (step) this.#pending.setStep(step);
    }
    for (const { input: _input, output: _output, ...step } of evicted?.steps ?? []) this.#pending.setStep(step);
  }

  #schedule(delayMs: number): void {
    if (this.#held || this.#fenced) return;
    if (delayMs === 0) {
      this.#timer?.cancel();
      // At the end of the tick, so that what one handler does at once is one write.
      this.#timer = this.#options.clock.setTimeout(() => this.#start(), 0);
      return;
    }
    // It falls due no later than it would alone. What is begun there is the business of many chats.
    this.#timer ??= runOutside(() => beatOf(this.#options.clock).after(delayMs - BEAT_MS / 2, () => this.#start()));
  }

  #start(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#writing || this.#fenced || this.#pending.isEmpty) return;
    const pending = this.#pending;
    this.#pending = new Unwritten();
    const written = this.#options.place?.();
    this.#writing = this.#write(pending, written).finally(() => {
      this.#writing = undefined;
      if (!this.#fenced) {
        this.#unwritten -= pending.weight;
        this.#options.health.hold(-pending.weight);
      }
      this.#release();
      if (!this.#pending.isEmpty) this.#schedule(this.#pending.size >= TEXT_CHUNK || this.#pending.hasTurns ? 0 : TEXT_DELAY_MS);
    });
  }

  async #write(pending: Unwritten, written: (() => void) | undefined): Promise<void> {
    const { clock, health } = this.#options;
    const late = clock.setTimeout(() => this.#late(true), LATE_MS, { background: true });
    const silent = clock.setTimeout(() => health.silent(this), health.silentMs, { background: true });
    try {
      if (!(await this.#untilWritten(pending))) return;
      written?.();
      health.wrote(this);
      this.#late(false);
    } finally {
      late.cancel();
      silent.cancel();
    }
  }

  /** False when there is nobody any more to write for. */
  async #untilWritten(pending: Unwritten): Promise<boolean> {
    const { dataLayer, clock, logger, state, health, confirm } = this.#options;
    let batch = this.#toBatch(pending);
    while (!this.#fenced) {
      try {
        // Before, so that nothing of a session that is over is written; and after, so that whoever opens the thread from now on reads what was.
        if (!this.#stored) await confirm?.();
        if (this.#fenced) return false;
        const began = performance.now();
        await dataLayer.write(batch);
        health.took("chat", performance.now() - began);
        if (!this.#stored) await confirm?.();
        this.#stored = true;
        return !this.#fenced;
      } catch (error) {
        // Also a thread that was deleted for good, by another process: what is left here would be its last lines.
        if (isChatError(error) && (error.code === "STALE_WRITE" || (this.#stored && error.code === "NOT_FOUND"))) {
          this.#fenced = true;
          health.forget(this);
          this.#options.onFenced({ isDeleted: error.code === "NOT_FOUND" });
          return false;
        }
        if (this.#fenced) return false;
        const failures = health.failed(this, error);
        logger.debug({ err: error, threadId: state.thread.id, failures }, "a write to the data layer failed; it is tried again");
        if (failures === 3) {
          // One line for each chat would bury the one about the store; but one that is refused while others are written has to be seen.
          if (toStoreTrouble(error) === "refuses") logger.error({ err: error, threadId: state.thread.id }, "the store refuses this chat");
          // A store that says no to the content will say it again: the whole window, written anew, has no gaps to object to.
          if (isChatError(error)) batch = this.#toBatch(pending.anew(state));
        }
        await wait(clock, backoffMs(failures, RETRY));
      }
    }
    return false;
  }

  #toBatch(pending: Unwritten): WriteBatch {
    const { state } = this.#options;
    return {
      threadId: state.thread.id,
      epoch: state.epoch,
      thread: pending.thread ? this.#options.threadRow() : undefined,
      only: this.#stored ? "known" : undefined,
      ...pending.toRows(),
    };
  }

  #release(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter();
  }
}

const beats = new WeakMap<Clock, Beat>();

/** The beat of all chats that go by one clock. */
function beatOf(clock: Clock): Beat {
  const known = beats.get(clock) ?? new Beat(clock, { everyMs: BEAT_MS });
  beats.set(clock, known);
  return known;
}
