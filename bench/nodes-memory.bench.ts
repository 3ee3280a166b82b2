// What an idle chat holds in memory at the node that runs it and at one that follows it, where nobody is connected to the first and everybody to the second;
// beside it the sockets of a bare Socket.IO server, and what both give back when people have left.
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { disconnectAll, eachClient } from "./lib/bench-client.ts";
import type { Usage } from "./lib/measured-process.ts";
import { type Engines, type Setup, startBare, startEngines, startOwnerAndFollower } from "./lib/node-setups.ts";
import { report } from "./lib/report.ts";

const COUNT = 2_000;
const MESSAGES = 4;
const AT_ONCE = 20;
/** The counts of messages and newcomers are kept for a minute; then a chat is idle in memory too. */
const QUIET_MS = 61_000;

const engines = await startEngines();
if (typeof engines === "string") console.log(`skipped: ${engines}.`);
else {
  try {
    await compare(engines);
  } finally {
    await engines.stop();
  }
}

interface Both {
  readonly says: Usage;
  readonly shows: Usage;
}

async function compare(running: Engines): Promise<void> {
  const [ours, bare] = [await startOwnerAndFollower(running), await startBare()];
  // Whatever is made once, for the first person, is not what a chat costs.
  await wave(ours, 50, true, 0);
  await wave(bare, 50, false, 0);
  const first = await wave(ours, COUNT, true, QUIET_MS);
  const second = await wave(ours, COUNT, true, QUIET_MS);
  const sockets = await wave(bare, COUNT, false, 0);
  await Promise.all([ours.stop(), bare.stop()]);

  const heap = ({ before, full }: Wave, which: keyof Both) => (full[which].heap - before[which].heap) / COUNT / 1024;
  const rss = ({ before, full }: Wave, which: keyof Both) => (full[which].rss - before[which].rss) / COUNT / 1024;
  const name = `${COUNT.toLocaleString("en")} chats of ${MESSAGES} messages`;
  console.log(`load average ${loadavg()[0]?.toFixed(1)}`);
  report(`${name}: a bare socket, heap`, heap(sockets, "shows"), "KiB");
  report(`${name}: a bare socket, RSS`, rss(sockets, "shows"), "KiB");
  for (const [which, who] of [
    ["says", "at its owner, without a socket"],
    ["shows", "at a follower, socket included"],
  ] as const) {
    report(`${name}: ${who}, heap`, heap(first, which), "KiB");
    report(`${name}: ${who}, RSS`, rss(first, which), "KiB");
    report(`${name}: ${who}, RSS of a second wave`, rss(second, which), "KiB");
    report(`${name}: ${who}, heap after they left, of before`, (first.ended[which].heap / first.before[which].heap) * 100, "%");
    report(`${name}: the same without compiled code`, (dataOf(first.ended[which]) / dataOf(first.before[which])) * 100, "%");
    report(
      `${name}: ${who}, heap after a second wave, of after the first`,
      (second.ended[which].heap / first.ended[which].heap) * 100,
      "%",
    );
  }
}

function dataOf({ heap, code }: Usage): number {
  return heap - code;
}

/** On a machine that is busy an engine may answer too late: then it is tried again, as clients do. */
async function patiently(act: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (tries === 10) throw error;
      await sleep(500);
    }
  }
}

interface Wave {
  readonly before: Both;
  readonly full: Both;
  readonly ended: Both;
}

/** People come, talk, are idle, and leave for good. */
async function wave(setup: Setup, count: number, talks: boolean, quietMs: number): Promise<Wave> {
  const usage = async (): Promise<Both> => ({ says: await setup.says.ask("usage"), shows: await setup.shows.ask("usage") });
  const before = await usage();
  const clients = await setup.connect(count);
  if (talks) {
    await eachClient(clients, AT_ONCE, async (client) => {
      for (let said = 0; said < MESSAGES / 2; said += 1) await patiently(() => client.say("What is the weather like in Lisbon today?"));
    });
  }
  await sleep(quietMs);
  const full = await usage();
  if (talks) await eachClient(clients, AT_ONCE, (client) => patiently(() => client.leave()));
  disconnectAll(clients);
  // Ends are saved, and the records deleted, behind the connections' backs; requests are counted for five seconds.
  await sleep(quietMs > 0 ? 15_000 : 1000);
  return { before, full, ended: await usage() };
}
