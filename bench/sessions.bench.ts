// What an idle session holds in memory, beside a bare Socket.IO server with the same number of sockets, and whether all of it is given back.
import { setTimeout as sleep } from "node:timers/promises";
import { connectClients, disconnectAll, eachClient } from "./lib/bench-client.ts";
import { type MeasuredServer, startServer, type Usage } from "./lib/measured-process.ts";
import { report } from "./lib/report.ts";

/** The counts of messages and newcomers are kept for a minute; then a session is idle in memory too. */
const QUIET_MS = 61_000;
const GOAL_KIB = 24;
const MESSAGES = 10;

for (const count of [1000, 10_000]) {
  const [ours, bare] = [await startServer("colloquy"), await startServer("bare")];
  const name = `${count.toLocaleString("en")} sessions`;
  // Whatever is made once, for the first person, is not what a session costs.
  for (const server of [ours, bare]) await wave(server, 50, { quietMs: 0, messages: server === ours });
  const first = await wave(ours, count, { quietMs: QUIET_MS, messages: true });
  const second = await wave(ours, count, { quietMs: QUIET_MS, messages: true });
  const sockets = await wave(bare, count, { quietMs: 0, messages: false });
  await Promise.all([ours.stop(), bare.stop()]);

  const each = (perWave: Wave) => (perWave.full.heap - perWave.before.heap) / count / 1024;
  report(`${name}: a bare socket, heap`, each(sockets), "KiB");
  report(`${name}: a session with ${MESSAGES} messages, socket included`, each(first), "KiB", each(sockets) + GOAL_KIB);
  report(`${name}: heap after they ended, of before`, (first.ended.heap / first.before.heap) * 100, "%", 110);
  // V8 compiles what runs often while they are there, and keeps it: that is of the work, not of the people.
  report(`${name}: the same without compiled code`, (dataOf(first.ended) / dataOf(first.before)) * 100, "%", 110);
  report(`${name}: heap after a second wave ended, of after the first`, (second.ended.heap / first.ended.heap) * 100, "%", 102);
  report(`${name}: the same without compiled code`, (dataOf(second.ended) / dataOf(first.ended)) * 100, "%", 102);
  report(`${name}: RSS with them, over the start`, (first.full.rss - first.before.rss) / count / 1024, "KiB");
  report(`${name}: RSS with a second wave, of the first`, (second.full.rss / first.full.rss) * 100, "%", 102);
}

interface Wave {
  readonly before: Usage;
  readonly full: Usage;
  readonly ended: Usage;
}

function dataOf({ heap, code }: Usage): number {
  return heap - code;
}

/** People come, talk, are idle, and go. */
async function wave(
  server: MeasuredServer,
  count: number,
  options: { readonly quietMs: number; readonly messages: boolean },
): Promise<Wave> {
  const before = await server.ask("usage");
  const clients = await connectClients(server.port, count);
  if (options.messages) {
    await eachClient(clients, 50, async (client) => {
      for (let said = 0; said < MESSAGES / 2; said += 1) await client.say("What is the weather like in Lisbon today?");
    });
  }
  await sleep(options.quietMs);
  const full = await server.ask("usage");
  if (options.messages) await eachClient(clients, 50, (client) => client.leave());
  disconnectAll(clients);
  // Ends are saved, and the records deleted, behind the connections' backs; requests are counted for five seconds.
  await sleep(options.quietMs > 0 ? 10_000 : 1000);
  return { before, full, ended: await server.ask("usage") };
}
