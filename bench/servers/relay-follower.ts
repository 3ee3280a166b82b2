// A node that follows chats of its parent, and tells how long each token was on its way. Both read the clock of the same machine.
import type { ServerEvent, ThreadId } from "@colloquy/protocol";
import { createRelay, type Following } from "colloquy/relay";
import { createDriver, type EngineName } from "../lib/relay-engines.ts";
import { quantile } from "../lib/report.ts";

const [, , engine, url = ""] = process.argv;
const relay = createRelay(createDriver(engine as EngineName, url));
await relay.join({ name: "follower", onRequest: async () => null });
let following: Following[] = [];
let waits: number[] = [];

function onFacts(events: readonly ServerEvent[]): void {
  const now = performance.timeOrigin + performance.now();
  for (const event of events) {
    if (event.type !== "step-text") continue;
    // Each token is the time when it was said.
    for (const token of event.text.trimEnd().split(" ")) waits.push(now - Number(token));
  }
}

process.on(
  "message",
  async (ask: { readonly follow?: readonly ThreadId[]; readonly begin?: true; readonly tell?: true; readonly stop?: true }) => {
    if (ask.stop) process.exit();
    if (ask.follow) {
      for (const one of following) one.stop();
      following = [];
      for (const threadId of ask.follow) following.push(await relay.follow(threadId, { onFacts, onSnapshot() {}, onEnd() {} }));
    }
    if (ask.begin) waits = [];
    const { user, system } = process.cpuUsage();
    process.send?.({ tokens: waits.length, p50: quantile(waits, 0.5), p99: quantile(waits, 0.99), cpu: user + system });
  },
);
process.send?.({});
