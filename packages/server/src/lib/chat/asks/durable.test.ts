// Questions outlive the code that asked: over a restart, beyond the window, and with what a person allowed for good.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../../app/app.ts";
import { createMemoryBlobStore } from "../../blob-storage/drivers/memory.ts";
import { systemClock } from "../../clock.ts";
import { createMemoryDataLayer } from "../../data/drivers/memory.ts";
import { createSqliteDataLayer } from "../../data/drivers/sqlite.ts";
import type { Caller } from "../../http/caller.ts";
import { listThreads } from "../../http/stored-threads.ts";
import { createSqliteSessionStore } from "../../session-store/drivers/sqlite.ts";
import { createSqliteFile } from "../../sqlite/sqlite-file.ts";
import { doIn } from "../../testing/do-in-chat.ts";
import { createErrors } from "../../testing/durable-stores.ts";
import { type OpenChatOptions, openChat, TEST_CONFIG, type TestChat } from "../../testing/open-chat.ts";
import { Message } from "../message.ts";
import { approvals } from "./approvals.ts";
import { askApproval } from "./ask-approval.ts";
import { askChoice } from "./ask-choice.ts";
import { askConfirm } from "./ask-confirm.ts";
import { askUser } from "./ask-user.ts";
import type { LateAnswer } from "./late-answer.ts";

/** Stores on one file, and a way to stop the server and start another one on it. */
async function createRestarts() {
  const folder = await mkdtemp(path.join(tmpdir(), "colloquy-"));
  const stores = () => {
    const file = createSqliteFile({ file: path.join(folder, "chats.sqlite") });
    return { dataLayer: createSqliteDataLayer(file), sessionStore: createSqliteSessionStore(file), owner: "visitor:ada" };
  };
  return {
    stores,
    async restart(chat: TestChat, app: Parameters<typeof openChat>[0], more: OpenChatOptions = {}) {
      const { id } = chat.session;
      await chat[Symbol.asyncDispose]();
      return openChat(app, { ...stores(), sessionId: id, ...more });
    },
  };
}

const texts = (chat: TestChat) => chat.messages.map(({ text }) => text);

