// What people do with their list of chats, over HTTP and in all their tabs.
import type { Folder, ServerNotice, TagCount, ThreadId, ThreadSummary } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Connection } from "../../../test/browser.ts";
import { createApp, Message } from "../../index.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

let release: () => void = () => undefined;
const app = createApp({
  passwordAuth: ({ username }) => ({ identifier: username }),
  async *onThreadTitle({ question }) {
    if (question !== "tides") return;
    for (const piece of ["About ", "the ", "tides"]) {
      yield piece;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }
  },
  onMessage: async ({ content }) => {
    if (content === "slow")
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    await new Message(`You said ${content}`).send();
  },
});

let served: ServedApp;
let forgetful: ServedApp;
beforeAll(async () => {
  const limits = { openChatsPerVisitor: 1000, requestsPerSecond: 10_000, addressRequestsPerSecond: 10_000, messagesPerMinute: 10_000 };
  served = await serveApp(app, { config: { limits } });
  forgetful = await serveApp(app, { config: { limits, keepDeletedDays: 0 } });
});
afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  await forgetful?.[Symbol.asyncDispose]();
});

describe("the chats of a person", () => {
  it("are pinned, put away, sorted and tagged, several at once, and every tab is told", async () => {
    using ada = await person("ada");
    const [one, two, three] = [await begin(ada, "one"), await begin(ada, "two"), await begin(ada, "three")];
    const told = watch(three);
    const [, { folder }] = await asked<{ folder: Folder }>(ada.post("/api/folders", { name: "  Trips " }));
    expect(folder.name).toBe("Trips");
    await change(ada, [ids(one), ids(two)], { pinned: true, folderId: folder.id, addTags: ["  to  read "] });
    await change(ada, [ids(two)], { pinned: false, archived: true });
    await expect
      .poll(() => told.filter(({ type }) => type === "threads-changed").at(-1))
      .toMatchObject({
        thread: { id: ids(two), archivedAt: expect.any(String), folderId: folder.id, tags: ["to read"] },
      });
    expect(told.some(({ type }) => type === "folders-changed")).toBe(true);
    expect(await names(ada, "")).toEqual(["one", "three"]);
    expect(await names(ada, "?archived=true")).toEqual(["two"]);
    expect(await names(ada, `?folderId=${folder.id}`)).toEqual(["one"]);
    expect(await names(ada, "?tag=to%20read")).toEqual(["one"]);
    expect(await names(ada, "?pinned=false")).toEqual(["three"]);
    expect(await names(ada, "?search=two")).toEqual(["two"]);
    expect((await asked<{ tags: TagCount[] }>(ada.get("/api/tags")))[1].tags).toEqual([{ tag: "to read", count: 2 }]);
    expect(await ada.fetch(`/api/folders/${folder.id}`, { method: "DELETE" }).then(({ status }) => status)).toBe(200);
    expect((await list(ada, ""))[0]).not.toHaveProperty("folderId");
  });

  it("that are deleted are found nowhere, and come back as they were", async () => {
    using ada = await person("bea");
    const connection = await begin(ada, "secret plans");
    const threadId = ids(connection);
    await change(ada, [threadId], { pinned: true, addTags: ["mine"] });
    const uploaded = await ada.fetch(`/api/threads/${threadId}/files?name=a.txt`, { method: "POST", body: "abc" });
    const { key } = (await uploaded.json()) as { key: string };
    const signed = await ada.post(`/api/threads/${threadId}/files/${key}/address`);
    const { address } = signed[1] as { address: string };
    expect((await ada.fetch(`/${address}`)).status).toBe(200);

    expect((await ada.fetch(`/api/threads/${threadId}`, { method: "DELETE" })).status).toBe(200);
    expect(await connection.closed).toBeDefined();
    expect(await names(ada, "")).toEqual([]);
    expect(await names(ada, "?archived=true")).toEqual([]);
    expect(await names(ada, "?search=secret")).toEqual([]);
    expect((await ada.get("/api/search?query=secret"))[1]).toEqual({ messages: [] });
    expect((await asked<{ tags: TagCount[] }>(ada.get("/api/tags")))[1].tags).toEqual([]);
    const addresses = [
      `/api/threads/${threadId}`,
      `/api/threads/${threadId}/export?format=json`,
      `/api/threads/${threadId}/files/${key}`,
      `/project/thread/${threadId}`,
      `/${address}`,
    ];
    for (const path of addresses) expect([path, (await ada.fetch(path)).status]).toEqual([path, 404]);
    expect((await mark(ada, [threadId], { archived: true })).status).toBe(404);
    const elsewhere = await ada.connect({ threadId });
    expect(elsewhere.attached).toMatchObject({ refused: { code: "CHAT_DELETED" } });
    using bob = await person("strange bob");
    expect((await bob.connect({ threadId })).attached).toMatchObject({ refused: { code: "NOT_FOUND" } });
    expect(elsewhere.attached.threadId).not.toBe(threadId);
    expect(await names(ada, "?deleted=true")).toEqual(["secret plans"]);

    await change(ada, [threadId], { deleted: false });
    expect(await list(ada, "")).toEqual([expect.objectContaining({ name: "secret plans", tags: ["mine"], pinnedAt: expect.any(String) })]);
    for (const path of addresses) expect([path, (await ada.fetch(path)).status]).toEqual([path, 200]);
    const again = await ada.connect({ threadId });
    expect(again.attached.threadId).toBe(threadId);
  });

  it("are deleted all at once, also the one that is open, and those of others stay", async () => {
    using ada = await person("cleo");
    using bob = await person("bob");
    await begin(bob, "bob's");
    const open = await begin(ada, "open");
    const shelved = await begin(ada, "shelved");
    await change(ada, [ids(shelved)], { archived: true });
    const before = await begin(ada, "deleted before");
    await change(ada, [ids(before)], { deleted: true });
    const [, { since, ...answer }] = (await ada.post("/api/threads/delete-all")) as [number, { since: string; count: number }];
    expect(answer).toEqual({ count: 2 });
    await open.closed;
    // Only what went with them comes back.
    expect((await bob.post("/api/threads/restore", { since }))[1]).toEqual({ count: 0 });
    expect((await ada.post("/api/threads/restore", { since }))[1]).toEqual({ count: 2 });
    expect([await names(ada, ""), await names(ada, "?archived=true")]).toEqual([["open"], ["shelved"]]);
    await ada.post("/api/threads/delete-all");
    expect([await names(ada, ""), await names(ada, "?archived=true"), (await names(ada, "?deleted=true")).sort()]).toEqual([
      [],
      [],
      ["deleted before", "open", "shelved"],
    ]);
    expect((await ada.post("/api/threads/delete-all", { deleted: true }))[1]).toEqual({ count: 3 });
    expect(await names(ada, "?deleted=true")).toEqual([]);
    expect(await names(bob, "")).toEqual(["bob's"]);
  });

  it("have no name in which there is nothing to see, whichever address gives it", async () => {
    using ada = await person("nora");
    const threadId = ids(await begin(ada, "seen"));
    const [, { folder }] = await asked<{ folder: Folder }>(ada.post("/api/folders", { name: "Trips" }));
    const put = async (path: string, body: object) =>
      (await ada.fetch(path, { method: "PUT", body: JSON.stringify(body), headers: { "content-type": "application/json" } })).status;
    for (const name of ["  ", "\u2028", "\u3164", "\u0301".repeat(9), "\u0000"]) {
      expect(await put(`/api/threads/${threadId}`, { name })).toBe(400);
      expect(await put("/project/thread", { threadId, name })).toBe(400);
      expect(await put(`/api/folders/${folder.id}`, { name })).toBe(400);
      expect(await put("/api/threads", { threadIds: [threadId], addTags: [name] })).toBe(400);
    }
    expect(await put(`/api/threads/${threadId}`, { name: " sea\u202e  side\n" })).toBe(200);
    expect(await names(ada, "")).toEqual(["sea side"]);
  });

  it("are counted once, however many ask at once that all be deleted", async () => {
    using ada = await person("carla");
    for (const name of ["one", "two", "three"]) await begin(ada, name);
    const answers = await Promise.all([1, 2, 3].map(() => asked<{ count: number }>(ada.post("/api/threads/delete-all"))));
    expect(answers.reduce((sum, [, { count }]) => sum + count, 0)).toBe(3);
  });

  it("are gone at once where nothing that is deleted is kept, and where they are purged", async () => {
    using ada = await person("dana", forgetful);
    const gone = await begin(ada, "gone");
    await mark(ada, [ids(gone)], { deleted: true });
    expect(await names(ada, "?deleted=true")).toEqual([]);
    expect((await mark(ada, [ids(gone)], { deleted: false })).status).toBe(404);

    using other = await person("dora");
    const purged = await begin(other, "purged");
    await change(other, [ids(purged)], { deleted: true });
    expect((await other.post("/api/threads/purge", { threadIds: [ids(purged)] }))[0]).toBe(200);
    expect(await names(other, "?deleted=true")).toEqual([]);
  });

  it("have a title that grows in lists as the app writes it, is stored once, and is the person's if they name it meanwhile", async () => {
    using ada = await person("greta");
    const told = watch(await begin(ada, "another"));
    const chat = await begin(ada, "tides");
    const threadId = ids(chat);
    const { dataLayer } = served.server.host.services;
    const lastName = () =>
      told.filter((notice) => notice.type === "threads-changed").findLast(({ thread }) => thread?.id === threadId)?.thread?.name;
    await expect.poll(lastName).toBe("About");
    expect(await names(ada, "?search=tides")).toEqual(["About"]);
    expect((await dataLayer.loadThread(threadId))?.name).toBe("tides");
    await expect
      .poll(() => {
        release();
        return lastName();
      })
      .toBe("About the tides");
    await expect.poll(async () => (await dataLayer.loadThread(threadId))?.name).toBe("About the tides");

    const other = await begin(ada, "tides");
    const otherName = () =>
      told.filter((notice) => notice.type === "threads-changed").findLast(({ thread }) => thread?.id === ids(other))?.thread?.name;
    await expect.poll(otherName).toBe("About");
    await ada.fetch(`/api/threads/${ids(other)}`, {
      method: "PUT",
      body: '{"name":"Mine"}',
      headers: { "content-type": "application/json" },
    });
    await expect.poll(otherName).toBe("Mine");
    release();
    await expect.poll(async () => (await dataLayer.loadThread(ids(other)))?.name).toBe("Mine");
  });

  it("are marked as running while a turn runs, and as unread when it ends while nobody looks, until somebody does", async () => {
    using ada = await person("fay");
    const watcher = await begin(ada, "another");
    const told = watch(watcher);
    const slow = await ada.connect();
    const { threadId } = slow.attached;
    const lastOf = () =>
      told.filter((notice) => notice.type === "threads-changed").findLast(({ thread }) => thread?.id === threadId)?.thread;
    await slow.socket.emitWithAck("request", { type: "sendMessage", message: { id: crypto.randomUUID(), text: "slow" } });
    await expect.poll(lastOf).toMatchObject({ running: true });
    expect(await list(ada, "?search=slow")).toMatchObject([{ running: true }]);
    slow.socket.disconnect();
    const session = served.server.host.registry.byThread(threadId);
    await expect.poll(() => session?.outlets.size).toBe(0);
    release();
    await expect.poll(lastOf).toMatchObject({ unread: true });
    expect(lastOf()).not.toHaveProperty("running");
    expect(await list(ada, "?search=slow")).toMatchObject([{ unread: true }]);
    const back = await ada.connect({ threadId });
    await expect.poll(lastOf).not.toHaveProperty("unread");
    // What ends while somebody looks is read.
    await back.socket.emitWithAck("request", { type: "sendMessage", message: { id: crypto.randomUUID(), text: "quick" } });
    await expect.poll(() => session?.turns.running.length).toBe(0);
    await session?.recorder.flush();
    expect((await list(ada, "?search=slow"))[0]).not.toHaveProperty("unread");
    await change(ada, [threadId], { read: false });
    expect(await list(ada, "?search=slow")).toMatchObject([{ unread: true }]);
    await change(ada, [threadId], { read: true });
    await expect.poll(lastOf).not.toHaveProperty("unread");
  });

  it("that are another person's are passed over, folders too", async () => {
    using ada = await person("edna");
    using bob = await person("bert");
    const hers = await begin(ada, "hers");
    const his = await begin(bob, "his");
    const [, { folder }] = await asked<{ folder: Folder }>(ada.post("/api/folders", { name: "Hers" }));
    expect((await mark(bob, [ids(hers), ids(his)], { pinned: true })).status).toBe(200);
    expect((await list(ada, ""))[0]).not.toHaveProperty("pinnedAt");
    expect((await mark(bob, [ids(his)], { folderId: folder.id })).status).toBe(404);
    expect((await list(bob, ""))[0]).not.toHaveProperty("folderId");
  });
});

