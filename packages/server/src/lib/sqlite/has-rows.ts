// A look at a file that nobody opens: nothing is made, and nothing is written.
import { existsSync } from "node:fs";
import { openDatabase } from "./sqlite-database.ts";

/** Whether a table of this file has rows. False where there is no file; throws where it has no such table. */
export async function hasRows(file: string, table: "threads"): Promise<boolean> {
  if (!existsSync(file)) return false;
  const db = await openDatabase(file);
  try {
    db.exec("PRAGMA query_only = ON");
    return db.prepare<object>(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined;
  } finally {
    db.close();
  }
}
