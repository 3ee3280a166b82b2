import { describe, expect, it } from "vitest";
import type { StepId } from "../ids.ts";
import { Chat, end, id, minute, step, text, turn, wholeTurn } from "../testing/build.ts";
import { stepsToRemove } from "./steps.ts";

const started = { type: "turn-start", turn: turn(1) } as const;

describe("a step", () => {
  it("is listed by its turn in the order it appeared", () => {
    const chat = new Chat(started, { type: "step-set", step: step(10, 1) }, { type: "step-set", step: step(11, 1) });
    chat.tell({ type: "step-set", step: step(10, 1, { name: "Renamed" }) });
    expect(chat.stepsOf(1)).toEqual([id(10), id(11)]);
    expect(chat.state.steps.get(id<StepId>(10))?.step.name).toBe("Renamed");
  });

  it("of a turn outside of the window is dropped, and so is its text", () => {
    const chat = new Chat(started, { type: "step-set", step: step(70, 7) }, text(70, "lost"));
    expect(chat.state.steps.size).toBe(0);
  });

  it("keeps its text when its record is set again", () => {
    const chat = new Chat(started, { type: "step-set", step: step(10, 1) }, text(10, "Hello"));
    chat.tell({ type: "step-set", step: step(10, 1, { end: minute(2) }) });
    expect(chat.read(10)).toBe("Hello");
  });

  it("is closed by the end of its turn, at that instant", () => {
    const chat = new Chat(started, { type: "step-set", step: step(10, 1) }, { type: "step-set", step: step(11, 1, { end: minute(1) }) });
    const touched = chat.tell(end(1));
    expect(chat.state.steps.get(id<StepId>(10))?.step.end).toBe(minute(2));
    expect(chat.state.steps.get(id<StepId>(11))?.step.end).toBe(minute(1));
    expect(touched.stepIds).toEqual([id(10)]);
  });

  it("takes what lies under it and its elements along when it is removed", () => {
    const chat = new Chat(
      started,
      { type: "step-set", step: step(10, 1) },
      { type: "step-set", step: step(11, 1, { parentId: id<StepId>(10) }) },
      { type: "step-set", step: step(12, 1, { parentId: id<StepId>(11) }) },
      { type: "step-set", step: step(13, 1) },
      { type: "element-set", element: { id: id(99), forId: id<StepId>(12), type: "text", name: "note", display: "inline" } },
    );
    expect(stepsToRemove(chat.state, id<StepId>(10))).toEqual([id(12), id(11), id(10)]);
    const touched = chat.tell({ type: "step-removed", stepId: id<StepId>(10) });
    expect(touched.elementIds).toEqual([id(99)]);
    expect([...chat.state.steps.keys()]).toEqual([id(13)]);
    expect(chat.stepsOf(1)).toEqual([id(13)]);
    expect(chat.state.elements.size).toBe(0);
  });

  it("that a regenerated turn shares with a lost sibling leaves both when it is removed", () => {
    const message = { type: "step-set", step: step(10, 1, { type: "user_message" }) } as const;
    const chat = new Chat({ type: "turn-start", turn: turn(1, { messageId: id<StepId>(10) }) }, message, end(1));
    const { parentTurnId: _none, ...again } = turn(2, { kind: "regenerate", messageId: id<StepId>(10) });
    chat.tell({ type: "turn-start", turn: again });
    expect(chat.stepsOf(2)).toEqual([id(10)]);
    chat.tell({ type: "step-removed", stepId: id<StepId>(10) });
    expect(chat.stepsOf(2)).toEqual([]);
  });
});

describe("text", () => {
  const open = () => new Chat(started, { type: "step-set", step: step(10, 1) });

  it("is appended where it ends", () => {
    const chat = open();
    chat.tell(text(10, "Hello"), text(10, ", world", 5));
    expect(chat.read(10)).toBe("Hello, world");
  });

  it("that overlaps adds only what is new", () => {
    const chat = open();
    chat.tell(text(10, "Hello"), text(10, "llo, world", 2));
    expect(chat.read(10)).toBe("Hello, world");
  });

  it("that would leave a gap is not taken", () => {
    const chat = open();
    chat.tell(text(10, "Hello"));
    expect(chat.tell(text(10, "world", 7)).stepIds).toEqual([]);
    expect(chat.read(10)).toBe("Hello");
  });

  it("of a higher revision begins anew, and the lower one is late from then on", () => {
    const chat = open();
    chat.tell(text(10, "Draft"), text(10, "Final", 0, 1), text(10, " more of the draft", 5, 0));
    expect(chat.read(10)).toBe("Final");
  });

  it("of a higher revision waits for its beginning", () => {
    const chat = open();
    chat.tell(text(10, "Draft"), text(10, "nal", 2, 1));
    expect(chat.read(10)).toBe("Draft");
  });

  it("of the input and of the output do not mix", () => {
    const chat = open();
    chat.tell(text(10, "answer"), { ...text(10, "question"), field: "input" } as ReturnType<typeof text>);
    expect(chat.read(10)).toBe("answer");
    expect(chat.state.steps.get(id<StepId>(10))?.texts.input?.read()).toBe("question");
  });

  it("needs no number: it is taken after any structural fact, and again changes nothing", () => {
    const chat = new Chat(...wholeTurn(1));
    const before = chat.state.seq;
    expect(chat.tell(text(10, "Answer 1")).stepIds).toEqual([]);
    expect(chat.state.seq).toBe(before);
  });
});
