// What any process has used, as Linux counts it: the one measure that a Python server and ours can be held to alike.
import { readFileSync } from "node:fs";

/** Clock ticks are a hundredth of a second on every Linux that Node runs on. */
const TICK_US = 10_000;

/** CPU in microseconds since its start, and resident memory in bytes. */
export function processUsage(pid: number): { readonly cpu: number; readonly rss: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in parentheses may hold spaces; what follows it does not.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return { cpu: ticks * TICK_US, rss: Number(resident) * 1024 };
}
