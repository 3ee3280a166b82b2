// What lies in a store after a crash: rows without what they belong to, and blobs without a row, which a day later the sweep must have found.
import type { FileKey } from "@colloquy/protocol";
import { createFileSystemBlobStore } from "../src/blob-storage/file-system.ts";
import { createPostgresDataLayer } from "../src/data/postgres.ts";
import { createSqliteDataLayer } from "../src/data/sqlite.ts";
import { systemClock } from "../src/lib/clock.ts";
import { FileSweep } from "../src/lib/files/sweep.ts";
import { silentLogger } from "../src/lib/logger.ts";
import { openDatabase } from "../src/lib/sqlite/sqlite-database.ts";

/** Where a server kept its chats: the address of a PostgreSQL database or the path of an SQLite file, and the folder of files. */
export interface StoredPlace {
  readonly database: string;
  readonly files: string;
}

const LATER_MS = 48 * 60 * 60 * 1000;
/** By table: what its rows name that must be there. */
const PARENTS = [
  ["turns", "thread", "threads", "pos"],
  ["steps", "thread", "threads", "pos"],
  ["steps", "turn", "turns", "pos"],
  ["texts", "step", "steps", "pos"],
  ["said", "step", "steps", "pos"],
  ["elements", "thread", "threads", "pos"],
  ["element_files", "element", "elements", "pos"],
  ["element_files", "file", "files", "key"],
] as const;

/** What is wrong in a store that no server uses, in words, and how many files it has. The sweep runs first, as if two days had passed. */
export async function lookForTrouble({ database, files }: StoredPlace): Promise<{ readonly trouble: string[]; readonly files: number }> {
  const layer = isPostgres(database) ? createPostgresDataLayer({ url: database }) : createSqliteDataLayer({ file: database });
  const blobs = createFileSystemBlobStore({ folder: files });
  await Promise.all([layer.open(), blobs.open()]);
  const clock = { ...systemClock, now: () => Date.now() + LATER_MS };
  await new FileSweep({ store: blobs, rows: layer, clock, logger: silentLogger }).run(async () => true);
  const listed = (await blobs.list({ before: new Date(clock.now()).toISOString(), limit: 10_000 })).blobs.map(
    ({ key }) => key as string as FileKey,
  );
  const known = new Set(await layer.knownFiles(listed));
  const trouble = listed.filter((key) => !known.has(key)).map((key) => `the blob ${key} has no row`);
  await Promise.all([layer.close(), blobs.close()]);
  const rows = await openRows(database);
  for (const [table, column, parent, key] of PARENTS) {
    const [row] = await rows.select(
      `SELECT count(*) AS n FROM ${table} LEFT JOIN ${parent} ON ${parent}.${key} = ${table}.${column} WHERE ${parent}.${key} IS NULL`,
    );
    if (Number(row?.["n"]) > 0) trouble.push(`${row?.["n"]} rows of ${table} have no ${parent}`);
  }
  const stored = new Set<string>(listed);
  for (const row of await rows.select("SELECT DISTINCT key FROM files"))
    if (!stored.has(String(row["key"]))) trouble.push(`the file ${row["key"]} has no blob`);
  await rows.close();
  return { trouble, files: listed.length };
}

/**
 * What a power cut could not take any more, in the store of a running server: how many turns it has not ended, and the saved value of a key
 * of the one session in it, as JSON.
 */
export async function readWritten(database: string, key: string): Promise<{ readonly open: number; readonly value: string | undefined }> {
  const rows = await openRows(database);
  try {
    const turns = await rows.select("SELECT record FROM turns");
    const values = await rows.select("SELECT key, value FROM session_values");
    // PostgreSQL has keys and values as JSON texts, SQLite as they are.
    const plain = (text: unknown) => (isPostgres(database) ? String(JSON.parse(String(text))) : String(text));
    const value = values.find((row) => plain(row["key"]) === key)?.["value"];
    const isOpen = (row: Row) => /"state":\s*"(queued|running|waiting)"/.test(asJson(row["record"]));
    return { open: turns.filter(isOpen).length, value: value === undefined ? undefined : plain(value) };
  } finally {
    await rows.close();
  }
}

function asJson(record: unknown): string {
  return typeof record === "string" ? record : JSON.stringify(record);
}

type Row = Readonly<Record<string, unknown>>;

/** Statements on either database, until it is closed. */
interface Rows {
  select(statement: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

async function openRows(database: string): Promise<Rows> {
  if (!isPostgres(database)) {
    const db = await openDatabase(database);
    return { select: async (statement) => db.prepare<Row>(statement).all(), close: async () => db.close() };
  }
  const { default: postgres } = await import("postgres");
  const sql = postgres(database, { max: 1, connection: { search_path: "colloquy" } });
  return { select: async (statement) => [...(await sql.unsafe(statement))], close: () => sql.end() };
}

function isPostgres(database: string): boolean {
  return database.startsWith("postgres");
}
