// The client where WebSockets are blocked, against the real server behind a proxy that lets none through.
import type { ActionId, StepId } from "@colloquy/protocol";
import { Action, askUser, createApp, Message, sleep } from "colloquy";
import { serveApp } from "colloquy/testing";
import { describe, expect, it } from "vitest";
import { BlockingProxy } from "../../test/blocking-proxy.ts";
import { eventually, IMPATIENT, TestClient } from "../../test/open-client.ts";
import type { Overview } from "./overview.ts";
import { memoryStorage } from "./storage.ts";

const TOKENS = 200;
const WHOLE = Array.from({ length: TOKENS }, (_, n) => `${n} `).join("");

/** An app that does a little of everything. */
function everything() {
  const app = createApp();
  const heard: string[] = [];
  let starts = 0;
  app.onChatStart(() => {
    starts++;
  });
  app.onMessage(async (message, { signal }) => {
    heard.push(message.content);
    if (message.content === "ask") {
      const answer = await askUser("Which?");
      return void (await new Message(`You chose ${answer?.content}.`).send());
    }
    if (message.content === "button")
      return void (await new Message({ content: "Press it.", actions: [new Action({ name: "slow" })] }).send());
    const [file] = message.elements;
    if (file) return void (await new Message(`It says: ${await file.text()}`).send());
    const answer = new Message("");
    for (let n = 0; n < TOKENS && !signal.aborted; n++) {
      await answer.streamToken(`${n} `);
      await sleep(message.content === "slowly" ? 10 : 1);
    }
    await answer.send();
  });
  app.action("slow", async () => {
    await sleep(200);
    return "pressed";
  });
  return { app, heard, starts: () => starts };
}

const isSettled = ({ connection, ready, busy, pending }: Overview) => connection.phase === "live" && ready && !busy && pending.length === 0;

function textsOf({ store }: TestClient): string[] {
  const { turnIds } = store.getOverview();
  return turnIds.flatMap((turnId) => (store.getTurn(turnId)?.stepIds ?? []).map((id) => store.text(id).read()));
}

const until = (client: TestClient, text: string) => client.until((overview) => isSettled(overview) && textsOf(client).includes(text));

describe("where WebSockets are refused", () => {
  it("a chat streams, asks, is stopped, takes files and presses, and no answer comes twice", async () => {
    const { app, heard, starts } = everything();
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    // Only its way is to be found out: a machine that is slow is no reason for another connection.
    using client = new TestClient({ url: proxy.url, timings: { ...IMPATIENT, attachWithinMs: 60_000, aliveWithinMs: 60_000 } });
    await client.live();
    expect(proxy.count("POST /api/stream")).toBe(1);

    client.sendMessage("stream");
    await until(client, WHOLE);

    client.sendMessage("ask");
    const { asks } = await client.until(({ asks }) => asks.length === 1);
    await client.answerAsk(asks[0]?.id as never, "the blue one");
    await until(client, "You chose the blue one.");

    client.sendMessage("slowly");
    // Text is no part of the overview: nobody is told of it there.
    await eventually(() => textsOf(client).at(-1)?.startsWith("0 1 2 ") === true);
    await client.stop();
    const { turnIds } = await client.until(isSettled);
    expect(turnIds.map((id) => client.store.getTurn(id)?.turn.state).at(-1)).toBe("stopped");

    const uploads = await client.loadUploads();
    uploads.add(new File(["forty-two"], "answer.txt", { type: "text/plain" }));
    await expect.poll(() => uploads.getUploads().map(({ state }) => state)).toEqual(["done"]);
    client.sendMessage("read", { files: uploads.take() });
    await until(client, "It says: forty-two");

    client.sendMessage("button");
    await until(client, "Press it.");
    const [stepId, actionId] = button(client);
    expect(await client.runAction(stepId, actionId)).toBe("pressed");

    expect(heard).toEqual(["stream", "ask", "slowly", "read", "button"]);
    expect(starts()).toBe(1);
    expect(served.server.host.registry.size).toBe(1);
    expect(proxy.count("POST /api/stream")).toBe(1);
    expect(proxy.passed.filter((one) => one.includes("socket.io"))).toEqual([]);
  });

  it("connects, for who looks at it, and does not reconnect while the way is being found", async () => {
    const { app } = everything();
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    using client = new TestClient({ url: proxy.url });
    const phases = new Set<string>();
    client.store.subscribe(() => phases.add(client.store.getOverview().connection.phase));
    await client.live();
    expect([...phases]).toEqual(["connecting", "live"]);
  });

  it("keeps messages in the order in which they were written", async () => {
    const app = createApp();
    const heard: string[] = [];
    app.onMessage(({ content }) => void heard.push(content));
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    using client = new TestClient({ url: proxy.url });
    const words = Array.from({ length: 30 }, (_, n) => `word ${n}`);
    for (const word of words.slice(0, 10)) client.sendMessage(word);
    await client.live();
    for (const word of words.slice(10)) client.sendMessage(word);
    await eventually(() => heard.length === words.length);
    expect(heard).toEqual(words);
  });

  it("comes back by its cursor after each cut in the middle of an answer, with nothing missing and nothing twice", async () => {
    const { app, heard, starts } = everything();
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    using client = new TestClient({ url: proxy.url });
    await client.live();
    const { tried } = proxy;
    const pieces: string[] = [];
    client.sendMessage("slowly");
    await eventually(() => textsOf(client).length === 2);
    const answer = client.store.getOverview().turnIds.flatMap((id) => client.store.getTurn(id)?.stepIds ?? [])[1] as StepId;
    const source = client.store.text(answer);
    pieces.push(source.read());
    source.subscribe((change) => pieces.push(change.kind === "append" ? change.text : "replaced"));
    for (const word of ["20 ", "60 ", "100 ", "140 "]) {
      await eventually(() => source.read().includes(word));
      proxy.cut();
    }
    await until(client, WHOLE);
    expect(pieces.join("")).toBe(WHOLE);
    expect(proxy.count("POST /api/stream")).toBeGreaterThan(4);
    expect(heard).toEqual(["slowly"]);
    expect(starts()).toBe(1);
    // The way is remembered: no WebSocket was tried again.
    expect(proxy.tried).toBe(tried);
  });

  it("sends a message once though the answer to it was lost", async () => {
    const { app, heard } = everything();
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    using client = new TestClient({ url: proxy.url });
    await client.live();
    client.sendMessage("slowly");
    await eventually(() => heard.length === 1);
    proxy.reaches = false;
    proxy.cut();
    client.sendMessage("again");
    await client.until(({ connection }) => connection.phase !== "live");
    proxy.reaches = true;
    await until(client, WHOLE);
    await client.until((overview) => isSettled(overview) && textsOf(client).filter((text) => text === WHOLE).length === 2);
    expect(heard).toEqual(["slowly", "again"]);
  });

  it("leaves a chat for another one, and the one that was left ends", async () => {
    const { app } = everything();
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    using client = new TestClient({ url: proxy.url });
    await client.live();
    client.sendMessage("stream");
    const first = await until(client, WHOLE);
    client.newChat();
    const second = await client.until(({ ready, thread }) => ready && thread.id !== first.thread.id);
    expect(second.thread.id).not.toBe(first.thread.id);
    await eventually(() => served.server.host.registry.size === 1);
  });

  it("says why it is not let in", async () => {
    const app = createApp({ passwordAuth: () => null });
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    using client = new TestClient({ url: proxy.url });
    const { connection } = await client.until(({ connection }) => connection.phase === "failed");
    expect(connection.error?.code).toBe("UNAUTHENTICATED");
  });
});

