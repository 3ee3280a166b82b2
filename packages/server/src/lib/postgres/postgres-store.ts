// One pool of connections, shared by everything that keeps its tables in the same schema of the same database.
import { ChatError, isChatError } from "@colloquy/protocol";
import type { Sql } from "postgres";
import { atLeast, check, checkOptions, flag, type Kind, object, text, word } from "../check-given.ts";
import { CallOrder } from "./call-order.ts";
import { type Database, toDatabase } from "./database.ts";
import { explain } from "./explain.ts";
import { Lines, type LineTarget } from "./lines.ts";
import { migrate, type PostgresSchema } from "./migrate.ts";
import { assertSchemaName, withoutAddress } from "./place.ts";

/** Which database, and how it is used. */
export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database`; `?sslmode=require` asks for TLS, `verify-full` also checks the certificate. */
  readonly url: string;
  /** The schema that the tables are in; made when it is not there. Small letters, digits and `_`. Default `colloquy`. */
  readonly schema?: string;
  /** How many connections this process opens at most. Default 10. */
  readonly maxConnections?: number;
  /** A statement that takes longer, in milliseconds, is given up. Default 15,000. */
  readonly statementTimeoutMs?: number;
  /** Statements are prepared once for each connection. Turn it off behind a proxy that gives each transaction another connection. Default true. */
  readonly prepare?: boolean;
}

/** What one driver has of a database. */
export interface PostgresShare {
  /** Connects, unless another share has; then brings this share's tables up to date. */
  open(): Promise<void>;
  /** Runs after all earlier jobs about the same thing, or about one of these, beside others. */
  about<T>(thing: string | readonly string[], job: (db: Database) => Promise<T>): Promise<T>;
  /** Runs after all earlier jobs; later ones do not wait for it. */
  after<T>(job: (db: Database) => Promise<T>): Promise<T>;
  /** Runs in a transaction, after all earlier jobs and before all later ones. */
  alone<T>(job: (db: Database) => Promise<T>): Promise<T>;
  /** As `about`, in a transaction that is committed when it resolves and undone when it rejects. */
  transaction<T>(thing: string | readonly string[], job: (db: Database) => Promise<T>): Promise<T>;
  /** Waits for what was asked before. The last share closes the connections. */
  close(): Promise<void>;
}

/** One connection that stays, for what belongs to a connection. */
export interface PostgresLine {
  /** What the statement selects. It may take as long as it takes. */
  rows<Row>(statement: string, ...values: readonly (string | number)[]): Promise<Row[]>;
  /** Ends it. What it held is free then. */
  end(): Promise<void>;
}

const CONNECT_TIMEOUT_S = 10;
const IDLE_TIMEOUT_S = 60;
/** The database gives a statement up by itself; a line that is silent for so much longer is dead. */
const SILENT_FACTOR = 1.5;
const SILENT_MORE_MS = 1_000;
/** Many who wait for a database that comes back do not all knock at once. */
const KNOCK_AGAIN_S = 0.5;
const DEADLOCK = "40P01";
const DEADLOCK_TRIES = 5;
/** What waits is told that it waits in vain: memory must not fill up while a database is away. */
const MAX_WAITING = 10_000;

interface Open {
  readonly sql: Sql;
  readonly db: Database;
}

/** A database that several drivers share: made with `createPostgresStore` and handed to each of them. */
export class PostgresStore {
  readonly schema: string;
  readonly #options: PostgresOptions;
  readonly #order = new CallOrder();
  /** Those that are open, each with its calls that have not ended. */
  readonly #shares = new Map<PostgresShare, Set<Promise<unknown>>>();
  #open: Open | undefined;
  /** Two shares that open at once have one pool between them. */
  #connecting: Promise<Open> | undefined;
  readonly #opening = new Set<PostgresShare>();

  constructor(options: PostgresOptions) {
    check("createPostgresStore", "which database", options, object, HOW);
    checkOptions("createPostgresStore", options, OPTIONS, HOW);
    check("createPostgresStore", "url", options.url, word, HOW);
    const { schema = "colloquy" } = options;
    assertSchemaName(schema);
    this.schema = schema;
    this.#options = options;
  }

  /** What one driver has of it. @internal */
  share(schema: PostgresSchema): PostgresShare {
    const share: PostgresShare = {
      open: () => this.#openFor(share, schema),
      about: (thing, job) => this.#run(share, (run) => this.#order.about([thing].flat(), run), job),
      after: (job) => this.#run(share, (run) => this.#order.after(run), job),
      alone: (job) => this.#run(share, (run) => this.#order.alone(run), this.#within(job)),
      transaction: (thing, job) => this.#run(share, (run) => this.#order.about([thing].flat(), run), this.#within(job)),
      close: () => this.#closeFor(share),
    };
    return share;
  }

  /**
   * A connection beside the pool, made when it is first used and again when it was lost: `onLost` is told of that, with everything that belonged to
   * it. @internal
   */
  openLine(onLost: () => void): PostgresLine {
    let isEnding = false;
    const connecting = import("postgres").then(({ default: connect }) =>
      withoutAddress(() =>
        connect(this.#options.url, {
          max: 1,
          connect_timeout: CONNECT_TIMEOUT_S,
          idle_timeout: 0,
          max_lifetime: null,
          keep_alive: 10,
          prepare: false,
          onnotice: () => undefined,
          onclose: () => {
            if (!isEnding) onLost();
          },
          connection: { application_name: "colloquy locks", statement_timeout: 0 },
        }),
      ),
    );
    // Who asks for something first is told.
    connecting.catch(() => undefined);
    return {
      async rows<Row>(statement: string, ...values: readonly (string | number)[]): Promise<Row[]> {
        const sql = await connecting;
        try {
          return [...(await sql.unsafe(statement, [...values]))] as unknown as Row[];
        } catch (error) {
          throw explain(error);
        }
      },
      async end() {
        isEnding = true;
        await (await connecting).end({ timeout: 1 });
      },
    };
  }

  async #openFor(share: PostgresShare, schema: PostgresSchema): Promise<void> {
    this.#opening.add(share);
    try {
      const { sql } = await (this.#connecting ??= this.#connect());
      await sql.begin((tx) => migrate(toDatabase(tx, this.schema), schema));
      if (!this.#shares.has(share)) this.#shares.set(share, new Set());
    } catch (error) {
      this.#opening.delete(share);
      await this.#disconnectUnused();
      throw explain(error);
    } finally {
      this.#opening.delete(share);
    }
  }

  async #connect(): Promise<Open> {
    const { url, maxConnections = 10, statementTimeoutMs = 15_000, prepare = true } = this.#options;
    // Loaded by those who use it.
    const { default: connect } = await import("postgres");
    // Tables that are brought up to date may take their time.
    const lines = new Lines(statementTimeoutMs * SILENT_FACTOR + SILENT_MORE_MS, () => this.#opening.size > 0);
    const network = {
      socket: (target: LineTarget) => lines.open(target),
      backoff: () => KNOCK_AGAIN_S * (0.2 + 0.8 * Math.random()),
    };
    const sql = withoutAddress(() =>
      connect(url, {
        // The library's types do not know them.
        ...(network as object),
        max: maxConnections,
        prepare,
        connect_timeout: CONNECT_TIMEOUT_S,
        idle_timeout: IDLE_TIMEOUT_S,
        onnotice: () => undefined,
        connection: { application_name: "colloquy", statement_timeout: statementTimeoutMs },
        // Whole numbers of eight bytes are keys and sums of ours: all of them are exact as numbers.
        types: { int8: { to: 20, from: [20], parse: Number, serialize: String } },
      }),
    );
    this.#open = { sql, db: toDatabase(sql, this.schema) };
    return this.#open;
  }

  #within<T>(job: (db: Database) => Promise<T>): (db: Database) => Promise<T> {
    return async () => {
      if (!this.#open) throw notOpen();
      const { sql } = this.#open;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return (await sql.begin((tx) => job(toDatabase(tx, this.schema)))) as T;
        } catch (error) {
          // Of two that waited for each other the database has undone one, all of it.
          if (attempt === DEADLOCK_TRIES || (error as { readonly code?: string }).code !== DEADLOCK) throw error;
        }
      }
    };
  }

  async #run<T>(share: PostgresShare, inOrder: (run: () => Promise<T>) => Promise<T>, job: (db: Database) => Promise<T>): Promise<T> {
    const calls = this.#shares.get(share);
    if (!calls) throw notOpen();
    if (this.#order.size >= MAX_WAITING) throw new ChatError("OVERLOADED", "The database does not keep up.");
    const call = inOrder(async () => {
      if (!this.#open) throw notOpen();
      try {
        return await job(this.#open.db);
      } catch (error) {
        throw isChatError(error) ? error : explain(error);
      }
    });
    calls.add(call);
    try {
      return await call;
    } finally {
      calls.delete(call);
    }
  }

  async #closeFor(share: PostgresShare): Promise<void> {
    const calls = this.#shares.get(share) ?? new Set();
    this.#shares.delete(share);
    await Promise.allSettled(calls);
    if (this.#shares.size > 0) return;
    await this.#order.idle();
    await this.#disconnectUnused();
  }

  async #disconnectUnused(): Promise<void> {
    if (this.#shares.size + this.#opening.size > 0) return;
    const open = this.#open;
    this.#open = undefined;
    this.#connecting = undefined;
    await open?.sql.end({ timeout: 5 });
  }
}

function notOpen(): ChatError {
  return new ChatError("STORE_FAILED", "The database is not open.");
}

const HOW = 'Write createPostgresStore({ url: "postgres://user:password@host/database" }).';
const OPTIONS: Readonly<Record<keyof PostgresOptions, Kind>> = {
  url: text,
  schema: text,
  maxConnections: atLeast(1),
  statementTimeoutMs: atLeast(100),
  prepare: flag,
};

/** A database for both drivers: hand it to `createPostgresDataLayer` and to `createPostgresSessionStore`. */
export function createPostgresStore(options: PostgresOptions): PostgresStore {
  return new PostgresStore(options);
}

/** Drivers take either a database that is shared or what to make their own from. */
export function toPostgresStore(source: PostgresStore | PostgresOptions): PostgresStore {
  check("PostgreSQL", "where the chats are kept", source, object, HOW);
  return "share" in source ? source : new PostgresStore(source);
}
