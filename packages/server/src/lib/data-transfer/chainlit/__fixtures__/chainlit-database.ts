// A database as Chainlit 2.11 left it: what an app of ours said through it is in the JSON files beside; the tables are made by what is known of
// their columns.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import connect from "postgres";
import { openDatabase } from "../../../sqlite/sqlite-database.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

export interface ChainlitFixture {
  readonly tables: Readonly<Record<string, Rows>>;
  /** By the keys of objects, in base64. */
  readonly files: Readonly<Record<string, string>>;
}

export function readFixture(name: "official" | "sqlalchemy"): ChainlitFixture {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8")) as ChainlitFixture;
}

/** Writes the files into a folder, as a storage client of Chainlit would. */
export function writeFixtureFiles({ files }: ChainlitFixture, folder: string): void {
  for (const [name, base64] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(base64, "base64"));
  }
}

/** The columns of a table, by what the rows of it have; SQLite asks for no types. */
export async function toSqliteFile({ tables }: ChainlitFixture, file: string): Promise<void> {
  const db = await openDatabase(file);
  for (const [name, rows] of Object.entries(tables)) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    db.exec(`CREATE TABLE ${name} (${columns.map((column) => `"${column}"`).join(", ")})`);
    const insert = db.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => "?").join(", ")})`);
    for (const row of rows) insert.run(...columns.map((column) => (row[column] ?? null) as string | number | null));
  }
  db.close();
}

const UUIDS = "id uuid PRIMARY KEY";
const TYPES: Readonly<Record<string, string>> = {
  users: `${UUIDS}, identifier text, metadata jsonb, "createdAt" text`,
  threads: `${UUIDS}, "createdAt" text, name text, "userId" uuid, "userIdentifier" text, tags text[], metadata jsonb`,
  steps: `${UUIDS}, name text, type text, "threadId" uuid, "parentId" uuid, streaming boolean, "waitForAnswer" boolean, "isError" boolean,
    metadata jsonb, tags text[], input text, output text, "createdAt" text, command text, start text, "end" text, generation jsonb,
    "showInput" text, language text, indent integer, "defaultOpen" boolean, "autoCollapse" boolean, modes jsonb`,
  elements: `${UUIDS}, "threadId" uuid, type text, url text, "chainlitKey" text, name text, display text, "objectKey" text, size text, page integer,
    language text, "forId" uuid, mime text, props jsonb`,
  feedbacks: `${UUIDS}, "forId" uuid, "threadId" uuid, value integer, comment text`,
  User: `id text PRIMARY KEY, identifier text, metadata jsonb, "createdAt" timestamp(3), "updatedAt" timestamp(3)`,
  Thread: `id text PRIMARY KEY, name text, "userId" text, tags text[], metadata jsonb, "createdAt" timestamp(3), "updatedAt" timestamp(3), "deletedAt" timestamp(3)`,
  Step: `id text PRIMARY KEY, "threadId" text, "parentId" text, input text, output text, metadata jsonb, name text, type text,
    "startTime" timestamp, "endTime" timestamp, "createdAt" timestamp, "showInput" text, "isError" boolean`,
  Element: `id text PRIMARY KEY, "threadId" text, "stepId" text, metadata jsonb, mime text, name text, "objectKey" text, url text, "chainlitKey" text,
    display text, size text, language text, page integer, props jsonb`,
  Feedback: `id text PRIMARY KEY, "stepId" text, name text, value double precision, comment text`,
};

/** Tables in a schema of their own; returns the address that leads there. */
export async function toPostgres({ tables }: ChainlitFixture, url: string, schema: string): Promise<string> {
  const own = `${url}?search_path=${schema}`;
  const sql = connect(own, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`CREATE SCHEMA ${schema}`);
  for (const [name, rows] of Object.entries(tables)) {
    await sql.unsafe(`CREATE TABLE "${name}" (${TYPES[name] ?? ""})`);
    // Of the SQLAlchemy layer's rows in SQLite, what is JSON or a list is a text.
    const typed = rows.map((row) => ({ ...row, ...parsed(row, "metadata"), ...parsed(row, "tags"), ...parsed(row, "generation"), ...parsed(row, "props") }));
    await sql.unsafe(`INSERT INTO "${name}" SELECT * FROM jsonb_populate_recordset(null::"${name}", $1::text::jsonb)`, [JSON.stringify(typed)]);
  }
  await sql.end();
  return own;
}

function parsed(row: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const value = row[key];
  return typeof value === "string" ? { [key]: JSON.parse(value) } : {};
}
