// The client against the real server: what the tests with a server of frames cannot show is that both sides mean the same.
import { type ElementId, newId } from "@colloquy/protocol";
import { createApp, Message, sleep, userSession } from "colloquy";
import { serveApp } from "colloquy/testing";
import { describe, expect, it } from "vitest";
import { BadNetwork } from "../../test/bad-network.ts";
import { eventually, IMPATIENT, TestClient } from "../../test/open-client.ts";
import type { Overview } from "./overview.ts";
import { memoryStorage } from "./storage.ts";

/** An app that counts, and remembers what it was told. */
function counter() {
  const app = createApp();
  const heard: string[] = [];
  let starts = 0;
  app.onChatStart(() => {
    starts++;
  });
  app.onMessage(async ({ content }) => {
    heard.push(content);
    const count = userSession.update<number>("count", (count) => count + 1, 0);
    if (content === "slowly") await sleep(150);
    await new Message(`${count}: ${content}`).send();
  });
  return { app, heard, starts: () => starts };
}

const isSettled = ({ connection, ready, busy, pending }: Overview) => connection.phase === "live" && ready && !busy && pending.length === 0;

function textsOf(client: TestClient): string[] {
  const { turnIds } = client.store.getOverview();
  return turnIds.flatMap((turnId) => (client.store.getTurn(turnId)?.stepIds ?? []).map((id) => client.store.text(id).read()));
}

const until = (client: TestClient, ...texts: string[]) =>
  client.until((overview) => isSettled(overview) && texts.every((text) => textsOf(client).includes(text)));

describe("a request that is larger than the server takes at once", () => {
  it("is refused after a few connections, and the chat goes on: sent for ever it would end each of them", async () => {
    const { app, heard } = counter();
    await using served = await serveApp(app);
    using client = new TestClient({ url: served.url });
    await client.live();
    const large = client.updateElement(newId<ElementId>(), { text: "x".repeat(2 * 1024 * 1024) });
    await expect(large).rejects.toMatchObject({ code: "TOO_LARGE" });
    client.sendMessage("still here");
    await until(client, "1: still here");
    expect(heard).toEqual(["still here"]);
  });
});

describe("a request that cannot be written down", () => {
  it("is refused, and no later connection fails by it", async () => {
    const { app, heard } = counter();
    await using served = await serveApp(app);
    await using network = await BadNetwork.open(served.port);
    using client = new TestClient({ url: new URL("/", network.url).href });
    await client.live();
    const itself: Record<string, unknown> = {};
    itself["itself"] = itself;
    for (const payload of [itself, { many: 1n }])
      await expect(client.callAction(newId<ElementId>(), { name: "book", payload })).rejects.toMatchObject({ code: "BAD_INPUT" });
    network.reset();
    await client.until(({ connection }) => connection.phase !== "live");
    client.sendMessage("still here");
    await until(client, "1: still here");
    expect(heard).toEqual(["still here"]);
  });
});

describe("messages written while offline", () => {
  it("wait in the outbox, and each goes out once and in order when the network is back", async () => {
    const { app, heard } = counter();
    await using served = await serveApp(app);
    await using network = await BadNetwork.open(served.port);
    using client = new TestClient({ url: new URL("/", network.url).href });
    await client.live();
    client.sendMessage("before");
    await until(client, "1: before");
    network.up = false;
    network.reset();
    await client.until(({ connection }) => connection.phase !== "live");
    for (const text of ["one", "two", "three"]) client.sendMessage(text);
    expect(client.store.getOverview().pending.map(({ text, state }) => [text, state])).toEqual([
      ["one", "waiting"],
      ["two", "waiting"],
      ["three", "waiting"],
    ]);
    network.up = true;
    await until(client, "4: three");
    expect(heard).toEqual(["before", "one", "two", "three"]);
    expect(textsOf(client)).toEqual(["before", "1: before", "one", "2: one", "two", "3: two", "three", "4: three"]);
  });

  it("is sent once though the line went dead before its acknowledgement came", async () => {
    const { app, heard } = counter();
    await using served = await serveApp(app);
    await using network = await BadNetwork.open(served.port);
    using client = new TestClient({ url: new URL("/", network.url).href });
    await client.live();
    client.sendMessage("slowly");
    await eventually(() => heard.length === 1);
    network.freeze();
    client.sendMessage("into the silence");
    await until(client, "2: into the silence");
    expect(heard).toEqual(["slowly", "into the silence"]);
  });
});