describe("a question over a restart", () => {
  it("is still there; its answer stands where it was asked, and what it is answered with below what the restart said", async () => {
    const { stores, restart } = await createRestarts();
    const app = createApp();
    app.onMessage(async () => void (await askUser("Color?", { key: "color" })));
    app.onSessionRestore(async () => void (await new Message("I am back.").send()));
    app.onAskAnswer(async (late) => {
      if (late.kind === "text") await new Message(`${late.key}: ${late.answer.content}`).send();
    });
    const first = await openChat(app, stores());
    await first.send("hi");
    await using again = await restart(first, app);
    expect(again.asks).toMatchObject([{ key: "color" }]);
    expect(await again.answer("blue")).toBe("color: blue");
    expect(texts(again)).toEqual(["hi", "Color?", "blue", "I am back.", "color: blue"]);
    await using third = await restart(again, app);
    expect(third.asks).toEqual([]);
    expect(texts(third)).toEqual(["hi", "Color?", "blue", "I am back.", "color: blue", "I am back."]);
  });

  it("of any kind gives its answer to onAskAnswer, and the same answer sent again is the same", async () => {
    const { stores, restart } = await createRestarts();
    const late: LateAnswer[] = [];
    const app = createApp();
    app.onMessage(async () => void (await Promise.all([askConfirm("Sure?"), askChoice("Which?", ["a", "b"], { multiple: true })])));
    app.onAskAnswer((answered) => void late.push(answered));
    const first = await openChat(app, stores());
    await first.send("hi");
    const second = await restart(first, app);
    await second.confirm(false);
    await using third = await restart(second, app);
    await third.choose("b", "a");
    expect(late.map(({ kind, answer }) => [kind, answer])).toEqual([
      ["confirm", false],
      ["choice", ["a", "b"]],
    ]);
  });

  it("is answered when its turn has long left the window, and its message keeps the answer", async () => {
    const { stores, restart } = await createRestarts();
    const late: unknown[] = [];
    const app = createApp();
    app.onMessage(async ({ content }) => {
      if (content === "ask") await Promise.all([askConfirm("Sure?"), askUser("Why?")]);
      else await new Message(`re ${content}`).send();
    });
    app.onAskAnswer(async ({ kind, question, answer }) => {
      late.push([question, kind === "text" ? (answer as Message).content : answer]);
    });
    const first = await openChat(app, stores());
    await first.send("ask");
    const asked = first.asks.map(({ stepId }) => stepId);
    const second = await restart(first, app);
    for (let i = 0; i < 21; i++) await second.send(`m${i}`);
    expect(asked.some((stepId) => second.state.steps.has(stepId))).toBe(false);
    // Once more, so that they are read from the store.
    await using third = await restart(second, app);
    await third.confirm();
    await third.answer("Because.");
    expect(late).toEqual([
      ["Sure?", true],
      ["Why?", "Because."],
    ]);
    await third.session.recorder.flush();
    const { dataLayer } = third.host.services;
    const stored = await dataLayer.loadSteps(third.session.threadId, { turnIds: [], stepIds: asked });
    expect(stored.map(({ closedAsk }) => [closedAsk?.outcome, closedAsk?.answer])).toEqual([
      ["answered", { kind: "confirm", confirmed: true }],
      ["answered", undefined],
    ]);
  });

  it("that its message knows to be answered is not open again, where the record was not written any more", async () => {
    const { stores } = await createRestarts();
    const app = createApp();
    app.onMessage(async () => void (await askConfirm("Sure?")));
    app.onAskAnswer(() => undefined);
    const first = await openChat(app, stores());
    await first.send("hi");
    const record = await first.host.services.store.load(first.session.id);
    expect(record?.asks).toHaveLength(1);
    await first.confirm();
    const { id } = first.session;
    await first[Symbol.asyncDispose]();
    const parts = stores();
    await parts.sessionStore.open();
    await parts.sessionStore.save(record as NonNullable<typeof record>);
    await parts.sessionStore.close();
    await using again = await openChat(app, { ...stores(), sessionId: id });
    expect(again.session.id).toBe(id);
    expect(again.asks).toEqual([]);
  });

  it("is cancelled by an edit of what it was asked for, and by Stop", async () => {
    const { stores, restart } = await createRestarts();
    const app = createApp();
    app.onMessage(
      async ({ content }) => void (content === "ask" && (await Promise.all([askConfirm("Sure?"), askUser("Why?", { key: "k" })]))),
    );
    app.onAskAnswer(() => undefined);
    const first = await openChat(app, stores());
    await first.send("ask");
    const again = await restart(first, app);
    expect(again.asks).toHaveLength(2);
    const [message] = again.messages;
    if (!message) throw new Error("The message is gone.");
    await again.edit(message.id, "ask");
    expect(again.asks.map(({ turnId }) => turnId)).toEqual([again.state.path[0], again.state.path[0]]);
    await again.stop();
    await again.settled();
    expect(again.asks).toEqual([]);
    await again[Symbol.asyncDispose]();
  });

  it("that was taken over by Try again is cancelled by Stop, too: its answer does not get lost", async () => {
    const { stores, restart } = await createRestarts();
    const late: unknown[] = [];
    const app = createApp();
    app.onMessage(async () => void (await askConfirm("Sure?", { key: "sure" })));
    app.onAskAnswer(({ answer }) => void late.push(answer));
    const first = await openChat(app, stores());
    await first.send("hi");
    await using again = await restart(first, app);
    await again.regenerate(again.state.path[0] as TurnId);
    expect(again.asks).toHaveLength(1);
    await again.stop();
    expect(again.asks).toEqual([]);
    expect(late).toEqual([]);
  });

  it("that no code waits for any more, in a chat that is over, is closed where no late answer is taken", async () => {
    const app = createApp();
    app.onMessage(async () => void (await askConfirm("Sure?")));
    const left: number[] = [];
    app.onChatEnd(({ session }) => void left.push(session.state.asks.size));
    await using chat = await openChat(app, { owner: "visitor:ada" });
    await chat.send("hi");
    const asked = chat.asks[0]?.stepId;
    await chat.leave();
    expect(left).toEqual([0]);
    const { dataLayer } = chat.host.services;
    const [step] = await dataLayer.loadSteps(chat.session.threadId, { turnIds: [], stepIds: asked ? [asked] : [] });
    expect(step?.closedAsk).toMatchObject({ outcome: "orphaned" });
    expect((await dataLayer.listThreads("visitor:ada", { limit: 9 })).threads.map((thread) => "waits" in thread)).toEqual([false]);
  });

  it("that a restart has left is cancelled by Stop while nothing runs, whatever turn is meant; while something runs, that is meant", async () => {
    const { stores, restart } = await createRestarts();
    const app = createApp();
    app.onMessage(async ({ content }) => void (await (content === "ask" ? askConfirm("Sure?") : askUser("Why?"))));
    app.onAskAnswer(() => undefined);
    const first = await openChat(app, stores());
    await first.send("ask");
    await using again = await restart(first, app);
    const kinds = () => again.asks.map(({ kind }) => kind);
    await again.send("more");
    expect(kinds()).toEqual(["confirm", "text"]);
    const stop = () => doIn(again, { type: "stopTurn" });
    await stop();
    await again.settled();
    expect(kinds()).toEqual(["confirm"]);
    await stop();
    expect(kinds()).toEqual([]);
  });

  it("in a chat that ends is refused: nobody is there to answer, and nothing waits for them", async () => {
    const refused: unknown[] = [];
    const app = createApp();
    app.onMessage(() => undefined);
    app.onChatEnd(async () => void (await askConfirm("Was it good?").catch((error: unknown) => refused.push(error))));
    await using chat = await openChat(app);
    await chat.send("hi");
    await chat.leave();
    expect(refused).toMatchObject([{ code: "SESSION_ENDED" }]);
    expect(chat.session.phase).toBe("ended");
  });

  it("is taken over by Try again where it has a key, and put anew where it has none", async () => {
    const { stores, restart } = await createRestarts();
    const app = createApp();
    app.onMessage(async () => void (await Promise.all([askConfirm("Sure?"), askUser("Why?", { key: "k" })])));
    app.onAskAnswer(() => undefined);
    const first = await openChat(app, stores());
    await first.send("ask");
    await using again = await restart(first, app);
    const [sure, why] = again.asks;
    await again.regenerate(again.state.path[0] as TurnId);
    expect(again.asks.map(({ id }) => id)).toContain(why?.id);
    expect(again.asks.map(({ id }) => id)).not.toContain(sure?.id);
    expect(again.asks).toHaveLength(2);
  });
});

