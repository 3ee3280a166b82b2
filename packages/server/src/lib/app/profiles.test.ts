// Chat profiles: who gets which, what comes with one, and what happens when another is chosen. Rows CP-* as in the feature catalogue.
import { newId, type StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { Message } from "../chat/message.ts";
import { userSession } from "../chat/user-session.ts";
import { createManualClock } from "../manual-clock.ts";
import { createDurableStores, createErrors } from "../testing/durable-stores.ts";
import { createGate } from "../testing/gate.ts";
import { openChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";
import { PROVIDER_MS } from "./offer.ts";
import type { AppChatProfile, Visitor } from "./profile-handlers.ts";

const PROFILES: readonly AppChatProfile[] = [
  { name: "Coder" },
  { name: "Poet", displayName: "The poet", default: true, starters: [{ label: "Rain", message: "Write about rain." }] },
];

describe("the profile of a chat", () => {
  it("is the one that was wished for, else the default, else the first (CP-1, CP-2)", async () => {
    const app = createApp({ chatProfiles: () => PROFILES });
    await using chat = await openChat(app);
    expect(chat.state.surface).toMatchObject({ chatProfile: "Poet", profiles: PROFILES });
    await using coder = await openChat(app, { host: chat.host, chatProfile: "Coder" });
    expect(coder.state.surface.chatProfile).toBe("Coder");
    await using unknown = await openChat(app, { host: chat.host, chatProfile: "Admin" });
    expect(unknown.state.surface.chatProfile).toBe("Poet");
    await using plain = await openChat(createApp({ chatProfiles: () => [{ name: "A" }, { name: "B" }] }));
    expect(plain.state.surface.chatProfile).toBe("A");
  });

  it("is null in an app without profiles, whatever was wished for, and nothing is stated (US-14)", async () => {
    await using chat = await openChat(createApp(), { chatProfile: "Poet" });
    expect(chat.state.surface).toEqual({});
    expect(chat.state.seq).toBe(0);
  });

  it("is chosen among those of this person: the app is told who asks and for what (LC-27)", async () => {
    const asked: Visitor[] = [];
    const app = createApp({
      chatProfiles(visitor) {
        asked.push(visitor);
        return visitor.language.startsWith("fr") ? [{ name: "A", displayName: "Le A" }] : [{ name: "A" }];
      },
    });
    await using chat = await openChat(app, { chatProfile: "Wish", language: "fr-CA" });
    expect(asked).toEqual([{ user: null, language: "fr-CA", chatProfile: "Wish" }]);
    expect(chat.profiles).toEqual([{ name: "A", displayName: "Le A" }]);
  });

  it("is there before onChatStart runs, and becomes the tag of the thread with the first message, unless the app says no (CP-3, CF-13)", async () => {
    const seen: unknown[] = [];
    const app = createApp({
      chatProfiles: () => PROFILES,
      onChatStart: () => void seen.push(userSession.chatProfile),
      onMessage: () => new Message("Yes.").send(),
    });
    await using chat = await openChat(app);
    expect(seen).toEqual(["Poet"]);
    expect(chat.state.thread.tags).toBeUndefined();
    await chat.send("hello");
    expect(chat.state.thread.tags).toEqual(["Poet"]);
    await chat.session.recorder.flush();
    expect(await chat.host.services.dataLayer.loadThread(chat.session.threadId)).toMatchObject({ tags: ["Poet"] });
    await using untagged = await openChat(app, { config: { autoTagThread: false } });
    await untagged.send("hello");
    expect(untagged.state.thread.tags).toBeUndefined();
  });

  it("survives a restart and the end of its session, and falls back when it is not offered any more", async () => {
    let profiles = PROFILES;
    const app = createApp({ chatProfiles: () => profiles, onMessage: () => undefined });
    const stores = await createDurableStores();
    const chat = await openChat(app, { ...stores(), owner: "visitor:a", chatProfile: "Coder" });
    await chat.send("hello");
    await chat[Symbol.asyncDispose]();
    const again = await openChat(app, { ...stores(), owner: "visitor:a", sessionId: chat.session.id });
    expect(again.state.surface).toMatchObject({ chatProfile: "Coder", profiles: PROFILES });
    await again.leave();
    const open = () => openChat(app, { host: again.host, owner: "visitor:a", threadId: chat.session.threadId, chatProfile: "Poet" });
    const reopened = await open();
    expect(reopened.session).not.toBe(again.session);
    expect(reopened.state.surface.chatProfile).toBe("Coder");
    await reopened.leave();
    profiles = PROFILES.filter(({ name }) => name !== "Coder");
    const later = await open();
    expect(later.state.surface).toMatchObject({ chatProfile: "Poet", profiles });
    await later.leave();
    await again[Symbol.asyncDispose]();
  });
});

describe("what a person may choose from", () => {
  it("follows what they are to the app while their chat is open; the profile of the chat stays (LC-27)", async () => {
    const app = createApp({
      chatProfiles: ({ user }) => [{ name: "All" }, ...(user?.roles.includes("admin") ? [{ name: "Admin" }] : [])],
      onChatProfileChange: () => ({ keepChat: true }),
    });
    await using chat = await openChat(app, { user: { identifier: "ada" } });
    await using guest = await openChat(app, { host: chat.host });
    const names = () => chat.profiles.map(({ name }) => name);
    expect(names()).toEqual(["All"]);
    await expect(chat.selectProfile("Admin")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await app.users.update(chat.session.user?.id ?? "", { roles: ["admin"] });
    await expect.poll(names).toEqual(["All", "Admin"]);
    expect(await chat.selectProfile("Admin")).toBe(true);
    await app.users.update(chat.session.user?.id ?? "", { roles: [] });
    await expect.poll(names).toEqual(["All"]);
    expect(chat.state.surface.chatProfile).toBe("Admin");
    expect(guest.profiles.map(({ name }) => name)).toEqual(["All"]);
    expect(guest.state.seq).toBe(1);
  });

  it("is asked anew for the chat of a visitor who signs in", async () => {
    const app = createApp({ chatProfiles: ({ user }) => [{ name: "All" }, ...(user ? [{ name: "Members" }] : [])] });
    await using chat = await openChat(app, { owner: "visitor:a" });
    await using member = await openChat(app, { host: chat.host, user: { identifier: "ada" } });
    expect(chat.profiles).toHaveLength(1);
    await chat.host.registry.moveOwner("visitor:a", member.session.owner);
    await expect.poll(() => chat.profiles.map(({ name }) => name)).toEqual(["All", "Members"]);
  });
});

describe("an app that cannot say which profiles there are", () => {
  it("opens the chat without them, and its log tells why", async () => {
    for (const chatProfiles of [
      () => {
        throw new Error("no profiles today");
      },
      () => [{ name: "" }],
      () => [{ name: "A" }, { name: "A" }],
      () => [{ name: "A", configOverrides: { port: 1 } as object }],
    ]) {
      const { logger, errors } = createErrors();
      await using chat = await openChat(createApp({ chatProfiles, onMessage: () => new Message("Yes.").send() }), { logger });
      expect(await chat.send("hello")).toBe("Yes.");
      expect(chat.state.surface.profiles).toBeUndefined();
      expect(errors).toEqual(["chatProfiles threw an error"]);
    }
  });

  it("holds nobody up longer than its time, and is not asked once for each of many things at once", async () => {
    const clock = createManualClock();
    const { logger, errors } = createErrors();
    const never = () => new Promise<never>(() => undefined);
    const app = createApp({ chatProfiles: never, starters: () => [{ label: "One", message: "one" }] });
    const opening = openChat(app, { clock, logger });
    await clock.advance(PROVIDER_MS);
    await using chat = await opening;
    expect(chat.state.surface).toEqual({ starters: [{ label: "One", message: "one" }] });
    expect(errors).toEqual(["chatProfiles threw an error"]);
  });

  it("leaves a restored chat what it had: its profile, and what that hides", async () => {
    let broken = false;
    const app = createApp({
      chatProfiles() {
        if (broken) throw new Error("no profiles today");
        return [{ name: "Quiet", configOverrides: { cot: "hidden", name: "Q" } }];
      },
      onMessage: () => new Message("Yes.").send(),
    });
    const stores = await createDurableStores();
    const chat = await openChat(app, { ...stores(), owner: "visitor:a" });
    await chat.send("hello");
    await chat[Symbol.asyncDispose]();
    broken = true;
    await using again = await openChat(app, { ...stores(), owner: "visitor:a", sessionId: chat.session.id });
    expect(again.state.surface).toMatchObject({ chatProfile: "Quiet", profiles: [{ name: "Quiet" }] });
    expect(again.session.config).toMatchObject({ cot: "hidden", assistantName: "Q" });
  });
});

describe("settings of a profile", () => {
  it("hold in its chats and nowhere else; pages are told what they need of them (CP-5, CP-6, CF-40)", async () => {
    const app = createApp({
      chatProfiles: () => [
        { name: "Plain" },
        {
          name: "Own",
          configOverrides: {
            name: "Owner",
            cot: "tool_call",
            concurrency: "interrupt",
            features: { editMessage: false, unsafeAllowHtml: true },
          },
        },
      ],
      onMessage: () => new Message("Yes.").send(),
    });
    await using plain = await openChat(app);
    await using own = await openChat(app, { host: plain.host, chatProfile: "Own" });
    for (const chat of [plain, own]) await chat.send("hello");
    expect(plain.messages.at(-1)?.author).toBe("Assistant");
    expect(own.messages.at(-1)?.author).toBe("Owner");
    expect(plain.session.config).toBe(plain.session.services.config);
    expect(own.session.config).toMatchObject({ cot: "tool_call", concurrency: "interrupt", editMessage: false });
    expect(plain.state.surface.overrides).toBeUndefined();
    expect(own.state.surface.overrides).toEqual({ name: "Owner", cot: "tool_call", features: { editMessage: false, allowHtml: true } });
    expect(JSON.stringify(own.state.surface)).not.toContain("configOverrides");
    const [first] = own.messages;
    await expect(own.edit(first?.id ?? newId<StepId>(), "other")).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
    expect(await plain.edit(plain.messages[0]?.id ?? newId<StepId>(), "other")).toBe("Yes.");
  });
});

describe("another profile in an open chat", () => {
  function keepingApp(answer: () => boolean | Promise<boolean>) {
    const log: unknown[] = [];
    const app = createApp({
      chatProfiles: () => [
        { name: "A", starters: [{ label: "a", message: "a" }] },
        { name: "B", configOverrides: { name: "Bee", concurrency: "parallel" } },
      ],
      starters: ({ chatProfile }) => [{ label: `of ${chatProfile}`, message: "s" }],
      async onChatProfileChange(change, { userSession: own }) {
        log.push([change, own.chatProfile]);
        return { keepChat: await answer() };
      },
      onChatStart: () => void log.push("start"),
      onMessage: () => new Message("Yes.").send(),
    });
    return { app, log };
  }

  it("begins a new chat without a handler, and when the app wants one (US-33)", async () => {
    const { app, log } = keepingApp(() => false);
    await using chat = await openChat(app);
    expect(await chat.selectProfile("B")).toBe(false);
    expect(log).toEqual(["start", [{ from: "A", to: "B" }, "A"]]);
    expect(chat.state.surface.chatProfile).toBe("A");
    await using plain = await openChat(createApp({ chatProfiles: () => PROFILES }));
    expect(await plain.selectProfile("Coder")).toBe(false);
    expect(plain.state.surface.chatProfile).toBe("Poet");
  });

  it("goes on in the same chat when the app keeps it: memory, starters, settings and tag follow (CP-4)", async () => {
    const { app, log } = keepingApp(() => true);
    await using chat = await openChat(app);
    expect(chat.starters).toEqual([{ label: "a", message: "a" }]);
    await chat.send("hello");
    const before = chat.session;
    expect(await chat.selectProfile("B")).toBe(true);
    expect(chat.session).toBe(before);
    expect(chat.state.surface).toMatchObject({ chatProfile: "B", overrides: { name: "Bee" } });
    expect(chat.starters).toEqual([{ label: "of B", message: "s" }]);
    expect(chat.state.thread.tags).toEqual(["B"]);
    expect(chat.session.config.concurrency).toBe("parallel");
    await chat.send("hello");
    expect(chat.messages.at(-1)?.author).toBe("Bee");
    expect(await chat.selectProfile("A")).toBe(true);
    expect(chat.state.surface.overrides).toEqual({});
    expect(chat.session.config).toEqual(chat.session.services.config);
    expect(log.filter((entry) => entry === "start")).toHaveLength(1);
  });

  it("asks nobody when it is the profile that the chat has, and refuses one that is not offered", async () => {
    const { app, log } = keepingApp(() => true);
    await using chat = await openChat(app);
    expect(await chat.selectProfile("A")).toBe(true);
    await expect(chat.selectProfile("C")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(log).toEqual(["start"]);
  });

  it("changes nothing when the handler throws: the error stands in the chat", async () => {
    const { app } = keepingApp(() => {
      throw new Error("not now");
    });
    await using chat = await openChat(app);
    await expect(chat.selectProfile("B")).rejects.toMatchObject({ code: "INTERNAL" });
    expect(chat.state.surface.chatProfile).toBe("A");
    const [turn] = [...chat.state.turns.values()].filter(({ turn: one }) => one.kind === "profile");
    expect(turn?.turn).toMatchObject({ state: "failed", error: { message: "not now" } });
  });

  it("changes nothing when its settings cannot be had: it might hide what others show", async () => {
    const { app, log } = keepingApp(() => true);
    const { logger } = createErrors();
    await using chat = await openChat(app, { logger });
    app.chatProfiles(() => {
      throw new Error("no profiles today");
    });
    await expect(chat.selectProfile("B")).rejects.toMatchObject({ code: "INTERNAL" });
    expect(chat.state.surface).toMatchObject({ chatProfile: "A" });
    app.chatProfiles(() => [{ name: "A" }]);
    await expect(chat.selectProfile("B")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(log).toEqual(["start"]);
  });

  it("runs beside the answer that is being written", async () => {
    const gate = createGate();
    const { app } = keepingApp(() => true);
    app.onMessage(async () => {
      await gate.opened;
      await new Message(`under ${userSession.chatProfile}`).send();
    });
    await using chat = await openChat(app);
    await chat.post("hello");
    const selecting = chat.selectProfile("B");
    await expect.poll(() => chat.state.surface.chatProfile).toBe("B");
    gate.open();
    expect(await selecting).toBe(true);
    expect(chat.messages.at(-1)?.text).toBe("under B");
  });

  it("leaves a chat that ends while the app thinks as it was", async () => {
    const gate = createGate();
    const { app } = keepingApp(async () => {
      await gate.opened;
      return true;
    });
    await using chat = await openChat(app);
    await using other = await openChat(app, { host: chat.host });
    const selecting = other.selectProfile("B").catch((error: unknown) => error);
    const leaving = other.leave();
    gate.open();
    await leaving;
    expect(await selecting).toMatchObject({ code: expect.stringMatching(/SESSION_ENDED|INTERNAL/) });
    expect(other.state.surface.chatProfile).toBe("A");
  });
});
