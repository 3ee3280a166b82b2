import { newId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { copyData } from "./copy.ts";
import { dumpOf } from "./dump.ts";
import { MoveReport } from "./report.ts";
import { blobsOf } from "./testing/all-blobs.ts";
import { fillStores } from "./testing/generated-data.ts";
import { fileStores, memoryStores, type OpenStores, postgresStores } from "./testing/open-stores.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

async function copied(from: OpenStores, to: OpenStores): Promise<MoveReport> {
  const report = new MoveReport();
  await copyData(from, to, { report });
  return report;
}

describe("A copy", () => {
  it("goes from each store to each other and back, byte for byte, and a second one changes nothing", async () => {
    const first = await memoryStores();
    await fillStores(first, 50, 12);
    const [rows, bytes] = [await dumpOf(first.layer), await blobsOf(first.blobs)];
    expect(rows.length).toBeGreaterThan(100_000);
    expect(bytes.split("\n").length).toBeGreaterThan(20);
    let from = first;
    for (const open of [() => fileStores(), () => postgresStores(server.url), () => fileStores(), memoryStores]) {
      const to = await open();
      expect((await copied(from, to)).problems).toEqual([]);
      expect(await dumpOf(to.layer)).toBe(rows);
      expect(await blobsOf(to.blobs)).toBe(bytes);
      const again = await copied(from, to);
      expect({ moved: again.moved, bytes: again.bytes, chats: again.same.chats }).toEqual({ moved: {}, bytes: 0, chats: 50 });
      expect(await dumpOf(to.layer)).toBe(rows);
      from = to;
    }
  });

  it("that ended in the middle of anything is made whole by the next one", async () => {
    const from = await memoryStores();
    await fillStores(from, 12, 99);
    const [rows, bytes] = [await dumpOf(from.layer), await blobsOf(from.blobs)];
    for (let writes = 1; ; writes += 7) {
      const to = await fileStores();
      let left = writes;
      const dying = {
        ...to.layer,
        write: async (batch: Parameters<typeof to.layer.write>[0]) => {
          if ((left -= 1) < 0) throw new Error("killed");
          await to.layer.write(batch);
        },
      };
      const isKilled = await copyData(from, { ...to, layer: dying }, { report: new MoveReport() }).then(
        () => false,
        () => true,
      );
      await copied(from, to);
      expect(await dumpOf(to.layer)).toBe(rows);
      expect(await blobsOf(to.blobs)).toBe(bytes);
      if (!isKilled) break;
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "takes over what changed meanwhile: another name, another order, what is gone from a chat (%i)",
    async (seed) => {
      const from = await memoryStores();
      await fillStores(from, 5, seed);
      const to = await fileStores();
      await copied(from, to);
      const { threads } = (await from.layer.walk?.allThreads({ limit: 1 })) ?? { threads: [] };
      const [thread] = threads;
      if (!thread) throw new Error("a chat");
      const turns = await from.layer.loadTurns(thread.id);
      const turn = { id: newId<TurnId>(), kind: "message", foreground: true, state: "done", createdAt: thread.createdAt } as const;
      const step = { id: newId<StepId>(), turnId: turn.id, type: "tool", name: "t", createdAt: thread.createdAt } as const;
      await from.layer.write({
        threadId: thread.id,
        epoch: thread.epoch,
        thread: { ...thread, name: "Another" },
        removedTurns: turns.slice(0, 1).map(({ id }) => id),
        turns: [turn],
        steps: [step],
      });
      expect((await copied(from, to)).moved.chats).toBe(1);
      expect(await dumpOf(to.layer)).toBe(await dumpOf(from.layer));
    },
  );

  it("leaves alone what went on at the other place, and says so", async () => {
    const from = await memoryStores();
    await fillStores(from, 3, 5);
    const to = await memoryStores();
    await copied(from, to);
    const [thread] = (await to.layer.walk?.allThreads({ limit: 1 }))?.threads ?? [];
    if (!thread) throw new Error("a chat");
    await to.layer.write({ threadId: thread.id, epoch: thread.epoch + 1, thread: { ...thread, name: "Went on" } });
    const before = await dumpOf(to.layer);
    const report = await copied(from, to);
    expect(report.problems).toEqual([{ what: expect.stringContaining(thread.id), why: "went on there meanwhile: left as it is" }]);
    expect(await dumpOf(to.layer)).toBe(before);
  });

  it("gives the chats of a person who is known there by their name to that person", async () => {
    const [from, to] = [await memoryStores(), await memoryStores()];
    await fillStores(from, 20, 6);
    const [person] = (await from.layer.walk?.allUsers({ limit: 1 }))?.users ?? [];
    if (!person) throw new Error("a person");
    const known = { ...person, id: newId(), roles: ["other"] };
    await to.layer.users.upsertUser(known, {});
    const report = await copied(from, to);
    expect(report.problems).toEqual([{ what: `person "${person.identifier}"`, why: expect.stringContaining("another id") }]);
    const owners = new Set((await to.layer.walk?.allThreads({ limit: 100 }))?.threads.map(({ owner }) => owner));
    expect(owners).toContain(`user:${known.id}`);
    expect(owners).not.toContain(`user:${person.id}`);
    expect(await to.layer.users.findUser({ identifier: person.identifier })).toEqual(known);
    expect((await copied(from, to)).moved).toEqual({});
  });

  it("says of a file without content that it has none, and moves the rest", async () => {
    const [from, to] = [await memoryStores(), await memoryStores()];
    await fillStores(from, 10, 7);
    const [blob] = (await from.blobs.list({ before: "2999-01-01T00:00:00.000Z", limit: 1 })).blobs;
    if (!blob) throw new Error("a blob");
    await from.blobs.delete([blob.key]);
    const report = await copied(from, to);
    expect(report.problems).toEqual([{ what: expect.stringContaining(blob.key), why: "has no content where it comes from" }]);
    expect(await dumpOf(to.layer)).toBe(await dumpOf(from.layer));
  });

  it("is refused by a layer that cannot be walked over", async () => {
    const { layer, blobs } = await memoryStores();
    const { walk: _walk, ...rest } = layer;
    const moving = copied({ layer: rest, blobs }, await memoryStores());
    await expect(moving).rejects.toMatchObject({ code: "BAD_CONFIG", message: expect.stringContaining('"memory" cannot be walked') });
  });

  it("of one chat takes its person along, and nothing else", async () => {
    const [from, to] = [await memoryStores(), await memoryStores()];
    await fillStores(from, 10, 8);
    const threads = (await from.layer.walk?.allThreads({ limit: 100 }))?.threads ?? [];
    const thread = threads.find(({ owner }) => owner.startsWith("user:"));
    if (!thread) throw new Error("a chat of a person");
    await copyData(from, to, { report: new MoveReport(), wanted: { threadId: thread.id } });
    expect((await to.layer.walk?.allThreads({ limit: 100 }))?.threads).toEqual([thread]);
    expect((await to.layer.walk?.allUsers({ limit: 100 }))?.users.map(({ id }) => `user:${id}`)).toEqual([thread.owner]);
    const none = copyData(from, to, { report: new MoveReport(), wanted: { threadId: newId<ThreadId>() } });
    await expect(none).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
