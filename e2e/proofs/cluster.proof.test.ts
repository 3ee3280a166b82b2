// Three servers of one app, behind a balancer that knows nobody: killed, deployed anew and without Redis for a while. Whoever looks at a chat sees a
// short pause at most, at whichever server they are.
import { afterAll, beforeAll, beforeEach, expect, it, onTestFailed } from "vitest";
import { TestClient } from "../../packages/client/test/open-client.ts";
import { Cluster } from "../support/cluster/cluster.ts";
import { gather, leave, type Page, WHOLE } from "../support/cluster/person.ts";
import { isSettled, pause } from "../support/reading-client.ts";
import { count, seeded, seedOfRun } from "../support/soak.ts";

const NODES = 3;
const KILLS = Number(process.env.KILLS ?? count(3, 200));
/** Each of them streams when a server is killed. */
const STREAMS = Number(process.env.STREAMS ?? count(6, 100));
const DEPLOYS = Number(process.env.DEPLOYS ?? count(1, 20));
const OUTAGES = count(1, 20);
const PEOPLE = Number(process.env.PEOPLE ?? count(40, 2_000));
const MESSAGES = count(4, 20);

let cluster: Cluster;
beforeAll(async () => {
  // Patience for a busy machine: what is cut off at its end would say nothing.
  cluster = await Cluster.start(NODES, { env: { COLLOQUY_DRAIN_TIMEOUT: "60" } });
}, 180_000);
afterAll(() => cluster?.[Symbol.asyncDispose]());
beforeEach(() => onTestFailed(() => console.log(cluster?.lastWords())));

/** How many chats were begun, each once. */
function begunChats(): number {
  const begun = cluster.begun();
  expect(begun).toEqual([...new Set(begun)]);
  return begun.length;
}

function say(what: string, measured: readonly number[]): void {
  const sorted = measured.toSorted((a, b) => a - b);
  const at = (share: number) => `${Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN)} ms`;
  console.log(`${what}: p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)} of ${sorted.length}`);
}

/** How long pages were without a connection, and what the ones who waited longest were told. */
function sayWaits(pages: readonly Page[]): void {
  say(
    "A page without a connection, at worst",
    pages.map(({ longestWaitMs }) => longestWaitMs),
  );
  const slow = pages.filter(({ longestWaitMs }) => longestWaitMs > 1_000).toSorted((a, b) => b.longestWaitMs - a.longestWaitMs);
  for (const { longestWaitMs, longestWait } of slow.slice(0, 5)) console.log(`${Math.round(longestWaitMs)} ms: ${longestWait}`);
}

