// Ratings as lines for evaluation: each tells what was asked, what had been said, and what the person thought of the answer.
import { newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp, Message } from "../../index.ts";
import { openChat } from "../testing/open-chat.ts";
import { createMemoryDataLayer } from "./drivers/memory.ts";
import { feedbackLines } from "./feedback-lines.ts";

const app = createApp();
app.onChatStart(() => new Message("Ahoy!").send());
app.onMessage(async ({ content }, { regenerate }) => {
  await new Message({ content: regenerate ? `again ${content}` : `re ${content}`, metadata: { model: "harbour-1" } }).send();
});

async function read(layer: Parameters<typeof feedbackLines>[0], options?: Parameters<typeof feedbackLines>[1]) {
  const lines: Record<string, unknown>[] = [];
  for await (const line of feedbackLines(layer, options)) {
    expect(line).not.toContain("\n");
    lines.push(JSON.parse(line) as Record<string, unknown>);
  }
  return lines;
}

describe("a line", () => {
  it("of an imported chat has the profile it had there, whatever its tags are", async () => {
    const chat = await openChat(app, { user: { identifier: "ada" } });
    await chat.send("One");
    await chat.rate("up");
    const { dataLayer } = chat.session.services;
    await chat.session.recorder.commit();
    const row = await dataLayer.loadThread(chat.session.threadId);
    if (!row) throw new Error("The chat is not stored.");
    const kept = async (thread: object) => {
      await dataLayer.write({ threadId: row.id, epoch: row.epoch, thread: { ...row, ...thread } });
      return (await read(dataLayer))[0]?.["profile"];
    };
    expect(await kept({ tags: ["legacy"], metadata: { chat_profile: "GPT" } })).toBe("GPT");
    expect(await kept({ tags: ["GPT"], metadata: {} })).toBe("GPT");
  });

  it("has the question, what was said before it on its own branch, the answer, and the rating", async () => {
    const chat = await openChat(app, { user: { identifier: "ada" } });
    await chat.send("One");
    await chat.send("Two\nlines");
    await chat.rate("down", { tags: ["late"], comment: "No." });
    const answered = chat.messages.at(-1);
    await chat.regenerate(chat.session.state.path.at(-1) ?? newId());
    await chat.rate("up");
    await chat.send("Three");
    await chat.rate("up");
    const { dataLayer } = chat.session.services;
    const context = [
      { role: "assistant", content: "Ahoy!" },
      { role: "user", content: "One" },
      { role: "assistant", content: "re One" },
    ];
    const lines = await read(dataLayer);
    expect(lines).toMatchObject([
      { question: "Two\nlines", context, answer: "re Two\nlines", rating: 0, tags: ["late"], comment: "No.", model: "harbour-1" },
      { question: "Two\nlines", context, answer: "again Two\nlines", rating: 1, tags: [], comment: null },
      { question: "Three", context: [...context, { role: "user" }, { content: "again Two\nlines" }], answer: "re Three", rating: 1 },
    ]);
    expect(lines[0]).toMatchObject({
      threadId: chat.session.threadId,
      messageId: answered?.id,
      userId: chat.session.user?.id,
      profile: null,
      answeredAt: expect.any(String),
      ratedAt: expect.any(String),
    });
    expect((await read(dataLayer, { contextMessages: 1 }))[2]?.["context"]).toEqual([{ role: "assistant", content: "again Two\nlines" }]);
    expect((await read(dataLayer, { contextMessages: 0 }))[2]).toMatchObject({ question: "Three", context: [] });
    expect(await read(dataLayer, { since: "2999-01-01T00:00:00.000Z" })).toEqual([]);
    expect(await read(dataLayer, { accepts: ({ rating }) => rating === "down" })).toHaveLength(1);
  });

  it("of what the app said by itself has no question", async () => {
    const chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("One");
    await chat.rate("up", { message: chat.messages[0] });
    expect(await read(chat.session.services.dataLayer)).toMatchObject([{ question: null, context: [], answer: "Ahoy!", userId: null }]);
  });

  it("is there for none of the ratings that a layer does not keep", async () => {
    const { feedback: _feedback, ...without } = createMemoryDataLayer();
    expect(await read(without)).toEqual([]);
  });

  it("is there for each, however many pages they are", async () => {
    const chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("One");
    await chat.session.recorder.commit();
    const { dataLayer } = chat.session.services;
    const at = chat.session.now();
    const stepId = chat.messages.at(-1)?.id ?? newId();
    for (let i = 0; i < 230; i++)
      await dataLayer.feedback?.put({
        threadId: chat.session.threadId,
        stepId,
        owner: `visitor:${i}`,
        rating: "up",
        tags: [],
        createdAt: at,
        updatedAt: at,
      });
    expect(await read(dataLayer)).toHaveLength(230);
  });
});
