// Making a message. Rows MS-* are those of the feature catalogue.
import { isUuid, newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { doInChat } from "../testing/do-in-chat.ts";
import { chatContext } from "./chat-context.ts";
import { ErrorMessage } from "./error-message.ts";
import { Message } from "./message.ts";
import { Step, withStep } from "./step.ts";

describe("a message that is made", () => {
  it("outside of a chat says that it needs one (MS-1)", () => {
    expect(() => new Message("Hello")).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
  });

  it("has an id of its own, the app's name as author, and is an assistant's (MS-1)", async () => {
    await using done = await doInChat(() => new Message("Hello"), {
      config: { assistantName: "Ada" },
    });
    const message = done.result;
    expect(isUuid(message.id)).toBe(true);
    expect(message).toMatchObject({ content: "Hello", author: "Ada", type: "assistant_message", createdAt: undefined });
    expect(done.steps.map(({ type }) => type)).toEqual(["user_message"]);
  });

  it("refuses an id that is no UUID, which no page could read (MS-1)", async () => {
    await expect(doInChat(() => new Message({ id: "first", content: "" }))).rejects.toMatchObject({ code: "BAD_INPUT" });
    // JavaScript: what the second argument says would be dropped.
    for (const [Made, first] of [
      [Message, "text"],
      [Step, "name"],
    ] as const)
      await expect(doInChat(() => Reflect.construct(Made, [first, { elements: [] }]))).rejects.toMatchObject({
        code: "BAD_INPUT",
        fix: expect.stringContaining(`new ${Made.name}({`),
      });
    await expect(doInChat(() => new Message({ parentId: "first", content: "" }))).rejects.toMatchObject({ code: "BAD_INPUT" });
  });

  it.each([
    ["an object as JSON", { a: 1, name: "é" }, '{\n    "a": 1,\n    "name": "é"\n}', "json"],
    ["a list as JSON", [1, 2], "[\n    1,\n    2\n]", "json"],
    ["a map by its content", new Map([["a", 1n]]), '{\n    "a": "1"\n}', "json"],
    ["a ring without following it", ring(), '{\n    "self": "[Circular]"\n}', "json"],
    ["a number as text", 42, "42", "text"],
    ["an error by its message", new Error("No luck"), "No luck", "text"],
    ["nothing as an empty message", null, "", undefined],
    ["Markdown as it is", "**bold**", "**bold**", undefined],
  ])("shows %s (MS-2)", async (_what, content, text, language) => {
    await using done = await doInChat(() => new Message({ content }).send());
    expect(done.result.content).toBe(text);
    expect(done.steps.at(-1)?.output?.text ?? "").toBe(text);
    expect(done.steps.at(-1)?.language).toBe(language);
  });

  it("is an assistant's, the person's or the system's, and the model is told which (MS-3)", async () => {
    await using done = await doInChat(async () => {
      for (const type of ["assistant_message", "user_message", "system_message"] as const)
        await new Message({ content: type, type }).send();
      return chatContext.toOpenAI();
    });
    expect(done.result.slice(1)).toEqual([
      { role: "assistant", content: "assistant_message" },
      { role: "user", content: "user_message" },
      { role: "system", content: "system_message" },
    ]);
    expect(done.steps.slice(1).map(({ type }) => type)).toEqual(["assistant_message", "user_message", "system_message"]);
  });

  it("lies under the innermost open step, unless its author says where (MS-4)", async () => {
    await using done = await doInChat(async () => {
      const root = await new Message("root").send();
      const [step, inner, placed] = await withStep("Work", async (open) => [
        open.id,
        await new Message("inner").send(),
        await new Message({ content: "placed", parentId: root.id }).send(),
      ]);
      return { root, step, inner, placed };
    });
    const { root, step, inner, placed } = done.result;
    expect([root.parentId, inner.parentId, placed.parentId]).toEqual([undefined, step, root.id]);
    expect(done.steps.find(({ id }) => id === placed.id)?.parentId).toBe(root.id);
  });

  it("carries its author, language, metadata and tags to the chat (MS-11, MS-12, MS-13)", async () => {
    const options = { author: "Grace", language: "python", metadata: { avatarName: "g", at: new Date(0) }, tags: ["draft"] };
    await using done = await doInChat(() => new Message({ content: "print(1)", ...options }).send());
    expect(done.steps.at(-1)).toMatchObject({
      name: "Grace",
      language: "python",
      metadata: { avatarName: "g", at: "1970-01-01T00:00:00.000Z" },
      tags: ["draft"],
    });
  });

  it("refuses metadata that has no JSON, before it can stand in the way of the store (MS-13)", async () => {
    await expect(doInChat(() => new Message({ content: "", metadata: { big: 1n } }).send())).rejects.toMatchObject({ code: "BAD_INPUT" });
    await expect(doInChat(() => new Message({ content: "", metadata: ring() }).send())).rejects.toMatchObject({ code: "BAD_INPUT" });
  });

  it("can be sent after its metadata was mended (MS-13)", async () => {
    await using done = await doInChat(async () => {
      const message = new Message({ content: "kept", metadata: { big: 1n } });
      await expect(message.streamToken("!")).rejects.toMatchObject({ code: "BAD_INPUT" });
      message.metadata = {};
      await message.streamToken("!");
    });
    expect(done.chat.messages.at(-1)?.text).toBe("kept!");
  });

  it("becomes plain data with Chainlit's names, and comes back from it (MS-15)", async () => {
    const id = newId();
    await using done = await doInChat(async () => {
      const sent = await new Message({
        id,
        content: "x",
        author: "A",
        language: "sql",
        metadata: { a: 1 },
        tags: ["t"],
        command: "c",
      }).send();
      sent.isError = true;
      const json = JSON.parse(JSON.stringify(sent));
      return { json, again: Message.fromJSON(json).toJSON() };
    });
    const { json, again } = done.result;
    expect(json).toMatchObject({
      id,
      threadId: done.chat.session.threadId,
      output: "x",
      name: "A",
      type: "assistant_message",
      isError: true,
    });
    expect(json).toMatchObject({ language: "sql", metadata: { a: 1 }, tags: ["t"], command: "c", modes: null, parentId: null });
    expect([json.start, json.end]).toEqual([json.createdAt, json.createdAt]);
    expect(again).toEqual(json);
  });

  it("is an error when it is an ErrorMessage, also in storage (MS-17)", async () => {
    await using done = await doInChat(() => new ErrorMessage({ content: "Out of tea", author: "Kitchen" }).send());
    expect(done.steps.at(-1)).toMatchObject({ type: "assistant_message", name: "Kitchen", isError: true, output: { text: "Out of tea" } });
  });

  it("takes a time without a fraction and states it like every other (MS-22)", async () => {
    await using done = await doInChat(() => new Message({ content: "", createdAt: "2024-02-03T04:05:06Z" }).send());
    expect(done.steps.at(-1)?.createdAt).toBe("2024-02-03T04:05:06.000Z");
    await expect(doInChat(() => new Message({ content: "", createdAt: "yesterday" }))).rejects.toMatchObject({ code: "BAD_INPUT" });
  });
});

function ring(): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}
