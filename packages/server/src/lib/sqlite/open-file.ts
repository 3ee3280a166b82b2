// From a path to a connection that may write: the file, its settings, its lease.
import path from "node:path";
import { type Clock, wait } from "../clock.ts";
import { Lease, type LeaseOptions, type LeaseTimes } from "./lease.ts";
import { ensurePrivateFile, ensurePrivateFolder } from "./private-folder.ts";
import { isBusy, openDatabase, type SqliteDatabase } from "./sqlite-database.ts";
import { StatementCache } from "./statement-cache.ts";

/** A connection, the right to use it, and what it has prepared. */
export interface OpenFile {
  readonly db: SqliteDatabase;
  readonly lease: Lease;
  readonly statements: StatementCache;
}

/** How long an attempt is repeated while another program, a backup for example, holds the file's lock. */
const BUSY_FOR_MS = 5_000;
const RETRY_EVERY_MS = 50;

/** Opens the file, making it when it is not there, and takes its lease. */
export async function openFile(
  file: string,
  { clock, leaseTimes, onWait }: { readonly clock: Clock; readonly leaseTimes: LeaseTimes; readonly onWait: LeaseOptions["onWait"] },
): Promise<OpenFile> {
  if (file !== ":memory:") {
    await ensurePrivateFolder(path.dirname(file));
    await ensurePrivateFile(file);
  }
  const db = await openDatabase(file);
  try {
    const lease = await retryWhileBusy(clock, () => {
      db.exec("PRAGMA journal_mode = WAL");
      // With a write-ahead log this survives any death of the process; only a power failure may take the last moments.
      db.exec("PRAGMA synchronous = NORMAL");
      db.exec("PRAGMA foreign_keys = ON");
      // Waiting in here stops the event loop: only short locks are waited out, longer ones by retryWhileBusy.
      db.exec("PRAGMA busy_timeout = 20");
      return new Lease(db, { file, clock, times: leaseTimes, onWait });
    });
    await lease.take();
    return { db, lease, statements: new StatementCache(db) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Gives the lease back and closes the connection. */
export function closeFile({ db, lease }: OpenFile): void {
  try {
    lease.release();
  } finally {
    db.close();
  }
}

/** Repeats an attempt that another connection's lock kept from beginning, without stopping the event loop meanwhile. */
export async function retryWhileBusy<T>(clock: Clock, attempt: () => T): Promise<T> {
  const deadline = clock.now() + BUSY_FOR_MS;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || clock.now() >= deadline) throw error;
      await wait(clock, RETRY_EVERY_MS);
    }
  }
}
