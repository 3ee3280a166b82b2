// What becomes of elements: live, after a reload and after a restart the chat shows the same.
import { ChatError, durable, type Element, type ElementId, newId, type StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp, Message } from "../../index.ts";
import { selectLeaf } from "../app/branches.ts";
import type { DataLayer, WriteBatch } from "../data/data-layer.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { loadEarlierTurns, loadWholeThread } from "../http/stored-threads.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { createDurableStores } from "../testing/durable-stores.ts";
import { openChat } from "../testing/open-chat.ts";
import type { TestChat } from "../testing/test-chat.ts";
import type { Session } from "./session.ts";

/** Shows a picture with the greeting and a list of tasks beside the chat, then a picture with every answer. */
function showingApp() {
  const app = createApp();
  app.onChatStart(async ({ session }) => {
    const greeting = new Message("Welcome");
    await greeting.send();
    show(session, element("greeting", greeting.id), element("tasks"));
  });
  app.onMessage(async (message, { session }) => {
    if (message.content === "forget") return;
    const answer = new Message(`Answer to ${message.content}`);
    await answer.send();
    show(session, element(`first of ${message.content}`, answer.id), element(`second of ${message.content}`, answer.id));
  });
  return app;
}

describe("elements", () => {
  it("from before the first message are in the thread once there is one, and are the same when it is opened again", async () => {
    const dataLayer = createMemoryDataLayer();
    await using chat = await openChat(showingApp(), { dataLayer, owner: "visitor:a" });
    await chat.send("one");
    const live = durable(chat.state);
    expect(namesIn(chat)).toEqual(["greeting", "first of one", "second of one", "tasks"]);
    const { threadId } = chat.session;
    await chat.leave();
    await using again = await openChat(showingApp(), { dataLayer, owner: "visitor:a", threadId });
    expect(again.session.id).not.toBe(chat.session.id);
    expect(durable(again.state)).toEqual(live);
  });

  it("of a chat in which nobody has said anything survive a restart", async () => {
    const stores = await createDurableStores();
    const first = await openChat(showingApp(), { ...stores(), owner: "visitor:a" });
    const { id, threadId } = first.session;
    const before = namesIn(first);
    await first[Symbol.asyncDispose]();
    await using second = await openChat(showingApp(), { ...stores(), owner: "visitor:a", sessionId: id });
    expect(second.session.threadId).toBe(threadId);
    expect(namesIn(second)).toEqual(before);
    expect(before).toEqual(["greeting", "tasks"]);
    await second.send("one");
    expect(await stored(second, { ofThread: true })).toMatchObject([{ name: "tasks" }]);
  });

  it("of turns before the window change and go in the store, and come back by scrolling", async () => {
    await using chat = await openChat(showingApp());
    const { session } = chat;
    for (let turn = 1; turn <= 30; turn += 1) await chat.send(`${turn}`);
    const [changed, removed] = (await whole(chat)).flatMap(({ elements = [] }) => elements).filter(({ name }) => name.endsWith("of 3"));
    if (!changed || !removed) throw new Error("The third answer has lost what it shows.");
    expect(session.state.elements.has(changed.id)).toBe(false);
    show(session, { ...changed, props: { alt: "changed" } });
    session.emit({ type: "element-removed", elementId: removed.id });
    await session.recorder.flush();

    const row = await session.services.dataLayer.loadThread(session.threadId);
    const before = session.state.path[0];
    if (!row || !before) throw new Error("The chat is not stored.");
    const stores = { ...session.services, registry: chat.host.registry };
    const earlier = await loadEarlierTurns(stores, row, { before, limit: 50 });
    const shown = earlier.turns.flatMap(({ elements = [] }) => elements.map(({ name, props }) => ({ name, props })));
    expect(shown.slice(0, 4)).toEqual([
      { name: "greeting", props: undefined },
      { name: "first of 1", props: undefined },
      { name: "second of 1", props: undefined },
      { name: "first of 2", props: undefined },
    ]);
    expect(shown).toContainEqual({ name: "first of 3", props: { alt: "changed" } });
    expect(shown.filter(({ name }) => name === "second of 3")).toEqual([]);
    // Neither a page of history nor the whole thread has one twice.
    const all = (await whole(chat)).flatMap(({ elements = [] }) => elements.map(({ id }) => id));
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(1 + 30 * 2 - 1);
  });

  it("come along to another branch and back", async () => {
    await using chat = await openChat(showingApp());
    await chat.send("one");
    const messageId = await chat.post("two");
    await chat.settled();
    const [, old] = chat.session.state.path.slice(-2);
    const before = durable(chat.state);
    await chat.edit(messageId, "other");
    expect(namesIn(chat)).toContain("first of other");
    expect(namesIn(chat)).not.toContain("first of two");
    if (old) await selectLeaf(chat.session, old);
    expect(withoutSiblings(durable(chat.state))).toEqual(withoutSiblings(before));
    expect(namesIn(chat)).toContain("first of two");
  });

  it("of a person's message stay with it when it is answered again from before the window", async () => {
    await using chat = await openChat(showingApp());
    const messageId = await chat.post("one");
    await chat.settled();
    show(chat.session, element("upload", messageId));
    const turn = chat.session.state.path.at(-1);
    for (let count = 0; count < 25; count += 1) await chat.send("more");
    expect(namesIn(chat)).not.toContain("upload");
    if (turn) await chat.regenerate(turn);
    expect(namesIn(chat)).toContain("upload");
    await chat.session.recorder.flush();
    expect(await stored(chat, { stepIds: [messageId] })).toMatchObject([{ name: "upload" }]);
  });

  it("go with a message that is taken back, and do not come again when it is sent again at once", async () => {
    let sent: StepId | undefined;
    const app = createApp();
    app.onMessage(async (_message, { session }) => {
      const answer = new Message("Look");
      await answer.send();
      show(session, element("old", answer.id));
      await session.recorder.flush();
      await answer.remove();
      await answer.send();
      show(session, element("new", answer.id));
      sent = answer.id as StepId;
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    await chat.session.recorder.flush();
    expect(namesIn(chat)).toEqual(["new"]);
    expect(await stored(chat, { stepIds: sent ? [sent] : [] })).toMatchObject([{ name: "new" }]);
  });

  it("that move to another message before they are written come behind what that has, live and stored", async () => {
    const app = createApp();
    app.onMessage(async (_message, { session }) => {
      const [one, two] = [new Message("One"), new Message("Two")];
      for (const message of [one, two]) await message.send();
      const moved = element("moved", one.id);
      show(session, moved, element("at home", two.id));
      show(session, { ...moved, forId: two.id as StepId });
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    await chat.session.recorder.flush();
    expect(namesIn(chat)).toEqual(["at home", "moved"]);
    expect(await stored(chat, { stepIds: [...chat.state.steps.keys()] })).toMatchObject([{ name: "at home" }, { name: "moved" }]);
  });

  it("that were stated for a message before it was there are shown nowhere, not after a reload either", async () => {
    let sent: StepId | undefined;
    const app = createApp();
    app.onMessage(async (_message, { session }) => {
      const answer = new Message("Look");
      show(session, element("early", answer.id));
      await answer.send();
      show(session, element("late", answer.id));
      sent = answer.id as StepId;
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    await chat.session.recorder.flush();
    expect(namesIn(chat)).toEqual(["late"]);
    expect(await stored(chat, { stepIds: sent ? [sent] : [] })).toMatchObject([{ name: "late" }]);
  });

  it("are written anew with all of the window when the store refuses a batch again and again", async () => {
    const refusals: WriteBatch[] = [];
    const dataLayer = createRefusingDataLayer((batch) => {
      const refuses = refusals.length < 3 && (batch.elements ?? []).some(({ name }) => name === "first of two");
      if (refuses) refusals.push(batch);
      return refuses;
    });
    await using chat = await openChat(showingApp(), { dataLayer, sessionStore: createMemorySessionStore() });
    await chat.send("one");
    await chat.send("two");
    await chat.session.recorder.flush();
    expect(refusals).toHaveLength(3);
    const rows = await stored(chat, { stepIds: [...chat.state.steps.keys()], ofThread: true });
    expect(new Set(rows)).toEqual(new Set(chat.state.elements.values()));
    expect(rows).toHaveLength(6);
  });
});

function element(name: string, forId?: string): Element {
  return { id: newId<ElementId>(), type: "image", name, display: "inline", ...(forId !== undefined && { forId: forId as StepId }) };
}

function show(session: Session, ...elements: Element[]): void {
  session.emit(...elements.map((one) => ({ type: "element-set" as const, element: one })));
}

/** The names of all that is shown, in the order of the chat, then beside it. */
function namesIn({ state }: TestChat): string[] {
  const turns = [...state.turns.values()].flatMap(({ stepIds }) => stepIds.flatMap((id) => state.steps.get(id)?.elements ?? []));
  return [...turns, ...state.threadElements].map(({ name }) => name);
}

function stored(
  { session }: TestChat,
  { stepIds = [], ofThread }: { readonly stepIds?: readonly StepId[]; readonly ofThread?: boolean },
): Promise<Element[]> {
  return session.services.dataLayer.loadElements(session.threadId, { stepIds, ofThread });
}

async function whole({ session, host }: TestChat) {
  await session.recorder.flush();
  const row = await session.services.dataLayer.loadThread(session.threadId);
  if (!row) throw new Error("The chat is not stored.");
  return (await loadWholeThread({ ...session.services, registry: host.registry }, row)).turns;
}

/** What lies beside a turn changes with every branch. */
function withoutSiblings(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state, (key, value: unknown) => (/^(sibling|edit|answer)Ids$/.test(key) ? undefined : value)));
}

/** A store that refuses some of what it is given. */
function createRefusingDataLayer(refuses: (batch: WriteBatch) => boolean): DataLayer {
  const memory = createMemoryDataLayer();
  return {
    ...memory,
    async write(batch) {
      if (refuses(batch)) throw new ChatError("STORE_FAILED", "The store does not want this.");
      await memory.write(batch);
    },
  };
}
