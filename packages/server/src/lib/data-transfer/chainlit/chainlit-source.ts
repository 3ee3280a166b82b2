// Reads a Chainlit database: its official schema in PostgreSQL, or the one of its SQLAlchemy layer in SQLite or PostgreSQL. Nothing is written there.
import { existsSync } from "node:fs";
import { ChatError, isChatError } from "@colloquy/protocol";
import { explain } from "../../postgres/explain.ts";
import { openDatabase, type SqliteDatabase } from "../../sqlite/sqlite-database.ts";
import type { DataPlace } from "../places.ts";
import {
  type ChainlitElement,
  type ChainlitFeedback,
  type ChainlitStep,
  type ChainlitThread,
  type ChainlitUser,
  type Columns,
  toElementRow,
  toFeedback,
  toStep,
  toThread,
  toUser,
} from "./chainlit-rows.ts";

/** A chat with all that is stored of it. */
export interface ChainlitChat {
  readonly thread: ChainlitThread;
  readonly steps: readonly ChainlitStep[];
  readonly elements: readonly ChainlitElement[];
  readonly feedback: readonly ChainlitFeedback[];
}

/** An open database of Chainlit. */
export interface ChainlitSource {
  /** Which of its schemas it has. */
  readonly schema: "official" | "sqlalchemy";
  users(): Promise<ChainlitUser[]>;
  /** The chats, oldest first; each is read when its turn comes. */
  chats(): AsyncGenerator<ChainlitChat>;
  close(): Promise<void>;
}

/** `$1` stands for the one value. */
interface Queries {
  rows(statement: string, value?: string): Promise<Columns[]>;
  hasTable(name: string): Promise<boolean>;
  hasColumn(table: string, name: string): Promise<boolean>;
  close(): Promise<void>;
}

/** The names of what is the same in both schemas. */
const NAMES = {
  official: { user: '"User"', thread: '"Thread"', step: '"Step"', element: '"Element"', feedback: '"Feedback"', forId: '"stepId"' },
  sqlalchemy: { user: "users", thread: "threads", step: "steps", element: "elements", feedback: "feedbacks", forId: '"forId"' },
} as const;

/** Throws NOT_FOUND where there is no such database, or none of Chainlit's in it. */
export async function openChainlitSource(place: DataPlace): Promise<ChainlitSource> {
  const queries = place.kind === "postgres" ? await openPostgres(place.url) : await openSqlite(place.file);
  try {
    const schema = (await queries.hasTable("Thread")) && place.kind === "postgres" ? "official" : "sqlalchemy";
    const names = NAMES[schema];
    // A database of ours has tables of these names, too.
    if (!(await queries.hasColumn(names.step.replaceAll('"', ""), "threadId"))) throw noTables();
    return toSource(queries, schema);
  } catch (error) {
    await queries.close();
    throw error;
  }
}

function toSource(queries: Queries, schema: ChainlitSource["schema"]): ChainlitSource {
  const { user, thread, step, element, feedback, forId } = NAMES[schema];
  const optional = async (name: string, statement: string, value: string) =>
    (await queries.hasTable(name.replaceAll('"', ""))) ? queries.rows(statement, value) : [];
  return {
    schema,
    users: async () => (await queries.rows(`SELECT * FROM ${user} ORDER BY identifier`)).map(toUser),
    async *chats() {
      const found = await queries.rows(`SELECT id, "createdAt" FROM ${thread}`);
      for (const { id } of found.map(toThread).sort(byTime)) {
        const [row] = await queries.rows(`SELECT * FROM ${thread} WHERE id = $1`, id);
        if (!row) continue;
        const steps = (await queries.rows(`SELECT * FROM ${step} WHERE "threadId" = $1`, id)).map(toStep);
        yield {
          thread: toThread(row),
          steps: steps.sort((one, other) => compare(one.order, other.order) || compare(one.id, other.id)),
          elements: (await optional(element, `SELECT * FROM ${element} WHERE "threadId" = $1 ORDER BY id`, id)).map(toElementRow),
          feedback: (
            await optional(
              feedback,
              `SELECT ${feedback}.* FROM ${feedback} JOIN ${step} ON ${step}.id = ${feedback}.${forId} WHERE ${step}."threadId" = $1 ORDER BY ${feedback}.id`,
              id,
            )
          ).map(toFeedback),
        };
      }
    },
    close: () => queries.close(),
  };
}

function byTime(one: ChainlitThread, other: ChainlitThread): number {
  return compare(one.createdAt ?? "", other.createdAt ?? "") || compare(one.id, other.id);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

async function openSqlite(file: string): Promise<Queries> {
  if (!existsSync(file))
    throw new ChatError("NOT_FOUND", `There is no file ${file}.`, { fix: "Name the SQLite file that Chainlit wrote, or postgres://…" });
  const db = await openReadable(file);
  return {
    async rows(statement, value) {
      const prepared = db.prepare<Columns>(statement.replace("$1", "?"));
      return value === undefined ? prepared.all() : prepared.all(value);
    },
    async hasTable(name) {
      return db.prepare<Columns>("SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name = ?").get(name) !== undefined;
    },
    async hasColumn(table, name) {
      return db.prepare<Columns>("SELECT 1 FROM pragma_table_info(?) WHERE name = ?").get(table, name) !== undefined;
    },
    async close() {
      db.close();
    },
  };
}

async function openReadable(file: string): Promise<SqliteDatabase> {
  let db: SqliteDatabase | undefined;
  try {
    db = await openDatabase(file);
    // Whoever writes there now is waited for.
    db.exec("PRAGMA busy_timeout = 5000");
    db.prepare("SELECT 1 FROM sqlite_master").all();
    return db;
  } catch (cause) {
    db?.close();
    if (isChatError(cause)) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ChatError("STORE_FAILED", `${file} cannot be read as an SQLite database: ${reason}`, {
      cause,
      fix: "Name the SQLite file that Chainlit wrote, and stop Chainlit while it is read; or postgres://…",
    });
  }
}

/** Names of types by their numbers: date, timestamp with and without a zone, whole numbers of eight bytes. */
const KEPT_AS_TEXT = [1082, 1114, 1184, 20];

async function openPostgres(url: string): Promise<Queries> {
  const { default: connect } = await import("postgres");
  const sql = connect(url, {
    max: 1,
    onnotice: () => undefined,
    // Times come as they are written: the client library would read those without a zone by the clock of this machine.
    types: { raw: { to: 25, from: KEPT_AS_TEXT, parse: (value: string) => value, serialize: String } },
  });
  const ask = async (statement: string, ...values: readonly string[]): Promise<Columns[]> => {
    try {
      return [...(await sql.unsafe(statement, [...values]))] as Columns[];
    } catch (error) {
      throw explain(error);
    }
  };
  return {
    rows: (statement, value) => ask(statement, ...(value === undefined ? [] : [value])),
    hasTable: async (name) => (await ask("SELECT 1 WHERE to_regclass(quote_ident($1)) IS NOT NULL", name)).length > 0,
    async hasColumn(table, name) {
      const found = await ask("SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(quote_ident($1)) AND attname = $2", table, name);
      return found.length > 0;
    },
    close: () => sql.end({ timeout: 5 }),
  };
}

function noTables(): ChatError {
  return new ChatError("NOT_FOUND", "There are no tables of Chainlit in this database.", {
    fix: "Name the database that Chainlit's data layer uses; with another search path: postgres://…?search_path=name",
  });
}
