// The end of chats: deleted ones after some days, unused ones after `retentionDays`; rows and blobs, in every database.
import { newId, type ThreadId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { createApp, Message } from "../../index.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { silentLogger } from "../logger.ts";
import { createManualClock } from "../manual-clock.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { createDurableStores } from "../testing/durable-stores.ts";
import { serveApp } from "../testing/serve-app.ts";
import { OldChats } from "./old-chats.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const app = createApp({ onMessage: async ({ content }) => void (await new Message(`You said ${content}`).send()) });

let schemas = 0;
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.remove());

const LAYERS: readonly (readonly [string, () => Promise<DataLayer>])[] = [
  ["memory", async () => createMemoryDataLayer()],
  ["SQLite", async () => (await createDurableStores())().dataLayer],
  ["PostgreSQL", async () => createPostgresDataLayer({ url: postgres.url, schema: `old_chats_${++schemas}`, maxConnections: 3 })],
];

describe.each(LAYERS)("chats in %s", (_name, createLayer) => {
  it("that were deleted come back for seven days; then rows and blobs are gone", async () => {
    const { ada, layer, blobs, sweepIn } = await serve(await createLayer());
    const [kept, deleted] = [await chat(ada), await chat(ada)];
    await blobs(2);
    await ada.fetch(`/api/threads/${deleted}`, { method: "DELETE" });
    expect(await sweepIn(6.9)).toBe(0);
    await blobs(2);
    expect(await restore(ada, deleted)).toBe(200);
    await ada.fetch(`/api/threads/${deleted}`, { method: "DELETE" });
    expect(await sweepIn(7.1)).toBe(1);
    await blobs(1);
    expect(await restore(ada, deleted)).toBe(404);
    expect(await layer.loadThread(deleted)).toBeUndefined();
    expect(await layer.loadTurns(deleted)).toEqual([]);
    expect(await layer.walk?.filesOf(deleted)).toEqual([]);
    expect(await layer.loadThread(kept)).toBeDefined();
  });

  it("that nobody has used for retentionDays are gone, rows and blobs, but not the pinned and those somebody reads", async () => {
    const { ada, layer, blobs, sweepIn, logged } = await serve(await createLayer());
    const [unused, pinned, archived] = [await chat(ada), await chat(ada), await chat(ada)];
    const mark = (threadId: ThreadId, wish: object) =>
      ada.fetch("/api/threads", { method: "PUT", body: JSON.stringify({ threadIds: [threadId], ...wish }), headers: JSON_TYPE });
    await mark(pinned, { pinned: true });
    await mark(archived, { archived: true });
    const read = await ada.connect({ threadId: archived });
    await blobs(3);
    expect(await sweepIn(29)).toBe(0);
    expect(await sweepIn(365)).toBe(0);
    expect(await sweepIn(29, 30)).toBe(0);
    expect(logged).toEqual([]);
    expect(await sweepIn(31, 30)).toBe(1);
    expect(logged).toEqual(["Nobody has said anything in them for 30 days (retentionDays): 1 chats with 1 files are gone for good"]);
    await blobs(2);
    expect(await layer.loadThread(unused)).toBeUndefined();
    expect(await layer.walk?.filesOf(unused)).toEqual([]);
    read.socket.disconnect();
    await expect.poll(() => sweepIn(31, 30)).toBe(1);
    expect([await layer.loadThread(archived), (await layer.loadThread(pinned))?.id]).toEqual([undefined, pinned]);
    await blobs(1);
  });

  it("in which somebody speaks while the sweep is under way stay, with what was said", async () => {
    const { ada, layer, sweepIn } = await serve(await createLayer());
    const { owner } = (await layer.loadThread(await chat(ada))) ?? { owner: "" };
    const id = newId<ThreadId>();
    const at = new Date(Date.now() - 40 * DAY_MS).toISOString();
    await layer.write({ threadId: id, epoch: 1, thread: { id, owner, createdAt: at, updatedAt: at, epoch: 1 } });
    const speak = async () => {
      const { socket } = await ada.connect({ threadId: id });
      const request = { type: "sendMessage", message: { id: newId(), text: "I am back" } };
      expect(await socket.emitWithAck("request", request)).toMatchObject({ ok: true });
      socket.disconnect();
    };
    expect(await sweepIn(0, 30, speak)).toBe(0);
    expect(await layer.loadTurns(id)).toHaveLength(1);
  });

  it("that are brought back while the sweep is under way, or while the bin is emptied, stay", async () => {
    const { ada, layer, sweepIn, empty } = await serve(await createLayer());
    const [one, two] = [await chat(ada), await chat(ada)];
    for (const id of [one, two]) await ada.fetch(`/api/threads/${id}`, { method: "DELETE" });
    const bringBack = async () => expect(await restore(ada, one)).toBe(200);
    expect(await sweepIn(7.1, undefined, bringBack)).toBe(1);
    expect([(await layer.loadThread(one))?.deletedAt, await layer.loadThread(two)]).toEqual([undefined, undefined]);
    expect(await layer.loadTurns(one)).toHaveLength(1);
    await ada.fetch(`/api/threads/${one}`, { method: "DELETE" });
    expect(await empty(bringBack)).toEqual({ count: 0 });
    expect(await layer.loadTurns(one)).toHaveLength(1);
    await ada.fetch(`/api/threads/${one}`, { method: "DELETE" });
    expect(await empty()).toEqual({ count: 1 });
    expect(await layer.loadThread(one)).toBeUndefined();
  });
});

