// What of the memory is written down, when, and what becomes of the rest. Rows US-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createManualClock } from "../manual-clock.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { createWarnings } from "../testing/durable-stores.ts";
import { createGate } from "../testing/gate.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { userSession } from "./user-session.ts";

class Client {}

/** What the store holds of a chat's values, by key, as text. */
const written = ({ session }: TestChat) => session.services.store.loadValues(session.id);

/** Two servers on the same stores; the first one is abandoned as if it had been killed. */
const shared = () => ({ dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore(), owner: "visitor:a" });

describe("the saved user session", () => {
  it("is found by another server on the same store, and the first one writes no more (US-20)", async () => {
    const app = createApp();
    const parts = shared();
    const first = await openChat(app, { ...parts, clock: createManualClock() });
    first.session.values.set("k", 1);
    await first.session.writer.save();
    await using second = await openChat(app, { ...parts, sessionId: first.session.id });
    expect(second.session.id).toBe(first.session.id);
    expect(await inHandler(app, second, () => userSession.get("k"))).toBe(1);
    first.session.values.set("k", 2);
    await expect(first.session.writer.save()).rejects.toThrow(expect.objectContaining({ code: "STALE_WRITE" }));
    expect(await written(second)).toEqual({ k: "1" });
  });

  it("holds nothing when the app never used it, not even after reading (US-21)", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    await inHandler(app, chat, () => [userSession.get("absent"), userSession.get("id"), userSession.chatSettings]);
    expect(chat.session.values.keys()).toEqual([]);
    await chat.leave();
    const thread = await chat.session.services.dataLayer.loadThread(chat.session.threadId);
    expect(thread?.savedValues).toEqual({});
  });

  it("outlives a server that is killed right after the turn (US-36)", async () => {
    const app = createApp();
    const parts = shared();
    const killed = await openChat(app, parts);
    await inHandler(app, killed, () => userSession.set("k", { deep: [1] }));
    // Its save began with the end of the turn; nothing asks for it here.
    await expect.poll(() => written(killed)).toEqual({ k: '{"deep":[1]}' });
    await using next = await openChat(app, { ...parts, sessionId: killed.session.id });
    expect(await inHandler(app, next, () => userSession.get("k"))).toEqual({ deep: [1] });
  });

  it("follows a running turn each second: also an object it only reads and changes in place, late (US-36)", async () => {
    const app = createApp();
    const clock = createManualClock();
    const [set, push, end] = [createGate(), createGate(), createGate()];
    app.onMessage(async () => {
      await set.opened;
      userSession.set("list", [1]);
      await push.opened;
      userSession.get<number[]>("list")?.push(2);
      await end.opened;
    });
    await using chat = await openChat(app, { clock });
    const posted = chat.post("work");
    await clock.advance(1);
    await posted;
    set.open();
    await clock.advance(1001);
    expect(await written(chat)).toEqual({ list: "[1]" });
    await clock.advance(60_000);
    push.open();
    await clock.advance(1001);
    expect(await written(chat)).toEqual({ list: "[1,2]" });
    end.open();
    await clock.advance(1);
  });

  it("follows a value that is only read, much later than the turn began (US-36)", async () => {
    const app = createApp();
    const clock = createManualClock();
    const [push, end] = [createGate(), createGate()];
    await using chat = await openChat(app, { clock });
    chat.session.values.set("list", [1]);
    await clock.advance(1000);
    expect(await written(chat)).toEqual({ list: "[1]" });
    app.onMessage(async () => {
      await push.opened;
      userSession.get<number[]>("list")?.push(2);
      await end.opened;
    });
    const posted = chat.post("work");
    await clock.advance(1);
    await posted;
    await clock.advance(60_000);
    push.open();
    await clock.advance(1001);
    expect(await written(chat)).toEqual({ list: "[1,2]" });
    end.open();
    await clock.advance(1);
  });

  it("has the author's keys only; env comes along when the config says so (US-37)", async () => {
    const app = createApp();
    for (const persistUserEnv of [false, true]) {
      const parts = shared();
      const config = { userEnv: [{ name: "KEY", secret: true }], persistUserEnv };
      const chat = await openChat(app, { ...parts, env: { KEY: "key-of-mine" }, config });
      await inHandler(app, chat, () => userSession.set("k", 1));
      await chat.session.writer.save();
      expect(await written(chat)).toEqual({ k: "1" });
      const record = await parts.sessionStore.load(chat.session.id);
      expect(record?.sealedEnv).toEqual(persistUserEnv ? expect.any(String) : undefined);
      expect(JSON.stringify(record)).not.toContain("key-of-mine");
      await using again = await openChat(app, { ...parts, sessionId: chat.session.id, config });
      expect(again.session.env).toEqual(persistUserEnv ? { KEY: "key-of-mine" } : {});
    }
  });

  it("keeps dates, maps and all other data as they are; what it cannot keep is absent, and named once in the log (US-38)", async () => {
    const app = createApp();
    const { logger, warnings } = createWarnings();
    await using chat = await openChat(app, { logger, owner: "visitor:a" });
    const data = { date: new Date(0), map: new Map([[1, new Set(["a"])]]), big: 10n, bytes: new Uint8Array([1, 2]), nan: Number.NaN };
    for (const round of [1, 2])
      await inHandler(app, chat, () => {
        userSession.set("data", data);
        userSession.set("api", { deep: [round, new Client()] });
        userSession.set("call", () => round);
      });
    await chat.leave();
    await using again = await openChat(app, { host: chat.host, owner: "visitor:a", threadId: chat.session.threadId });
    const found = await inHandler(app, again, () => [userSession.get("data"), userSession.has("api"), userSession.has("call")]);
    expect(found).toEqual([data, false, false]);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain('"api" is not saved: an instance of Client at api.deep[1]');
    expect(warnings[1]).toContain('"call" is not saved: a function at call');
  });
});
