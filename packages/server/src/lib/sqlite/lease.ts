// One process per file: whoever uses it says so in a row, and says again and again that it lives.
import { ChatError } from "@colloquy/protocol";
import { type Clock, type Timer, wait } from "../clock.ts";
import { isGone, isThisProcess, type ProcessIdentity, thisProcess } from "./process-identity.ts";
import { isBusy, type SqliteDatabase, type SqliteStatement } from "./sqlite-database.ts";
import { inTransaction } from "./transaction.ts";

/** How often a holder says that it lives, after what silence it counts as dead, and how often a waiting process looks. */
export interface LeaseTimes {
  readonly beatEveryMs: number;
  readonly deadAfterMs: number;
  readonly lookEveryMs: number;
}

export const LEASE_TIMES: LeaseTimes = { beatEveryMs: 2_000, deadAfterMs: 10_000, lookEveryMs: 100 };

interface Holder extends ProcessIdentity {
  readonly token: string;
  readonly beatAt: number;
}

const LEASE_TABLE = `
  CREATE TABLE IF NOT EXISTS lease (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    token TEXT NOT NULL,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    beat_at INTEGER NOT NULL
  ) STRICT`;

/** Some program that took no lease. */
const UNKNOWN: Holder = { token: "", host: "", pid: 0, startedAt: 0, beatAt: 0 };

/** How long somebody waits before they are told what for. */
const TOLD_AFTER_MS = 1_000;

/** What a lease needs to know. */
export interface LeaseOptions {
  readonly file: string;
  readonly clock: Clock;
  readonly times: LeaseTimes;
  /** Called once, with a sentence for people, when the lease is not to be had at once. */
  readonly onWait?: ((message: string) => void) | undefined;
}

/** The right to use a file. Its methods are for one holder, in this order: take, assertHeld as often as needed, release. */
export class Lease {
  readonly #file: string;
  readonly #clock: Clock;
  readonly #times: LeaseTimes;
  readonly #db: SqliteDatabase;
  readonly #token = crypto.randomUUID();
  readonly #select: SqliteStatement<Holder>;
  readonly #renew: SqliteStatement<never>;
  readonly #onWait: LeaseOptions["onWait"];
  #timer: Timer | undefined;

  constructor(db: SqliteDatabase, options: LeaseOptions) {
    // Only when it is missing: even a CREATE that does nothing waits for whoever holds the file's lock.
    const made = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'lease'").get();
    if (!made) db.exec(LEASE_TABLE);
    this.#db = db;
    this.#file = options.file;
    this.#clock = options.clock;
    this.#times = options.times;
    this.#onWait = options.onWait;
    this.#select = db.prepare("SELECT token, host, pid, started_at AS startedAt, beat_at AS beatAt FROM lease");
    this.#renew = db.prepare("UPDATE lease SET beat_at = ? WHERE token = ?");
  }

  /** Waits for a holder that may be dead as long as a beat may be late; throws STORE_LOCKED when it lives. */
  async take(): Promise<void> {
    const began = this.#clock.now();
    const deadline = began + this.#times.deadAfterMs;
    let told = false;
    const seen = this.#select.get();
    for (;;) {
      const silent = this.#clock.now() >= deadline ? seen : undefined;
      const holder = this.#tryTake(silent);
      if (!holder) break;
      if (isThisProcess(holder)) throw this.#openedTwice();
      if (this.#clock.now() >= deadline) throw this.#lockedBy(holder);
      if (!told && this.#clock.now() - began >= TOLD_AFTER_MS) {
        told = true;
        this.#onWait?.(this.#waitsFor(holder, deadline));
      }
      await wait(this.#clock, this.#times.lookEveryMs);
    }
    this.#beatLater();
  }

  /** Throws STORE_LOCKED when another process took over, because this one was silent for too long. Called within each transaction. */
  assertHeld(): void {
    const holder = this.#select.get();
    if (holder?.token !== this.#token) throw this.#lockedBy(holder);
  }

  release(): void {
    this.#timer?.cancel();
    this.#db.prepare("DELETE FROM lease WHERE token = ?").run(this.#token);
  }

  /** Returns who holds the lease, or nothing when it is ours now. `silent` is a holder that was watched and did not stir. */
  #tryTake(silent: Holder | undefined): Holder | undefined {
    try {
      return inTransaction(this.#db, () => this.#takeIfFree(silent));
    } catch (error) {
      if (!isBusy(error)) throw error;
      // Somebody writes, or was paused while writing: as long as that lasts, nothing can be taken.
      return this.#select.get() ?? UNKNOWN;
    }
  }

  #takeIfFree(silent: Holder | undefined): Holder | undefined {
    const holder = this.#select.get();
    const unmoved = silent !== undefined && holder?.token === silent.token && holder.beatAt === silent.beatAt;
    const overdue = holder !== undefined && this.#clock.now() - holder.beatAt >= this.#times.deadAfterMs;
    if (holder && !unmoved && !overdue && !isGone(holder)) return holder;
    const { host, pid, startedAt } = thisProcess();
    this.#db
      .prepare("INSERT OR REPLACE INTO lease (id, token, host, pid, started_at, beat_at) VALUES (1, ?, ?, ?, ?, ?)")
      .run(this.#token, host, pid, startedAt, this.#clock.now());
    return undefined;
  }

  #beatLater(): void {
    this.#timer = this.#clock.setTimeout(() => this.#beat(), this.#times.beatEveryMs, { background: true });
  }

  #beat(): void {
    try {
      // Nothing changes when another process took over: assertHeld tells whoever writes next, and there is nothing left to renew.
      if (this.#renew.run(this.#clock.now(), this.#token) === 0) return;
    } catch {
      // A disk that is full or busy for a moment; the next beat may succeed, and what is written meanwhile reports the failure.
    }
    this.#beatLater();
  }

  #waitsFor(holder: Holder, deadline: number): string {
    const seconds = Math.ceil((deadline - this.#clock.now()) / 1000);
    return `${this.#lockedBy(holder).message} Waiting for it to be free, for at most ${seconds} s more.`;
  }

  #lockedBy(holder: Holder | undefined): ChatError {
    if (!holder) return new ChatError("STORE_LOCKED", `Another process used ${this.#file} while this one was silent.`);
    if (holder === UNKNOWN) return new ChatError("STORE_LOCKED", `Another program holds a lock on ${this.#file}.`);
    if (holder.host === thisProcess().host) {
      return new ChatError("STORE_LOCKED", `${this.#file} is in use by another server on this machine, process ${holder.pid}.`, {
        fix: `Use that one, or stop process ${holder.pid}, or give this server a folder of its own.`,
      });
    }
    const seconds = Math.max(0, (this.#clock.now() - holder.beatAt) / 1000).toFixed(1);
    const who = `process ${holder.pid} on ${holder.host}`;
    return new ChatError("STORE_LOCKED", `${this.#file} is used by ${who}, which gave its last sign of life ${seconds} s ago.`, {
      fix: `Stop ${who}, or give this server its own folder.`,
    });
  }

  #openedTwice(): ChatError {
    return new ChatError("STORE_LOCKED", `This process has opened ${this.#file} already.`, {
      fix: "Make one createSqliteFile({ file }) and hand it to both drivers.",
    });
  }
}
