// A model that draws: what it writes is shown while it comes, what is wrong goes back to it, and what it offers is pressed.
import type { LanguageModelV3CallOptions, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import type { ServerEvent } from "@colloquy/protocol";
import { simulateReadableStream, stepCountIs, streamText } from "ai";
import { MockLanguageModelV3 } from "ai/test";
import { chatContext, createApp } from "colloquy";
import { openChat } from "colloquy/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { showStream } from "./show-stream.ts";
import { viewTool } from "./view-tool.ts";

const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };

/** A model that draws these, one after the other, and then says something. */
function artist(...drawings: readonly unknown[]) {
  const prompts: LanguageModelV3CallOptions["prompt"][] = [];
  const model = new MockLanguageModelV3({
    doStream: async ({ prompt }) => {
      const drawing = drawings[prompts.length];
      prompts.push(prompt);
      const toolCallId = `c${prompts.length}`;
      const input = JSON.stringify({ view: drawing });
      const pieces = input.match(/.{1,40}/gs) ?? [];
      const parts: LanguageModelV3StreamPart[] =
        drawing === undefined
          ? [
              { type: "text-start", id: "t" },
              { type: "text-delta", id: "t", delta: "There it is." },
              { type: "text-end", id: "t" },
            ]
          : [
              { type: "tool-input-start", id: toolCallId, toolName: "show" },
              ...pieces.map((delta): LanguageModelV3StreamPart => ({ type: "tool-input-delta", id: toolCallId, delta })),
              { type: "tool-input-end", id: toolCallId },
              { type: "tool-call", toolCallId, toolName: "show", input },
            ];
      const unified = drawing === undefined ? ("stop" as const) : ("tool-calls" as const);
      const chunks: LanguageModelV3StreamPart[] = [
        { type: "stream-start", warnings: [] },
        ...parts,
        { type: "finish", finishReason: { unified, raw: undefined }, usage },
      ];
      return { stream: simulateReadableStream<LanguageModelV3StreamPart>({ chunks, chunkDelayInMs: 30 }) };
    },
  });
  return { model, prompts };
}

function drawingApp(...drawings: readonly unknown[]) {
  const { model, prompts } = artist(...drawings);
  const app = createApp();
  const booked: number[] = [];
  const book = app.action("book", z.object({ sailing: z.int() }), async ({ sailing }) => void booked.push(sailing));
  app.onMessage(async (_message, { signal }) => {
    const tools = { show: viewTool({ actions: { book } }) };
    const messages = await chatContext.toModelMessages();
    await showStream(streamText({ model, messages, tools, stopWhen: stepCountIs(4), abortSignal: signal }));
  });
  return { app, prompts, booked };
}

const sailing = (action: unknown) => ({
  type: "Card",
  title: "Kinloch, 12:30",
  children: [
    {
      type: "Facts",
      items: [
        ["Seats", 4],
        ["Price", "£12"],
      ],
    },
    { type: "Text", text: "The ferry takes two hours, and there is a café on the upper deck where breakfast is served until ten." },
    { type: "Button", action },
  ],
});

describe("a view that a model draws with the AI SDK", () => {
  it("is shown while it is written, and its buttons run what the app offers", async () => {
    const { app, booked, prompts } = drawingApp(sailing({ name: "book", label: "Book", payload: { sailing: 7 } }));
    await using chat = await openChat(app, { clock: "real" });
    const events: ServerEvent[] = [];
    chat.host.registry.attach(chat.session, {
      supports: new Set(["streaming"]),
      send: (sent) => void events.push(...sent),
      closed: () => undefined,
    });
    expect(await chat.send("which ferry?")).toBe("There it is.");
    expect(chat.errors).toEqual([]);
    const seen = events.flatMap((event) => (event.type === "element-set" || event.type === "element-patch" ? [JSON.stringify(event)] : []));
    // First what stands for it, then parts of it, and the whole at last.
    expect(seen[0]).toContain('"Skeleton"');
    const half = seen.findIndex((json) => json.includes("Kinloch") && !json.includes("Book"));
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(seen.length - 1);
    expect(chat.view()).toMatchObject({
      type: "Card",
      children: [{ type: "Facts" }, { type: "Text" }, { type: "Button", action: { name: "book" } }],
    });
    // A page that did not hear the server refuse anything knows whom it is from.
    const views = [...chat.session.state.elements.values()].filter(({ type }) => type === "view");
    expect(views.map(({ props }) => props?.["drawnBy"])).toEqual(["model"]);
    await chat.press("Book");
    expect(booked).toEqual([7]);
    expect(JSON.stringify(prompts.at(-1))).toContain("It is shown to the person.");
  });

  it("that names what is not offered goes back to the model as text; nothing of it is left, and the model tries again", async () => {
    const { app, prompts, booked } = drawingApp(
      sailing({ name: "pay", label: "Pay", payload: {} }),
      sailing({ name: "book", label: "Book", payload: { sailing: "seven" } }),
      sailing({ name: "book", label: "Book", payload: { sailing: 7 } }),
    );
    await using chat = await openChat(app, { clock: "real" });
    await chat.send("which ferry?");
    expect(chat.errors).toEqual([]);
    expect(JSON.stringify(prompts[1])).toContain('There is no action \\"pay\\". There are book.');
    expect(JSON.stringify(prompts[2])).toContain('The payload of \\"book\\" is wrong. sailing:');
    expect(chat.messages.filter(({ view }) => view !== undefined)).toHaveLength(1);
    expect(chat.actions().map(({ payload }) => payload)).toEqual([{ sailing: 7 }]);
    expect(booked).toEqual([]);
  });

  it("that is never finished is gone when its turn ends: stopped, broken off, or never called", async () => {
    const parts: LanguageModelV3StreamPart[] = [
      { type: "stream-start", warnings: [] },
      { type: "tool-input-start", id: "c1", toolName: "show" },
      { type: "tool-input-delta", id: "c1", delta: '{ "view": { "type": "Text", "text": "Half of it' },
    ];
    const half = (end: "breaks" | "ends" | "waits") =>
      new MockLanguageModelV3({
        doStream: async () => ({
          stream: new ReadableStream<LanguageModelV3StreamPart>({
            start(controller) {
              for (const part of parts) controller.enqueue(part);
              if (end === "breaks") controller.error(new Error("The line is dead."));
              if (end !== "ends") return;
              controller.enqueue({ type: "finish", finishReason: { unified: "length", raw: undefined }, usage });
              controller.close();
            },
          }),
        }),
      });
    const app = createApp();
    app.onMessage(async ({ content }, { signal }) => {
      const model = half(content as "breaks" | "ends" | "waits");
      await showStream(streamText({ model, prompt: "x", tools: { show: viewTool() }, abortSignal: signal, onError: () => undefined }));
    });
    await using chat = await openChat(app, { clock: "real" });
    const shown = () => [...chat.session.state.steps.values()].filter(({ elements }) => elements.some(({ type }) => type === "view"));
    for (const end of ["breaks", "ends"]) {
      await chat.send(end);
      expect([end, shown()]).toEqual([end, []]);
    }
    const waits = chat.send("waits");
    await expect.poll(() => shown().length).toBe(1);
    await chat.stop();
    await waits;
    expect(shown()).toEqual([]);
  });

  it("is made in a chat", () => {
    expect(() => viewTool()).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
  });
});
