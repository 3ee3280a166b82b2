// One connection and one queue for each file, shared by everything that keeps its tables there. Jobs are synchronous, so no
// transaction can be held open across an await: two connections with such transactions stop the event loop while they wait.
import path from "node:path";
import { ChatError, isChatError } from "@colloquy/protocol";
import { type Clock, systemClock, wait } from "../clock.ts";
import { SerialQueue } from "../serial-queue.ts";
import { LEASE_TIMES, Lease, type LeaseTimes } from "./lease.ts";
import { migrate, type Schema } from "./migrate.ts";
import { ensurePrivateFile, ensurePrivateFolder } from "./private-folder.ts";
import { openDatabase, type SqliteDatabase } from "./sqlite-database.ts";
import { type Prepare, StatementCache } from "./statement-cache.ts";
import { inTransaction } from "./transaction.ts";

export interface SqliteFileOptions {
  /** Made, with its folder, when it is not there. `:memory:` keeps nothing. */
  readonly file: string;
  readonly clock?: Clock;
  /** For tests: how often a holder beats, after what silence it is dead, how often a waiting process looks. */
  readonly leaseTimes?: LeaseTimes;
}

/** One driver's use of a file. Calls take effect in the order they are made, over all shares of the file. */
export interface SqliteShare {
  /** Opens the file, taking its lease, unless another share has; then brings this share's tables up to date. */
  open(): Promise<void>;
  /** Runs the job in a transaction that is committed when it returns and undone when it throws. */
  write<T>(job: (prepare: Prepare) => T): Promise<T>;
  read<T>(job: (prepare: Prepare) => T): Promise<T>;
  /** Waits for what was asked before. The last share closes the file and gives its lease back. */
  close(): Promise<void>;
}

interface OpenFile {
  readonly db: SqliteDatabase;
  readonly lease: Lease;
  readonly statements: StatementCache;
}

/** How long jobs may run one after the other before timers and sockets get their turn. */
const SLICE_MS = 10;

/** A database file that several drivers share: made with `createSqliteFile` and handed to each of them. */
export class SqliteFile {
  readonly file: string;
  readonly #clock: Clock;
  readonly #times: LeaseTimes;
  readonly #queue = new SerialQueue();
  readonly #shares = new Set<SqliteShare>();
  #open: OpenFile | undefined;
  #sliceBegan = 0;

  constructor({ file, clock = systemClock, leaseTimes = LEASE_TIMES }: SqliteFileOptions) {
    this.file = file;
    this.#clock = clock;
    this.#times = leaseTimes;
  }

  share(schema: Schema): SqliteShare {
    const share: SqliteShare = {
      open: () => this.#queue.run(() => this.#openFor(share, schema)),
      write: (job) =>
        this.#run(share, ({ db, lease, statements }) =>
          inTransaction(db, () => {
            lease.assertHeld();
            return job(statements.prepare);
          }),
        ),
      read: (job) => this.#run(share, ({ statements }) => job(statements.prepare)),
      close: () => this.#queue.run(async () => this.#closeFor(share)),
    };
    return share;
  }

  async #openFor(share: SqliteShare, schema: Schema): Promise<void> {
    try {
      this.#open ??= await this.#openFile();
      const { db, lease } = this.#open;
      inTransaction(db, () => {
        lease.assertHeld();
        migrate(db, schema);
      });
      this.#shares.add(share);
    } catch (error) {
      this.#closeIfUnused();
      throw this.#explain(error);
    }
  }

  #closeFor(share: SqliteShare): void {
    this.#shares.delete(share);
    this.#closeIfUnused();
  }

  #run<T>(share: SqliteShare, job: (open: OpenFile) => T): Promise<T> {
    if (this.#queue.size === 0) this.#sliceBegan = performance.now();
    return this.#queue.run(async () => {
      if (performance.now() - this.#sliceBegan > SLICE_MS) await this.#letOthers();
      if (!this.#open || !this.#shares.has(share)) throw this.#notOpen();
      try {
        return job(this.#open);
      } catch (error) {
        throw this.#explain(error);
      }
    });
  }

  async #letOthers(): Promise<void> {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    this.#sliceBegan = performance.now();
  }

  async #openFile(): Promise<OpenFile> {
    if (this.file !== ":memory:") {
      await ensurePrivateFolder(path.dirname(this.file));
      await ensurePrivateFile(this.file);
    }
    const db = await openDatabase(this.file);
    try {
      db.exec("PRAGMA busy_timeout = 2000");
      await this.#retryWhileBusy(() => db.exec("PRAGMA journal_mode = WAL"));
      // With a write-ahead log this survives any death of the process; only a power failure may take the last moments.
      db.exec("PRAGMA synchronous = NORMAL");
      db.exec("PRAGMA foreign_keys = ON");
      const lease = new Lease(db, { file: this.file, clock: this.#clock, times: this.#times });
      await lease.take();
      return { db, lease, statements: new StatementCache(db) };
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** The busy timeout does not cover a change of the journal mode, which two new processes may try at once. */
  async #retryWhileBusy(attempt: () => void): Promise<void> {
    for (let left = 50; ; left -= 1) {
      try {
        return attempt();
      } catch (error) {
        if (left === 0 || !String(error).includes("locked")) throw error;
        await wait(this.#clock, this.#times.lookEveryMs);
      }
    }
  }

  #closeIfUnused(): void {
    if (!this.#open || this.#shares.size > 0) return;
    const { db, lease } = this.#open;
    this.#open = undefined;
    try {
      lease.release();
    } finally {
      db.close();
    }
  }

  #notOpen(): ChatError {
    return new ChatError("STORE_FAILED", `${this.file} is not open.`, { fix: "Open the store before it is used, and close it after." });
  }

  #explain(error: unknown): unknown {
    if (isChatError(error)) return error;
    const reason = error instanceof Error ? error.message : String(error);
    return new ChatError("STORE_FAILED", `The database ${this.file} failed: ${reason}`, { cause: error });
  }
}

/** A file for both drivers: hand it to `createSqliteDataLayer` and to `createSqliteSessionStore`. */
export function createSqliteFile(options: SqliteFileOptions): SqliteFile {
  return new SqliteFile(options);
}

/** Drivers take either a file that is shared or what to make their own from. */
export function toSqliteFile(source: SqliteFile | SqliteFileOptions): SqliteFile {
  return "share" in source ? source : new SqliteFile(source);
}
