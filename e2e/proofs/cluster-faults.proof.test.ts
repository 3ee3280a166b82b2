// What can happen to one of three servers beside its death: it sleeps, or it reaches only one of the two engines that all share. Each line of what is
// promised then, with real processes and real signals.
import { afterAll, beforeAll, beforeEach, expect, it, onTestFailed } from "vitest";
import { Cluster, type ClusterNode } from "../support/cluster/cluster.ts";
import { gather, leave, Person } from "../support/cluster/person.ts";
import { pause } from "../support/reading-client.ts";
import { count, seeded, seedOfRun } from "../support/soak.ts";

const NODES = 3;
const ROUNDS = Number(process.env.ROUNDS ?? count(1, 10));
const PEOPLE = Number(process.env.PEOPLE ?? count(6, 30));
/** Longer than a lease: by then the others have taken it for dead. */
const PAST_LEASE_MS = 8_000;
const SLEEP_MS = 10_000;
/** What a server says whose session somebody else has. */
const FENCED = /a newer session owns the thread/g;

let cluster: Cluster;
let random: () => number;
beforeAll(async () => {
  cluster = await Cluster.start(NODES, { cuttable: true });
  random = seeded(seedOfRun());
}, 180_000);
afterAll(() => cluster?.[Symbol.asyncDispose]());
beforeEach(() => onTestFailed(() => console.log(cluster?.lastWords())));

const isElsewhere = ({ owner, pages }: Person) => pages.some(({ door }) => door.server !== owner);
const fencesOf = ({ app }: ClusterNode) => app.process().output().match(FENCED)?.length ?? 0;

/** All of them are answered at length, and in the midst of it something happens to the server that runs the chat of one who also looks from elsewhere. */
async function disturb(people: readonly Person[], spoil: (victim: ClusterNode) => Promise<void>) {
  await Promise.all(people.map((person) => person.countOnce()));
  const victim = people.find(isElsewhere)?.owner ?? 0;
  const fences = fencesOf(cluster.node(victim));
  const streams = people.map((person) => ({ person, long: person.say("long") }));
  await Promise.all(
    streams.flatMap(({ person, long }) =>
      person.pages.map(({ client }) =>
        client.until(({ pending }) => pending.length === 0 && client.turnOf(long)?.turn.state === "running"),
      ),
    ),
  );
  await pause(random() * 500);
  const seen = streams.map(({ person, long }) => {
    const elsewhere = person.pages.filter(({ door }) => door.server !== victim);
    return Math.max(0, ...elsewhere.map(({ client }) => client.answer(long).length));
  });
  await spoil(cluster.node(victim));
  let cut = 0;
  for (const [n, { person, long }] of streams.entries()) {
    const end = await person.expectSame(long);
    if (person.owner !== victim) expect(end).toBe("done");
    if (end === "interrupted") cut++;
    for (const { client } of person.pages) expect(client.answer(long).length).toBeGreaterThanOrEqual(seen[n] ?? 0);
  }
  return { cut, fences: fencesOf(cluster.node(victim)) - fences };
}

async function expectAllWell(people: readonly Person[]): Promise<void> {
  await Promise.all(people.map((person) => person.countOnce(person.pages.at(-1))));
  for (const person of people) await person.expectWhole();
  const begun = cluster.begun();
  expect(begun).toEqual([...new Set(begun)]);
}

it("A server that stands still past its lease is fenced when it goes on, and its chats have gone on elsewhere", async () => {
  const people = await gather(cluster, PEOPLE);
  for (let round = 0; round < ROUNDS; round++) {
    const { cut, fences } = await disturb(people, async ({ app }) => {
      app.signal("SIGSTOP");
      await pause(PAST_LEASE_MS);
      app.signal("SIGCONT");
    });
    expect(cut).toBeGreaterThan(0);
    expect(fences).toBeGreaterThan(0);
  }
  await expectAllWell(people);
  await leave(people);
});

it("A server that sleeps while nobody else has its people goes on where it was", async () => {
  const sleeper = NODES - 1;
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => Person.comeTo(cluster, sleeper)));
  for (let round = 0; round < ROUNDS; round++) {
    const { cut, fences } = await disturb(people, async ({ app }) => {
      app.signal("SIGSTOP");
      await pause(SLEEP_MS);
      app.signal("SIGCONT");
    });
    expect([cut, fences]).toEqual([0, 0]);
  }
  await expectAllWell(people);
  await leave(people);
});

it("A server that is cut off from Redis alone loses its chats to the others, and nothing is written twice", async () => {
  const people = await gather(cluster, PEOPLE);
  for (let round = 0; round < ROUNDS; round++) {
    await disturb(people, async ({ lines }) => {
      if (!lines) throw new Error("These lines cannot be cut.");
      lines.redis.up = false;
      lines.redis.reset();
      await pause(PAST_LEASE_MS);
      lines.redis.up = true;
    });
    await Promise.all(people.map((person) => person.countOnce(person.pages[1])));
  }
  await expectAllWell(people);
  await leave(people);
});

it("A server that is cut off from PostgreSQL alone keeps its chats, and writes them when it is back", async () => {
  const people = await gather(cluster, PEOPLE);
  for (let round = 0; round < ROUNDS; round++) {
    const { cut, fences } = await disturb(people, async ({ lines }) => {
      if (!lines) throw new Error("These lines cannot be cut.");
      lines.postgres.up = false;
      lines.postgres.reset();
      await pause(2_000 + random() * 4_000);
      lines.postgres.up = true;
    });
    expect([cut, fences]).toEqual([0, 0]);
  }
  await expectAllWell(people);
  await leave(people);
});
