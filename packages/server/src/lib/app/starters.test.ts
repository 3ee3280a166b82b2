// Starters: whose they are, which stand in place of which, and how long they stay. Rows SR-* and LC-28, LC-29 of the feature catalogue.
import { describe, expect, it } from "vitest";
import { setStarterCategories, setStarters } from "../chat/controls/starters.ts";
import { Message } from "../chat/message.ts";
import { createDurableStores, createErrors } from "../testing/durable-stores.ts";
import { openChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";
import type { Visitor } from "./profile-handlers.ts";

const ONE = { label: "One", message: "one", command: "Search", icon: "search" };
const TWO = { label: "Two", message: "two" };
const GROUP = { label: "Group", icon: "map", starters: [TWO] };

describe("starters", () => {
  it("are the app's, given to this person in the profile their chat has (LC-28, LC-29)", async () => {
    const asked: Visitor[] = [];
    const app = createApp({
      chatProfiles: () => [{ name: "A" }],
      starters: (visitor) => {
        asked.push(visitor);
        return [ONE];
      },
      starterCategories: (visitor) => {
        asked.push(visitor);
        return [GROUP];
      },
    });
    await using chat = await openChat(app, { chatProfile: "gone", language: "pt-BR" });
    const visitor = { user: null, language: "pt-BR", chatProfile: "A" };
    expect(asked).toEqual([visitor, visitor]);
    expect(chat.state.surface).toMatchObject({ starters: [ONE], starterCategories: [GROUP] });
    expect(chat.starters).toEqual([TWO]);
  });

  it("of a profile stand in place of the app's, an empty list does not (CP-4)", async () => {
    const app = createApp({
      chatProfiles: () => [{ name: "Own", starters: [TWO] }, { name: "Empty", starters: [] }, { name: "None" }],
      starters: () => [ONE],
    });
    for (const [chatProfile, starters] of [
      ["Own", [TWO]],
      ["Empty", [ONE]],
      ["None", [ONE]],
    ] as const) {
      await using chat = await openChat(app, { chatProfile });
      expect(chat.state.surface.starters).toEqual(starters);
    }
  });

  it("that are malformed, or that the app cannot give, are left out, and the others stay", async () => {
    const { logger, errors } = createErrors();
    const app = createApp({
      starters: () => [{ label: "", message: "" }],
      starterCategories: () => [GROUP],
      onMessage: () => new Message("Yes.").send(),
    });
    await using chat = await openChat(app, { logger });
    expect(chat.state.surface).toEqual({ starterCategories: [GROUP] });
    expect(errors).toEqual(["starters threw an error"]);
    expect(await chat.send("hello")).toBe("Yes.");
  });

  it("that the app sets in a chat stand in place of all others, also after a restart", async () => {
    const app = createApp({
      starters: () => [ONE],
      starterCategories: () => [GROUP],
      onChatStart: () => setStarters([TWO]),
      onMessage: ({ content }) => (content === "group" ? setStarterCategories([GROUP]) : undefined),
    });
    const stores = await createDurableStores();
    const chat = await openChat(app, { ...stores(), owner: "visitor:a" });
    expect(chat.state.surface).toMatchObject({ starters: [TWO], starterCategories: [] });
    await chat[Symbol.asyncDispose]();
    await using again = await openChat(app, { ...stores(), owner: "visitor:a", sessionId: chat.session.id });
    expect(again.session.id).toBe(chat.session.id);
    expect(again.state.surface).toMatchObject({ starters: [TWO], starterCategories: [] });
    await again.send("group");
    expect(again.state.surface).toMatchObject({ starters: [], starterCategories: [GROUP] });
    expect(again.session.values.keys().filter((key) => !key.startsWith("\u0000"))).toEqual([]);
  });

  it("give way to those of the profile that the chat goes on under", async () => {
    const app = createApp({
      chatProfiles: () => [{ name: "A" }, { name: "B" }],
      starters: () => [ONE],
      onChatStart: () => setStarters([TWO]),
      onChatProfileChange: () => ({ keepChat: true }),
    });
    await using chat = await openChat(app);
    expect(chat.starters).toEqual([TWO]);
    await chat.selectProfile("B");
    expect(chat.starters).toEqual([ONE]);
  });

  it("are refused when they are malformed, and outside of a chat", async () => {
    expect(() => setStarters([ONE])).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
    const app = createApp({ onMessage: () => setStarters([{ label: "x" } as typeof TWO]) });
    await using chat = await openChat(app);
    await chat.send("hello");
    const [turn] = [...chat.state.turns.values()];
    expect(turn?.turn.error).toMatchObject({ code: "BAD_INPUT", message: expect.stringContaining("starters") });
    expect(chat.starters).toEqual([]);
  });
});
