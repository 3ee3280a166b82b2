import { type AskId, type ErrorBody, type FileKey, newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { FrameServer } from "../../test/frame-server.ts";
import { eventually, TestClient } from "../../test/open-client.ts";
import { memoryStorage } from "./storage.ts";

const REFUSAL: ErrorBody = { code: "OVERLOADED", message: "Too many requests.", fix: "Wait a moment." };

describe("attaching", () => {
  it("opens a new chat at the root, and comes back to it after a reload as long as it is untouched", async () => {
    await using server = await FrameServer.open();
    const storage = memoryStorage();
    using first = new TestClient({ url: server.url, storage });
    const { thread } = await first.live();
    first.close();
    using second = new TestClient({ url: server.url, storage });
    expect((await second.live()).thread.id).toBe(thread.id);
    expect(server.attaches[1]).toMatchObject({ handle: server.chat.handle, clientKey: server.attaches[0]?.clientKey });
    expect(server.attaches[1]?.pageId).not.toBe(server.attaches[0]?.pageId);
  });

  it("gives a touched chat its address, and the root to a new one", async () => {
    await using server = await FrameServer.open();
    const storage = memoryStorage();
    using first = new TestClient({ url: server.url, storage });
    await first.live();
    first.sendMessage("hello");
    const { thread } = await first.until(({ interacted }) => interacted);
    first.close();
    using atRoot = new TestClient({ url: server.url, storage });
    expect((await atRoot.live()).thread.id).not.toBe(thread.id);
    using atAddress = new TestClient({ url: server.url, storage, threadId: thread.id });
    expect((await atAddress.live()).thread.id).toBe(thread.id);
    expect(server.attaches.at(-1)).toMatchObject({ threadId: thread.id, handle: server.chats[0]?.handle });
  });

  it("begins a new chat and says why when the wished one is not to be had, and does not ask for it again", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url, threadId: newId<ThreadId>() });
    const overview = await client.live();
    expect(overview.refused).toMatchObject({ code: "NOT_FOUND" });
    expect(overview.thread.id).toBe(server.chat.threadId);
    server.disconnectAll();
    await client.until(({ connection }) => connection.restoredAt !== undefined);
    expect(server.chats).toHaveLength(1);
    expect(server.attaches.at(-1)).not.toHaveProperty("threadId");
  });

  it("gives up a refused handle once, for a new chat", async () => {
    await using server = await FrameServer.open();
    const storage = memoryStorage();
    using first = new TestClient({ url: server.url, storage });
    await first.live();
    first.close();
    const refusal: ErrorBody = { code: "SESSION_ENDED", message: "This chat has ended.", fix: "Start a new one." };
    server.refuse = ({ handle }) => (handle === undefined ? undefined : refusal);
    using second = new TestClient({ url: server.url, storage });
    expect((await second.live()).refused).toEqual(refusal);
    expect(server.chats).toHaveLength(2);
    expect(server.attaches).toHaveLength(3);
  });

  it("stops when the server refuses for good, and tries again when told to", async () => {
    await using server = await FrameServer.open();
    const refusal: ErrorBody = { code: "ORIGIN_REFUSED", message: "Not from this page.", fix: "Allow it." };
    server.refuse = () => refusal;
    using client = new TestClient({ url: server.url });
    const { connection } = await client.until(({ connection }) => connection.phase === "failed");
    expect(connection.error).toEqual(refusal);
    expect(server.attaches).toHaveLength(1);
    server.refuse = undefined;
    client.retryNow();
    await client.live();
  });

  it("says why the server refuses for now, also while it tries again, and no longer once it is in", async () => {
    await using server = await FrameServer.open();
    const refusal: ErrorBody = { code: "STORE_FAILED", message: "Chats cannot be read right now.", fix: "Wait a moment." };
    server.refuse = () => refusal;
    using client = new TestClient({ url: server.url });
    const told: (string | undefined)[] = [];
    client.store.subscribe(() => {
      const { connection } = client.store.getOverview();
      if (connection.phase === "reconnecting") told.push(connection.error?.code);
    });
    await client.until(() => server.attaches.length >= 3);
    expect(new Set(told)).toEqual(new Set(["STORE_FAILED"]));
    server.refuse = undefined;
    client.retryNow();
    expect((await client.live()).connection.error).toBeUndefined();
  });

  it("stops when another connection of the same page took over", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.tellAll("notice", { type: "replaced" });
    await client.until(({ connection }) => connection.phase === "closed");
    await eventually(() => server.connections === 0);
    expect(server.attaches).toHaveLength(1);
  });

  it("keeps one connection and one chat when a page connects, closes and connects again at once", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    client.close();
    client.connect();
    client.connect();
    await client.live();
    client.close();
    client.connect();
    await client.live();
    await eventually(() => server.connections === 1);
    expect(server.chats).toHaveLength(1);
  });

  it("leaves one chat for another, and takes nothing along", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    client.sendMessage("hello");
    const first = await client.until(({ turnIds }) => turnIds.length === 1);
    client.newChat();
    expect(client.store.getOverview()).toMatchObject({ ready: false, turnIds: [], pending: [] });
    const second = await client.live();
    expect(second).toMatchObject({ turnIds: [], interacted: false });
    expect(second.thread.id).not.toBe(first.thread.id);
    expect(server.requests.map(({ type }) => type)).toEqual(["sendMessage", "leave"]);
    expect(server.attaches[1]).not.toHaveProperty("handle");
    expect(server.attaches[1]).not.toHaveProperty("cursor");
    client.openThread(first.thread.id);
    expect((await client.live()).turnIds).toEqual(first.turnIds);
    await eventually(() => server.connections === 1);
  });
});

