// The apps that Chainlit's clients speak to in the tests of their wire.
import { once } from "node:events";
import { createApp, Message } from "../src/index.ts";

/** Greets, and says what it was told. */
export function echo() {
  const app = createApp();
  app.onChatStart(() => new Message("Hello!").send());
  app.onMessage((message) => new Message(`You said ${message.content}`).send());
  return app;
}

export const WORDS = Array.from({ length: 200 }, (_, index) => `word${index} `);

/** Says 200 words; half of them after the gate is opened. */
export function talker() {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const app = createApp();
  app.onMessage(async (_, { signal }) => {
    const answer = new Message("");
    for (const [index, word] of WORDS.entries()) {
      if (index === 100) await Promise.race([gate, once(signal, "abort")]);
      await answer.streamToken(word);
    }
    await answer.send();
  });
  return { app, open: () => open() };
}
