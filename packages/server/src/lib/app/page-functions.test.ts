// Functions of the page that the app calls, and what the page around the chat and the app say to each other. Rows LC-18, UI-3.
import { ChatError, toSnapshot } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { callFunction, createApp, Message, sendWindowMessage } from "../../index.ts";
import { resolveConfig } from "../config/load-config.ts";
import { toPublicConfig } from "../config/public-config.ts";
import { createManualClock } from "../manual-clock.ts";
import { createGate } from "../testing/gate.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { dispatch } from "./dispatch.ts";
import { QUEUED_MESSAGES } from "./dispatch-target.ts";

async function refusal(work: Promise<unknown>): Promise<ChatError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChatError)) throw new Error("It was not refused.");
  return error;
}

/** An app whose every message does this, and says what came of it. */
function doing(work: () => Promise<unknown>) {
  const app = createApp();
  app.onMessage(async () => {
    const said = await work().catch((error: Partial<ChatError> & Error) => ({
      code: error.code,
      message: error.message,
      fields: error.fields,
    }));
    await new Message({ content: said }).send();
  });
  return app;
}

describe("a function of the page", () => {
  it("is given its arguments, and the app what it returns", async () => {
    await using chat = await openChat(doing(() => callFunction("openMap", { place: "Oslo", at: new Date(0) })));
    await chat.send("go");
    expect(chat.calls).toMatchObject([{ name: "openMap", args: { place: "Oslo", at: "1970-01-01T00:00:00.000Z" } }]);
    await chat.answerCall("openMap", { zoom: 3 });
    expect(JSON.parse(chat.messages.at(-1)?.text ?? "")).toEqual({ zoom: 3 });
    expect(chat.calls).toEqual([]);
  });

  it("is answered once: who comes second hears that it is closed, and so does a stranger who knows its id", async () => {
    await using chat = await openChat(doing(() => callFunction("openMap")));
    await using stranger = await openChat(createApp(), { host: chat.host });
    await chat.send("go");
    const [call] = chat.calls;
    if (!call) throw new Error("Nothing was called.");
    const answer = (who: TestChat, value: number) =>
      dispatch(
        {
          session: who.session,
          driver: who.host.driver,
          limits: { messageLength: 1000, queuedMessages: QUEUED_MESSAGES },
          leave: () => undefined,
        },
        { type: "answerCall", callId: call.id, result: { ok: true, value } },
      );
    expect(await refusal(answer(stranger, 1))).toMatchObject({ code: "ASK_CLOSED" });
    expect(await answer(chat, 2)).toEqual({ ok: true });
    expect(await refusal(answer(chat, 3))).toMatchObject({ code: "ASK_CLOSED" });
    await chat.settled();
    expect(chat.messages.at(-1)?.text).toBe("2");
  });

  it("that fails gives its words, and one that no page answers its time", async () => {
    const clock = createManualClock();
    const app = doing(() => callFunction("openMap", {}, { timeout: 10 }));
    await using chat = await openChat(app, { clock });
    await chat.send("go");
    await chat.answerCall("openMap", new Error("No map here."));
    expect(chat.messages.at(-1)?.text).toContain("The page could not run openMap: No map here.");
    await chat.send("go");
    await chat.clock.advance(9_000);
    expect(chat.calls).toHaveLength(1);
    await chat.clock.advance(2_000);
    await chat.settled();
    expect(chat.messages.at(-1)?.text).toContain("ASK_TIMED_OUT");
    expect(chat.calls).toEqual([]);
  });

  it("is checked by a schema, which says which field is wrong", async () => {
    await using chat = await openChat(doing(() => callFunction("openMap", {}, { schema: z.object({ zoom: z.coerce.number() }) })));
    await chat.send("go");
    await chat.answerCall("openMap", { zoom: "3" });
    expect(JSON.parse(chat.messages.at(-1)?.text ?? "")).toEqual({ zoom: 3 });
    await chat.send("go");
    await chat.answerCall("openMap", { zoom: "near" });
    expect(JSON.parse(chat.messages.at(-1)?.text ?? "")).toMatchObject({ code: "INVALID_VALUES", fields: { zoom: expect.any(String) } });
  });

  it("goes with its turn: stopped, it is closed for every page", async () => {
    const app = createApp();
    let thrown: unknown;
    app.onMessage(() =>
      callFunction("openMap").catch((error: unknown) => {
        thrown = error;
        throw error;
      }),
    );
    await using chat = await openChat(app);
    await chat.send("go");
    expect(chat.calls).toHaveLength(1);
    await chat.stop();
    await chat.settled();
    expect(chat.calls).toEqual([]);
    expect(thrown).toMatchObject({ name: "AbortError" });
  });

  it("also when nobody waits for it any more, and by its own signal", async () => {
    const app = createApp();
    const controller = new AbortController();
    app.onMessage(({ content }) => {
      if (content === "forget") void callFunction("forgotten").catch(() => undefined);
      else return callFunction("given up", {}, { signal: controller.signal }).catch((error: unknown) => new Message(String(error)).send());
    });
    await using chat = await openChat(app);
    await chat.send("forget");
    expect(chat.calls).toEqual([]);
    await chat.send("wait");
    expect(chat.calls).toHaveLength(1);
    controller.abort(new Error("too late"));
    await chat.settled();
    expect(chat.calls).toEqual([]);
    expect(chat.messages.at(-1)?.text).toBe("Error: too late");
  });

  it("may be one of twenty that are open, and returns at most what a message may have", async () => {
    const app = createApp();
    const problems: unknown[] = [];
    app.onMessage(async () => {
      const calls = Array.from({ length: 21 }, () => callFunction("openMap"));
      problems.push(...(await Promise.all(calls.map((call) => call.catch((error: unknown) => error)))));
    });
    await using chat = await openChat(app);
    await chat.send("go");
    expect(chat.calls).toHaveLength(20);
    expect(await refusal(chat.answerCall("openMap", "x".repeat(300_000)))).toMatchObject({ code: "TOO_LARGE" });
    expect(chat.calls).toHaveLength(20);
    for (let count = 0; count < 20; count += 1) await chat.answerCall("openMap", count);
    expect(problems.slice(0, 3)).toEqual([0, 1, 2]);
    expect(problems[20]).toMatchObject({ code: "OVERLOADED" });
  });
});

