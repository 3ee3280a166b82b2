// What becomes of what a handler throws.
import { ERRORS, type Turn } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { ChatError } from "../../index.ts";
import { Message } from "../chat/message.ts";
import { type Logger, silentLogger } from "../logger.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";
import type { ErrorInfo } from "./handlers.ts";

function lastTurn(chat: TestChat): Turn | undefined {
  return [...chat.state.turns.values()].at(-1)?.turn;
}

/** An app whose handler throws, and a log that remembers. */
function failing(thrown: unknown) {
  const logged: { readonly err?: unknown; readonly reference?: string; readonly handler?: string }[] = [];
  const logger: Logger = { ...silentLogger, error: (fields) => void logged.push(fields) };
  const app = createApp({
    onMessage: () => {
      throw thrown;
    },
  });
  return { app, logger, logged };
}

describe("an error of a handler", () => {
  it.each([
    ["the text of the error in development", new TypeError("x is not a function"), false, "x is not a function"],
    ["the name of an error without a text", new RangeError(), false, "RangeError"],
    ["a text that was thrown", "just no", false, "just no"],
    ["what a thrown object says of itself", { status: 429, message: "slow down" }, false, "slow down"],
    ["what caused it, in development", new Error("no answer", { cause: new Error("no disk") }), false, "no answer: no disk"],
    ["nothing of a thrown object in production", { message: "password 1234 is wrong" }, true, "Something went wrong on our side."],
    ["a neutral sentence in production", new Error("password 1234 is wrong"), true, "Something went wrong on our side."],
    ["a ChatError as it is written, also in production", new ChatError("BAD_INPUT", "Send a picture."), true, "Send a picture."],
  ])("shows %s (LC-3)", async (_what, thrown, production, message) => {
    const { app, logger, logged } = failing(thrown);
    await using chat = await openChat(app, { logger, config: { production } });
    await chat.send("go");
    const turn = lastTurn(chat);
    expect(turn).toMatchObject({ state: "failed", error: { message } });
    expect(logged).toMatchObject([{ err: thrown, handler: "onMessage", reference: turn?.error?.reference }]);
    expect(turn?.error?.reference).toMatch(/^\w{4,}/);
  });

  it.each([
    ["the author's own", { fix: "Send it in parts." }, "Send it in parts."],
    ["none where the author wrote none: that of the code is for who writes the app", {}, undefined],
  ])("of the author's tells the person how to mend it: %s", async (_what, options, fix) => {
    const { app, logger } = failing(new ChatError("BAD_INPUT", "That is too long.", options));
    await using chat = await openChat(app, { logger, config: { production: true } });
    await chat.send("go");
    expect(lastTurn(chat)?.error?.message).toBe("That is too long.");
    expect(lastTurn(chat)?.error?.fix).toBe(fix);
  });

  it.each([
    ["what the code says in general, beside its own words", undefined, ERRORS.BAD_REQUEST.fix],
    ["nothing of ours beside words of the author", "That sailing is full.", undefined],
  ])("tells who writes the app how to mend it: %s", async (_what, message, fix) => {
    const { app, logger } = failing(new ChatError("BAD_REQUEST", message));
    await using chat = await openChat(app, { logger, config: { production: false } });
    await chat.send("go");
    expect(lastTurn(chat)?.error?.fix).toBe(fix);
  });

  it("leaves the chat usable and what was said before it shown (LC-3)", async () => {
    let fail = true;
    const app = createApp();
    app.onMessage(async () => {
      const message = new Message("");
      await message.streamToken("half");
      if (fail) throw new Error("no");
    });
    await using chat = await openChat(app);
    await chat.send("go");
    fail = false;
    await chat.send("again");
    expect([...chat.state.turns.values()].map(({ turn }) => turn.state)).toEqual(["failed", "done"]);
    expect(chat.messages.map(({ text }) => text)).toEqual(["go", "half", "again", "half"]);
  });

  it.each([
    ["a text", () => "We are closed today.", { message: "We are closed today." }],
    ["a ChatError", () => new ChatError("OVERLOADED", "Come back later."), { message: "Come back later.", code: "OVERLOADED" }],
    ["nothing, which leaves it as it is", () => undefined, { message: "original" }],
    ["an error of its own, which is only logged", () => Promise.reject(new Error("second")), { message: "original" }],
  ])("can be replaced by onError with %s", async (_what, onError, shown) => {
    const { app, logger } = failing(new Error("original"));
    app.onError(onError as never);
    await using chat = await openChat(app, { logger });
    await chat.send("go");
    expect(lastTurn(chat)).toMatchObject({ state: "failed", error: shown });
  });

  it("is not shown at all when onError answers null; the turn has failed nevertheless", async () => {
    const { app, logger } = failing(new Error("original"));
    app.onError(() => null);
    await using chat = await openChat(app, { logger });
    await chat.send("go");
    expect(lastTurn(chat)?.state).toBe("failed");
    expect(lastTurn(chat)?.error).toBeUndefined();
  });

  it("reaches onError inside of the chat, with the handler, the turn and the reference of the log", async () => {
    const infos: (ErrorInfo & { error: unknown })[] = [];
    const thrown = new Error("original");
    const { app, logger, logged } = failing(thrown);
    app.onError(async (error, info) => {
      infos.push({ ...info, error });
      await new Message("I am sorry.").send();
      return undefined;
    });
    await using chat = await openChat(app, { logger });
    expect(await chat.send("go")).toBe("I am sorry.");
    expect(infos).toMatchObject([{ error: thrown, handler: "onMessage", turnId: lastTurn(chat)?.id, reference: logged[0]?.reference }]);
    expect(infos[0]?.session).toBe(chat.session);
  });

  it.each(["onChatStart", "onReconnect", "onDisconnect", "onStop"] as const)(
    "is caught wherever it is thrown: in %s (LC-3)",
    async (name) => {
      const handlers: string[] = [];
      const app = createApp({ [name]: () => Promise.reject(new Error(name)) });
      app.onMessage((_message, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))));
      app.onError((_error, { handler }) => void handlers.push(handler) as undefined);
      await using chat = await openChat(app);
      chat.disconnect();
      chat.reconnect();
      await chat.post("go");
      await chat.stop();
      await chat.settled();
      await expect.poll(() => handlers).toEqual([name]);
      expect(chat.session.phase).toBe("open");
    },
  );

  it("of onChatEnd does not keep the chat from ending", async () => {
    const handlers: string[] = [];
    const app = createApp({ onChatEnd: () => Promise.reject(new Error("no")) });
    app.onError((_error, { handler }) => void handlers.push(handler) as undefined);
    await using chat = await openChat(app);
    await chat.leave();
    expect(handlers).toEqual(["onChatEnd"]);
    expect(chat.session.phase).toBe("ended");
  });
});
