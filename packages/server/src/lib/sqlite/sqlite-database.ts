// SQLite as both of our drivers see it: the built-in module of newer Node versions, or the libsql package on older ones.
import { ChatError } from "@colloquy/protocol";
import type Libsql from "libsql";

/** What a statement can be given. Bytes come back as one of two kinds, depending on the engine. */
export type SqlValue = string | number | null | Uint8Array;

/** A prepared statement; `Row` is what the query's author says it selects. */
export interface SqliteStatement<Row> {
  /** Returns how many rows changed. */
  run(...values: readonly SqlValue[]): number;
  /** Also for `RETURNING`. */
  get(...values: readonly SqlValue[]): Row | undefined;
  all(...values: readonly SqlValue[]): Row[];
}

/** An open connection. Everything is synchronous: nothing else runs between two statements. */
export interface SqliteDatabase {
  readonly engine: "node:sqlite" | "libsql";
  exec(sql: string): void;
  prepare<Row = never>(sql: string): SqliteStatement<Row>;
  close(): void;
}

/** Opens a file, or `:memory:`, with `node:sqlite` (Node 22.13 and newer), else with libsql. */
export async function openDatabase(file: string): Promise<SqliteDatabase> {
  return openBuiltIn(file) ?? (await openLibsql(file));
}

/** True when another connection holds the lock that a statement needs; trying again may succeed. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  return errcode === 5 || code === "SQLITE_BUSY";
}

/** The slice of `node:sqlite` that is used; its types come with newer versions of Node only. */
interface BuiltInModule {
  readonly DatabaseSync: new (
    file: string,
  ) => {
    exec(sql: string): void;
    prepare(sql: string): {
      run(...values: readonly SqlValue[]): { readonly changes: number | bigint };
      get(...values: readonly SqlValue[]): unknown;
      all(...values: readonly SqlValue[]): unknown[];
    };
    close(): void;
  };
}

function openBuiltIn(file: string): SqliteDatabase | undefined {
  const builtIn = process.getBuiltinModule("node:sqlite") as BuiltInModule | undefined;
  if (!builtIn) return undefined;
  const db = new builtIn.DatabaseSync(file);
  return {
    engine: "node:sqlite",
    exec: (sql) => db.exec(sql),
    prepare<Row>(sql: string): SqliteStatement<Row> {
      const statement = db.prepare(sql);
      return {
        run: (...values) => Number(statement.run(...values).changes),
        get: (...values) => statement.get(...values) as Row | undefined,
        all: (...values) => statement.all(...values) as Row[],
      };
    },
    close: () => db.close(),
  };
}

async function openLibsql(file: string): Promise<SqliteDatabase> {
  const Database = await importLibsql();
  const db = new Database(file);
  return {
    engine: "libsql",
    exec: (sql) => void db.exec(sql),
    prepare<Row>(sql: string): SqliteStatement<Row> {
      const statement = db.prepare<[readonly SqlValue[]]>(sql);
      return {
        run: (...values) => statement.run(values).changes,
        get: (...values) => statement.get(values) as Row | undefined,
        all: (...values) => statement.all(values) as Row[],
      };
    },
    close: () => void db.close(),
  };
}

async function importLibsql(): Promise<typeof Libsql> {
  try {
    return (await import("libsql")).default;
  } catch (cause) {
    throw new ChatError("BAD_CONFIG", `Node ${process.versions.node} has no SQLite built in, and the package libsql is not installed.`, {
      cause,
      fix: "Use Node 22.13 or newer, or run: npm install libsql",
    });
  }
}
