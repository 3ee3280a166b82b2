// What the model is given. Row CX-4 of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { doInChat } from "../testing/do-in-chat.ts";
import { openChat } from "../testing/open-chat.ts";
import { askUser } from "./asks/ask-user.ts";
import { chatContext } from "./chat-context.ts";
import { ErrorMessage } from "./error-message.ts";
import { Message } from "./message.ts";
import { Step } from "./step.ts";

const texts = async () => (await chatContext.get()).map(({ content }) => content);

describe("the chat context (CX-4)", () => {
  it("holds what was said, in order and with roles; errors, steps and empty messages are not for models", async () => {
    await using done = await doInChat(async () => {
      await new Message("answer").send();
      await new ErrorMessage("no luck").send();
      await new Step("Search").send();
      await new Message("").send();
      return { openAI: await chatContext.toOpenAI(), model: await chatContext.toModelMessages() };
    });
    const said = [
      { role: "user", content: "do it" },
      { role: "assistant", content: "answer" },
    ];
    expect(done.result).toEqual({ openAI: said, model: said });
  });

  it("gives messages that can be changed, and a copy of the list", async () => {
    await using done = await doInChat(async () => {
      await new Message("draft").send();
      const list = await chatContext.get();
      const draft = list.at(-1);
      if (!draft) return [];
      draft.content = "final";
      await draft.update();
      list.pop();
      return texts();
    });
    expect(done.result).toEqual(["do it", "final"]);
    expect(done.chat.messages.at(-1)?.text).toBe("final");
  });

  it("takes messages that only the model reads, where they were added", async () => {
    const app = createApp();
    const seen: string[][] = [];
    app.onChatStart(() => void chatContext.add(new Message({ content: "You are a pirate.", type: "system_message" })));
    app.onMessage(async (message) => {
      const note = new Message(`note on ${message.content}`);
      expect(chatContext.add(note)).toBe(note);
      chatContext.add(note);
      await new Message(`re ${message.content}`).send();
      seen.push(await texts());
    });
    await using chat = await openChat(app);
    await chat.send("a");
    await chat.send("b");
    expect(seen[1]).toEqual(["You are a pirate.", "a", "note on a", "re a", "b", "note on b", "re b"]);
    expect(chat.messages.map(({ text }) => text)).toEqual(["a", "re a", "b", "re b"]);
  });

  it("counts a message once that was added and sent", async () => {
    await using done = await doInChat(async () => {
      const message = new Message("hello");
      chatContext.add(message);
      await message.send();
      chatContext.add(message);
      return texts();
    });
    expect(done.result).toEqual(["do it", "hello"]);
  });

  it("leaves messages out for the model only, says whether they were there, and takes them back", async () => {
    await using done = await doInChat(async () => {
      const message = await new Message("a secret").send();
      const added = chatContext.add(new Message("a hint"));
      const removed = [await chatContext.remove(message), await chatContext.remove(message), await chatContext.remove(added)];
      const without = await texts();
      chatContext.add(message);
      return { removed, without, again: await texts() };
    });
    expect(done.result).toEqual({ removed: [true, false, true], without: ["do it"], again: ["do it", "a secret"] });
    expect(done.chat.messages.map(({ text }) => text)).toEqual(["do it", "a secret"]);
  });

  it("starts afresh after clear, and what the person reads stays", async () => {
    const app = createApp();
    let seen: string[] = [];
    app.onMessage(async (message) => {
      chatContext.add(new Message("hint"));
      if (message.content === "forget") await chatContext.clear();
      chatContext.add(new Message("fresh"));
      seen = await texts();
    });
    await using chat = await openChat(app);
    await chat.send("one");
    await chat.send("forget");
    expect(seen).toEqual(["fresh"]);
    await chat.send("two");
    expect(seen).toEqual(["fresh", "two", "hint", "fresh"]);
    expect(chat.messages.map(({ text }) => text)).toEqual(["one", "forget", "two"]);
  });

  it("holds questions and their answers too, which Chainlit's does not", async () => {
    const app = createApp();
    let seen: unknown;
    app.onMessage(async () => {
      await askUser("Your name?");
      seen = await chatContext.toOpenAI();
    });
    await using chat = await openChat(app);
    await chat.send("hi");
    await chat.answer("Ada");
    expect(seen).toEqual([
      { role: "user", content: "hi" },
      { role: "assistant", content: "Your name?" },
      { role: "user", content: "Ada" },
    ]);
  });

  it("is each chat's own, outlives the network, and is empty in a new chat", async () => {
    const app = createApp();
    let seen: string[] = [];
    app.onMessage(async () => {
      seen = await texts();
    });
    await using ann = await openChat(app);
    await using bob = await openChat(app, { host: ann.host });
    await ann.send("ann");
    await bob.send("bob");
    expect(seen).toEqual(["bob"]);
    ann.disconnect();
    ann.reconnect();
    await ann.send("ann again");
    expect(seen).toEqual(["ann", "ann again"]);
    await expect(chatContext.get()).rejects.toMatchObject({ code: "NO_CHAT_CONTEXT" });
  });
});
