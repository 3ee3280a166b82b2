// A question put to the person, and each of the ways it can end.
import { type Ask, type AskId, newId, type StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../../app/app.ts";
import { createManualClock } from "../../manual-clock.ts";
import { doIn, storedSteps } from "../../testing/do-in-chat.ts";
import { openChat, type TestChat } from "../../testing/open-chat.ts";
import { Message } from "../message.ts";
import { withStep } from "../step.ts";
import type { AskOptions } from "./ask-options.ts";
import { askUser } from "./ask-user.ts";
import type { Asking } from "./asking.ts";

const OPEN = { timeout: null };

/** Asks once, and says what came of it. */
function asking(options: AskOptions) {
  const app = createApp();
  app.onMessage(async () => {
    const answer = await askUser("Color?", options).catch((error: { code?: string; name: string }) => error.code ?? error.name);
    await new Message(typeof answer === "object" ? `You like ${answer.content}` : `Ended with ${answer}`).send();
  });
  return app;
}

function answerTo(chat: TestChat, askId: AskId, text: string, stepId = newId<StepId>()) {
  return doIn(chat, { type: "answerAsk", askId, answer: { kind: "text", stepId, text } });
}

const openAsks = ({ state }: TestChat) => [...state.asks.values()];

describe("a question", () => {
  it("is a message; its answer is the person's, lies beside it, and both are stored", async () => {
    const app = createApp();
    app.onMessage(() =>
      withStep("Form", async (form) => {
        const answer = await askUser("Color?", { ...OPEN, author: "Tailor" });
        return [answer?.type, answer?.author, answer?.content, answer?.parentId === form.id];
      }),
    );
    await using chat = await openChat(app);
    expect(await chat.send("hi")).toBe("Color?");
    expect(openAsks(chat)).toMatchObject([{ kind: "text", deadlineAt: null, stepId: chat.messages.at(-1)?.id }]);
    await chat.answer("blue");
    const stored = [...(await storedSteps(chat)).values()];
    expect(stored.map(({ type, name, output }) => [type, name, output?.text])).toEqual([
      ["user_message", "User", "hi"],
      ["undefined", "Form", expect.stringContaining('"user_message",\n    "User",\n    "blue",\n    true')],
      ["assistant_message", "Tailor", "Color?"],
      ["user_message", "User", "blue"],
    ]);
  });

  it("is waited for by its turn, which is not busy meanwhile", async () => {
    await using chat = await openChat(asking(OPEN));
    await chat.send("hi");
    const state = () => [...chat.state.turns.values()].at(-1)?.turn.state;
    expect(state()).toBe("waiting");
    expect(await chat.answer("blue")).toBe("You like blue");
    expect(state()).toBe("done");
  });

  it.each([
    ["undefined", {}, "Ended with undefined"],
    ["ASK_TIMED_OUT when the author wants that", { raiseOnTimeout: true }, "Ended with ASK_TIMED_OUT"],
  ])("gives %s when its time is over", async (_what, options, said) => {
    const clock = createManualClock();
    await using chat = await openChat(asking({ ...options, timeout: 60 }), { clock });
    const posted = chat.post("hi");
    await clock.advance(1);
    await posted;
    await clock.advance(59_990);
    expect(openAsks(chat)).toHaveLength(1);
    const { id } = openAsks(chat)[0] as { id: AskId };
    await clock.advance(20);
    await chat.settled();
    expect(chat.messages.at(-1)?.text).toBe(said);
    await expect(answerTo(chat, id, "blue")).rejects.toMatchObject({ code: "ASK_CLOSED" });
  });

  it("waits for as long as it takes, unless told otherwise", async () => {
    const clock = createManualClock();
    await using chat = await openChat(asking({}), { clock });
    const posted = chat.post("hi");
    await clock.advance(1);
    await posted;
    await clock.advance(40 * 86_400_000);
    expect(openAsks(chat)).toMatchObject([{ deadlineAt: null }]);
  });

  it.each(["", "  \n"])("is not put without words: %j", async (question) => {
    const app = createApp();
    app.onMessage(async () => {
      const failed = await askUser(question).catch((error: { code: string }) => error.code);
      await new Message(String(failed)).send();
    });
    await using chat = await openChat(app);
    expect(await chat.send("hi")).toBe("BAD_INPUT");
  });

  it("is reminded of, given more time and taken back, and then nothing more happens to it", async () => {
    const app = createApp();
    let question: Asking<Message | undefined> | undefined;
    app.onMessage(async () => {
      question = askUser("Color?", { timeout: 60, extend: 30, raiseOnTimeout: true });
      await new Message(`Ended with ${await question}`).send();
    });
    const clock = createManualClock();
    await using chat = await openChat(app, { clock });
    const posted = chat.post("hi");
    await clock.advance(1);
    await posted;
    await clock.advance(50_000);
    const { id, deadlineAt } = openAsks(chat)[0] as Ask;
    await question?.remind();
    // Sent again, as after a line that was cut before the answer: it is the same wish.
    for (const _ of [1, 2]) await doIn(chat, { type: "extendAsk", askId: id, deadlineAt: String(deadlineAt) });
    expect(openAsks(chat)[0]).toMatchObject({
      remindedAt: chat.session.now(),
      deadlineAt: new Date(Date.parse(String(deadlineAt)) + 30_000).toISOString(),
    });
    await clock.advance(35_000);
    expect(openAsks(chat)).toHaveLength(1);
    await question?.cancel();
    await chat.settled();
    expect(chat.messages.at(-1)?.text).toBe("Ended with undefined");
    const asked = chat.session.state.steps.get(chat.messages.at(-2)?.id as StepId)?.step;
    expect(asked?.closedAsk).toMatchObject({ outcome: "cancelled", spec: { kind: "text" } });
    await question?.remind();
    await question?.cancel();
    await expect(doIn(chat, { type: "extendAsk", askId: id, deadlineAt: String(deadlineAt) })).rejects.toMatchObject({
      code: "ASK_CLOSED",
    });
    expect(openAsks(chat)).toEqual([]);
  });

  it("that never ends or gives no more time cannot be given more", async () => {
    await using chat = await openChat(asking({ timeout: 1000, extend: false }));
    await chat.send("hi");
    const { id, deadlineAt } = openAsks(chat)[0] as Ask;
    await expect(doIn(chat, { type: "extendAsk", askId: id, deadlineAt: String(deadlineAt) })).rejects.toMatchObject({
      code: "NOT_SUPPORTED",
    });
  });

  it("is taken back by its signal, whose reason it throws", async () => {
    const app = createApp();
    const stop = new AbortController();
    app.onMessage(async () => {
      const failed = await askUser("Color?", { signal: stop.signal }).catch((error: Error) => error.message);
      await new Message(`Ended with ${failed}`).send();
    });
    await using chat = await openChat(app);
    await chat.send("hi");
    stop.abort(new Error("no need"));
    await expect.poll(() => chat.messages.at(-1)?.text).toBe("Ended with no need");
    expect(openAsks(chat)).toEqual([]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("is not put with a timeout of %d", async (timeout) => {
    await using chat = await openChat(asking({ timeout }));
    expect(await chat.send("hi")).toBe("Ended with BAD_INPUT");
    await expect(askUser("Color?")).rejects.toMatchObject({ code: "NO_CHAT_CONTEXT" });
  });

  it("takes the first answer; the same one again is the same, any other comes too late", async () => {
    await using chat = await openChat(asking(OPEN));
    await chat.send("hi");
    const { id } = openAsks(chat)[0] as { id: AskId };
    const stepId = newId<StepId>();
    const results = await Promise.allSettled([
      answerTo(chat, id, "blue", stepId),
      answerTo(chat, id, "red"),
      answerTo(chat, id, "blue", stepId),
    ]);
    await chat.settled();
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { code: "ASK_CLOSED" } });
    expect(chat.messages.map(({ text }) => text)).toEqual(["hi", "Color?", "blue", "You like blue"]);
  });

  it("may be put beside another one, each answered by its own id", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const answers = await Promise.all([askUser("First?", OPEN), askUser("Second?", OPEN)]);
      await new Message(answers.map((answer) => answer?.content).join(" ")).send();
    });
    await using chat = await openChat(app);
    await chat.send("hi");
    const [first, second] = openAsks(chat).map(({ id }) => id);
    await answerTo(chat, second as AskId, "b");
    await chat.settled();
    expect(openAsks(chat)).toHaveLength(1);
    await answerTo(chat, first as AskId, "a");
    await chat.settled();
    expect(chat.messages.at(-1)?.text).toBe("a b");
  });

  it("lets a message that is sent meanwhile wait in the queue, which does not answer it", async () => {
    await using chat = await openChat(asking(OPEN));
    await chat.send("hi");
    await chat.post("something else");
    expect([openAsks(chat).length, chat.session.turns.waiting.length]).toEqual([1, 1]);
  });

  it("is closed when its turn ends without waiting for it", async () => {
    const app = createApp();
    app.onMessage(() => void askUser("Anybody?", OPEN).catch(() => undefined));
    await using chat = await openChat(app);
    await chat.send("hi");
    await expect.poll(() => openAsks(chat)).toEqual([]);
  });
});
