// A model that is a script: it draws one of two things, in pieces, as a real one writes.
import type { LanguageModelV3Prompt, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { simulateReadableStream } from "ai";
import { MockLanguageModelV3 } from "ai/test";

const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };

const ferries = (action: unknown) => ({
  type: "Card",
  title: "Ferries this afternoon",
  children: [
    {
      type: "Table",
      columns: [
        { key: "to", label: "To" },
        { key: "at", label: "At" },
      ],
      rows: [
        ["Kinloch", "12:30"],
        ["Port Ellary", "14:10"],
      ],
    },
    {
      type: "Facts",
      items: [
        ["Seats to Kinloch", 4],
        ["Price", "£12"],
      ],
    },
    { type: "Text", text: "The crossing takes two hours. There is a café on the upper deck, and dogs are welcome on a lead.", muted: true },
    { type: "Button", action },
  ],
});

/** It forgets once what it was offered, and mends that when it is told. */
const WRONG = ferries({ name: "pay", label: "Pay now", payload: {} });
const RIGHT = ferries({ name: "book", label: "Book Kinloch", payload: { sailing: 7 } });

export const model = new MockLanguageModelV3({
  doStream: async ({ prompt }) => ({ stream: simulateReadableStream({ chunks: answerTo(prompt), chunkDelayInMs: 25 }) }),
});

function answerTo(prompt: LanguageModelV3Prompt): LanguageModelV3StreamPart[] {
  const last = JSON.stringify(prompt.at(-1)?.content);
  if (last.includes("It is shown")) return say("There is room on both.");
  if (last.includes("Nothing was shown")) return draw(RIGHT);
  return /wrong/i.test(last) ? draw(WRONG) : draw(RIGHT);
}

function say(text: string): LanguageModelV3StreamPart[] {
  return answer("stop", [
    { type: "text-start", id: "text" },
    { type: "text-delta", id: "text", delta: text },
    { type: "text-end", id: "text" },
  ]);
}

function draw(view: unknown): LanguageModelV3StreamPart[] {
  const id = crypto.randomUUID();
  const input = JSON.stringify({ view });
  return answer("tool-calls", [
    { type: "tool-input-start", id, toolName: "show" },
    ...(input.match(/.{1,12}/gs) ?? []).map((delta): LanguageModelV3StreamPart => ({ type: "tool-input-delta", id, delta })),
    { type: "tool-input-end", id },
    { type: "tool-call", toolCallId: id, toolName: "show", input },
  ]);
}

function answer(unified: "stop" | "tool-calls", parts: readonly LanguageModelV3StreamPart[]): LanguageModelV3StreamPart[] {
  return [{ type: "stream-start", warnings: [] }, ...parts, { type: "finish", finishReason: { unified, raw: undefined }, usage }];
}
