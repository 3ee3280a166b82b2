import { type ElementId, newId, type StepId, type ThreadId, type TurnId, WINDOW_TURNS } from "@colloquy/protocol";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ServedChat } from "../../test/served-chat.ts";
import { ChatStore } from "./chat-store.ts";
import { EarlierTurns } from "./earlier-turns.ts";
import type { TextChange } from "./text-source.ts";

/** A page that has attached to the chat and gets every frame. */
function openPage(chat: ServedChat): ChatStore {
  const store = new ChatStore();
  store.replace(chat.snapshot);
  chat.listeners.add((frame) => store.apply(frame));
  return store;
}

function counting(subscribe: (listener: () => void) => () => void): () => number {
  let calls = 0;
  subscribe(() => calls++);
  return () => calls;
}

/** What a reader holds that only follows the changes. */
function follow(store: ChatStore, stepId: StepId): { text: string; changes: TextChange[] } {
  const source = store.text(stepId);
  const reader = { text: source.read(), changes: [] as TextChange[] };
  source.subscribe((change) => {
    reader.changes.push(change);
    reader.text = change.kind === "append" ? reader.text + change.text : source.read();
  });
  return reader;
}

describe("the store", () => {
  it("looks at few turns for a message and its answer, however many are on the page", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const told = new Map<TurnId, number>();
    const messages = Array.from({ length: 10 * WINDOW_TURNS }, (_, n) => {
      const { turnId, stepId } = chat.message(`message ${n}`);
      store.getTurn(turnId);
      store.text(stepId).subscribe(() => undefined);
      store.subscribeTurn(turnId, () => told.set(turnId, (told.get(turnId) ?? 0) + 1));
      chat.end(turnId);
      return { turnId, stepId };
    });
    told.clear();
    const looks = [vi.spyOn(EarlierTurns.prototype, "turn"), vi.spyOn(EarlierTurns.prototype, "step")];
    onTestFinished(() => void vi.restoreAllMocks());
    const { turnId } = chat.message("one more");
    const answerId = chat.open(turnId);
    chat.stream(answerId, "Yes.");
    chat.end(turnId);
    expect(looks.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBeLessThan(WINDOW_TURNS);
    // The one that left the window, and no other.
    expect([...told.keys()]).toEqual([messages.at(-WINDOW_TURNS)?.turnId]);
    // It and what stands before it is there as it was.
    for (const [n, message] of messages.entries()) {
      expect(store.getTurn(message.turnId)).toMatchObject({ stepIds: [message.stepId], message: { id: message.stepId } });
      expect(store.text(message.stepId).read()).toBe(`message ${n}`);
    }
    expect(store.getOverview().turnIds).toEqual([...messages.map((message) => message.turnId), turnId]);
  });

  it("shows a message and its growing answer", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    expect(store.getOverview()).toMatchObject({ ready: true, interacted: false, busy: false, turnIds: [] });
    const { turnId, stepId } = chat.message("hello");
    const answerId = chat.open(turnId);
    chat.stream(answerId, "Hel");
    chat.stream(answerId, "lo!");
    expect(store.getOverview()).toMatchObject({ turnIds: [turnId], busy: true, interacted: true });
    expect(store.getTurn(turnId)).toMatchObject({ stepIds: [stepId, answerId], message: { id: stepId } });
    expect(store.text(stepId).read()).toBe("hello");
    expect(store.text(answerId).read()).toBe("Hello!");
    expect(store.text(answerId).closed).toBe(false);
    chat.close(answerId);
    chat.end(turnId);
    expect(store.text(answerId).closed).toBe(true);
    expect(store.getOverview().busy).toBe(false);
  });

  it("tells only the readers of a text when it grows", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const { turnId } = chat.message("hello");
    const answerId = chat.open(turnId);
    chat.stream(answerId, "a");
    const overview = store.getOverview();
    const turn = store.getTurn(turnId);
    const step = store.getStep(answerId);
    const calls = [
      counting((listener) => store.subscribe(listener)),
      counting((listener) => store.subscribeTurn(turnId, listener)),
      counting((listener) => store.subscribeStep(answerId, listener)),
    ];
    const reader = follow(store, answerId);
    for (let n = 0; n < 1000; n++) chat.stream(answerId, `${n} `);
    expect(calls.map((count) => count())).toEqual([0, 0, 0]);
    expect(store.getOverview()).toBe(overview);
    expect(store.getTurn(turnId)).toBe(turn);
    expect(store.getStep(answerId)).toBe(step);
    expect(reader.changes).toHaveLength(1000);
    expect(reader.text).toBe(chat.text(answerId));
  });

  it("tells each listener once per frame, after all of it is folded", () => {
    const chat = new ServedChat();
    const { turnId } = chat.message("hello");
    const answerId = chat.open(turnId);
    const store = new ChatStore();
    store.replace(chat.snapshot);
    const reader = follow(store, answerId);
    const overviews = counting((listener) => store.subscribe(listener));
    const turns = counting((listener) => store.subscribeTurn(turnId, listener));
    const steps = counting((listener) => store.subscribeStep(answerId, listener));
    const open = { id: answerId, turnId, type: "assistant_message", name: "Assistant", createdAt: "2026-01-02T03:04:05.678Z" } as const;
    store.apply(
      chat.emit(
        { type: "step-text", stepId: answerId, field: "output", rev: 0, at: 0, text: "one " },
        { type: "step-set", step: { ...open, name: "Renamed" } },
        { type: "step-text", stepId: answerId, field: "output", rev: 0, at: 4, text: "two" },
        { type: "turn-end", turnId, state: "done", endedAt: open.createdAt },
      ),
    );
    expect(reader.changes).toEqual([{ kind: "append", text: "one two" }]);
    expect([overviews(), turns(), steps()]).toEqual([1, 1, 1]);
    expect(store.getStep(answerId)).toMatchObject({ name: "Renamed", end: open.createdAt });
  });

  it("lets a reader start anew when a text is replaced, and ignores what it has read already", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const answerId = chat.open(chat.message("hello").turnId);
    const first = chat.stream(answerId, "wrong");
    const reader = follow(store, answerId);
    store.apply(first);
    expect(reader.changes).toEqual([]);
    chat.rewrite(answerId, "right");
    store.apply(first);
    chat.stream(answerId, "!");
    expect(reader.changes).toEqual([{ kind: "replace" }, { kind: "append", text: "!" }]);
    expect(reader.text).toBe("right!");
  });

  it("changes nothing when a frame comes twice, and ignores frames of another epoch", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const { turnId } = chat.exchange("hello", "Hi!");
    const frame = chat.emit({ type: "turn-set", turnId, state: "running" });
    const overview = store.getOverview();
    const turns = counting((listener) => store.subscribeTurn(turnId, listener));
    expect(store.apply(frame)).toBe(true);
    expect(store.apply({ ...frame, epoch: 2, seq: frame.seq + 1, facts: [{ type: "turn-removed", seq: frame.seq + 1, turnId }] })).toBe(
      false,
    );
    expect(turns()).toBe(0);
    expect(store.getOverview()).toBe(overview);
  });

  it("keeps every reference through a snapshot that brings nothing new, and gives readers only the rest of a text", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const { turnId } = chat.exchange("first", "done");
    const second = chat.message("second");
    const answerId = chat.open(second.turnId);
    chat.stream(answerId, "so far");
    const before = { overview: store.getOverview(), turn: store.getTurn(turnId), step: store.getStep(answerId) };
    const reader = follow(store, answerId);
    chat.listeners.clear();
    store.replace(chat.snapshot);
    expect({ overview: store.getOverview(), turn: store.getTurn(turnId), step: store.getStep(answerId) }).toEqual(before);
    expect(store.getOverview()).toBe(before.overview);
    expect(store.getTurn(turnId)).toBe(before.turn);
    expect(reader.changes).toEqual([]);
    chat.stream(answerId, " and more");
    store.replace(chat.snapshot);
    expect(reader.changes).toEqual([{ kind: "append", text: " and more" }]);
    expect(reader.text).toBe("so far and more");
  });

  it("says in its cursor how much it holds of each text that may still grow", () => {
    const chat = new ServedChat();
    expect(new ChatStore().cursor).toBeUndefined();
    const store = openPage(chat);
    chat.exchange("first", "done");
    const answerId = chat.open(chat.message("second").turnId);
    chat.stream(answerId, "12345");
    expect(store.cursor).toEqual({ epoch: 1, seq: chat.state.seq, open: { [answerId]: { output: [0, 5] } } });
  });

  it("counts facts that it may not see", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    store.apply({ epoch: 1, seq: 7, facts: [] });
    expect(store.cursor?.seq).toBe(7);
  });
});

