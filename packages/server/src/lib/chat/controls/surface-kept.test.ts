// What surrounds a chat outlives the page, the connection, the process and the end of the chat. Row CS-17 of the feature catalogue.
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type App, chatSettings, createApp, input, setCommands, setFollowUps, setModes, userSession } from "../../../index.ts";
import { createMemoryDataLayer } from "../../data/drivers/memory.ts";
import { createMemorySessionStore } from "../../session-store/drivers/memory.ts";
import { createDurableStores } from "../../testing/durable-stores.ts";
import { inHandler } from "../../testing/in-handler.ts";
import { openChat, type TestChat } from "../../testing/open-chat.ts";

const settings = chatSettings({
  model: input.select({ label: "Model", values: ["small", "large"], initialIndex: 0 }),
  stay: input.dateRange({ label: "Stay" }),
});
const COMMANDS = [{ id: "Picture", button: true }];
const MODE = {
  id: "tone",
  name: "Tone",
  options: [
    { id: "plain", name: "Plain" },
    { id: "warm", name: "Warm" },
  ],
};
const SAVED = { model: "large", stay: ["2026-03-01", "2026-03-04"] };

function furnished(): App {
  const app = createApp();
  app.onChatStart(async () => {
    await settings.send();
    setCommands(COMMANDS);
    setModes([MODE]);
  });
  return app;
}

/** A person has set everything that can be set, and was offered something. */
async function setUp(app: App, chat: TestChat): Promise<void> {
  await inHandler(app, chat, () => setFollowUps(["Go on"]));
  await chat.changeSettings(SAVED);
  await chat.selectModes({ tone: "warm" });
}

async function expectAllOfIt(app: App, chat: TestChat): Promise<void> {
  expect(chat.settings).toEqual(SAVED);
  expect(chat.settingsForm).toEqual(settings.form);
  expect(chat.commands).toEqual(COMMANDS);
  expect(chat.modes).toEqual({ tone: "warm" });
  expect(chat.followUps).toEqual([{ label: "Go on", message: "Go on" }]);
  const inside = await inHandler(app, chat, ({ userSession: own }) => [
    userSession.chatSettings,
    own.get("chat_settings"),
    settings.current,
  ]);
  expect(inside).toEqual([SAVED, SAVED, SAVED]);
}

describe("settings, commands, modes and follow-ups are there again", () => {
  it("after a reload of the page and a lost connection", async () => {
    const app = furnished();
    await using chat = await openChat(app, { owner: "visitor:a" });
    await setUp(app, chat);
    chat.disconnect();
    chat.reconnect();
    const reloaded = await openChat(app, { host: chat.host, owner: "visitor:a", sessionId: chat.session.id });
    expect(reloaded.session).toBe(chat.session);
    await expectAllOfIt(app, reloaded);
  });

  it("after a restart of the server", async () => {
    const app = furnished();
    const stores = await createDurableStores();
    const chat = await openChat(app, { ...stores(), owner: "visitor:a" });
    await setUp(app, chat);
    await chat[Symbol.asyncDispose]();
    const restarted = furnished();
    await using again = await openChat(restarted, { ...stores(), owner: "visitor:a", sessionId: chat.session.id });
    expect(again.session).not.toBe(chat.session);
    await expectAllOfIt(restarted, again);
  });

  it("when the stored chat is opened after its end", async () => {
    const app = furnished();
    await using chat = await openChat(app, { owner: "visitor:a" });
    await setUp(app, chat);
    await chat.leave();
    await using again = await openChat(app, { host: chat.host, owner: "visitor:a", threadId: chat.session.threadId });
    expect(again.session.id).not.toBe(chat.session.id);
    await expectAllOfIt(app, again);
  });

  it("saved settings are in the store before the person is told that they are saved", async () => {
    const sessionStore = createMemorySessionStore();
    await using chat = await openChat(furnished(), { sessionStore });
    await chat.changeSettings(SAVED);
    expect((await sessionStore.load(chat.session.id))?.surface.settings).toEqual(SAVED);
  });
});

it("a form that changed with the app keeps what it still allows, once it is sent again", async () => {
  const parts = { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore(), owner: "visitor:a" };
  const app = furnished();
  const chat = await openChat(app, parts);
  await setUp(app, chat);
  await chat.host.stop({ drainMs: 0, watch: true });
  const changed = createApp();
  const newer = chatSettings({
    model: input.select({ label: "Model", values: ["tiny", "small"], initialIndex: 0 }),
    stay: input.dateRange({ label: "Stay" }),
    heat: input.slider({ label: "Heat" }),
  });
  changed.onChatResume(() => newer.send());
  await using again = await openChat(changed, { ...parts, sessionId: chat.session.id });
  expect(again.settings).toEqual({ model: "tiny", stay: SAVED.stay, heat: 0 });
});

it("a form that came out of the store is still checked by its schema", async () => {
  const strict = chatSettings(
    z.object({
      name: z
        .string()
        .default("Ada")
        .refine((name) => name !== "nobody", "Somebody, please."),
    }),
  );
  const app = createApp();
  app.onChatStart(() => strict.send());
  const stores = await createDurableStores();
  const chat = await openChat(app, { ...stores(), owner: "visitor:a" });
  await chat.send("hello");
  await chat[Symbol.asyncDispose]();
  await using again = await openChat(app, { ...stores(), owner: "visitor:a", sessionId: chat.session.id });
  await expect(again.changeSettings({ name: "nobody" })).rejects.toMatchObject({ fields: { name: "Somebody, please." } });
  expect(again.settings).toEqual({ name: "Ada" });
});
