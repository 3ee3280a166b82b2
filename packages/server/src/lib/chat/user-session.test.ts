// The author's memory: each chat its own. Rows US-* are those of the feature catalogue.
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { openChat } from "../testing/open-chat.ts";
import { Message } from "./message.ts";
import { userSession } from "./user-session.ts";

/** What a handler of a fresh chat finds, with the chat's memory still empty. */
async function inChat<Result>(look: () => Result | Promise<Result>): Promise<Result> {
  const app = createApp();
  let result: { readonly value: Result } | undefined;
  app.onMessage(async () => {
    result = { value: await look() };
  });
  await using chat = await openChat(app);
  const shown = await chat.send("look");
  if (!result) throw new Error(`The handler failed: ${shown}`);
  return result.value;
}

describe("the user session", () => {
  it("gives the fallback only where the key is absent; a stored null stays null (US-1, US-3)", async () => {
    const found = await inChat(() => {
      const bag = userSession as unknown as { get(key: string, fallback?: unknown): unknown; set(key: string, value: unknown): void };
      bag.set("nothing", null);
      return [bag.get("nothing", "other"), bag.get("absent", "other"), bag.get("absent")];
    });
    expect(found).toEqual([null, "other", undefined]);
  });

  it("holds the live reference, not a copy (US-22)", async () => {
    const same = await inChat(() => {
      const bag = userSession as unknown as { get(key: string): unknown; set(key: string, value: unknown): void };
      const list: number[] = [];
      bag.set("list", list);
      list.push(1);
      return bag.get("list") === list;
    });
    expect(same).toBe(true);
  });

  it("throws NO_CHAT_CONTEXT outside of a chat (US-28)", () => {
    expect(() => userSession.id).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
  });

  it("refuses to set a reserved key (US-17)", async () => {
    const code = await inChat(() => {
      try {
        (userSession as unknown as { set(key: string, value: unknown): void }).set("chat_profile", "other");
      } catch (error) {
        return (error as { code: string }).code;
      }
      return "no error";
    });
    expect(code).toBe("RESERVED_KEY");
  });

  it("never shows one person the value of another, with both handlers in the middle of their work (US-23, US-24, US-29)", async () => {
    const app = createApp();
    app.onMessage(async (message) => {
      const bag = userSession as unknown as { get(key: string): unknown; set(key: string, value: unknown): void };
      bag.set("mine", message.content);
      await delay(Math.random() * 3);
      await new Message(String(bag.get("mine"))).send();
    });
    await using first = await openChat(app);
    const others = await Promise.all(Array.from({ length: 20 }, () => openChat(app, { host: first.host })));
    for (const round of [1, 2, 3]) {
      const answers = await Promise.all(others.map((chat, index) => chat.send(`${round}:${index}`)));
      expect(answers).toEqual(others.map((_chat, index) => `${round}:${index}`));
    }
  });
});
