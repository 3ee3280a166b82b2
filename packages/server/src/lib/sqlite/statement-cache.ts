// Statements are prepared once for a connection and found again by their text.
import type { SqliteDatabase, SqliteStatement } from "./sqlite-database.ts";

/** Finds or prepares the statement of a text. Values never stand in the text: there would be a statement for each. */
export type Prepare = <Row = never>(sql: string) => SqliteStatement<Row>;

/** The prepared statements of one connection. */
export class StatementCache {
  readonly #db: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement<unknown>>();

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  readonly prepare: Prepare = <Row>(sql: string): SqliteStatement<Row> => {
    const known = this.#statements.get(sql);
    // The text says what its rows are, so the same text has always the same type.
    if (known) return known as SqliteStatement<Row>;
    const statement = this.#db.prepare<Row>(sql);
    this.#statements.set(sql, statement);
    return statement;
  };
}
