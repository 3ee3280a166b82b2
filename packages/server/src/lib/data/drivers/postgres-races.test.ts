// Two processes at once on one database, held at the very moments where one could undo what the other does.
import { type ElementId, type FileKey, newId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createPostgresStore } from "../../postgres/postgres-store.ts";
import { startPostgres, type TestPostgres } from "../../postgres/testing/start-postgres.ts";
import { createPostgresSessionStore } from "../../session-store/drivers/postgres.ts";
import type { DataLayer } from "../data-layer.ts";
import { createPostgresDataLayer } from "./postgres.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

const AT = "2025-03-01T10:00:00.000Z";
const OWNER = "visitor:one";
const SHA = "0".repeat(64);

function chat() {
  const threadId = newId<ThreadId>();
  const turn = { id: newId<TurnId>(), kind: "message", foreground: true, state: "done", createdAt: AT } as const;
  const step = { id: newId<StepId>(), turnId: turn.id, type: "assistant_message", name: "A", createdAt: AT, end: AT } as const;
  const thread = { id: threadId, createdAt: AT, updatedAt: AT, owner: OWNER, epoch: 1 };
  return { threadId, turn, step, thread };
}

/** A database of two processes, and a hand of the test's own in it. */
async function shared(): Promise<{ one: DataLayer; two: DataLayer; hand: Sql; schema: string }> {
  const schema = `s_${newId().replaceAll("-", "_")}`;
  const [one, two] = [createPostgresDataLayer({ url: server.url, schema }), createPostgresDataLayer({ url: server.url, schema })];
  await Promise.all([one.open(), two.open()]);
  const hand = postgres(server.url, { max: 3, connection: { application_name: "hand", search_path: schema } });
  onTestFinished(async () => void (await Promise.all([one.close(), two.close(), hand.end()])));
  return { one, two, hand, schema };
}

/** Resolves when so many calls of the stores wait for a lock. */
async function waiting(hand: Sql, count = 1): Promise<void> {
  const held = async () =>
    (await hand`SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'colloquy' AND wait_event_type = 'Lock'`)[0]?.[
      "n"
    ];
  await expect.poll(held).toBe(count);
}

