// The memory of a stored chat that is opened again. Rows US-* as in the feature catalogue.
import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { chatContext } from "./chat-context.ts";
import { userSession } from "./user-session.ts";

class Client {}

const client = userSession.createLive("client", () => new Client());

/** An app that writes down what it finds when a chat is opened again. */
function resumingApp() {
  const app = createApp({ chatProfiles: () => [{ name: "A" }] });
  const log: unknown[] = [];
  app.onChatStart(() => void log.push("start"));
  app.onChatResume(() => void log.push(["resume", userSession.get("counter"), userSession.chatProfile]));
  return { app, log };
}

/** A chat that has counted to 7 and is over. */
async function endedChat(app: ReturnType<typeof createApp>): Promise<TestChat> {
  const chat = await openChat(app, { owner: "visitor:a", chatProfile: "A" });
  await inHandler(app, chat, () => {
    userSession.set("counter", 7);
    userSession.set("socket", new Client());
  });
  await chat.leave();
  return chat;
}

describe("a stored chat", () => {
  it.each([
    { who: "its own person", owner: "visitor:a", known: true, restored: true },
    { who: "somebody else", owner: "visitor:b", known: true, restored: false },
    { who: "its own person, with a thread that is not there", owner: "visitor:a", known: false, restored: false },
  ])("gives its values back to $who: $restored (US-42)", async ({ owner, known, restored }) => {
    const { app, log } = resumingApp();
    await using chat = await endedChat(app);
    const { threadId } = chat.session;
    const opened = await openChat(app, { host: chat.host, owner, threadId: known ? threadId : newId<ThreadId>() });
    expect(await inHandler(app, opened, () => userSession.get("counter"))).toBe(restored ? 7 : undefined);
    expect(opened.session.threadId === threadId).toBe(restored);
    expect(log).toEqual(["start", restored ? ["resume", 7, "A"] : "start"]);
  });

  it("gives its values back also when the app has no resume handler, and goes on in the same thread (US-42, US-47)", async () => {
    const app = createApp();
    await using chat = await endedChat(app);
    await using again = await openChat(app, { host: chat.host, owner: "visitor:a", threadId: chat.session.threadId });
    expect(await inHandler(app, again, () => userSession.update<number>("counter", (current) => current + 1))).toBe(8);
    expect(again.messages.map(({ text }) => text)).toEqual(["next", "next"]);
    await again.leave();
    await using third = await openChat(app, { host: chat.host, owner: "visitor:a", threadId: chat.session.threadId });
    expect(await inHandler(app, third, () => userSession.get("counter"))).toBe(8);
    expect(third.messages).toHaveLength(3);
  });

  it("has its values back before onChatResume runs, and nothing but the author's keys among them (US-43)", async () => {
    const { app, log } = resumingApp();
    await using chat = await endedChat(app);
    await using again = await openChat(app, { host: chat.host, owner: "visitor:a", threadId: chat.session.threadId });
    expect(log).toEqual(["start", ["resume", 7, "A"]]);
    expect(await inHandler(app, again, () => userSession.keys())).toEqual(["counter"]);
  });

  it("is restored once: a lost connection afterwards takes nothing away and resumes nothing (US-44)", async () => {
    const { app, log } = resumingApp();
    await using chat = await endedChat(app);
    await using again = await openChat(app, { host: chat.host, owner: "visitor:a", threadId: chat.session.threadId });
    const made = await inHandler(app, again, () => {
      userSession.set("made", new Client());
      return userSession.get("made");
    });
    const before = await inHandler(app, again, () => chatContext.toOpenAI());
    again.disconnect();
    again.reconnect();
    const reloaded = await openChat(app, { host: chat.host, owner: "visitor:a", threadId: chat.session.threadId });
    expect(reloaded.session).toBe(again.session);
    expect(await inHandler(app, again, () => userSession.get("made"))).toBe(made);
    expect(await inHandler(app, again, () => chatContext.toOpenAI())).toHaveLength(before.length + 2);
    expect(log.filter((line) => Array.isArray(line))).toHaveLength(1);
  });

  it("comes back without live objects and without env; what createLive makes is made again (US-45)", async () => {
    const { app } = resumingApp();
    const chat = await openChat(app, { owner: "visitor:a", env: { KEY: "old" } });
    const first = await inHandler(app, chat, () => {
      userSession.set("socket", new Client());
      return client.get();
    });
    expect(await inHandler(app, chat, () => client.get())).toBe(first);
    await chat.leave();
    const open = (env: Record<string, string>) =>
      openChat(app, { host: chat.host, owner: "visitor:a", threadId: chat.session.threadId, env });
    const again = await open({});
    await expect(again.send("hello")).rejects.toMatchObject({ code: "ENV_REQUIRED" });
    expect(again.session.env).toEqual({});
    await again.provideEnv({ KEY: "new" });
    const found = await inHandler(app, again, () => [userSession.has("socket"), userSession.env, client.get()]);
    expect(found).toEqual([false, { KEY: "new" }, expect.any(Client)]);
    expect(found[2]).not.toBe(first);
    await again.leave();
    await using typed = await open({ KEY: "newer" });
    expect(await inHandler(app, typed, () => userSession.env)).toEqual({ KEY: "newer" });
    await chat.host.stop({ drainMs: 0 });
  });

  it("that cannot be opened is refused with a reason, and a new chat of its own starts instead (US-46)", async () => {
    const { app, log } = resumingApp();
    await using chat = await endedChat(app);
    const unknown = newId<ThreadId>();
    const opened = await chat.host.registry.openSession({ owner: "visitor:a", clientType: "test", threadId: unknown });
    expect(opened.how).toBe("new");
    expect(opened.refused).toMatchObject({ code: "NOT_FOUND", message: expect.stringContaining("isn’t here") });
    expect(opened.session.threadId).not.toBe(unknown);
    await openChat(app, { host: chat.host, owner: "visitor:a", threadId: unknown });
    expect(log).toEqual(["start", "start"]);
  });
});
