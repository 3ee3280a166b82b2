// What a test is told when the app, or what it takes for one, is not as it should be.
import { afterEach, describe, expect, it } from "vitest";
import { createApp, Message, onMessage } from "../../index.ts";
import { resetDefaultApp } from "../app/app.ts";
import { openChat } from "./open-chat.ts";

afterEach(() => {
  resetDefaultApp();
});

describe("the app of a test chat", () => {
  it("is the default app when none is given", async () => {
    onMessage(async (message) => {
      await new Message(`You said ${message.content}`).send();
    });
    await using chat = await openChat();
    expect(await chat.send("hi")).toBe("You said hi");
  });

  it("must be there: without one, and without handlers at the top level, the error says what to do", async () => {
    await expect(openChat()).rejects.toMatchObject({ code: "BAD_APP", fix: expect.stringContaining('import "./app.ts"') });
  });

  it.each([
    ["a module whose functions were called at the top level", { onChat: () => undefined }],
    ["a function", () => undefined],
    ["null", null],
  ])("cannot be %s", async (_what, given) => {
    await expect(openChat(given as never)).rejects.toMatchObject({
      code: "BAD_APP",
      message: "openChat got something that is no app.",
      fix: expect.stringContaining("createApp"),
    });
  });
});

describe("a handler that throws", () => {
  it("is among the errors of the chat, oldest first, and what the person sent is no answer", async () => {
    const app = createApp({
      onMessage: ({ content }) => {
        throw new Error(`cannot ${content}`);
      },
    });
    await using chat = await openChat(app);
    expect(chat.errors).toEqual([]);
    expect(await chat.send("swim")).toBe("");
    expect(await chat.send("fly")).toBe("");
    expect(chat.errors.map(({ message }) => message)).toEqual(["cannot swim", "cannot fly"]);
  });

  it("after it has said something still returns that", async () => {
    const app = createApp({
      onMessage: async () => {
        await new Message("half").send();
        throw new Error("broken");
      },
    });
    await using chat = await openChat(app);
    expect(await chat.send("go")).toBe("half");
    expect(chat.errors).toMatchObject([{ message: "broken" }]);
  });
});
