// Schemas grow by steps. Each part of a file has its own list of them; what is missing runs in one transaction, so that a
// process killed in the middle leaves the file as it was.
import { ChatError } from "@colloquy/protocol";
import type { SqliteDatabase } from "./sqlite-database.ts";

/** The tables of one driver. A released step is never changed: a new one is added. */
export interface Schema {
  readonly name: string;
  /** What leads from one version to the next; the first makes version 1. Code, where SQL cannot say it. */
  readonly steps: readonly (string | ((db: SqliteDatabase) => void))[];
  /** Runs each time the file is opened, once its tables are up to date: what depends on what this SQLite can do. */
  readonly opened?: (db: SqliteDatabase) => void;
}

/** Brings one part of a file up to date. Throws STORE_FAILED for a file of a newer version, without touching it. */
export function migrate(db: SqliteDatabase, schema: Schema): void {
  db.exec("CREATE TABLE IF NOT EXISTS schema_versions (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT");
  const found = db.prepare<{ version: number }>("SELECT version FROM schema_versions WHERE name = ?").get(schema.name)?.version ?? 0;
  const known = schema.steps.length;
  if (found > known) {
    throw new ChatError("STORE_FAILED", `The ${schema.name} tables have version ${found}; this release knows them up to ${known}.`, {
      fix: "Run the newer release of Colloquy that wrote the file, or give this one its own folder.",
    });
  }
  for (const step of schema.steps.slice(found)) {
    if (typeof step === "string") db.exec(step);
    else step(db);
  }
  db.prepare("INSERT INTO schema_versions (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version").run(
    schema.name,
    known,
  );
  schema.opened?.(db);
}
