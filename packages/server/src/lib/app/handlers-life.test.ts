// When the handlers of a chat's life run, and how often.
import { describe, expect, it } from "vitest";
import { Message } from "../chat/message.ts";
import { userSession } from "../chat/user-session.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createGate } from "../testing/gate.ts";
import { openChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";

/** Notes each handler that runs; every handler is given. */
function noting(log: string[]) {
  const app = createApp();
  app.onAppStart(() => void log.push("onAppStart"));
  app.onAppStop(() => void log.push("onAppStop"));
  app.onChatStart(() => void log.push("onChatStart"));
  app.onMessage((message) => void log.push(`onMessage ${message.content}`));
  app.onStop(() => void log.push("onStop"));
  app.onDisconnect(() => void log.push("onDisconnect"));
  app.onReconnect(() => void log.push("onReconnect"));
  app.onChatResume(() => void log.push("onChatResume"));
  app.onSessionRestore(() => void log.push("onSessionRestore"));
  app.onChatEnd(() => void log.push("onChatEnd"));
  return app;
}

describe("the handlers of a chat", () => {
  it("run in the order of its life: start, message, lost, back, end (LC-7, LC-8, LC-10)", async () => {
    const log: string[] = [];
    await using chat = await openChat(noting(log));
    await chat.send("hi");
    chat.disconnect();
    chat.reconnect();
    chat.disconnect();
    chat.reconnect();
    await chat.settled();
    await chat.leave();
    expect(log).toEqual([
      "onAppStart",
      "onChatStart",
      "onMessage hi",
      "onDisconnect",
      "onReconnect",
      "onDisconnect",
      "onReconnect",
      "onChatEnd",
    ]);
  });

  it("are told nothing of a second connection that comes and goes while the first one stays", async () => {
    const log: string[] = [];
    await using chat = await openChat(noting(log));
    const second = { supports: new Set<never>(), send: () => undefined };
    chat.host.registry.attach(chat.session, second);
    chat.host.registry.detach(chat.session, second, false);
    await chat.settled();
    expect(log).toEqual(["onAppStart", "onChatStart"]);
  });

  it("may take no arguments, some or all of them, and need not be async (LC-2, LC-5)", async () => {
    const seen: unknown[] = [];
    const app = createApp();
    app.onMessage(() => void seen.push("none"));
    await using chat = await openChat(app);
    await chat.send("a");
    app.onMessage((message) => void seen.push(message.content));
    await chat.send("b");
    app.onMessage((message, { session, userSession: bag, signal, turnId }) => {
      bag.set("seen", message.content);
      seen.push(session.id, userSession.get("seen"), signal.aborted, session.turns.get(turnId)?.turn.kind);
    });
    await chat.send("c");
    expect(seen).toEqual(["none", "b", chat.session.id, "c", false, "message"]);
  });

  it("answer a message only after onChatStart has ended, which runs once also when it is slow and the network fails (LC-7)", async () => {
    const gate = createGate();
    const log: string[] = [];
    const app = createApp();
    app.onChatStart(async () => {
      log.push("start");
      await gate.opened;
      log.push("started");
    });
    app.onMessage(() => void log.push("message"));
    const opening = openChat(app);
    await expect.poll(() => log).toEqual(["start"]);
    gate.open();
    await using chat = await opening;
    await chat.send("hi");
    expect(log).toEqual(["start", "started", "message"]);
  });

  it("run as side turns that keep no chat alive, and their messages are seen (onDisconnect, onReconnect, onChatEnd)", async () => {
    const app = createApp();
    app.onReconnect(() => new Message("Welcome back").send());
    app.onChatEnd(() => new Message("Goodbye").send());
    const dataLayer = createMemoryDataLayer();
    await using chat = await openChat(app, { dataLayer });
    await chat.send("hi");
    chat.disconnect();
    chat.reconnect();
    await chat.settled();
    expect(chat.messages.map(({ text }) => text)).toEqual(["hi", "Welcome back"]);
    const { threadId } = chat.session;
    await chat.leave();
    const turns = await dataLayer.loadTurns(threadId);
    const steps = await dataLayer.loadSteps(threadId, { turnIds: turns.map(({ id }) => id), stepIds: [] });
    expect(steps.map(({ output }) => output?.text)).toEqual(["hi", "Welcome back", "Goodbye"]);
    expect(turns.map(({ kind, foreground }) => [kind, foreground])).toEqual([
      ["message", true],
      ["reconnect", false],
      ["chatEnd", false],
    ]);
  });
});
