// Three servers of one app, behind a balancer that knows nobody: killed, deployed anew and without Redis for a while. Whoever looks at a chat sees a
// short pause at most, at whichever server they are.
import { randomBytes } from "node:crypto";
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
import { type RunningApp, runFiles } from "../support/running-app.ts";
import { count, seeded, seedOfRun } from "../support/soak.ts";

const NODES = 3;
const KILLS = Number(process.env.KILLS ?? count(3, 200));
/** Each of them streams when a server is killed. */
const STREAMS = Number(process.env.STREAMS ?? count(6, 100));
const DEPLOYS = Number(process.env.DEPLOYS ?? count(1, 20));
const OUTAGES = count(1, 20);
const PEOPLE = Number(process.env.PEOPLE ?? count(40, 2_000));
const MESSAGES = count(4, 20);
const WHOLE = Array.from({ length: 900 }, (_, n) => `${n} `).join("");
const SECRET = /s-[0-9a-f]{16}/g;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const isSettled = ({ connection, ready, busy, pending }: Overview) => connection.phase === "live" && ready && !busy && pending.length === 0;

let postgres: TestPostgres;
let redis: TestRedis;
let shared: string;
const nodes: RunningApp[] = [];
let balancer: Balancer;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  shared = mkdtempSync(path.join(tmpdir(), "colloquy-cluster-"));
  mkdirSync(path.join(shared, "files"));
  writeFileSync(path.join(shared, "begun"), "");
  const files = {
    "app.ts": readFileSync(new URL("./cluster-app.ts", import.meta.url), "utf8"),
    "colloquy.config.ts": `import { defineConfig } from "colloquy";
export default defineConfig({ files: { storage: ${JSON.stringify(path.join(shared, "files"))} }, limits: { messagesPerMinute: 1e6, newVisitorsPerMinute: 1e6, addressRequestsPerSecond: 1e6, addressConnections: 1e6, addressConnectionsPerMinute: 1e6 } });
`,
  };
  const begin = (n: number) => {
    const env = {
      DATABASE_URL: postgres.url,
      COLLOQUY_DATA_LAYER: postgres.url,
      COLLOQUY_SESSION_STORE: postgres.url,
      REDIS_URL: redis.url,
      TEST_NODE: String(n),
      TEST_BEGUN: path.join(shared, "begun"),
    };
    return runFiles(files, { env });
  };
  nodes.push(await begin(0), ...(await Promise.all(Array.from({ length: NODES - 1 }, (_, n) => begin(n + 1)))));
  balancer = new Balancer(nodes.map(({ url }) => url));
}, 180_000);
afterAll(async () => {
  await balancer?.[Symbol.asyncDispose]();
  await Promise.all(nodes.map((node) => node[Symbol.asyncDispose]()));
  await Promise.all([postgres?.remove(), redis?.remove()]);
  rmSync(shared, { recursive: true, force: true });
});

/** One window of a person, at whichever server the balancer gave it. */
class Page implements AsyncDisposable {
  readonly client: TestClient;
  readonly door: Door;
  /** Whatever a person would have read of trouble. */
  readonly errors: string[] = [];
  /** The longest time without a connection so far. */
  longestWaitMs = 0;
  #lostAt: number | undefined;

  constructor(door: Door, options: Omit<ConstructorParameters<typeof TestClient>[0], "url">) {
    this.door = door;
    // As patient as the pages that people have.
    this.client = new TestClient({ url: door.url, timings: {}, ...options });
    this.client.store.subscribe(() => this.#look());
  }

  #look(): void {
    const { connection, pending, ready, refused } = this.client.store.getOverview();
    if (connection.phase === "failed") this.errors.push(JSON.stringify(connection.error));
    for (const { state, error } of pending) if (state === "refused") this.errors.push(JSON.stringify(error));
    if (refused) this.errors.push(JSON.stringify(refused));
    if (!ready) return;
    if (connection.phase !== "live") this.#lostAt ??= performance.now();
    else if (this.#lostAt !== undefined) {
      this.longestWaitMs = Math.max(this.longestWaitMs, performance.now() - this.#lostAt);
      this.#lostAt = undefined;
    }
  }

  turnOf(messageId: StepId) {
    const { store } = this.client;
    return store
      .getOverview()
      .turnIds.map((turnId) => store.getTurn(turnId))
      .find((view) => view?.turn.messageId === messageId);
  }

  answer(messageId: StepId): string {
    const stepIds = this.turnOf(messageId)?.stepIds.filter((stepId) => stepId !== messageId) ?? [];
    return stepIds.map((stepId) => this.client.store.text(stepId).read()).join("");
  }

  async over(messageId: StepId): Promise<string> {
    await this.client.until((overview) => isSettled(overview) && ENDED.has(this.turnOf(messageId)?.turn.state ?? ""));
    return this.turnOf(messageId)?.turn.state ?? "";
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.close();
    await this.door[Symbol.asyncDispose]();
  }

  /** The chat's texts in order, read back to its beginning. */
  async everything(): Promise<string[]> {
    while (this.client.store.getOverview().hasEarlier) await this.client.loadEarlier();
    const { store } = this.client;
    return store.getOverview().turnIds.flatMap((turnId) => (store.getTurn(turnId)?.stepIds ?? []).map((id) => store.text(id).read()));
  }
}
const ENDED = new Set(["done", "interrupted", "failed", "stopped"]);

/** Somebody with two windows on one chat. */
class Person implements AsyncDisposable {
  readonly secret = `s-${randomBytes(8).toString("hex")}`;
  /** What was said, in order. */
  readonly said: string[] = [];
  counter = 0;
  /** The server that ran the last turn. */
  owner = -1;
  longestAnswerMs = 0;
  readonly pages: [Page, ...Page[]];
  readonly #storage: ReturnType<typeof memoryStorage>;

