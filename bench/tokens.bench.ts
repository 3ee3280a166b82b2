// What a delivered token costs the server's process, and what beginning a chat costs it, beside a bare Socket.IO server with the same
// sockets that sends the same bytes at one frame a token. All streams have begun before tokens are measured, so neither cost hides in
// the other. The two servers take turns, so that what else the machine does meets both; the median of the rounds counts.
import { setTimeout as sleep } from "node:timers/promises";
import { connectClients, disconnectAll, eachClient } from "./lib/bench-client.ts";
import { type MeasuredServer, startServer } from "./lib/measured-process.ts";
import { median, report } from "./lib/report.ts";
import { type StreamPlan, TOKEN_UNITS } from "./lib/stream-plan.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 5);
const GOAL = 1.5;
/** As many first messages are on their way at once: a thousand at the same moment measure a queue. */
const AT_ONCE = 50;
const loads = [
  { name: "1 stream of 50 tokens/s", streams: 1, plan: { tokens: 250, perSecond: 50 } },
  { name: "100 streams of 50 tokens/s", streams: 100, plan: { tokens: 250, perSecond: 50 } },
  { name: "1,000 streams of 50 tokens/s", streams: 1000, plan: { tokens: 150, perSecond: 50 } },
  { name: "1 stream unthrottled", streams: 1, plan: { tokens: 100_000, perSecond: 0 } },
  { name: "100 streams unthrottled", streams: 100, plan: { tokens: 1000, perSecond: 0 } },
];
/** What so few chats cost is lost in what else a process does meanwhile. */
const ENOUGH_CHATS = 100;

/** So much of all tokens is measured: none of the streams that keep time has ended by then. */
const MEASURED_SHARE = 0.75;
/** Records and texts are written up to a second after they came about. */
const SETTLED_MS = 1500;

/** Microseconds of the server's CPU: for a connection, for a first message until its answer's first token, for a later token. */
interface Costs {
  readonly connection: number;
  readonly firstAnswer: number;
  readonly token: number;
}

interface Round {
  readonly ours: Costs;
  readonly bare: Costs;
}

/** BENCH_LOAD=1,000 measures only the loads with that in their name. */
const wanted = process.env["BENCH_LOAD"] ?? "";

for (const { name, streams, plan } of loads.filter((load) => load.name.includes(wanted))) {
  const servers = { ours: await startServer("colloquy"), bare: await startServer("bare") };
  try {
    const rounds = await compare(servers, streams, { ...plan, gated: true });
    const ratio = tell(`${name}: a token`, rounds, ({ token }) => token);
    report(`${name}: CPU of a token, times bare`, ratio, "×", GOAL);
    if (streams >= ENOUGH_CHATS) {
      tell(`${name}: a connection`, rounds, ({ connection }) => connection);
      tell(`${name}: a first message and the first token of its answer`, rounds, ({ firstAnswer }) => firstAnswer);
      const began = ({ connection, firstAnswer }: Costs) => connection + firstAnswer;
      report(`${name}: CPU of beginning a chat`, median(rounds.map(({ ours }) => began(ours))) / 1000, "ms");
      report(`${name}: CPU of beginning a chat, bare`, median(rounds.map(({ bare }) => began(bare))) / 1000, "ms");
    }
  } catch (error) {
    // More than the machine can carry is a result too.
    console.log(`${name}: MISSED, it was refused: ${String(error)}`);
  }
  await Promise.all([servers.ours.stop(), servers.bare.stop()]);
}

/** Prints one cost of both servers; returns the median of their ratios. */
function tell(what: string, rounds: readonly Round[], costOf: (costs: Costs) => number): number {
  const ratios = rounds.map(({ ours, bare }) => costOf(ours) / costOf(bare));
  const [ours, bare] = [median(rounds.map(({ ours }) => costOf(ours))), median(rounds.map(({ bare }) => costOf(bare)))];
  const spread = ratios.map((ratio) => ratio.toFixed(2)).join(" ");
  console.log(`${what}: Colloquy ${ours.toFixed(1)} µs, bare ${bare.toFixed(1)} µs (rounds: ${spread})`);
  return median(ratios);
}

async function compare(servers: { readonly ours: MeasuredServer; readonly bare: MeasuredServer }, streams: number, plan: StreamPlan) {
  const { ours, bare } = servers;
  // Compiled code makes up most of what the first thousands of tokens cost, and of the first hundred chats.
  for (const server of [ours, bare]) await measure(server, ENOUGH_CHATS, { tokens: 200, perSecond: 0, gated: true });
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ ours: await measure(ours, streams, plan), bare: await measure(bare, streams, plan) });
  }
  return rounds;
}

/** People connect; each asks for a stream and hears its first token; then all of the streams go on at once. */
async function measure(server: MeasuredServer, streams: number, plan: StreamPlan): Promise<Costs> {
  const before = await server.ask("usage");
  const clients = await connectClients(server.port, streams);
  const connected = await server.ask("cpu");
  await eachClient(clients, AT_ONCE, (client) => client.stream(plan, TOKEN_UNITS));
  // What a first answer leaves to be written is part of what it costs.
  await sleep(SETTLED_MS);
  const begun = await server.ask("cpu");
  const whole = streams * (plan.tokens - 1);
  let units = 0;
  let reach: () => void = () => undefined;
  // The ends of the answers are not in it: each is two transactions, which short streams would have a large share of.
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const count = (text: string) => {
    units += text.length;
    if (units >= whole * MEASURED_SHARE * TOKEN_UNITS) reach();
  };
  const heard = Promise.all(clients.map((client) => client.hear((plan.tokens - 1) * TOKEN_UNITS, count)));
  const went = await server.ask("go");
  await reached;
  const after = await server.ask("cpu");
  const tokens = units / TOKEN_UNITS;
  await heard;
  disconnectAll(clients);
  return {
    connection: (connected.cpu - before.cpu) / streams,
    firstAnswer: (begun.cpu - connected.cpu) / streams,
    token: (after.cpu - went.cpu) / tokens,
  };
}
