// The engines that a relay can stand on, each with a server of the bench's own, and the least that writes the same into it: no fence, no limits.
import type { RelayDriver } from "colloquy/relay";
import { createPostgresRelayDriver } from "colloquy/relay/postgres";
import { createRedisRelayDriver } from "colloquy/relay/redis";
import postgres from "postgres";
import { startPostgres } from "./postgres-server.ts";
import { openLine, startRedis } from "./redis-server.ts";

export type EngineName = "Redis" | "PostgreSQL";

/** A running engine. */
export interface RelayEngine {
  readonly name: EngineName;
  readonly url: string;
  /** What its bare commands are called. */
  readonly bareName: string;
  /** Microseconds of CPU since its start. */
  cpu(): Promise<number>;
  openBare(): Promise<BareLog>;
  stop(): Promise<void>;
}

/** Writes an entry into each of these logs and tells of it, all at once; resolves when all of it is done. */
export interface BareLog {
  append(keys: readonly string[], at: number, body: string): Promise<void>;
  close(): Promise<void>;
}

export function createDriver(name: EngineName, url: string): RelayDriver {
  return name === "Redis" ? createRedisRelayDriver({ url }) : createPostgresRelayDriver({ url });
}

/** Starts it; a sentence says why where that is not possible. */
export async function startEngine(name: EngineName): Promise<RelayEngine | string> {
  return name === "Redis" ? startRedisEngine() : startPostgresEngine();
}

async function startRedisEngine(): Promise<RelayEngine | string> {
  const server = await startRedis();
  if (!server) return "there is no redis-server here (apt-get install redis-server)";
  return {
    name: "Redis",
    url: server.url,
    bareName: "unfenced XADD and PUBLISH",
    cpu: () => server.cpu(),
    stop: () => server.stop(),
    async openBare() {
      const line = await openLine(server.port);
      return {
        append: (keys, at, body) =>
          line.all(
            keys.flatMap((key) => [
              ["XADD", key, `1-${at}`, "f", body],
              ["PUBLISH", `${key}:c`, body],
            ]),
          ),
        close: async () => line.close(),
      };
    },
  };
}

async function startPostgresEngine(): Promise<RelayEngine | string> {
  const server = await startPostgres();
  if (!server) return "there is no PostgreSQL here (apt-get install postgresql)";
  return {
    name: "PostgreSQL",
    url: server.url,
    bareName: "an unfenced INSERT and NOTIFY",
    cpu: () => server.cpu(),
    stop: () => server.stop(),
    async openBare() {
      const sql = postgres(server.url, { max: 3, onnotice: () => undefined });
      await sql.unsafe("CREATE UNLOGGED TABLE IF NOT EXISTS bare (key text, at bigint, body text, PRIMARY KEY (key, at))");
      const insert = `WITH news AS (INSERT INTO bare VALUES ($1, $2, $3) RETURNING body) SELECT pg_notify('bare', body) FROM news`;
      return {
        append: async (keys, at, body) =>
          void (await Promise.all(keys.map((key) => sql.unsafe(insert, [key, at, body], { prepare: true })))),
        close: () => sql.end(),
      };
    },
  };
}
