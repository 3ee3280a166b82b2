// Writes a session's record when its content changes: soon after a change, every second while a turn runs, at its end, and when asked.
import { isChatError, toTurnBundle } from "@colloquy/protocol";
import type { SavedValuesPatch, SessionRecord } from "../session-store/session-store.ts";
import type { Session, SessionServices } from "./session.ts";

/** After a set, a change of the surface or of a question. */
const DELAY_MS = 250;
/** While a turn runs, since it may change an object in place. */
const RUNNING_MS = 1000;

/** Keeps one session's record up to date. */
export class SessionWriter {
  readonly #session: Session;
  readonly #services: SessionServices;
  #timer: { cancel(): void } | undefined;
  #writing: Promise<void> = Promise.resolve();
  #disposed = false;
  #recordChanged = false;
  #hasRecord = false;
  #unsaved: SavedValuesPatch = {};

  constructor(session: Session, services: SessionServices) {
    this.#session = session;
    this.#services = services;
  }

  /** Asks for a write of the record soon. */
  schedule(): void {
    this.#recordChanged = true;
    this.watchValues();
  }

  /** Asks for a write soon if a value of the user session has changed by then. */
  watchValues(): void {
    if (this.#disposed || this.#timer) return;
    const running = this.#session.turns.running.length > 0;
    this.#timer = this.#services.clock.setTimeout(
      () => {
        this.#timer = undefined;
        void this.#enqueue(() => this.#saveIfChanged()).catch((error) => this.#failed(error));
      },
      running ? RUNNING_MS : DELAY_MS,
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
      await this.#services.store.save(toRecord(this.#session), values);
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
    const keepWatching = this.#session.turns.running.length > 0;
    this.#unsaved = { ...this.#unsaved, ...this.#session.values.takeChanges(keepWatching) };
  }

  #watchOn(): void {
    if (!this.#disposed && (this.#recordChanged || this.#session.values.dirty)) this.watchValues();
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
      this.#session.fence();
      return;
    }
    this.#services.logger.error({ err: error, sessionId: this.#session.id }, "a session could not be written down; it is tried again");
    this.schedule();
  }
}

function toRecord(session: Session): SessionRecord {
  const { state, services } = session;
  const keepsEnv = services.config.persistUserEnv && Object.keys(session.env).length > 0;
  return {
    id: session.id,
    threadId: session.threadId,
    threadCreatedAt: state.thread.createdAt,
    owner: session.owner,
    epoch: state.epoch,
    handles: [...session.handles],
    interacted: session.interacted,
    started: session.started,
    clientType: session.clientType,
    surface: state.surface,
    asks: [...state.asks.values()],
    answers: session.asks.answers,
    unfinishedTurns: [...state.turns.values()].map(({ turn }) => turn).filter((turn) => turn.endedAt === undefined),
    unstored: session.interacted
      ? []
      : [...state.turns.keys()].map((id) => toTurnBundle(state, id)).filter((bundle) => bundle !== undefined),
    sealedEnv: keepsEnv ? services.seal?.seal(session.env, session.id) : undefined,
    detachedAt: session.detachedAt === undefined ? undefined : new Date(session.detachedAt).toISOString(),
    leftAt: session.leftAt === undefined ? undefined : new Date(session.leftAt).toISOString(),
    updatedAt: session.now(),
  };
}
