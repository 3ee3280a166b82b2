// Writes a session's record when its content changes: soon after a change, every second while a turn runs, at its end, and when asked.
import { isChatError, type SessionId } from "@colloquy/protocol";
import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.ts";
import type { SavedValuesPatch, SessionRecord, SessionStore } from "../session-store/session-store.ts";
import type { Values } from "./values.ts";

/** After a set, a change of the surface or of a question. */
const DELAY_MS = 250;
/** While a turn runs, since it may change an object in place. */
const RUNNING_MS = 1000;

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
    if (this.#disposed || this.#timer) return;
    this.#timer = this.#parts.clock.setTimeout(
      () => {
        this.#timer = undefined;
        void this.#enqueue(() => this.#saveIfChanged()).catch((error) => this.#failed(error));
      },
      this.#parts.isRunning() ? RUNNING_MS : DELAY_MS,
    );
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

  /** Writes the record now, after what is being written. Throws what the store throws. */
  save(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    return this.#enqueue(() => this.#save());
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
    try {
      await this.#parts.store.save(this.#parts.record(), values);
      this.#hasRecord = true;
    } catch (error) {
      this.#recordChanged = true;
      this.#unsaved = { ...values, ...this.#unsaved };
      throw error;
    }
    this.#watchOn();
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
  }

  #failed(error: unknown): void {
    if (isChatError(error) && error.code === "STALE_WRITE") {
      this.#parts.onFenced();
      return;
    }
    const { logger, sessionId } = this.#parts;
    logger.error({ err: error, sessionId }, "a session could not be written down; it is tried again");
    this.schedule();
  }
}
