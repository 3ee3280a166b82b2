// What becomes of a message after it was made. Rows MS-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { createSqliteFile } from "../sqlite/sqlite-file.ts";
import { doInChat, storedSteps } from "../testing/do-in-chat.ts";
import { openChat } from "../testing/open-chat.ts";
import { chatContext } from "./chat-context.ts";
import { ErrorMessage } from "./error-message.ts";
import { Message } from "./message.ts";
import { withStep } from "./step.ts";

const DATA_LAYERS = [
  ["memory", () => createMemoryDataLayer()],
  ["SQLite", () => createSqliteDataLayer(createSqliteFile({ file: ":memory:" }))],
] as const;

describe("a message", () => {
  it("that is sent twice is one message, in the chat, in storage and for the model (MS-5)", async () => {
    await using done = await doInChat(async () => {
      const message = new Message("once");
      expect(await message.send()).toBe(message);
      await message.send();
      return { id: message.id, context: await chatContext.toOpenAI() };
    });
    expect(done.chat.messages.map(({ text }) => text)).toEqual(["do it", "once"]);
    expect(done.result.context.map(({ content }) => content)).toEqual(["do it", "once"]);
    expect([...(await storedSteps(done.chat)).values()].filter(({ type }) => type === "assistant_message")).toHaveLength(1);
  });

  it("shows what was changed after an update, and stores it (MS-8)", async () => {
    await using done = await doInChat(async ({ session }) => {
      const message = await new Message("draft").send();
      message.content = { final: true };
      message.author = "Editor";
      const before = session.state.steps.get(message.id)?.texts.output?.read();
      await message.update();
      return { id: message.id, before };
    });
    const expected = { name: "Editor", language: "json", output: { text: '{\n    "final": true\n}' } };
    expect(done.result.before).toBe("draft");
    expect(done.steps.at(-1)).toMatchObject(expected);
    expect((await storedSteps(done.chat)).get(done.result.id)).toMatchObject(expected);
  });

  it("appears when it is updated without having been sent (MS-8)", async () => {
    await using done = await doInChat(() => new Message("late").update());
    expect(done.chat.messages.at(-1)?.text).toBe("late");
  });

  it("that is removed is gone with what lies under it: from the chat, from storage and for the model (MS-9)", async () => {
    await using done = await doInChat(async () => {
      const message = await new Message("wrong").send();
      await withStep({ name: "Why", parentId: message.id }, () => new Message("because").send());
      await message.remove();
      return chatContext.toOpenAI();
    });
    expect(done.steps.map(({ type }) => type)).toEqual(["user_message"]);
    expect(done.result).toEqual([{ role: "user", content: "do it" }]);
    expect((await storedSteps(done.chat)).size).toBe(1);
  });

  it("that was removed can be sent again with all of its text (MS-9)", async () => {
    await using done = await doInChat(async () => {
      const message = await new Message("again").send();
      await message.remove();
      await message.remove();
      await message.send();
      return message.id;
    });
    expect(done.chat.messages.at(-1)?.text).toBe("again");
    expect((await storedSteps(done.chat)).get(done.result)?.output?.text).toBe("again");
  });

  it.each(DATA_LAYERS)("keeps metadata, tags, language and the mark of an error in %s (MS-13, MS-17)", async (_name, create) => {
    const options = { metadata: { deep: { list: [1, null, "x"] } }, tags: ["a", "b"], language: "rust" };
    await using done = await doInChat(
      async () => {
        const sent = await new Message({ content: "fn main() {}", ...options }).send();
        return [sent.id, (await new ErrorMessage("no").send()).id] as const;
      },
      { dataLayer: create() },
    );
    const stored = await storedSteps(done.chat);
    expect(stored.get(done.result[0])).toMatchObject(options);
    expect(stored.get(done.result[1])).toMatchObject({ isError: true, output: { text: "no" } });
  });

  it.each(DATA_LAYERS)(
    "with a time without a fraction is stored in %s, and every time is UTC with milliseconds (MS-22)",
    async (_name, create) => {
      await using done = await doInChat(() => new Message({ content: "old", createdAt: "2020-01-01T00:00:00+01:00" }).send(), {
        dataLayer: create(),
      });
      const stored = (await storedSteps(done.chat)).get(done.result.id);
      expect(stored?.createdAt).toBe("2019-12-31T23:00:00.000Z");
      expect(stored?.end).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    },
  );

  it("of the person names the thread, once, in one line of at most 255 characters (MS-20)", async () => {
    const app = createApp({ onChatStart: () => new Message("Welcome").send() });
    await using chat = await openChat(app);
    expect(chat.state.thread.name).toBeUndefined();
    await chat.send(`  Hello\n  world ${"😀".repeat(300)}`);
    await chat.send("second");
    const { name } = chat.state.thread;
    expect(name).toMatch(/^Hello world 😀/);
    expect(Array.from(name ?? "")).toHaveLength(255);
    await chat.session.recorder.flush();
    expect((await chat.session.services.dataLayer.loadThread(chat.session.threadId))?.name).toBe(name);
  });

  it("is not stored before the person has said something (LC-7)", async () => {
    const app = createApp({ onChatStart: () => new Message("Welcome").send() });
    await using chat = await openChat(app);
    expect(chat.messages.map(({ text }) => text)).toEqual(["Welcome"]);
    expect(await chat.session.services.dataLayer.loadThread(chat.session.threadId)).toBeUndefined();
    await chat.send("hi");
    expect([...(await storedSteps(chat)).values()].map(({ output }) => output?.text)).toEqual(["Welcome", "hi"]);
  });
});
