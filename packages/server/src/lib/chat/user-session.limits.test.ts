// Values that cannot be saved never take others with them, and a save never takes away what the thread has. Rows US-* as in the catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createDurableStores, createWarnings } from "../testing/durable-stores.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { userSession } from "./user-session.ts";

const MIB = 1024 * 1024;

/** Opens a chat's thread again after its session has ended. */
async function reopen(chat: TestChat, app: ReturnType<typeof createApp>): Promise<TestChat> {
  await chat.leave();
  return openChat(app, { host: chat.host, owner: chat.session.owner, threadId: chat.session.threadId });
}

describe("a user session with values that cannot be saved", () => {
  it("saves the rest beside a cycle, and keeps keys of maps what they are (US-39)", async () => {
    const app = createApp();
    const { logger, warnings } = createWarnings();
    await using chat = await openChat(app, { logger, owner: "visitor:a" });
    const keyed = new Map<unknown, string>([
      [1, "number"],
      ["1", "text"],
      [null, "null"],
      [[1, 2], "pair"],
    ]);
    await inHandler(app, chat, () => {
      const loop: { self?: unknown } = {};
      loop.self = loop;
      userSession.set("loop", loop);
      userSession.set("keyed", keyed);
      userSession.set("after", 1);
    });
    expect(await inHandler(app, chat, () => userSession.has("loop"))).toBe(true);
    await using again = await reopen(chat, app);
    const found = await inHandler(app, again, () => [userSession.has("loop"), userSession.get("keyed"), userSession.get("after")]);
    expect(found).toEqual([false, keyed, 1]);
    expect(warnings).toEqual([expect.stringContaining('"loop" is not saved: a cycle at loop.self')]);
  });

  it("keeps the small keys when one is too large, says which it was, and still has that one in memory (US-40)", async () => {
    const app = createApp();
    const { logger, warnings } = createWarnings();
    await using chat = await openChat(app, { logger, owner: "visitor:a" });
    await inHandler(app, chat, () => {
      userSession.set("large", "x".repeat(2 * MIB));
      userSession.set("small", "y");
    });
    await chat.session.writer.save();
    expect(await chat.session.services.store.loadValues(chat.session.id)).toEqual({ small: '"y"' });
    expect(await inHandler(app, chat, () => userSession.get<string>("large")?.length)).toBe(2 * MIB);
    await using again = await reopen(chat, app);
    expect(await inHandler(app, again, () => userSession.entries())).toEqual([["small", "y"]]);
    expect(warnings).toEqual([expect.stringMatching(/"large" \(\d+ bytes\) is not saved: .* limit of 1048576 bytes/)]);
  });

  it("counts the bytes of what is saved, not of its escapes, against the limit of the config (US-40)", async () => {
    const app = createApp();
    const { logger, warnings } = createWarnings();
    await using chat = await openChat(app, { logger, owner: "visitor:a", config: { maxValueBytes: 22 } });
    await inHandler(app, chat, () => userSession.set("accents", "é".repeat(10)));
    await chat.session.writer.save();
    expect(Object.keys(await chat.session.services.store.loadValues(chat.session.id))).toEqual(["accents"]);
    await inHandler(app, chat, () => userSession.set("more", 1));
    await chat.session.writer.save();
    expect(await chat.session.services.store.loadValues(chat.session.id)).toEqual({ more: "1" });
    expect(warnings).toHaveLength(1);
  });

  it("saves a key again once it has shrunk below the limit (US-40)", async () => {
    const app = createApp();
    await using chat = await openChat(app, { config: { maxValueBytes: 100 } });
    const { store } = chat.session.services;
    for (const [length, saved] of [
      [50, true],
      [500, false],
      [50, true],
    ] as const) {
      await inHandler(app, chat, () => userSession.set("k", "x".repeat(length)));
      await chat.session.writer.save();
      expect("k" in (await store.loadValues(chat.session.id))).toBe(saved);
    }
  });
});

describe.each(["memory", "sqlite"])("saved to a thread in %s", (kind) => {
  it("the values leave its other fields alone, a null stays a null, and only what was deleted is gone (US-41)", async () => {
    const app = createApp();
    const stores = kind === "sqlite" ? (await createDurableStores())() : {};
    await using chat = await openChat(app, { ...stores, owner: "visitor:a" });
    await inHandler(app, chat, () => {
      userSession.set("kept", 1);
      userSession.set("null", null);
      userSession.set("dropped", 1);
    });
    chat.session.emit({ type: "thread-set", thread: { name: "A name of my own" } });
    await using second = await reopen(chat, app);
    await inHandler(app, second, () => userSession.delete("dropped"));
    await using third = await reopen(second, app);
    expect(await inHandler(app, third, () => userSession.entries())).toEqual([
      ["kept", 1],
      ["null", null],
    ]);
    expect(third.state.thread.name).toBe("A name of my own");
    expect(third.state.path).toHaveLength(3);
  });

  it("a key has any name an author thinks of, also that of a member of objects (US-39)", async () => {
    const app = createApp();
    const names = ["__proto__", "constructor", "toString", "", "with space", "ключ", "$"];
    const open = kind === "sqlite" ? await createDurableStores() : () => ({});
    const chat = await openChat(app, { ...open(), owner: "visitor:a" });
    await inHandler(app, chat, () => {
      for (const name of names) userSession.set(name, { [name]: name });
    });
    const expected = names.map((name) => [name, JSON.stringify({ [name]: name })]);
    const found = (opened: TestChat) =>
      inHandler(app, opened, () =>
        userSession
          .entries()
          .map(([name, value]) => [name, JSON.stringify(value)])
          .sort(),
      );
    await chat.session.writer.save();
    const stored = await chat.session.services.store.loadValues(chat.session.id);
    expect(Object.keys(stored).sort()).toEqual([...names].sort());
    const again = await reopen(chat, app);
    expect(await found(again)).toEqual(expected.sort());
    await chat.host.stop({ drainMs: 0 });
  });
});
