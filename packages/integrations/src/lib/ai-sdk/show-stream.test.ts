import type { LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { simulateReadableStream, stepCountIs, streamText, tool } from "ai";
import { MockLanguageModelV3 } from "ai/test";
import { createApp } from "colloquy";
import { openChat } from "colloquy/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { showStream } from "./show-stream.ts";

const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };

function finish(unified: "stop" | "tool-calls") {
  return { type: "finish" as const, finishReason: { unified, raw: undefined }, usage };
}

/** A model that thinks, calls a tool, then answers. */
function thinkingModel() {
  let call = 0;
  return new MockLanguageModelV3({
    doStream: async () => ({
      stream: simulateReadableStream<LanguageModelV3StreamPart>({
        chunks:
          call++ === 0
            ? [
                { type: "stream-start" as const, warnings: [] },
                { type: "reasoning-start" as const, id: "r" },
                { type: "reasoning-delta" as const, id: "r", delta: "They want " },
                { type: "reasoning-delta" as const, id: "r", delta: "the sum." },
                { type: "reasoning-end" as const, id: "r" },
                { type: "tool-call" as const, toolCallId: "c", toolName: "add", input: '{"a":2,"b":3}' },
                finish("tool-calls"),
              ]
            : [
                { type: "stream-start" as const, warnings: [] },
                { type: "text-start" as const, id: "t" },
                { type: "text-delta" as const, id: "t", delta: "It is " },
                { type: "text-delta" as const, id: "t", delta: "five." },
                { type: "text-end" as const, id: "t" },
                finish("stop"),
              ],
      }),
    }),
  });
}

describe("a stream of the AI SDK", () => {
  it("shows reasoning and tool calls as steps, and the text as a message", async () => {
    const app = createApp();
    const add = tool({ inputSchema: z.object({ a: z.number(), b: z.number() }), execute: ({ a, b }) => a + b });
    app.onMessage(async (message, { signal }) => {
      await showStream(
        streamText({ model: thinkingModel(), prompt: message.content, tools: { add }, stopWhen: stepCountIs(3), abortSignal: signal }),
      );
    });
    await using chat = await openChat(app);
    expect(await chat.send("2+3?")).toBe("It is five.");
    const steps = [...chat.state.steps.values()].filter(({ step }) => !step.type.endsWith("_message"));
    expect(steps.map(({ step, texts }) => [step.type, step.name, texts.input?.read() ?? "", texts.output?.read()])).toEqual([
      ["llm", "Reasoning", "", "They want the sum."],
      ["tool", "add", '{\n    "a": 2,\n    "b": 3\n}', "5"],
    ]);
    expect(steps.every(({ step }) => step.end !== undefined)).toBe(true);
  });

  it("keeps what was written when the model fails, and fails the turn with its error", async () => {
    const app = createApp();
    const model = new MockLanguageModelV3({
      doStream: async () => ({
        stream: simulateReadableStream<LanguageModelV3StreamPart>({
          chunks: [
            { type: "text-start" as const, id: "t" },
            { type: "text-delta" as const, id: "t", delta: "Half an" },
            { type: "error" as const, error: new Error("The model is overloaded.") },
          ],
        }),
      }),
    });
    app.onMessage(async (message) => {
      await showStream(streamText({ model, prompt: message.content, onError: () => undefined }));
    });
    await using chat = await openChat(app);
    expect(await chat.send("hi")).toBe("Half an");
    const turn = chat.state.turns.get(chat.state.path.at(-1) as never)?.turn;
    expect(turn).toMatchObject({ state: "failed", error: { message: "The model is overloaded." } });
  });
});
