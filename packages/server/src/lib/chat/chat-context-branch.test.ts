// What the model is given after an edit, or when another answer was asked for. Row CX-4 of the feature catalogue.
import type { StepId, TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { openChat } from "../testing/open-chat.ts";
import { chatContext } from "./chat-context.ts";
import { Message } from "./message.ts";

const texts = async () => (await chatContext.get()).map(({ content }) => content);

describe("the chat context (CX-4)", () => {
  it("follows the branch that is shown, with what was added on it and without what was added on another", async () => {
    const app = createApp();
    let seen: string[] = [];
    app.onMessage(async (message, { regenerate }) => {
      chatContext.add(new Message(regenerate ? "second try" : `note on ${message.content}`));
      await new Message(`re ${message.content}`).send();
      seen = await texts();
    });
    await using chat = await openChat(app);
    await chat.send("a");
    await chat.send("b");
    const b = chat.messages.find(({ text }) => text === "b")?.id as StepId;
    await chat.edit(b, "B");
    expect(seen).toEqual(["a", "note on a", "re a", "B", "note on B", "re B"]);
    await chat.regenerate(chat.state.path.at(-1) as TurnId);
    expect(seen).toEqual(["a", "note on a", "re a", "B", "second try", "re B"]);
  });
});
