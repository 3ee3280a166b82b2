// A chat that comes back: from its stored thread, and after a restart of the server.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { newId, type StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { askUser } from "../chat/asks/ask-user.ts";
import type { LateAnswer } from "../chat/asks/late-answer.ts";
import { chatContext } from "../chat/chat-context.ts";
import { Message } from "../chat/message.ts";
import { userSession } from "../chat/user-session.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { createSqliteSessionStore } from "../session-store/drivers/sqlite.ts";
import { createSqliteFile } from "../sqlite/sqlite-file.ts";
import { openChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";
import { dispatch } from "./dispatch.ts";

/** Stores on one file: each call is what the next process opens. */
async function createStores() {
  const file = path.join(await mkdtemp(path.join(tmpdir(), "colloquy-")), "chats.sqlite");
  return () => {
    const sqlite = createSqliteFile({ file });
    return { dataLayer: createSqliteDataLayer(sqlite), sessionStore: createSqliteSessionStore(sqlite), owner: "visitor:a" };
  };
}

function noting(log: string[]) {
  const app = createApp();
  app.onChatStart(() => void log.push("start"));
  app.onChatResume(async () => void log.push(`resume ${(await chatContext.toOpenAI()).map(({ content }) => content)}`));
  app.onMessage(async (message) => {
    log.push(`message ${message.content}`);
    userSession.set("last", message.content);
    await new Message(`re ${message.content}`).send();
  });
  return app;
}

describe("a chat that comes back", () => {
  it("from its stored thread runs onChatResume once, with the conversation at hand, and never onChatStart (LC-11)", async () => {
    const log: string[] = [];
    await using chat = await openChat(noting(log), { owner: "visitor:a" });
    await chat.send("one");
    const { threadId } = chat.session;
    await chat.leave();
    const request = { owner: "visitor:a", clientType: "test", threadId };
    const opened = await Promise.all([chat.host.registry.openSession(request), chat.host.registry.openSession(request)]);
    expect(opened.map(({ how }) => how)).toEqual(["reopened", "live"]);
    chat.host.registry.attach(opened[0].session, { supports: new Set(), send: () => undefined });
    await expect.poll(() => log).toEqual(["start", "message one", "resume one,re one"]);
  });

  it("runs nothing when the app has no handler for it, and its messages are answered as ever", async () => {
    const app = createApp({ onMessage: (message) => new Message(`re ${message.content}`).send() });
    await using chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("one");
    const { threadId } = chat.session;
    await chat.leave();
    const { session } = await chat.host.registry.openSession({ owner: "visitor:a", clientType: "test", threadId });
    expect([...session.state.turns.values()].map(({ turn }) => turn.kind)).toEqual(["message"]);
  });

  it.each([
    ["onSessionRestore, when the app has it", true, "restore one"],
    ["onChatResume, when it has not", false, "resume one,re one"],
  ])("after a restart runs %s, once and before its messages", async (_what, given, expected) => {
    const stores = await createStores();
    const log: string[] = [];
    const app = noting(log);
    if (given) app.onSessionRestore(({ userSession: bag }) => void log.push(`restore ${bag.get("last")}`));
    const first = await openChat(app, stores());
    await first.send("one");
    const { threadId, id } = first.session;
    await first[Symbol.asyncDispose]();
    await using second = await openChat(app, { ...stores(), owner: "visitor:b" });
    const { session, how } = await second.host.registry.openSession({ owner: "visitor:a", clientType: "test", threadId });
    expect([how, session.id]).toEqual(["restored", id]);
    const limits = { messageLength: 1000, queuedMessages: 50 };
    const target = { session, driver: second.host.driver, limits, leave: () => undefined };
    await dispatch(target, { type: "sendMessage", message: { id: newId<StepId>(), text: "two" } });
    await expect.poll(() => log).toEqual(["start", "message one", "start", expected, "message two"]);
  });
});

describe("an answer that comes after its turn is gone", () => {
  const question = (app = createApp()) => {
    app.onMessage(async () => {
      await askUser("Shall I buy it?", { timeout: null, key: "buy" });
    });
    return app;
  };

  it("goes to onAskAnswer, with the question, its key and the answer", async () => {
    const stores = await createStores();
    const app = question();
    const answers: (LateAnswer & { content: string })[] = [];
    app.onAskAnswer(async (late) => {
      answers.push({ ...late, content: late.kind === "text" ? late.answer.content : "" });
      await new Message("Bought.").send();
    });
    const first = await openChat(app, stores());
    await first.send("a lamp, please");
    const { threadId } = first.session;
    await first[Symbol.asyncDispose]();
    await using second = await openChat(app, { ...stores(), owner: "visitor:b" });
    const { session } = await second.host.registry.openSession({ owner: "visitor:a", clientType: "test", threadId });
    const ask = [...session.state.asks.values()][0];
    expect(session.state.turns.get(ask?.turnId as never)?.turn.state).toBe("interrupted");
    const answer = { kind: "text", stepId: newId<StepId>(), text: "yes" } as const;
    const target = { session, driver: second.host.driver, limits: { messageLength: 9, queuedMessages: 50 }, leave: () => undefined };
    await dispatch(target, { type: "answerAsk", askId: ask?.id as never, answer });
    await expect.poll(() => [...session.state.steps.values()].map(({ texts }) => texts.output?.read())).toContain("Bought.");
    expect(answers).toMatchObject([{ key: "buy", question: "Shall I buy it?", content: "yes" }]);
    expect(session.state.asks.size).toBe(0);
    await expect(
      dispatch(target, { type: "answerAsk", askId: ask?.id as never, answer: { ...answer, stepId: newId<StepId>() } }),
    ).rejects.toMatchObject({
      code: "ASK_CLOSED",
    });
  });

  it("cannot be given when the app has no onAskAnswer: the question is closed", async () => {
    const stores = await createStores();
    const first = await openChat(question(), stores());
    await first.send("a lamp, please");
    const { threadId } = first.session;
    await first[Symbol.asyncDispose]();
    await using second = await openChat(question(), { ...stores(), owner: "visitor:b" });
    const { session } = await second.host.registry.openSession({ owner: "visitor:a", clientType: "test", threadId });
    expect(session.state.asks.size).toBe(0);
  });
});
