// What people say of answers: stored first, then stated to every page, then told to the app.
import { type Feedback, NO_MARK, newId, type StepId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp, type FeedbackChange, Message } from "../../index.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { type Logger, silentLogger } from "../logger.ts";
import { loadMark } from "../session/load-marks.ts";
import { createDurableStores } from "../testing/durable-stores.ts";
import { openChat } from "../testing/open-chat.ts";
import type { TestChat } from "../testing/test-chat.ts";
import { selectLeaf } from "./branches.ts";
import type { MarkDeps, OwnedThread } from "./marking.ts";
import { rateMessage, unrateMessage } from "./rate-message.ts";

function ratedApp(onFeedback?: (change: FeedbackChange) => unknown) {
  const heard: FeedbackChange[] = [];
  const app = createApp({ onMessage: ({ content }) => new Message(`re ${content}`).send() });
  app.onFeedback(async (change) => {
    heard.push(change);
    await onFeedback?.(change);
  });
  return { app, heard };
}

function markOf({ session }: TestChat, stepId: StepId | undefined) {
  return stepId && session.state.steps.get(stepId)?.mark;
}

function lastAnswer(chat: TestChat): StepId {
  return chat.messages.findLast(({ type }) => type === "assistant_message")?.id ?? newId();
}

function depsOf({ session, host }: TestChat, feedback: Partial<MarkDeps["config"]["feedback"]> = {}): [MarkDeps, OwnedThread] {
  const { dataLayer, clock } = session.services;
  const config = { feedback: { comment: true, ...feedback }, features: { favorites: true } };
  return [
    { dataLayer, clock, registry: host.registry, driver: host.driver, config },
    { id: session.threadId, owner: session.owner },
  ];
}

