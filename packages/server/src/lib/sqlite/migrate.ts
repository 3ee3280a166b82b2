// Schemas grow by steps. Each part of a file has its own list of them; what is missing runs in one transaction, so that a
// process killed in the middle leaves the file as it was.
import { ChatError } from "@colloquy/protocol";
import type { SqliteDatabase } from "./sqlite-database.ts";

/** The tables of one driver. A released step is never changed: a new one is added. */
export interface Schema {
  readonly name: string;
  /** SQL that leads from one version to the next; the first makes version 1. */
  readonly steps: readonly string[];
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
  for (const step of schema.steps.slice(found)) db.exec(step);
  db.prepare("INSERT INTO schema_versions (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version").run(
    schema.name,
    known,
  );
}