describe("window messages", () => {
  it("reach the app beside whatever runs, and the page around the chat (LC-18)", async () => {
    const app = createApp();
    const gate = createGate();
    app.onMessage(() => gate.opened);
    app.onWindowMessage((data) => sendWindowMessage({ heard: data }));
    await using chat = await openChat(app);
    const running = chat.send("work");
    await expect.poll(() => chat.session.turns.running.length).toBe(1);
    void chat.sendWindowMessage({ from: ["the page"] });
    void chat.sendWindowMessage("text");
    await expect.poll(() => chat.windowMessages).toEqual([{ heard: { from: ["the page"] } }, { heard: "text" }]);
    gate.open();
    await running;
  });

  it("are taken by an app that does not listen, and refused when they are larger than a message", async () => {
    await using deaf = await openChat(createApp());
    await deaf.sendWindowMessage({ a: 1 });
    const app = createApp();
    app.onWindowMessage(() => undefined);
    await using chat = await openChat(app);
    expect(await refusal(chat.sendWindowMessage("x".repeat(300_000)))).toMatchObject({ code: "TOO_LARGE" });
  });

  it("leave nothing behind when the app says nothing to them, however many come", async () => {
    const app = createApp();
    app.onMessage(() => new Message("here").send());
    app.onWindowMessage(async (data) => {
      if (data === "speak") await new Message("heard").send();
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    const stored = async () => {
      await chat.session.recorder.flush();
      return (await chat.session.services.dataLayer.loadTurns(chat.session.threadId)).map(({ kind }) => kind);
    };
    const before = [chat.state.turns.size, JSON.stringify(toSnapshot(chat.state).turns)];
    for (let count = 0; count < 200; count++) await chat.sendWindowMessage({ count });
    expect([chat.state.turns.size, JSON.stringify(toSnapshot(chat.state).turns)]).toEqual(before);
    expect(await stored()).toEqual(["message"]);
    await chat.sendWindowMessage("speak");
    expect(await stored()).toEqual(["message", "windowMessage"]);
    expect(chat.messages.at(-1)?.text).toBe("heard");
  });

  it("are answered also by work that goes on when their handler has returned", async () => {
    const app = createApp();
    const gate = createGate();
    app.onMessage(() => new Message("here").send());
    app.onWindowMessage(() => {
      void gate.opened.then(() => new Message("late").send()).then(() => new Message("later").send());
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    await chat.sendWindowMessage("go on");
    expect([...chat.state.turns.values()].map(({ turn }) => turn.kind)).toEqual(["message"]);
    gate.open();
    await expect.poll(() => chat.messages.slice(-2).map(({ text }) => text)).toEqual(["late", "later"]);
    expect([...chat.state.turns.values()].map(({ turn }) => [turn.kind, turn.state])).toEqual([
      ["message", "done"],
      ["windowMessage", "done"],
    ]);
    await chat.session.recorder.flush();
    const { dataLayer } = chat.session.services;
    const [, turn] = await dataLayer.loadTurns(chat.session.threadId);
    const steps = await dataLayer.loadSteps(chat.session.threadId, { turnIds: turn ? [turn.id] : [] });
    expect([turn?.state, steps.map(({ output }) => output?.text)]).toEqual(["done", ["late", "later"]]);
  });

  it("may come from other origins only when windowMessageOrigins names them, which pages are told", () => {
    expect(toPublicConfig(resolveConfig({})).windowMessageOrigins).toEqual([]);
    const windowMessageOrigins = ["https://host.example"];
    expect(toPublicConfig(resolveConfig({ windowMessageOrigins })).windowMessageOrigins).toEqual(windowMessageOrigins);
    expect(() => resolveConfig({ windowMessageOrigins: ["host.example"] })).toThrow(/origin without a path/);
  });
});
