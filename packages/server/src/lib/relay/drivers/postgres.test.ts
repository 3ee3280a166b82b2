import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startPgBouncer } from "../../postgres/testing/start-pgbouncer.ts";
import { startPostgres, type TestPostgres } from "../../postgres/testing/start-postgres.ts";
import { expectSame, followChat, newPlace, newThread, openNode, ownChat, SOON } from "../contract/open-nodes.ts";
import { relayContract } from "../relay.contract.ts";
import { createRelay } from "../shared-relay.ts";
import { forkNode } from "../testing/fork-node.ts";
import { createPostgresRelayDriver } from "./postgres.ts";

const PROGRAM = fileURLToPath(new URL("./__fixtures__/postgres-node.ts", import.meta.url));
const TABLES = ["relay_nodes", "relay_owners", "relay_log", "relay_parcels"];

/** Each place is a schema of the same database. */
const schemaOf = (place: string) => `p_${place.replaceAll("-", "_")}`;
const tablesOf = (place: string) => TABLES.map((table) => `${schemaOf(place)}.${table}`);

let server: TestPostgres;
let admin: postgres.Sql;
beforeAll(async () => {
  server = await startPostgres();
  admin = connect(server.url);
});
afterAll(async () => {
  await admin.end();
  await server.remove();
});

function connect(url: string): postgres.Sql {
  return postgres(url, { max: 1, onnotice: () => undefined });
}

const optionsOn = (url: () => string, sql: () => postgres.Sql) =>
  ({
    name: "postgres",
    create: (place: string, leaseMs: number) => createPostgresRelayDriver({ url: url(), schema: schemaOf(place), leaseMs }),
    forget: async (place: string) => void (await sql().unsafe(`TRUNCATE ${tablesOf(place).join(", ")}`)),
    forgetOwner: async (place: string, threadId: string) =>
      void (await sql().unsafe(`DELETE FROM ${schemaOf(place)}.relay_owners WHERE thread_id = $1`, [threadId])),
    async startProcess(place: string, leaseMs: number) {
      const node = await forkNode(PROGRAM, [url(), schemaOf(place), String(leaseMs)]);
      onTestFinished(() => node.stop());
      return node;
    },
  }) as const;

const options = optionsOn(
  () => server.url,
  () => admin,
);

relayContract(options);

describe("A PostgreSQL that others use, too", () => {
  it("loses the one connection that listens, which comes back and is taken for no death", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const chat = await ownChat(one, newThread());
    const copy = await followChat(two, chat.owned?.threadId ?? newThread());
    for (const { relay } of [two, one]) {
      const name = `colloquy ${relay.nodeId}`;
      const cut = await admin`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ${name}`;
      expect(cut).toHaveLength(1);
      chat.state("while nobody listens");
      await expectSame(copy, chat);
      await expect.poll(() => two.driver.presence([relay.nodeId]), SOON).toEqual(["alive"]);
    }
    chat.say("heard again");
    await expectSame(copy, chat);
    expect([chat.fenced, copy.ends, one.lost, two.lost]).toEqual([[], [], [], []]);
  });

  it("shows to one role that the nodes of another listen", async () => {
    const place = newPlace();
    const one = await openNode(options, place);
    const role = `other_${schemaOf(place)}`;
    await admin.unsafe(`CREATE ROLE ${role} LOGIN; GRANT ALL ON SCHEMA ${schemaOf(place)} TO ${role}`);
    await admin.unsafe(`GRANT ALL ON ALL TABLES IN SCHEMA ${schemaOf(place)} TO ${role}`);
    const two = await openNode(
      optionsOn(
        () => server.url.replace("postgres@", `${role}@`),
        () => admin,
      ),
      place,
    );
    expect(await two.driver.presence([one.relay.nodeId, two.relay.nodeId])).toEqual(["alive", "alive"]);
    expect(await two.relay.ask(one.relay.nodeId, { kind: "k", body: 1 })).toEqual({ is: "answered", body: 1 });
  });

  it("keeps apps in different schemas apart, also in the same chat", async () => {
    const [here, there] = [newPlace(), newPlace()];
    const threadId = newThread();
    const pairs = await Promise.all(
      [here, there].map(async (place) => {
        const [one, two] = [await openNode(options, place), await openNode(options, place)];
        const chat = await ownChat(one, threadId);
        return { chat, copy: await followChat(two, threadId) };
      }),
    );
    for (const [index, { chat }] of pairs.entries()) chat.state(`app ${index}`);
    for (const { chat, copy } of pairs) await expectSame(copy, chat);
    expect(pairs.map(({ copy }) => copy.data)).toEqual([["app 0"], ["app 1"]]);
  });

  it("forgets what nobody comes for any more, and nothing else", async () => {
    const place = newPlace();
    const one = await openNode(options, place);
    const [old, young, left] = [await ownChat(one, newThread()), await ownChat(one, newThread()), await ownChat(one, newThread())];
    for (const chat of [old, young, left]) {
      for (const data of ["first", "second"]) {
        chat.state(data);
        await chat.owned?.settled();
      }
    }
    await left.owned?.release();
    const [, owners, log] = tablesOf(place) as [string, string, string];
    const ids = { old: old.owned?.threadId ?? "", young: young.owned?.threadId ?? "" };
    await admin.unsafe(`UPDATE ${owners} SET claimed_at = claimed_at - interval '2 days'`);
    await admin.unsafe(`UPDATE ${log} SET said_at = said_at - interval '1 hour' WHERE thread_id <> $1 OR at = 1`, [ids.young]);
    await openNode(options, place);
    await expect
      .poll(() => admin.unsafe(`SELECT thread_id, at FROM ${log} ORDER BY at`), SOON)
      .toEqual([
        { thread_id: ids.young, at: "1" },
        { thread_id: ids.young, at: "2" },
      ]);
    // An owner that is alive keeps what it has.
    const kept = async () => (await admin.unsafe(`SELECT thread_id FROM ${owners}`)).map(({ thread_id: id }) => String(id)).sort();
    await expect.poll(kept, SOON).toEqual([ids.old, ids.young].sort());
  });
});

