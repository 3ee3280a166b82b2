// Typed handles on one key, made at module scope and shared by everybody's handlers. Rows US-* are those of the feature catalogue.
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { Message } from "./message.ts";
import { userSession } from "./user-session.ts";

class Client {}

// Here no chat exists: making a handle needs none.
const score = userSession.createAccessor("score", 0);
const visits = userSession.createAccessor("visits", 0, { apply: (current, by: number) => current + by });
const notes = userSession.createAccessor<string[]>("notes", []);
const clients = userSession.createAccessor("clients", () => new Client());
const draft = userSession.createAccessor("draft", "", { persist: false });

describe("an accessor", () => {
  it("is made outside of any chat, and holds another value for each of two chats at once (US-5)", async () => {
    const app = createApp();
    app.onMessage(async ({ content }) => {
      score.set(Number(content));
      await delay(2);
      await new Message(`${score.get()}`).send();
    });
    await using first = await openChat(app);
    await using second = await openChat(app, { host: first.host });
    expect(await Promise.all([first.send("1"), second.send("2")])).toEqual(["1", "2"]);
    expect(() => score.get()).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
  });

  it("of a key sees what another one of it wrote, and keeps its own initial value (US-5)", async () => {
    const app = createApp();
    const other = userSession.createAccessor("score", 100);
    await using chat = await openChat(app);
    const found = await inHandler(app, chat, () => {
      const before = [score.get(), other.get()];
      other.set(5);
      return [...before, score.get(), other.get()];
    });
    expect(found).toEqual([0, 100, 5, 5]);
  });

  it("gives its initial value without storing it, and a stored null as null (US-6)", async () => {
    const app = createApp();
    const maybe = userSession.createAccessor<string | null>("maybe", "initial");
    await using chat = await openChat(app);
    const found = await inHandler(app, chat, () => {
      const before = [maybe.get(), userSession.has("maybe"), userSession.keys()];
      maybe.set(null);
      return [...before, maybe.get()];
    });
    expect(found).toEqual(["initial", false, [], null]);
  });

  it("writes under its key (US-7)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    await inHandler(app, chat, () => score.set(5));
    expect(await inHandler(app, chat, () => userSession.get("score"))).toBe(5);
  });

  it("is reset by storing the initial value: the key is there afterwards (US-8)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    const found = await inHandler(app, chat, () => {
      score.set(9);
      score.reset();
      return [score.get(), userSession.has("score"), userSession.get("score", "absent")];
    });
    expect(found).toEqual([0, true, 0]);
  });

  it("applies its transform with arguments: 1, 2, 3 for one person, while another begins at 1 (US-9)", async () => {
    const app = createApp();
    app.onMessage(async () => void (await new Message(`${visits.apply(1)}`).send()));
    await using chat = await openChat(app);
    expect([await chat.send("a"), await chat.send("b"), await chat.send("c")]).toEqual(["1", "2", "3"]);
    await using other = await openChat(app, { host: chat.host });
    expect(await other.send("a")).toBe("1");
  });

  it("stores nothing when its transform throws; without one, apply stores the current value (US-9)", async () => {
    const app = createApp();
    const fragile = userSession.createAccessor("fragile", 0, {
      apply: (): number => {
        throw new Error("no");
      },
    });
    await using chat = await openChat(app);
    const found = await inHandler(app, chat, () => {
      expect(() => fragile.apply()).toThrow("no");
      return [userSession.has("fragile"), score.apply(), userSession.has("score")];
    });
    expect(found).toEqual([false, 0, true]);
  });

  it("shares no initial object: what one person pushes, nobody else sees, after a reset neither (US-10)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    await using other = await openChat(app, { host: chat.host });
    await inHandler(app, chat, () => {
      notes.get().push("read only");
      notes.reset();
      notes.get().push("mine");
    });
    expect(await inHandler(app, chat, () => notes.get())).toEqual(["mine"]);
    expect(await inHandler(app, other, () => notes.get())).toEqual([]);
    const [mine, theirs] = [await inHandler(app, chat, () => clients.get()), await inHandler(app, other, () => clients.get())];
    expect(mine).toBeInstanceOf(Client);
    expect(theirs).not.toBe(mine);
  });

  it("refuses an initial value that cannot be copied for each session, saying where and what to do (US-10)", () => {
    expect(() => userSession.createAccessor("api", { client: new Client() })).toThrow(
      expect.objectContaining({
        code: "BAD_INPUT",
        message: expect.stringContaining("an instance of Client at api.client"),
        fix: expect.stringContaining('createAccessor("api", () =>'),
      }),
    );
  });

  it("keeps its value out of what is saved when it says so, and nothing else (US-37)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    await inHandler(app, chat, () => {
      draft.set("secret");
      score.set(1);
    });
    await chat.session.writer.save();
    expect(Object.keys(await chat.session.services.store.loadValues(chat.session.id))).toEqual(["score"]);
    expect(await inHandler(app, chat, () => draft.get())).toBe("secret");
  });
});
