// How much a person may send, and what waits.
import { newId, type StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { askUser } from "../chat/asks/ask-user.ts";
import { Message } from "../chat/message.ts";
import { createGate } from "../testing/gate.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";
import { dispatch } from "./dispatch.ts";
import { QUEUED_MESSAGES } from "./dispatch-target.ts";

/** What reaches the chat from a connection whose messages may have ten characters. */
function target({ session, host }: TestChat) {
  return { session, driver: host.driver, limits: { messageLength: 10, queuedMessages: QUEUED_MESSAGES }, leave: () => undefined };
}

const say = (text: string) => ({ type: "sendMessage", message: { id: newId<StepId>(), text } }) as const;

describe("a message", () => {
  it("may be as long as the limit and no longer, however it arrives", async () => {
    const app = createApp();
    app.onMessage(async () => {
      await askUser("Sure?", { timeout: null });
    });
    await using chat = await openChat(app);
    const at = target(chat);
    await dispatch(at, say("0123456789"));
    const tooLong = { code: "TOO_LARGE", message: "A message may have 10 characters." };
    const stepId = newId<StepId>();
    const messageId = chat.messages[0]?.id as StepId;
    await expect(dispatch(at, say("0123456789a"))).rejects.toMatchObject(tooLong);
    await expect(
      dispatch(at, { type: "editMessage", messageId, message: { id: newId<StepId>(), text: "0123456789a" } }),
    ).rejects.toMatchObject(tooLong);
    await chat.settled();
    const ask = [...chat.state.asks.values()][0];
    const answer = { kind: "text", stepId, text: "0123456789a" } as const;
    await expect(dispatch(at, { type: "answerAsk", askId: ask?.id as never, answer })).rejects.toMatchObject(tooLong);
    expect(chat.messages.map(({ text }) => text)).toEqual(["0123456789", "Sure?"]);
  });

  it.each(["", "  \n\t "])("that says nothing (%j) is refused", async (text) => {
    await using chat = await openChat(createApp({ onMessage: () => new Message("re").send() }));
    await expect(dispatch(target(chat), say(text))).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(chat.messages).toEqual([]);
    expect(chat.session.interacted).toBe(false);
  });
});

describe("the queue of a chat", () => {
  it("holds fifty messages; the next one is refused and leaves no trace, and all fifty are answered in order", async () => {
    const gate = createGate();
    const app = createApp();
    app.onMessage(async (message) => {
      await gate.opened;
      await new Message(`re ${message.content}`).send();
    });
    await using chat = await openChat(app);
    await chat.post("0");
    for (let i = 1; i <= 50; i++) await chat.post(String(i));
    expect(QUEUED_MESSAGES).toBe(50);
    await expect(chat.post("51")).rejects.toMatchObject({ code: "OVERLOADED" });
    const first = chat.messages[0]?.id as StepId;
    await expect(chat.edit(first, "edited")).rejects.toMatchObject({ code: "OVERLOADED" });
    gate.open();
    await chat.settled();
    const { dataLayer } = chat.session.services;
    await chat.session.recorder.flush();
    const turns = await dataLayer.loadTurns(chat.session.threadId);
    expect(turns).toHaveLength(51);
    expect(turns.every(({ state }) => state === "done")).toBe(true);
    expect(chat.messages.slice(-4).map(({ text }) => text)).toEqual(["49", "re 49", "50", "re 50"]);
    expect(await chat.send("52")).toBe("re 52");
  });

  it("lets go of a message that is stopped before its turn began, and of it only", async () => {
    const gate = createGate();
    const answered: string[] = [];
    const app = createApp();
    app.onMessage(async (message) => {
      await gate.opened;
      answered.push(message.content);
    });
    await using chat = await openChat(app);
    for (const text of ["a", "b", "c"]) await chat.post(text);
    const turnId = chat.session.turns.waiting[0]?.turn.id as never;
    await dispatch(target(chat), { type: "stopTurn", turnId });
    gate.open();
    await chat.settled();
    expect(answered).toEqual(["a", "c"]);
    expect(chat.messages.map(({ text }) => text)).toEqual(["a", "c"]);
    await expect(dispatch(target(chat), { type: "stopTurn", turnId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
