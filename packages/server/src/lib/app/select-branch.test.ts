// Another branch is chosen while something else goes on.
import { applyEvent, durable, emptyChatState, threadToEvents } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp, Message } from "../../index.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { loadRows } from "../session/load-rows.ts";
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
