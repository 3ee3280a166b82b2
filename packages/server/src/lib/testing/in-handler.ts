// A few lines of an author's code, run where an author would write them: in the handler of the person's next message.
import type { App } from "../app/app.ts";
import type { MessageContext } from "../app/handlers.ts";
import type { TestChat } from "./open-chat.ts";

/** What a function returns when it runs as the handler of the chat's next message. Throws what the function throws. */
export async function inHandler<Result>(
  app: App,
  chat: TestChat,
  work: (context: MessageContext) => Result | Promise<Result>,
): Promise<Result> {
  let outcome: { readonly result: Result } | { readonly error: unknown } | undefined;
  app.onMessage(async (_message, context) => {
    try {
      outcome = { result: await work(context) };
    } catch (error) {
      outcome = { error };
    }
  });
  await chat.send("next");
  if (!outcome) throw new Error("The handler has not ended.");
  if ("error" in outcome) throw outcome.error;
  return outcome.result;
}
