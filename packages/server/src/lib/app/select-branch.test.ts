// Another branch is chosen while something else goes on.
import { applyEvent, durable, emptyChatState, newId, type StepId, type TurnId, threadToEvents } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { chatSettings, createApp, input, Message } from "../../index.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { loadRows } from "../session/load-rows.ts";
import { doIn } from "../testing/do-in-chat.ts";
import { createGate } from "../testing/gate.ts";
import { openChat } from "../testing/open-chat.ts";
import { selectLeaf } from "./branches.ts";

describe("choosing a branch", () => {
  it("is refused for a message that waits in the queue: it is on no branch yet", async () => {
    const begun = createGate();
    const app = createApp();
    app.onMessage(async (_message, { signal }) => {
      begun.open();
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
    });
    await using chat = await openChat(app);
    await chat.post("one");
    await begun.opened;
    await chat.post("two");
    await chat.stop();
    await chat.settled();
    const [waiting] = chat.state.queue;
    if (!waiting) throw new Error("Nothing waits.");
    const before = durable(chat.state);
    await expect(selectLeaf(chat.session, waiting)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(durable(chat.state)).toEqual(before);
  });

  it("keeps what was said beside it while it was read", async () => {
    const memory = createMemoryDataLayer();
    const [asked, saved] = [createGate(), createGate()];
    let slow = false;
    const bell = chatSettings({ bell: input.switch({ label: "Bell", initial: false }) });
    const app = createApp();
    app.onChatStart(() => bell.send());
    app.onSettingsUpdate(async () => void (await new Message("Saved.").send()));
    app.onMessage(async ({ content }) => void (await new Message(`Answer to ${content}`).send()));
    await using chat = await openChat(app, {
      dataLayer: {
        ...memory,
        async loadSteps(threadId, where) {
          const steps = await memory.loadSteps(threadId, where);
          if (!slow) return steps;
          slow = false;
          asked.open();
          await saved.opened;
          return steps;
        },
      },
    });
    await chat.send("one");
    const leaf = chat.state.path.at(-1);
    if (!leaf) throw new Error("There is no branch.");
    slow = true;
    const selecting = selectLeaf(chat.session, leaf);
    await asked.opened;
    await chat.changeSettings({ bell: true });
    await chat.settled();
    saved.open();
    await selecting;
    expect(chat.messages.map(({ text }) => text)).toEqual(["one", "Answer to one", "Saved."]);
  });

  it("shows what there is when a message was answered while the branch was read", async () => {
    const memory = createMemoryDataLayer();
    const [asked, answered] = [createGate(), createGate()];
    let slow = false;
    const app = createApp();
    app.onMessage(async ({ content }) => void (await new Message(`Answer to ${content}`).send()));
    await using chat = await openChat(app, {
      dataLayer: {
        ...memory,
        async loadSteps(threadId, where) {
          const steps = await memory.loadSteps(threadId, where);
          if (!slow) return steps;
          slow = false;
          asked.open();
          await answered.opened;
          return steps;
        },
      },
    });
    const messageId = await chat.post("one");
    await chat.settled();
    const first = chat.state.path.at(-1);
    await chat.edit(messageId, "two");
    const second = chat.state.path.at(-1);
    if (!first || !second) throw new Error("There are no two branches.");

    slow = true;
    const selecting = selectLeaf(chat.session, second);
    await asked.opened;
    await chat.send("three");
    answered.open();
    await selecting;
    expect(chat.messages.map(({ text }) => text)).toEqual(["two", "Answer to two", "three", "Answer to three"]);
    await chat.session.recorder.flush();
    const row = await memory.loadThread(chat.session.threadId);
    if (!row) throw new Error("The chat is not stored.");
    const rows = await loadRows(memory, row);
    const stored = emptyChatState(rows.thread, row.epoch);
    for (const event of threadToEvents(rows)) applyEvent(stored, event);
    expect(durable(chat.state)).toEqual(durable(stored));
    await selectLeaf(chat.session, first);
    expect(chat.messages.map(({ text }) => text)).toEqual(["one", "Answer to one"]);
  });
});

describe("two edits in a row, while an answer is being written", () => {
  it("are both among the versions of the message, on the open page as after a reload", async () => {
    const memory = createMemoryDataLayer();
    const app = createApp();
    const [begun, finish] = [createGate(), createGate()];
    app.onMessage(async ({ content }, { signal }) => {
      if (content !== "one") return void (await new Message(`Answer to ${content}`).send());
      begun.open();
      // It takes its time to stop: both edits wait for it.
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      await finish.opened;
    });
    await using chat = await openChat(app, { dataLayer: memory });
    const messageId = await chat.post("one");
    await begun.opened;
    const edits = ["two", "three"].map((text) => doIn(chat, { type: "editMessage", messageId, message: { id: newId<StepId>(), text } }));
    await Promise.all(edits);
    finish.open();
    await chat.settled();
    const stored = async () => {
      await chat.session.recorder.flush();
      const row = await memory.loadThread(chat.session.threadId);
      if (!row) throw new Error("The chat is not stored.");
      const rows = await loadRows(memory, row);
      const state = emptyChatState(rows.thread, row.epoch);
      for (const event of threadToEvents(rows)) applyEvent(state, event);
      return durable(state);
    };
    const shown = chat.state.turns.get(chat.state.path.at(-1) as TurnId)?.turn;
    expect(shown?.editIds).toHaveLength(3);
    expect(durable(chat.state)).toEqual(await stored());
    for (const turnId of shown?.editIds ?? []) {
      await selectLeaf(chat.session, turnId);
      expect(durable(chat.state)).toEqual(await stored());
    }
  });
});

describe("an answer that is to be made again", () => {
  it("is made though its message was edited before it began", async () => {
    const app = createApp();
    const [begun, finish] = [createGate(), createGate()];
    app.onMessage(async ({ content }, { signal, regenerate }) => {
      if (content === "one" && !regenerate) return void (await new Message("Answer to one").send());
      if (content === "slow") {
        begun.open();
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        return void (await finish.opened);
      }
      await new Message(`${regenerate ? "Again" : "Answer"} to ${content}`).send();
    });
    await using chat = await openChat(app, { dataLayer: createMemoryDataLayer() });
    const messageId = await chat.post("one");
    await chat.settled();
    const [turnId] = chat.state.path.slice(-1);
    if (!turnId) throw new Error("There is no answer.");
    await chat.post("slow");
    await begun.opened;
    const again = doIn(chat, { type: "regenerateTurn", turnId });
    const edit = doIn(chat, { type: "editMessage", messageId, message: { id: newId<StepId>(), text: "two" } });
    await Promise.all([again, edit]);
    finish.open();
    await chat.settled();
    expect(chat.errors).toEqual([]);
    const branches = chat.state.turns.get(chat.state.path.at(0) as TurnId)?.turn.siblingIds ?? [];
    const ends: string[] = [];
    for (const branch of branches) {
      await selectLeaf(chat.session, branch);
      ends.push(chat.messages.map(({ text }) => text).join(" / "));
    }
    expect(ends.sort()).toEqual(["one / Again to one", "one / Answer to one / slow", "two / Answer to two"]);
  });
});

describe("a message that is sent again", () => {
  it("from a branch that was left is the same message, and stays where it is", async () => {
    const app = createApp();
    const heard: string[] = [];
    app.onMessage(({ content }) => void heard.push(content));
    await using chat = await openChat(app);
    const messageId = await chat.post("one");
    await chat.settled();
    await chat.edit(messageId, "two");
    expect(chat.state.hasEarlier).toBe(false);
    expect(chat.state.steps.has(messageId)).toBe(false);
    await doIn(chat, { type: "sendMessage", message: { id: messageId, text: "one" } });
    await chat.settled();
    expect(heard).toEqual(["one", "two"]);
    expect(chat.messages.map(({ text }) => text)).toEqual(["two"]);
  });
});
