// A tool that asks first: the SDK's request is a question of the chat, and the person's decision is the SDK's answer.
import type { LanguageModelV3CallOptions, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { simulateReadableStream, streamText, tool } from "ai";
import { MockLanguageModelV3 } from "ai/test";
import { chatContext, createApp } from "colloquy";
import { openChat } from "colloquy/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { showAgent } from "./show-agent.ts";

const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };

/** A model that mails, and says what came of it. */
function mailer() {
  const prompts: LanguageModelV3CallOptions["prompt"][] = [];
  const model = new MockLanguageModelV3({
    doStream: async ({ prompt }) => {
      prompts.push(prompt);
      const last = prompt.at(-1);
      const mails = last?.role === "user";
      const parts: LanguageModelV3StreamPart[] = mails
        ? [{ type: "tool-call", toolCallId: `c${prompts.length}`, toolName: "mail", input: '{"to":"ada"}' }]
        : [
            { type: "text-start", id: "t" },
            { type: "text-delta", id: "t", delta: JSON.stringify(last?.content).includes("execution-denied") ? "Then not." : "Sent." },
            { type: "text-end", id: "t" },
          ];
      const unified = mails ? ("tool-calls" as const) : ("stop" as const);
      const chunks = [
        { type: "stream-start" as const, warnings: [] },
        ...parts,
        { type: "finish" as const, finishReason: { unified, raw: undefined }, usage },
      ];
      return { stream: simulateReadableStream<LanguageModelV3StreamPart>({ chunks }) };
    },
  });
  return { model, prompts };
}

function agent() {
  const sent: unknown[] = [];
  const { model, prompts } = mailer();
  const tools = {
    mail: tool({
      inputSchema: z.object({ to: z.string() }),
      needsApproval: true,
      execute: (input) => {
        sent.push(input);
        return "ok";
      },
    }),
  };
  const app = createApp();
  app.onMessage(async (_message, { signal }) => {
    await showAgent(await chatContext.toModelMessages(), (messages) => streamText({ model, messages, tools, abortSignal: signal }));
  });
  return { app, sent, prompts };
}

describe("a tool of the AI SDK that needs approval", () => {
  it("runs once the person allows it; the question stands at its step, and the model goes on", async () => {
    const { app, sent } = agent();
    await using chat = await openChat(app);
    expect(await chat.send("mail ada")).toBe("Allow mail?");
    const [ask] = chat.asks;
    expect(ask).toMatchObject({ kind: "approval", tool: "mail", input: { to: "ada" } });
    const step = [...chat.state.steps.values()].find((entry) => entry.step.type === "tool")?.step;
    expect(ask?.kind === "approval" && ask.targetId).toBe(step?.id);
    expect([sent, step?.end]).toEqual([[], undefined]);
    expect(await chat.approve()).toBe("Sent.");
    expect(sent).toEqual([{ to: "ada" }]);
    const after = chat.state.steps.get(step?.id ?? ("" as never));
    expect([after?.texts.output?.read(), after?.step.end !== undefined]).toEqual(["ok", true]);
    expect(chat.errors).toEqual([]);
  });

  it("does not run when it is denied: the model is told, with the reason", async () => {
    const { app, sent, prompts } = agent();
    await using chat = await openChat(app);
    await chat.send("mail ada");
    expect(await chat.deny("Not her.")).toBe("Then not.");
    expect(sent).toEqual([]);
    expect(JSON.stringify(prompts.at(-1))).toContain("Not her.");
  });

  it("is not asked about again where the person allowed it for the chat; the next turn knows what it did", async () => {
    const { app, sent, prompts } = agent();
    await using chat = await openChat(app);
    await chat.send("mail ada");
    await chat.approve({ scope: "chat" });
    expect(await chat.send("mail again")).toBe("Sent.");
    expect(sent).toHaveLength(2);
    expect(JSON.stringify(prompts.at(-1))).toContain("tool-result");
  });

  it("is stopped while it asks, and nothing runs", async () => {
    const { app, sent } = agent();
    await using chat = await openChat(app);
    await chat.send("mail ada");
    await chat.stop();
    await chat.settled();
    expect([chat.asks, sent]).toEqual([[], []]);
    expect([...chat.state.steps.values()].every(({ step }) => step.end !== undefined)).toBe(true);
  });
});
