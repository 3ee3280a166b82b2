// PostgreSQL as our drivers see it: statements with values, each prepared once for its connection.
import type { Sql, TransactionSql } from "postgres";

/** What a statement can be given. */
export type PostgresValue = Scalar | readonly Scalar[];
type Scalar = string | number | boolean | null;

/** Statements on any connection of a pool, or on that of a transaction. `@` stands for the schema that the tables are in. */
export interface Database {
  /** What the statement selects or returns; `Row` is what its author says that it does. */
  rows<Row>(statement: string, ...values: readonly PostgresValue[]): Promise<Row[]>;
  /** Returns how many rows it was about. */
  run(statement: string, ...values: readonly PostgresValue[]): Promise<number>;
  /** Several statements without values. */
  script(statements: string): Promise<void>;
}

/** The statements of a connection or a transaction, in a schema. */
export function toDatabase(sql: Sql | TransactionSql, schema: string): Database {
  const place = `"${schema}"`;
  const inPlace = (statement: string) => statement.replaceAll("@.", `${place}.`).replaceAll(/@(?=['\s;]|$)/g, place);
  const known = new Map<string, string>();
  const written = (statement: string) => {
    const found = known.get(statement) ?? inPlace(statement);
    if (!known.has(statement)) known.set(statement, found);
    return found;
  };
  const send = (statement: string, values: readonly PostgresValue[]) =>
    sql.unsafe(written(statement), values.map(toParameter), { prepare: true });
  return {
    async rows<Row>(statement: string, ...values: readonly PostgresValue[]): Promise<Row[]> {
      return [...(await send(statement, values))] as unknown as Row[];
    },
    async run(statement, ...values) {
      return (await send(statement, values)).count;
    },
    async script(statements) {
      await sql.unsafe(inPlace(statements)).simple();
    },
  };
}

/** Lists are written by us: the library takes the type of a list from its first value, which may be null. */
function toParameter(value: PostgresValue): Scalar {
  return isList(value) ? `{${value.map(toItem).join(",")}}` : value;
}

function toItem(value: Scalar): string {
  return typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : String(value);
}

function isList(value: PostgresValue): value is readonly Scalar[] {
  return Array.isArray(value);
}
