// Random histories of three servers behind a balancer that knows nobody: they are killed, frozen, deployed and cut off from their engines, and those
// forget or go away, while people talk. After each history everything is mended, and nothing that was acknowledged or seen is lost or doubled.
// HISTORY_SEED repeats a run; HISTORY gives the acts of one history, as a run that failed has printed them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { memoryStorage, type Overview } from "@colloquy/client";
import type { StepId } from "@colloquy/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TestClient } from "../../packages/client/test/open-client.ts";
import { startPostgres, type TestPostgres } from "../../packages/server/test/start-postgres.ts";
import { startRedis, type TestRedis } from "../../packages/server/test/start-redis.ts";
import { Balancer, type Door } from "../support/balancer.ts";
import { CuttableLine } from "../support/cuttable-line.ts";
import { type RunningApp, runFiles } from "../support/running-app.ts";
import { count, seeded } from "../support/soak.ts";

const NODES = 3;
const PEOPLE = 3;
const HISTORIES = Number(process.env.HISTORIES ?? count(2, 100));
const ACTS = Number(process.env.HISTORY_ACTS ?? count(12, 25));
const SEED = Number(process.env.HISTORY_SEED ?? Date.now() % 1_000_000);
const GIVEN = process.env.HISTORY;
const WHOLE = Array.from({ length: 300 }, (_, n) => `w${n} `).join("");
const COUNTED = /^count (\d+) of (\d+)$/;

/** What can happen. `who` chooses a page, `node` a server; `thenMs` is the pause after it. */
type Act = { readonly thenMs: number } & (
  | { readonly does: "come" | "drop" | "close" | "count" | "long" | "ask" | "answer" | "stop"; readonly who: number }
  | {
      readonly does:
        | "kill"
        | "start"
        | "freeze"
        | "thaw"
        | "drain"
        | "cutRedis"
        | "hushRedis"
        | "slowRedis"
        | "cutPostgres"
        | "hushPostgres"
        | "mendLines";
      readonly node: number;
    }
  | { readonly does: "flushRedis" | "restartRedis" }
);

const WEIGHTS: { readonly [does in Act["does"]]: number } = {
  come: 5,
  drop: 1,
  close: 1,
  count: 5,
  long: 4,
  ask: 2,
  answer: 2,
  stop: 1,
  kill: 2,
  start: 2,
  freeze: 2,
  thaw: 2,
  drain: 1,
  cutRedis: 1,
  hushRedis: 1,
  slowRedis: 1,
  cutPostgres: 1,
  hushPostgres: 1,
  mendLines: 2,
  flushRedis: 1,
  restartRedis: 1,
};
const AT_PAGES = new Set<Act["does"]>(["come", "drop", "close", "count", "long", "ask", "answer", "stop"]);
/** Some longer than a lease. */
const PAUSES = [0, 5, 30, 100, 300, 300, 1_000, 1_000, 2_500, 7_500];

function randomActs(random: () => number): Act[] {
  const upTo = (most: number) => Math.floor(random() * most);
  const names = Object.entries(WEIGHTS).flatMap(([does, weight]) => Array.from({ length: weight }, () => does as Act["does"]));
  const one = (): Act => {
    const does = names[upTo(names.length)] ?? "come";
    const thenMs = PAUSES[upTo(PAUSES.length)] ?? 0;
    if (does === "flushRedis" || does === "restartRedis") return { does, thenMs };
    if (AT_PAGES.has(does)) return { does, who: upTo(PEOPLE * 2), thenMs } as Act;
    return { does, node: upTo(NODES), thenMs } as Act;
  };
  // Somebody is there before anything goes wrong.
  const begin: Act[] = [0, 2, 4].map((who) => ({ does: "come", who, thenMs: 50 }));
  return [...begin, { does: "count", who: 0, thenMs: 50 }, { does: "long", who: 2, thenMs: 30 }, ...Array.from({ length: ACTS }, one)];
}

/** What has ended so shortly before its node lost the store may not be written. */
const JUST_BEFORE_MS = 1_000;
/** A store that is back is found again within this. */
const FOUND_WITHIN_MS = 6_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ENDED = new Set(["done", "interrupted", "failed", "stopped"]);

let postgres: TestPostgres;
let redis: TestRedis;
let shared: string;
let balancer: Balancer;
const nodes: Node[] = [];

