// What it costs to bring tokens from the node that owns a chat to one that follows it, through a Redis of the bench's own: appends one by one and
// many at once, beside bare commands that write the same into the same Redis; then chats that are answered at the pace of a model.
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { newId, type ServerEvent, type StepId, type ThreadId } from "@colloquy/protocol";
import { createRelay, createSingleRelay, type Owned, type Relay } from "colloquy/relay";
import { createRedisRelayDriver } from "colloquy/relay/redis";
import { openLine, startRedis } from "./lib/redis-server.ts";
import { median, report } from "./lib/report.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
const ONE_BY_ONE = 2_000;
const CHATS_AT_ONCE = 100;
const EACH = 100;
const TOKENS_PER_SECOND = 46;
const SECONDS = 8;
const STEP = newId<StepId>();
const fact = (seq: number): ServerEvent => ({ type: "window-message", seq, data: "x".repeat(40) });

const redis = await startRedis();
if (redis) {
  const relay = createRelay(createRedisRelayDriver({ url: redis.url }));
  await relay.join({ name: "owner", onRequest: async () => null });
  await appends(relay, redis.port, () => redis.cpu());
  for (const streams of [100, 1_000]) await follow(relay, redis.url, streams, () => redis.cpu());
  await relay.leave();
  await redis.stop();
} else console.log("Skipped: there is no redis-server here (apt-get install redis-server).");
await alone();

async function own(relay: Relay): Promise<Owned> {
  const claimed = await relay.claim(newId<ThreadId>(), 1, { snapshot: () => "{}", onFenced() {} });
  if ("owner" in claimed) throw new Error("A new chat is owned already.");
  return claimed.owned;
}

interface Cost {
  readonly perSecond: number;
  readonly perCpuSecond: number;
  /** Microseconds of Redis for each. */
  readonly redis: number;
}

async function measure(count: number, redisCpu: () => Promise<number>, work: () => Promise<void>): Promise<Cost> {
  const [began, cpu, theirs] = [performance.now(), process.cpuUsage(), await redisCpu()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: count / seconds, perCpuSecond: count / ((user + system) / 1e6), redis: ((await redisCpu()) - theirs) / count };
}

/** Appends of the relay and bare commands take turns, so that what else the machine does meets both. */
async function appends(relay: Relay, port: number, redisCpu: () => Promise<number>): Promise<void> {
  const bare = await openLine(port);
  const rounds = { one: [] as Cost[], bareOne: [] as Cost[], many: [] as Cost[], bareMany: [] as Cost[] };
  const bareCommands = (key: string, at: number) => [
    ["XADD", key, `1-${at}`, "f", JSON.stringify([fact(at)])],
    ["PUBLISH", `${key}:c`, JSON.stringify([fact(at)])],
  ];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const owned = await own(relay);
    const key = newId();
    const one = await measure(ONE_BY_ONE, redisCpu, () => oneByOne(owned, ONE_BY_ONE));
    const bareOne = await measure(ONE_BY_ONE, redisCpu, async () => {
      for (let at = 1; at <= ONE_BY_ONE; at += 1) await bare.all(bareCommands(key, at));
    });
    const all = await Promise.all(Array.from({ length: CHATS_AT_ONCE }, () => own(relay)));
    const many = await measure(
      CHATS_AT_ONCE * EACH,
      redisCpu,
      async () => void (await Promise.all(all.map((each) => oneByOne(each, EACH)))),
    );
    const keys = all.map(() => newId());
    const bareMany = await measure(CHATS_AT_ONCE * EACH, redisCpu, async () => {
      for (let at = 1; at <= EACH; at += 1) await bare.all(keys.flatMap((each) => bareCommands(each, at)));
    });
    await Promise.all([owned, ...all].map((each) => each.end("measured")));
    // The first round compiles.
    if (round === 0) continue;
    for (const [name, cost] of Object.entries({ one, bareOne, many, bareMany })) rounds[name as keyof typeof rounds].push(cost);
  }
  bare.close();
  tell("append, one by one", rounds.one, rounds.bareOne);
  tell(`append, ${CHATS_AT_ONCE} chats at once`, rounds.many, rounds.bareMany);
}

