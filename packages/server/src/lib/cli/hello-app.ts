// The app of `colloquy hello`: it asks for a name, remembers it, and streams an answer, which is most of what a chat does.
import { type App, createApp } from "../app/app.ts";
import { sleep } from "../chat/ambient.ts";
import { askUser } from "../chat/asks/ask-user.ts";
import { Message } from "../chat/message.ts";
import { userSession } from "../chat/user-session.ts";

const WORD_MS = 35;

/** Makes the built-in app. */
export function createHelloApp(): App {
  return createApp({
    onChatStart: async () => {
      const answer = await askUser("Hello! What is your name?", { timeout: 30 });
      if (answer === undefined) return new Message("You can also stay nameless. Write me something!").send();
      userSession.set("name", answer.content.trim());
      return new Message(`Nice to meet you, **${answer.content.trim()}**! Everything works. Write me something!`).send();
    },
    onMessage: async (message) => {
      const count = userSession.update<number>("count", (before) => before + 1, 0);
      const name = userSession.get<string | undefined>("name", undefined);
      const text = `That was message ${count}${name === undefined ? "" : ` from ${name}`}, ${message.content.length} characters long. Reload the page: I still know.`;
      const reply = new Message("");
      for (const word of text.split(/(?<= )/)) {
        await reply.streamToken(word);
        await sleep(WORD_MS);
      }
      await reply.send();
    },
  });
}
