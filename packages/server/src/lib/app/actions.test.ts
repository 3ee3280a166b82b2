// What buttons do: from the message they are under to the answer that who pressed gets. Rows AC-* are those of the feature catalogue.
import { ChatError, newId, type StepId, type TurnId, toSnapshot } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { Action, askUser, createApp, Message } from "../../index.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createManualClock } from "../manual-clock.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { createDurableStores } from "../testing/durable-stores.ts";
import { createGate } from "../testing/gate.ts";
import { type OpenChatOptions, openChat, type TestChat } from "../testing/open-chat.ts";
import { dispatch } from "./dispatch.ts";
import { QUEUED_MESSAGES } from "./dispatch-target.ts";
import { earlierRun } from "./run-action.ts";

async function refusal(work: Promise<unknown>): Promise<ChatError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChatError)) throw new Error("It was not refused.");
  return error;
}

/** An app whose answer to anything has these buttons. */
function withButtons(make: () => readonly Action[]) {
  const app = createApp();
  app.onMessage(async () => {
    await new Message({ content: "Choose", actions: make() }).send();
  });
  return app;
}

function pressRaw(chat: TestChat, turnId: TurnId, index = 0): Promise<unknown> {
  const [stepId] = [...chat.state.steps.values()].filter(({ step }) => step.actions).map(({ step }) => step.id);
  const action = chat.actions(stepId)[index];
  if (!stepId || !action) throw new Error("There is no button.");
  const target = {
    session: chat.session,
    driver: chat.host.driver,
    limits: { messageLength: 1000, queuedMessages: QUEUED_MESSAGES },
    leave: () => undefined,
  };
  return dispatch(target, { type: "runAction", stepId, actionId: action.id, turnId }).then((reply) => reply.ok && reply.value);
}

describe("a button that is pressed again and again", () => {
  it("leaves a chat as large as it was: what ran and shows nothing is in no snapshot, now and after a restart", async () => {
    const stores = await createDurableStores();
    const app = createApp();
    let pressed = 0;
    app.action("count", z.object({}), async (_payload, { message }) => {
      pressed += 1;
      message.content = pressed % 2 === 0 ? "even" : "odd!";
      await message.update();
    });
    app.onMessage(() => new Message({ content: "Press", actions: [new Action({ name: "count", payload: {}, label: "Count" })] }).send());
    const chat = await openChat(app, { ...stores(), owner: "visitor:a" });
    await chat.send("hello");
    const bytes: number[] = [];
    for (let press = 1; press <= 300; press += 1) {
      await pressRaw(chat, newId<TurnId>());
      if ([30, 100, 300].includes(press)) bytes.push(JSON.stringify(toSnapshot(chat.session.state)).length);
    }
    expect(pressed).toBe(300);
    const [after30 = 0, ...later] = bytes;
    for (const size of later) expect(Math.abs(size - after30)).toBeLessThan(100);
    // What a page that was there all the time has is what one that comes now is given.
    expect(toSnapshot(chat.state).turns).toHaveLength(toSnapshot(chat.session.state).turns.length);
    const { threadId } = chat.session;
    await chat[Symbol.asyncDispose]();
    await using again = await openChat(app, { ...stores(), owner: "visitor:a", threadId });
    expect(JSON.stringify(toSnapshot(again.session.state)).length).toBeLessThan(after30 + 1000);
    expect((await again.session.services.dataLayer.loadTurns(threadId)).length).toBeGreaterThan(300);
  });

  it("is still known to have run when its first press is long ago", async () => {
    const app = withButtons(() => [new Action({ name: "go", payload: {}, label: "Go" })]);
    app.actionCallback("go", () => undefined);
    await using chat = await openChat(app);
    await chat.send("hello");
    const first = newId<TurnId>();
    await pressRaw(chat, first);
    for (let press = 0; press < 30; press += 1) await pressRaw(chat, newId<TurnId>());
    expect(chat.session.state.turns.has(first)).toBe(false);
    expect(await earlierRun(chat.session, first)).toMatchObject({ id: first, state: "done" });
  });
});

