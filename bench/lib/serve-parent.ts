// The server's end of `measured-process.ts`.
import { setTimeout as sleep } from "node:timers/promises";
import type { Ask, Usage } from "./measured-process.ts";

/** Tells the parent that the server listens, and answers what it asks until it says stop, or is gone. */
export function serveParent(port: number): void {
  process.on("message", async (ask: Ask | "stop") => {
    if (ask === "stop") process.exit(0);
    process.send?.(ask === "usage" ? await settledUsage() : usage());
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ port });
}

function usage(): Usage {
  const { heapUsed, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { heap: heapUsed, rss, cpu: user + system };
}

/** After several collections with pauses between: finalizers and timers hold things for one more round. */
async function settledUsage(): Promise<Usage> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await sleep(100);
  }
  return usage();
}