describe("A PostgreSQL of its own", () => {
  async function open() {
    const database = await startPostgres();
    onTestFinished(() => database.remove());
    const own = optionsOn(
      () => database.url,
      () => admin,
    );
    const place = newPlace();
    const [one, two] = [await openNode(own, place), await openNode(own, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    const copy = await followChat(two, threadId);
    chat.say("Before. ");
    chat.state("before");
    await expectSame(copy, chat);
    return { database, place, one, two, threadId, chat, copy };
  }

  it("that is stopped, or falls, loses no owner and no follower: what was said meanwhile arrives once it is back", async () => {
    const { database, two, chat, copy, threadId } = await open();
    for (const end of ["stop", "kill", "stop"] as const) {
      await database[end]();
      for (let count = 0; count < 20; count += 1) {
        chat.say(`in the dark ${count} `);
        chat.state(count);
      }
      const began = performance.now();
      await expect(two.relay.find(threadId)).rejects.toMatchObject({ code: "UNAVAILABLE" });
      expect(performance.now() - began).toBeLessThan(5_000);
      await database.start();
      await expectSame(copy, chat);
    }
    expect([chat.fenced, copy.ends]).toEqual([[], []]);
    await expect
      .poll(() => two.relay.find(threadId).catch(() => undefined), SOON)
      .toMatchObject({ where: "elsewhere", owner: { epoch: 1 } });
  });

  it("that stands still is not waited for, and says nothing twice when it goes on", async () => {
    const { database, one, two, chat, copy, threadId } = await open();
    database.freeze();
    const began = performance.now();
    chat.state("sent while it stands still");
    for (let count = 0; count < 10; count += 1) await expect(two.relay.find(threadId)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(performance.now() - began).toBeLessThan(10_000);
    chat.say("and more");
    // Longer than a lease: to PostgreSQL all of its nodes are dead when it wakes.
    await expect.poll(() => one.doubts, SOON).toEqual([true]);
    database.thaw();
    await expectSame(copy, chat);
    expect(copy.data).toEqual(["before", "sent while it stands still"]);
    expect([chat.fenced, copy.ends]).toEqual([[], []]);
    await expect.poll(() => one.doubts, SOON).toEqual([true, false]);
  });

  it("that is not there is told within seconds, without the password", async () => {
    const relay = createRelay(createPostgresRelayDriver({ url: "postgres://user:harbour@127.0.0.1:1/chats" }));
    const refused = await relay.join({ name: "node", onRequest: async () => null }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "UNAVAILABLE", fix: expect.stringContaining("Look whether PostgreSQL runs") });
    expect(String(refused)).not.toContain("harbour");
  });

  it("keeps nothing of a chat that has ended, and of a node that has left", async () => {
    const { database, place, one, two, chat } = await open();
    await chat.owned?.end("deleted");
    await one.relay.leave();
    await two.relay.leave();
    const sql = connect(database.url);
    onTestFinished(() => sql.end());
    for (const table of tablesOf(place)) expect(await sql.unsafe(`SELECT * FROM ${table}`)).toEqual([]);
    await expect.poll(async () => (await sql`SELECT FROM pg_stat_activity WHERE application_name LIKE 'colloquy%'`).length, SOON).toBe(0);
  });

  it("is left by a node that has only just come, and had begun to throw old things away", async () => {
    const lost: unknown[] = [];
    const lose = (reason: unknown) => void lost.push(reason);
    process.on("unhandledRejection", lose);
    onTestFinished(() => void process.off("unhandledRejection", lose));
    for (let count = 0; count < 5; count += 1) {
      const driver = options.create(newPlace(), 2_000);
      await driver.open({ onMessage: () => undefined, onReconnected: () => undefined });
      await driver.close();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(lost).toEqual([]);
  });

  it("prolongs the lease of a node that has thousands of steps in line, before their turn comes", async () => {
    const node = await openNode(options, newPlace());
    const steps = Array.from({ length: 5_000 }, () => node.driver.ownerOf(newThread()));
    const first = await Promise.race([node.driver.renew(node.relay.nodeId), Promise.allSettled(steps).then(() => "the line")]);
    expect(first).toBe(true);
  });

  it("behind a proxy that gives each transaction another connection is refused, with what helps", async () => {
    const proxy = await startPgBouncer(server.url, "transaction");
    onTestFinished(() => proxy.remove());
    const relay = createRelay(createPostgresRelayDriver({ url: proxy.url, schema: schemaOf(newPlace()) }));
    const refused = await relay.join({ name: "node", onRequest: async () => null }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "BAD_CONFIG", fix: expect.stringContaining("pool_mode=session") });
  });

  it("behind a proxy that keeps a connection for each of ours works as it does without", async () => {
    const proxy = await startPgBouncer(server.url, "session");
    onTestFinished(() => proxy.remove());
    const place = newPlace();
    const behind = optionsOn(
      () => proxy.url,
      () => admin,
    );
    const [one, two] = [await openNode(behind, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    const copy = await followChat(two, threadId);
    chat.state("through the proxy");
    await expectSame(copy, chat);
    expect(await two.driver.presence([one.relay.nodeId])).toEqual(["alive"]);
  });
});
