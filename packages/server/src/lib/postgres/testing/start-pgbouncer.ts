// A PgBouncer of the test's own in front of a PostgreSQL: the system's program, a folder in the temporary place, a free port. On Debian as root it
// is installed when it is missing, without a service; elsewhere the error says what to run.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../../../test/free-port.ts";

/** A running proxy. */
export interface TestPgBouncer {
  /** The same database, through it. */
  readonly url: string;
  remove(): Promise<void>;
}

/** Starts a proxy that nothing else uses, and that lets in whoever the server lets in without a password. */
export async function startPgBouncer(server: string, mode: "session" | "transaction"): Promise<TestPgBouncer> {
  const program = findProgram();
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-pgbouncer-"));
  // It gives up the rights of root before it reads.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const { hostname, port: serverPort, username, pathname } = new URL(server);
  const file = path.join(folder, "pgbouncer.ini");
  writeFileSync(
    file,
    `[databases]
* = host=${hostname} port=${serverPort} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
ignore_startup_parameters = extra_float_digits,statement_timeout
`,
  );
  const user = process.getuid?.() === 0 ? ["-u", "postgres"] : [];
  const proxy: ChildProcess = spawn(program, ["-q", ...user, file], { stdio: "ignore" });
  const gone = new Promise<void>((resolve) => proxy.once("exit", () => resolve()));
  while (!(await answers(port))) {
    if (proxy.exitCode !== null) throw new Error(`pgbouncer ended with code ${proxy.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url: `postgres://${username}@127.0.0.1:${port}${pathname}`,
    async remove() {
      proxy.kill("SIGKILL");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function findProgram(): string {
  return installed() ?? install();
}

function installed(): string | undefined {
  for (const program of ["pgbouncer", "/usr/sbin/pgbouncer"]) {
    try {
      return execFileSync("which", [program], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      // Where services lie is not in everybody's path.
    }
  }
  return undefined;
}

function install(): string {
  if (process.getuid?.() === 0) {
    // Test files that run at once install one after the other; in this run level no service is started.
    const lock = path.join(tmpdir(), "colloquy-apt.lock");
    const commands =
      "apt-get update -q && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends pgbouncer";
    try {
      execFileSync("flock", [lock, "sh", "-c", commands], { stdio: "ignore" });
    } catch {
      // What to run is said below.
    }
    const found = installed();
    if (found) return found;
  }
  throw new Error(
    "These tests need pgbouncer. Install it with `apt-get install pgbouncer`, `brew install pgbouncer` or `dnf install pgbouncer`.",
  );
}
