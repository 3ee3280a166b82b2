// One turn as a page shows it: its own steps, and those of the side turns that hang on it.
import type { ChatState, Step, StepId, Turn, TurnId, TurnInState } from "@colloquy/protocol";
import type { EarlierTurns } from "./earlier-turns.ts";

/** A turn with the ids of what it shows. Stays the same object until one of its parts changes. */
export interface TurnView {
  /** When it ran, and how it ended. */
  readonly turn: Turn;
  /** The person's message first, the steps of side turns last. */
  readonly stepIds: readonly StepId[];
  /** The person's message that the turn answers. */
  readonly message?: Step;
}

/** The view of a turn, from the window or from before it; undefined when the page does not know the turn. */
export function toTurnView(state: ChatState, earlier: EarlierTurns, turnId: TurnId): TurnView | undefined {
  const inWindow = state.turns.get(turnId);
  const own = inWindow ?? earlier.turn(turnId);
  if (!own) return undefined;
  const sides = own.turn.foreground ? (inWindow ? sideTurnsOf(state, turnId) : earlier.sideTurnsOf(turnId)) : [];
  const stepIds = [...own.stepIds];
  for (const side of sides) stepIds.push(...side.stepIds);
  const messageId = own.turn.messageId;
  const message = messageId && (state.steps.get(messageId) ?? earlier.step(messageId))?.step;
  return { turn: own.turn, stepIds, ...(message && { message }) };
}

/** True when both show the same. */
export function isSameView(a: TurnView | undefined, b: TurnView | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.turn !== b.turn || a.message !== b.message || a.stepIds.length !== b.stepIds.length) return false;
  return a.stepIds.every((id, index) => id === b.stepIds[index]);
}

function sideTurnsOf(state: ChatState, turnId: TurnId): TurnInState[] {
  return [...state.turns.values()].filter(({ turn }) => !turn.foreground && turn.parentTurnId === turnId);
}
