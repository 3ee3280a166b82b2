// A model that answers, thinks aloud and calls a tool. It is OpenAI's when there is a key, else one of an Ollama on this machine;
// OPENAI_BASE_URL and OPENAI_MODEL name any other that speaks the same protocol. All three may stand in a file named .env.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { showAgent } from "@colloquy/integrations/ai-sdk";
import { stepCountIs, streamText, tool } from "ai";
import * as cl from "colloquy";
import * as z from "zod";

const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL, OPENAI_MODEL } = process.env;
const provider = createOpenAICompatible({
  name: "llm",
  baseURL: OPENAI_BASE_URL ?? (apiKey ? "https://api.openai.com/v1" : "http://127.0.0.1:11434/v1"),
  ...(apiKey && { apiKey }),
});
const model = provider(OPENAI_MODEL ?? (apiKey ? "gpt-4o-mini" : "qwen3"));

const clock = tool({
  description: "Tells the time in a time zone.",
  inputSchema: z.object({ timeZone: z.string().describe("IANA name, as Europe/Oslo") }),
  execute: ({ timeZone }) => new Date().toLocaleTimeString("en-GB", { timeZone }),
});

// It asks first: the person allows it once, always in this chat or always for themselves, or says no.
const reminder = tool({
  description: "Notes something down that the person is to be reminded of.",
  inputSchema: z.object({ text: z.string() }),
  needsApproval: true,
  execute: ({ text }) => {
    cl.userSession.update("reminders", (noted: string[]) => [...noted, text], []);
    return "Noted.";
  },
});

cl.onMessage(async (_message, { signal }) => {
  // What was said, what the tool told the model before, and the pictures, PDFs and texts that were attached. A model that reads text alone
  // wants { files: false }.
  const messages = await cl.chatContext.toModelMessages();
  // Stop aborts the signal, and with it the model. What fails is thrown by showAgent and shown by the page, so there is nothing to log.
  const tools = { clock, reminder };
  await showAgent(messages, (all) =>
    streamText({ model, messages: all, tools, stopWhen: stepCountIs(5), abortSignal: signal, onError: () => undefined }),
  );
});