describe("a server whose clock jumped ahead while it was off", () => {
  it("keeps the chats that it holds for old, as it says, and deletes those that are when it was off for a moment", async () => {
    const stored = createMemoryDataLayer();
    let looks = 0;
    const { marks } = stored;
    const dataLayer: DataLayer = {
      ...stored,
      ...(marks && {
        marks: {
          ...marks,
          oldThreads(query) {
            looks += 1;
            return marks.oldThreads(query);
          },
        },
      }),
    };
    await dataLayer.open();
    const at = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
    const id = newId<ThreadId>();
    await dataLayer.write({ threadId: id, epoch: 1, thread: { id, owner: "user:ada", createdAt: at(40), updatedAt: at(40), epoch: 1 } });
    const errors: string[] = [];
    const logger = { ...silentLogger, error: (_facts: object, message?: string) => void errors.push(message ?? "") };
    const start = async (believedAt: string) => {
      await dataLayer.marks?.noteSweep?.({ believedAt });
      return serveApp(app, { dataLayer, logger, config: { retentionDays: 30 } });
    };
    const wrong = await start(at(39));
    await expect.poll(() => errors.length).toBe(1);
    // At its end a server waits for the sweep that is under way.
    await wrong[Symbol.asyncDispose]();
    expect(errors).toEqual([expect.stringContaining("39 days have passed since chats and files were last looked through")]);
    expect([looks, (await dataLayer.loadThread(id))?.id]).toEqual([0, id]);
    await using _right = await start(at(0.1));
    await expect.poll(() => dataLayer.loadThread(id)).toBeUndefined();
    expect(errors).toHaveLength(1);
  });
});

const JSON_TYPE = { "content-type": "application/json" };

/** A server with somebody who has no chats yet, and a sweep some days from now. */
async function serve(stored: DataLayer) {
  // Happens once chats were listed or found, and before anything becomes of them.
  let meanwhile: (() => Promise<void>) | undefined;
  const paused = async <Found>(finding: Promise<Found>): Promise<Found> => {
    const found = await finding;
    const happens = meanwhile;
    meanwhile = undefined;
    await happens?.();
    return found;
  };
  const { marks } = stored;
  const dataLayer: DataLayer = {
    ...stored,
    listThreads: (owner, query) => paused(stored.listThreads(owner, query)),
    ...(marks && { marks: { ...marks, oldThreads: (query) => paused(marks.oldThreads(query)) } }),
  };
  const blobStore = createMemoryBlobStore();
  const served = await serveApp(app, { dataLayer, blobStore });
  const ada = new Browser(served.url);
  onTestFinished(async () => {
    ada[Symbol.dispose]();
    await served[Symbol.asyncDispose]();
  });
  await ada.post("/set-session-cookie", { session_id: crypto.randomUUID() });
  const { registry } = served.server.host;
  const logged: string[] = [];
  const sweepIn = (days: number, retentionDays?: number, happens?: () => Promise<void>) => {
    meanwhile = happens;
    return new OldChats({
      dataLayer,
      registry,
      clock: createManualClock(Date.now() + days * DAY_MS),
      logger: { ...silentLogger, info: (_facts, message) => logged.push(message) },
      config: { keepDeletedDays: 7, retentionDays },
      isStopping: () => false,
    }).sweep();
  };
  const empty = async (happens?: () => Promise<void>) => {
    meanwhile = happens;
    return (await ada.post("/api/threads/delete-all", { deleted: true }))[1];
  };
  const blobs = async (count: number) => {
    const before = new Date(Date.now() + DAY_MS).toISOString();
    expect((await blobStore.list({ before, limit: 10 })).blobs).toHaveLength(count);
  };
  return { ada, layer: dataLayer, blobs, sweepIn, empty, logged };
}

/** A chat with an answer and a file in it, that nobody has open. */
async function chat(ada: Browser): Promise<ThreadId> {
  const { attached, socket } = await ada.connect();
  await socket.emitWithAck("request", { type: "sendMessage", message: { id: crypto.randomUUID(), text: "keep it" } });
  const { threadId } = attached;
  expect((await ada.fetch(`/api/threads/${threadId}/files?name=a.txt`, { method: "POST", body: threadId })).status).toBe(201);
  socket.disconnect();
  return threadId;
}

async function restore(ada: Browser, threadId: ThreadId): Promise<number> {
  const body = JSON.stringify({ threadIds: [threadId], deleted: false });
  return (await ada.fetch("/api/threads", { method: "PUT", body, headers: JSON_TYPE })).status;
}
