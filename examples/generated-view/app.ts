// A model draws: it writes a view, which is shown while it comes, with the one action that it may name. The model is a script in model.ts, so no
// key is needed; put one of the AI SDK in its place.
import { showStream, viewTool } from "@colloquy/integrations/ai-sdk";
import { stepCountIs, streamText } from "ai";
import * as cl from "colloquy";
import * as z from "zod";
import { model } from "./model.ts";

const book = cl.action("book", z.object({ sailing: z.int() }), async ({ sailing }) => {
  await new cl.Message(`Sailing ${sailing} is booked.`).send();
});

cl.onMessage(async (_message, { signal }) => {
  const tools = {
    show: viewTool({ components: ["Card", "Column", "Row", "Facts", "Table", "Badge", "Text", "Button"], actions: { book } }),
  };
  const messages = await cl.chatContext.toModelMessages();
  await showStream(streamText({ model, messages, tools, stopWhen: stepCountIs(4), abortSignal: signal }));
});
