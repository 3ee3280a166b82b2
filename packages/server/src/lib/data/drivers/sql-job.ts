// Statements that both databases understand, written once. A job names them one by one and is given what each found; whoever runs the job has
// them done, SQLite at once and PostgreSQL over the network. They are PostgreSQL's, and SQLite is spared the words that it does not know.
import type { Database } from "../../postgres/database.ts";
import { lockOwner } from "../../postgres/lock-owner.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";

type SqlValue = string | number | null;

/** Something that is to be done in the database. */
type SqlWish =
  | { readonly kind: "rows" | "run"; readonly sql: string; readonly values: readonly SqlValue[] }
  | { readonly kind: "lockOwner"; readonly owner: string };

/** What is done with statements, and what comes of it. It runs within a transaction where it has more than one. */
export type SqlJob<Result> = Generator<SqlWish, Result, unknown>;

/** What the statement selects or returns; `Row` is what its author says that it does. Values are `$1`, `$2`, …, and `@.` stands before tables. */
export function* rows<Row>(sql: string, ...values: readonly SqlValue[]): SqlJob<readonly Row[]> {
  return (yield { kind: "rows", sql, values }) as readonly Row[];
}

/** Returns how many rows it was about. */
export function* run(sql: string, ...values: readonly SqlValue[]): SqlJob<number> {
  return (yield { kind: "run", sql, values }) as number;
}

/** Of two that count what one owner has, the other waits. In SQLite a transaction is alone as it is. */
export function* alone(owner: string): SqlJob<void> {
  yield { kind: "lockOwner", owner };
}

/** The same text for SQLite, of a statement without values. */
export function toSqliteText(postgres: string): string {
  return toSqlite(postgres).sql;
}

export function inSqlite<Result>(prepare: Prepare, job: SqlJob<Result>): Result {
  let step = job.next();
  while (!step.done) step = job.next(doInSqlite(prepare, step.value));
  return step.value;
}

export async function inPostgres<Result>(db: Database, job: SqlJob<Result>): Promise<Result> {
  let step = job.next();
  while (!step.done) step = job.next(await doInPostgres(db, step.value));
  return step.value;
}

function doInSqlite(prepare: Prepare, wish: SqlWish): unknown {
  if (wish.kind === "lockOwner") return undefined;
  const { sql, order } = toSqlite(wish.sql);
  const statement = prepare(sql);
  const values = order.map((at) => wish.values[at] ?? null);
  return wish.kind === "rows" ? statement.all(...values) : statement.run(...values);
}

function doInPostgres(db: Database, wish: SqlWish): Promise<unknown> {
  if (wish.kind === "lockOwner") return lockOwner(db, wish.owner);
  return wish.kind === "rows" ? db.rows(wish.sql, ...wish.values) : db.run(wish.sql, ...wish.values);
}

interface SqliteText {
  readonly sql: string;
  /** Which of the values stands at each place. */
  readonly order: readonly number[];
}

const TEXTS = new Map<string, SqliteText>();
/** Types of values, and locks of rows. */
const NOT_IN_SQLITE = /::\w+| FOR (?:KEY )?(?:SHARE|UPDATE)\b/g;

function toSqlite(postgres: string): SqliteText {
  const known = TEXTS.get(postgres);
  if (known) return known;
  const order: number[] = [];
  const sql = postgres
    .replaceAll("@.", "")
    .replaceAll(NOT_IN_SQLITE, "")
    .replaceAll(/\$(\d+)/g, (_all, number: string) => {
      order.push(Number(number) - 1);
      return "?";
    });
  const text = { sql, order };
  TEXTS.set(postgres, text);
  return text;
}