async function person(name: string, where: ServedApp = served): Promise<Browser> {
  const browser = new Browser(where.url);
  await browser.signIn(name, "x");
  return browser;
}

/** A chat that begins with these words, once they are stored and answered. */
async function begin(browser: Browser, text: string): Promise<Connection> {
  const connection = await browser.connect();
  await connection.socket.emitWithAck("request", { type: "sendMessage", message: { id: crypto.randomUUID(), text } });
  const { threadId } = connection.attached;
  const session = [served, forgetful].map(({ server }) => server.host.registry.byThread(threadId)).find((one) => one !== undefined);
  // The title may still be on its way.
  await expect.poll(() => session?.turns.running.filter(({ turn }) => turn.foreground).length).toBe(0);
  await session?.recorder.flush();
  return connection;
}

function ids({ attached }: Connection): ThreadId {
  return attached.threadId;
}

function mark(browser: Browser, threadIds: readonly ThreadId[], wish: object): Promise<Response> {
  const body = JSON.stringify({ threadIds, ...wish });
  return browser.fetch("/api/threads", { method: "PUT", body, headers: { "content-type": "application/json" } });
}

async function change(browser: Browser, threadIds: readonly ThreadId[], wish: object): Promise<void> {
  const answer = await mark(browser, threadIds, wish);
  expect([answer.status, ((await answer.json()) as { threads: unknown[] }).threads?.length]).toEqual([200, threadIds.length]);
}

async function list(browser: Browser, query: string): Promise<ThreadSummary[]> {
  return (await asked<{ threads: ThreadSummary[] }>(browser.get(`/api/threads${query}`)))[1].threads;
}

async function names(browser: Browser, query: string): Promise<(string | undefined)[]> {
  return (await list(browser, query)).map(({ name }) => name);
}

function asked<Body>(answer: Promise<[number, unknown]>): Promise<[number, Body]> {
  return answer as Promise<[number, Body]>;
}

function watch({ socket }: Connection): ServerNotice[] {
  const told: ServerNotice[] = [];
  socket.on("notice", (notice: ServerNotice) => void told.push(notice));
  return told;
}