it(`${KILLS} kills of the server that streams an answer lose nothing that was acknowledged or seen, and the answer can be asked for again`, async () => {
  const random = seeded(seedOfRun());
  const before = begunChats();
  const people = await gather(cluster, STREAMS);
  const pauses: number[] = [];
  let cutTurns = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    await Promise.all(people.map((person) => person.countOnce(person.pages[kill % 2])));
    const saidAt = performance.now();
    const streams = people.map((person) => ({ person, long: person.say("long") }));
    await Promise.all(
      streams.map(({ person, long }) =>
        Promise.all(
          person.pages.map((page) =>
            page.client.until(({ pending }) => pending.length === 0 && page.client.turnOf(long)?.turn.state === "running"),
          ),
        ),
      ),
    );
    await pause(random() * 500);
    const victim = people[Math.floor(random() * people.length)]?.owner ?? 0;
    const seen = streams.map(({ person, long }) =>
      // What the dead server alone had shown is gone with it. A window may have been there by any way, and for a moment only.
      Math.max(0, ...person.pages.filter(({ door }) => !door.wasAt(victim, saidAt)).map((page) => page.client.answer(long).length)),
    );
    const killedAt = performance.now();
    const pausesBefore = pauses.length;
    const dead = cluster.nodes[victim]?.app.kill();
    const ends = await Promise.all(
      streams.map(async ({ person, long }, n) => {
        const ended = await Promise.all(
          person.pages.map(async (page) => {
            const end = await page.client.over(long);
            if (end === "interrupted") pauses.push(performance.now() - killedAt);
            return end;
          }),
        );
        // A window at the server that was killed may have seen an end that came no further. Once it is back it is shown what is true.
        const elsewhere = person.pages.findIndex(({ door }) => !door.wasAt(victim, saidAt));
        const end = ended[elsewhere] ?? ended.find((state) => state === "interrupted") ?? "done";
        await Promise.all(
          person.pages.map(({ client }) => client.until((overview) => isSettled(overview) && client.turnOf(long)?.turn.state === end)),
        );
        // At the server that was killed some may have been over a moment before.
        if (person.owner !== victim) expect(end).toBe("done");
        const [partial = "", ...others] = person.pages.map((page) => page.client.answer(long));
        for (const other of others) expect(other).toBe(partial);
        if (end === "done") expect(partial).toBe(WHOLE);
        else expect(end).toBe("interrupted");
        expect(WHOLE.startsWith(partial)).toBe(true);
        expect(partial.length).toBeGreaterThanOrEqual(seen[n] ?? 0);
        return end;
      }),
    );
    await dead;
    // A run that is cut off has said something too.
    say(`kill ${kill + 1}`, pauses.slice(pausesBefore));
    const back = cluster.nodes[victim]?.app.start();
    const cut = streams.filter((_, n) => ends[n] === "interrupted");
    cutTurns += cut.length;
    for (const { person, long } of cut.slice(0, 1)) {
      const [page] = person.pages;
      const turnId = page.client.turnOf(long)?.turn.id;
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
  sayWaits(people.flatMap((person) => person.pages));
  await leave(people);
});

it(`${DEPLOYS} rolling deploys under load lose nothing, show no error, and let no page wait for long`, async () => {
  const people = await gather(cluster, STREAMS);
  let deploying = true;
  const talks = people.map(async (person, n) => {
    while (deploying) {
      await person.countOnce(person.pages[person.counter % 2]);
      if (n % 2 !== 0) continue;
      const long = person.say("long");
      await person.expectAnswered(long);
    }
  });
  const deploys = async () => {
    for (let deploy = 0; deploy < DEPLOYS; deploy++) {
      const took: string[] = [];
      for (const { app } of cluster.nodes) {
        const begunAt = performance.now();
        await app.stop();
        const stoppedAt = performance.now();
        await app.start();
        took.push(`${Math.round(stoppedAt - begunAt)} + ${Math.round(performance.now() - stoppedAt)}`);
      }
      // A run that is cut off has said something too.
      const waits = people.flatMap(({ pages }) => pages.map(({ longestWaitMs }) => longestWaitMs));
      console.log(
        `deploy ${deploy + 1}: to stop + to start ${took.join(", ")} ms; longest wait of a page so far ${Math.round(Math.max(...waits))} ms`,
      );
    }
    deploying = false;
  };
  await Promise.all([deploys(), ...talks]);
  for (const person of people) await person.expectWhole();
  const pages = people.flatMap((person) => person.pages);
  sayWaits(pages);
  say(
    "A short answer, at worst",
    people.map(({ longestAnswerMs }) => longestAnswerMs),
  );
  await leave(people);
});

it("A Redis that forgets everything, and is away for seconds, stops no chat, and new ones begin meanwhile", async () => {
  const people = await gather(cluster, STREAMS);
  for (let outage = 0; outage < OUTAGES; outage++) {
    const streams = people.map((person) => ({ person, long: person.say("long") }));
    await cluster.redis.command("FLUSHALL");
    await pause(300);
    await cluster.redis.stop();
    const away = pause(3_000);
    await using door = await cluster.balancer.open();
    const fresh = new TestClient({ url: door.url });
    await fresh.until(isSettled);
    fresh.sendMessage("count s-of-a-new-person");
    await fresh.until((overview) => isSettled(overview) && overview.turnIds.length === 1);
    fresh.close();
    await away;
    await cluster.redis.start();
    for (const { person, long } of streams) await person.expectAnswered(long);
    await Promise.all(people.map((person) => person.countOnce(person.pages[1])));
  }
  for (const person of people) await person.expectWhole();
  begunChats();
  await leave(people);
});

it(`no value of ${PEOPLE} people reaches another one, wherever their windows are`, async () => {
  const people = await gather(cluster, PEOPLE);
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