  private constructor(page: Page, storage: ReturnType<typeof memoryStorage>) {
    this.pages = [page];
    this.#storage = storage;
  }

  /** Comes, says something, and opens a second window. */
  static async come(): Promise<Person> {
    const storage = memoryStorage();
    const first = new Page(await balancer.open(), { storage });
    await first.client.until(isSettled);
    const person = new Person(first, storage);
    await person.countOnce();
    person.pages.push(await person.openWindow());
    return person;
  }

  /** One more window on the chat, which knows nothing but who the person is. */
  async openWindow(): Promise<Page> {
    const { id: threadId } = this.pages[0].client.store.getOverview().thread;
    const page = new Page(await balancer.open(), { storage: this.#storage, threadId });
    await page.client.until(isSettled);
    expect(page.errors).toEqual([]);
    return page;
  }

  say(text: string, page: Page = this.pages[0]): StepId {
    this.said.push(text);
    return page.client.sendMessage(text);
  }

  /** Lets the app count, and expects at both windows that no count, and no value of the chat, was lost, made twice or somebody else's. */
  async countOnce(page: Page = this.pages[0]): Promise<void> {
    const begun = performance.now();
    const id = this.say(`count ${this.secret}`, page);
    await page.over(id);
    this.longestAnswerMs = Math.max(this.longestAnswerMs, performance.now() - begun);
    this.counter++;
    for (const each of this.pages) {
      expect(await each.over(id)).toBe("done");
      expect(each.answer(id)).toMatch(new RegExp(`^${this.secret} ${this.counter} of 1 at \\d$`));
    }
    this.owner = Number(page.answer(id).at(-1));
  }

  /** Nothing that was said is missing, doubled or moved, and a window that is opened now sees the same. */
  async expectWhole(): Promise<void> {
    await using fresh = await this.openWindow();
    const stored = await fresh.everything();
    expect(stored.filter((text) => this.said.includes(text))).toEqual(this.said);
    for (const page of this.pages) {
      expect(await page.everything()).toEqual(stored);
      expect(page.errors).toEqual([]);
    }
    for (const [found] of stored.join(" ").matchAll(SECRET)) expect(found).toBe(this.secret);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const page of this.pages) await page[Symbol.asyncDispose]();
  }
}

/** How many chats were begun, each once. */
function begunChats(): number {
  const begun = readFileSync(path.join(shared, "begun"), "utf8").split("\n").filter(Boolean);
  expect(begun).toEqual([...new Set(begun)]);
  return begun.length;
}

/** Everybody at once, a few at a time. */
async function gather(size: number): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < size) people.push(...(await Promise.all(Array.from({ length: Math.min(20, size - people.length) }, Person.come))));
  return people;
}

async function leave(people: readonly Person[]): Promise<void> {
  for (const person of people) await person[Symbol.asyncDispose]();
}

function say(what: string, measured: readonly number[]): void {
  const sorted = measured.toSorted((a, b) => a - b);
  const at = (share: number) => `${Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN)} ms`;
  console.log(`${what}: p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)} of ${sorted.length}`);
}

