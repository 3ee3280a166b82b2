import { describe, expect, it } from "vitest";
import type { StepId, TurnId } from "../ids.ts";
import { Chat, end, id, minute, sideTurn, step, text, turn, wholeTurn } from "../testing/build.ts";
import { isBusy, WINDOW_TURNS } from "./chat-state.ts";
import { toTurnBundle } from "./turn-bundles.ts";

function queued(number: number) {
  const {
    startedAt: _startedAt,
    parentTurnId: _parent,
    ...waiting
  } = turn(number, { state: "queued", messageId: id<StepId>(number * 10) });
  return { type: "turn-queued", turn: waiting } as const;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe("the queue", () => {
  it("shows a message while its turn waits, and loses neither when it starts", () => {
    const chat = new Chat(queued(1), { type: "step-set", step: step(10, 1, { type: "user_message" }) }, text(10, "Hi"));
    expect(chat.state.queue).toEqual([id(1)]);
    expect(chat.state.path).toEqual([]);
    expect(isBusy(chat.state)).toBe(false);
    chat.tell({ type: "turn-start", turn: turn(1, { messageId: id<StepId>(10) }) });
    expect(chat.state.queue).toEqual([]);
    expect(chat.state.path).toEqual([id(1)]);
    expect(chat.stepsOf(1)).toEqual([id(10)]);
    expect(isBusy(chat.state)).toBe(true);
  });

  it("forgets a turn that is removed, with its message", () => {
    const chat = new Chat(queued(1), { type: "step-set", step: step(10, 1) }, { type: "turn-removed", turnId: id<TurnId>(1) });
    expect([chat.state.queue, chat.state.turns.size, chat.state.steps.size]).toEqual([[], 0, 0]);
  });

  it("forgets a turn that ends without having started", () => {
    const chat = new Chat(queued(1), { type: "step-set", step: step(10, 1) }, end(1, "stopped"));
    expect([chat.state.queue, chat.state.turns.size, chat.state.steps.size]).toEqual([[], 0, 0]);
  });

  it("stays when another branch is shown", () => {
    const chat = new Chat(...wholeTurn(1), queued(2), { type: "step-set", step: step(20, 2) });
    chat.tell({ type: "leaf-set", leafTurnId: id<TurnId>(1), hasEarlier: false, turns: [{ turn: turn(1), steps: [] }] });
    expect(chat.state.queue).toEqual([id(2)]);
    expect(chat.stepsOf(2)).toEqual([id(20)]);
  });
});

describe("a turn", () => {
  it("that waits for an answer is not busy", () => {
    const chat = new Chat({ type: "turn-start", turn: turn(1) }, { type: "turn-set", turnId: id<TurnId>(1), state: "waiting" });
    expect(isBusy(chat.state)).toBe(false);
  });

  it("keeps why it failed", () => {
    const chat = new Chat({ type: "turn-start", turn: turn(1) });
    chat.tell({ type: "turn-end", turnId: id<TurnId>(1), state: "failed", endedAt: minute(2), error: { message: "It broke." } });
    expect(chat.state.turns.get(id<TurnId>(1))?.turn).toMatchObject({
      state: "failed",
      endedAt: minute(2),
      error: { message: "It broke." },
    });
  });

  it("at the side does not move the leaf", () => {
    const chat = new Chat(...wholeTurn(1), { type: "turn-start", turn: sideTurn(50, 1) });
    expect(chat.state.path).toEqual([id(1)]);
    expect(chat.state.thread.leafTurnId).toBe(id(1));
    expect(chat.state.turns.has(id<TurnId>(50))).toBe(true);
    expect(isBusy(chat.state)).toBe(false);
  });

  it("at the side of a turn that is not shown is dropped", () => {
    const chat = new Chat(...wholeTurn(1), { type: "turn-start", turn: sideTurn(50, 7) });
    expect(chat.state.turns.has(id<TurnId>(50))).toBe(false);
  });
});

describe("a branch", () => {
  const two = () => new Chat(...wholeTurn(1), ...wholeTurn(2), { type: "turn-start", turn: sideTurn(50, 2) });

  it("takes the turns after its parent, and what hangs on them, off the page", () => {
    const chat = two();
    const touched = chat.tell({ type: "turn-start", turn: turn(3, { kind: "edit", parentTurnId: id<TurnId>(1) }) });
    expect(chat.state.path).toEqual([id(1), id(3)]);
    expect([...chat.state.turns.keys()]).toEqual([id(1), id(3)]);
    expect([...chat.state.steps.keys()]).toEqual([id(10)]);
    expect(touched.turnIds).toEqual([id(2), id(50), id(3)]);
    expect(touched.evicted).toEqual([]);
  });

  it("of the first turn begins a new path", () => {
    const chat = two();
    const { parentTurnId: _parent, ...root } = turn(3, { kind: "edit" });
    chat.tell({ type: "turn-start", turn: root });
    expect(chat.state.path).toEqual([id(3)]);
    expect(chat.state.hasEarlier).toBe(false);
  });

  it("from a turn that is not shown has something before it", () => {
    const chat = two();
    chat.tell({ type: "turn-start", turn: turn(9, { parentTurnId: id<TurnId>(8) }) });
    expect(chat.state.path).toEqual([id(9)]);
    expect(chat.state.hasEarlier).toBe(true);
  });

  it("by regeneration keeps the message that it answers again", () => {
    const message = { type: "step-set", step: step(10, 1, { type: "user_message" }) } as const;
    const chat = new Chat(
      { type: "turn-start", turn: turn(1, { messageId: id<StepId>(10) }) },
      message,
      { type: "step-set", step: step(11, 1) },
      end(1),
    );
    const { parentTurnId: _parent, ...again } = turn(2, { kind: "regenerate", messageId: id<StepId>(10) });
    chat.tell({ type: "turn-start", turn: again });
    expect([...chat.state.steps.keys()]).toEqual([id(10)]);
    expect(chat.stepsOf(2)).toEqual([id(10)]);
  });

  it("chosen again comes with all its turns, and with elements that its steps had", () => {
    const chat = two();
    chat.tell({ type: "element-set", element: { id: id(99), forId: id<StepId>(10), type: "text", name: "note", display: "inline" } });
    chat.tell({ type: "element-set", element: { id: id(98), forId: id<StepId>(20), type: "text", name: "note", display: "inline" } });
    const bundle = toTurnBundle(chat.state, id<TurnId>(1));
    const touched = chat.tell({ type: "leaf-set", leafTurnId: id<TurnId>(1), hasEarlier: false, turns: bundle ? [bundle] : [] });
    expect(chat.state.path).toEqual([id(1)]);
    expect(chat.read(10)).toBe("Answer 1");
    expect([...chat.state.elements.keys()]).toEqual([id(99)]);
    expect(touched.stepIds).toEqual([id(10), id(20)]);
  });
});

describe("the window", () => {
  const full = (...more: Parameters<Chat["tell"]>) => new Chat(...more, ...range(1, WINDOW_TURNS).flatMap((number) => wholeTurn(number)));

  it("lets the oldest turn go when one too many starts, and hands it over whole", () => {
    const chat = full();
    expect(chat.state.hasEarlier).toBe(false);
    const [start, ...rest] = wholeTurn(WINDOW_TURNS + 1);
    const touched = start && chat.tell(start);
    expect(touched?.evicted.map(({ turn, steps }) => [turn.id, steps.map(({ output }) => output?.text)])).toEqual([[id(1), ["Answer 1"]]]);
    chat.tell(...rest);
    expect(chat.state.path).toEqual(range(2, WINDOW_TURNS + 1).map(id));
    expect(chat.state.hasEarlier).toBe(true);
    expect(chat.state.steps.has(id<StepId>(10))).toBe(false);
  });

  it("waits for a turn that still runs, and for one at its side", () => {
    const chat = new Chat(...wholeTurn(1), { type: "turn-start", turn: sideTurn(500, 1) });
    for (const number of range(2, WINDOW_TURNS + 3)) chat.tell(...wholeTurn(number));
    expect(chat.state.path.length).toBe(WINDOW_TURNS + 3);
    const touched = chat.tell(end(500));
    expect(chat.state.path.length).toBe(WINDOW_TURNS);
    expect(touched.evicted.map(({ turn }) => turn.id)).toEqual([id(1), id(500), id(2), id(3)]);
  });

  it("lets work from before the first turn go together with it", () => {
    const chat = full({ type: "turn-start", turn: sideTurn(500, undefined) }, end(500));
    const touched = chat.tell({ type: "turn-start", turn: turn(WINDOW_TURNS + 1) });
    expect(touched.evicted.map(({ turn }) => turn.id)).toEqual([id(500), id(1)]);
  });
});