describe("where WebSockets hear nothing", () => {
  it("the stream is taken after a time", async () => {
    const { app } = everything();
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    proxy.upgrades = "swallowed";
    using client = new TestClient({ url: proxy.url, timings: { ...IMPATIENT, reachWithinMs: 200 } });
    await client.live();
    client.sendMessage("stream");
    await until(client, WHOLE);
    expect(proxy.count("POST /api/stream")).toBe(1);
  });
});

describe("where answers are held back until they are whole", () => {
  it("Socket.IO polls", async () => {
    const { app } = everything();
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    proxy.holdsBack = true;
    using client = new TestClient({ url: proxy.url, timings: { ...IMPATIENT, attachWithinMs: 700 } });
    await client.live();
    client.sendMessage("stream");
    await until(client, WHOLE);
  });
});

describe("where nothing is blocked", () => {
  it("a server that is away for a while is not taken for a proxy", async () => {
    const { app } = everything();
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    proxy.reaches = false;
    using client = new TestClient({ url: proxy.url });
    await eventually(() => proxy.tried > 10);
    expect(client.store.getOverview().connection.phase).not.toBe("live");
    expect(proxy.passed).toEqual([]);
  });

  it("a WebSocket is used, or a stream where that is asked for", async () => {
    const { app } = everything();
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    const storage = memoryStorage();
    using direct = new TestClient({ url: served.url, storage });
    await direct.live();
    using stream = new TestClient({ url: proxy.url, transport: "stream" });
    await stream.live();
    expect([proxy.tried, proxy.count("POST /api/stream"), proxy.count("GET /healthz")]).toEqual([0, 1, 0]);
    stream.sendMessage("stream");
    await until(stream, WHOLE);
  });

  it("no stream is tried where only a WebSocket is wanted", async () => {
    const { app } = everything();
    await using served = await serveApp(app);
    await using proxy = await BlockingProxy.open(served.port);
    using client = new TestClient({ url: proxy.url, transport: "websocket" });
    await eventually(() => proxy.tried > 10);
    expect(proxy.passed).toEqual([]);
    expect(client.store.getOverview().connection.phase).not.toBe("live");
  });
});

function button({ store }: TestClient): readonly [StepId, ActionId] {
  for (const turnId of store.getOverview().turnIds)
    for (const stepId of store.getTurn(turnId)?.stepIds ?? []) {
      const [view] = store.getActions(stepId);
      if (view) return [stepId, view.action.id];
    }
  throw new Error("There are no buttons.");
}
