// What it costs to bring tokens from the node that owns a chat to one that follows it, through an engine of the bench's own: appends one by one and
// many at once, beside bare commands that write the same into the same engine; then chats that are answered at the pace of a model.
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { newId, type ServerEvent, type StepId, type ThreadId } from "@colloquy/protocol";
import { createRelay, createSingleRelay, type Owned, type Relay } from "colloquy/relay";
import { type BareLog, createDriver, type RelayEngine, startEngine } from "./lib/relay-engines.ts";
import { median, quantile, report } from "./lib/report.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
const ONE_BY_ONE = 2_000;
const CHATS_AT_ONCE = 100;
const EACH = 100;
const TOKENS_PER_SECOND = 46;
const SECONDS = 8;
/** What an owner whom nobody follows waits between two appends of text. */
const UNFOLLOWED_GAP_MS = 100;
/** Such a share of the appends that are due keeps the pace: text gathers in those that come later. */
const PACE = 0.9;
/** What a small cluster without Redis must bear. */
const RUNNING_TURNS = 100;
const STEP = newId<StepId>();
const fact = (seq: number): ServerEvent => ({ type: "window-message", seq, data: "x".repeat(40) });

for (const { name, unfollowed, followed } of [
  { name: "Redis", unfollowed: [RUNNING_TURNS], followed: [100, 1_000] },
  { name: "PostgreSQL", unfollowed: [RUNNING_TURNS, 300], followed: [25, 100] },
] as const) {
  // BENCH_ENGINE=Redis measures that one alone.
  if (!name.includes(process.env["BENCH_ENGINE"] ?? "")) continue;
  const engine = await startEngine(name);
  if (typeof engine === "string") console.log(`${name} skipped: ${engine}.`);
  else {
    await appends(engine);
    for (const streams of unfollowed) await unheard(engine, streams);
    for (const streams of followed) await follow(engine, streams);
    await engine.stop();
  }
}
await alone();

async function join(engine: RelayEngine, driver = createDriver(engine.name, engine.url)): Promise<Relay> {
  const relay = createRelay(driver);
  await relay.join({ name: "owner", onRequest: async () => null });
  return relay;
}

async function own(relay: Relay): Promise<Owned> {
  const claimed = await relay.claim(newId<ThreadId>(), 1, { snapshot: () => "{}", onFenced() {} });
  if ("owner" in claimed) throw new Error("A new chat is owned already.");
  return claimed.owned;
}

interface Cost {
  readonly perSecond: number;
  readonly perCpuSecond: number;
  /** Microseconds of the engine for each. */
  readonly engine: number;
}

async function measure(count: number, engine: RelayEngine, work: () => Promise<void>): Promise<Cost> {
  const [began, cpu, theirs] = [performance.now(), process.cpuUsage(), await engine.cpu()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: count / seconds, perCpuSecond: count / ((user + system) / 1e6), engine: ((await engine.cpu()) - theirs) / count };
}

/** Appends of the relay and bare commands take turns, so that what else the machine does meets both. */
async function appends(engine: RelayEngine): Promise<void> {
  const relay = await join(engine);
  const bare: BareLog = await engine.openBare();
  const rounds = { one: [] as Cost[], bareOne: [] as Cost[], many: [] as Cost[], bareMany: [] as Cost[] };
  const bareAppends = async (keys: readonly string[], times: number) => {
    for (let at = 1; at <= times; at += 1) await bare.append(keys, at, JSON.stringify([fact(at)]));
  };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const owned = await own(relay);
    const one = await measure(ONE_BY_ONE, engine, () => oneByOne(owned, ONE_BY_ONE));
    const bareOne = await measure(ONE_BY_ONE, engine, () => bareAppends([newId()], ONE_BY_ONE));
    const all = await Promise.all(Array.from({ length: CHATS_AT_ONCE }, () => own(relay)));
    const many = await measure(CHATS_AT_ONCE * EACH, engine, async () => void (await Promise.all(all.map((each) => oneByOne(each, EACH)))));
    const keys = all.map(() => newId());
    const bareMany = await measure(CHATS_AT_ONCE * EACH, engine, () => bareAppends(keys, EACH));
    await Promise.all([owned, ...all].map((each) => each.end("measured")));
    // The first round compiles.
    if (round === 0) continue;
    for (const [name, cost] of Object.entries({ one, bareOne, many, bareMany })) rounds[name as keyof typeof rounds].push(cost);
  }
  await bare.close();
  await relay.leave();
  tell(engine, "append, one by one", rounds.one, rounds.bareOne);
  tell(engine, `append, ${CHATS_AT_ONCE} chats at once`, rounds.many, rounds.bareMany);
}

async function oneByOne(owned: Owned, count: number): Promise<void> {
  for (let seq = 1; seq <= count; seq += 1) {
    owned.append([fact(seq)]);
    await owned.settled();
  }
}