describe("Two processes on one database", () => {
  it("never get the same epoch of a chat, and the one with the older can write no more", async () => {
    const { one, two } = await shared();
    const { threadId, thread, turn } = chat();
    await one.write({ threadId, epoch: 1, thread });
    const taken = await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? one : two).takeEpoch(threadId, 0)));
    expect(new Set(taken).size).toBe(40);
    const [mine, theirs] = [await one.takeEpoch(threadId, 0), await two.takeEpoch(threadId, 0)];
    await expect(one.write({ threadId, epoch: mine ?? 0, turns: [turn] })).rejects.toMatchObject({ code: "STALE_WRITE" });
    await two.write({ threadId, epoch: theirs ?? 0, turns: [turn] });
  });

  it("hold up no other chat while one of those whose texts grow is in the other's hands", async () => {
    const { one, hand } = await shared();
    const chats = Array.from({ length: 10 }, chat);
    for (const { threadId, thread, turn, step } of chats) {
      const { end: _, ...growing } = step;
      const text = { type: "step-text", stepId: step.id, field: "output", rev: 0, at: 0, text: "one" } as const;
      await one.write({ threadId, epoch: 1, thread, turns: [turn], steps: [growing], texts: [text] });
    }
    const [held, ...others] = chats.map(({ threadId, step }) => () => {
      const text = { type: "step-text", stepId: step.id, field: "output", rev: 0, at: 3, text: " two" } as const;
      return one.write({ threadId, epoch: 1, texts: [text] });
    });
    const late = await hand.begin(async (other) => {
      await other`SELECT 1 FROM threads WHERE id = ${chats[0]?.threadId ?? ""} FOR UPDATE`;
      const [waits, ...written] = [held?.(), ...others.map((write) => write())];
      await Promise.all(written);
      expect(await hand`SELECT count(*)::int AS n FROM texts WHERE begins = 3`).toMatchObject([{ n: 9 }]);
      await waiting(hand);
      return { waits };
    });
    await late.waits;
    const written = await hand<
      { by: string; n: number }[]
    >`SELECT xmin::text AS by, count(*)::int AS n FROM texts WHERE begins = 3 GROUP BY 1`;
    expect(written.map(({ n }) => n).sort()).toEqual([1, 9]);
  });

  it("find a word that one wrote while the other was taking the text for its searches", async () => {
    const { one, two, hand } = await shared();
    const { threadId, turn, step, thread } = chat();
    await one.write({ threadId, epoch: 1, thread, turns: [turn], steps: [{ ...step, output: { rev: 0, text: "harbour" } }] });
    // As a process leaves it that dies between two writes.
    await hand`UPDATE said SET folded = NULL`;
    const searching = await hand.begin(async (other) => {
      await other`SELECT 1 FROM said FOR UPDATE`;
      const search = one.searchMessages(OWNER, { words: ["harbour"], limit: 5 });
      await waiting(hand);
      // What a batch of the other process does, in one transaction.
      await other`INSERT INTO texts (step, field, begins, ends, rev, skip, piece) SELECT step, 'output', 7, 16, 0, 0, ' lighthouse' FROM said`;
      await other`UPDATE said SET folded = NULL`;
      return { search };
    });
    await searching.search;
    expect((await two.searchMessages(OWNER, { words: ["lighthouse"], limit: 5 })).map(({ text }) => text)).toEqual(["harbour lighthouse"]);
  });

  it("keep a file that one puts into a message while the other sweeps what no message names", async () => {
    const { one, two, hand } = await shared();
    const { threadId, turn, step, thread } = chat();
    await one.write({ threadId, epoch: 1, thread, turns: [turn], steps: [step] });
    const key = newId<FileKey>();
    await one.addFile({ key, threadId, owner: OWNER, name: "old.txt", mime: "text/plain", size: 3, sha256: SHA, createdAt: AT });
    const element = newId<ElementId>();
    const sweeping = await hand.begin(async (other) => {
      await other`SELECT 1 FROM threads FOR UPDATE`;
      await other`INSERT INTO elements (thread, step, id, type, record) SELECT thread, pos, ${element}, 'file', '{}' FROM steps`;
      await other`INSERT INTO element_files (element, file) SELECT pos, ${key} FROM elements`;
      const sweep = two.removeFiles(threadId, [key], { onlyUnnamed: true });
      await waiting(hand);
      return { sweep };
    });
    expect(await sweeping.sweep).toEqual([]);
    expect(await one.loadFile(threadId, key)).toMatchObject({ name: "old.txt" });
  });

  it("keep no more favourites and tags than a person may have, though both count at once", async () => {
    const { one, two } = await shared();
    const chats = Array.from({ length: 12 }, chat);
    for (const { threadId, thread } of chats) await one.write({ threadId, epoch: 1, thread });
    const layerOf = (nth: number) => (nth % 2 === 0 ? one : two);
    await Promise.allSettled(
      chats.map(async ({ threadId, step }, nth) =>
        layerOf(nth).favourites?.add({ owner: OWNER, threadId, stepId: step.id, text: "a", createdAt: AT }, 5),
      ),
    );
    expect(await one.favourites?.ofOwner(OWNER)).toHaveLength(5);
    await Promise.allSettled(
      chats.map(async ({ threadId }, nth) => layerOf(nth).marks?.change(OWNER, [threadId], { addTags: [`tag ${nth}`] }, 5)),
    );
    expect(await one.marks?.listTags(OWNER)).toHaveLength(5);
  });

  it("both get through when one moves the chats of a visitor and the other deletes them, again and again", async () => {
    const { one, two } = await shared();
    for (let round = 0; round < 10; round += 1) {
      const chats = Array.from({ length: 8 }, chat);
      for (const { threadId, turn, step, thread } of chats) {
        await one.write({ threadId, epoch: 1, thread, turns: [turn], steps: [step] });
        await one.addFile({
          key: newId<FileKey>(),
          threadId,
          owner: OWNER,
          name: "a",
          mime: "text/plain",
          size: 1,
          sha256: SHA,
          createdAt: AT,
        });
      }
      const done = await Promise.allSettled([
        one.moveThreads(OWNER, "user:ada"),
        ...chats.map(({ threadId }) => two.deleteThread(threadId)),
        two.moveThreads(OWNER, "user:ada"),
      ]);
      expect(done.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []))).toEqual([]);
    }
    expect((await one.listThreads("user:ada", { limit: 10 })).threads).toEqual([]);
  });

  it("keep a chat that is brought back while the other is about to delete it for good", async () => {
    const { one, two, hand } = await shared();
    const { threadId, thread } = chat();
    await one.write({ threadId, epoch: 1, thread });
    await one.marks?.change(OWNER, [threadId], { deletedAt: AT });
    const emptying = await hand.begin(async (other) => {
      await other`UPDATE threads SET deleted_at = NULL, shelf = 1`;
      const deleting = two.deleteThread(threadId, { which: "deleted" });
      await waiting(hand);
      return { deleting };
    });
    expect(await emptying.deleting).toBeUndefined();
    expect(await one.loadThread(threadId)).toMatchObject({ id: threadId });
  });

  it("leave a chat deleted that one deletes for good while the other writes its next line", async () => {
    const { one, two, hand } = await shared();
    const { threadId, turn, thread } = chat();
    await one.write({ threadId, epoch: 1, thread });
    const going = await hand.begin(async (other) => {
      await other`DELETE FROM threads`;
      const writing = two.write({ threadId, epoch: 1, only: "known", thread, turns: [turn] });
      const outcome = Promise.allSettled([writing]);
      await waiting(hand);
      return { outcome };
    });
    expect(await going.outcome).toMatchObject([{ reason: { code: "NOT_FOUND" } }]);
    expect(await one.loadThread(threadId)).toBeUndefined();
  });

  it("leave a link taken back that one takes back while the other changes it", async () => {
    const { one, two, hand } = await shared();
    const { threadId, thread } = chat();
    await one.write({ threadId, epoch: 1, thread });
    const link = { id: newId(), threadId, live: false, steps: false, files: false, title: false, createdAt: AT, updatedAt: AT };
    await one.shares?.put(link, "words");
    const revoking = await hand.begin(async (other) => {
      await other`DELETE FROM shares`;
      const changing = two.shares?.put({ ...link, steps: true }, "words", { onlyKnown: true });
      await waiting(hand);
      return { changing };
    });
    expect(await revoking.changing).toBe(false);
    expect(await one.shares?.find(link.id)).toBeUndefined();
  });

  it("start while others write: making sure of the tables waits for nobody who writes", async () => {
    const { one, hand, schema } = await shared();
    const { threadId, turn, step, thread } = chat();
    await one.write({ threadId, epoch: 1, thread, turns: [turn], steps: [step] });
    await hand.begin(async (other) => {
      await other`UPDATE said SET folded = 'held'`;
      const third = createPostgresDataLayer({ url: server.url, schema });
      await third.open();
      await third.close();
    });
  });
});

it("A driver that is closed has ended its own calls, though another goes on with the same database", async () => {
  const schema = `s_${newId().replaceAll("-", "_")}`;
  const store = createPostgresStore({ url: server.url, schema });
  const [layer, sessions] = [createPostgresDataLayer(store), createPostgresSessionStore(store)];
  await Promise.all([layer.open(), sessions.open()]);
  onTestFinished(() => sessions.close());
  const { threadId, turn, thread } = chat();
  let written = false;
  const writing = layer.write({ threadId, epoch: 1, thread, turns: [turn] }).then(() => {
    written = true;
  });
  await layer.close();
  expect(written).toBe(true);
  await writing;
});
