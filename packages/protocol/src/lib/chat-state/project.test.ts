import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { ServerEvent, StructuralEvent } from "../events.ts";
import type { StepId } from "../ids.ts";
import { STEP_TYPES } from "../step.ts";
import { Chat, id, minute, step, turn } from "../testing/build.ts";
import { ACTS, markOf, SessionModel } from "../testing/session-model.ts";
import { applyEvent } from "./apply-event.ts";
import { type ChatState, emptyChatState } from "./chat-state.ts";
import { type Audience, FULL_AUDIENCE, isVisible, projectEvent, projectSnapshot } from "./project.ts";
import { cutReplay, toCursor } from "./replay.ts";
import { fromSnapshot, toSnapshot } from "./snapshot.ts";

const text = fc.string({ unit: "binary", maxLength: 12 });
const command = fc.record({ act: fc.constantFrom(...ACTS), pick: fc.nat(10_000), flag: fc.boolean(), text });
const commands = fc.array(command, { minLength: 1, maxLength: 80, size: "max" });
const audience: fc.Arbitrary<Audience> = fc.record({
  cot: fc.constantFrom("full", "tool_call", "hidden"),
  names: fc.constantFrom({}, { "seen 0": "Ada", "hidden-tool 1": "Search", "seen person": "You" }),
  readOnly: fc.boolean(),
  shared: fc.boolean(),
});

describe("for any session and any audience", () => {
  test.prop([commands, audience])("folding what is sent gives the snapshot that would be sent", (list, viewer) => {
    const session = new SessionModel(list);
    const server = emptyChatState(session.store.thread);
    const client = fromSnapshot(projectSnapshot(toSnapshot(server), viewer));
    for (const event of session.events) {
      applyEvent(server, event);
      send(client, [event], viewer, server);
    }
    expect(toSnapshot(client)).toEqual(projectSnapshot(toSnapshot(server), viewer));
  });

  test.prop([commands, audience])("nothing hidden is in what is sent, and the ids of hidden steps only in removals", (list, viewer) => {
    const session = new SessionModel(list);
    const server = emptyChatState(session.store.thread);
    const hiddenMarks = STEP_TYPES.filter((type) => !isVisible(type, viewer)).map(markOf);
    const hiddenIds: string[] = [];
    for (const event of session.events) {
      applyEvent(server, event);
      if (event.type === "step-set" && !isVisible(event.step.type, viewer)) hiddenIds.push(event.step.id);
      const sent = projectEvent(event, viewer, server);
      const wire = JSON.stringify(sent) ?? "";
      expect(hiddenMarks.filter((mark) => wire.includes(mark))).toEqual([]);
      if (event.type !== "step-removed") expect(hiddenIds.filter((hidden) => wire.includes(hidden))).toEqual([]);
    }
    const wire = JSON.stringify(projectSnapshot(toSnapshot(server), viewer));
    expect([...hiddenMarks, ...hiddenIds].filter((secret) => wire.includes(secret))).toEqual([]);
  });

  test.prop([commands, audience, fc.nat(1000), fc.nat(60)])(
    "a replay that is projected when it is sent leads to the same page",
    (list, viewer, share, away) => {
      const session = new SessionModel(list);
      const left = Math.round((share / 1000) * session.events.length);
      const returned = session.rests.find((rest) => rest >= left + away) ?? session.events.length;
      const server = emptyChatState(session.store.thread);
      const client = fromSnapshot(projectSnapshot(toSnapshot(server), viewer));
      for (const event of session.events.slice(0, left)) {
        applyEvent(server, event);
        send(client, [event], viewer, server);
      }
      const missed = session.events.slice(left, returned);
      for (const event of missed) applyEvent(server, event);
      const replay = cutReplay(server, toCursor(client), missed.filter(isNumbered));
      if (!replay) return;
      send(client, replay, viewer, server);
      expect(toSnapshot(client)).toEqual(projectSnapshot(toSnapshot(server), viewer));
    },
  );
});

describe("an audience", () => {
  const nested = () =>
    new Chat(
      { type: "turn-start", turn: turn(1) },
      { type: "step-set", step: step(10, 1) },
      { type: "step-set", step: step(11, 1, { type: "llm", parentId: id<StepId>(10), name: "Model" }) },
      { type: "step-set", step: step(12, 1, { type: "tool", parentId: id<StepId>(11), name: "Search" }) },
    );
  const shownTo = (viewer: Audience, chat = nested()) =>
    projectSnapshot(toSnapshot(chat.state), viewer).turns.flatMap(({ steps }) => steps);

  it("of tool calls sees a tool under the nearest step it sees", () => {
    const steps = shownTo({ ...FULL_AUDIENCE, cot: "tool_call" });
    expect(steps.map((shown) => [shown.id, shown.parentId])).toEqual([
      [id(10), undefined],
      [id(12), id(10)],
    ]);
  });

  it("without chain of thought sees messages only", () => {
    expect(shownTo({ ...FULL_AUDIENCE, cot: "hidden" }).map((shown) => shown.id)).toEqual([id(10)]);
  });

  it("reads the names that authorRename gave", () => {
    expect(shownTo({ ...FULL_AUDIENCE, names: { Assistant: "Ada" } }).map(({ name }) => name)).toEqual(["Ada", "Model", "Search"]);
  });

  it("is not told of names that only look like one", () => {
    const chat = new Chat({ type: "turn-start", turn: turn(1) }, { type: "step-set", step: step(10, 1, { name: "constructor" }) });
    expect(shownTo(FULL_AUDIENCE, chat).map(({ name }) => name)).toEqual(["constructor"]);
  });

  it("survives steps that an author tied to a ring", () => {
    const chat = new Chat(
      { type: "turn-start", turn: turn(1) },
      { type: "step-set", step: step(11, 1, { type: "llm", parentId: id<StepId>(12) }) },
      { type: "step-set", step: step(12, 1, { type: "llm", parentId: id<StepId>(11) }) },
      { type: "step-set", step: step(13, 1, { parentId: id<StepId>(12) }) },
    );
    expect(shownTo({ ...FULL_AUDIENCE, cot: "hidden" }, chat).map((shown) => [shown.id, shown.parentId])).toEqual([[id(13), undefined]]);
  });

  it("by a shared link sees no questions, no settings and no metadata of the thread", () => {
    const chat = nested();
    chat.tell(
      { type: "thread-set", thread: { name: "Trip", metadata: { plan: "secret" }, tags: ["private"] } },
      { type: "surface-set", surface: { settings: { temperature: 1 } } },
      { type: "ask-start", ask: { id: id(90), turnId: id(1), stepId: id(10), kind: "text", createdAt: minute(1), deadlineAt: null } },
    );
    const snapshot = projectSnapshot(toSnapshot(chat.state), { ...FULL_AUDIENCE, shared: true });
    expect(snapshot).toMatchObject({ asks: [], surface: {}, thread: { name: "Trip" } });
    expect(snapshot.thread).not.toHaveProperty("metadata");
    expect(snapshot.thread).not.toHaveProperty("tags");
  });
});

/** As an outlet and a client do it: what may be seen is folded, and hidden facts are counted. */
function send(client: ChatState, events: readonly ServerEvent[], viewer: Audience, server: ChatState): void {
  for (const event of events) {
    const sent = projectEvent(event, viewer, server);
    if (sent) applyEvent(client, sent);
  }
  client.seq = server.seq;
}

function isNumbered(event: ServerEvent): event is StructuralEvent {
  return event.type !== "step-text";
}
