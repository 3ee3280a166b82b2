// What becomes of an answer when its process ends in the middle of it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type App, askUser, createApp, Message } from "../../index.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { createSqliteSessionStore } from "../session-store/drivers/sqlite.ts";
import { createSqliteFile } from "../sqlite/sqlite-file.ts";
import { type OpenChatOptions, openChat, type TestChat } from "../testing/open-chat.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "colloquy-"));
});
afterEach(() => rm(folder, { recursive: true }));

function open(app: App, more: OpenChatOptions = {}): Promise<TestChat> {
  const file = createSqliteFile({ file: path.join(folder, "chats.sqlite") });
  const stores = { dataLayer: createSqliteDataLayer(file), sessionStore: createSqliteSessionStore(file) };
  return openChat(app, { ...stores, owner: "visitor:ada", config: { recovery: "retry" }, ...more });
}

/** The process ends as it is, and another one takes the chat up. */
async function restart(chat: TestChat, app: App, more: OpenChatOptions = {}): Promise<TestChat> {
  const { id } = chat.session;
  await chat.session.recorder.flush();
  await chat[Symbol.asyncDispose]();
  return open(app, { sessionId: id, ...more });
}

/** Answers all messages, or works on them for ever. */
function createWorker() {
  const tried: string[] = [];
  const worker = { tried, finishes: false, app: createApp() };
  worker.app.onMessage(async ({ content }, { regenerate }) => {
    tried.push(regenerate ? `${content} again` : content);
    const answer = new Message("");
    await answer.streamToken("So far");
    if (!worker.finishes) await new Promise(() => undefined);
    await answer.streamToken(`, and whole: ${content}`);
    await answer.send();
  });
  return worker;
}

async function begin(worker: ReturnType<typeof createWorker>, ...texts: readonly string[]): Promise<TestChat> {
  const chat = await open(worker.app);
  for (const text of texts) await chat.post(text);
  await expect.poll(() => chat.messages.map(({ text }) => text)).toContain("So far");
  return chat;
}

const texts = (chat: TestChat) => chat.messages.map(({ text }) => text);
const states = (chat: TestChat) => [...chat.state.turns.values()].map(({ turn }) => turn.state);

describe("an answer that a restart cut off", () => {
  it("is tried again by itself, beside what there was of it", async () => {
    const worker = createWorker();
    const first = await begin(worker, "hi");
    worker.finishes = true;
    await using again = await restart(first, worker.app);
    await expect.poll(() => texts(again)).toEqual(["hi", "So far, and whole: hi"]);
    expect(worker.tried).toEqual(["hi", "hi again"]);
    await again.session.recorder.flush();
    const turns = await again.host.services.dataLayer.loadTurns(again.session.threadId);
    expect(turns.map(({ state }) => state)).toEqual(["interrupted", "done"]);
    expect(turns[1]?.retryOf).toBe(turns[0]?.id);
  });

  it("is only offered to be tried where the app does not say otherwise", async () => {
    const worker = createWorker();
    const first = await begin(worker, "hi");
    worker.finishes = true;
    await using again = await restart(first, worker.app, { config: { recovery: "offer" } });
    await again.settled();
    expect(texts(again)).toEqual(["hi", "So far"]);
    expect(states(again)).toEqual(["interrupted"]);
    expect(worker.tried).toEqual(["hi"]);
  });

  it("is tried twice and no more: then the person is offered to", async () => {
    const app = createApp();
    let tried = 0;
    app.onMessage(async () => {
      tried++;
      await new Message(`Try ${tried}`).send();
      if (tried < 4) await askUser("May I go on?", { timeout: null });
    });
    let chat = await open(app);
    await chat.send("hi");
    for (const tries of [2, 3]) {
      chat = await restart(chat, app);
      await expect.poll(() => texts(chat)).toEqual(["hi", `Try ${tries}`, "May I go on?"]);
    }
    await using last = await restart(chat, app);
    await last.settled();
    expect(tried).toBe(3);
    expect(states(last)).toEqual(["interrupted"]);
    const [turnId] = last.state.path;
    if (!turnId) throw new Error("The answer is gone.");
    await last.regenerate(turnId);
    expect(texts(last)).toEqual(["hi", "Try 4"]);
  });

  it("is followed by the answers to what had waited for it", async () => {
    const worker = createWorker();
    const first = await begin(worker, "one", "two", "three");
    worker.finishes = true;
    await using again = await restart(first, worker.app);
    await expect
      .poll(() => texts(again))
      .toEqual(["one", "So far, and whole: one", "two", "So far, and whole: two", "three", "So far, and whole: three"]);
    expect(worker.tried).toEqual(["one", "one again", "two again", "three again"]);
  });

  it("shows meanwhile what waits behind it", async () => {
    const app = createApp();
    app.onMessage(async ({ content }) => void (await askUser(`About ${content}?`, { timeout: null })));
    const first = await open(app);
    await first.send("one");
    const waits = await first.post("two");
    await using again = await restart(first, app);
    // The first is tried again and has its question; the other one is behind it.
    await expect.poll(() => again.state.queue).toHaveLength(1);
    await expect.poll(() => again.state.steps.get(waits)?.texts.output?.read()).toBe("two");
  });

  it("lets the handler of the restart come first, and is not stopped by it", async () => {
    const worker = createWorker();
    const order: string[] = [];
    worker.app.onSessionRestore(async () => {
      await new Message("I am back.").send();
      order.push(...worker.tried);
    });
    const first = await begin(worker, "hi");
    worker.finishes = true;
    await using again = await restart(first, worker.app);
    await expect.poll(() => texts(again)).toEqual(["hi", "So far, and whole: hi"]);
    expect(order).toEqual(["hi"]);
  });

  it("goes on with what was answered to a question with a key", async () => {
    const app = createApp();
    let asked = 0;
    app.onMessage(async () => {
      asked++;
      const city = await askUser("Which city?", { key: "city", timeout: null });
      if (asked === 1) await new Promise(() => undefined);
      await new Message(`${city?.content} it is.`).send();
    });
    const first = await open(app);
    await first.send("hi");
    void first.answer("Rome").catch(() => undefined);
    await expect.poll(() => texts(first)).toContain("Rome");
    await using again = await restart(first, app);
    await expect.poll(() => texts(again).at(-1)).toBe("Rome it is.");
    expect(again.asks).toEqual([]);
  });
});

describe("an answer that its person stopped", () => {
  it("is not tried again by a restart", async () => {
    const worker = createWorker();
    const app = worker.app;
    app.onMessage(async ({ content }, { signal }) => {
      worker.tried.push(content);
      await new Message("So far").send();
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    const first = await begin(worker, "hi");
    await first.stop();
    await first.settled();
    await using again = await restart(first, app);
    await again.settled();
    expect(states(again)).toEqual(["stopped"]);
    expect(worker.tried).toEqual(["hi"]);
  });
});
