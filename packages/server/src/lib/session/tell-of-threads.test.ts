import type { ServerNotice, ThreadId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser, type Connection } from "../../../test/browser.ts";
import { createApp, Message } from "../../index.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

type ThreadsChange = Extract<ServerNotice, { type: "threads-changed" }>;

const app = createApp({
  passwordAuth: ({ username }) => ({ identifier: username }),
  onMessage: async () => {
    const answer = new Message("");
    for (let word = 0; word < 500; word++) await answer.streamToken(`word${word} `);
    await answer.send();
  },
});

let served: ServedApp;
beforeAll(async () => {
  served = await serveApp(app, { config: { auth: { allowVisitors: true } } });
});
afterAll(() => served?.[Symbol.asyncDispose]());

describe("the list of a person's chats", () => {
  it("is told to each of their connections, and to nobody else's", async () => {
    const ada = await visit();
    using adaElsewhere = sameVisitor(ada.browser);
    const bob = await visit();
    const [page, other, strange] = [
      watch(await ada.browser.connect()),
      watch(await adaElsewhere.connect()),
      watch(await bob.browser.connect()),
    ];

    await say(page.connection, "about apples");
    const { threadId } = page.connection.attached;
    for (const { told } of [page, other])
      await expect.poll(() => told.at(-1)?.thread).toMatchObject({ id: threadId, name: "about apples" });
    // A message in another chat of hers does not touch this one.
    await ada.browser.fetch(`/api/threads/${threadId}`, { method: "PUT", body: '{"name":"Fruit"}', headers: JSON_TYPE });
    for (const { told } of [page, other]) await expect.poll(() => told.at(-1)?.thread?.name).toBe("Fruit");
    await ada.browser.fetch(`/api/threads/${threadId}`, { method: "DELETE" });
    await expect.poll(() => other.told.at(-1)?.removed).toBe(threadId);

    await say(strange.connection, "my own");
    await expect.poll(() => strange.told.length).toBeGreaterThan(0);
    expect(new Set(strange.told.map(({ thread }) => thread?.name))).toEqual(new Set(["my own"]));
    expect(JSON.stringify([...page.told, ...other.told])).not.toContain("my own");
  });

  it("is not told anew for each piece of an answer", async () => {
    const { browser } = await visit();
    const page = watch(await browser.connect());
    await say(page.connection, "at length");
    const session = served.server.host.registry.byThread(page.connection.attached.threadId);
    await expect.poll(() => session?.turns.running.length).toBe(0);
    await session?.recorder.flush();
    await expect.poll(() => page.told.length).toBeGreaterThan(0);
    expect(page.told.length).toBeLessThan(6);
  });

  it("says nothing of chats that belong to a client's key", async () => {
    using client = new Browser(served.url);
    const page = watch(await client.connect({ clientKey: "00000000-0000-4000-8000-00000000000a" }));
    await say(page.connection, "kept to itself");
    const { registry } = served.server.host;
    await registry.byThread(page.connection.attached.threadId)?.recorder.flush();
    await expect.poll(() => registry.byThread(page.connection.attached.threadId)?.turns.running.length).toBe(0);
    expect(page.told).toEqual([]);
  });

  it("is to be read again when a visitor's chats become the person's they signed in as", async () => {
    using atHome = new Browser(served.url);
    await atHome.signIn("carl", "x");
    const home = watch(await atHome.connect());
    const { browser } = await visit();
    const page = watch(await browser.connect());
    await say(page.connection, "before I signed in");
    await browser.signIn("carl", "x");
    await expect.poll(() => home.told).toContainEqual({ type: "threads-changed" });
  });

  it("stays in its order when a chat is only read again", async () => {
    const { browser } = await visit();
    const first = await browser.connect();
    await say(first, "first");
    const second = await browser.connect();
    await say(second, "second");
    const { registry } = served.server.host;
    for (const { attached } of [first, second]) {
      const session = registry.byThread(attached.threadId);
      await expect.poll(() => session?.turns.running.length).toBe(0);
      if (session) await registry.end(session);
    }
    await browser.connect({ threadId: first.attached.threadId });
    const session = registry.byThread(first.attached.threadId);
    if (session) await registry.end(session);
    const [, list] = (await browser.get("/api/threads")) as [number, { threads: { id: ThreadId }[] }];
    expect(list.threads.map(({ id }) => id)).toEqual([second.attached.threadId, first.attached.threadId]);
  });
});

const JSON_TYPE = { "content-type": "application/json" };

async function visit(): Promise<{ browser: Browser }> {
  const browser = new Browser(served.url);
  await browser.post("/set-session-cookie", { session_id: crypto.randomUUID() });
  return { browser };
}

function sameVisitor(browser: Browser): Browser {
  const other = new Browser(served.url);
  for (const [name, value] of browser.jar) other.jar.set(name, value);
  return other;
}

/** A connection with everything it was told about lists. */
function watch(connection: Connection): { readonly connection: Connection; readonly told: ThreadsChange[] } {
  const told: ThreadsChange[] = [];
  connection.socket.on("notice", (notice: ServerNotice) => void (notice.type === "threads-changed" && told.push(notice)));
  return { connection, told };
}

async function say({ socket }: Connection, text: string): Promise<void> {
  await socket.emitWithAck("request", { type: "sendMessage", message: { id: crypto.randomUUID(), text } });
}
