// The work with tools that a model is given again.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { doInChat } from "../testing/do-in-chat.ts";
import { createDurableStores } from "../testing/durable-stores.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { sleep } from "./ambient.ts";
import { chatContext } from "./chat-context.ts";
import { Message } from "./message.ts";
import type { ModelContextOptions } from "./model-messages.ts";
import { Step, withStep } from "./step.ts";

const both = async (options: ModelContextOptions = {}) => ({
  openAI: await chatContext.toOpenAI(options),
  model: await chatContext.toModelMessages(options),
});

/** A call with its result, as an app shows it that asks the model itself. */
async function called(id: string, output: unknown, { name = "look", input = {} as unknown, batch = id } = {}): Promise<Step> {
  const step = await new Step({ name: "Looks it up", type: "tool", toolCall: { id, name, batch } }).begin();
  step.input = input;
  step.output = output;
  await step.end();
  return step;
}

describe("a model is given its calls and their results again", () => {
  it("behind what it said before them, in one answer where it made them in one", async () => {
    await using done = await doInChat(async () => {
      await new Message("I look.").send();
      await called("a", { degrees: 7 }, { input: { place: "Oslo" }, batch: "1" });
      await called("b", "none", { input: { place: "Nowhere" }, batch: "1" });
      await called("c", 8, { batch: "2" });
      await new Message("Seven.").send();
      return both();
    });
    const call = (id: string, args: object) => ({ id, type: "function", function: { name: "look", arguments: JSON.stringify(args) } });
    expect(done.result.openAI).toEqual([
      { role: "user", content: "do it" },
      { role: "assistant", content: "I look.", tool_calls: [call("a", { place: "Oslo" }), call("b", { place: "Nowhere" })] },
      { role: "tool", tool_call_id: "a", content: '{"degrees":7}' },
      { role: "tool", tool_call_id: "b", content: "none" },
      { role: "assistant", content: null, tool_calls: [call("c", {})] },
      { role: "tool", tool_call_id: "c", content: "8" },
      { role: "assistant", content: "Seven." },
    ]);
    const part = (toolCallId: string, input: object) => ({ type: "tool-call", toolCallId, toolName: "look", input });
    const result = (toolCallId: string, output: object) => ({ type: "tool-result", toolCallId, toolName: "look", output });
    expect(done.result.model).toEqual([
      { role: "user", content: "do it" },
      { role: "assistant", content: [{ type: "text", text: "I look." }, part("a", { place: "Oslo" }), part("b", { place: "Nowhere" })] },
      { role: "tool", content: [result("a", { type: "json", value: { degrees: 7 } }), result("b", { type: "text", value: "none" })] },
      { role: "assistant", content: [part("c", {})] },
      { role: "tool", content: [result("c", { type: "text", value: "8" })] },
      { role: "assistant", content: "Seven." },
    ]);
  });

  it("takes calls that ran at the same time for one answer, when nothing else is said of them", async () => {
    await using done = await doInChat(async () => {
      const open = (id: string) => new Step({ type: "tool", toolCall: { id, name: "look" } }).begin();
      const [first, second] = [await open("a"), await open("b")];
      await new Promise((resolve) => setTimeout(resolve, 5));
      await second.end();
      await first.end();
      await new Promise((resolve) => setTimeout(resolve, 5));
      await (await open("c")).end();
      return chatContext.toOpenAI();
    });
    expect(done.result.map((message) => ("tool_calls" in message ? message.tool_calls?.map(({ id }) => id) : message.role))).toEqual([
      "user",
      ["a", "b"],
      "tool",
      "tool",
      ["c"],
      "tool",
    ]);
  });

  it("with the error of one that failed", async () => {
    await using done = await doInChat(async () => {
      const options = { type: "tool", toolCall: { id: "a", name: "look" } } as const;
      await withStep(options, () => Promise.reject(new Error("The shelf is empty."))).catch(() => undefined);
      return both();
    });
    expect(done.result.openAI.at(-1)).toEqual({ role: "tool", tool_call_id: "a", content: "The shelf is empty." });
    expect(done.result.model.at(-1)).toMatchObject({ content: [{ output: { type: "error-text", value: "The shelf is empty." } }] });
  });

  it("never with a call that has no result, or a result of no call: what runs, what was stopped, steps of the app's own", async () => {
    const app = createApp();
    app.onMessage(async (_message, { signal }) => {
      await called("ended", "fine");
      await withStep({ name: "Own work", type: "tool" }, () => "not the model's");
      const step = await new Step({ type: "tool", toolCall: { id: "stopped", name: "look" } }).begin();
      await step.streamToken("half of the res");
      await sleep(60_000, { signal });
    });
    await using chat = await openChat(app);
    await chat.post("go");
    await expect.poll(() => [...chat.state.steps.values()].some(({ texts }) => texts.output?.read() === "half of the res")).toBe(true);
    await chat.stop();
    await chat.settled();
    const seen = await inHandler(app, chat, () => both());
    expect(JSON.stringify(seen)).not.toContain("stopped");
    expect(JSON.stringify(seen)).not.toContain("own");
    expect(seen.openAI.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "user"]);
  });

  it("but not with what a tool called in its turn: that is no business of the model that called the tool", async () => {
    await using done = await doInChat(async () => {
      await withStep({ type: "tool", toolCall: { id: "outer", name: "research" } }, async () => {
        await withStep("Reads", () => called("inner", "a page"));
        return "A summary.";
      });
      return chatContext.toOpenAI();
    });
    expect(JSON.stringify(done.result)).toContain("outer");
    expect(JSON.stringify(done.result)).not.toContain("inner");
  });

  it("with ids that come once, also from a server that counts its calls anew for every answer", async () => {
    const app = createApp();
    app.onMessage(async () => void (await called("call_0", "fine")));
    await using chat = await openChat(app);
    await chat.send("one");
    await chat.send("two");
    const { model } = await inHandler(app, chat, () => both());
    const parts = model.flatMap(({ content }): readonly object[] => (typeof content === "string" ? [] : content));
    const ids = parts.flatMap((part) => ("toolCallId" in part ? [part.toolCallId] : []));
    expect(ids).toEqual(["call_0", "call_0", "call_0_2", "call_0_2"]);
  });

  it("cut where a result is long, of the latest turns, or not at all", async () => {
    const app = createApp();
    app.onMessage(async () => void (await called("a", "x".repeat(9000))));
    await using chat = await openChat(app);
    for (let turn = 0; turn < 12; turn++) await chat.send(`m${turn}`);
    const roles = (options: ModelContextOptions) =>
      inHandler(app, chat, async () => (await chatContext.toOpenAI(options)).filter(({ role }) => role === "tool"));
    const usual = await roles({});
    expect(usual).toHaveLength(9); // Ten turns, one of which is the question itself.
    expect(usual[0]?.content).toMatch(/^x{8000}\n\[1000 more characters were left out here\.\]$/);
    expect(await roles({ tools: { turns: 3, resultLength: 4 } })).toMatchObject([
      { content: "xxxx\n[8996 more characters were left out here.]" },
    ]);
    expect(await roles({ tools: { turns: 0 } })).toEqual([]);
    expect(await roles({ tools: false })).toEqual([]);
  });

  it("with an object for its input, whatever the model had written", async () => {
    await using done = await doInChat(async () => {
      await called("a", "no", { input: "{ not json" });
      await called("b", "no", { input: [1] });
      return chatContext.toModelMessages();
    });
    expect(done.result.filter(({ role }) => role === "assistant")).toMatchObject([
      { content: [{ input: {} }] },
      { content: [{ input: {} }] },
    ]);
  });

  it("the same after a restart and beyond the window, and on the shown branch only", async () => {
    const open = await createDurableStores();
    const app = createApp();
    app.onMessage(async ({ content }) => {
      if (content === "tool" || content === "edited") await called(content, { said: content });
      await new Message(`re ${content}`).send();
    });
    const owner = "visitor:a";
    const first = await openChat(app, { ...open(), owner });
    const edited = await first.post("tool");
    await first.settled();
    await first.edit(edited, "edited");
    for (let turn = 0; turn < 25; turn++) await first.send(`m${turn}`);
    const options = { tools: { turns: 100 } };
    const before = await inHandler(app, first, () => both(options));
    const { threadId } = first.session;
    await first[Symbol.asyncDispose]();
    await using second = await openChat(app, { ...open(), owner, threadId });
    const after = await inHandler(app, second, () => both(options));
    expect(after.model.slice(0, before.model.length)).toEqual(before.model);
    expect(after.openAI.slice(0, before.openAI.length)).toEqual(before.openAI);
    expect(before.openAI.slice(0, 4)).toMatchObject([
      { role: "user", content: "edited" },
      { role: "assistant", tool_calls: [{ id: "edited" }] },
      { role: "tool", tool_call_id: "edited", content: '{"said":"edited"}' },
      { role: "assistant", content: "re edited" },
    ]);
    expect(JSON.stringify(before.openAI)).not.toContain('"id":"tool"');
  });

  it("no more after clear, and with notes where they were added", async () => {
    await using done = await doInChat(async () => {
      await called("a", "old");
      await chatContext.clear();
      await called("b", "new");
      chatContext.add(new Message("a note"));
      await called("c", "newer");
      return chatContext.toOpenAI();
    });
    expect(done.result.map((message) => ("tool_call_id" in message ? message.tool_call_id : (message.content ?? "call")))).toEqual([
      "call",
      "b",
      "a note",
      "c",
    ]);
  });

  it("refuses a call that names no tool, or goes with another kind of step", async () => {
    await using done = await doInChat(() =>
      [{ type: "tool", toolCall: {} }, { type: "tool", toolCall: "look" }, { toolCall: { id: "a", name: "look" } }].map((options) => {
        try {
          return new Step(options as never).name;
        } catch (error) {
          return (error as { code?: string }).code;
        }
      }),
    );
    expect(done.result).toEqual(["BAD_INPUT", "BAD_INPUT", "BAD_INPUT"]);
  });
});
