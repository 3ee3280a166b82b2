// The server's end of `measured-process.ts`.
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { getHeapCodeStatistics } from "node:v8";
import type { Ask, Usage } from "./measured-process.ts";
import { openGate } from "./stream-plan.ts";

/** BENCH_PROFILE=<folder>: a CPU profile of each stretch between two questions, in their order. */
const profiles = process.env["BENCH_PROFILE"];
let profiler: Session | undefined;

/** Tells the parent that the server listens, and answers what it asks until it says stop, or is gone. */
export function serveParent(port: number): void {
  process.on("message", async (ask: Ask | "stop") => {
    if (ask === "stop") process.exit(0);
    const used = ask === "usage" ? await settledUsage() : { ...NOT_ASKED, cpu: cpuUsed() };
    if (profiles !== undefined) await profile(profiles);
    process.send?.(used);
    if (ask === "go") openGate();
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ port });
}

async function profile(folder: string): Promise<void> {
  if (profiler) {
    const { profile: found } = await profiler.post("Profiler.stop");
    writeFileSync(path.join(folder, `${process.pid}-${Date.now()}.cpuprofile`), JSON.stringify(found));
    profiler.disconnect();
  }
  profiler = new Session();
  profiler.connect();
  await profiler.post("Profiler.enable");
  // Every millisecond, as is V8's default, it would meet the timers of the streams in step, and see them never or always.
  await profiler.post("Profiler.setSamplingInterval", { interval: 197 });
  await profiler.post("Profiler.start");
}

/** To look at the heap takes milliseconds, which a question for the CPU alone would put into the stretch that it begins. */
const NOT_ASKED = { heap: 0, code: 0, rss: 0 };

function usage(): Usage {
  const { heapUsed, rss } = process.memoryUsage();
  const { code_and_metadata_size: code } = getHeapCodeStatistics();
  return { heap: heapUsed, code, rss, cpu: cpuUsed() };
}

function cpuUsed(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** After several collections with pauses between: finalizers and timers hold things for one more round. */
async function settledUsage(): Promise<Usage> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await sleep(100);
  }
  return usage();
}
