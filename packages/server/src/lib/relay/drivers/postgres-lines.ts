// One process's connections to PostgreSQL: one for what must never wait (owners, requests), one for its lease alone, a few for logs and snapshots, one that listens.
// They are not those of the data layer: a lease must not wait behind the history.
import { randomUUID } from "node:crypto";
import { ChatError } from "@colloquy/protocol";
import { Patience, unavailable, within } from "../../patience.ts";
import type { PostgresValue } from "../../postgres/database.ts";
import { explain, isAway } from "../../postgres/explain.ts";
import { migrate } from "../../postgres/migrate.ts";
import { PostgresLine } from "./postgres-line.ts";
import { PostgresListening } from "./postgres-listening.ts";
import { toChannel } from "./postgres-notices.ts";
import { RELAY_SCHEMA } from "./postgres-schema.ts";

const OPEN_MS = 5_000;
const LOG_CONNECTIONS = 3;

export interface PostgresLinesParts {
  readonly url: string;
  readonly schema: string;
  /** PostgreSQL is back, after the connections were lost or it stood still. */
  readonly onBack: () => void;
}

type Use = "steps" | "pulse" | "logs";

interface Open {
  readonly steps: PostgresLine;
  readonly pulse: PostgresLine;
  readonly logs: PostgresLine;
  readonly listening: PostgresListening;
}

/** One node's connections. */
export class PostgresLines {
  readonly #parts: PostgresLinesParts;
  readonly #patience: Patience;
  /** Its own: what other steps wait for keeps no lease from being prolonged. */
  readonly #pulsePatience = new Patience({ engine: "PostgreSQL", isAway, onBack: () => undefined });
  #open: Open | undefined;

  constructor(parts: PostgresLinesParts) {
    this.#parts = parts;
    this.#patience = new Patience({ engine: "PostgreSQL", isAway, onBack: () => this.#back() });
  }

  async open(): Promise<void> {
    const { default: connect } = await import("postgres");
    const { url, schema } = this.#parts;
    const line = (maxConnections: number) => new PostgresLine(connect, { url, schema, maxConnections });
    const steps = line(1);
    const listening = new PostgresListening(connect, { url, schema, patience: this.#patience, onBack: () => this.#back() });
    const open = { steps, pulse: line(1), logs: line(LOG_CONNECTIONS), listening };
    try {
      // The first word of each connection: what is wrong with the address is told here.
      await within(
        steps.run((db) => db.script("SELECT 1")),
        OPEN_MS,
      );
      await this.#mustHear(open);
      await open.logs.transaction((db) => migrate(db, RELAY_SCHEMA));
    } catch (error) {
      await closeAll(open);
      throw told(error);
    }
    this.#open = open;
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    if (open) await closeAll(open);
  }

  async rows<Row>(use: Use, statement: string, values: readonly PostgresValue[], limitMs?: number): Promise<Row[]> {
    const line = this.#here[use];
    return this.#patience.wait(() => line.run((db) => db.rows<Row>(statement, ...values)), limitMs);
  }

  async run(use: Use, statement: string, values: readonly PostgresValue[], limitMs?: number): Promise<number> {
    const line = this.#here[use];
    const patience = use === "pulse" ? this.#pulsePatience : this.#patience;
    return patience.wait(() => line.run((db) => db.run(statement, ...values)), limitMs);
  }

  listen(channel: string, hear: (payload: string) => void): Promise<() => void> {
    return this.#here.listening.listen(channel, hear);
  }

  callItself(node: string | undefined): Promise<void> {
    return this.#here.listening.callItself(node);
  }

  get #here(): Open {
    if (!this.#open) throw unavailable("The connection to PostgreSQL is closed.");
    return this.#open;
  }

  #back(): void {
    if (!this.#open) return;
    this.#patience.isThere();
    this.#parts.onBack();
  }

  /** Behind a proxy that gives each transaction another connection nobody ever hears anything, and nothing says so. */
  async #mustHear({ steps, listening }: Open): Promise<void> {
    const channel = toChannel(this.#parts.schema, "test", randomUUID());
    let hear: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => {
      hear = resolve;
    });
    const unlisten = await listening.listen(channel, hear);
    await steps.run((db) => db.rows("SELECT pg_notify($1, '')", channel));
    await within(heard, OPEN_MS).catch(() => {
      throw deafened();
    });
    unlisten();
  }
}

async function closeAll({ steps, pulse, logs, listening }: Open): Promise<void> {
  await Promise.allSettled([steps.end(), pulse.end(), logs.end(), listening.close()]);
}

function told(error: unknown): ChatError {
  // Proxies refuse settings of a connection that the next one would inherit.
  if (String((error as Error).message).includes("unsupported startup parameter")) return deafened(error);
  if (error instanceof ChatError && error.code !== "UNAVAILABLE") return error;
  const cause = error instanceof ChatError ? error.cause : error;
  const { message, fix } = explain(cause);
  return unavailable(message, error, fix);
}

function deafened(cause?: unknown): ChatError {
  return new ChatError("BAD_CONFIG", "What PostgreSQL tells its listeners does not arrive here.", {
    ...(cause !== undefined && { cause }),
    fix: "Give the relay an address that reaches PostgreSQL itself, or a proxy that keeps one connection for each of ours (pool_mode=session): LISTEN does not work through one that gives each transaction another connection.",
  });
}