describe("what a person has allowed", () => {
  const mailer = () => {
    const app = createApp();
    app.onMessage(async ({ content }) => {
      if (content === "list") return void (await new Message(JSON.stringify((await approvals.list()).map(({ tool }) => tool))).send());
      if (content === "revoke") return void (await new Message(String(await approvals.revoke("mail"))).send());
      const scopes = content === "strict" ? [] : undefined;
      const answer = await askApproval({ tool: "mail", input: content, ...(scopes && { scopes }) });
      await new Message(`${answer?.decision} ${answer?.input}`).send();
    });
    app.onAskAnswer(() => undefined);
    return app;
  };

  it("in this chat is not asked again there, also after a restart and when the chat is opened again", async () => {
    const { stores, restart } = await createRestarts();
    const app = mailer();
    const first = await openChat(app, stores());
    await first.send("one");
    expect(await first.approve({ scope: "chat" })).toBe("chat one");
    const second = await restart(first, app);
    expect(await second.send("two")).toBe("chat two");
    await second.leave();
    const { threadId } = second.session;
    await using third = await openChat(app, { host: second.host, owner: "visitor:ada", threadId });
    expect(await third.send("three")).toBe("chat three");
    await using other = await openChat(app, { host: second.host, owner: "visitor:ada" });
    expect(await other.send("four")).toBe("Allow mail?");
    await second[Symbol.asyncDispose]();
  });

  it("for good is asked about like anything else while the store cannot be read", async () => {
    const memory = createMemoryDataLayer();
    const dataLayer = { ...memory, listApprovals: () => Promise.reject(new Error("The disk is away.")) };
    const { logger, errors } = createErrors();
    await using chat = await openChat(mailer(), { dataLayer, logger, owner: "visitor:ada" });
    expect(await chat.send("one")).toBe("Allow mail?");
    expect(await chat.approve()).toBe("once one");
    expect(errors).toEqual(["what was allowed for good could not be read; the person is asked"]);
  });

  it("for good is asked again in no chat of theirs, until they take it back; nobody else is spared", async () => {
    const dataLayer = createMemoryDataLayer();
    const app = mailer();
    await using chat = await openChat(app, { dataLayer, owner: "visitor:ada" });
    await chat.send("one");
    expect(await chat.approve({ scope: "always" })).toBe("always one");
    await using other = await openChat(app, { host: chat.host, owner: "visitor:ada" });
    expect(await other.send("two")).toBe("always two");
    expect(await other.send("list")).toBe('["mail"]');
    await using bob = await openChat(app, { host: chat.host, owner: "visitor:bob" });
    expect(await bob.send("three")).toBe("Allow mail?");
    expect(await bob.deny()).toBe("deny three");
    expect(await other.send("strict")).toBe("Allow mail?");
    await other.approve();
    expect(await other.send("revoke")).toBe("true");
    expect(await chat.send("four")).toBe("Allow mail?");
  });
});

