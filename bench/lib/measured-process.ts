// A server under measurement: a process of its own with --expose-gc, asked over IPC what it costs.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** What a server has used. Heap and RSS are taken after collections; the code in the heap is what V8 has compiled so far; CPU is the whole process's, in microseconds since its start; it is all that "cpu" and "go" tell. */
export interface Usage {
  readonly heap: number;
  readonly code: number;
  readonly rss: number;
  readonly cpu: number;
}

/** What the parent may ask of a server; "go" opens the gate of its streams and answers as "cpu" does, from just before. */
export type Ask = "usage" | "cpu" | "go";

/** A server that listens on `port` until it is stopped. */
export interface MeasuredServer {
  readonly port: number;
  readonly pid: number;
  ask(what: Ask): Promise<Usage>;
  stop(): Promise<void>;
}

/** Starts `servers/<name>.ts` with more in its environment and waits until it listens. */
export async function startServer(name: string, env: Readonly<Record<string, string>> = {}): Promise<MeasuredServer> {
  const file = path.join(import.meta.dirname, "../servers", `${name}.ts`);
  // BENCH_SERVER_FLAGS is for profiling, as in BENCH_SERVER_FLAGS="--cpu-prof --cpu-prof-dir=/tmp/profiles".
  const more = process.env["BENCH_SERVER_FLAGS"]?.split(" ") ?? [];
  const child = fork(file, { execArgv: [...process.execArgv, "--expose-gc", ...more], env: { ...process.env, ...env } });
  const listening = (await message(child)) as { readonly port: number };
  return {
    port: listening.port,
    pid: child.pid ?? 0,
    async ask(what) {
      child.send(what);
      return (await message(child)) as Usage;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const exit = once(child, "exit");
      child.send("stop");
      await exit;
    },
  };
}

/** The child's next message; fails when it ends instead. */
function message(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("The server under measurement ended."));
    child.once("exit", onExit);
    child.once("message", (value) => {
      child.off("exit", onExit);
      resolve(value);
    });
  });
}
