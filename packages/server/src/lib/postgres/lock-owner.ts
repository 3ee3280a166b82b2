// What one owner has at most: of two processes that count it, one waits for the other, until its transaction is over.
import type { Database } from "./database.ts";

export async function lockOwner(db: Database, owner: string): Promise<void> {
  await db.run("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", owner);
}