describe("the list of chats", () => {
  it("marks a chat whose person is waited for, and unmarks it with the answer, without moving it", async () => {
    const app = createApp();
    app.onMessage(async () => void (await askConfirm("Sure?")));
    app.onAskAnswer(() => undefined);
    await using chat = await openChat(app, { owner: "visitor:ada" });
    const list = async () => (await chat.host.services.dataLayer.listThreads("visitor:ada", { limit: 9 })).threads;
    await chat.send("hi");
    await chat.session.recorder.flush();
    expect(await list()).toMatchObject([{ waits: true }]);
    await chat.confirm();
    await chat.session.recorder.flush();
    expect((await list()).map((thread) => "waits" in thread)).toEqual([false]);
    await chat.send("again");
    await chat.leave();
    expect(await list()).toMatchObject([{ waits: true }]);
  });

  it("marks no chat whose question has run out while nobody was there, and one for ever whose question waits for ever", async () => {
    const app = createApp();
    const [started, minute] = [Date.now(), 60_000];
    app.onMessage(async ({ content }) => void (await askConfirm("Sure?", content === "soon" ? { timeout: 60 } : {})));
    app.onAskAnswer(() => undefined);
    await using chat = await openChat(app, { owner: "visitor:ada" });
    await chat.send("soon");
    await using other = await openChat(app, { host: chat.host, owner: "visitor:ada" });
    await other.send("whenever");
    await chat.leave();
    await other.leave();
    const { dataLayer } = chat.host.services;
    const marked = async (now: number) => {
      const { threads } = await listThreads(
        { dataLayer, clock: { ...systemClock, now: () => now }, registry: chat.host.registry },
        { owner: "visitor:ada" } as Caller,
        {},
      );
      return threads.filter(({ waits }) => waits).map(({ name }) => name);
    };
    expect((await marked(started)).sort()).toEqual(["soon", "whenever"]);
    expect(await marked(Date.now() + 2 * minute)).toEqual(["whenever"]);
  });
});

describe("files that are sent along with words", () => {
  const asking = () => {
    const given: string[] = [];
    const app = createApp();
    const note = async (message: Message | undefined) => {
      for (const element of message?.elements ?? []) given.push(`${message?.content}: ${element.name} ${await element.text()}`);
    };
    app.onMessage(async () => note(await askUser("What is wrong?", { key: "wrong" })));
    app.onAskAnswer((late) => (late.kind === "text" ? note(late.answer) : undefined));
    return { app, given };
  };
  const files = [{ name: "log.txt", content: "out of ink" }];

  it("come with the answer, and are shown with it", async () => {
    const { app, given } = asking();
    await using chat = await openChat(app);
    await chat.send("hi");
    await chat.answer("The printer", { files });
    expect(given).toEqual(["The printer: log.txt out of ink"]);
    const said = chat.messages.find(({ text }) => text === "The printer");
    expect(chat.elements(said?.id).map(({ name, forId }) => [name, forId])).toEqual([["log.txt", said?.id]]);
  });

  it("come late too, when the question has long left the window", async () => {
    const { stores, restart } = await createRestarts();
    const { app, given } = asking();
    const blobStore = createMemoryBlobStore();
    const first = await openChat(app, { ...stores(), blobStore });
    await first.send("hi");
    await using again = await restart(first, app, { blobStore });
    await again.answer("The printer", { files });
    expect(given).toEqual(["The printer: log.txt out of ink"]);
  });

  it("are refused like those of a message, where a chat takes none", async () => {
    const { app } = asking();
    await using chat = await openChat(app, { config: { uploads: { ...TEST_CONFIG.uploads, enabled: false } } });
    await chat.send("hi");
    await expect(chat.answer("The printer", { files })).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
    expect(chat.asks).toHaveLength(1);
  });
});
