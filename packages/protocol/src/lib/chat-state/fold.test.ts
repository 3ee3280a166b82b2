// The one property everything rests on: however a state came about, it is the same state.
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type ServerEvent, type StructuralEvent, serverEventSchema } from "../events.ts";
import { ACTS, SessionModel } from "../testing/session-model.ts";
import { decodeAttach, decodeFacts, decodeSnapshot } from "../wire.ts";
import { applyEvent } from "./apply-event.ts";
import { type ChatState, emptyChatState, WINDOW_TURNS } from "./chat-state.ts";
import { durable } from "./durable.ts";
import { cutReplay, toCursor } from "./replay.ts";
import { fromSnapshot, toSnapshot } from "./snapshot.ts";
import { rowsToLoad, threadToEvents } from "./thread-to-events.ts";

const text = fc.string({ unit: "binary", maxLength: 12 });
const command = fc.record({ act: fc.constantFrom(...ACTS), pick: fc.nat(10_000), flag: fc.boolean(), text });
const commands = fc.array(command, { minLength: 1, maxLength: 80, size: "max" });
/** Where in the sequence something happens, as a share of it. */
const moment = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);

describe("the sequences", () => {
  it("have every fact, branches, wide and long windows, and returns after which a replay will do", () => {
    const sessions = fc.sample(commands, { numRuns: 150, seed: 1 }).map((list) => new SessionModel(list));
    const types = new Set(sessions.flatMap(({ events }) => events.map(({ type }) => type)));
    expect([...types].sort()).toEqual(serverEventSchema.def.options.map((option) => option.def.shape.type.def.values[0]).sort());
    const states = sessions.map((session) => fold(session, session.events));
    expect(states.some(({ path }) => path.length > WINDOW_TURNS)).toBe(true);
    expect(states.filter(({ hasEarlier }) => hasEarlier).length).toBeGreaterThan(15);
    expect(states.filter(({ turns }) => [...turns.values()].some(({ turn }) => turn.siblingIds)).length).toBeGreaterThan(30);
    const replayed = sessions.filter((session, index) => {
      const [seen, unseen] = split(session.events, index / sessions.length);
      const missed = unseen.slice(0, 30);
      return cutReplay(fold(session, [...seen, ...missed]), toCursor(fold(session, seen)), missed.filter(isNumbered));
    });
    expect(replayed.length).toBeGreaterThan(50);
  });
});

