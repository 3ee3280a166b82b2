// An SQLite file, looked at.
import { existsSync, statSync } from "node:fs";
import { DATA_SCHEMA } from "../../data/drivers/sqlite-schema.ts";
import { SESSION_SCHEMA } from "../../session-store/drivers/sqlite-schema.ts";
import { openDatabase, type SqliteDatabase } from "../../sqlite/sqlite-database.ts";
import { COUNTED, noState, OPEN_TURN, type StoreState, toParts } from "./store-state.ts";

const KNOWN = { data: DATA_SCHEMA.steps.length, sessions: SESSION_SCHEMA.steps.length };

export async function inspectSqlite(file: string): Promise<StoreState> {
  if (!existsSync(file)) return noState(KNOWN);
  const db = await openDatabase(file);
  try {
    db.exec("PRAGMA busy_timeout = 5000; PRAGMA query_only = ON");
    const bytes = ["", "-wal"].reduce((sum, ending) => sum + (statSync(file + ending, { throwIfNoEntry: false })?.size ?? 0), 0);
    if (!hasTable(db, "schema_versions")) return { ...noState(KNOWN), exists: true, bytes };
    const versions = db.prepare<{ name: string; version: number }>("SELECT name, version FROM schema_versions").all();
    const counts = Object.entries(COUNTED).map(([what, table]) => [what, count(db, table)] as const);
    return {
      exists: true,
      parts: toParts(KNOWN, Object.fromEntries(versions.map(({ name, version }) => [name, version]))),
      counts: Object.fromEntries(counts),
      bytes,
      fileBytes: hasTable(db, "files") ? (db.prepare<{ sum: number }>("SELECT ifnull(sum(size), 0) AS sum FROM files").get()?.sum ?? 0) : 0,
      openTurns: hasTable(db, "turns")
        ? (db
            .prepare<{ n: number }>("SELECT count(*) AS n FROM turns WHERE record LIKE ? OR record LIKE ? OR record LIKE ?")
            .get(...OPEN_TURN)?.n ?? 0)
        : 0,
    };
  } finally {
    db.close();
  }
}

function hasTable(db: SqliteDatabase, name: string): boolean {
  return db.prepare<object>("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;
}

function count(db: SqliteDatabase, table: string): number {
  return hasTable(db, table) ? (db.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0) : 0;
}
