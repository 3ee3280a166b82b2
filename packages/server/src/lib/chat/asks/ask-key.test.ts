// Questions with a key: what a person has answered once is not asked again by Retry.
import type { TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../../app/app.ts";
import { openChat, type TestChat } from "../../testing/open-chat.ts";
import { Message } from "../message.ts";
import { askUser } from "./ask-user.ts";

const OPEN = { timeout: null };

const openAsks = ({ state }: TestChat) => [...state.asks.values()];

describe("a question with a key", () => {
  it("is not put again by Retry: the stored answer is taken", async () => {
    let fail = true;
    const app = createApp();
    app.onMessage(async () => {
      const color = await askUser("Color?", { ...OPEN, key: "color" });
      if (fail) throw new Error("no");
      await new Message(`You like ${color?.content}`).send();
    });
    await using chat = await openChat(app);
    await chat.send("hi");
    await chat.answer("blue");
    fail = false;
    expect(await chat.regenerate(chat.state.path.at(-1) as TurnId)).toBe("You like blue");
    expect(openAsks(chat)).toEqual([]);
  });

  it("is put again when the person asks for another answer of a turn that had succeeded", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const color = await askUser("Color?", { ...OPEN, key: "color" });
      await new Message(`You like ${color?.content}`).send();
    });
    await using chat = await openChat(app);
    await chat.send("hi");
    await chat.answer("blue");
    expect(await chat.regenerate(chat.state.path.at(-1) as TurnId)).toBe("Color?");
    expect(await chat.answer("red")).toBe("You like red");
  });
});
