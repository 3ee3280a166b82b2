// How long the memory lives: over lost networks and reloads, until its chat ends. Rows US-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createManualClock } from "../manual-clock.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { userSession } from "./user-session.ts";

class Client {}

const YEAR_MS = 365 * 24 * 3_600_000;

/** Writes down when chats start and end, and makes a client at the start. */
function watchedApp() {
  const app = createApp();
  const log: string[] = [];
  app.onChatStart(() => {
    log.push(`start ${userSession.chatProfile} ${userSession.keys().length}`);
    userSession.set("client", new Client());
  });
  app.onChatEnd(() => void log.push(`end ${userSession.get("k", "nothing")}`));
  return { app, log };
}

describe("the user session", () => {
  it("is the same after the network was away, live objects included, and the chat starts once (US-30)", async () => {
    const { app, log } = watchedApp();
    await using chat = await openChat(app);
    const client = await inHandler(app, chat, () => userSession.get("client"));
    chat.disconnect();
    chat.reconnect();
    const found = await inHandler(app, chat, () => userSession.get("client"));
    expect(found).toBeInstanceOf(Client);
    expect(found).toBe(client);
    expect(log).toEqual(["start null 0"]);
  });

  it("is gone when nobody came back within the timeout, counted from the last loss; the same id then begins anew (US-31)", async () => {
    const { app, log } = watchedApp();
    const clock = createManualClock();
    await using chat = await openChat(app, { clock, owner: "visitor:a", config: { sessionTimeoutMs: 1000 } });
    chat.disconnect();
    await clock.advance(900);
    chat.reconnect();
    chat.disconnect();
    await clock.advance(900);
    expect(chat.session.phase).toBe("open");
    expect(chat.session.values.has("client")).toBe(true);
    await clock.advance(200);
    expect(chat.session.phase).toBe("ended");
    expect(chat.session.values.keys()).toEqual([]);
    await using again = await openChat(app, { host: chat.host, owner: "visitor:a", sessionId: chat.session.id });
    expect([chat.session.id]).not.toContain(again.session.id);
    expect(log).toEqual(["start null 0", "end nothing", "start null 0"]);
  });

  it("is gone at once with New Chat, and the new chat begins empty (US-32)", async () => {
    const { app, log } = watchedApp();
    await using chat = await openChat(app, { owner: "visitor:a" });
    await inHandler(app, chat, () => userSession.set("k", "hello 1"));
    await chat.leave();
    expect(chat.session.phase).toBe("ended");
    expect(chat.host.registry.get(chat.session.id)).toBeUndefined();
    await using fresh = await openChat(app, { owner: "visitor:a", host: chat.host });
    expect(await inHandler(app, fresh, () => userSession.has("k"))).toBe(false);
    expect(log).toEqual(["start null 0", "end hello 1", "start null 0"]);
  });

  it("begins empty under another chat profile, for which the chat starts again (US-33)", async () => {
    const { app, log } = watchedApp();
    app.chatProfiles(() => [{ name: "A" }, { name: "B" }]);
    await using chat = await openChat(app, { owner: "visitor:a", chatProfile: "A" });
    await inHandler(app, chat, () => userSession.set("k", "of A"));
    await chat.leave();
    await using switched = await openChat(app, { owner: "visitor:a", chatProfile: "B", host: chat.host });
    expect(await inHandler(app, switched, () => [userSession.chatProfile, userSession.has("k")])).toEqual(["B", false]);
    expect(log).toEqual(["start A 0", "end of A", "start B 0"]);
  });

  it("is the same after a reload of the page, live objects included (US-34)", async () => {
    const { app, log } = watchedApp();
    await using chat = await openChat(app, { owner: "visitor:a" });
    const client = await inHandler(app, chat, () => userSession.get("client"));
    chat.disconnect();
    const reloaded = await openChat(app, { owner: "visitor:a", host: chat.host, sessionId: chat.session.id });
    expect(reloaded.session).toBe(chat.session);
    expect(await inHandler(app, reloaded, () => userSession.get("client"))).toBe(client);
    expect(log).toEqual(["start null 0"]);
  });

  it("is there in onChatEnd to read and to write, and what is written there is saved with the thread (US-35)", async () => {
    const app = createApp();
    app.onChatEnd(() => {
      const said = userSession.get<string[]>("said", []);
      said.push("at the end");
      userSession.set("summary", said.join(", "));
    });
    await using chat = await openChat(app, { owner: "visitor:a" });
    await inHandler(app, chat, () => userSession.set("said", ["before"]));
    await chat.leave();
    await using again = await openChat(app, { owner: "visitor:a", host: chat.host, threadId: chat.session.threadId });
    const found = await inHandler(app, again, () => [userSession.get("summary"), userSession.get("said")]);
    expect(found).toEqual(["before, at the end", ["before", "at the end"]]);
  });

  it("leaves nothing in memory: after a thousand chats have expired all sizes are zero (US-50)", async () => {
    const { app } = watchedApp();
    const clock = createManualClock();
    await using first = await openChat(app, { clock, config: { sessionTimeoutMs: 1000 } });
    const chats = [];
    for (let i = 0; i < 1000; i++) {
      const chat = await openChat(app, { host: first.host });
      chat.session.live.get("made", () => new Client());
      chats.push(chat);
    }
    for (const chat of [first, ...chats]) chat.disconnect();
    expect(first.host.registry.size).toBe(1001);
    // Their records are in the store by now.
    await clock.advance(500);
    for (let i = 0; i < 100 && first.host.registry.size > 0; i++) await clock.advance(1000);
    expect(first.host.registry.size).toBe(0);
    expect(chats.filter(({ session }) => session.values.keys().length > 0 || session.outlets.size > 0)).toEqual([]);
    expect(await first.session.services.store.findIdleSince(new Date(clock.now() + YEAR_MS).toISOString())).toEqual([]);
  });

  it("does not time out while somebody is connected, however long they are silent (US-52)", async () => {
    const { app, log } = watchedApp();
    const clock = createManualClock();
    await using chat = await openChat(app, { clock, config: { sessionTimeoutMs: 1000 } });
    await clock.advance(24 * 3_600_000);
    expect(chat.session.phase).toBe("open");
    expect(chat.session.values.get("client")).toBeInstanceOf(Client);
    expect(log).toEqual(["start null 0"]);
  });
});
