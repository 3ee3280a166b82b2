// In which handlers the user session can be used. Rows US-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createDurableStores } from "../testing/durable-stores.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { askUser } from "./asks/ask-user.ts";
import { userSession } from "./user-session.ts";

describe("the user session is usable", () => {
  it("in every handler of a chat, and in none of the process (US-27)", async () => {
    const app = createApp();
    const seen = new Map<string, unknown>();
    const look = (name: string) => {
      try {
        userSession.set(name, true);
        seen.set(name, userSession.id);
      } catch (error) {
        seen.set(name, (error as { code: string }).code);
      }
    };
    app.onAppStart(() => look("onAppStart"));
    app.onAppStop(() => look("onAppStop"));
    app.onChatStart(() => look("onChatStart"));
    app.onDisconnect(() => look("onDisconnect"));
    app.onReconnect(() => look("onReconnect"));
    app.onStop(() => look("onStop"));
    app.onSessionRestore(() => look("onSessionRestore"));
    app.onChatResume(() => look("onChatResume"));
    app.onChatEnd(() => look("onChatEnd"));
    app.onAskAnswer(() => look("onAskAnswer"));
    app.onError(() => void look("onError"));
    const stores = await createDurableStores();
    const chat = await openChat(app, { ...stores(), owner: "visitor:a" });
    const { id, threadId } = chat.session;
    await inHandler(app, chat, () => look("onMessage"));
    app.onMessage(async ({ content }) => {
      if (content === "fail") throw new Error("failed");
      await askUser("Well?", { timeout: null });
    });
    await chat.send("fail");
    await chat.send("ask");
    await chat.stop();
    await chat.settled();
    await chat.send("ask");
    chat.disconnect();
    chat.reconnect();
    await chat[Symbol.asyncDispose]();
    await using again = await openChat(app, { ...stores(), owner: "visitor:a", sessionId: id });
    await again.answer("yes");
    await again.leave();
    await using reopened = await openChat(app, { host: again.host, owner: "visitor:a", threadId });
    await reopened.settled();
    const next = reopened.session.id;
    expect(next).not.toBe(id);
    expect(Object.fromEntries(seen)).toEqual({
      onAppStart: "NO_CHAT_CONTEXT",
      onAppStop: "NO_CHAT_CONTEXT",
      onChatStart: id,
      onMessage: id,
      onError: id,
      onStop: id,
      onDisconnect: id,
      onReconnect: id,
      onSessionRestore: id,
      onAskAnswer: id,
      onChatEnd: id,
      onChatResume: next,
    });
  });
});
