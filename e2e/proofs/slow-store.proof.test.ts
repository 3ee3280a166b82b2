// PostgreSQL is slow, and all its connections are taken, while many chats go on: each message is acknowledged in the end, once, and is there.
import { createApp, Message } from "colloquy";
import { createPostgresDataLayer, createPostgresStore } from "colloquy/data/postgres";
import { createPostgresSessionStore } from "colloquy/session-store/postgres";
import { serveApp } from "colloquy/testing";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { TestClient } from "../../packages/client/test/open-client.ts";
import { startPostgres, type TestPostgres } from "../../packages/server/test/start-postgres.ts";

const CHATS = 40;
const EACH = 5;

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

async function open() {
  const schema = `s_${Math.random().toString(36).slice(2)}`;
  const stores = () => {
    const store = createPostgresStore({ url: server.url, schema, statementTimeoutMs: 1_000, maxConnections: 3 });
    return { dataLayer: createPostgresDataLayer(store), sessionStore: createPostgresSessionStore(store) };
  };
  const app = createApp();
  app.onMessage(async ({ content }) => void (await new Message(`You said ${content}`).send()));
  const config = { limits: { messagesPerMinute: 1e6 }, concurrency: "parallel" as const };
  const served = await serveApp(app, { ...stores(), config });
  const hand = postgres(server.url, { max: 2, onnotice: () => undefined, connection: { search_path: schema } });
  onTestFinished(() => hand.end());
  const clients = Array.from({ length: CHATS }, () => new TestClient({ url: served.url }));
  onTestFinished(() => {
    for (const client of clients) client[Symbol.dispose]();
  });
  await Promise.all(clients.map((client) => client.live()));
  return { stores, served, hand, clients, schema };
}

/** Everybody says all they have to say, and then all of it is there. */
async function everythingIsKept({ stores, served, clients }: Awaited<ReturnType<typeof open>>, meanwhile: () => Promise<void>) {
  const sent = clients.map((client, who) => Array.from({ length: EACH }, (_, nth) => client.sendMessage(`${who} ${nth}`)));
  await meanwhile();
  await Promise.all(clients.map((client) => client.until(({ pending, busy, unsaved }) => !busy && !unsaved && pending.length === 0)));
  await expect.poll(async () => (await fetch(`${served.url}/readyz`)).status).toBe(200);
  const threads = clients.map(({ store }) => store.getOverview().thread.id);
  await served[Symbol.asyncDispose]();
  const { dataLayer } = stores();
  await dataLayer.open();
  onTestFinished(() => dataLayer.close());
  for (const [who, threadId] of threads.entries()) {
    const turns = await dataLayer.loadTurns(threadId);
    const steps = await dataLayer.loadSteps(threadId, { turnIds: turns.map(({ id }) => id) });
    const said = steps.filter(({ type }) => type === "user_message");
    expect(said.map(({ id }) => id).sort()).toEqual([...(sent[who] ?? [])].sort());
    expect(
      steps
        .filter(({ type }) => type === "assistant_message")
        .map(({ output }) => output?.text)
        .sort(),
    ).toEqual(said.map(({ output }) => `You said ${output?.text}`).sort());
  }
}

describe("While many chats go on", () => {
  it("a database whose tables are locked takes every connection, for longer than a statement may last, and nothing is lost", async () => {
    const parts = await open();
    await everythingIsKept(parts, async () => {
      await parts.hand.begin(async (lock) => {
        await lock.unsafe(`LOCK TABLE "${parts.schema}".threads, "${parts.schema}".steps IN ACCESS EXCLUSIVE MODE`);
        await expect.poll(async () => (await fetch(`${parts.served.url}/readyz`)).status).toBe(503);
        expect((await fetch(`${parts.served.url}/healthz`)).status).toBe(200);
      });
    });
  });

  it("a database that takes its time for each step acknowledges every message, and does everything once", async () => {
    const parts = await open();
    const { hand, schema } = parts;
    await hand.unsafe(
      `CREATE FUNCTION "${schema}".dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.1); RETURN NULL; END $$`,
    );
    await hand.unsafe(`CREATE TRIGGER dawdle AFTER INSERT ON "${schema}".steps FOR EACH STATEMENT EXECUTE FUNCTION "${schema}".dawdle()`);
    await everythingIsKept(parts, async () => undefined);
  });
});
