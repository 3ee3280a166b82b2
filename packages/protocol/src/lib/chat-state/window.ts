// The window of the active path: what a new leaf takes out of it, what leaves it with time, and what hangs in it.
import type { StepId, TurnId } from "../ids.ts";
import type { Turn } from "../turn.ts";
import { type ChatState, type Touched, WINDOW_TURNS } from "./chat-state.ts";
import { dropElementsOf } from "./elements.ts";
import { toTurnBundle } from "./turn-bundles.ts";

/** A side turn is in the window when the turn it hangs on is; one that began before the first turn, when the path's beginning is. */
export function hangsInWindow(state: ChatState, turn: Turn): boolean {
  return turn.parentTurnId ? state.path.includes(turn.parentTurnId) : !state.hasEarlier;
}

/** Makes a started turn the end of the active path; what followed its parent until now leaves the state. */
export function moveLeaf(state: ChatState, turn: Turn, touched: Touched): void {
  if (!state.path.includes(turn.id)) {
    const kept = turn.parentTurnId ? state.path.indexOf(turn.parentTurnId) + 1 : 0;
    if (kept === 0) state.hasEarlier = turn.parentTurnId !== undefined;
    const left = new Set(state.path.slice(kept));
    state.path = [...state.path.slice(0, kept), turn.id];
    for (const other of sideTurns(state)) if (!hangsInWindow(state, other)) left.add(other.id);
    touched.turnIds.push(...left);
    dropTurns(state, left);
  }
  state.thread = { ...state.thread, leafTurnId: turn.id };
  trimWindow(state, touched);
}

/** The oldest turns leave when newer ones fill the window. One that still runs stays, and all that follow it. */
export function trimWindow(state: ChatState, touched: Touched): void {
  while (state.path.length > WINDOW_TURNS) {
    const oldest = state.path[0];
    const entry = oldest && state.turns.get(oldest);
    if (!oldest || !entry) return;
    const hanging = sideTurns(state).filter(({ parentTurnId }) => parentTurnId === undefined || parentTurnId === oldest);
    if ([entry.turn, ...hanging].some(({ endedAt }) => endedAt === undefined)) return;
    const beforeAll = hanging.filter(({ parentTurnId }) => parentTurnId === undefined);
    const after = hanging.filter(({ parentTurnId }) => parentTurnId === oldest);
    const leaving = [...beforeAll, entry.turn, ...after].map(({ id }) => id);
    touched.evicted.push(...leaving.map((id) => toTurnBundle(state, id)).filter((bundle) => bundle !== undefined));
    state.path = state.path.slice(1);
    state.hasEarlier = true;
    dropTurns(state, new Set(leaving));
  }
}

/** How many side turns that show nothing the state keeps: of a press, its page may ask again what came of it. */
export const BARE_TURNS = 20;

/** A button may be pressed a thousand times under one message. What ran and left nothing to see leaves the state, the oldest first. */
export function trimBareTurns(state: ChatState, touched: Touched): void {
  const bare: TurnId[] = [];
  for (const { turn, stepIds } of state.turns.values()) if (isBare(turn, stepIds)) bare.push(turn.id);
  if (bare.length <= BARE_TURNS) return;
  const leaving = bare.slice(0, -BARE_TURNS);
  touched.turnIds.push(...leaving);
  dropTurns(state, new Set(leaving));
}

/** A side turn that has ended, and beside which nothing stands. */
export function isBare({ foreground, endedAt }: Turn, steps: readonly unknown[]): boolean {
  return !foreground && endedAt !== undefined && steps.length === 0;
}

/** Takes turns out of the state with everything that belongs to them. */
export function dropTurns(state: ChatState, turnIds: ReadonlySet<TurnId>): void {
  dropTurnsAndSteps(state, turnIds);
}

/** Takes turns out of the state with everything that belongs to them, and tells which steps. */
export function dropTurnsAndSteps(state: ChatState, turnIds: ReadonlySet<TurnId>): Set<StepId> {
  const dropped = new Set<StepId>();
  for (const turnId of turnIds) {
    for (const stepId of state.turns.get(turnId)?.stepIds ?? []) dropped.add(stepId);
    state.turns.delete(turnId);
  }
  // Two turns may share the person's message, and only that; it comes first in both.
  for (const { stepIds } of state.turns.values()) if (stepIds[0]) dropped.delete(stepIds[0]);
  for (const stepId of dropped) {
    dropElementsOf(state, state.steps.get(stepId));
    state.steps.delete(stepId);
  }
  return dropped;
}

function sideTurns(state: ChatState): Turn[] {
  const found: Turn[] = [];
  for (const { turn } of state.turns.values()) if (!turn.foreground) found.push(turn);
  return found;
}
