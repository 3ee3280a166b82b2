// Another program that holds the lock of an SQLite file, as a backup does: nobody else writes until it lets go.
import { openDatabase } from "../src/lib/sqlite/sqlite-database.ts";

/** Takes the lock; what is returned gives it back. */
export async function holdSqlite(file: string): Promise<() => void> {
  const db = await openDatabase(file);
  db.exec("BEGIN IMMEDIATE");
  return () => {
    db.exec("COMMIT");
    db.close();
  };
}