describe("a message", () => {
  it("is pending until the server has stored it, and stands once in the chat", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    const id = client.sendMessage("early");
    expect(client.store.getOverview().pending).toEqual([{ id, text: "early", state: "waiting" }]);
    const { turnIds } = await client.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length > 0);
    expect(turnIds).toHaveLength(1);
    expect(client.store.text(id).read()).toBe("early");
  });

  it("is sent again with the same id when the answer to it was lost, and stays one message", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = (request) => {
      if (request.type === "sendMessage") server.chat.message(request.message.text, request.message);
      return "silence";
    };
    const id = client.sendMessage("hello");
    await eventually(() => server.requests.length === 1);
    server.intercept = undefined;
    server.disconnectAll();
    await eventually(() => server.requests.length === 2);
    await client.until(({ pending, connection }) => connection.phase === "live" && pending.length === 0);
    expect(server.requests[1]).toEqual(server.requests[0]);
    expect(server.chat.state.path).toHaveLength(1);
    expect(client.store.getStep(id)).toBeDefined();
  });

  it("survives a reload before it could be sent, and goes out in the order it was written", async () => {
    await using server = await FrameServer.open();
    const storage = memoryStorage();
    using first = new TestClient({ url: server.url, storage });
    await first.live();
    server.chat.exchange("zero", "Hi!");
    const { thread } = await first.until(({ interacted }) => interacted);
    first.close();
    const ids = ["one", "two", "three"].map((text) => first.sendMessage(text));
    using second = new TestClient({ url: server.url, storage, threadId: thread.id });
    expect(second.store.getOverview().pending.map(({ text }) => text)).toEqual(["one", "two", "three"]);
    second.sendMessage("four");
    await second.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length === 5);
    expect(server.requests.flatMap((request) => (request.type === "sendMessage" ? [request.message.text] : []))).toEqual([
      "one",
      "two",
      "three",
      "four",
    ]);
    expect(ids.map((id) => second.store.text(id).read())).toEqual(["one", "two", "three"]);
    await eventually(() => storage.device.getItem(`colloquy/sub/outbox/${thread.id}`) === null);
    second.close();
    using third = new TestClient({ url: server.url, storage, threadId: thread.id });
    expect(third.store.getOverview().pending).toEqual([]);
  });

  it("stays pending through a snapshot that does not have it yet", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = () => "silence";
    const id = client.sendMessage("hello");
    await eventually(() => server.requests.length === 1);
    server.chats.push(server.chat.restarted());
    server.chats.shift();
    server.disconnectAll();
    await eventually(() => server.requests.length === 2);
    expect(client.store.getOverview().pending).toEqual([{ id, text: "hello", state: "sending" }]);
    server.intercept = undefined;
    server.disconnectAll();
    await client.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length === 1);
  });

  it("that is refused says so, and can be sent again or discarded", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = () => ({ ok: false, error: REFUSAL });
    const kept = client.sendMessage("again");
    const thrown = client.sendMessage("never mind");
    const { pending } = await client.until(({ pending }) => pending.every(({ state }) => state === "refused"));
    expect(pending).toEqual([
      { id: kept, text: "again", state: "refused", error: REFUSAL },
      { id: thrown, text: "never mind", state: "refused", error: REFUSAL },
    ]);
    server.intercept = undefined;
    client.discardMessage(thrown);
    client.retryMessage(kept);
    await client.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length === 1);
    expect(client.store.text(kept).read()).toBe("again");
    expect(server.requests).toHaveLength(3);
  });

  it("waits while the server says that it is not there yet", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = () => ({ ok: false, error: { code: "UNAVAILABLE", message: "Restarting.", fix: "Wait." } });
    client.sendMessage("hello");
    await eventually(() => server.requests.length === 1);
    server.intercept = undefined;
    await client.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length === 1);
    expect(server.requests).toHaveLength(2);
  });

  it("that a store which is behind could not confirm in time is asked for again, and is not shown as refused", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = (request) => {
      if (request.type === "sendMessage") server.chat.message(request.message.text, request.message);
      return { ok: false, error: { code: "STORE_FAILED", message: "The store did not answer.", fix: "Try again." } };
    };
    const id = client.sendMessage("hello");
    await client.until(({ turnIds }) => turnIds.length === 1);
    server.intercept = undefined;
    await eventually(() => server.requests.length === 2);
    await client.until(({ pending }) => pending.length === 0);
    expect(server.requests[1]).toEqual(server.requests[0]);
    expect(server.chat.state.path).toHaveLength(1);
    expect(client.store.text(id).read()).toBe("hello");
  });

  it("of a chat that the server lost before it had stored any of it is sent into the new one by itself", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = (request) => {
      if (request.type === "sendMessage") server.chat.message(request.message.text, request.message);
      return "silence";
    };
    const id = client.sendMessage("hello");
    const { thread } = await client.until(({ interacted }) => interacted);
    server.intercept = undefined;
    server.chats.length = 0;
    server.disconnectAll();
    const overview = await client.until((now) => now.thread.id !== thread.id && now.pending.length === 0 && now.turnIds.length === 1);
    expect(overview.refused).toBeUndefined();
    expect(server.chat.state.steps.has(id)).toBe(true);
  });

  it("of such a chat is sent also by a page that was loaded anew meanwhile", async () => {
    await using server = await FrameServer.open();
    const storage = memoryStorage();
    using client = new TestClient({ url: server.url, storage });
    await client.live();
    server.intercept = (request) => {
      if (request.type === "sendMessage") server.chat.message(request.message.text, request.message);
      return "silence";
    };
    const id = client.sendMessage("hello");
    const { thread } = await client.until(({ interacted }) => interacted);
    client.close();
    server.intercept = undefined;
    server.chats.length = 0;
    using again = new TestClient({ url: server.url, storage, threadId: thread.id });
    const overview = await again.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length === 1);
    expect(overview.refused).toBeUndefined();
    expect(server.chat.state.steps.has(id)).toBe(true);
  });

  it("of a chat of which one message was stored waits for the person when the server has lost it", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    client.sendMessage("hello");
    await client.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length === 1);
    client.close();
    server.chats.length = 0;
    const id = client.sendMessage("and then?");
    client.connect();
    const { pending } = await client.until(({ pending }) => pending[0]?.state === "refused");
    expect(pending).toMatchObject([{ id, error: { code: "NOT_FOUND" } }]);
  });

  it("written for a chat that cannot be opened any more waits for the person in the new one", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.chat.exchange("hello", "Hi!");
    const { thread } = await client.until(({ interacted }) => interacted);
    client.close();
    const id = client.sendMessage("and then?");
    server.chats.length = 0;
    client.connect();
    const overview = await client.live();
    expect(overview.thread.id).not.toBe(thread.id);
    expect(overview.pending).toMatchObject([{ id, state: "refused", error: { code: "NOT_FOUND" } }]);
    expect(overview.turnIds).toEqual([]);
    client.retryMessage(id);
    await client.until(({ pending, turnIds }) => pending.length === 0 && turnIds.length === 1);
  });
});

