// What the model of the AI SDK is given of its own work with tools in the next turn: checked by the SDK itself.
import type { LanguageModelV3CallOptions, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { type ModelMessage, modelMessageSchema, simulateReadableStream, stepCountIs, streamText, tool } from "ai";
import { MockLanguageModelV3 } from "ai/test";
import { type App, chatContext, createApp, Message } from "colloquy";
import { openChat } from "colloquy/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { showStream } from "./show-stream.ts";

const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };

const says = (delta: string): LanguageModelV3StreamPart[] => [
  { type: "text-start", id: "t" },
  { type: "text-delta", id: "t", delta },
  { type: "text-end", id: "t" },
];
const calls = (toolCallId: string, toolName: string, input: object): LanguageModelV3StreamPart => ({
  type: "tool-call",
  toolCallId,
  toolName,
  input: JSON.stringify(input),
});

type Prompt = LanguageModelV3CallOptions["prompt"];
type Script = (prompt: Prompt, index: number) => LanguageModelV3StreamPart[];

/** A model that answers what is written here, and says what it was given. */
function scripted(script: Script) {
  const prompts: Prompt[] = [];
  const model = new MockLanguageModelV3({
    doStream: async ({ prompt }) => {
      const parts = script(prompt, prompts.push(prompt) - 1);
      const unified = parts.some(({ type }) => type === "tool-call") ? ("tool-calls" as const) : ("stop" as const);
      const start = { type: "stream-start" as const, warnings: [] };
      const chunks = [start, ...parts, { type: "finish" as const, finishReason: { unified, raw: undefined }, usage }];
      return { stream: simulateReadableStream<LanguageModelV3StreamPart>({ chunks }) };
    },
  });
  return { model, prompts };
}

/** One answer after the other. */
const inOrder =
  (...answers: LanguageModelV3StreamPart[][]): Script =>
  (_prompt, index) =>
    answers[index] ?? says("Nothing more.");

/** An answer to each thing that is said; after a tool there is nothing more to say. */
const byWord =
  (answers: Readonly<Record<string, LanguageModelV3StreamPart[]>>): Script =>
  (prompt) => {
    const { role, content } = prompt.at(-1) ?? {};
    const said = Array.isArray(content) ? content.map((part) => (part.type === "text" ? part.text : "")).join("") : "";
    return (role === "user" ? answers[said] : undefined) ?? says("Nothing more.");
  };

const tools = {
  weather: tool({ inputSchema: z.object({ place: z.string() }), execute: ({ place }) => ({ place, degrees: 7 }) }),
  broken: tool({
    inputSchema: z.object({ sensor: z.optional(z.string()) }),
    execute: (): string => {
      throw new Error("The sensor is gone.");
    },
  }),
};

function agent(model: MockLanguageModelV3, given: ModelMessage[][] = []): App {
  return createApp({
    onMessage: async (_message, { signal }) => {
      // The types of the SDK take what the chat gives, and its own check does too.
      const messages: ModelMessage[] = await chatContext.toModelMessages();
      given.push(messages.map((message) => modelMessageSchema.parse(message)));
      await showStream(streamText({ model, messages, tools, stopWhen: stepCountIs(4), abortSignal: signal, onError: () => undefined }));
    },
  });
}

/** What a prompt holds, as one word a part. */
function outline(prompt: Prompt | undefined): string[] {
  return (prompt ?? []).map(({ role, content }) => {
    const parts =
      typeof content === "string"
        ? [content]
        : content.map((part) => ("toolCallId" in part ? `${part.type}:${part.toolCallId}` : "text" in part ? part.text : part.type));
    return `${role} ${parts.join(" ")}`;
  });
}

describe("the next turn of an agent", () => {
  it("gives the model what it had seen in the turn before, call by call", async () => {
    const { model, prompts } = scripted(
      inOrder(
        [...says("I look."), calls("a", "weather", { place: "Oslo" }), calls("b", "weather", { place: "Bergen" })],
        [calls("c", "broken", {})],
        says("Seven in both."),
        says("Oslo and Bergen."),
      ),
    );
    await using chat = await openChat(agent(model));
    expect(await chat.send("How warm?")).toBe("Seven in both.");
    expect(chat.errors).toEqual([]);
    expect(await chat.send("Where?")).toBe("Oslo and Bergen.");
    expect(outline(prompts[3])).toEqual([
      "user How warm?",
      "assistant I look. tool-call:a tool-call:b",
      "tool tool-result:a tool-result:b",
      "assistant tool-call:c",
      "tool tool-result:c",
      "assistant Seven in both.",
      "user Where?",
    ]);
    // Within the turn the SDK itself remembers: what the chat gives afterwards is the same, part by part.
    const plain = (prompt: unknown) => JSON.parse(JSON.stringify(prompt));
    expect(plain(prompts[3]?.slice(0, 5))).toMatchObject(plain(prompts[2]?.slice(0, 5)));
  });

  it("leaves out a call that failed with its stream, what the provider ran itself, and a call for the app to answer", async () => {
    const { model, prompts } = scripted(
      byWord({
        one: [calls("cut", "weather", { place: "Oslo" }), { type: "error", error: new Error("The model is overloaded.") }],
        two: [
          { ...calls("own", "search", { q: "x" }), providerExecuted: true, dynamic: true } as LanguageModelV3StreamPart,
          { type: "tool-result", toolCallId: "own", toolName: "search", result: { hits: 1 }, dynamic: true } as LanguageModelV3StreamPart,
          ...says("Found."),
        ],
        three: says("Fine."),
      }),
    );
    await using chat = await openChat(agent(model));
    await chat.send("one");
    await chat.send("two");
    expect(await chat.send("three")).toBe("Fine.");
    const given = outline(prompts.at(-1));
    expect(given.filter((line) => line.includes("own"))).toEqual([]);
    for (const id of given.join(" ").matchAll(/tool-call:(\w+)/g)) expect(given.join(" ")).toContain(`tool-result:${id[1]}`);
    expect(given.at(-1)).toBe("user three");
  });

  it("tells the model of a call it got wrong, in a form that its provider takes back", async () => {
    const { model, prompts } = scripted(
      inOrder([{ ...calls("bad", "weather", {}), input: "{ no json" } as LanguageModelV3StreamPart], says("Sorry."), says("Fine.")),
    );
    await using chat = await openChat(agent(model));
    expect(await chat.send("one")).toBe("Sorry.");
    expect(await chat.send("two")).toBe("Fine.");
    const call = prompts[2]?.flatMap(({ content }) => (typeof content === "string" ? [] : content.filter((part) => part.type !== "text")));
    expect(call).toMatchObject([
      { type: "tool-call", toolCallId: "bad", input: {} },
      { type: "tool-result", toolCallId: "bad", output: { type: "error-text" } },
    ]);
  });

  it("says nothing of tools where the app does not want it", async () => {
    const { model } = scripted(inOrder([calls("a", "weather", { place: "Oslo" })], says("Seven.")));
    const app = agent(model);
    await using chat = await openChat(app);
    await chat.send("How warm?");
    app.onMessage(async () => {
      const messages: ModelMessage[] = await chatContext.toModelMessages({ tools: false });
      await new Message(messages.map(({ role }) => role).join(" ")).send();
    });
    expect(await chat.send("again")).toBe("user assistant user");
  });
});
