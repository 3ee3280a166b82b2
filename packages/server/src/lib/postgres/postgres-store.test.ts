import { inspect } from "node:util";
import { newId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { createPostgresSessionStore } from "../session-store/drivers/postgres.ts";
import { CallOrder } from "./call-order.ts";
import { createPostgresStore } from "./postgres-store.ts";
import { startPostgres, type TestPostgres } from "./testing/start-postgres.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

const CREATED = "2025-03-01T10:00:00.000Z";
const newSchema = () => `s_${newId().replaceAll("-", "_")}`;

function chat() {
  const threadId = newId<ThreadId>();
  const turn = { id: newId<TurnId>(), kind: "message", foreground: true, state: "done", createdAt: CREATED } as const;
  const step = { id: newId<StepId>(), turnId: turn.id, type: "assistant_message", name: "A", createdAt: CREATED } as const;
  const thread = { id: threadId, createdAt: CREATED, updatedAt: CREATED, owner: "visitor:one", epoch: 1 };
  const piece = (at: number, text: string) => ({ type: "step-text", stepId: step.id, field: "output", rev: 0, at, text }) as const;
  return { threadId, turn, step, thread, piece };
}

describe("Processes that share a database", () => {
  it("start at once and make the tables once", async () => {
    const schema = newSchema();
    const layers = Array.from({ length: 10 }, () => createPostgresDataLayer({ url: server.url, schema, maxConnections: 2 }));
    await Promise.all(layers.map((layer) => layer.open()));
    const { threadId, thread, turn } = chat();
    await layers[0]?.write({ threadId, epoch: 1, thread, turns: [turn] });
    expect(await layers[9]?.loadTurns(threadId)).toEqual([turn]);
    await Promise.all(layers.map((layer) => layer.close()));
  });

  it("cannot both write one thread: the one with the lower epoch is refused, also when both come at once", async () => {
    const schema = newSchema();
    const [one, two] = [createPostgresDataLayer({ url: server.url, schema }), createPostgresDataLayer({ url: server.url, schema })];
    await Promise.all([one.open(), two.open()]);
    onTestFinished(async () => void (await Promise.all([one.close(), two.close()])));
    const { threadId, thread, turn, step, piece } = chat();
    await one.write({ threadId, epoch: 1, thread, turns: [turn], steps: [step] });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        index % 2
          ? two.write({ threadId, epoch: 2, texts: [piece(0, "new")] })
          : one.write({ threadId, epoch: 1, texts: [piece(0, "old")] }),
      ),
    );
    const refused = outcomes.filter((outcome) => outcome.status === "rejected").map(({ reason }) => (reason as { code: string }).code);
    expect(new Set(refused)).toEqual(new Set(["STALE_WRITE"]));
    await expect(one.write({ threadId, epoch: 1, turns: [turn] })).rejects.toMatchObject({ code: "STALE_WRITE" });
    expect(await two.loadThread(threadId)).toMatchObject({ epoch: 2 });
  });
});

