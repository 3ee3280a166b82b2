// Some connections to a database that are used alike. They come back by themselves; one on which nothing moves although something is awaited is cut.
import type { Sql } from "postgres";
import { LARGE_STEP_MS } from "../../patience.ts";
import { type Database, toDatabase } from "../../postgres/database.ts";
import { Lines, type LineTarget } from "../../postgres/lines.ts";
import { withoutAddress } from "../../postgres/place.ts";

const CONNECT_S = 3;
const RECONNECT = { firstS: 0.02, mostS: 0.5 };
/** The database gives a statement up by itself before. */
const SILENT_MS = LARGE_STEP_MS + 1_000;
const GOODBYE_S = 0.5;

export interface PostgresLineParts {
  readonly url: string;
  readonly schema: string;
  readonly maxConnections: number;
  readonly onNotify?: (channel: string, payload: string) => void;
  /** A connection is gone, or could not be made. */
  readonly onClosed?: () => void;
}

/** One use of a database. */
export class PostgresLine {
  readonly #sql: Sql;
  readonly #schema: string;
  readonly #db: Database;
  #awaited = 0;
  #isEnding = false;

  /** `connect` is the library, which is loaded by whoever uses it. */
  constructor(connect: typeof import("postgres"), { url, schema, maxConnections, onNotify, onClosed }: PostgresLineParts) {
    const lines = new Lines(SILENT_MS, () => this.#awaited === 0 && !this.#isEnding);
    const network = {
      // The library's types do not know them.
      socket: (target: LineTarget) => lines.open(target),
      backoff: (retries: number) => Math.min(RECONNECT.mostS, RECONNECT.firstS * 2 ** retries) * (0.5 + Math.random() / 2),
      ...(onNotify && { onnotify: onNotify }),
    };
    this.#sql = withoutAddress(() =>
      connect(url, {
        ...(network as object),
        max: maxConnections,
        max_lifetime: null,
        fetch_types: false,
        connect_timeout: CONNECT_S,
        onnotice: () => undefined,
        ...(onClosed && { onclose: onClosed }),
        connection: { application_name: "colloquy relay", statement_timeout: LARGE_STEP_MS },
        // Epochs, numbers and counts: all of them are exact as numbers.
        types: { int8: { to: 20, from: [20], parse: Number, serialize: String } },
      }),
    );
    this.#schema = schema;
    this.#db = toDatabase(this.#sql, schema);
  }

  async run<T>(job: (db: Database) => Promise<T>): Promise<T> {
    this.#awaited += 1;
    try {
      return await job(this.#db);
    } finally {
      this.#awaited -= 1;
    }
  }

  /** As `run`, in a transaction. */
  transaction(job: (db: Database) => Promise<void>): Promise<void> {
    return this.run(() => this.#sql.begin((tx) => job(toDatabase(tx, this.#schema))));
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#sql.end({ timeout: GOODBYE_S });
  }
}
