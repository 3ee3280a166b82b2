// What a token costs where one process serves an app, where that process could have others beside it, and where a chat runs at one node while its person is
// connected to another; beside it bare Socket.IO in the same ways, by its Redis streams adapter. All of them take turns under the same load: as many
// streams, the same pace, the same texts. And from the app's saying a token until the client has it.
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchClient, disconnectAll, eachClient } from "./lib/bench-client.ts";
import {
  type Engines,
  type Setup,
  startAlone,
  startBare,
  startBareNodes,
  startBareWithAdapter,
  startEngines,
  startOwnerAndFollower,
  startWithRelay,
} from "./lib/node-setups.ts";
import { median, quantile, report } from "./lib/report.ts";
import { type StreamPlan, TOKEN_UNITS } from "./lib/stream-plan.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
/** As many first messages are on their way at once. */
const AT_ONCE = 50;
/** So much of all tokens is measured: none of the streams that keep time has ended by then. */
const MEASURED_SHARE = 0.75;
/** Records and texts are written up to a second after they came about. */
const SETTLED_MS = 1500;
const WARM_CLIENTS = 100;

const loads = [
  { streams: 1, plan: { tokens: 250, perSecond: 50 } },
  { streams: 100, plan: { tokens: 250, perSecond: 50 } },
  { streams: 1000, plan: { tokens: 60, perSecond: 10 } },
  // More than a machine of two processors carries, engines and clients included: what is told of it is what a token costs, not how long it takes.
  { streams: 1000, plan: { tokens: 150, perSecond: 50 } },
];

const kinds: Readonly<Record<string, (engines: Engines) => Promise<Setup>>> = {
  "one process": startAlone,
  "one process with redis": startWithRelay,
  "owner and follower": startOwnerAndFollower,
  "bare, one process": startBare,
  "bare with adapter, one process": startBareWithAdapter,
  "bare with adapter, two": startBareNodes,
};

/** Microseconds of CPU for a token, and milliseconds until it is there. */
interface Costs {
  readonly says: number;
  /** Of the node that people are connected to, where it is another. */
  readonly shows: number;
  readonly redis: number;
  readonly postgres: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the tokens that were due, by the pace that was asked for. */
  readonly pace: number;
}

const nodes = ({ says, shows }: Costs) => says + shows;
const all = (costs: Costs) => nodes(costs) + costs.redis + costs.postgres;

/** BENCH_LOAD=1,000 measures only the loads with that in their name, BENCH_KINDS=two|follower only the kinds that this finds. */
const wanted = process.env["BENCH_LOAD"] ?? "";
const wantedKinds = new RegExp(process.env["BENCH_KINDS"] ?? "");

const engines = await startEngines();
if (typeof engines === "string") console.log(`skipped: ${engines}.`);
else {
  for (const { streams, plan } of loads) {
    const name = `${streams.toLocaleString("en")} stream${streams === 1 ? "" : "s"} of ${plan.perSecond} tokens/s`;
    if (!name.includes(wanted)) continue;
    // More than the machine can carry is a result too.
    await compare(name, streams, { ...plan, gated: true, stamped: true }, engines).catch((error: unknown) =>
      console.log(`${name}: MISSED, it was refused: ${String(error)}`),
    );
  }
  await engines.stop();
}

async function compare(name: string, streams: number, plan: StreamPlan, running: Engines): Promise<void> {
  const chosen = Object.entries(kinds).filter(([kind]) => wantedKinds.test(kind));
  const setups = new Map<string, Setup>();
  const found = new Map(chosen.map(([kind]) => [kind, [] as Costs[]]));
  // The first round only has the code compiled.
  const warm: Load = { streams: WARM_CLIENTS, plan: { ...plan, tokens: 50 } };
  try {
    for (const [kind, start] of chosen) setups.set(kind, await start(running));
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [kind, setup] of setups) {
        const costs = await measure(setup, round === 0 ? warm : { streams, plan }, running);
        if (round > 0) found.get(kind)?.push(costs);
      }
    }
  } finally {
    await Promise.all([...setups.values()].map((setup) => setup.stop()));
  }
  tell(name, found);
}