describe("a button", () => {
  it("gives its payload to its handler, and what that returns to who pressed (AC-1, AC-4)", async () => {
    const app = createApp();
    const told: unknown[] = [];
    const approve = app.action("approve", z.object({ id: z.number(), on: z.coerce.date().optional() }), async ({ id, on }, context) => {
      told.push(id, on, context.action.payload, context.message.content, context.action.label);
      await new Message(`Approved ${id}`).send();
      return { done: id, at: new Date(0) };
    });
    app.onMessage(() => new Message({ content: "Approve?", actions: [approve({ id: 7 }, { label: "Yes", style: "primary" })] }).send());
    await using chat = await openChat(app);
    await chat.send("hello");
    expect(chat.actions()).toEqual([{ id: expect.any(String), name: "approve", payload: { id: 7 }, label: "Yes", style: "primary" }]);
    expect(await chat.press("Yes")).toEqual({ done: 7, at: "1970-01-01T00:00:00.000Z" });
    expect(told).toEqual([7, undefined, { id: 7 }, "Approve?", "Yes"]);
    expect(chat.messages.at(-1)?.text).toBe("Approved 7");
  });

  it("in Chainlit's form has its action, and one without a payload gets an empty one", async () => {
    const app = withButtons(() => [new Action({ name: "again" })]);
    const told: unknown[] = [];
    app.actionCallback("again", (action) => void told.push(action.name, action.payload, action.forId));
    await using chat = await openChat(app);
    await chat.send("hello");
    expect(await chat.press("again")).toBeUndefined();
    expect(told).toEqual(["again", {}, chat.messages.at(-1)?.id]);
  });

  it("works while an answer streams and while a question waits, and begins a chat that has only greeted", async () => {
    const app = createApp();
    const gate = createGate();
    app.onChatStart(() => new Message({ content: "Welcome", actions: [new Action({ name: "now" })] }).send());
    app.actionCallback("now", () => new Message("pressed").send().then(({ content }) => content));
    app.onMessage(async ({ content }) => {
      if (content === "ask") await askUser("Who?", { timeout: null });
      else await gate.opened;
    });
    await using chat = await openChat(app);
    expect(chat.title).toBeUndefined();
    expect(await chat.press("now")).toBe("pressed");
    expect(chat.title).toBe("now");
    await chat.send("ask");
    expect(await chat.press("now")).toBe("pressed");
    await chat.answer("me");
    const streaming = chat.send("stream");
    await expect.poll(() => chat.session.turns.foreground.length).toBe(1);
    expect(await pressRaw(chat, newId<TurnId>())).toBe("pressed");
    gate.open();
    await streaming;
  });

  it("shows its error to who pressed, and not in the chat", async () => {
    const app = withButtons(() => [new Action({ name: "own" }), new Action({ name: "other" })]);
    app.actionCallback("own", () => {
      throw new ChatError("FORBIDDEN", "The printer is away.", { fix: "Try at noon." });
    });
    app.actionCallback("other", () => {
      throw new Error("connect ECONNREFUSED 10.0.0.7");
    });
    await using chat = await openChat(app, { config: { production: true } });
    await chat.send("hello");
    const before = chat.messages;
    expect(await refusal(chat.press("own"))).toMatchObject({ code: "FORBIDDEN", message: "The printer is away.", fix: "Try at noon." });
    const neutral = await refusal(chat.press("other"));
    expect(neutral.message).toMatch(/^Something went wrong on our side\. \(\S+\)$/);
    expect(JSON.stringify(neutral)).not.toContain("ECONNREFUSED");
    expect(chat.messages).toEqual(before);
    expect(chat.errors).toEqual([]);
    // It comes back: it can be pressed again.
    expect(await refusal(chat.press("own"))).toMatchObject({ code: "FORBIDDEN" });
  });

  it("asks onError as other handlers do: its text is shown at the button, and null shows nothing", async () => {
    const app = withButtons(() => [new Action({ name: "a" }), new Action({ name: "b" })]);
    const told: unknown[] = [];
    for (const name of ["a", "b"])
      app.actionCallback(name, () => {
        throw new Error(name);
      });
    app.onError((error, { handler }) => {
      told.push(handler, (error as Error).message);
      return (error as Error).message === "a" ? "Try later." : null;
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    expect((await refusal(chat.press("a"))).message).toMatch(/^Try later\. \(/);
    expect(await chat.press("b")).toBeUndefined();
    expect(told).toEqual(["action", "a", "action", "b"]);
  });

  it("runs once when it is pressed twice, and both get what it returned", async () => {
    const app = withButtons(() => [new Action({ name: "pay" })]);
    const gate = createGate();
    let runs = 0;
    app.actionCallback("pay", async () => {
      runs++;
      await gate.opened;
      return `run ${runs}`;
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    const second = newId<TurnId>();
    const presses = [pressRaw(chat, newId<TurnId>()), pressRaw(chat, second)];
    await expect.poll(() => runs).toBe(1);
    const running = [...chat.state.turns.values()].map(({ turn }) => turn).filter(({ actionId }) => actionId !== undefined);
    expect(running).toMatchObject([{ kind: "action", actionId: chat.actions()[0]?.id, state: "running" }]);
    presses.push(pressRaw(chat, newId<TurnId>()));
    gate.open();
    expect(await Promise.all(presses)).toEqual(["run 1", "run 1", "run 1"]);
    // Who had joined and lost the answer sends the same press again: it has run.
    expect(await pressRaw(chat, second)).toBe("run 1");
    // The same request again, because its answer was lost, is the same press; another one is a new press.
    const turnId = newId<TurnId>();
    expect(await pressRaw(chat, turnId)).toBe("run 2");
    expect(await pressRaw(chat, turnId)).toBe("run 2");
    expect(runs).toBe(2);
  });

  it("with a payload that its schema refuses says which field is wrong, and does not run", async () => {
    let runs = 0;
    const app = withButtons(() => [new Action({ name: "order", payload: { items: [{ id: "seven" }] } })]);
    app.action("order", z.object({ items: z.array(z.object({ id: z.number() })) }), () => void runs++);
    await using chat = await openChat(app);
    await chat.send("hello");
    const error = await refusal(chat.press("order"));
    expect(error).toMatchObject({ code: "INVALID_VALUES", fields: { "items.0.id": expect.any(String) } });
    expect(runs).toBe(0);
    expect([...chat.state.turns.values()].filter(({ turn }) => turn.kind === "action")).toEqual([]);
  });

  it("with a schema that comes to no end tells who pressed so, and does not run", async () => {
    const runs: unknown[] = [];
    const clock = createManualClock();
    const app = withButtons(() => [new Action({ name: "check", payload: { id: 1 } })]);
    const stuck = z.object({ id: z.number().refine(() => new Promise<boolean>(() => undefined)) });
    app.action("check", stuck, (payload) => void runs.push(payload));
    await using chat = await openChat(app, { clock });
    const sent = chat.send("hello");
    await clock.advance(1);
    await sent;
    const pressed = refusal(chat.press("check"));
    await clock.advance(10_000);
    expect(await pressed).toMatchObject({ code: "BAD_APP" });
    expect(runs).toEqual([]);
  });

  it("whose chat ends while it runs is not said to have done its work", async () => {
    const begun = createGate();
    const app = withButtons(() => [new Action({ name: "long" })]);
    app.actionCallback("long", async (_action, { signal }) => {
      begun.open();
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    const pressed = refusal(chat.press("long"));
    await begun.opened;
    await chat.host.registry.endSoon(chat.session);
    expect(await pressed).toMatchObject({ code: "INTERNAL", message: "The chat ended while this ran." });
  });

  it("cannot be made with a payload that its schema refuses, where that is known at once", () => {
    const app = createApp();
    const order = app.action("order", z.object({ id: z.number().max(9) }), () => undefined);
    expect(() => order({ id: 10 })).toThrowError(expect.objectContaining({ code: "INVALID_VALUES", fields: { id: expect.any(String) } }));
  });

  it("whose handler is gone says that it is of an older version; one that is not there is not found", async () => {
    await using chat = await openChat(withButtons(() => [new Action({ name: "old" })]));
    await chat.send("hello");
    expect(await refusal(chat.press("old"))).toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringMatching(/older version of the app/),
    });
    expect(await refusal(chat.press("new"))).toMatchObject({ code: "NOT_FOUND", fix: 'There are "old".' });
  });

  it("of another person's chat is not found, whatever the ids say", async () => {
    const app = withButtons(() => [new Action({ name: "mine" })]);
    let runs = 0;
    app.actionCallback("mine", () => void runs++);
    await using chat = await openChat(app);
    await using stranger = await openChat(app, { host: chat.host });
    await chat.send("hello");
    await stranger.send("hello");
    const stepId = chat.messages.at(-1)?.id as StepId;
    const actionId = chat.actions()[0]?.id;
    if (!actionId) throw new Error("There is no button.");
    const target = {
      session: stranger.session,
      driver: stranger.host.driver,
      limits: { messageLength: 1000, queuedMessages: QUEUED_MESSAGES },
      leave: () => undefined,
    };
    expect(await refusal(dispatch(target, { type: "runAction", stepId, actionId, turnId: newId<TurnId>() }))).toMatchObject({
      code: "NOT_FOUND",
    });
    expect(runs).toBe(0);
  });

  it("is one of at most twenty that run at once in a chat", async () => {
    const app = withButtons(() => Array.from({ length: 21 }, (_one, index) => new Action({ name: "slow", label: String(index) })));
    const gate = createGate();
    app.actionCallback("slow", () => gate.opened);
    await using chat = await openChat(app);
    await chat.send("hello");
    const running = Array.from({ length: 20 }, (_one, index) => pressRaw(chat, newId<TurnId>(), index));
    await expect.poll(() => chat.session.turns.running.length).toBe(20);
    expect(await refusal(pressRaw(chat, newId<TurnId>(), 20))).toMatchObject({ code: "OVERLOADED" });
    gate.open();
    await Promise.all(running);
  });
});

describe("a button after a restart", () => {
  function stores(): Required<Pick<OpenChatOptions, "dataLayer" | "sessionStore" | "owner">> {
    return { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore(), owner: "visitor:a" };
  }

  it("still works, and the same press sent again does not run twice", async () => {
    const kept = stores();
    const begun: string[] = [];
    const never = createGate();
    const make = (process: string) => {
      const app = withButtons(() => [new Action({ name: "pay", payload: { sum: 3 } })]);
      app.actionCallback("pay", async ({ payload }) => {
        begun.push(`${process} ${JSON.stringify(payload)}`);
        if (process === "first") await never.opened;
      });
      return app;
    };
    const first = await openChat(make("first"), kept);
    await first.send("hello");
    const turnId = newId<TurnId>();
    const lost = pressRaw(first, turnId).catch(() => undefined);
    await expect.poll(() => begun).toHaveLength(1);
    const { threadId } = first.session;
    // A kill: nothing of this process is written any more.
    first.session.recorder.dispose();
    await using second = await openChat(make("second"), { ...kept, threadId });
    expect(await refusal(pressRaw(second, turnId))).toMatchObject({ message: "The server went away while this ran." });
    expect(begun).toEqual(['first {"sum":3}']);
    await second.press("pay");
    expect(begun).toEqual(['first {"sum":3}', 'second {"sum":3}']);
    never.open();
    await lost;
  });
});

describe("a button after its branch was left", () => {
  it("and after a restart does not run again for the same press", async () => {
    const kept = { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore(), owner: "visitor:a" };
    let runs = 0;
    const app = withButtons(() => [new Action({ name: "pay" })]);
    app.actionCallback("pay", () => void runs++);
    const first = await openChat(app, kept);
    await first.send("hello");
    const turnId = newId<TurnId>();
    const [question, answer] = first.messages;
    const actionId = first.actions()[0]?.id;
    if (!question || !answer || !actionId) throw new Error("There is no button.");
    const press = ({ session, host }: TestChat) =>
      dispatch(
        { session, driver: host.driver, limits: { messageLength: 1000, queuedMessages: QUEUED_MESSAGES }, leave: () => undefined },
        { type: "runAction", stepId: answer.id, actionId, turnId },
      );
    await press(first);
    await first.edit(question.id, "hello again");
    expect([first.state.turns.has(turnId), first.state.hasEarlier]).toEqual([false, false]);
    await first.session.recorder.flush();
    const { threadId } = first.session;
    // A kill: nothing of this process is written any more.
    first.session.recorder.dispose();
    await using second = await openChat(app, { ...kept, threadId });
    expect(await press(second)).toEqual({ ok: true });
    expect(runs).toBe(1);
  });
});

describe("the buttons of a message", () => {
  it("are in its JSON and come back from it", async () => {
    const app = createApp();
    let json: unknown;
    app.onMessage(async ({ content }) => {
      if (content === "make") {
        const look = { tooltip: "Do it", icon: "check", confirm: "Sure?" };
        json = JSON.parse(
          JSON.stringify(new Message({ content: "A", actions: [new Action({ name: "a", payload: { b: 1 }, ...look })] }).toJSON()),
        );
      } else await Message.fromJSON(json as Parameters<typeof Message.fromJSON>[0]).send();
    });
    await using chat = await openChat(app);
    await chat.send("make");
    await chat.send("show");
    expect(chat.actions()).toEqual([
      { id: expect.any(String), name: "a", payload: { b: 1 }, tooltip: "Do it", icon: "check", confirm: "Sure?" },
    ]);
  });

  it("go one by one and all at once, come later, and do not come back with the next update (AC-2, AC-3)", async () => {
    const app = createApp();
    const gate = createGate();
    const removed = createGate();
    app.actionCallback("one", async (action) => {
      await action.remove();
      removed.open();
    });
    app.onMessage(async () => {
      const message = new Message({ content: "A", actions: [new Action({ name: "one" }), new Action({ name: "two" })] });
      await message.send();
      await new Action({ name: "three" }).send({ forId: message.id });
      await removed.opened;
      message.content = "B";
      await message.update();
      await gate.opened;
      message.actions = message.actions.filter(({ name }) => name !== "two");
      await message.update();
    });
    await using chat = await openChat(app);
    const sent = chat.send("hello");
    const names = () => chat.actions().map(({ name }) => name);
    await expect.poll(names).toEqual(["one", "two", "three"]);
    await pressRaw(chat, newId<TurnId>());
    await expect.poll(() => chat.messages.at(-1)?.text).toBe("B");
    expect(names()).toEqual(["two", "three"]);
    gate.open();
    await sent;
    expect(names()).toEqual(["three"]);
    const [button] = chat.actions();
    app.actionCallback("three", (_action, { message }) => message.removeActions());
    await chat.press(button ?? "three");
    expect(chat.actions()).toEqual([]);
  });

  it("run and change also when their message has left the window, and no change of it is lost", async () => {
    const app = createApp();
    app.actionCallback("early", async (action, { message }) => {
      await action.remove();
      return message.content;
    });
    app.onMessage(({ content }) =>
      new Message({
        content: `re ${content}`,
        ...(content === "0" && { actions: [new Action({ name: "early" }), new Action({ name: "stays" })] }),
      }).send(),
    );
    await using chat = await openChat(app);
    await chat.send("0");
    const stepId = chat.messages.at(-1)?.id as StepId;
    const actionId = chat.actions()[0]?.id;
    if (!actionId) throw new Error("There is no button.");
    for (let count = 1; count <= 21; count += 1) await chat.send(String(count));
    expect(chat.state.steps.has(stepId)).toBe(false);
    const target = {
      session: chat.session,
      driver: chat.host.driver,
      limits: { messageLength: 1000, queuedMessages: QUEUED_MESSAGES },
      leave: () => undefined,
    };
    const press = () => dispatch(target, { type: "runAction", stepId, actionId, turnId: newId<TurnId>() });
    expect(await press()).toEqual({ ok: true, value: "re 0" });
    await chat.session.recorder.flush();
    const [stored] = await chat.session.services.dataLayer.loadSteps(chat.session.threadId, { turnIds: [], stepIds: [stepId] });
    expect([stored?.actions?.map(({ name }) => name), stored?.output?.text]).toEqual([["stays"], "re 0"]);
    expect(await refusal(press())).toMatchObject({ code: "NOT_FOUND" });
  });

  it("go both when two are removed at once under a message that has left the window", async () => {
    const app = createApp();
    const buttons = [new Action({ name: "one" }), new Action({ name: "two" }), new Action({ name: "stays" })];
    app.onMessage(async ({ content }) => {
      if (content === "remove") await Promise.all(buttons.slice(0, 2).map((button) => button.remove()));
      else await new Message({ content: "re", ...(content === "0" && { actions: buttons }) }).send();
    });
    await using chat = await openChat(app);
    await chat.send("0");
    const stepId = chat.messages.at(-1)?.id as StepId;
    for (let count = 1; count <= 21; count += 1) await chat.send(String(count));
    expect(chat.state.steps.has(stepId)).toBe(false);
    await chat.send("remove");
    await chat.session.recorder.flush();
    const [stored] = await chat.session.services.dataLayer.loadSteps(chat.session.threadId, { turnIds: [], stepIds: [stepId] });
    expect(stored?.actions?.map(({ name }) => name)).toEqual(["stays"]);
  });

  it("are a hundred at most, and a payload of one is at most 64 Ki", async () => {
    const app = createApp();
    const problems: unknown[] = [];
    app.onMessage(async () => {
      const many = Array.from({ length: 101 }, () => new Action({ name: "a" }));
      problems.push(await refusal(new Message({ content: "A", actions: many }).send()));
      try {
        new Action({ name: "a", payload: { text: "x".repeat(70_000) } });
      } catch (error) {
        problems.push(error);
      }
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    expect(problems).toMatchObject([{ code: "BAD_INPUT" }, { code: "TOO_LARGE" }]);
  });
});
