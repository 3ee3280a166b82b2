// Connections to Redis: one for what must never wait (owners, requests, counts, or a lease), one for logs and snapshots, one that listens; whoever needs
// only the first has only that. Nothing waits for a Redis that is away, and nothing waits longer than its time for one that is frozen: then whether a command was done is unknown.
import { ChatError } from "@colloquy/protocol";
import type { RedisClientType } from "@redis/client";
import { Patience, STEP_MS, unavailable } from "../patience.ts";
import { openRedis } from "./open-redis.ts";
import type { RedisScript } from "./redis-script.ts";

const CONNECT_MS = 5_000;
const RECONNECT = { firstMs: 20, mostMs: 500 };

export interface RedisLinesParts {
  readonly url: string;
  /** Redis is back, after the connections were lost or it stood still. */
  readonly onBack?: () => void;
  /** Which connections. Default: all. */
  readonly lines?: readonly Line[];
}

/** What a connection is for. */
export type Line = "commands" | "logs" | "listener";
const ALL: readonly Line[] = ["commands", "logs", "listener"];

/** One node's connections. */
export class RedisLines {
  readonly #parts: RedisLinesParts;
  #clients: ReadonlyMap<Line, RedisClientType> | undefined;
  readonly #patience: Patience;

  constructor(parts: RedisLinesParts) {
    this.#parts = parts;
    this.#patience = new Patience({
      engine: "Redis",
      explain: (error) =>
        error instanceof Error && error.message.startsWith("OOM")
          ? unavailable("Redis is full and takes nothing more.", error, "Raise its maxmemory, or give this app a Redis of its own.")
          : undefined,
      onBack: () => {
        if (this.#clients) parts.onBack?.();
      },
    });
  }

  /** Connects. Answers with advice for the operator, if there is any. */
  async open(): Promise<string | undefined> {
    const { createClient } = await load();
    const make = () => {
      const client = createClient({
        url: this.#parts.url,
        RESP: 2,
        disableOfflineQueue: true,
        disableClientInfo: true,
        name: "colloquy",
        // Its own limit makes a signal with a timer for each command, which costs as much as the command. Ours is in `Patience`.
        commandOptions: { timeout: 0 },
        socket: { connectTimeout: CONNECT_MS, reconnectStrategy: reconnectMs, keepAlive: true },
      }) as unknown as RedisClientType;
      // What it means is found out by the commands that fail.
      client.on("error", () => undefined);
      return client;
    };
    const clients = new Map((this.#parts.lines ?? ALL).map((line) => [line, make()]));
    const all = [...clients.values()];
    const advice = await openRedis(all, CONNECT_MS);
    for (const client of all) {
      client.on("ready", () => {
        if (all.every(({ isReady }) => isReady)) this.#parts.onBack?.();
      });
    }
    this.#clients = clients;
    return advice;
  }

  async close(): Promise<void> {
    const clients = this.#clients;
    this.#clients = undefined;
    for (const client of clients?.values() ?? []) client.destroy();
  }

  /** A command, one word each. */
  send<Reply>(line: Line, words: readonly string[], limitMs = STEP_MS): Promise<Reply> {
    return this.#patience.wait(() => this.#client(line).sendCommand<Reply>([...words]), limitMs);
  }

  /** A script, which Redis is told anew when it has forgotten it. */
  run<Reply>(
    line: Line,
    { text, sha }: RedisScript,
    keys: readonly string[],
    args: readonly (string | number)[],
    limitMs = STEP_MS,
  ): Promise<Reply> {
    const words = [String(keys.length), ...keys, ...args.map(String)];
    return this.send<Reply>(line, ["EVALSHA", sha, ...words], limitMs).catch((error: unknown) => {
      if (!(error instanceof ChatError && String((error.cause as Error | undefined)?.message).startsWith("NOSCRIPT"))) throw error;
      return this.send<Reply>(line, ["EVAL", text, ...words], limitMs);
    });
  }

  async listen(channel: string, hear: (message: string) => void): Promise<() => void> {
    const listener = this.#client("listener");
    await this.#patience.wait(() => listener.subscribe(channel, hear));
    return () => {
      // Connections that are lost listen to nothing.
      void listener.unsubscribe(channel, hear).catch(() => undefined);
    };
  }

  #client(line: Line): RedisClientType {
    const client = this.#clients?.get(line);
    if (!client) throw unavailable("The connection to Redis is closed.");
    return client;
  }
}

function reconnectMs(retries: number): number {
  return Math.min(RECONNECT.mostMs, RECONNECT.firstMs * 2 ** retries) * (0.5 + Math.random() / 2);
}

async function load() {
  try {
    return await import("@redis/client");
  } catch (error) {
    throw new ChatError("BAD_CONFIG", "The library for Redis is not installed.", { cause: error, fix: "Run npm install @redis/client." });
  }
}
