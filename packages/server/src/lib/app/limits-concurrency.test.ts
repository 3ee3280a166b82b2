// What a message does while the app still works on the last one.
import { newId, type StepId, type TurnState } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { Message } from "../chat/message.ts";
import { createGate, type Gate } from "../testing/gate.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";
import { dispatch } from "./dispatch.ts";
import { QUEUED_MESSAGES } from "./dispatch-target.ts";

/** How the turns of the person's messages ended, or where they are. */
const states = ({ state }: TestChat): TurnState[] =>
  [...state.turns.values()].filter(({ turn }) => turn.foreground).map(({ turn }) => turn.state);

/** Answers a message when its gate is opened; obeys the signal unless told not to. */
function gated(log: string[], obeys = true) {
  const gates = new Map<string, Gate>();
  const gate = (name: string): Gate => {
    const known = gates.get(name) ?? createGate();
    gates.set(name, known);
    return known;
  };
  const app = createApp();
  app.onStop(() => void log.push("onStop"));
  app.onMessage(async (message, { signal }) => {
    log.push(`begin ${message.content}`);
    const aborted = new Promise<never>((_, reject) => {
      if (obeys) signal.addEventListener("abort", () => reject(signal.reason));
    });
    await Promise.race([gate(message.content).opened, aborted]);
    log.push(`end ${message.content}`);
    await new Message(`re ${message.content}`).send();
  });
  return { app, gate };
}

describe("with the concurrency interrupt", () => {
  const config = { concurrency: "interrupt" } as const;

  it("a newer message stops the answer that is being written, and onStop runs", async () => {
    const log: string[] = [];
    const { app, gate } = gated(log);
    await using chat = await openChat(app, { config });
    await chat.post("a");
    await chat.post("b");
    gate("b").open();
    await chat.settled();
    expect(log).toEqual(["begin a", "onStop", "begin b", "end b"]);
    expect(chat.messages.map(({ text }) => text)).toEqual(["a", "b", "re b"]);
    expect(states(chat)).toEqual(["stopped", "done"]);
  });

  it("of several that came meanwhile only the newest is answered; the others stay in the chat", async () => {
    const log: string[] = [];
    const { app, gate } = gated(log, false);
    await using chat = await openChat(app, { config });
    for (const text of ["a", "b", "c"]) await chat.post(text);
    gate("c").open();
    gate("a").open();
    await chat.settled();
    expect(log).toEqual(["begin a", "onStop", "end a", "begin c", "end c"]);
    expect(chat.messages.map(({ text }) => text)).toEqual(["a", "b", "c", "re c"]);
    expect(states(chat)).toEqual(["stopped", "stopped", "done"]);
  });
});

describe("with the concurrency parallel", () => {
  const config = { concurrency: "parallel" } as const;

  it("messages are answered side by side, each under its own", async () => {
    const log: string[] = [];
    const { app, gate } = gated(log);
    await using chat = await openChat(app, { config });
    await chat.post("a");
    await chat.post("b");
    expect(log).toEqual(["begin a", "begin b"]);
    gate("b").open();
    await expect.poll(() => chat.messages.map(({ text }) => text)).toContain("re b");
    gate("a").open();
    await chat.settled();
    expect(chat.messages.map(({ text }) => text)).toEqual(["a", "re a", "b", "re b"]);
  });

  it("stop without a turn stops all of them", async () => {
    const log: string[] = [];
    const { app } = gated(log);
    await using chat = await openChat(app, { config });
    await chat.post("a");
    await chat.post("b");
    await chat.stop();
    await chat.settled();
    expect(states(chat)).toEqual(["stopped", "stopped"]);
    expect(log.filter((line) => line.startsWith("end"))).toEqual([]);
  });
});

describe.each(["queue", "interrupt", "parallel"] as const)("with the concurrency %s", (concurrency) => {
  it("a message waits for the end of onChatStart, so that what it sets is there", async () => {
    const gate = createGate();
    const log: unknown[] = [];
    const app = createApp();
    await using chat = await openChat(app, { config: { concurrency } });
    app.onChatStart(async ({ userSession, signal }) => {
      log.push("start");
      await Promise.race([gate.opened, new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))]);
      userSession.set("ready", true);
    });
    app.onMessage((message, { userSession }) => void log.push(message.content, userSession.get("ready")));
    const { host } = chat;
    const { session } = await host.registry.openSession({ owner: "visitor:late", clientType: "test" });
    host.registry.attach(session, { supports: new Set(), send: () => undefined });
    const limits = { messageLength: 100, queuedMessages: QUEUED_MESSAGES };
    const target = { session, driver: host.driver, limits, leave: () => undefined };
    await dispatch(target, { type: "sendMessage", message: { id: newId<StepId>(), text: "hi" } });
    expect(log).toEqual(["start"]);
    gate.open();
    await expect.poll(() => log).toEqual(["start", "hi", true]);
  });
});
