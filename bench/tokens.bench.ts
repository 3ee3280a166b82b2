// What a delivered token costs the server's process, beside a bare Socket.IO server that sends the same bytes at one frame a token.
// The two servers take turns, so that what else the machine does meets both; the median of the rounds counts.
import { connectClients, disconnectAll } from "./lib/bench-client.ts";
import { type MeasuredServer, startServer } from "./lib/measured-process.ts";
import { median, report } from "./lib/report.ts";
import { type StreamPlan, TOKEN_UNITS } from "./lib/stream-plan.ts";

const ROUNDS = 5;
const GOAL = 1.5;
const loads = [
  { name: "1 stream of 50 tokens/s", streams: 1, plan: { tokens: 250, perSecond: 50 } },
  { name: "100 streams of 50 tokens/s", streams: 100, plan: { tokens: 250, perSecond: 50 } },
  { name: "1,000 streams of 50 tokens/s", streams: 1000, plan: { tokens: 150, perSecond: 50 } },
  { name: "1 stream unthrottled", streams: 1, plan: { tokens: 100_000, perSecond: 0 } },
  { name: "100 streams unthrottled", streams: 100, plan: { tokens: 1000, perSecond: 0 } },
];

for (const { name, streams, plan } of loads) {
  const servers = { ours: await startServer("colloquy"), bare: await startServer("bare") };
  try {
    const costs = await compare(servers, streams, plan);
    const spread = costs.map((cost) => (cost.ours / cost.bare).toFixed(2)).join(" ");
    const [ours, bare] = [median(costs.map((cost) => cost.ours)), median(costs.map((cost) => cost.bare))];
    console.log(`${name}: Colloquy ${ours.toFixed(1)} µs, bare ${bare.toFixed(1)} µs (rounds: ${spread})`);
    report(`${name}: CPU of a token, times bare`, median(costs.map((cost) => cost.ours / cost.bare)), "×", GOAL);
  } catch (error) {
    // More than the machine can carry is a result too.
    console.log(`${name}: MISSED, it was refused: ${String(error)}`);
  }
  await Promise.all([servers.ours.stop(), servers.bare.stop()]);
}

async function compare(servers: { readonly ours: MeasuredServer; readonly bare: MeasuredServer }, streams: number, plan: StreamPlan) {
  const { ours, bare } = servers;
  // Compiled code makes up most of what the first thousands of tokens cost.
  for (const server of [ours, bare]) await costOfToken(server, 20, { tokens: 1000, perSecond: 0 });
  const costs: { ours: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    costs.push({ ours: await costOfToken(ours, streams, plan), bare: await costOfToken(bare, streams, plan) });
  }
  return costs;
}

/** Microseconds of the server's CPU for one token of these streams; all of them run at once. */
async function costOfToken(server: MeasuredServer, streams: number, plan: StreamPlan): Promise<number> {
  const clients = await connectClients(server.port, streams);
  const before = await server.ask("usage");
  await Promise.all(clients.map((client) => client.stream(plan, plan.tokens * TOKEN_UNITS)));
  const after = await server.ask("cpu");
  disconnectAll(clients);
  return (after.cpu - before.cpu) / (streams * plan.tokens);
}
