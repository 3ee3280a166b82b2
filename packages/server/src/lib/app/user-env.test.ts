// Keys of the person's own: what is taken, what has to wait for them, and where their values are never found. Rows US-13, US-51, CF-2, CF-6.
import { describe, expect, it } from "vitest";
import { Message } from "../chat/message.ts";
import { userSession } from "../chat/user-session.ts";
import { loadSecret } from "../config/secret.ts";
import { silentLogger } from "../logger.ts";
import { createManualClock } from "../manual-clock.ts";
import { createDurableStores, createErrors } from "../testing/durable-stores.ts";
import { createGate } from "../testing/gate.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";
import type { Handlers } from "./handlers.ts";
import { CHECK_MS } from "./user-env.ts";

const KEY = { name: "KEY", label: "Key", help: "From your account.", url: "https://example.com/", placeholder: "k-…", secret: true };
const CITY = { name: "CITY", secret: false };
const config = { userEnv: [KEY, CITY] };
const GOOD = { KEY: "k-very-secret", CITY: "Kinloch" };

/** An app that writes down what runs. */
function watchedApp(handlers: Partial<Handlers> = {}) {
  const log: unknown[] = [];
  const app = createApp({
    onChatStart: () => void log.push(["start", userSession.env]),
    onChatResume: () => void log.push(["resume", userSession.env]),
    onSessionRestore: () => void log.push(["restore", userSession.env]),
    onDisconnect: () => void log.push("disconnect"),
    onReconnect: () => void log.push("reconnect"),
    onChatEnd: () => void log.push("end"),
    onMessage: () => new Message(`Key of ${userSession.env["KEY"]?.length}`).send(),
    ...handlers,
  });
  return { app, log };
}

const missing = (chat: TestChat) => (chat.state.surface.missingEnv ?? []).map(({ name }) => name);

