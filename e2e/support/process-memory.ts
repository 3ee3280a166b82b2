// How much memory a process of its own takes, as the system tells it.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const EVERY_MS = 20;

/** In MB. */
export async function memoryOf(pid: number): Promise<number> {
  if (process.platform === "linux") {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1024;
  }
  const { stdout } = await run("ps", ["-o", "rss=", "-p", `${pid}`]);
  return Number(stdout) / 1024;
}

/** Looks again and again until it is asked for the most it has seen. */
export function watchMemory(pid: number): { most(): Promise<number> } {
  let most = 0;
  let running = true;
  const watching = (async () => {
    while (running) {
      most = Math.max(most, await memoryOf(pid));
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  return {
    async most() {
      running = false;
      await watching;
      return most;
    },
  };
}