describe("any legal sequence of facts", () => {
  test.prop([commands, moment])("folds to the same state from any snapshot, carried as JSON, and the rest", (list, share) => {
    const session = new SessionModel(list);
    const [before, after] = split(session.events, share);
    const late = fromSnapshot(decodeSnapshot(throughJson(toSnapshot(fold(session, before)))));
    for (const event of after) applyEvent(late, event);
    expect(toSnapshot(late)).toEqual(toSnapshot(fold(session, session.events)));
  });

  test.prop([commands, moment, fc.nat(60)])(
    "folds to the same state from a replay and the rest, and loses nothing of what left the window",
    (list, share, away) => {
      const session = new SessionModel(list);
      const [seen] = split(session.events, share);
      const returned = session.rests.find((rest) => rest >= seen.length + away) ?? session.events.length;
      const [happened, rest] = [session.events.slice(0, returned), session.events.slice(returned)];
      const server = fold(session, happened);
      const client = fold(session, seen);
      const cursor = decodeAttach({
        protocol: "colloquy/1",
        pageId: session.store.thread.id,
        cursor: throughJson(toCursor(client)),
      }).cursor;
      const missed = happened.slice(seen.length).filter(isNumbered);
      const replay = cursor && cutReplay(server, cursor, missed);
      if (!replay) return;
      const evicted = replay.flatMap((event) => applyEvent(client, event).evicted);
      expect(toSnapshot(client)).toEqual(toSnapshot(server));
      const live = fold(session, seen);
      expect(evicted).toEqual(happened.slice(seen.length).flatMap((event) => applyEvent(live, event).evicted));
      for (const event of rest) applyEvent(client, event);
      expect(toSnapshot(client)).toEqual(toSnapshot(fold(session, session.events)));
    },
  );

  test.prop([commands, moment])("is not changed by facts that come a second time, at once or late", (list, share) => {
    const session = new SessionModel(list);
    const [before, after] = split(session.events, share);
    const state = fold(
      session,
      before.flatMap((event) => [event, event]),
    );
    const expected = toSnapshot(fold(session, before));
    expect(toSnapshot(state)).toEqual(expected);
    const touched = before.map((event) => applyEvent(state, event));
    expect(
      touched.every(
        ({ turnIds, stepIds, elementIds, evicted }) => turnIds.length + stepIds.length + elementIds.length + evicted.length === 0,
      ),
    ).toBe(true);
    expect(toSnapshot(state)).toEqual(expected);
    for (const event of after) applyEvent(state, event);
    expect(toSnapshot(state)).toEqual(toSnapshot(fold(session, session.events)));
  });

  test.prop([commands])("gives what its stored rows give", (list) => {
    const session = new SessionModel(list);
    // An open turn is not let out of the window, so a live one may be wider than a stored one.
    if (fold(session, session.events).path.length > WINDOW_TURNS) session.finish();
    const live = fold(session, session.events);
    const { thread, turns, steps, elements, marks } = session.store.rows;
    const needed = rowsToLoad({ thread, turns });
    const loaded = steps.filter(({ id, turnId }) => needed.turnIds.includes(turnId) || needed.stepIds.includes(id));
    const shown = new Set<string | undefined>([undefined, ...loaded.map(({ id }) => id)]);
    const stored = fold(
      session,
      threadToEvents({
        thread,
        turns,
        steps: throughJson(loaded),
        elements: elements.filter(({ forId }) => shown.has(forId)),
        marks: marks.filter(({ stepId }) => shown.has(stepId)),
      }),
    );
    expect(durable(live)).toEqual(durable(stored));
    expect(stored.queue).toEqual(live.queue);
  });

  test.prop([commands])("keeps the end of the active path in the window, and nothing that hangs elsewhere", (list) => {
    const session = new SessionModel(list);
    session.finish();
    const state = fold(session, session.events);
    const { turns, thread } = session.store;
    const path = [];
    for (let turn = thread.leafTurnId && turns.get(thread.leafTurnId); turn; turn = turn.parentTurnId && turns.get(turn.parentTurnId))
      path.unshift(turn.id);
    expect(state.path).toEqual(path.slice(-WINDOW_TURNS));
    expect(state.hasEarlier).toBe(path.length > WINDOW_TURNS);
    const hanging = [...turns.values()].filter(
      ({ foreground, parentTurnId }) => !foreground && (parentTurnId ? state.path.includes(parentTurnId) : !state.hasEarlier),
    );
    expect(new Set(state.turns.keys())).toEqual(new Set([...state.path, ...state.queue, ...hanging.map(({ id }) => id)]));
    const listed = [...state.turns.values()].flatMap(({ stepIds }) => stepIds);
    expect(new Set(state.steps.keys())).toEqual(new Set(listed));
    const stored = [...session.store.elements.values()];
    const expected = stored.filter(({ forId }) => forId === undefined || state.steps.has(forId));
    expect(new Set(state.elements.values())).toEqual(new Set(expected));
    for (const [stepId, { elements }] of state.steps) expect(elements).toEqual(expected.filter(({ forId }) => forId === stepId));
  });

  test.prop([commands])("passes the wire unchanged, as facts and as a snapshot", (list) => {
    const session = new SessionModel(list);
    const frame = { epoch: 1, seq: session.events.length, facts: session.events };
    expect(decodeFacts(throughJson(frame))).toStrictEqual(frame);
    const snapshot = toSnapshot(fold(session, session.events));
    expect(decodeSnapshot(throughJson(snapshot))).toStrictEqual(snapshot);
  });
});

function fold(session: SessionModel, events: readonly ServerEvent[]): ChatState {
  const state = emptyChatState(session.store.thread);
  for (const event of events) applyEvent(state, event);
  return state;
}

function split(events: readonly ServerEvent[], share: number): [ServerEvent[], ServerEvent[]] {
  const at = Math.round(share * events.length);
  return [events.slice(0, at), events.slice(at)];
}

function isNumbered(event: ServerEvent): event is StructuralEvent {
  return event.type !== "step-text";
}

function throughJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