describe("a chat whose app asks for keys", () => {
  it("begins when they have come, once, and takes no message before (US-51)", async () => {
    const { app, log } = watchedApp();
    await using chat = await openChat(app, { config });
    expect(chat.state.surface.missingEnv).toEqual([
      { ...KEY, set: false },
      { ...CITY, set: false },
    ]);
    await expect(chat.send("hello")).rejects.toMatchObject({ code: "ENV_REQUIRED", fix: expect.stringContaining("keys") });
    expect(log).toEqual([]);
    expect(chat.state.turns.size).toBe(0);
    await chat.provideEnv(GOOD);
    expect(log).toEqual([["start", GOOD]]);
    expect(chat.state.surface).toEqual({ envInputs: [KEY, CITY].map((key) => ({ ...key, set: true })), missingEnv: [] });
    expect(await chat.send("hello")).toBe("Key of 13");
    await Promise.all([chat.provideEnv({ CITY: "Oban" }), chat.provideEnv({ KEY: "other" })]);
    expect(log).toHaveLength(1);
  });

  it("begins at once with those of the handshake; what was not asked for is not taken", async () => {
    const { app, log } = watchedApp();
    await using chat = await openChat(app, { config, env: { ...GOOD, OTHER: "x", CITY: "  Kinloch " } });
    expect(log).toEqual([["start", GOOD]]);
    expect(chat.state.surface.missingEnv).toBeUndefined();
    expect(chat.state.surface.envInputs?.every(({ set }) => set)).toBe(true);
  });

  it("says in the log which keys of a handshake it does not ask for: each name once, and no value", async () => {
    const { app } = watchedApp();
    const lines: string[] = [];
    const logger = { ...silentLogger, warn: (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`) };
    await using chat = await openChat(app, { config, logger, env: { ...GOOD, OTHER: "x-secret-1", TOWN: "x-secret-2" } });
    await using _again = await openChat(app, { host: chat.host, env: { ...GOOD, OTHER: "x-secret-3" } });
    expect(lines).toHaveLength(2);
    expect(lines).toEqual([expect.stringMatching(/does not ask for.*"OTHER"/), expect.stringMatching(/does not ask for.*"TOWN"/)]);
    expect(lines.join("")).not.toMatch(/secret/);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`K${index}${"x".repeat(500)}`, "v"]));
    await using _flood = await openChat(app, { host: chat.host, env: { ...GOOD, ...many } });
    expect(lines).toHaveLength(100);
    expect(lines.every((line) => line.length < 400)).toBe(true);
  });

  it("keeps those that have come and asks for the others", async () => {
    const { app, log } = watchedApp();
    await using chat = await openChat(app, { config, env: { KEY: "k-1", CITY: " " } });
    expect(missing(chat)).toEqual(["CITY"]);
    expect(chat.state.surface.envInputs?.map(({ set }) => set)).toEqual([true, false]);
    await chat.provideEnv({ CITY: "Oban" });
    expect(log).toEqual([["start", { KEY: "k-1", CITY: "Oban" }]]);
  });

  it("takes all or none of what comes later, and says what is wrong with which", async () => {
    const { app, log } = watchedApp();
    await using chat = await openChat(app, { config });
    await expect(chat.provideEnv({ KEY: "k-1", OTHER: "x" })).rejects.toMatchObject({
      code: "INVALID_VALUES",
      fields: { CITY: "This key is needed.", OTHER: "This app does not ask for it." },
    });
    expect(log).toEqual([]);
    await chat.provideEnv(GOOD);
    await expect(chat.provideEnv({ KEY: " " })).rejects.toMatchObject({ fields: { KEY: "This key is needed." } });
    expect(chat.session.env).toEqual(GOOD);
  });

  it("runs nothing of the app when it ends, or its line breaks, before it began", async () => {
    const { app, log } = watchedApp();
    await using chat = await openChat(app, { config });
    chat.disconnect();
    chat.reconnect();
    await chat.leave();
    expect(log).toEqual([]);
  });

  it("asks for nothing, and refuses keys, when the app needs none", async () => {
    const { app, log } = watchedApp();
    await using chat = await openChat(app, { config: { userEnv: [] }, env: GOOD });
    expect(chat.session.env).toEqual({});
    expect(log).toEqual([["start", {}]]);
    await expect(chat.provideEnv(GOOD)).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
  });

  it("goes on to choose its profile while it waits: that is a new chat, and no handler is asked", async () => {
    const asked: unknown[] = [];
    const { app } = watchedApp({
      chatProfiles: () => [{ name: "A" }, { name: "B" }],
      onChatProfileChange: (change) => ({ keepChat: asked.push(change) > 0 }),
    });
    await using chat = await openChat(app, { config });
    expect(await chat.selectProfile("B")).toBe(false);
    expect(asked).toEqual([]);
  });
});

describe("what a key is called", () => {
  it("is said in the language of the person, the nearest there is, and handlers know its name only", async () => {
    const userEnv = [
      { name: "KEY", label: { en: "Key", de: "Schlüssel" }, help: "Any.", secret: true },
      { name: "CITY", placeholder: { fr: "Brest" }, label: "", secret: false },
    ];
    for (const [language, label] of [
      ["de-CH", "Schlüssel"],
      ["fr", "Key"],
    ] as const) {
      await using chat = await openChat(createApp(), { language, config: { userEnv } });
      expect(chat.state.surface.missingEnv).toEqual([
        { name: "KEY", label, help: "Any.", secret: true, set: false },
        { name: "CITY", placeholder: "Brest", secret: false, set: false },
      ]);
    }
  });
});

describe("the check of keys", () => {
  it("gets all of them, and its refusal is told for each, at the handshake and later", async () => {
    const seen: unknown[] = [];
    const { app, log } = watchedApp({
      chatProfiles: () => [{ name: "A" }],
      checkUserEnv(env, visitor) {
        seen.push([env, visitor]);
        return env["KEY"] === "k-good" ? undefined : { KEY: "Not a key of ours." };
      },
    });
    await using chat = await openChat(app, { config, env: { KEY: "bad", CITY: "Oban" }, language: "de" });
    expect(chat.state.surface.missingEnv).toEqual([{ ...KEY, set: false, message: "Not a key of ours." }]);
    await expect(chat.provideEnv({ KEY: "worse" })).rejects.toMatchObject({
      code: "INVALID_VALUES",
      fields: { KEY: "Not a key of ours." },
    });
    expect(log).toEqual([]);
    await chat.provideEnv({ KEY: "k-good" });
    expect(log).toEqual([["start", { KEY: "k-good", CITY: "Oban" }]]);
    expect(seen).toEqual(
      ["bad", "worse", "k-good"].map((KEY_) => [
        { KEY: KEY_, CITY: "Oban" },
        { user: null, language: "de", chatProfile: "A" },
      ]),
    );
    await expect(chat.provideEnv({ KEY: "later" })).rejects.toMatchObject({ fields: { KEY: "Not a key of ours." } });
    expect(chat.session.env["KEY"]).toBe("k-good");
    expect(missing(chat)).toEqual([]);
  });

  it("may speak about all keys together", async () => {
    const { app } = watchedApp({ checkUserEnv: () => "They do not fit together." });
    await using chat = await openChat(app, { config, env: GOOD });
    expect(chat.state.surface.missingEnv?.map(({ message }) => message)).toEqual([
      "They do not fit together.",
      "They do not fit together.",
    ]);
    expect(chat.session.env).toEqual({});
    await expect(chat.provideEnv(GOOD)).rejects.toMatchObject({ code: "INVALID_VALUES", message: "They do not fit together." });
  });

  it("that throws or never answers takes no key, and its log has none of the values", async () => {
    const clock = createManualClock();
    const { logger, errors, all } = createErrors();
    let answer: Handlers["checkUserEnv"] = (env) => {
      throw new Error(`the service says: ${env["KEY"]} is wrong`);
    };
    const { app, log } = watchedApp({ checkUserEnv: (env, visitor) => answer(env, visitor) });
    await using chat = await openChat(app, { config, env: GOOD, clock, logger });
    expect(errors).toEqual(["checkUserEnv threw an error"]);
    expect(chat.state.surface.missingEnv?.[0]?.message).toContain("could not be checked");
    answer = () => new Promise(() => undefined);
    const providing = chat.provideEnv(GOOD).catch((error: unknown) => error);
    await clock.advance(CHECK_MS);
    expect(await providing).toMatchObject({ code: "INVALID_VALUES", message: expect.stringContaining("could not be checked") });
    expect(all()).toContain("[KEY] is wrong");
    expect(all()).not.toContain(GOOD.KEY);
    expect(log).toEqual([]);
  });

  it("begins nothing in a chat that ended while it looked", async () => {
    const gate = createGate();
    const { app, log } = watchedApp({ checkUserEnv: () => gate.opened.then(() => undefined) });
    await using chat = await openChat(app, { config });
    const providing = chat.provideEnv(GOOD).catch((error: unknown) => error);
    const leaving = chat.leave();
    gate.open();
    await leaving;
    expect(await providing).toMatchObject({ code: "SESSION_ENDED" });
    expect(log).toEqual([]);
  });
});

describe("keys after a restart", () => {
  async function restarted(handlers: Partial<Handlers>, more: object, before: object = more, env: Record<string, string> = GOOD) {
    const { app, log } = watchedApp(handlers);
    const stores = await createDurableStores();
    const first = await openChat(app, { ...stores(), owner: "visitor:a", config: { ...config, ...before }, env });
    if (Object.keys(env).length > 0) await first.send("hello");
    await first[Symbol.asyncDispose]();
    log.length = 0;
    const open = (again: object = {}) =>
      openChat(app, { ...stores(), owner: "visitor:a", sessionId: first.session.id, config: { ...config, ...more }, ...again });
    return { app, log, open, first, stores };
  }

  it("are asked for again, and what brings the chat back waits for them, once", async () => {
    const { log, open, first } = await restarted({}, {});
    await using chat = await open();
    expect(chat.session.id).toBe(first.session.id);
    expect(missing(chat)).toEqual(["KEY", "CITY"]);
    chat.disconnect();
    chat.reconnect();
    expect(log).toEqual([]);
    await expect(chat.send("again")).rejects.toMatchObject({ code: "ENV_REQUIRED" });
    await chat.provideEnv(GOOD);
    expect(log).toEqual([["restore", GOOD]]);
    expect(await chat.send("again")).toBe("Key of 13");
  });

  it("come with the handshake of a client that has them", async () => {
    const { log, open } = await restarted({}, {});
    await using chat = await open({ env: GOOD });
    expect(missing(chat)).toEqual([]);
    expect(log).toEqual([["restore", GOOD]]);
  });

  it("are still there with persistUserEnv, sealed in the store, and are not looked at again", async () => {
    let checks = 0;
    const checkUserEnv = () => {
      checks++;
      return undefined;
    };
    const { log, open, first, stores } = await restarted({ checkUserEnv }, { persistUserEnv: true });
    const { sessionStore } = stores();
    await sessionStore.open();
    const record = await sessionStore.load(first.session.id);
    await sessionStore.close();
    expect(record?.sealedEnv).toMatch(/^1\.[0-9a-f]{8}\./);
    expect(JSON.stringify(record)).not.toContain(GOOD.KEY);
    await using chat = await open();
    expect(log).toEqual([["restore", GOOD]]);
    expect(checks).toBe(1);
    expect(await chat.send("again")).toBe("Key of 13");
  });

  it("that were kept stand before those a page still has from earlier", async () => {
    const { log, open } = await restarted({}, { persistUserEnv: true });
    await using chat = await open({ env: { KEY: "older", CITY: "older" } });
    expect(log).toEqual([["restore", GOOD]]);
    expect(chat.session.env).toEqual(GOOD);
  });

  it("are asked for again when the secret is another one", async () => {
    const keys = loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: "another secret of thirty-two letters" }, dev: true });
    const { log, open } = await restarted({}, { persistUserEnv: true });
    await using chat = await open({ keys });
    expect(missing(chat)).toEqual(["KEY", "CITY"]);
    expect(log).toEqual([]);
  });

  it("let a chat begin that had waited for them before the restart: it starts, and is not restored", async () => {
    const { log, open } = await restarted({}, {}, {}, {});
    await using chat = await open();
    expect(missing(chat)).toEqual(["KEY", "CITY"]);
    await chat.provideEnv(GOOD);
    expect(log).toEqual([["start", GOOD]]);
  });
});

describe("keys of a stored chat that is opened again", () => {
  it("are asked for before onChatResume runs; in the thread there are none", async () => {
    const { app, log } = watchedApp();
    await using first = await openChat(app, { owner: "visitor:a", config: { ...config, persistUserEnv: true }, env: GOOD });
    await first.send("hello");
    await first.leave();
    const stored = await first.host.services.dataLayer.loadThread(first.session.threadId);
    expect(stored?.savedSurface).toBeTypeOf("string");
    expect(JSON.stringify(stored)).not.toContain(GOOD.KEY);
    log.length = 0;
    const open = () => openChat(app, { host: first.host, owner: "visitor:a", threadId: first.session.threadId });
    let again = await open();
    expect(missing(again)).toEqual(["KEY", "CITY"]);
    expect(log).toEqual([]);
    await again.leave();
    expect(log).toEqual(["end"]);
    log.length = 0;
    again = await open();
    await again.provideEnv(GOOD);
    expect(log).toEqual([["resume", GOOD]]);
    await again.leave();
    expect(JSON.stringify(again.state.surface)).not.toContain(GOOD.KEY);
  });
});
