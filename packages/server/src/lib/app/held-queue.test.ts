// What a person's Stop does to the messages that wait, and what lets them go.
import type { TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { Message } from "../chat/message.ts";
import { createManualClock } from "../manual-clock.ts";
import { createGate } from "../testing/gate.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";
import { dispatch } from "./dispatch.ts";
import { QUEUED_MESSAGES } from "./dispatch-target.ts";

/** Answers every message but those that begin with "long", which run until they are stopped. */
function answering(answered: string[] = []) {
  return createApp({
    onMessage: async ({ content }, { signal }) => {
      answered.push(content);
      if (content.startsWith("long"))
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
      await new Message(`re ${content}`).send();
    },
  });
}

const texts = ({ messages }: TestChat) => messages.map(({ text }) => text);
const limits = { messageLength: 100, queuedMessages: QUEUED_MESSAGES };
const at = ({ session, host }: TestChat) => ({ session, driver: host.driver, limits, leave: () => undefined });

/** A chat in which an answer was stopped while messages waited. */
async function stopped(chat: TestChat, ...waiting: string[]): Promise<void> {
  for (const text of ["long one", ...waiting]) await chat.post(text);
  await chat.stop();
  await chat.settled();
}

describe("messages that wait when the person presses Stop", () => {
  it("stay in the queue until they are sent", async () => {
    const answered: string[] = [];
    await using chat = await openChat(answering(answered));
    await stopped(chat, "a", "b");
    expect(answered).toEqual(["long one"]);
    expect(chat.state.queue).toHaveLength(2);
    expect(chat.state.surface.queueHeld).toBe(true);
    expect(await chat.resumeQueue()).toBe("re b");
    expect(answered).toEqual(["long one", "a", "b"]);
    expect(chat.state.surface.queueHeld).toBe(false);
    // Nothing is held any more: once more is no fault.
    await chat.resumeQueue();
    expect(answered).toHaveLength(3);
  });

  it("go in the order they were written when another message follows", async () => {
    const answered: string[] = [];
    await using chat = await openChat(answering(answered));
    await stopped(chat, "a", "b");
    expect(await chat.send("c")).toBe("re c");
    expect(answered).toEqual(["long one", "a", "b", "c"]);
    expect(chat.state.surface.queueHeld).toBe(false);
  });

  it("follow the new answer when a message is edited or answered again", async () => {
    for (const goOn of ["edit", "regenerate"] as const) {
      const answered: string[] = [];
      await using chat = await openChat(answering(answered));
      await chat.send("first");
      const first = [...chat.state.turns.values()][0]?.turn;
      if (!first?.messageId) throw new Error("Nothing was said.");
      await stopped(chat, "a");
      if (goOn === "edit") await chat.edit(first.messageId, "other");
      else await chat.regenerate(first.id);
      expect(answered).toEqual(["first", "long one", goOn === "edit" ? "other" : "first", "a"]);
      expect(chat.state.surface.queueHeld).toBe(false);
    }
  });

  it("can be taken back one by one, and nothing is held once none is left", async () => {
    await using chat = await openChat(answering());
    await stopped(chat, "a", "b");
    const [a, b] = chat.state.queue;
    await dispatch(at(chat), { type: "stopTurn", turnId: a as TurnId });
    expect([chat.state.queue, chat.state.surface.queueHeld]).toEqual([[b], true]);
    await dispatch(at(chat), { type: "stopTurn", turnId: b as TurnId });
    expect([chat.state.queue, chat.state.surface.queueHeld]).toEqual([[], false]);
    expect(texts(chat)).toEqual(["long one"]);
    expect(await chat.send("c")).toBe("re c");
  });

  it("go on at once for a client that wants it so", async () => {
    await using chat = await openChat(answering());
    for (const text of ["long one", "a"]) await chat.post(text);
    await dispatch(at(chat), { type: "stopTurn", queue: "run" });
    await chat.settled();
    expect(texts(chat)).toEqual(["long one", "a", "re a"]);
  });

  it("wait as well when only the answer is named, not when work beside the chat is stopped", async () => {
    await using chat = await openChat(answering());
    for (const text of ["long one", "a"]) await chat.post(text);
    const beside = createGate();
    const side = chat.host.driver.runSideWork(chat.session, "run", "onMessage", () => beside.opened);
    const turnId = chat.session.turns.running.find(({ turn }) => !turn.foreground)?.turn.id;
    await dispatch(at(chat), { type: "stopTurn", turnId });
    beside.open();
    await side;
    expect(chat.state.surface.queueHeld).toBeUndefined();
    await dispatch(at(chat), { type: "stopTurn", turnId: chat.session.turns.foreground[0]?.turn.id });
    await chat.settled();
    expect(chat.state.surface.queueHeld).toBe(true);
  });

  it("do not keep a chat that was left: they lie in its thread as not answered, and can be tried again", async () => {
    const clock = createManualClock();
    const owner = "visitor:one";
    const ended: string[][] = [];
    const app = answering();
    app.onChatEnd(({ session }) => void ended.push([...session.state.queue]));
    await using first = await openChat(app, { owner, clock, config: { sessionTimeoutMs: 1000, openChatsPerOwner: 2 } });
    const { host } = first;
    const chat = await openChat(app, { owner, host });
    const stopping = stopped(chat, "a", "b");
    await clock.advance(10);
    await stopping;
    chat.disconnect();
    await clock.advance(2000);
    await expect.poll(() => chat.session.phase).toBe("ended");
    expect(ended).toEqual([[]]);
    const { session, how } = await host.registry.openSession({ owner, clientType: "test", threadId: chat.session.threadId });
    expect(how).toBe("reopened");
    const turns = [...session.state.turns.values()].map(({ turn }) => turn).filter(({ foreground }) => foreground);
    expect(turns.map(({ state }) => state)).toEqual(["stopped", "interrupted", "interrupted"]);
    expect([...session.state.steps.values()].map(({ texts: { output } }) => output?.read())).toEqual(["long one", "a", "b"]);
    expect(session.state.queue).toEqual([]);
    expect(session.state.surface.queueHeld ?? false).toBe(false);
  });

  it("make room for another chat of the same person", async () => {
    const clock = createManualClock();
    const owner = "visitor:one";
    const app = answering();
    await using first = await openChat(app, { owner, clock, config: { openChatsPerOwner: 2 } });
    const { host } = first;
    const chat = await openChat(app, { owner, host });
    const stopping = stopped(chat, "a");
    await clock.advance(10);
    await stopping;
    chat.disconnect();
    await clock.advance(11_000);
    await using _third = await openChat(app, { owner, host });
    await expect.poll(() => chat.session.phase).toBe("ended");
  });
});
