// Schemas of PostgreSQL grow by steps, as those of SQLite do: what is missing runs in one transaction, under a lock of the whole database, so
// that ten processes that start at once migrate once, and one that is killed leaves everything as it was.
import { ChatError } from "@colloquy/protocol";
import type { Database } from "./database.ts";

/** The tables of one driver. A released step is never changed: a new one is added. `@.` stands for the schema that they are in. */
export interface PostgresSchema {
  readonly name: string;
  /** What leads from one version to the next; the first makes version 1. */
  readonly steps: readonly string[];
  /** Runs each time the store is opened, once its tables are up to date: what depends on what this database can do. */
  readonly opened?: (db: Database) => Promise<void>;
}

/** Any number that nobody else uses for a lock of their own. */
const LOCK = 7_204_118_355;

/** Brings the tables of one driver up to date, within the transaction of `db`. Throws STORE_FAILED for those of a newer release, without touching them. */
export async function migrate(db: Database, schema: PostgresSchema): Promise<void> {
  // A large table takes as long as it takes, and so does waiting for another process that is at it.
  await db.run("SET LOCAL statement_timeout = 0");
  await db.run("SELECT pg_advisory_xact_lock($1)", LOCK);
  // Asked first: who may not make schemas can be given one.
  const [place] = await db.rows<{ found: boolean }>("SELECT to_regnamespace('@') IS NOT NULL AS found");
  if (!place?.found) await db.run("CREATE SCHEMA @");
  await db.run("CREATE TABLE IF NOT EXISTS @.schema_versions (name text PRIMARY KEY, version integer NOT NULL)");
  const [row] = await db.rows<{ version: number }>("SELECT version FROM @.schema_versions WHERE name = $1", schema.name);
  const found = row?.version ?? 0;
  const known = schema.steps.length;
  if (found > known) {
    throw new ChatError("STORE_FAILED", `The ${schema.name} tables have version ${found}; this release knows them up to ${known}.`, {
      fix: "Run the newer release of Colloquy that made them, or give this one a schema of its own.",
    });
  }
  for (const step of schema.steps.slice(found)) await db.script(step);
  await db.run(
    "INSERT INTO @.schema_versions (name, version) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET version = excluded.version",
    schema.name,
    known,
  );
  await schema.opened?.(db);
}