/** One server, with its ways to the engines. */
class Node {
  readonly index: number;
  readonly app: RunningApp;
  readonly lines: { readonly redis: CuttableLine; readonly postgres: CuttableLine };
  /** When its store was out of reach. */
  readonly #storeless: { readonly since: number; until: number }[] = [];
  #is: "up" | "frozen" | "down" = "up";
  /** What is under way with its process. */
  #busy: Promise<void> = Promise.resolve();

  constructor(index: number, app: RunningApp, lines: Node["lines"]) {
    this.index = index;
    this.app = app;
    this.lines = lines;
  }

  do(does: Extract<Act, { readonly node: number }>["does"]): void {
    if (does === "cutRedis") this.lines.redis.cut();
    else if (does === "hushRedis") this.lines.redis.hush();
    else if (does === "slowRedis") this.lines.redis.delayMs = 200;
    else if (does === "cutPostgres" || does === "hushPostgres") {
      if (this.#storeless.at(-1)?.until !== Number.POSITIVE_INFINITY)
        this.#storeless.push({ since: Date.now(), until: Number.POSITIVE_INFINITY });
      if (does === "cutPostgres") this.lines.postgres.cut();
      else this.lines.postgres.hush();
    } else if (does === "mendLines") this.mendLines();
    else this.#busy = this.#busy.then(() => this.#change(does));
  }

  mendLines(): void {
    this.lines.redis.mend();
    this.lines.postgres.mend();
    const last = this.#storeless.at(-1);
    if (last?.until === Number.POSITIVE_INFINITY) last.until = Date.now() + FOUND_WITHIN_MS;
  }

  /** Whether what a turn has left in the user session, that ended here then, may be in this process only. */
  isUnwritten(endedAt: string | undefined): boolean {
    const at = Date.parse(endedAt ?? "");
    return this.#storeless.some(({ since, until }) => at >= since - JUST_BEFORE_MS && at <= until);
  }

  /** All is mended; resolves when it serves. */
  async mend(): Promise<void> {
    this.mendLines();
    await this.#busy;
    await this.#change("thaw");
    for (let tries = 1; this.#is !== "up"; tries++) {
      await this.#change("start");
      if (tries === 5) throw new Error(`A server does not start: ${this.app.process().output()}`);
    }
  }

  async #change(does: "kill" | "start" | "freeze" | "thaw" | "drain"): Promise<void> {
    const { pid } = this.app.process();
    if (does === "kill" && this.#is !== "down") {
      this.#is = "down";
      await this.app.kill();
    } else if (does === "start" && this.#is === "down") {
      await this.app.start().then(
        () => (this.#is = "up"),
        () => undefined,
      );
    } else if (does === "freeze" && this.#is === "up") {
      this.#is = "frozen";
      if (pid !== undefined) process.kill(pid, "SIGSTOP");
    } else if (does === "thaw" && this.#is === "frozen") {
      this.#is = "up";
      if (pid !== undefined) process.kill(pid, "SIGCONT");
    } else if (does === "drain" && this.#is === "up") {
      await this.app.stop();
      this.#is = "down";
    }
  }
}

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  shared = mkdtempSync(path.join(tmpdir(), "colloquy-histories-"));
  mkdirSync(path.join(shared, "files"));
  writeFileSync(path.join(shared, "notes"), "");
  const files = {
    "app.ts": readFileSync(new URL("./histories-app.ts", import.meta.url), "utf8"),
    "colloquy.config.ts": `import { defineConfig } from "colloquy";
export default defineConfig({ drainTimeout: 5, files: { storage: ${JSON.stringify(path.join(shared, "files"))} }, limits: { messagesPerMinute: 1e6, newVisitorsPerMinute: 1e6, addressRequestsPerSecond: 1e6, addressConnections: 1e6, addressConnectionsPerMinute: 1e6 } });
`,
  };
  const through = (address: string, { port }: CuttableLine) => Object.assign(new URL(address), { port: String(port) }).href;
  const begin = async (index: number) => {
    const lines = {
      redis: await CuttableLine.open(Number(new URL(redis.url).port)),
      postgres: await CuttableLine.open(Number(new URL(postgres.url).port)),
    };
    const database = through(postgres.url, lines.postgres);
    const env = {
      DATABASE_URL: database,
      COLLOQUY_DATA_LAYER: database,
      COLLOQUY_SESSION_STORE: database,
      REDIS_URL: through(redis.url, lines.redis),
      TEST_NODE: String(index),
      TEST_NOTES: path.join(shared, "notes"),
    };
    return new Node(index, await runFiles(files, { env }), lines);
  };
  nodes.push(await begin(0), ...(await Promise.all(Array.from({ length: NODES - 1 }, (_, n) => begin(n + 1)))));
  balancer = new Balancer(nodes.map(({ app }) => app.url));
}, 180_000);
afterAll(async () => {
  await balancer?.[Symbol.asyncDispose]();
  for (const node of nodes) await node.mend().catch(() => undefined);
  await Promise.all(nodes.map(({ app }) => app[Symbol.asyncDispose]()));
  await Promise.all(nodes.flatMap(({ lines }) => [lines.redis[Symbol.asyncDispose](), lines.postgres[Symbol.asyncDispose]()]));
  await Promise.all([postgres?.remove(), redis?.remove()]);
  rmSync(shared, { recursive: true, force: true });
});

