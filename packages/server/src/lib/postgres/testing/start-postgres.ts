// A PostgreSQL server of the test's own: the system's programs, a folder in the temporary place, a free port. On Debian as root the programs
// are installed when they are missing; elsewhere the error says what to run.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../../../test/free-port.ts";

/** A running server. */
export interface TestPostgres {
  readonly url: string;
  /** As a dead machine: at once, nothing is finished. It can be started again on the same port, with what was committed. */
  kill(): Promise<void>;
  /** Takes no connections and lets go of those that are open, as in a deploy. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** It keeps its connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

const isRoot = process.getuid?.() === 0;
const USER = "postgres";

/** Starts a server that nothing else uses. Settings, such as `fsync=on`, come before those of the tests. */
export async function startPostgres(...settings: readonly string[]): Promise<TestPostgres> {
  const bin = findPrograms();
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-postgres-"));
  const port = await freePort();
  if (isRoot) chownSync(folder, userId("-u"), userId("-g"));
  runAs(path.join(bin, "initdb"), ["-D", path.join(folder, "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]);
  let server: ChildProcess | undefined;

  const start = async () => {
    server = spawnAs(path.join(bin, "postgres"), [
      ...["-D", path.join(folder, "data"), "-p", String(port), "-k", folder, "-h", "127.0.0.1"],
      // A test machine that loses its power loses its tests.
      ...["-c", "fsync=off", "-c", "synchronous_commit=on", "-c", "full_page_writes=off", "-c", "max_connections=200"],
      // Of two the last one counts.
      ...settings.flatMap((setting) => ["-c", setting]),
    ]);
    await answering(bin, folder, port, server);
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => running.once("exit", () => resolve()));
    running.kill(signal);
    await gone;
  };
  // Each connection has a process of its own.
  let frozen: number[] = [];
  const freeze = () => {
    if (server?.pid === undefined) return;
    server.kill("SIGSTOP");
    frozen = [server.pid, ...childrenOf(server.pid)];
    for (const pid of frozen) process.kill(pid, "SIGSTOP");
  };
  const thaw = () => {
    for (const pid of frozen) process.kill(pid, "SIGCONT");
    frozen = [];
  };
  await start();
  return {
    url: `postgres://${USER}@127.0.0.1:${port}/postgres`,
    start,
    stop: () => end("SIGINT"),
    kill: () => end("SIGQUIT"),
    freeze,
    thaw,
    async remove() {
      thaw();
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder of the newest version that is installed. */
function findPrograms(): string {
  return installed() ?? install();
}

function installed(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const places = versions.map((version) => path.join(debian, version, "bin"));
  try {
    places.push(execFileSync("pg_config", ["--bindir"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim());
  } catch {
    // Not installed, or without its development files: the places above are looked at.
  }
  return places.find((place) => existsSync(path.join(place, "initdb")) && existsSync(path.join(place, "postgres")));
}

function install(): string {
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    // Test files that run at once install one after the other.
    const lock = path.join(tmpdir(), "colloquy-apt.lock");
    const commands = "apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql";
    execFileSync("flock", [lock, "sh", "-c", commands], { stdio: "ignore" });
    const found = installed();
    if (found) return found;
  }
  throw new Error(
    "These tests need the programs of PostgreSQL 13 or newer. Install them with `apt-get install postgresql`, `brew install postgresql@16` or `dnf install postgresql-server`.",
  );
}

function userId(which: "-u" | "-g"): number {
  return Number(execFileSync("id", [which, USER], { encoding: "utf8" }));
}

/** PostgreSQL refuses to run as root. */
function runAs(program: string, args: readonly string[]): void {
  const options = { stdio: "pipe", cwd: tmpdir() } as const;
  if (isRoot) execFileSync("runuser", ["-u", USER, "--", program, ...args], options);
  else execFileSync(program, args, options);
}

function spawnAs(program: string, args: readonly string[]): ChildProcess {
  const as = isRoot ? { uid: userId("-u"), gid: userId("-g") } : {};
  return spawn(program, args, { stdio: "ignore", cwd: tmpdir(), ...as });
}

function childrenOf(pid: number): readonly number[] {
  return execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map(Number);
}

async function answering(bin: string, folder: string, port: number, server: ChildProcess): Promise<void> {
  for (;;) {
    try {
      execFileSync(path.join(bin, "pg_isready"), ["-h", folder, "-p", String(port), "-t", "1"], { stdio: "ignore" });
      return;
    } catch {
      // It says no until it has recovered what a kill has left.
      if (server.exitCode !== null) throw new Error(`PostgreSQL ended with code ${server.exitCode} before it took connections.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
