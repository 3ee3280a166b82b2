// The one connection of a process that listens. When it is lost it comes back and listens to the same; what was told meanwhile is lost, and the
// relay is told so. It calls itself by the node that it listens for, once it does: a process that is killed is listed no longer.
import { setTimeout as sleep } from "node:timers/promises";
import { type Patience, unavailable } from "../../patience.ts";
import type { Database } from "../../postgres/database.ts";
import { PostgresLine, type PostgresLineParts } from "./postgres-line.ts";
import { LISTENER } from "./postgres-statements.ts";

/** How often it is made sure that the connection is there. */
const BEAT_MS = 2_000;
const RETRY_MS = 100;

export interface PostgresListeningParts extends Pick<PostgresLineParts, "url" | "schema"> {
  readonly patience: Patience;
  /** It listens again, after it did not for a while. */
  readonly onBack: () => void;
}

type Hear = (payload: string) => void;

/** What one process listens to. */
export class PostgresListening {
  readonly #parts: PostgresListeningParts;
  readonly #line: PostgresLine;
  readonly #hearers = new Map<string, Set<Hear>>();
  #node: string | undefined;
  /** How often a connection was gone. */
  #losses = 0;
  #mending: Promise<void> | undefined;
  #beat: NodeJS.Timeout | undefined;
  #isBeating = false;
  #isClosed = false;

  constructor(connect: typeof import("postgres"), parts: PostgresListeningParts) {
    this.#parts = parts;
    this.#line = new PostgresLine(connect, {
      url: parts.url,
      schema: parts.schema,
      maxConnections: 1,
      onNotify: (channel, payload) => {
        for (const hear of [...(this.#hearers.get(channel) ?? [])]) hear(payload);
      },
      onClosed: () => this.#lost(),
    });
    this.#beat = setInterval(() => void this.#makeSure(), BEAT_MS).unref();
  }

  /** Listens from when it resolves until the returned function is called. */
  async listen(channel: string, hear: Hear): Promise<() => void> {
    if (this.#mending) throw unavailable("The connection that listens to PostgreSQL is lost.");
    const hearers = this.#hearers.get(channel) ?? new Set();
    this.#hearers.set(channel, hearers.add(hear));
    const unlisten = () => {
      if (!hearers.delete(hear) || hearers.size > 0 || this.#hearers.get(channel) !== hearers) return;
      this.#hearers.delete(channel);
      // A connection that is lost listens to nothing.
      if (!this.#isClosed) void this.#line.run((db) => db.script(`UNLISTEN ${channel}`)).catch(() => undefined);
    };
    try {
      await this.#parts.patience.wait(() => this.#line.run((db) => db.script(`LISTEN ${channel}`)));
      return unlisten;
    } catch (error) {
      unlisten();
      throw error;
    }
  }

  /** All see from now on that this node listens, and no other by this connection. */
  async callItself(node: string | undefined): Promise<void> {
    this.#node = node;
    // Otherwise it is said when the connection is back.
    if (!this.#mending) await this.#parts.patience.wait(() => this.#line.run((db) => this.#sayName(db)));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#beat);
    this.#hearers.clear();
    await this.#line.end();
  }

  async #sayName(db: Database): Promise<void> {
    await db.rows("SELECT set_config('application_name', $1, false)", this.#node === undefined ? "colloquy relay" : LISTENER + this.#node);
  }

  #lost(): void {
    this.#losses += 1;
    if (!this.#isClosed)
      this.#mending ??= this.#mend().finally(() => {
        this.#mending = undefined;
        if (!this.#isClosed) this.#parts.onBack();
      });
  }

  async #mend(): Promise<void> {
    for (;;) {
      const losses = this.#losses;
      try {
        await this.#line.run((db) => this.#listenAgain(db));
        // It may have been lost once more meanwhile.
        if (losses === this.#losses) return;
      } catch {
        await sleep(RETRY_MS, undefined, { ref: false });
      }
      if (this.#isClosed) return;
    }
  }

  async #listenAgain(db: Database): Promise<void> {
    await db.script(["SELECT 1", ...[...this.#hearers.keys()].map((channel) => `LISTEN ${channel}`)].join(";\n"));
    await this.#sayName(db);
  }

  /** A connection may be gone without a word: what is asked on it and not answered gets it cut. */
  async #makeSure(): Promise<void> {
    if (this.#isBeating || this.#mending) return;
    this.#isBeating = true;
    await this.#line.run((db) => db.script("SELECT 1")).catch(() => undefined);
    this.#isBeating = false;
  }
}
