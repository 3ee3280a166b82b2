// Marks: what the chat's person has made of its messages. One on a message outside of the window is dropped by rule, like the message.
import type { StepId } from "../ids.ts";
import type { Mark, StepMark } from "../mark.ts";
import { isBlank } from "../mark.ts";
import type { ChatState, StepState, Touched } from "./chat-state.ts";

export function applyMarkSet(state: ChatState, { stepId, mark }: { readonly stepId: StepId; readonly mark: Mark }, touched: Touched): void {
  const known = state.steps.get(stepId);
  if (!known) return;
  known.mark = mark;
  touched.stepIds.push(stepId);
}

/** Puts marks on the messages that they are of. */
export function insertMarks(state: ChatState, marks: readonly StepMark[]): void {
  for (const { stepId, ...mark } of marks) {
    const step = state.steps.get(stepId);
    if (step) step.mark = mark;
  }
}

/** The marks of some steps, without the blank ones. */
export function marksOf(steps: readonly StepState[]): StepMark[] {
  return steps.filter(({ mark }) => !isBlank(mark)).map(({ step, mark }) => ({ stepId: step.id, ...mark }));
}