describe("a request", () => {
  it("throws what the server answered", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = () => ({ ok: false, error: REFUSAL });
    await expect(client.stop()).rejects.toMatchObject({ code: "OVERLOADED", message: REFUSAL.message, fix: REFUSAL.fix });
  });

  it("names the turn that runs, so that a stop which arrives late stops no other one", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    client.sendMessage("hello");
    const { turnIds } = await client.until(({ busy }) => busy);
    await client.stop();
    expect(server.requests.at(-1)).toEqual({ type: "stopTurn", turnId: turnIds[0] });
  });

  it("lets go of what a stop has held", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    await client.resumeQueue();
    expect(server.requests).toEqual([{ type: "resumeQueue" }]);
  });

  it("is sent again after a lost connection, with the ids it had", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = () => "silence";
    const done = client.editMessage(client.sendMessage("hello"), "hello there");
    await eventually(() => server.requests.length === 2);
    server.intercept = () => ({ ok: true });
    server.disconnectAll();
    await done;
    expect(server.requests.slice(2)).toEqual(server.requests.slice(0, 2));
  });

  it("that nobody will answer ends when the chat is left", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = () => "silence";
    const answer = client.stop();
    client.newChat();
    await expect(answer).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });
});

describe("history", () => {
  it("is read before the oldest turn shown, once", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    const { chat } = server;
    const turns = Array.from({ length: 25 }, (_, n) => chat.exchange(`${n}`, `answer ${n}`));
    const all = turns.map(({ turnId }) => turnId);
    client.newChat();
    await client.live();
    const bundles = client.store;
    expect(bundles.getOverview().hasEarlier).toBe(false);
    client.openThread(chat.threadId);
    const { turnIds, hasEarlier } = await client.live();
    expect({ turnIds, hasEarlier }).toEqual({ turnIds: all.slice(5), hasEarlier: true });
    const asked: string[] = [];
    server.respond = (url) => {
      asked.push(url.pathname + url.search);
      const turn = {
        id: all[4],
        kind: "message",
        foreground: true,
        state: "done",
        createdAt: "2026-01-02T03:04:05.678Z",
        parentTurnId: all[3],
      };
      return { status: 200, body: { turns: [{ turn, steps: [] }], hasEarlier: true } };
    };
    const loading = [client.loadEarlier(), client.loadEarlier()];
    expect(client.store.getOverview().loadingEarlier).toBe(true);
    await Promise.all(loading);
    expect(asked).toEqual([`/sub/api/threads/${chat.threadId}/turns?before=${all[5]}`]);
    expect(client.store.getOverview()).toMatchObject({ turnIds: all.slice(4), hasEarlier: true, loadingEarlier: false });
    server.respond = () => ({ status: 403, body: { code: "FORBIDDEN", message: "Not yours.", fix: "Sign in." } });
    await expect(client.loadEarlier()).rejects.toMatchObject({ code: "FORBIDDEN", message: "Not yours." });
    expect(client.store.getOverview().loadingEarlier).toBe(false);
  });
});