/** What the app has noted of one beginning of a handler. */
interface Note {
  readonly handler: string;
  readonly threadId: string;
  readonly epoch: number;
  readonly node: string;
  readonly pid: number;
  readonly about: string;
}

function notes(): Note[] {
  const lines = readFileSync(path.join(shared, "notes"), "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Note);
}

/** Of all chats: each was begun once, each epoch ran in one process, and each message was given to a handler once in it. */
function expectOneOwnerEach(): void {
  const begun = new Set<string>();
  const owners = new Map<string, number>();
  for (const { handler, threadId, epoch, pid } of notes()) {
    if (handler === "onChatStart") {
      expect(begun, "chats that were begun").not.toContain(threadId);
      begun.add(threadId);
    }
    const key = `epoch ${epoch} of ${threadId}`;
    expect(owners.get(key) ?? pid, `the process that ran ${key}`).toBe(pid);
    owners.set(key, pid);
  }
}

/** One window of a person. */
class Page implements AsyncDisposable {
  readonly client: TestClient;
  readonly door: Door;

  constructor(door: Door, options: Omit<ConstructorParameters<typeof TestClient>[0], "url">) {
    this.door = door;
    this.client = new TestClient({ url: door.url, timings: {}, ...options });
  }

  get overview(): Overview {
    return this.client.store.getOverview();
  }

  /** Nothing is under way, and nothing waits. */
  get isSettled(): boolean {
    const { connection, ready, busy, pending, asks, turnIds } = this.overview;
    const { store } = this.client;
    const ended = turnIds.every((turnId) => ENDED.has(store.getTurn(turnId)?.turn.state ?? ""));
    return connection.phase === "live" && ready && !busy && pending.length === 0 && asks.length === 0 && ended;
  }

  /** All turns that it shows, with their texts. */
  get turns() {
    const { store } = this.client;
    return this.overview.turnIds.map((turnId) => {
      const view = store.getTurn(turnId);
      const texts = (view?.stepIds ?? []).map((id): [StepId, string] => [id, store.text(id).read()]);
      return { state: view?.turn.state, endedAt: view?.turn.endedAt, message: view?.turn.messageId, texts };
    });
  }

  /** Texts of answers, by their step. */
  get answers(): Map<StepId, string> {
    const { store } = this.client;
    const texts = new Map<StepId, string>();
    for (const turnId of this.overview.turnIds) {
      const view = store.getTurn(turnId);
      for (const id of view?.stepIds ?? []) if (id !== view?.turn.messageId) texts.set(id, store.text(id).read());
    }
    return texts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.close();
    await this.door[Symbol.asyncDispose]();
  }
}

/** Somebody with up to two windows on one chat. */
class Person implements AsyncDisposable {
  readonly name: string;
  readonly pages: [Page | undefined, Page | undefined] = [undefined, undefined];
  /** What was said, by its id. */
  readonly said = new Map<StepId, string>();
  /** The longest text of each answer that was seen at another server than its owner since the last outage of what keeps it. */
  readonly seen = new Map<StepId, string>();
  /** What was wrong at a page, when it was so. */
  trouble: string | undefined;
  readonly #storage = memoryStorage();
  #threadId: Overview["thread"]["id"] | undefined;

  constructor(name: string) {
    this.name = name;
  }

  get here(): Page[] {
    return this.pages.filter((page) => page !== undefined);
  }

  async come(which: 0 | 1): Promise<Page | undefined> {
    const known = this.pages[which];
    // The second window is one on the same chat, once there is one.
    if (known || (this.here.length > 0 && this.#threadId === undefined)) return known;
    const page = await this.openWindow();
    this.pages[which] = page;
    page.client.store.subscribe(() => {
      this.trouble ??= this.#troubleAt(page);
    });
    return page;
  }

  async openWindow(): Promise<Page> {
    const threadId = this.#threadId;
    return new Page(await balancer.open(), { storage: this.#storage, ...(threadId && { threadId }) });
  }

  async close(which: 0 | 1): Promise<void> {
    const page = this.pages[which];
    // What was written and not sent is kept by the browser for the next window on the chat, so there has to be one.
    if (!page || page.overview.pending.length > 0 || this.#threadId === undefined) return;
    this.pages[which] = undefined;
    await page[Symbol.asyncDispose]();
  }

  say(which: 0 | 1, what: string): void {
    const page = this.pages[which];
    if (!page?.overview.ready || page.overview.pending.length > 2) return;
    const text = `${what} ${this.name} ${this.said.size}`;
    this.said.set(page.client.sendMessage(text), text);
  }

  answer(which: 0 | 1): void {
    const page = this.pages[which];
    const [ask] = page?.overview.asks ?? [];
    // Somebody may be faster at the other window.
    if (ask) void page?.client.answerAsk(ask.id, this.name).catch(() => undefined);
  }

  /** Answers are beginnings of what the app says, and no page is in trouble. */
  look(): void {
    for (const page of this.here) this.trouble ??= this.#troubleAt(page);
    if (this.trouble !== undefined) throw new Error(this.trouble);
  }

  #troubleAt(page: Page): string | undefined {
    const { connection, refused, pending, interacted, thread } = page.overview;
    if (interacted) this.#threadId ??= thread.id;
    if (connection.phase === "failed") return `${this.name} is shown: ${JSON.stringify(connection.error)}`;
    if (refused) return `${this.name} is shown: ${JSON.stringify(refused)}`;
    for (const { error } of pending)
      if (error && error.code !== "STORE_FAILED" && error.code !== "UNAVAILABLE") return `${this.name} is shown: ${JSON.stringify(error)}`;
    const torn = [...page.answers.values()].find((text) => text.startsWith("w") && !WHOLE.startsWith(text));
    return torn && `${this.name} is shown a text with a hole: ${torn}`;
  }

  /** Remembers what is seen at servers that do not run it. */
  remember(runs: ReadonlyMap<string, string>): void {
    for (const page of this.here) {
      for (const turnId of page.overview.turnIds) {
        const view = page.client.store.getTurn(turnId);
        const owner = runs.get(view?.turn.messageId ?? "");
        if (!view || owner === undefined || owner === String(page.door.server)) continue;
        for (const id of view.stepIds) {
          const text = page.client.store.text(id).read();
          if (text.length > (this.seen.get(id)?.length ?? -1)) this.seen.set(id, text);
        }
      }
    }
  }

  /** What was said at the other window is there too, and all of it is over. */
  #isSettledAt(page: Page): boolean {
    if (!page.isSettled) return false;
    const shown = new Set(page.turns.flatMap(({ texts }) => texts.map(([id]) => id)));
    return [...this.said.keys()].every((id) => shown.has(id));
  }

  /** Everybody is there, and waits until all that was begun is over. */
  async settle(): Promise<void> {
    for (const which of [0, 1] as const) await this.come(which);
    for (const page of this.here) await this.#settleAt(page);
  }

  async #settleAt(page: Page): Promise<void> {
    for (const until = Date.now() + 90_000; !this.#isSettledAt(page); await pause(50)) {
      this.look();
      if (Date.now() > until) throw new Error(`${this.name} is never well again: ${JSON.stringify(page.overview).slice(0, 3_000)}`);
      const { asks, pending, surface, hasEarlier } = page.overview;
      if (hasEarlier) await page.client.loadEarlier().catch(() => undefined);
      for (const { id, state } of pending) if (state === "refused") page.client.retryMessage(id);
      for (const ask of asks) await page.client.answerAsk(ask.id, this.name).catch(() => undefined);
      if (surface.queueHeld) await page.client.resumeQueue().catch(() => undefined);
    }
  }

  /**
   * What was said is there, once; what was seen is there; a count goes up by one. But what a turn leaves in the user session is kept by the store
   * alone: where its node had none as it ended, and another process went on with the chat, it may be missing.
   */
  async expectWhole(): Promise<void> {
    const first = this.here[0];
    if (!first) return;
    await using fresh = await this.openWindow();
    await this.#settleAt(fresh);
    const shown = first.turns;
    for (const page of [...this.here, fresh]) expect(page.turns).toEqual(shown);
    const texts = new Map(shown.flatMap((turn) => turn.texts));
    for (const [id, text] of this.said) expect([id, texts.get(id)]).toEqual([id, text]);
    expect(shown.filter(({ message }) => message !== undefined).length).toBe(new Set(shown.flatMap(({ message }) => message ?? [])).size);
    for (const [id, text] of this.seen)
      expect(texts.get(id)?.startsWith(text), `“${text}” was seen, and “${texts.get(id)}” is there`).toBe(true);
    let counted = 0;
    let unsure = 0;
    /** The last counts that ended without a store, each by its process. */
    let unwritten: number[] = [];
    const ran = new Map(notes().map(({ about, node, pid }) => [about, { node: nodes[Number(node)], pid }]));
    for (const { state, endedAt, message, texts: stepTexts } of shown) {
      const said = (message && this.said.get(message)) ?? "";
      const answer = stepTexts
        .filter(([id]) => id !== message)
        .map(([, text]) => text)
        .join("|");
      if (said.startsWith("long") && state === "done") expect(answer).toBe(WHOLE);
      if (!said.startsWith("count")) continue;
      if (state !== "done") {
        unsure++;
        continue;
      }
      const [, now, starts] = COUNTED.exec(answer) ?? [];
      expect(starts, answer).toBe("1");
      const { node, pid } = ran.get(message ?? "") ?? {};
      const left = pid === unwritten.at(-1) ? 0 : unwritten.length;
      const after = `${answer} after ${counted}, with ${unsure} cut off and ${left} left without a store`;
      expect(Number(now), after).toBeGreaterThan(counted - left);
      expect(Number(now), after).toBeLessThanOrEqual(counted + 1 + unsure);
      counted = Number(now);
      if (pid !== unwritten.at(-1)) unwritten = [];
      if (!node?.isUnwritten(endedAt)) unwritten = [];
      else if (pid !== undefined) unwritten.push(pid);
      unsure = 0;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const page of this.here) await page[Symbol.asyncDispose]();
  }
}

/** How many things happened. */
const happened = new Map<string, number>();

async function live(acts: readonly Act[], which: number): Promise<void> {
  const people = Array.from({ length: PEOPLE }, (_, n) => new Person(`p${which}-${n}`));
  try {
    for (const act of acts) {
      happened.set(act.does, (happened.get(act.does) ?? 0) + 1);
      await perform(act, people);
      await pause(act.thenMs);
      const runs = new Map(notes().map(({ about, node }) => [about, node]));
      for (const person of people) {
        person.look();
        person.remember(runs);
      }
    }
    await Promise.all(nodes.map((node) => node.mend()));
    for (const person of people) {
      await person.settle();
      await person.expectWhole();
      // And it goes on.
      for (const at of [0, 1] as const) person.say(at, "count");
      await person.settle();
      await person.expectWhole();
    }
    expectOneOwnerEach();
  } finally {
    for (const person of people) await person[Symbol.asyncDispose]();
  }
}

async function perform(act: Act, people: readonly Person[]): Promise<void> {
  if (act.does === "flushRedis" || act.does === "restartRedis") {
    // What only Redis kept is not promised to anybody.
    for (const person of people) person.seen.clear();
    if (act.does === "flushRedis") await redis.command("FLUSHALL");
    else {
      await redis.stop();
      await pause(1_000);
      await redis.start();
    }
    for (const person of people) person.seen.clear();
    return;
  }
  if ("node" in act) {
    nodes[act.node]?.do(act.does);
    return;
  }
  if (!("who" in act)) return;
  const person = people[Math.floor(act.who / 2)];
  const at = act.who % 2 === 0 ? 0 : 1;
  if (!person) return;
  if (act.does === "come") await person.come(at);
  else if (act.does === "close") await person.close(at);
  else if (act.does === "drop") person.pages[at]?.door.breakAll();
  else if (act.does === "answer") person.answer(at);
  else if (act.does === "stop") void person.pages[at]?.client.stop().catch(() => undefined);
  else person.say(at, act.does);
}

it(`keep what was promised, through ${GIVEN === undefined ? HISTORIES : "given"} histories`, async () => {
  console.log(`HISTORY_SEED=${SEED}`);
  const random = seeded(SEED);
  const histories = GIVEN === undefined ? Array.from({ length: HISTORIES }, () => randomActs(random)) : [JSON.parse(GIVEN) as Act[]];
  for (const [which, acts] of histories.entries()) {
    try {
      await live(acts, which);
    } catch (error) {
      console.log(`History ${which} of HISTORY_SEED=${SEED} failed. Alone it is run by HISTORY='${JSON.stringify(acts)}'`);
      throw error;
    }
  }
  console.log(`${histories.length} histories: ${JSON.stringify(Object.fromEntries([...happened].sort()))}`);
});
