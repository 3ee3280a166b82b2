// Turns: the queue, the active path and its window, and what a branch takes out of it.
import type { StructuralEvent } from "../events.ts";
import type { TurnId } from "../ids.ts";
import type { Turn, TurnBundle } from "../turn.ts";
import { type ChatState, type Touched, WINDOW_TURNS } from "./chat-state.ts";
import { TextBuffer } from "./text-buffer.ts";
import { toTurnBundle } from "./turn-bundles.ts";

type Event<Type extends StructuralEvent["type"]> = Extract<StructuralEvent, { type: Type }>;

export function applyTurnQueued(state: ChatState, turn: Turn, touched: Touched): void {
  const known = state.turns.get(turn.id);
  if (known) known.turn = turn;
  else state.turns.set(turn.id, { turn, stepIds: [] });
  if (!state.queue.includes(turn.id)) state.queue.push(turn.id);
  touched.turnIds.push(turn.id);
}

export function applyTurnStart(state: ChatState, turn: Turn, touched: Touched): void {
  dequeue(state, turn.id);
  if (!turn.foreground && !hangsInWindow(state, turn)) return;
  const known = state.turns.get(turn.id);
  if (known) known.turn = turn;
  else state.turns.set(turn.id, { turn, stepIds: [] });
  adoptMessage(state, turn);
  if (turn.foreground) moveLeaf(state, turn, touched);
  touched.turnIds.push(turn.id);
}

export function applyTurnSet(state: ChatState, event: Event<"turn-set">, touched: Touched): void {
  const known = state.turns.get(event.turnId);
  if (!known) return;
  known.turn = { ...known.turn, state: event.state };
  touched.turnIds.push(event.turnId);
}

/** Ends the turn and closes every step it left open. */
export function applyTurnEnd(state: ChatState, event: Event<"turn-end">, touched: Touched): void {
  dequeue(state, event.turnId);
  const known = state.turns.get(event.turnId);
  if (!known) return;
  known.turn = { ...known.turn, state: event.state, endedAt: event.endedAt, ...(event.error && { error: event.error }) };
  touched.turnIds.push(event.turnId);
  for (const stepId of known.stepIds) {
    const entry = state.steps.get(stepId);
    if (!entry || entry.step.end !== undefined || entry.step.turnId !== event.turnId) continue;
    entry.step = { ...entry.step, end: event.endedAt };
    touched.stepIds.push(stepId);
  }
  trimWindow(state, touched);
}

export function applyTurnRemoved(state: ChatState, turnId: TurnId, touched: Touched): void {
  dequeue(state, turnId);
  dropTurns(state, new Set([turnId]));
  touched.turnIds.push(turnId);
}

/** Shows another branch: the event carries the turns of the new window, so that a fold needs nothing else. */
export function applyLeafSet(state: ChatState, event: Event<"leaf-set">, touched: Touched): void {
  const queued = new Set(state.queue);
  dropTurns(state, new Set([...state.turns.keys()].filter((id) => !queued.has(id))));
  for (const bundle of event.turns) insertBundle(state, bundle);
  state.path = event.turns.filter(({ turn }) => turn.foreground).map(({ turn }) => turn.id);
  state.hasEarlier = event.hasEarlier;
  state.thread = { ...state.thread, leafTurnId: event.leafTurnId };
  touched.turnIds.push(...state.path);
}

/** Puts a stored turn into the state as it is. */
export function insertBundle(state: ChatState, { turn, steps }: TurnBundle): void {
  state.turns.set(turn.id, { turn, stepIds: steps.map((step) => step.id) });
  for (const { input, output, ...step } of steps) {
    state.steps.set(step.id, {
      step,
      texts: {
        ...(input && { input: new TextBuffer(input.text, input.rev) }),
        ...(output && { output: new TextBuffer(output.text, output.rev) }),
      },
    });
  }
}

function moveLeaf(state: ChatState, turn: Turn, touched: Touched): void {
  if (!state.path.includes(turn.id)) {
    const parentIndex = turn.parentTurnId ? state.path.indexOf(turn.parentTurnId) : -1;
    const kept = state.path.slice(0, parentIndex + 1);
    if (parentIndex < 0) state.hasEarlier = turn.parentTurnId !== undefined;
    const left = new Set(state.path.slice(parentIndex + 1));
    state.path = [...kept, turn.id];
    for (const [id, other] of state.turns) {
      if (!other.turn.foreground && other.turn.parentTurnId && left.has(other.turn.parentTurnId)) left.add(id);
      if (!other.turn.foreground && !other.turn.parentTurnId && state.hasEarlier) left.add(id);
    }
    dropTurns(state, left);
  }
  state.thread = { ...state.thread, leafTurnId: turn.id };
  trimWindow(state, touched);
}

/** The oldest turns leave when newer ones fill the window; one that still runs stays. */
function trimWindow(state: ChatState, touched: Touched): void {
  while (state.path.length > WINDOW_TURNS) {
    const oldest = state.path[0];
    const entry = oldest && state.turns.get(oldest);
    if (!oldest || !entry || entry.turn.endedAt === undefined) return;
    const hanging = [...state.turns.values()].filter(({ turn }) => !turn.foreground && turn.parentTurnId === oldest);
    const rootless = [...state.turns.values()].filter(({ turn }) => !turn.foreground && turn.parentTurnId === undefined);
    if ([...hanging, ...rootless].some(({ turn }) => turn.endedAt === undefined)) return;
    const leaving = [...rootless.map(({ turn }) => turn.id), oldest, ...hanging.map(({ turn }) => turn.id)];
    touched.evicted.push(...leaving.map((id) => toTurnBundle(state, id)).filter((bundle) => bundle !== undefined));
    state.path = state.path.slice(1);
    state.hasEarlier = true;
    dropTurns(state, new Set(leaving));
  }
}

function hangsInWindow(state: ChatState, turn: Turn): boolean {
  return turn.parentTurnId ? state.path.includes(turn.parentTurnId) : !state.hasEarlier;
}

/** A regenerated turn answers a message that its sibling brought; both list it first. */
function adoptMessage(state: ChatState, turn: Turn): void {
  const entry = state.turns.get(turn.id);
  if (!entry || !turn.messageId || !state.steps.has(turn.messageId) || entry.stepIds.includes(turn.messageId)) return;
  entry.stepIds.unshift(turn.messageId);
}

function dequeue(state: ChatState, turnId: TurnId): void {
  const index = state.queue.indexOf(turnId);
  if (index >= 0) state.queue.splice(index, 1);
}

function dropTurns(state: ChatState, turnIds: ReadonlySet<TurnId>): void {
  const dropped = [...turnIds].flatMap((id) => state.turns.get(id)?.stepIds ?? []);
  for (const id of turnIds) state.turns.delete(id);
  const kept = new Set([...state.turns.values()].map(({ turn }) => turn.messageId));
  for (const stepId of dropped) {
    if (kept.has(stepId)) continue;
    state.steps.delete(stepId);
    for (const [id, element] of state.elements) if (element.forId === stepId) state.elements.delete(id);
  }
}
