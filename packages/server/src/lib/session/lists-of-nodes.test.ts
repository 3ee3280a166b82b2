// What belongs to a person and to no one chat, where several nodes serve them: their list, what they keep, whose their chats are, and all of them at
// once. Also while one of the nodes hears nothing.
import type { ServerNotice, ThreadId, ThreadSummary } from "@colloquy/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Browser, type Connection } from "../../../test/browser.ts";
import { createApp, Message } from "../../index.ts";
import type { DataLayer } from "../data/data-layer.ts";
import type { FavouriteStore } from "../data/favourite-store.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { createGate, type Gate } from "../testing/gate.ts";
import { Nodes, type TestNode } from "../testing/serve-nodes.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.remove());

let goOn: Gate;
/** Holds up who reads favourites at a node. */
let reading: { readonly at: string; readonly seen: Gate; readonly goOn: Gate } | undefined;
let nodes: Nodes;
let cookie: string;
let userId: string;
let browsers: Browser[] = [];
/** Runs the chats; another at which their person is too; and a third. */
let a: TestNode;
let b: TestNode;
let c: TestNode;

beforeEach(async () => {
  goOn = createGate();
  browsers = [];
  reading = undefined;
  nodes = new Nodes({
    postgres,
    app: appOf,
    dataLayer: heldUp,
    config: { auth: { allowVisitors: true }, features: { favorites: true } },
    leaseMs: 3_000,
  });
  [a, b, c] = [await nodes.serve("a"), await nodes.serve("b"), await nodes.serve("c")];
  const signedIn = await a.signIn({ identifier: "ada" });
  cookie = signedIn.cookie;
  userId = signedIn.user.id;
});
afterEach(async () => {
  goOn.open();
  for (const browser of browsers) browser[Symbol.dispose]();
  await nodes[Symbol.asyncDispose]();
});

function appOf(name: string) {
  return createApp({
    passwordAuth: ({ username }) => ({ identifier: username }),
    onMessage: async ({ content }) => {
      if (content === "long") await goOn.opened;
      await new Message(`${content} at ${name}`).send();
    },
  });
}

function heldUp(layer: DataLayer, name: string): DataLayer {
  const { favourites } = layer;
  if (!favourites) return layer;
  const among: FavouriteStore["among"] = async (...which) => {
    const rows = await favourites.among(...which);
    if (reading?.at === name) {
      reading.seen.open();
      await reading.goOn.opened;
    }
    return rows;
  };
  return { ...layer, favourites: { ...favourites, among } };
}

function at(node: TestNode, as = cookie): Browser {
  const browser = Browser.with(as, node.url);
  browsers.push(browser);
  return browser;
}

/** A connection, with what it is told of lists. */
async function page(node: TestNode, as = cookie): Promise<Connection & { readonly told: ThreadSummary[] }> {
  const connection = await at(node, as).connect();
  const told: ThreadSummary[] = [];
  connection.socket.on("notice", (notice: ServerNotice) => {
    if (notice.type === "threads-changed" && notice.thread) told.push(notice.thread);
  });
  return { ...connection, told };
}

async function say({ socket }: Connection, text: string): Promise<void> {
  const reply = await socket.emitWithAck("request", { type: "sendMessage", message: { id: crypto.randomUUID(), text } });
  expect(reply).toMatchObject({ ok: true });
}

async function listAt(node: TestNode, as = cookie): Promise<ThreadSummary[]> {
  const [, list] = (await at(node, as).get("/api/threads")) as [number, { threads: ThreadSummary[] }];
  return list.threads;
}

