// What the product keeps in the user session, in each of its states. Rows US-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createDurableStores } from "../testing/durable-stores.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { userSession } from "./user-session.ts";

const RESERVED = ["id", "user", "chat_profile", "chat_settings", "env", "client_type"] as const;

describe("the reserved value", () => {
  it("id stays over a lost connection and a reload, and is another one in a new chat (US-11)", async () => {
    const app = createApp();
    await using chat = await openChat(app, { owner: "visitor:a" });
    const id = await inHandler(app, chat, () => userSession.get("id"));
    expect(id).toBe(chat.session.id);
    expect(id).not.toBe(chat.session.threadId);
    chat.disconnect();
    chat.reconnect();
    expect(await inHandler(app, chat, () => userSession.id)).toBe(id);
    const reloaded = await openChat(app, { host: chat.host, owner: "visitor:a", sessionId: chat.session.id });
    expect(await inHandler(app, reloaded, () => userSession.id)).toBe(id);
    await using fresh = await openChat(app, { host: chat.host, owner: "visitor:a" });
    expect(await inHandler(app, fresh, () => userSession.id)).not.toBe(id);
  });

  it("user is null without sign-in (US-12)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    expect(await inHandler(app, chat, () => [userSession.get("user"), userSession.user, userSession.has("user")])).toEqual([
      null,
      null,
      true,
    ]);
  });

  it("env holds the keys the person typed in, those of the first connection, and is empty by default (US-13)", async () => {
    const app = createApp();
    await using chat = await openChat(app, { owner: "visitor:a", env: { KEY: "one" } });
    expect(await inHandler(app, chat, () => [userSession.get("env"), userSession.env])).toEqual([{ KEY: "one" }, { KEY: "one" }]);
    const again = await openChat(app, { host: chat.host, owner: "visitor:a", sessionId: chat.session.id, env: { KEY: "two" } });
    expect(await inHandler(app, again, () => userSession.env)).toEqual({ KEY: "one" });
    await using without = await openChat(app);
    expect(await inHandler(app, without, () => userSession.get("env"))).toEqual({});
  });

  it("chat_profile is the chosen profile, null without one, and that of the thread when it is opened again (US-14)", async () => {
    const app = createApp({ chatProfiles: () => [{ name: "A" }, { name: "B" }] });
    const parts = { owner: "visitor:a", dataLayer: createMemoryDataLayer() };
    await using chat = await openChat(app, { ...parts, chatProfile: "A" });
    expect(await inHandler(app, chat, () => [userSession.get("chat_profile"), userSession.chatProfile])).toEqual(["A", "A"]);
    await chat.leave();
    await using other = await openChat(app, { host: chat.host, owner: "visitor:a", chatProfile: "B" });
    expect(await inHandler(app, other, () => userSession.chatProfile)).toBe("B");
    await using old = await openChat(app, { host: chat.host, owner: "visitor:a", chatProfile: "B", threadId: chat.session.threadId });
    expect(await inHandler(app, old, () => userSession.chatProfile)).toBe("A");
    const plain = createApp();
    await using without = await openChat(plain, { chatProfile: "A" });
    expect(await inHandler(plain, without, () => userSession.get("chat_profile"))).toBeNull();
  });

  it("chat_settings is empty at first, follows every change at once, and comes back with the thread (US-15)", async () => {
    const app = createApp();
    await using chat = await openChat(app, { owner: "visitor:a" });
    expect(await inHandler(app, chat, () => userSession.get("chat_settings"))).toEqual({});
    const found = await inHandler(app, chat, () => {
      const { surface } = chat.session.state;
      chat.session.emit({ type: "surface-set", surface: { ...surface, settings: { temperature: 1 } } });
      const first = userSession.get("chat_settings");
      chat.session.emit({ type: "surface-set", surface: { ...surface, settings: { temperature: 2 } } });
      return [first, userSession.get("chat_settings"), userSession.chatSettings];
    });
    expect(found).toEqual([{ temperature: 1 }, { temperature: 2 }, { temperature: 2 }]);
    await chat.leave();
    await using again = await openChat(app, { host: chat.host, owner: "visitor:a", threadId: chat.session.threadId });
    expect(await inHandler(app, again, () => userSession.chatSettings)).toEqual({ temperature: 2 });
  });

  it("client_type tells which kind of client began the chat (US-16)", async () => {
    const app = createApp();
    await using page = await openChat(app, { clientType: "webapp", owner: "visitor:a" });
    await using copilot = await openChat(app, { clientType: "copilot", host: page.host });
    expect(await inHandler(app, page, () => userSession.get("client_type"))).toBe("webapp");
    expect(await inHandler(app, copilot, () => [userSession.get("client_type"), userSession.clientType])).toEqual(["copilot", "copilot"]);
    const later = await openChat(app, { host: page.host, owner: "visitor:a", sessionId: page.session.id, clientType: "copilot" });
    expect(await inHandler(app, later, () => userSession.clientType)).toBe("webapp");
  });

  it.each(RESERVED)("%s can neither be set nor deleted nor made into a handle, and what it is stays (US-17)", async (key) => {
    const app = createApp({ chatProfiles: () => [{ name: "A" }] });
    const refused = { code: "RESERVED_KEY", message: expect.stringContaining(`"${key}"`) };
    await using chat = await openChat(app, { env: { KEY: "one" }, chatProfile: "A" });
    const loose = userSession as unknown as { [call in "set" | "delete" | "update"]: (key: string, value?: unknown) => unknown };
    const [before, after] = await inHandler(app, chat, () => {
      const first = userSession.get(key);
      expect(() => loose.set(key, "mine")).toThrow(expect.objectContaining(refused));
      expect(() => loose.delete(key)).toThrow(expect.objectContaining(refused));
      expect(() => loose.update(key, () => "mine")).toThrow(expect.objectContaining(refused));
      userSession.clear();
      return [first, userSession.get(key)];
    });
    expect(after).toEqual(before);
    const name: string = key;
    expect(() => userSession.createAccessor(name as "free", 0)).toThrow(expect.objectContaining(refused));
    expect(() => userSession.createLive(name as "free", () => 0)).toThrow(expect.objectContaining(refused));
  });

  it("of a session that was restored after a restart is what it was, env excepted (US-11, US-14, US-16, US-45)", async () => {
    const app = createApp({ chatProfiles: () => [{ name: "B" }, { name: "A" }] });
    const stores = await createDurableStores();
    const chat = await openChat(app, { ...stores(), owner: "visitor:a", env: { KEY: "one" }, chatProfile: "A", clientType: "copilot" });
    await chat.send("hello");
    await chat[Symbol.asyncDispose]();
    await using again = await openChat(app, { ...stores(), owner: "visitor:a", sessionId: chat.session.id });
    const found = await inHandler(app, again, () => RESERVED.map((key) => userSession.get(key)));
    expect(found).toEqual([chat.session.id, null, "A", {}, {}, "copilot"]);
  });
});
