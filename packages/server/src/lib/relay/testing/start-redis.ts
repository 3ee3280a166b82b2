// A Redis server of the test's own: the system's program, no files, a free port. On Debian as root it is installed when it is missing, without a
// service; elsewhere the error says what to run.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../../../test/free-port.ts";

/** While it is stopped, somebody's connection, or a client's own to nobody, may have its port for a moment. */
const GETS_ITS_PORT_WITHIN_MS = 20_000;

/** A running server. */
export interface TestRedis {
  readonly url: string;
  /** Without what it had in memory once it starts again. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** It keeps its connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Sends a command, one word each. */
  command(...words: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Starts a server that nothing else uses. */
export async function startRedis(...settings: readonly string[]): Promise<TestRedis> {
  const program = findProgram();
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-redis-"));
  const port = await freePort();
  let server: ChildProcess | undefined;

  const begin = () => {
    const quiet = ["--save", "", "--appendonly", "no", "--daemonize", "no", "--logfile", path.join(folder, "log")];
    const started = spawn(program, ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, ...quiet, ...settings], {
      stdio: "ignore",
    });
    server = started;
    return started;
  };
  const start = async () => {
    const until = performance.now() + GETS_ITS_PORT_WITHIN_MS;
    let started = begin();
    while (!(await talk(port, "PING").catch(() => "")).startsWith("+PONG")) {
      if (started.exitCode !== null) {
        const [said = ""] = readFileSync(path.join(folder, "log"), "utf8").trim().split("\n").slice(-1);
        if (performance.now() > until) throw new Error(`redis-server ended with code ${started.exitCode}: ${said}`);
        started = begin();
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const stop = async () => {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => running.once("exit", () => resolve()));
    running.kill("SIGKILL");
    await gone;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    freeze: () => void server?.kill("SIGSTOP"),
    thaw: () => void server?.kill("SIGCONT"),
    command: (...words) => talk(port, ...words),
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One command on a connection of its own, and the first piece of its answer. */
function talk(port: number, ...words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, "127.0.0.1");
    socket.once("error", reject);
    socket.once("data", (data) => {
      socket.destroy();
      resolve(String(data));
    });
    socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`);
  });
}

function findProgram(): string {
  return installed() ?? install();
}

function installed(): string | undefined {
  for (const program of ["redis-server", "valkey-server"]) {
    try {
      return execFileSync("which", [program], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      // The other one may be there.
    }
  }
  return undefined;
}

function install(): string {
  if (process.getuid?.() === 0) {
    // Test files that run at once install one after the other; in this run level no service is started.
    const lock = path.join(tmpdir(), "colloquy-apt.lock");
    const commands =
      "apt-get update -q && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends redis-server";
    try {
      execFileSync("flock", [lock, "sh", "-c", commands], { stdio: "ignore" });
    } catch {
      // What to run is said below.
    }
    const found = installed();
    if (found) return found;
  }
  throw new Error(
    "These tests need redis-server 6.2 or newer. Install it with `apt-get install redis-server`, `brew install redis` or `dnf install redis`.",
  );
}