describe("the clock that deadlines go by", () => {
  const HOUR = 3_600_000;
  const ahead = (client: TestClient) => Math.round((client.store.now() - Date.now()) / HOUR);

  it("is the server's, however wrong the device's is, and after a reconnect too", async () => {
    await using server = await FrameServer.open();
    server.now = () => new Date(Date.now() + 5 * HOUR).toISOString();
    using client = new TestClient({ url: server.url });
    expect(ahead(client)).toBe(0);
    await client.live();
    expect(ahead(client)).toBe(5);
    server.now = () => new Date(Date.now() - 2 * HOUR).toISOString();
    server.disconnectAll();
    await client.until(({ connection }) => connection.restoredAt !== undefined);
    expect(ahead(client)).toBe(-2);
  });

  it("is asked for again when the device wakes, for its clock may have been set meanwhile", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.now = () => new Date(Date.now() + 3 * HOUR).toISOString();
    client.page.wake();
    await eventually(() => ahead(client) === 3);
    expect(client.store.getOverview().connection).not.toHaveProperty("restoredAt");
  });

  it("has more time asked for from the deadline that was seen, so that nobody gets it twice by a line that is cut", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    const { turnId, stepId } = server.chat.message("hello");
    const deadlineAt = new Date(Date.now() + HOUR).toISOString();
    const ask = { id: newId<AskId>(), turnId, stepId, kind: "text", createdAt: deadlineAt, deadlineAt, extendBy: 60 } as const;
    server.chat.emit({ type: "ask-start", ask });
    await client.until(({ asks }) => asks.length === 1);
    let cuts = 0;
    server.intercept = ({ type }) => {
      if (type !== "extendAsk" || cuts++ > 0) return undefined;
      server.chat.emit({ type: "ask-set", ask: { ...ask, deadlineAt: new Date(Date.parse(deadlineAt) + 60_000).toISOString() } });
      server.disconnectAll();
      return "silence";
    };
    await client.extendAsk(ask.id);
    const request = { type: "extendAsk", askId: ask.id, deadlineAt };
    expect(server.requests.filter(({ type }) => type === "extendAsk")).toEqual([request, request]);
  });
});

describe("files with the answer to a question", () => {
  it("go along by their keys", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    const [askId, key] = [newId<AskId>(), newId<FileKey>()];
    await client.answerAsk(askId, "The printer", { files: [{ key, name: "log.txt", mime: "text/plain", size: 10 }] });
    expect(server.requests).toMatchObject([{ type: "answerAsk", askId, answer: { kind: "text", text: "The printer", files: [key] } }]);
  });
});
