// What the facts about turns do: the queue, the run of a turn from start to end, and the change to another branch.
import type { StructuralEvent } from "../events.ts";
import type { TurnId } from "../ids.ts";
import { NO_MARK } from "../mark.ts";
import type { Turn, TurnBundle } from "../turn.ts";
import type { ChatState, StepState, Touched } from "./chat-state.ts";
import { insertElements, NO_ELEMENTS } from "./elements.ts";
import { insertMarks } from "./marks.ts";
import { compactTexts } from "./steps.ts";
import { TextBuffer } from "./text-buffer.ts";
import { dropTurns, dropTurnsAndSteps, hangsInWindow, moveLeaf, trimBareTurns, trimWindow } from "./window.ts";

type Event<Type extends StructuralEvent["type"]> = Extract<StructuralEvent, { type: Type }>;

export function applyTurnQueued(state: ChatState, turn: Turn, touched: Touched): void {
  setTurn(state, turn);
  if (!state.queue.includes(turn.id)) state.queue.push(turn.id);
  touched.turnIds.push(turn.id);
}

export function applyTurnStart(state: ChatState, turn: Turn, touched: Touched): void {
  dequeue(state, turn.id);
  if (!turn.foreground && !hangsInWindow(state, turn)) return;
  setTurn(state, turn);
  adoptMessage(state, turn);
  if (turn.foreground) moveLeaf(state, turn, touched);
  touched.turnIds.push(turn.id);
  if (turn.endedAt !== undefined) trimBareTurns(state, touched);
}

export function applyTurnSet(state: ChatState, event: Event<"turn-set">, touched: Touched): void {
  const known = state.turns.get(event.turnId);
  if (!known) return;
  known.turn = { ...known.turn, state: event.state };
  touched.turnIds.push(event.turnId);
}

/** Ends the turn and closes every step it left open. A turn that never started is gone. */
export function applyTurnEnd(state: ChatState, event: Event<"turn-end">, touched: Touched): void {
  const known = state.turns.get(event.turnId);
  if (!known) return;
  if (state.queue.includes(event.turnId)) {
    applyTurnRemoved(state, event.turnId, touched);
    return;
  }
  const { state: how, endedAt, error } = event;
  // Assigned, not spread: V8 may give what is spread a hidden class of its own, and this object stays as long as the window.
  known.turn = Object.assign({}, known.turn, { state: how, endedAt, ...(error && { error }) });
  touched.turnIds.push(event.turnId);
  for (const stepId of known.stepIds) {
    const entry = state.steps.get(stepId);
    if (!entry || entry.step.end !== undefined || entry.step.turnId !== event.turnId) continue;
    entry.step = { ...entry.step, end: event.endedAt };
    compactTexts(entry);
    touched.stepIds.push(stepId);
  }
  trimWindow(state, touched);
  if (!known.turn.foreground) trimBareTurns(state, touched);
}

export function applyTurnRemoved(state: ChatState, turnId: TurnId, touched: Touched): void {
  dequeue(state, turnId);
  if (state.path.includes(turnId)) state.path = state.path.filter((id) => id !== turnId);
  touched.stepIds.push(...(state.turns.get(turnId)?.stepIds ?? []));
  touched.turnIds.push(turnId);
  dropTurns(state, new Set([turnId]));
}

/** Shows another branch: the event carries the turns of the new window, so that a fold needs nothing else. Queued turns stay. */
export function applyLeafSet(state: ChatState, event: Event<"leaf-set">, touched: Touched): void {
  const queued = new Set(state.queue);
  const gone = new Set([...state.turns.keys()].filter((id) => !queued.has(id)));
  const goneSteps = dropTurnsAndSteps(state, gone);
  for (const bundle of event.turns) insertBundle(state, bundle);
  state.path = event.turns.filter(({ turn }) => turn.foreground).map(({ turn }) => turn.id);
  state.hasEarlier = event.hasEarlier;
  state.thread = { ...state.thread, leafTurnId: event.leafTurnId };
  trimBareTurns(state, touched);
  touched.turnIds.push(...new Set([...gone, ...event.turns.map(({ turn }) => turn.id)]));
  touched.stepIds.push(...new Set([...goneSteps, ...event.turns.flatMap(({ steps }) => steps.map(({ id }) => id))]));
}

/** Puts a stored turn into the state as it is. */
export function insertBundle(state: ChatState, { turn, steps, elements, marks }: TurnBundle): void {
  state.turns.set(turn.id, { turn, stepIds: steps.map((step) => step.id) });
  for (const { input, output, ...step } of steps) {
    const texts: StepState["texts"] = {};
    if (input) texts.input = new TextBuffer(input.text, input.rev);
    if (output) texts.output = new TextBuffer(output.text, output.rev);
    state.steps.set(step.id, { step, texts, elements: NO_ELEMENTS, mark: NO_MARK });
  }
  insertElements(state, elements ?? NO_ELEMENTS);
  if (marks) insertMarks(state, marks);
}

function setTurn(state: ChatState, turn: Turn): void {
  const known = state.turns.get(turn.id);
  if (known) known.turn = turn;
  else state.turns.set(turn.id, { turn, stepIds: [] });
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