describe("turns that leave the window", () => {
  it("stay on the page, with their texts", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const first = chat.exchange("first", "the first answer");
    const view = store.getTurn(first.turnId);
    const reader = follow(store, first.answerId);
    const turns = [first.turnId];
    for (let n = 0; n < WINDOW_TURNS + 3; n++) turns.push(chat.exchange(`${n}`, "again").turnId);
    expect(chat.state.turns.has(first.turnId)).toBe(false);
    expect(store.getOverview()).toMatchObject({ turnIds: turns, hasEarlier: false });
    expect(store.getTurn(first.turnId)).toEqual(view);
    expect(store.text(first.answerId).read()).toBe("the first answer");
    expect(reader.changes).toEqual([]);
  });

  it("also stay when they left while the page was away", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const turns = Array.from({ length: WINDOW_TURNS }, (_, n) => chat.exchange(`${n}`, "answer").turnId);
    chat.listeners.clear();
    for (let n = 0; n < 4; n++) turns.push(chat.exchange(`later ${n}`, "answer").turnId);
    store.replace(chat.snapshot);
    expect(store.getOverview()).toMatchObject({ turnIds: turns, hasEarlier: false });
  });

  it("keep what is shown with them, and bring it along from history", () => {
    const element = (name: string, forId: StepId) => ({ id: newId<ElementId>(), type: "image", name, display: "inline", forId }) as const;
    const chat = new ServedChat();
    const store = openPage(chat);
    const first = chat.exchange("first", "look");
    const shown = [element("one", first.answerId), element("two", first.answerId)];
    for (const one of shown) chat.emit({ type: "element-set", element: one });
    for (let n = 0; n < WINDOW_TURNS + 3; n++) chat.exchange(`${n}`, "again");
    expect(chat.state.elements.size).toBe(0);
    expect(store.getElements(first.answerId)).toEqual(shown);

    const other = new ServedChat();
    const old = other.exchange("long ago", "look");
    const older = element("old", old.answerId);
    other.emit({ type: "element-set", element: older });
    store.prepend(other.snapshot.turns, false);
    expect(store.getElements(old.answerId)).toEqual([older]);
    expect(store.getElements(first.answerId)).toEqual(shown);
  });

  it("show what is stated anew for them, and take away what goes", () => {
    const chat = new ServedChat();
    const old = chat.exchange("old", "answer");
    const store = openPage(chat);
    const element = { id: newId<ElementId>(), type: "view", name: "booking", display: "inline", forId: old.answerId } as const;
    chat.emit({ type: "element-set", element });
    for (let n = 0; n < WINDOW_TURNS; n++) chat.exchange(`message ${n}`, "answer");
    expect(chat.state.elements.size).toBe(0);
    const calls = counting((listener) => store.subscribeStep(old.answerId, listener));
    chat.emit({ type: "element-set", element: { ...element, name: "booked" }, ofMessage: true });
    expect([store.getElements(old.answerId).map(({ name }) => name), calls()]).toEqual([["booked"], 1]);
    chat.emit({ type: "element-removed", elementId: element.id });
    expect([store.getElements(old.answerId), calls()]).toEqual([[], 2]);
  });

  it("go when the path before the window is another one", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const turns = Array.from({ length: WINDOW_TURNS + 5 }, (_, n) => chat.exchange(`${n}`, "answer").turnId);
    const branch = chat.message("another way", { parent: turns[2] as (typeof turns)[number], kind: "edit" });
    expect(store.getOverview().turnIds).toEqual([...turns.slice(0, 3), branch.turnId]);
    expect(store.getOverview().hasEarlier).toBe(false);
    expect(store.getTurn(turns[3] as (typeof turns)[number])).toBeUndefined();
  });

  it("come back from history before the oldest one known", () => {
    const chat = new ServedChat();
    for (let n = 0; n < WINDOW_TURNS + 5; n++) chat.exchange(`${n}`, "answer");
    const other = new ServedChat();
    const old = other.exchange("long ago", "an old answer");
    const store = openPage(chat);
    const shown = store.getOverview().turnIds;
    expect(store.getOverview().hasEarlier).toBe(true);
    store.prepend(other.snapshot.turns, true);
    expect(store.getOverview()).toMatchObject({ turnIds: [old.turnId, ...shown], hasEarlier: true, loadingEarlier: false });
    expect(store.text(old.answerId).read()).toBe("an old answer");
    expect(store.text(old.answerId).closed).toBe(true);
    store.prepend([], false);
    expect(store.getOverview().hasEarlier).toBe(false);
  });
});