describe("a rating", () => {
  it("is stored, shown in the live chat, and told to onFeedback with what was said before", async () => {
    const { app, heard } = ratedApp();
    const chat = await openChat(app);
    await chat.send("Kinloch");
    await chat.rate("up");
    await chat.rate("down", { tags: ["wrong"], comment: "  It sails at nine.  " });
    await chat.rate("none");
    expect(heard).toMatchObject([
      { rating: "up", tags: [], before: undefined, message: { content: "re Kinloch" } },
      { rating: "down", tags: ["wrong"], comment: "It sails at nine.", before: { rating: "up" } },
      { rating: "none", tags: [], comment: undefined, before: { rating: "down", comment: "It sails at nine." } },
    ]);
    expect(heard[0]?.message.id).toBe(lastAnswer(chat));
    expect(markOf(chat, lastAnswer(chat))).toEqual({});
    await chat.rate("none");
    expect(heard).toHaveLength(3);
  });

  it("is there after a reload and after a restart, also of another branch and of a turn that the window shows no more", async () => {
    const stores = await createDurableStores();
    const { app } = ratedApp();
    const first = await openChat(app, { ...stores(), owner: "visitor:a" });
    await first.send("Kinloch");
    const answer = lastAnswer(first);
    await first.rate("down", { comment: "First try." });
    const [turn] = [...first.session.state.turns.values()];
    await first.regenerate(turn?.turn.id ?? newId());
    const second = lastAnswer(first);
    expect(second).not.toBe(answer);
    expect(markOf(first, second)).toEqual({});
    await first.rate("up");
    const { threadId } = first.session;
    const live = markOf(first, second);
    await first.host.stop({ drainMs: 0 });

    const reopened = await openChat(app, { ...stores(), owner: "visitor:a", threadId });
    expect(markOf(reopened, second)).toEqual(live);
    expect(markOf(reopened, second)).toMatchObject({ feedback: { rating: "up" } });
    await selectLeaf(reopened.session, turn?.turn.id ?? newId());
    expect(markOf(reopened, answer)).toMatchObject({ feedback: { comment: "First try." } });
    const layer = reopened.session.services.dataLayer;
    const step = { id: answer, type: "assistant_message" as const };
    expect(await loadMark(layer, { threadId, owner: "visitor:a" }, step)).toMatchObject({ feedback: { comment: "First try." } });
  });

  it("stays when its handler fails: the error is in the log and not in the chat", async () => {
    const errors: string[] = [];
    const logger: Logger = { ...silentLogger, error: (_facts: object, text?: string) => void errors.push(text ?? "") };
    const { app } = ratedApp(() => {
      throw new Error("Langfuse is down.");
    });
    const chat = await openChat(app, { logger });
    await chat.send("Kinloch");
    const lines = chat.messages.length;
    await chat.rate("up");
    expect(errors).toEqual(["onFeedback threw an error"]);
    expect(chat.messages).toHaveLength(lines);
    expect(chat.errors).toEqual([]);
    expect(markOf(chat, lastAnswer(chat))).toMatchObject({ feedback: { rating: "up" } });
  });

  it("may be answered in the chat by the handler", async () => {
    const { app } = ratedApp(({ rating }) => rating === "down" && new Message("What was wrong?").send());
    const chat = await openChat(app);
    await chat.send("Kinloch");
    await chat.rate("down");
    expect(chat.messages.at(-1)?.text).toBe("What was wrong?");
    // And that is no answer that a thumb up would say more of: the first is still there to be rated.
    await chat.rate("up");
    expect(chat.messages.filter(({ text }) => text === "What was wrong?")).toHaveLength(1);
  });

  it("is of a finished answer of this chat and of nothing else", async () => {
    const { app } = ratedApp();
    const chat = await openChat(app);
    await chat.send("Kinloch");
    const [question] = chat.messages;
    await expect(chat.rate("up", { message: question?.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(chat.rate("up", { message: newId<StepId>() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [deps, thread] = depsOf(chat);
    const answer = lastAnswer(chat);
    await expect(rateMessage(deps, { ...thread, id: newId<ThreadId>() }, answer, { rating: "up" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const open = newId<StepId>();
    const turnId = chat.session.state.path.at(-1) ?? newId();
    chat.session.emit({
      type: "step-set",
      step: { id: open, turnId, type: "assistant_message", name: "A", createdAt: chat.session.now() },
    });
    await expect(rateMessage(deps, thread, open, { rating: "up" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("has only reasons that the app offers with that thumb, or that were given before", async () => {
    const { app } = ratedApp();
    const chat = await openChat(app);
    await chat.send("Kinloch");
    const answer = lastAnswer(chat);
    const [deps, thread] = depsOf(chat, { upTags: ["clear"], downTags: ["Wrong price", "Sold out"] });
    expect((await rateMessage(deps, thread, answer, { rating: "up", tags: ["clear", "clear"] })).tags).toEqual(["clear"]);
    expect((await rateMessage(deps, thread, answer, { rating: "down", tags: ["Sold out"] })).tags).toEqual(["Sold out"]);
    await expect(rateMessage(deps, thread, answer, { rating: "down", tags: ["incorrect"] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(rateMessage(deps, thread, answer, { rating: "up", tags: ["helpful"] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    // What the app offered yesterday stays with who says more today.
    const [later] = depsOf(chat, { downTags: [] });
    expect((await rateMessage(later, thread, answer, { rating: "down", tags: ["Sold out"], comment: "Again." })).comment).toBe("Again.");
    const [silent] = depsOf(chat, { comment: false });
    await expect(rateMessage(silent, thread, answer, { rating: "up", comment: "Hm." })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("is refused where nothing can be rated: by the app, or by the store", async () => {
    const { app } = ratedApp();
    const chat = await openChat(app);
    await chat.send("Kinloch");
    const [deps, thread] = depsOf(chat, { enabled: false });
    const given = { rating: "up" } as const;
    await expect(rateMessage(deps, thread, lastAnswer(chat), given)).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
    const { feedback: _feedback, ...without } = createMemoryDataLayer();
    const bare = { ...depsOf(chat)[0], dataLayer: without };
    await expect(rateMessage(bare, thread, lastAnswer(chat), given)).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
    await expect(unrateMessage(bare, thread, lastAnswer(chat))).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
  });

  it("of a chat that nobody has open is stored, and its handler is not run", async () => {
    const { app, heard } = ratedApp();
    const chat = await openChat(app, { owner: "visitor:a" });
    await chat.send("Kinloch");
    const answer = lastAnswer(chat);
    const [deps, thread] = depsOf(chat);
    await chat.leave();
    await expect.poll(() => chat.host.registry.sessions).toEqual([]);
    const feedback: Feedback = await rateMessage(deps, thread, answer, { rating: "up" });
    expect(heard).toEqual([]);
    const back = await openChat(app, { host: chat.host, owner: "visitor:a", threadId: thread.id });
    expect(markOf(back, answer)).toEqual({ feedback });
  });

  it("waits for no more than twenty handlers", async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { app } = ratedApp(() => gate);
    const chat = await openChat(app);
    await chat.send("Kinloch");
    const [deps, thread] = depsOf(chat);
    for (let i = 0; i < 20; i++) await rateMessage(deps, thread, lastAnswer(chat), { rating: i % 2 === 0 ? "up" : "down" });
    await expect(rateMessage(deps, thread, lastAnswer(chat), { rating: "up" })).rejects.toMatchObject({ code: "OVERLOADED" });
    open();
    await chat.settled();
    expect((await rateMessage(deps, thread, lastAnswer(chat), { rating: "up" })).rating).toBe("up");
  });
});

it("nobody is told of a mark that is somebody else's", async () => {
  const { app } = ratedApp();
  const chat = await openChat(app);
  await chat.send("Kinloch");
  await chat.rate("up");
  const [deps, thread] = depsOf(chat);
  const before = markOf(chat, lastAnswer(chat));
  await unrateMessage(deps, { ...thread, owner: "visitor:stranger" }, lastAnswer(chat));
  expect(markOf(chat, lastAnswer(chat))).toEqual(before);
  expect(before).not.toEqual(NO_MARK);
});
