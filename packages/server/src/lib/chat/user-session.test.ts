// Whose memory it is: never somebody else's, wherever the code runs that asks. Rows US-* are those of the feature catalogue.
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { Message } from "./message.ts";
import { userSession } from "./user-session.ts";

/** Stores what it is told, works for a moment, and says what it finds then. */
function echoingApp() {
  const app = createApp();
  app.onMessage(async ({ content }) => {
    userSession.set("mine", content);
    await delay(Math.random() * 3);
    await new Message(`${userSession.get("mine")}`).send();
  });
  return app;
}

describe("the user session", () => {
  it("never shows one person the value of another, with both handlers in the middle of their work (US-23)", async () => {
    const app = echoingApp();
    await using first = await openChat(app);
    const others = await Promise.all(Array.from({ length: 20 }, () => openChat(app, { host: first.host })));
    for (const round of [1, 2, 3]) {
      const answers = await Promise.all(others.map((chat, index) => chat.send(`${round}:${index}`)));
      expect(answers).toEqual(others.map((_chat, index) => `${round}:${index}`));
    }
  });

  it("is another one in a second tab's chat and in a new chat of the same person (US-24)", async () => {
    const app = createApp();
    await using tab = await openChat(app, { owner: "visitor:a" });
    await using other = await openChat(app, { owner: "visitor:a", host: tab.host });
    await inHandler(app, tab, () => userSession.set("k", "first tab"));
    await inHandler(app, other, () => userSession.set("k", "second tab"));
    expect(await inHandler(app, tab, () => userSession.get("k"))).toBe("first tab");
    await tab.leave();
    await using fresh = await openChat(app, { owner: "visitor:a", host: tab.host });
    expect(await inHandler(app, fresh, () => userSession.keys())).toEqual([]);
    expect(await inHandler(app, other, () => userSession.get("k"))).toBe("second tab");
  });

  it("of one visitor is out of reach for another who knows the session's id or the thread's (US-25)", async () => {
    const app = createApp();
    await using chat = await openChat(app, { owner: "visitor:a" });
    await inHandler(app, chat, () => userSession.set("secret", 1));
    const { id: sessionId, threadId } = chat.session;
    await using thief = await openChat(app, { owner: "visitor:b", host: chat.host, sessionId });
    await using reader = await openChat(app, { owner: "visitor:b", host: chat.host, threadId });
    for (const stranger of [thief, reader]) {
      expect([sessionId]).not.toContain(stranger.session.id);
      expect(stranger.session.threadId).not.toBe(threadId);
      expect(await inHandler(app, stranger, () => userSession.get("secret", "nothing"))).toBe("nothing");
    }
    const owner = await openChat(app, { owner: "visitor:a", host: chat.host, sessionId });
    expect(await inHandler(app, owner, () => userSession.get("secret"))).toBe(1);
    // Once the session is over, its thread is as closed to others as it was.
    await chat.leave();
    await using late = await openChat(app, { owner: "visitor:b", host: chat.host, sessionId, threadId });
    expect(await inHandler(app, late, () => userSession.get("secret", "nothing"))).toBe("nothing");
  });
});