function tell(engine: RelayEngine, what: string, ours: readonly Cost[], bare: readonly Cost[]): void {
  const of = (costs: readonly Cost[], which: keyof Cost) => median(costs.map((cost) => cost[which]));
  const name = `${engine.name}, ${what}`;
  report(`${name}: a second`, of(ours, "perSecond"), "");
  report(`${name}: a second of the owner's CPU`, of(ours, "perCpuSecond"), "");
  report(`${name}: ${engine.name} for each`, of(ours, "engine"), "µs");
  const times = median(ours.map((cost, round) => cost.engine / (bare[round]?.engine ?? Number.NaN)));
  report(`${name}: times ${engine.bareName}`, times, "×");
  const ratio = ours.map(({ perCpuSecond }, round) => (bare[round]?.perCpuSecond ?? Number.NaN) / perCpuSecond);
  report(`${name}: CPU of Node, times bare commands`, median(ratio), "×");
}

/** Chats that are answered while nobody follows: the log is for a crash only. */
async function unheard(engine: RelayEngine, streams: number): Promise<void> {
  const waits: number[] = [];
  const driver = createDriver(engine.name, engine.url);
  const timed: typeof driver = new Proxy(driver, {
    get(target, name: keyof typeof driver) {
      const member = target[name];
      if (typeof member !== "function") return member;
      if (name !== "append") return member.bind(target);
      return async (...args: Parameters<typeof driver.append>) => {
        const began = performance.now();
        const result = await target.append(...args);
        waits.push(performance.now() - began);
        return result;
      };
    },
  });
  const relay = await join(engine, timed);
  const chats = await Promise.all(Array.from({ length: streams }, () => own(relay)));
  const [cpu, theirs] = [process.cpuUsage(), await engine.cpu()];
  await Promise.all(chats.map((owned, index) => stream(owned, (index / streams) * (1000 / TOKENS_PER_SECOND))));
  await Promise.all(chats.map((owned) => owned.settled()));
  const { user, system } = process.cpuUsage(cpu);
  const used = (await engine.cpu()) - theirs;
  const entries = chats.reduce((sum, owned) => sum + owned.place().at, 0);
  const name = `${engine.name}, ${streams} running turns that nobody follows`;
  report(`${name}: appends a second`, entries / SECONDS, "");
  report(`${name}: an append, p50`, quantile(waits, 0.5), "ms");
  report(`${name}: an append, p99`, quantile(waits, 0.99), "ms");
  report(`${name}: the owner's CPU for a token`, (user + system) / (streams * TOKENS_PER_SECOND * SECONDS), "µs");
  report(`${name}: CPU of ${engine.name}`, used / SECONDS / 1e4, "%");
  const due = streams * (1000 / UNFOLLOWED_GAP_MS) * SECONDS;
  const verdict = entries >= due * PACE ? "kept" : "NOT KEPT";
  console.log(`${name}, an append each ${UNFOLLOWED_GAP_MS} ms: ${verdict}, ${Math.round((entries / due) * 100)} % of those that were due`);
  await Promise.all(chats.map((owned) => owned.end("measured")));
  await relay.leave();
}

interface Told {
  readonly tokens: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
}

/** Chats that are answered here and followed by a process of its own. */
async function follow(engine: RelayEngine, streams: number): Promise<void> {
  const relay = await join(engine);
  const child = fork(path.join(import.meta.dirname, "servers/relay-follower.ts"), [engine.name, engine.url], {
    execArgv: process.execArgv,
  });
  await once(child, "message");
  const ask = async (what: object): Promise<Told> => {
    child.send(what);
    const [told] = (await once(child, "message")) as [Told];
    return told;
  };
  const chats = await Promise.all(Array.from({ length: streams }, () => own(relay)));
  await ask({ follow: chats.map(({ threadId }) => threadId) });
  const before = await ask({ begin: true });
  const [cpu, theirs] = [process.cpuUsage(), await engine.cpu()];
  await Promise.all(chats.map((owned, index) => stream(owned, (index / streams) * (1000 / TOKENS_PER_SECOND))));
  await Promise.all(chats.map((owned) => owned.settled()));
  const { user, system } = process.cpuUsage(cpu);
  const used = (await engine.cpu()) - theirs;
  await sleep(500);
  const told = await ask({ tell: true });
  const tokens = streams * TOKENS_PER_SECOND * SECONDS;
  const entries = chats.reduce((sum, owned) => sum + owned.place().at, 0);
  const name = `${engine.name}, ${streams} streams of ${TOKENS_PER_SECOND} tokens/s`;
  report(`${name}: said until heard, p50`, told.p50, "ms");
  report(`${name}: said until heard, p99`, told.p99, "ms");
  report(`${name}: appends a second`, entries / SECONDS, "");
  report(`${name}: the owner's CPU for a token`, (user + system) / tokens, "µs");
  report(`${name}: the follower's CPU for a token`, (told.cpu - before.cpu) / tokens, "µs");
  report(`${name}: CPU of ${engine.name}`, used / SECONDS / 1e4, "%");
  if (told.tokens !== tokens) console.log(`${name}: MISSED, ${tokens} tokens were said and ${told.tokens} heard`);
  await Promise.all(chats.map((owned) => owned.end("measured")));
  const gone = once(child, "exit");
  child.send({ stop: true });
  await gone;
  await relay.leave();
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
