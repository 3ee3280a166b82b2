// Reading and writing the author's memory. Rows US-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { userSession } from "./user-session.ts";

class Client {
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }
  greet(): string {
    return `hello from ${this.#name}`;
  }
}

describe("a value of the user session", () => {
  it("is read by the next message's handler; a fallback stands in for a missing one (US-1)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    await inHandler(app, chat, () => userSession.set("a", 1));
    const found = await inHandler(app, chat, () => [userSession.get("a"), userSession.get("a", 7), userSession.get("missing", 7)]);
    expect(found).toEqual([1, 1, 7]);
    expect(await inHandler(app, chat, () => userSession.get("missing"))).toBeUndefined();
  });

  it("may be anything, an instance of a class too; the last write wins (US-2)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    const returned = await inHandler(app, chat, () => {
      userSession.set("client", new Client("the first"));
      userSession.set("twice", (value: number) => value * 2);
      return userSession.set("client", new Client("the last"));
    });
    expect(returned).toBeUndefined();
    const said = await inHandler(app, chat, () => [
      userSession.get<Client>("client")?.greet(),
      userSession.get<(value: number) => number>("twice")?.(21),
    ]);
    expect(said).toEqual(["hello from the last", 42]);
  });

  it("is given back when it is null or undefined; the fallback is for absent keys, and a reserved key is never absent (US-3)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    const found = await inHandler(app, chat, () => {
      userSession.set("null", null);
      userSession.set("undefined", undefined);
      userSession.set("zero", 0);
      const withFallback = userSession as unknown as { get(key: string, fallback: unknown): unknown };
      return ["null", "undefined", "zero", "user", "chat_profile", "absent"].map((key) => withFallback.get(key, "fallback"));
    });
    expect(found).toEqual([null, undefined, 0, null, null, "fallback"]);
  });

  it("is gone after delete, also from what is saved, while the rest stays (US-4)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    await inHandler(app, chat, () => {
      userSession.set("k", 1);
      userSession.set("kept", 2);
    });
    await chat.session.writer.save();
    const { store } = chat.session.services;
    expect(Object.keys(await store.loadValues(chat.session.id))).toEqual(["k", "kept"]);
    const found = await inHandler(app, chat, () => [
      userSession.delete("k"),
      userSession.delete("k"),
      userSession.has("k"),
      userSession.get("k", "gone"),
    ]);
    expect(found).toEqual([true, false, false, "gone"]);
    await chat.session.writer.save();
    expect(Object.keys(await store.loadValues(chat.session.id))).toEqual(["kept"]);
    await chat.leave();
    const thread = await chat.session.services.dataLayer.loadThread(chat.session.threadId);
    expect(Object.keys(thread?.savedValues ?? {})).toEqual(["kept"]);
  });

  it("is listed with the author's keys only; clear removes those and leaves the reserved ones (US-4)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    const found = await inHandler(app, chat, () => {
      userSession.set("a", 1);
      userSession.set("b", null);
      const before = [userSession.keys(), userSession.entries(), userSession.has("b"), userSession.has("id")];
      userSession.clear();
      return [...before, userSession.keys(), userSession.has("a"), userSession.id === chat.session.id];
    });
    expect(found).toEqual([
      ["a", "b"],
      [
        ["a", 1],
        ["b", null],
      ],
      true,
      true,
      [],
      false,
      true,
    ]);
  });

  it("is the object itself: what one handler pushes into it, the next one finds (US-22)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    const list = [1];
    await inHandler(app, chat, () => userSession.set("list", list));
    await inHandler(app, chat, () => userSession.get<number[]>("list")?.push(2));
    expect(await inHandler(app, chat, () => userSession.get("list"))).toBe(list);
    expect(list).toEqual([1, 2]);
  });
});
