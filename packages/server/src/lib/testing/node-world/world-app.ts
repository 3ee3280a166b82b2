// The app of a world of nodes: it counts, streams words with their numbers, and asks. Each process has one of its own.
import { type App, createApp } from "../../app/app.ts";
import type { HandlerName } from "../../app/handlers.ts";
import { askUser } from "../../chat/asks/ask-user.ts";
import { Message } from "../../chat/message.ts";
import { userSession } from "../../chat/user-session.ts";
import { type Clock, wait } from "../../clock.ts";
import type { Session } from "../../session/session.ts";

/** How many words a long answer has, and the pause after each, in ms. */
const LONG_WORDS = 40;
const WORD_MS = 35;

/** A long answer that is whole. */
export const WHOLE = Array.from({ length: LONG_WORDS }, (_, n) => `w${n} `).join("");
/** How an answer begins that says how often was counted. */
export const COUNTED = /^count (\d+) of (\d+)$/;
export const QUESTION = "Who are you?";

/** Told when a handler begins. */
export type Began = (handler: HandlerName, session: Session, message?: { readonly id: string }) => void;

/** Makes the app for one process. */
export function createWorldApp(clock: Clock, began: Began): App {
  return createApp({
    onChatStart: async ({ session }) => {
      began("onChatStart", session);
      userSession.set("starts", userSession.get("starts", 0) + 1);
      await wait(clock, 5);
    },
    onChatEnd: ({ session }) => began("onChatEnd", session),
    onDisconnect: ({ session }) => began("onDisconnect", session),
    onReconnect: ({ session }) => began("onReconnect", session),
    onChatResume: ({ session }) => began("onChatResume", session),
    onMessage: async (message, { session }) => {
      began("onMessage", session, message);
      const [word] = message.content.split(" ");
      if (word === "ask") {
        const answer = await askUser(QUESTION);
        await new Message(`You are ${answer?.content ?? "nobody"}`).send();
      } else if (word === "long") {
        const answer = new Message("");
        for (let n = 0; n < LONG_WORDS; n++) {
          await answer.streamToken(`w${n} `);
          await wait(clock, WORD_MS);
        }
        await answer.send();
      } else {
        const count = userSession.get("count", 0) + 1;
        userSession.set("count", count);
        await wait(clock, 2);
        await new Message(`count ${count} of ${userSession.get("starts", 0)}`).send();
      }
    },
  });
}