async function put(browser: Browser, path: string, body: unknown): Promise<[number, unknown]> {
  const answer = await browser.fetch(path, { method: "PUT", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  return [answer.status, await answer.json()];
}

/** The mark of what runs, of one chat in a list. */
const runs = (list: readonly ThreadSummary[], threadId: ThreadId) => list.find(({ id }) => id === threadId)?.running ?? false;

describe("a person's list at a node that does not run a chat", () => {
  it("shows that an answer is written there, and no more when it is done", async () => {
    const chat = await page(a);
    await say(chat, "long");
    const { threadId } = chat.attached;
    // Whether somebody here is connected to it, or nobody.
    using follower = at(b);
    await follower.connect({ threadId });
    for (const node of [b, c]) await expect.poll(async () => runs(await listAt(node), threadId)).toBe(true);
    goOn.open();
    for (const node of [a, b, c]) await expect.poll(async () => runs(await listAt(node), threadId)).toBe(false);
  });

  it("is told of it by itself, as it begins and ends", async () => {
    const [chat, other] = [await page(a), await page(b)];
    await say(chat, "long");
    const { threadId } = chat.attached;
    await expect.poll(() => other.told.at(-1)).toMatchObject({ id: threadId, running: true });
    goOn.open();
    await expect.poll(() => other.told.at(-1)?.running ?? false).toBe(false);
  });

  it("is told that nothing runs any more when the node dies, though nobody takes the chat over", async () => {
    const [chat, other] = [await page(a), await page(b)];
    await say(chat, "long");
    const { threadId } = chat.attached;
    await expect.poll(() => other.told.at(-1)).toMatchObject({ id: threadId, running: true });
    a.faults.cut();
    await expect.poll(() => other.told.at(-1)?.running ?? false, { timeout: 20_000 }).toBe(false);
    expect(other.told.at(-1)).toMatchObject({ id: threadId, name: "long" });
    expect(b.server.host.registry.byThread(threadId)).toBeUndefined();
  });

  it("keeps the mark when something else about the chat changes there", async () => {
    const [chat, other] = [await page(a), await page(b)];
    await say(chat, "long");
    const { threadId } = chat.attached;
    const [status, changed] = await put(at(b), "/api/threads", { threadIds: [threadId], pinned: true });
    expect([status, changed]).toMatchObject([200, { threads: [{ id: threadId, running: true }] }]);
    await expect.poll(() => other.told.at(-1)).toMatchObject({ id: threadId, pinnedAt: expect.anything(), running: true });
    goOn.open();
    await expect.poll(() => other.told.at(-1)?.running ?? false).toBe(false);
    expect(other.told.at(-1)).toMatchObject({ pinnedAt: expect.anything() });
  });

  it("is shown without the mark, and not late, while the node that runs the chat is silent", async () => {
    const chat = await page(a);
    await say(chat, "long");
    a.faults.freeze();
    expect(runs(await listAt(b), chat.attached.threadId)).toBe(false);
    a.faults.thaw();
    await expect.poll(async () => runs(await listAt(b), chat.attached.threadId)).toBe(true);
  });
});

describe("what a person keeps", () => {
  it("is shown as it is stored, also when two nodes are asked at once", async () => {
    const chat = await page(a);
    await say(chat, "one");
    const { threadId } = chat.attached;
    const session = a.server.host.registry.byThread(threadId);
    const step = [...(session?.state.steps.values() ?? [])].find(({ step: { type } }) => type === "user_message")?.step;
    const path = `/api/favourites/${threadId}/${step?.id}`;
    const kept = async () => ((await at(b).get("/api/favourites")) as [number, { favourites: unknown[] }])[1].favourites.length === 1;
    const shown = () => (step && session?.state.steps.get(step.id)?.mark?.favourite) ?? false;
    // Whoever reads at b what is kept is held up with what they read.
    reading = { at: "b", seen: createGate(), goOn: createGate() };
    const adding = put(at(b), path, {});
    await Promise.race([adding, reading.seen.opened]);
    expect((await at(c).fetch(path, { method: "DELETE" })).status).toBe(200);
    reading.goOn.open();
    expect((await adding)[0]).toBe(200);
    expect([await kept(), shown()]).toEqual([false, false]);
    expect((await put(at(c), path, {}))[0]).toBe(200);
    expect([await kept(), shown()]).toEqual([true, true]);
  });
});

describe("a visitor who signs in while the node of their chat hears nothing", () => {
  async function visitor(): Promise<{ readonly as: string; readonly owner: string; readonly chat: Connection }> {
    using browser = at(a, "none=1");
    await browser.post("/set-session-cookie", { session_id: crypto.randomUUID() });
    const as = browser.cookie;
    const chat = await page(a, as);
    await say(chat, "before");
    return { as, owner: a.server.host.registry.byThread(chat.attached.threadId)?.owner ?? "", chat };
  }

  it("has it in their list at once, and that node lets the visitor go as soon as it hears", async () => {
    const { owner, chat } = await visitor();
    const { threadId } = chat.attached;
    a.faults.cut();
    await b.server.host.registry.moveOwner(owner, `user:${userId}`);
    expect((await listAt(b)).map(({ id }) => id)).toEqual([threadId]);
    expect(a.server.host.registry.byThread(threadId)?.owner).toBe(owner);
    a.faults.mend();
    expect(await chat.closed).toContain("signed-in");
    expect(a.server.host.registry.byThread(threadId)?.owner).toBe(`user:${userId}`);
    const again = await at(c).connect({ threadId });
    expect(again.attached.threadId).toBe(threadId);
  });

  it("gets into it also when nobody has told that node", async () => {
    const { owner, chat } = await visitor();
    const { threadId } = chat.attached;
    a.faults.cut();
    await b.server.host.registry.moveOwner(owner, `user:${userId}`);
    await b.close();
    a.faults.mend();
    const again = await at(c).connect({ threadId });
    expect(again.attached.threadId).toBe(threadId);
    expect(await chat.closed).toContain("signed-in");
    expect((await at(a).connect({ threadId })).attached.sessionId).toBe(again.attached.sessionId);
  });

  it("is not found out by a stranger", async () => {
    const { owner, chat } = await visitor();
    const { threadId } = chat.attached;
    const stranger = (await c.signIn({ identifier: "mallory" })).cookie;
    for (const node of [a, c]) expect((await at(node, stranger).connect({ threadId })).attached.threadId).not.toBe(threadId);
    expect(a.server.host.registry.byThread(threadId)?.owner).toBe(owner);
    expect(chat.socket.connected).toBe(true);
  });
});

describe("all chats of a person that are deleted while a node hears nothing", () => {
  it("are gone, and end there as soon as it hears", async () => {
    const chat = await page(a);
    await say(chat, "one");
    const { threadId } = chat.attached;
    await a.server.host.registry.commit(threadId);
    a.faults.cut();
    const count = await b.server.host.registry.putAllAway(`user:${userId}`, new Date().toISOString());
    expect(count).toBe(1);
    expect(await listAt(b)).toEqual([]);
    a.faults.mend();
    await chat.closed;
    await expect.poll(() => a.server.host.registry.byThread(threadId)).toBeUndefined();
    expect(await listAt(a)).toEqual([]);
  });
});
