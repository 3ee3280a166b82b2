// A turn of the state as plain data, with its steps and their texts: the piece snapshots and leaf changes are made of.
import type { StepId, TurnId } from "../ids.ts";
import type { StepWithText } from "../step.ts";
import type { TurnBundle } from "../turn.ts";
import type { ChatState, StepState } from "./chat-state.ts";
import { marksOf } from "./marks.ts";

/** One turn of the state with all its steps and elements; undefined when it is not in the window. */
export function toTurnBundle(state: ChatState, turnId: TurnId): TurnBundle | undefined {
  const entry = state.turns.get(turnId);
  if (!entry) return undefined;
  const states = entry.stepIds.map((id) => state.steps.get(id)).filter((step) => step !== undefined);
  const elements = states.flatMap((step) => step.elements);
  const marks = marksOf(states);
  return {
    turn: entry.turn,
    steps: states.map(toStepWithText),
    ...(elements.length > 0 && { elements }),
    ...(marks.length > 0 && { marks }),
  };
}

/** One step of the state with its texts as plain strings. */
export function stepWithText(state: ChatState, stepId: StepId): StepWithText | undefined {
  const entry = state.steps.get(stepId);
  return entry && toStepWithText(entry);
}

export function toStepWithText({ step, texts }: StepState): StepWithText {
  return {
    ...step,
    ...(texts.input && { input: { rev: texts.input.rev, text: texts.input.read() } }),
    ...(texts.output && { output: { rev: texts.output.rev, text: texts.output.read() } }),
  };
}
