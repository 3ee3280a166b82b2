// Three connections to Redis: one for what must never wait (leases, owners, requests), one for logs and snapshots, one that listens. Nothing waits
// for a Redis that is away, and nothing waits longer than its time for one that is frozen: then whether a command was done is unknown.
import { ChatError } from "@colloquy/protocol";
import type { RedisClientType } from "@redis/client";
import type { RedisScript } from "./redis-scripts.ts";

/** What a command takes at most, in milliseconds. */
const COMMAND_MS = 1_000;
/** The same for what is large. */
export const LARGE_COMMAND_MS = 5_000;
const CONNECT_MS = 5_000;
const RECONNECT = { firstMs: 20, mostMs: 500 };

export interface RedisLinesParts {
  readonly url: string;
  /** Redis is back, after the connections were lost or it stood still. */
  readonly onBack: () => void;
}

type Line = "commands" | "logs";

/** One node's connections. */
export class RedisLines {
  readonly #parts: RedisLinesParts;
  #clients: { readonly commands: RedisClientType; readonly logs: RedisClientType; readonly listener: RedisClientType } | undefined;
  /** Commands whose time is over and that are not answered: Redis stands still. */
  #stuck = 0;
  #probedAt = 0;

  constructor(parts: RedisLinesParts) {
    this.#parts = parts;
  }

  async open(): Promise<void> {
    const { createClient } = await load();
    const make = () => {
      const client = createClient({
        url: this.#parts.url,
        RESP: 2,
        disableOfflineQueue: true,
        disableClientInfo: true,
        name: "colloquy",
        socket: { connectTimeout: CONNECT_MS, reconnectStrategy: reconnectMs, keepAlive: true },
      }) as unknown as RedisClientType;
      // What it means is found out by the commands that fail.
      client.on("error", () => undefined);
      return client;
    };
    const clients = { commands: make(), logs: make(), listener: make() };
    const all = Object.values(clients);
    try {
      await within(Promise.all(all.map((client) => client.connect())), CONNECT_MS);
    } catch (error) {
      for (const client of all) client.destroy();
      throw away("Redis cannot be reached.", error, "Check the address and whether it runs.");
    }
    for (const client of all) {
      client.on("ready", () => {
        if (all.every(({ isReady }) => isReady)) this.#parts.onBack();
      });
    }
    this.#clients = clients;
  }

  async close(): Promise<void> {
    const clients = this.#clients;
    this.#clients = undefined;
    for (const client of Object.values(clients ?? {})) client.destroy();
  }

  /** A command, one word each. */
  async send<Reply>(line: Line, words: readonly string[], limitMs = COMMAND_MS): Promise<Reply> {
    const client = this.#here[line];
    this.#mustMove();
    return this.#limited(client.sendCommand<Reply>([...words]), limitMs);
  }

  /** A script, which Redis is told anew when it has forgotten it. */
  async run<Reply>(line: Line, { text, sha }: RedisScript, keys: readonly string[], args: readonly (string | number)[]): Promise<Reply> {
    const words = [String(keys.length), ...keys, ...args.map(String)];
    try {
      return await this.send<Reply>(line, ["EVALSHA", sha, ...words]);
    } catch (error) {
      if (!(error instanceof ChatError && String((error.cause as Error | undefined)?.message).startsWith("NOSCRIPT"))) throw error;
      return this.send<Reply>(line, ["EVAL", text, ...words]);
    }
  }

  async listen(channel: string, hear: (message: string) => void): Promise<() => void> {
    const { listener } = this.#here;
    this.#mustMove();
    await this.#limited(listener.subscribe(channel, hear), COMMAND_MS);
    return () => {
      // Connections that are lost listen to nothing.
      void listener.unsubscribe(channel, hear).catch(() => undefined);
    };
  }

  get #here() {
    if (!this.#clients) throw away("The connection to Redis is closed.");
    return this.#clients;
  }

  /** While Redis stands still, one command in a while finds out whether it still does; others are not put behind it. */
  #mustMove(): void {
    if (this.#stuck === 0) return;
    const now = performance.now();
    if (now - this.#probedAt < COMMAND_MS / 2) throw away("Redis stands still.");
    this.#probedAt = now;
  }

  async #limited<Reply>(command: Promise<Reply>, limitMs: number): Promise<Reply> {
    let isLate = false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isLate = true;
        this.#stuck += 1;
        reject(away("Redis did not answer in time."));
      }, limitMs);
    });
    const settled = () => {
      clearTimeout(timer);
      if (!isLate) return;
      this.#stuck -= 1;
      if (this.#stuck === 0 && this.#clients) this.#parts.onBack();
    };
    command.then(settled, settled);
    try {
      return await Promise.race([command, late]);
    } catch (error) {
      throw error instanceof ChatError ? error : away("Redis refused a command.", error);
    }
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

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("It took too long.")), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function away(message: string, cause?: unknown, fix?: string): ChatError {
  return new ChatError("UNAVAILABLE", message, { ...(cause !== undefined && { cause }), ...(fix !== undefined && { fix }) });
}