describe("a page that wakes up", () => {
  it("asks for a sign of life at once, and finds what it missed on a line that had died", async () => {
    const { app, starts } = counter();
    await using served = await serveApp(app);
    await using network = await BadNetwork.open(served.port);
    // So patient that only the wake can find it out.
    const timings = { ...IMPATIENT, tickMs: 60_000, quietMs: 60_000 };
    const storage = memoryStorage();
    using client = new TestClient({ url: new URL("/", network.url).href, storage, timings });
    await client.live();
    client.sendMessage("hello");
    const { thread } = await until(client, "1: hello");
    network.freeze();
    using other = new TestClient({ url: served.url, storage, threadId: thread.id });
    await other.live();
    other.sendMessage("from another tab");
    await until(other, "2: from another tab");
    expect(textsOf(client)).toEqual(["hello", "1: hello"]);
    client.page.wake();
    await client.until(({ connection }) => connection.restoredAt !== undefined);
    await until(client, "2: from another tab");
    expect(textsOf(client)).toEqual(textsOf(other));
    expect(starts()).toBe(1);
  });
});

describe("two tabs of one visitor", () => {
  it("show the same chat, whichever of them speaks", async () => {
    const { app, starts } = counter();
    await using served = await serveApp(app);
    const storage = memoryStorage();
    using first = new TestClient({ url: served.url, storage });
    await first.live();
    first.sendMessage("one");
    const { thread, sessionId } = await until(first, "1: one");
    using second = new TestClient({ url: served.url, storage, threadId: thread.id });
    expect(await until(second, "1: one")).toMatchObject({ sessionId, thread: { id: thread.id } });
    second.sendMessage("two");
    await until(first, "2: two");
    first.sendMessage("three");
    await until(second, "3: three");
    await until(first, "3: three");
    expect(textsOf(second)).toEqual(textsOf(first));
    expect(textsOf(first)).toEqual(["one", "1: one", "two", "2: two", "three", "3: three"]);
    expect(starts()).toBe(1);
  });
});

describe("a client without cookies", () => {
  it("comes back to a chat that it left for a new one, also after the chat has ended, and goes on in it", async () => {
    const { app, starts } = counter();
    await using served = await serveApp(app);
    using client = new TestClient({ url: served.url });
    await client.live();
    client.sendMessage("one");
    const first = await until(client, "1: one");
    client.newChat();
    client.sendMessage("another");
    const second = await until(client, "1: another");
    // Left by the only one who was there, it has ended.
    await eventually(() => served.server.host.registry.size === 1);
    for (const [{ thread, sessionId }, said, more] of [
      [first, "one", "two"],
      [second, "another", "more"],
    ] as const) {
      client.openThread(thread.id);
      const back = await until(client, `1: ${said}`);
      expect([back.thread.id, back.refused, back.sessionId === sessionId]).toEqual([thread.id, undefined, false]);
      client.sendMessage(more);
      await until(client, `2: ${more}`);
    }
    expect(starts()).toBe(2);
  });

  it("is the only one who comes back to it: its address alone opens nothing", async () => {
    const { app } = counter();
    await using served = await serveApp(app);
    using client = new TestClient({ url: served.url });
    await client.live();
    client.sendMessage("my secret");
    const { thread } = await until(client, "1: my secret");
    client.newChat();
    await client.live();
    using stranger = new TestClient({ url: served.url, threadId: thread.id });
    const overview = await stranger.until(isSettled);
    expect([overview.refused?.code, textsOf(stranger)]).toEqual(["NOT_FOUND", []]);
  });
});

describe("the thread of somebody else", () => {
  it("is not opened: a new chat begins, and says why", async () => {
    const { app, starts } = counter();
    await using served = await serveApp(app);
    using owner = new TestClient({ url: served.url });
    await owner.live();
    owner.sendMessage("my secret");
    const { thread } = await until(owner, "1: my secret");
    using stranger = new TestClient({ url: served.url, threadId: thread.id });
    const overview = await stranger.until(isSettled);
    expect(overview.refused).toMatchObject({ code: "NOT_FOUND" });
    expect(overview.thread.id).not.toBe(thread.id);
    expect(textsOf(stranger)).toEqual([]);
    stranger.sendMessage("mine");
    await until(stranger, "1: mine");
    expect(textsOf(owner)).toEqual(["my secret", "1: my secret"]);
    expect(starts()).toBe(2);
  });
});