describe("what stands beside the path", () => {
  it("shows the steps of a side turn in the turn it hangs on", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const { turnId, answerId } = chat.exchange("hello", "Hi!");
    const turns = counting((listener) => store.subscribeTurn(turnId, listener));
    const side = { id: newId(), parentTurnId: turnId, kind: "action", foreground: false, createdAt: "2026-01-02T03:04:06.000Z" } as const;
    chat.emit({ type: "turn-start", turn: { ...side, id: side.id as typeof turnId, state: "running" } });
    const stepId = chat.open(side.id as typeof turnId);
    expect(store.getTurn(turnId)?.stepIds.slice(1)).toEqual([answerId, stepId]);
    expect(turns()).toBe(1);
  });

  it("keeps queued turns apart, and takes back one that is removed", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const { turnId } = chat.message("first");
    const queued = chat.message("second", { queued: true });
    expect(store.getOverview()).toMatchObject({ turnIds: [turnId], queue: [queued.turnId] });
    expect(store.getTurn(queued.turnId)?.message?.id).toBe(queued.stepId);
    chat.emit({ type: "turn-removed", turnId: queued.turnId });
    expect(store.getOverview().queue).toEqual([]);
    expect(store.getTurn(queued.turnId)).toBeUndefined();
    expect(store.getStep(queued.stepId)).toBeUndefined();
  });

  it("shows a message of the pending list no more once its step is there, in the same notice", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const id = newId<StepId>();
    store.surround({ pending: [{ id, text: "hello", state: "sending" }] });
    const seen: boolean[] = [];
    store.subscribe(() => seen.push(store.getOverview().pending.length === 1 && store.getStep(id) !== undefined));
    chat.message("hello", { id });
    expect(store.getOverview().pending).toEqual([]);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).not.toContain(true);
  });

  it("shows a toast once, also when its fact is replayed", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const toasts: string[] = [];
    store.onToast((toast) => toasts.push(toast.message));
    const frame = chat.emit({ type: "toast-show", toast: { message: "Saved", type: "success" } });
    store.apply(frame);
    expect(toasts).toEqual(["Saved"]);
  });

  it("tells of an element when it comes, and neither of its changes nor of what was there before", () => {
    const chat = new ServedChat();
    const { answerId } = chat.exchange("hello", "Hi!");
    const element = { id: newId<ElementId>(), type: "image", name: "A cat", display: "side" } as const;
    chat.emit({ type: "element-set", element: { ...element, forId: answerId } });
    const store = openPage(chat);
    const told: string[] = [];
    store.onElement(({ name }) => told.push(name));
    chat.emit({ type: "element-set", element: { ...element, name: "The cat", forId: answerId } });
    const frame = chat.emit({ type: "element-set", element: { ...element, id: newId<ElementId>(), name: "A dog", forId: answerId } });
    store.apply(frame);
    expect(told).toEqual(["A dog"]);
    expect(store.getElements(answerId).map(({ name }) => name)).toEqual(["The cat", "A dog"]);
  });

  it("tells a change of one element to those who show it, and to nobody else; the rest of it stays the same object", () => {
    const chat = new ServedChat();
    const { answerId } = chat.exchange("hello", "Hi!");
    const other = chat.exchange("and", "again");
    const base = { type: "view", name: "view", display: "inline" } as const;
    const id = newId<ElementId>();
    const props = {
      view: {
        type: "Row",
        children: [
          { type: "Text", text: "a" },
          { type: "Text", text: "b" },
        ],
      },
    };
    chat.emit({ type: "element-set", element: { ...base, id, forId: answerId, props } });
    chat.emit({ type: "element-set", element: { ...base, id: newId<ElementId>(), forId: other.answerId } });
    const store = openPage(chat);
    const [before] = store.getElements(answerId) as readonly unknown[] as [{ props: typeof props }];
    const untouched = store.getElements(other.answerId);
    const calls = [answerId, other.answerId].map((stepId) => counting((listener) => store.subscribeStep(stepId, listener)));
    const turnId = chat.state.path[0] as TurnId;
    store.getTurn(turnId);
    const turn = counting((listener) => store.subscribeTurn(turnId, listener));
    chat.emit({ type: "element-patch", elementId: id, patch: [["append", ["view", "children", 1, "text"], "c"]] });
    const [after] = store.getElements(answerId) as readonly unknown[] as [{ props: typeof props }];
    expect(after.props.view.children).toEqual([
      { type: "Text", text: "a" },
      { type: "Text", text: "bc" },
    ]);
    expect(after.props.view.children[0]).toBe(before.props.view.children[0]);
    expect(store.getElements(other.answerId)).toBe(untouched);
    expect([...calls, turn].map((count) => count())).toEqual([1, 0, 0]);
  });

  it("forgets one chat when another is opened", () => {
    const chat = new ServedChat();
    const store = openPage(chat);
    const { turnId, answerId } = chat.exchange("hello", "Hi!");
    const turns = counting((listener) => store.subscribeTurn(turnId, listener));
    const wished = newId<ThreadId>();
    store.reset(wished);
    expect(store.getOverview()).toMatchObject({ ready: false, turnIds: [], thread: { id: wished } });
    expect(store.getTurn(turnId)).toBeUndefined();
    expect(store.text(answerId).read()).toBe("");
    expect(turns()).toBe(1);
  });
});
