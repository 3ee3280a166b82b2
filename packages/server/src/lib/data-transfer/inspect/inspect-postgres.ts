// A PostgreSQL database, looked at.
import type { Sql } from "postgres";
import { DATA_SCHEMA } from "../../data/drivers/postgres-schema.ts";
import { explain } from "../../postgres/explain.ts";
import { SESSION_SCHEMA } from "../../session-store/drivers/postgres-schema.ts";
import { COUNTED, noState, OPEN_TURN, type StoreState, toParts } from "./store-state.ts";

const KNOWN = { data: DATA_SCHEMA.steps.length, sessions: SESSION_SCHEMA.steps.length };

/** Looks at the tables in a schema. Throws STORE_FAILED where the database cannot be reached. */
export async function inspectPostgres(url: string, schema = "colloquy"): Promise<StoreState> {
  const { default: connect } = await import("postgres");
  const sql = connect(url, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { application_name: "colloquy data status" },
  });
  try {
    return await inspect(sql, schema);
  } catch (error) {
    throw explain(error);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function inspect(sql: Sql, schema: string): Promise<StoreState> {
  const tables = await sql`SELECT tablename AS name FROM pg_tables WHERE schemaname = ${schema}`;
  const names = new Set(tables.map(({ name }) => String(name)));
  if (!names.has("schema_versions")) return noState(KNOWN);
  const number = async (statement: string, ...values: string[]) => Number((await sql.unsafe(statement, values))[0]?.["n"] ?? 0);
  const of = (table: string) => `"${schema}".${table}`;
  const versions = await sql.unsafe(`SELECT name, version FROM ${of("schema_versions")}`);
  const counts: [string, number][] = [];
  for (const [what, table] of Object.entries(COUNTED))
    counts.push([what, names.has(table) ? await number(`SELECT count(*) AS n FROM ${of(table)}`) : 0]);
  return {
    exists: true,
    parts: toParts(KNOWN, Object.fromEntries(versions.map(({ name, version }) => [String(name), Number(version)]))),
    counts: Object.fromEntries(counts),
    bytes: await number(
      "SELECT sum(pg_total_relation_size(quote_ident(schemaname) || '.' || quote_ident(tablename))) AS n FROM pg_tables WHERE schemaname = $1",
      schema,
    ),
    fileBytes: names.has("files") ? await number(`SELECT sum(size) AS n FROM ${of("files")}`) : 0,
    openTurns: names.has("turns")
      ? await number(`SELECT count(*) AS n FROM ${of("turns")} WHERE record::text LIKE ANY (ARRAY[$1, $2, $3])`, ...OPEN_TURN)
      : 0,
  };
}