it(`${KILLS} kills of the server that streams an answer lose nothing that was acknowledged or seen, and the answer can be asked for again`, async () => {
  const random = seeded(seedOfRun());
  const before = begunChats();
  const people = await gather(STREAMS);
  const pauses: number[] = [];
  let cutTurns = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    await Promise.all(people.map((person) => person.countOnce(person.pages[kill % 2])));
    const streams = people.map((person) => ({ person, long: person.say("long") }));
    await Promise.all(
      streams.map(({ person, long }) =>
        Promise.all(
          person.pages.map((page) =>
            page.client.until(({ pending }) => pending.length === 0 && page.turnOf(long)?.turn.state === "running"),
          ),
        ),
      ),
    );
    await pause(random() * 500);
    const victim = people[Math.floor(random() * people.length)]?.owner ?? 0;
    const seen = streams.map(({ person, long }) =>
      // What the dead server alone had shown is gone with it.
      Math.max(0, ...person.pages.filter(({ door }) => door.server !== victim).map((page) => page.answer(long).length)),
    );
    const killedAt = performance.now();
    const dead = nodes[victim]?.kill();
    const ends = await Promise.all(
      streams.map(async ({ person, long }, n) => {
        const ended = await Promise.all(
          person.pages.map(async (page) => {
            const end = await page.over(long);
            if (end === "interrupted") pauses.push(performance.now() - killedAt);
            return end;
          }),
        );
        const [end, ...same] = ended;
        for (const other of same) expect(other).toBe(end);
        // At the server that was killed some may have been over a moment before.
        if (person.owner !== victim) expect(end).toBe("done");
        const [partial = "", ...others] = person.pages.map((page) => page.answer(long));
        for (const other of others) expect(other).toBe(partial);
        if (end === "done") expect(partial).toBe(WHOLE);
        else expect(end).toBe("interrupted");
        expect(WHOLE.startsWith(partial)).toBe(true);
        expect(partial.length).toBeGreaterThanOrEqual(seen[n] ?? 0);
        return end;
      }),
    );
    await dead;
    const back = nodes[victim]?.start();
    const cut = streams.filter((_, n) => ends[n] === "interrupted");
    cutTurns += cut.length;
    for (const { person, long } of cut.slice(0, 1)) {
      const [page] = person.pages;
      const turnId = page.turnOf(long)?.turn.id;
      if (turnId === undefined) throw new Error("The turn that was cut is not shown.");
      await page.client.regenerate(turnId);
      await page.client.until((overview) => isSettled(overview) && !overview.turnIds.includes(turnId));
      expect((await page.everything()).at(-1)).toBe(WHOLE);
    }
    await back;
  }
  await Promise.all(people.map((person) => person.countOnce()));
  for (const person of people) await person.expectWhole();
  expect(begunChats() - before).toBe(people.length);
  expect(cutTurns).toBeGreaterThan(0);
  say(`${KILLS} kills, ${cutTurns} answers cut, from the kill to the state of it at a page`, pauses);
  await leave(people);
});

it(`${DEPLOYS} rolling deploys under load lose nothing, show no error, and let no page wait for long`, async () => {
  const people = await gather(STREAMS);
  let deploying = true;
  const talks = people.map(async (person, n) => {
    while (deploying) {
      await person.countOnce(person.pages[person.counter % 2]);
      if (n % 2 !== 0) continue;
      const long = person.say("long");
      for (const page of person.pages) {
        expect(await page.over(long)).toBe("done");
        expect(page.answer(long)).toBe(WHOLE);
      }
    }
  });
  const deploys = async () => {
    for (let deploy = 0; deploy < DEPLOYS; deploy++) {
      for (const node of nodes) {
        await node.stop();
        await node.start();
      }
    }
    deploying = false;
  };
  await Promise.all([deploys(), ...talks]);
  for (const person of people) await person.expectWhole();
  const pages = people.flatMap((person) => person.pages);
  say(
    "A page without a connection, at worst",
    pages.map(({ longestWaitMs }) => longestWaitMs),
  );
  say(
    "A short answer, at worst",
    people.map(({ longestAnswerMs }) => longestAnswerMs),
  );
  await leave(people);
});

it("A Redis that forgets everything, and is away for seconds, stops no chat, and new ones begin meanwhile", async () => {
  const people = await gather(STREAMS);
  for (let outage = 0; outage < OUTAGES; outage++) {
    const streams = people.map((person) => ({ person, long: person.say("long") }));
    await redis.command("FLUSHALL");
    await pause(300);
    await redis.stop();
    const away = pause(3_000);
    await using door = await balancer.open();
    const fresh = new TestClient({ url: door.url });
    await fresh.until(isSettled);
    fresh.sendMessage("count s-of-a-new-person");
    await fresh.until((overview) => isSettled(overview) && overview.turnIds.length === 1);
    fresh.close();
    await away;
    await redis.start();
    for (const { person, long } of streams) {
      for (const page of person.pages) {
        expect(await page.over(long)).toBe("done");
        expect(page.answer(long)).toBe(WHOLE);
      }
    }
    await Promise.all(people.map((person) => person.countOnce(person.pages[1])));
  }
  for (const person of people) await person.expectWhole();
  begunChats();
  await leave(people);
});

it(`no value of ${PEOPLE} people reaches another one, wherever their windows are`, async () => {
  const people = await gather(PEOPLE);
  await Promise.all(
    people.map(async (person) => {
      for (let n = 0; n < MESSAGES; n++) await person.countOnce(person.pages[n % 2]);
    }),
  );
  for (const person of people) await person.expectWhole();
  // It would say nothing if nobody was served by another server than the one that runs their chat.
  const elsewhere = people.filter(({ owner, pages }) => pages.some(({ door }) => door.server !== owner)).length;
  expect(elsewhere).toBeGreaterThan(0);
  console.log(`${elsewhere} of ${PEOPLE} people had a window at another server`);
  begunChats();
  await leave(people);
});
