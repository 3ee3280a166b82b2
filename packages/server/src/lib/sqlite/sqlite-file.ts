// One connection and one queue for each file, shared by everything that keeps its tables there. Jobs are synchronous, so no
// transaction can be held open across an await: two connections with such transactions stop the event loop while they wait.

import { ChatError, isChatError } from "@colloquy/protocol";
import { check, object, word } from "../check-given.ts";
import { type Clock, systemClock } from "../clock.ts";
import { SerialQueue } from "../serial-queue.ts";
import { LEASE_TIMES, type LeaseTimes } from "./lease.ts";
import { migrate, type Schema } from "./migrate.ts";
import { closeFile, type OpenFile, openFile, retryWhileBusy } from "./open-file.ts";
import { isBusy } from "./sqlite-database.ts";
import type { Prepare } from "./statement-cache.ts";
import { inTransaction } from "./transaction.ts";

/** Which file, and by which clock. */
export interface SqliteFileOptions {
  /** Made, with its folder, when it is not there. `:memory:` keeps nothing. */
  readonly file: string;
  readonly clock?: Clock;
  /** Called once, with a sentence for people, when another process has the file and must be waited for. */
  readonly onWait?: ((message: string) => void) | undefined;
  /** For tests: how often a holder beats, after what silence it is dead, how often a waiting process looks. @internal */
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

/** How long jobs may run one after the other before timers and sockets get their turn. */
const SLICE_MS = 10;

/** A database file that several drivers share: made with `createSqliteFile` and handed to each of them. */
export class SqliteFile {
  readonly file: string;
  readonly #clock: Clock;
  readonly #times: LeaseTimes;
  readonly #onWait: SqliteFileOptions["onWait"];
  readonly #queue = new SerialQueue();
  readonly #shares = new Set<SqliteShare>();
  #open: OpenFile | undefined;
  #sliceBegan = 0;
  /** Whether a slice goes on. It is over when the event loop has turned, not when the queue is empty: who waits for each job before the next empties it each time. */
  #inSlice = false;

  constructor({ file, clock = systemClock, leaseTimes = LEASE_TIMES, onWait }: SqliteFileOptions) {
    this.file = file;
    this.#clock = clock;
    this.#times = leaseTimes;
    this.#onWait = onWait;
  }

  /** What one driver has of it. @internal */
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
      this.#open ??= await openFile(this.file, { clock: this.#clock, leaseTimes: this.#times, onWait: this.#onWait });
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
    if (!this.#inSlice) this.#beginSlice();
    return this.#queue.run(async () => {
      if (performance.now() - this.#sliceBegan > SLICE_MS) await this.#letOthers();
      if (!this.#open || !this.#shares.has(share)) throw this.#notOpen();
      try {
        return await this.#attempt(this.#open, job);
      } catch (error) {
        throw this.#explain(error);
      }
    });
  }

  /** The common case stays within one turn of the event loop. */
  #attempt<T>(open: OpenFile, job: (open: OpenFile) => T): T | Promise<T> {
    try {
      return job(open);
    } catch (error) {
      if (!isBusy(error)) throw error;
      return retryWhileBusy(this.#clock, () => job(open));
    }
  }

  #beginSlice(): void {
    this.#inSlice = true;
    this.#sliceBegan = performance.now();
    setImmediate(() => (this.#inSlice = false));
  }

  async #letOthers(): Promise<void> {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    this.#sliceBegan = performance.now();
  }

  #closeIfUnused(): void {
    if (!this.#open || this.#shares.size > 0) return;
    const open = this.#open;
    this.#open = undefined;
    closeFile(open);
  }

  #notOpen(): ChatError {
    return new ChatError("STORE_FAILED", `${this.file} is not open.`, { fix: "Open the store before it is used, and close it after." });
  }

  #explain(error: unknown): unknown {
    if (isChatError(error)) return error;
    const reason = error instanceof Error ? error.message : String(error);
    const fix =
      FIXES.find(([words]) => words.test(reason))?.[1] ?? "Look at the file and its disk: whether it may be written, and has room.";
    return new ChatError("STORE_FAILED", `The database ${this.file} failed: ${reason}`, { cause: error, fix });
  }
}

/** What helps, by the words of SQLite and of the system. */
const FIXES: readonly (readonly [words: RegExp, fix: string])[] = [
  [/disk is full|ENOSPC/, "Free space on its disk, or name a file on another one."],
  [/EACCES|EPERM|readonly|read-only|EROFS/, "Give this account the right to read and write the file and its folder."],
  [/not a database/, "Name a file that SQLite wrote, or one that is not there yet."],
  [/malformed/, "The file is damaged: put the newest whole copy of it in its place."],
];

/** A file for both drivers: hand it to `createSqliteDataLayer` and to `createSqliteSessionStore`. */
export function createSqliteFile(options: SqliteFileOptions): SqliteFile {
  return toSqliteFile(options);
}

/** Drivers take either a file that is shared or what to make their own from. */
export function toSqliteFile(source: SqliteFile | SqliteFileOptions): SqliteFile {
  check("SQLite", "what the chats are kept in", source, object, 'Write { file: "chats.sqlite" }, or give it what createSqliteFile made.');
  if (!("share" in source)) check("SQLite", "file", source.file, word, 'Write { file: "chats.sqlite" }.');
  return "share" in source ? source : new SqliteFile(source);
}
