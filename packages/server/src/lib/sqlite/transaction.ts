// All or nothing, within one turn of the event loop.
import type { SqliteDatabase } from "./sqlite-database.ts";

/** Commits when the job returns, undoes everything when it throws. The write lock is taken at once, not at the first write. */
export function inTransaction<T>(db: SqliteDatabase, job: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = job();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

function rollBack(db: SqliteDatabase): void {
  try {
    db.exec("ROLLBACK");
  } catch {
    // SQLite undoes the transaction by itself after some failures, such as a full disk; the first error is the one to tell.
  }
}
