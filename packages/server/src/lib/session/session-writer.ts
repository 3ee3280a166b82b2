// Writes a session's record when its content changes: soon after a change, every second while a turn runs, at its end, and when asked.
import { ChatError, isChatError, type SessionId } from "@colloquy/protocol";
import { backoffMs } from "../backoff.ts";
import { type Clock, wait } from "../clock.ts";
import type { Logger } from "../logger.ts";
import type { SavedValuesPatch, SessionRecord, SessionStore } from "../session-store/session-store.ts";
import type { StoreHealth } from "./store-health.ts";
import type { Values } from "./values.ts";

/** After a set, a change of the surface or of a question. */
const DELAY_MS = 250;
/** While a turn runs, since it may change an object in place. */
const RUNNING_MS = 1000;
/** After a failure. */
const RETRY = { firstMs: 250, mostMs: 5_000 };
/** A write that takes longer is told to the person. */
const LATE_MS = 1_000;
/** How long somebody who asked for a write waits for a store that fails. */
const PATIENCE_MS = 10_000;

/** What is written, and with what. */
export interface SessionWriterParts {
  readonly sessionId: SessionId;
  readonly store: SessionStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Only those that changed are written. */
  readonly values: Values;
  /** The rest of the record as it stands now. */
  readonly record: () => SessionRecord;
  /** True while a turn runs. */
  readonly isRunning: () => boolean;
  /** A newer session has written: this one must stop. */
  readonly onFenced: () => void;
  /** How the store fares, as all chats see it. */
  readonly health: StoreHealth;
  /** The record has waited for the store for a while, or is written at last. */
  readonly onLate: (isLate: boolean) => void;
}

/** Keeps one session's record up to date. */
export class SessionWriter {
  readonly #parts: SessionWriterParts;
  #timer: { cancel(): void } | undefined;
  #writing: Promise<void> = Promise.resolve();
  #disposed = false;
  #recordChanged = false;
  #hasRecord = false;
  #unsaved: SavedValuesPatch = {};
  /** In a row. */
  #failures = 0;
  #isLate = false;

  constructor(parts: SessionWriterParts) {
    this.#parts = parts;
  }

  /** Asks for a write of the record soon. */
  schedule(): void {
    this.#recordChanged = true;
    this.watchValues();
  }

  /** Asks for a write soon if a value of the user session has changed by then. */
  watchValues(): void {
    this.#writeIn(this.#parts.isRunning() ? RUNNING_MS : DELAY_MS);
  }

  /** Writes what has changed without waiting for more: a turn has ended, and what it did must outlive the process. */
  saveChanges(): void {
    if (this.#disposed) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    void this.#enqueue(() => this.#saveIfChanged()).catch((error) => this.#failed(error));
  }

  /** Settles when there is a record at all: without one, nobody would find the way back to what was acknowledged. */
  async ensureRecord(): Promise<void> {
    if (!this.#hasRecord) await this.save();
  }

  /** Writes the record, after what is being written, and tries again when that fails. Throws what the store throws after ten seconds of it. */
  async save(): Promise<void> {
    const { clock } = this.#parts;
    const until = clock.now() + PATIENCE_MS;
    for (;;) {
      this.#timer?.cancel();
      this.#timer = undefined;
      try {
        return await this.#within(
          this.#enqueue(() => this.#save()),
          until - clock.now(),
        );
      } catch (error) {
        if (isChatError(error) && error.code === "STALE_WRITE") throw error;
        const pause = backoffMs(this.#failures, RETRY);
        if (this.#disposed || clock.now() + pause >= until) {
          // Nobody else may come to try again.
          this.#failed(error);
          throw error;
        }
        await wait(clock, pause);
      }
    }
  }

  /** A store that is silent is not waited for any longer; what it was asked goes on. */
  async #within(write: Promise<void>, ms: number): Promise<void> {
    let timer: { cancel(): void } | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = this.#parts.clock.setTimeout(() => reject(new ChatError("STORE_FAILED")), ms);
    });
    try {
      await Promise.race([write, late]);
    } finally {
      timer?.cancel();
    }
  }

  #writeIn(ms: number): void {
    if (this.#disposed || this.#timer) return;
    this.#timer = this.#parts.clock.setTimeout(() => {
      this.#timer = undefined;
      void this.#enqueue(() => this.#saveIfChanged()).catch((error) => this.#failed(error));
    }, ms);
  }

  #enqueue(job: () => Promise<void>): Promise<void> {
    const write = this.#writing.then(job);
    this.#writing = write.catch(() => undefined);
    return write;
  }

  async #saveIfChanged(): Promise<void> {
    this.#collect();
    if (this.#recordChanged || Object.keys(this.#unsaved).length > 0) await this.#save();
    else this.#watchOn();
  }

  async #save(): Promise<void> {
    if (this.#disposed) return;
    this.#collect();
    this.#recordChanged = false;
    const values = this.#unsaved;
    this.#unsaved = {};
    const { store, health, clock } = this.#parts;
    const late = clock.setTimeout(() => this.#late(true), LATE_MS, { background: true });
    const silent = clock.setTimeout(() => health.silent(this), health.silentMs, { background: true });
    try {
      const began = performance.now();
      await store.save(this.#parts.record(), values);
      health.took("session", performance.now() - began);
      this.#hasRecord = true;
      this.#failures = 0;
      health.wrote(this);
      this.#late(false);
    } catch (error) {
      this.#recordChanged = true;
      this.#unsaved = { ...values, ...this.#unsaved };
      this.#noteFailure(error);
      throw error;
    } finally {
      late.cancel();
      silent.cancel();
    }
    this.#watchOn();
  }

  #noteFailure(error: unknown): void {
    if (this.#disposed || (isChatError(error) && error.code === "STALE_WRITE")) return;
    this.#failures = this.#parts.health.failed(this, error);
    // The first may be of a moment.
    if (this.#failures > 1) this.#late(true);
  }

  #late(isLate: boolean): void {
    if (this.#isLate === isLate) return;
    this.#isLate = isLate;
    this.#parts.onLate(isLate);
  }

  /** While a turn runs, an object it has read may change in place at any time. */
  #collect(): void {
    if (this.#disposed) return;
    this.#unsaved = { ...this.#unsaved, ...this.#parts.values.takeChanges(this.#parts.isRunning()) };
  }

  #watchOn(): void {
    if (!this.#disposed && (this.#recordChanged || this.#parts.values.dirty)) this.watchValues();
  }

  /** Waits for a write under way and makes no other. */
  async finish(): Promise<void> {
    this.dispose();
    await this.#writing;
  }

  dispose(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#disposed = true;
    this.#parts.health.forget(this);
  }

  #failed(error: unknown): void {
    if (isChatError(error) && error.code === "STALE_WRITE") {
      this.#parts.onFenced();
      return;
    }
    const { logger, sessionId } = this.#parts;
    logger.debug({ err: error, sessionId, failures: this.#failures }, "a session could not be written down; it is tried again");
    this.#recordChanged = true;
    this.#writeIn(backoffMs(this.#failures, RETRY));
  }
}