describe("A database", () => {
  it("whose address cannot be read says so, and the password stands nowhere in what is thrown", async () => {
    const layer = createPostgresDataLayer({ url: "postgres://someone:hush#hush@127.0.0.1:5432/none" });
    const refused = await layer.open().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "BAD_INPUT", fix: expect.stringContaining("%23") });
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain("hush#hush");
  });

  it("that two drivers share and open at once has one pool, and no connection stays when both are closed", async () => {
    const sql = postgres(server.url, { max: 1 });
    onTestFinished(() => sql.end());
    const count = async () => (await sql`SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'colloquy'`)[0]?.["n"];
    await expect.poll(count, { timeout: 20_000 }).toBe(0);
    const shared = createPostgresStore({ url: server.url, schema: newSchema() });
    const drivers = [createPostgresDataLayer(shared), createPostgresSessionStore(shared)];
    await Promise.all(drivers.map((driver) => driver.open()));
    expect(await count()).toBeGreaterThan(0);
    for (const driver of drivers) await driver.close();
    await expect.poll(count, { timeout: 20_000 }).toBe(0);
  });

  it("that newer tables are in is left alone", async () => {
    const schema = newSchema();
    const layer = createPostgresDataLayer({ url: server.url, schema });
    await layer.open();
    await layer.close();
    const sql = postgres(server.url, { max: 1 });
    onTestFinished(() => sql.end());
    await sql.unsafe(`UPDATE "${schema}".schema_versions SET version = 99 WHERE name = 'data'`);
    await expect(createPostgresDataLayer({ url: server.url, schema }).open()).rejects.toMatchObject({
      code: "STORE_FAILED",
      message: expect.stringMatching(/version 99/),
    });
  });

  it("that nobody reaches says so, without the password, and can be opened once it is there", async () => {
    const layer = createPostgresDataLayer({ url: "postgres://someone:hushhush@127.0.0.1:1/none" });
    const refused = (await layer.open().catch((error: unknown) => error)) as Error;
    expect(refused).toMatchObject({ code: "STORE_FAILED" });
    expect(`${refused.message} ${JSON.stringify(refused)}`).not.toContain("hushhush");
  });

  it("tells people who ask questions of their own what was said", async () => {
    const schema = newSchema();
    const layer = createPostgresDataLayer({ url: server.url, schema });
    await layer.open();
    onTestFinished(() => layer.close());
    const { threadId, thread, turn, step, piece } = chat();
    await layer.write({ threadId, epoch: 1, thread, turns: [turn], steps: [{ ...step, name: "\\0 \0" }], texts: [piece(0, "Good ")] });
    await layer.write({ threadId, epoch: 1, texts: [piece(3, "d morning")] });
    const sql = postgres(server.url, { max: 1 });
    onTestFinished(() => sql.end());
    const rows = await sql.unsafe(`SELECT thread_id, owner, type, created_at, text FROM "${schema}".chat_messages`);
    expect([...rows]).toEqual([
      { thread_id: threadId, owner: "visitor:one", type: "assistant_message", created_at: new Date(CREATED), text: "Good morning" },
    ]);
  });

  it("tells them what people thought of it", async () => {
    const schema = newSchema();
    const layer = createPostgresDataLayer({ url: server.url, schema });
    await layer.open();
    onTestFinished(() => layer.close());
    const { threadId, thread, turn, step } = chat();
    await layer.write({ threadId, epoch: 1, thread, turns: [turn], steps: [step] });
    const key = { threadId, stepId: step.id, owner: "visitor:one" };
    // What PostgreSQL cannot hold as text is left out.
    await layer.feedback?.put({ ...key, rating: "down", tags: ["late", "\0"], comment: "No.", createdAt: CREATED, updatedAt: CREATED });
    const sql = postgres(server.url, { max: 1 });
    onTestFinished(() => sql.end());
    expect([...(await sql.unsafe(`SELECT * FROM "${schema}".chat_feedback`))]).toEqual([
      {
        thread_id: threadId,
        owner: "visitor:one",
        message_id: step.id,
        rating: 0,
        tags: ["late"],
        comment: "No.",
        created_at: new Date(CREATED),
        updated_at: new Date(CREATED),
      },
    ]);
  });

  it("keeps both stores in one pool, and lets each open and close by itself", async () => {
    const shared = createPostgresStore({ url: server.url, schema: newSchema() });
    const [layer, sessions] = [createPostgresDataLayer(shared), createPostgresSessionStore(shared)];
    await layer.open();
    await sessions.open();
    await layer.close();
    await expect(layer.loadThread(newId<ThreadId>())).rejects.toMatchObject({ code: "STORE_FAILED" });
    expect(await sessions.findIdleSince("9999")).toEqual([]);
    await sessions.close();
  });
});

describe("A server that goes away", () => {
  it("has everything that it said yes to when it is back, and takes what it had not", async () => {
    const own = await startPostgres();
    onTestFinished(() => own.remove());
    const layer = createPostgresDataLayer({ url: own.url, maxConnections: 4 });
    await layer.open();
    onTestFinished(() => layer.close());
    const { threadId, thread, turn, step, piece } = chat();
    await layer.write({ threadId, epoch: 1, thread, turns: [turn], steps: [step] });
    let acknowledged = 0;
    for (let round = 0; round < 5; round++) {
      const write = () => layer.write({ threadId, epoch: 1, texts: [piece(acknowledged, "x")] });
      let killed: Promise<void> | undefined;
      // Writes go on until one fails; the first of each round goes through.
      for (let ok = true, count = 0; ok; count++) {
        ok = await write().then(
          () => true,
          () => false,
        );
        if (ok) acknowledged += 1;
        if (count === 3) killed = own.kill();
      }
      await killed;
      await expect(layer.loadThread(threadId)).rejects.toMatchObject({ code: "STORE_FAILED" });
      await own.start();
      const load = () => layer.loadSteps(threadId, { turnIds: [turn.id] });
      await expect.poll(() => load().catch(() => undefined)).toBeDefined();
      const [stored] = await load();
      // The one that failed may have been committed before its answer was lost; none before it is missing.
      const length = stored?.output?.text.length ?? 0;
      expect(length - acknowledged).toBeOneOf([0, 1]);
      acknowledged = length;
    }
    expect(acknowledged).toBeGreaterThanOrEqual(20);
  });
});

describe("The order of calls", () => {
  it("is kept for one thing, and for what is about everything", async () => {
    const order = new CallOrder();
    const done: string[] = [];
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const job = (name: string, wait?: Promise<void>) => async () => {
      await wait;
      done.push(name);
    };
    const all = [
      order.about(["a"], job("a1", gate)),
      order.about(["b"], job("b1")),
      order.about(["a", "b"], job("ab")),
      order.after(job("read")),
      order.about(["c"], job("c1")),
      order.alone(job("move")),
      order.about(["c"], job("c2")),
    ];
    await all[1];
    await all[4];
    expect(done).toEqual(["b1", "c1"]);
    open();
    await Promise.all(all);
    expect(done.slice(2, 3)).toEqual(["a1"]);
    expect(done.indexOf("ab")).toBeLessThan(done.indexOf("read"));
    expect(done.indexOf("move")).toBeLessThan(done.indexOf("c2"));
    await order.idle();
    expect(order.size).toBe(0);
  });

  it("goes on after a job that failed", async () => {
    const order = new CallOrder();
    const failed = order.about(["a"], () => Promise.reject(new Error("no")));
    const next = order.about(["a"], async () => "yes");
    await expect(failed).rejects.toThrow("no");
    expect(await next).toBe("yes");
  });
});
