// A Redis of the bench's own, without files, and what Redis says that it has used.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A running server. */
export interface BenchRedis {
  readonly port: number;
  readonly url: string;
  /** Microseconds of CPU since its start. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the system's program; undefined where there is none. */
export async function startRedis(): Promise<BenchRedis | undefined> {
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server: ChildProcess = spawn("redis-server", args, { stdio: "ignore" });
  const started = await Promise.race([once(server, "error").then(() => false), once(server, "spawn").then(() => true)]);
  if (!started) return undefined;
  let line: RedisLine | undefined;
  while (!line) line = await openLine(port).catch(() => undefined);
  const asked = line;
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    async cpu() {
      const info = await asked.ask(["INFO", "cpu"]);
      const of = (name: string) => Number(new RegExp(`${name}:([0-9.]+)`).exec(info)?.[1]) * 1e6;
      return of("used_cpu_user") + of("used_cpu_sys");
    },
    async stop() {
      asked.close();
      const gone = once(server, "exit");
      server.kill("SIGKILL");
      await gone;
    },
  };
}

/** A connection that writes commands as they are and counts what comes back: nothing could cost less. */
export interface RedisLine {
  /** Resolves with the next piece of the answer. */
  ask(words: readonly string[]): Promise<string>;
  /** Sends all of them in one piece; resolves when each was answered with one line. */
  all(commands: readonly (readonly string[])[]): Promise<void>;
  close(): void;
}

export async function openLine(port: number): Promise<RedisLine> {
  const socket: Socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return {
    async ask(words) {
      socket.write(toCommand(words));
      const [data] = (await once(socket, "data")) as [Buffer];
      return String(data);
    },
    async all(commands) {
      socket.write(commands.map(toCommand).join(""));
      for (let lines = 0; lines < commands.length; ) {
        const [data] = (await once(socket, "data")) as [Buffer];
        for (const byte of data) if (byte === NEWLINE) lines += 1;
      }
    },
    close: () => void socket.destroy(),
  };
}

const NEWLINE = 10;

function toCommand(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}