async function oneByOne(owned: Owned, count: number): Promise<void> {
  for (let seq = 1; seq <= count; seq += 1) {
    owned.append([fact(seq)]);
    await owned.settled();
  }
}

function tell(name: string, ours: readonly Cost[], bare: readonly Cost[]): void {
  const of = (costs: readonly Cost[], what: keyof Cost) => median(costs.map((cost) => cost[what]));
  report(`${name}: a second`, of(ours, "perSecond"), "");
  report(`${name}: a second of the owner's CPU`, of(ours, "perCpuSecond"), "");
  report(`${name}: Redis for each`, of(ours, "redis"), "µs");
  report(
    `${name}: Redis, times unfenced XADD and PUBLISH`,
    median(ours.map(({ redis }, round) => redis / (bare[round]?.redis ?? Number.NaN))),
    "×",
  );
  const ratio = ours.map(({ perCpuSecond }, round) => (bare[round]?.perCpuSecond ?? Number.NaN) / perCpuSecond);
  report(`${name}: CPU of Node, times a bare socket`, median(ratio), "×");
}

interface Told {
  readonly tokens: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
}

/** Chats that are answered here and followed by a process of its own. */
async function follow(relay: Relay, url: string, streams: number, redisCpu: () => Promise<number>): Promise<void> {
  const child = fork(path.join(import.meta.dirname, "servers/relay-follower.ts"), [url], { execArgv: process.execArgv });
  await once(child, "message");
  const ask = async (what: object): Promise<Told> => {
    child.send(what);
    const [told] = (await once(child, "message")) as [Told];
    return told;
  };
  const chats = await Promise.all(Array.from({ length: streams }, () => own(relay)));
  await ask({ follow: chats.map(({ threadId }) => threadId) });
  const before = await ask({ begin: true });
  const [cpu, theirs] = [process.cpuUsage(), await redisCpu()];
  await Promise.all(chats.map((owned, index) => stream(owned, (index / streams) * (1000 / TOKENS_PER_SECOND))));
  await Promise.all(chats.map((owned) => owned.settled()));
  const { user, system } = process.cpuUsage(cpu);
  const used = (await redisCpu()) - theirs;
  await sleep(500);
  const told = await ask({ tell: true });
  const tokens = streams * TOKENS_PER_SECOND * SECONDS;
  const entries = chats.reduce((sum, owned) => sum + owned.place().at, 0);
  const name = `${streams} streams of ${TOKENS_PER_SECOND} tokens/s`;
  report(`${name}: said until heard, p50`, told.p50, "ms");
  report(`${name}: said until heard, p99`, told.p99, "ms");
  report(`${name}: appends a second`, entries / SECONDS, "");
  report(`${name}: the owner's CPU for a token`, (user + system) / tokens, "µs");
  report(`${name}: the follower's CPU for a token`, (told.cpu - before.cpu) / tokens, "µs");
  report(`${name}: CPU of Redis`, used / SECONDS / 1e4, "%");
  if (told.tokens !== tokens) console.log(`${name}: MISSED, ${tokens} tokens were said and ${told.tokens} heard`);
  await Promise.all(chats.map((owned) => owned.end("measured")));
  const gone = once(child, "exit");
  child.send({ stop: true });
  await gone;
}

/** Tokens of one chat, each the time when it is said; out of step with the others. */
async function stream(owned: Owned, delayMs: number): Promise<void> {
  const began = performance.now() + delayMs;
  let at = 0;
  for (let count = 0; count < TOKENS_PER_SECOND * SECONDS; count += 1) {
    const due = began + (count * 1000) / TOKENS_PER_SECOND;
    await sleep(Math.max(0, due - performance.now()));
    const text = `${(performance.timeOrigin + performance.now()).toFixed(3)} `;
    owned.append([{ type: "step-text", stepId: STEP, field: "output", rev: 0, at, text }]);
    at += text.length;
  }
}

/** What a token costs where there is one process only. */
async function alone(): Promise<void> {
  const relay = createSingleRelay();
  await relay.join({ name: "alone", onRequest: async () => null });
  const owned = await own(relay);
  const events = [fact(1)];
  const times = 5_000_000;
  const began = performance.now();
  for (let count = 0; count < times; count += 1) owned.append(events);
  report("one process, no relay: a token", ((performance.now() - began) / times) * 1e6, "ns");
}
