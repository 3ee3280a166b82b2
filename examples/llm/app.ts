// A model behind any endpoint that speaks OpenAI's protocol: OPENAI_API_KEY, or a local Ollama when there is no key.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { showStream } from "@colloquy/integrations/ai-sdk";
import { stepCountIs, streamText, tool } from "ai";
import * as cl from "colloquy";
import * as z from "zod";

const key = process.env["OPENAI_API_KEY"];
const provider = createOpenAICompatible({
  name: "llm",
  baseURL: process.env["OPENAI_BASE_URL"] ?? (key ? "https://api.openai.com/v1" : "http://127.0.0.1:11434/v1"),
  ...(key && { apiKey: key }),
});
const model = provider(process.env["OPENAI_MODEL"] ?? (key ? "gpt-4o-mini" : "llama3.2"));

const clock = tool({
  description: "Tells the time in a time zone.",
  inputSchema: z.object({ timeZone: z.string().describe("IANA name, as Europe/Oslo") }),
  execute: ({ timeZone }) => new Date().toLocaleTimeString("en-GB", { timeZone }),
});

cl.onMessage(async (_message, { signal }) => {
  const messages = await cl.chatContext.toModelMessages();
  // Errors of the model end the stream and are shown by the page; nothing to catch here.
  await showStream(
    streamText({ model, messages, tools: { clock }, stopWhen: stepCountIs(5), abortSignal: signal, onError: () => undefined }),
  );
});