function tell(name: string, found: ReadonlyMap<string, readonly Costs[]>): void {
  console.log(`\n${name}, median of ${ROUNDS} rounds, load average ${loadavg()[0]?.toFixed(1)}`);
  console.log(
    row(["", "tokens per", "µs of CPU for a token: all nodes", "says", "shows", "Redis", "PostgreSQL", "p50 ms", "p99 ms", "pace"]),
  );
  for (const [kind, rounds] of found) {
    const of = (which: (costs: Costs) => number) => median(rounds.map(which));
    const each = [
      nodes,
      ({ says }: Costs) => says,
      ({ shows }: Costs) => shows,
      ({ redis }: Costs) => redis,
      ({ postgres }: Costs) => postgres,
    ];
    console.log(
      row([
        kind,
        `${Math.round(1e6 / of(nodes)).toLocaleString("en")}/s`,
        ...each.map((which) => (of(which) === 0 ? "–" : of(which).toFixed(1))),
        of(({ p50 }) => p50).toFixed(2),
        of(({ p99 }) => p99).toFixed(2),
        `${Math.round(of(({ pace }) => pace) * 100)} %`,
      ]),
    );
  }
  const times = (what: string, ours: string, theirs: string, cost: (costs: Costs) => number, goal?: number) => {
    const [mine, peer] = [found.get(ours), found.get(theirs)];
    if (!mine || !peer) return;
    const ratios = mine.map((costs, round) => cost(costs) / cost(peer[round] ?? costs));
    report(`${name}: ${what} (${ratios.map((ratio) => ratio.toFixed(2)).join(" ")})`, median(ratios), "×", goal);
  };
  times("CPU of both nodes, times bare with adapter", "owner and follower", "bare with adapter, two", nodes, 1);
  times("the same with the engines", "owner and follower", "bare with adapter, two", all);
  times("one process with redis, times bare with adapter", "one process with redis", "bare with adapter, one process", nodes, 1);
  times("one process with redis, times one without", "one process with redis", "one process", nodes);
  times("one process, times bare", "one process", "bare, one process", nodes);
}

function row([kind = "", ...cells]: readonly string[]): string {
  const widths = [11, 33, 7, 7, 7, 11, 8, 8, 7];
  return `${kind.padEnd(32)}${cells.map((cell, at) => cell.padStart(widths[at] ?? 8)).join("")}`;
}

interface Load {
  readonly streams: number;
  readonly plan: StreamPlan;
}

async function measure(setup: Setup, { streams, plan }: Load, running: Engines): Promise<Costs> {
  const clients = await setup.connect(streams);
  try {
    await eachClient(clients, AT_ONCE, (client) => client.stream(plan, TOKEN_UNITS));
    await sleep(SETTLED_MS);
    return await measureTokens(setup, clients, plan, running);
  } finally {
    disconnectAll(clients);
  }
}

/** All of the streams have begun, and go on at once. */
async function measureTokens(setup: Setup, clients: readonly BenchClient[], plan: StreamPlan, running: Engines): Promise<Costs> {
  const { says, shows } = setup;
  const whole = clients.length * (plan.tokens - 1);
  const delays: number[] = [];
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  let isOver = false;
  const listen = (text: string) => {
    if (isOver) return;
    const now = process.hrtime.bigint();
    // Tokens may come joined; each has its own stamp.
    for (let at = 0; at < text.length; at += TOKEN_UNITS) delays.push(Number(now - BigInt(text.slice(at, at + TOKEN_UNITS).trim())) / 1e6);
    if (delays.length >= whole * MEASURED_SHARE) {
      isOver = true;
      reach();
    }
  };
  const heard = Promise.all(clients.map((client) => client.hear((plan.tokens - 1) * TOKEN_UNITS, listen)));
  const usage = async (first: "go" | "cpu") => ({
    shows: shows === says ? 0 : (await shows.ask("cpu")).cpu,
    redis: await running.redis.cpu(),
    postgres: await running.postgres.cpu(),
    says: (await says.ask(first)).cpu,
  });
  const before = await usage("go");
  const began = performance.now();
  await reached;
  const seconds = (performance.now() - began) / 1000;
  const after = await usage("cpu");
  const tokens = delays.length;
  await heard;
  const each = (what: keyof typeof before) => (after[what] - before[what]) / tokens;
  const engine = (what: "redis" | "postgres") => (setup.engines.includes(what) ? each(what) : 0);
  return {
    ...{ says: each("says"), shows: each("shows"), redis: engine("redis"), postgres: engine("postgres") },
    ...{ p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) },
    pace: tokens / seconds / (clients.length * plan.perSecond),
  };
}
