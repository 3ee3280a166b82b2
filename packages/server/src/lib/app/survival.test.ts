import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { askUser, chatContext, createApp, Message, sleep, userSession } from "../../index.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { createManualClock, type ManualClock } from "../manual-clock.ts";
import type { Session } from "../session/session.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { createSqliteSessionStore } from "../session-store/drivers/sqlite.ts";
import { createSqliteFile } from "../sqlite/sqlite-file.ts";
import { openChat } from "../testing/open-chat.ts";

class Client {
  readonly name = "client";
}

/** Counts its messages and keeps something that cannot be written down. */
function countingApp(log: string[]) {
  const app = createApp();
  app.onChatStart(() => {
    log.push("start");
    userSession.set("counter", 0);
    userSession.set("client", new Client());
  });
  app.onMessage(async () => {
    const counter = userSession.get("counter", 0) + 1;
    userSession.set("counter", counter);
    await new Message(`${counter}`).send();
  });
  app.onChatEnd(() => {
    log.push(`end ${userSession.get("counter")}`);
    userSession.set("ended", true);
  });
  app.onChatResume(() => void log.push(`resume ${userSession.get("counter")} ${userSession.get("client")}`));
  app.onDisconnect(() => void log.push("disconnect"));
  app.onReconnect(() => void log.push("reconnect"));
  return app;
}

describe("a chat", () => {
  it("keeps its memory, live objects included, while the network is away", async () => {
    const log: string[] = [];
    await using chat = await openChat(countingApp(log));
    await chat.send("one");
    chat.disconnect();
    await chat.settled();
    chat.reconnect();
    await chat.settled();
    expect(await chat.send("two")).toBe("2");
    expect(chat.session.values.get("client")).toBeInstanceOf(Client);
    expect(log).toEqual(["start", "disconnect", "reconnect"]);
  });

  it("ends once when its last person leaves, and a reopened thread has the saved values", async () => {
    const log: string[] = [];
    const parts = { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore(), owner: "visitor:a" };
    await using chat = await openChat(countingApp(log), parts);
    await chat.send("one");
    const { threadId, id } = chat.session;
    await chat.leave();
    expect(log).toEqual(["start", "end 1"]);
    const opened = await chat.host.registry.openSession({ owner: "visitor:a", clientType: "test", threadId });
    expect(opened.how).toBe("reopened");
    expect(opened.session.id).not.toBe(id);
    expect(opened.session.values.get("counter")).toBe(1);
    expect(opened.session.values.get("ended")).toBe(true);
    expect(opened.session.values.has("client")).toBe(false);
    expect(opened.session.state.epoch).toBe(2);
    const stranger = await chat.host.registry.openSession({ owner: "visitor:b", clientType: "test", threadId });
    expect(stranger.how).toBe("new");
    expect(stranger.refused?.code).toBe("NOT_FOUND");
    expect(log[2]).toBe("resume 1 undefined");
  });

  it("comes back after a stop of the server with its values, and never starts twice", async () => {
    const log: string[] = [];
    const folder = await mkdtemp(path.join(tmpdir(), "colloquy-"));
    const stores = () => {
      const file = createSqliteFile({ file: path.join(folder, "chats.sqlite") });
      return { dataLayer: createSqliteDataLayer(file), sessionStore: createSqliteSessionStore(file) };
    };
    const app = countingApp(log);
    const first = await openChat(app, { ...stores(), owner: "visitor:a" });
    await first.send("one");
    const { id } = first.session;
    await first[Symbol.asyncDispose]();
    await using second = await openChat(app, { ...stores(), owner: "visitor:b" });
    const opened = await second.host.registry.openSession({ owner: "visitor:a", clientType: "test", sessionId: id });
    expect(opened.how).toBe("restored");
    expect(opened.session.values.get("counter")).toBe(1);
    expect(log.filter((line) => line.startsWith("resume"))).toEqual(["resume 1 undefined"]);
    expect([...opened.session.state.steps.values()].map(({ texts }) => texts.output?.read())).toEqual(["one", "1"]);
  });

  it("ends when nobody came back within the session timeout, but not while a turn runs", async () => {
    const log: string[] = [];
    const clock = createManualClock();
    const app = countingApp(log);
    let finish = (): void => undefined;
    app.onMessage(() => new Promise<void>((resolve) => (finish = resolve)));
    await using chat = await openChat(app, { clock, config: { sessionTimeoutMs: 1000 } });
    const posted = chat.post("work");
    await clock.advance(1);
    await posted;
    chat.disconnect();
    await clock.advance(5000);
    expect(chat.session.phase).toBe("open");
    finish();
    await untilPhase(chat.session, "ended", clock);
    expect(log.filter((line) => line.startsWith("end"))).toHaveLength(1);
  });

  it("keeps a question open while nobody is connected, and takes the answer afterwards", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const color = await askUser("Color?", { timeout: null });
      await new Message(`You like ${color?.content}`).send();
    });
    await using chat = await openChat(app);
    await chat.send("hi");
    chat.disconnect();
    chat.reconnect();
    expect(chat.state.asks.size).toBe(1);
    expect(await chat.answer("blue")).toBe("You like blue");
    expect(chat.state.asks.size).toBe(0);
  });

  it("gives the whole branch to the model, also what lies before the window", async () => {
    const app = createApp();
    app.onMessage(async (message) => {
      await new Message(`re ${message.content}`).send();
    });
    await using chat = await openChat(app);
    for (let i = 0; i < 30; i++) await chat.send(`m${i}`);
    expect(chat.state.path).toHaveLength(20);
    expect(chat.state.hasEarlier).toBe(true);
    let context: { content: unknown }[] = [];
    app.onMessage(async () => {
      context = await chatContext.toOpenAI();
    });
    await chat.send("last");
    expect(context.map(({ content }) => content)).toEqual([...Array.from({ length: 30 }, (_, i) => [`m${i}`, `re m${i}`]).flat(), "last"]);
  });

  it("answers in order when messages come while it works", async () => {
    const app = createApp();
    app.onMessage(async (message) => {
      await sleep(5);
      await new Message(`re ${message.content}`).send();
    });
    await using chat = await openChat(app);
    await Promise.all([chat.post("a"), chat.post("b"), chat.post("c")]);
    await chat.settled();
    expect(chat.messages.map(({ text }) => text)).toEqual(["a", "re a", "b", "re b", "c", "re c"]);
  });
});

async function untilPhase(session: Session, phase: Session["phase"], clock: ManualClock): Promise<void> {
  for (let i = 0; i < 200 && session.phase !== phase; i++) {
    await clock.advance(10);
  }
  expect(session.phase).toBe(phase);
}
