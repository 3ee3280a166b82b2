// The store is away, slow, full or read-only for a while, and the chat goes on: nothing that was acknowledged is missing afterwards.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createApp, Message, sleep } from "colloquy";
import { createPostgresDataLayer, createPostgresStore } from "colloquy/data/postgres";
import { createSqliteDataLayer, createSqliteFile } from "colloquy/data/sqlite";
import { createPostgresSessionStore } from "colloquy/session-store/postgres";
import { createSqliteSessionStore } from "colloquy/session-store/sqlite";
import { serveApp } from "colloquy/testing";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { BadNetwork } from "../../packages/client/test/bad-network.ts";
import { TestClient } from "../../packages/client/test/open-client.ts";
import { startPostgres, type TestPostgres } from "../../packages/server/test/start-postgres.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

/** A store that a test can spoil and mend, and open anew to see what is in it. */
interface Place {
  readonly open: () => Stores;
  readonly spoil: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** What `/readyz` says of it meanwhile. */
  readonly reason: RegExp;
}
type Stores = Pick<NonNullable<Parameters<typeof serveApp>[1]>, "dataLayer" | "sessionStore">;

const newFolder = () => {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-outage-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** An SQLite file that its own connection can be told not to write, or not to let grow: what SQLite then says is what a disk makes it say. */
async function sqlite(spoiled: string, mended: string, reason: RegExp): Promise<Place> {
  const folder = newFolder();
  let file = createSqliteFile({ file: path.join(folder, "chats.sqlite") });
  const share = () => file.share({ name: "test", steps: [] });
  let hand = share();
  const pragma = (statement: string) => hand.read((prepare) => void prepare(`PRAGMA ${statement}`).all());
  return {
    open: () => {
      file = createSqliteFile({ file: path.join(folder, "chats.sqlite") });
      return { dataLayer: createSqliteDataLayer(file), sessionStore: createSqliteSessionStore(file) };
    },
    async spoil() {
      hand = share();
      await hand.open();
      await pragma(spoiled);
    },
    async mend() {
      await pragma(mended);
      await hand.close();
    },
    reason,
  };
}

/** PostgreSQL behind a line that a test cuts, or lets fall silent. */
async function postgres(how: "cut" | "silent" | "ended"): Promise<Place> {
  const network = await BadNetwork.open(Number(new URL(server.url).port));
  onTestFinished(() => network[Symbol.asyncDispose]());
  const url = new URL(server.url);
  url.port = new URL(network.url).port;
  let freezing: NodeJS.Timeout | undefined;
  onTestFinished(() => clearInterval(freezing));
  const schema = `s_${Math.random().toString(36).slice(2)}`;
  return {
    open: () => {
      const store = createPostgresStore({ url: url.href, schema, statementTimeoutMs: 1_000, maxConnections: 4 });
      return { dataLayer: createPostgresDataLayer(store), sessionStore: createPostgresSessionStore(store) };
    },
    async spoil() {
      if (how !== "silent") network.up = false;
      if (how === "cut") network.reset();
      if (how === "ended") network.end();
      if (how === "silent") freezing = setInterval(() => network.freeze(), 20);
    },
    async mend() {
      clearInterval(freezing);
      network.up = true;
    },
    reason: how === "silent" ? /store-(?:silent|away)/ : /store-(?:away|silent)/,
  };
}

async function readOnlyPostgres(): Promise<Place> {
  const place = await postgres("cut");
  const own = server.url;
  const admin = async (...statements: readonly string[]) => {
    const { default: connect } = await import("postgres");
    const sql = connect(own, { max: 1, onnotice: () => undefined });
    for (const statement of statements) await sql.unsafe(statement);
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'colloquy'`;
    await sql.end();
  };
  return {
    ...place,
    spoil: () => admin("ALTER DATABASE postgres SET default_transaction_read_only = on"),
    mend: () => admin("SET default_transaction_read_only = off", "ALTER DATABASE postgres RESET default_transaction_read_only"),
    reason: /store-(?:read-only|away)/,
  };
}

const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  "SQLite that is full": () => sqlite("max_page_count = 1", "max_page_count = 1000000", /store-full/),
  "SQLite that takes no writes": () => sqlite("query_only = 1", "query_only = 0", /store-read-only/),
  "PostgreSQL whose lines are cut": () => postgres("cut"),
  "PostgreSQL whose lines end in an orderly way": () => postgres("ended"),
  "PostgreSQL whose lines fall silent": () => postgres("silent"),
  "PostgreSQL that takes no writes": () => readOnlyPostgres(),
};

function counting(state: { stopped: boolean }) {
  const app = createApp();
  app.onMessage(async ({ content }) => {
    if (content !== "count") return void (await new Message(`You said ${content}`).send());
    const answer = new Message("");
    for (let at = 0; !state.stopped; at += 1) {
      await answer.streamToken(`${at} `);
      await sleep(0.02);
    }
    await answer.send();
  });
  return app;
}

const textOf = (client: TestClient) => {
  const { store } = client;
  const steps = store.getOverview().turnIds.flatMap((id) => store.getTurn(id)?.stepIds ?? []);
  return steps.map((id) => store.text(id).read());
};

describe.each(Object.keys(PLACES))("With %s for a while", (name) => {
  it("an answer streams on, a message waits for its receipt, people and operators are told, and everything is there afterwards", async () => {
    const place = await (PLACES[name] as () => Promise<Place>)();
    const state = { stopped: false };
    const lines: string[] = [];
    const note = (_fields: object, message: string) => void lines.push(message);
    const logger = { debug: () => undefined, info: note, warn: note, error: note };
    const config = { limits: { messagesPerMinute: 1e6 }, concurrency: "parallel" as const };
    const served = await serveApp(counting(state), { ...place.open(), logger, config });
    const ready = async () => {
      const [readyz, healthz] = await Promise.all([fetch(`${served.url}/readyz`), fetch(`${served.url}/healthz`)]);
      const body = (await readyz.json()) as { reason?: string; store: { unwritten: number } };
      return { ...body, status: readyz.status, alive: healthz.status };
    };
    using client = new TestClient({ url: served.url });
    await client.live();
    client.sendMessage("count");
    await client.until(({ pending, busy }) => busy && pending.length === 0);
    await expect.poll(() => textOf(client).at(-1)?.length ?? 0).toBeGreaterThan(20);
    expect(await ready()).toMatchObject({ status: 200, alive: 200 });

    await place.spoil();
    await client.until(({ unsaved }) => unsaved);
    const before = textOf(client)[1]?.length ?? 0;
    await expect.poll(async () => (await ready()).status).toBe(503);
    expect(await ready()).toMatchObject({ alive: 200, reason: expect.stringMatching(place.reason) });
    const sent = client.sendMessage("while it is away");
    // It is answered, and not acknowledged.
    await expect.poll(() => textOf(client)).toContain("You said while it is away");
    await expect.poll(() => textOf(client)[1]?.length ?? 0).toBeGreaterThan(before + 50);
    expect((await ready()).store.unwritten).toBeGreaterThan(0);
    const isAcknowledged = () => client.store.getOverview().pending.every(({ id }) => id !== sent);
    expect(client.store.getOverview().unsaved).toBe(true);
    await expect.poll(() => lines.filter((line) => line.includes("cannot be written")).length).toBeGreaterThan(0);

    await place.mend();
    await client.until(({ unsaved }) => !unsaved);
    await expect.poll(isAcknowledged).toBe(true);
    await expect.poll(async () => (await ready()).status).toBe(200);
    state.stopped = true;
    await client.until(({ busy, pending }) => !busy && pending.length === 0);
    const shown = textOf(client);
    await served[Symbol.asyncDispose]();
    // Once for what changed, however often it was tried.
    expect(lines.filter((line) => line.includes("cannot be written")).length).toBeLessThanOrEqual(3);
    expect(lines.filter((line) => line.includes("can be written again")).length).toBeGreaterThanOrEqual(1);

    const { dataLayer } = place.open();
    if (!dataLayer) throw new Error("There is no data layer.");
    await dataLayer.open();
    const { id } = client.store.getOverview().thread;
    const turns = await dataLayer.loadTurns(id);
    const steps = await dataLayer.loadSteps(id, { turnIds: turns.map((turn) => turn.id) });
    await dataLayer.close();
    expect(steps.map(({ output }) => output?.text).sort()).toEqual([...shown].sort());
    expect(steps.some((step) => step.id === sent)).toBe(true);
  });
});
