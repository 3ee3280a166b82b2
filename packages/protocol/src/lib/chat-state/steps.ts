// Steps and their texts. A step whose turn is outside of the window is dropped by rule.
import type { StepText } from "../events.ts";
import type { StepId } from "../ids.ts";
import { NO_MARK } from "../mark.ts";
import type { Step } from "../step.ts";
import type { ChatState, StepState, Touched } from "./chat-state.ts";
import { dropElementsOf, NO_ELEMENTS } from "./elements.ts";
import { TextBuffer } from "./text-buffer.ts";

export function applyStepSet(state: ChatState, step: Step, touched: Touched): void {
  const known = state.steps.get(step.id);
  if (known) {
    known.step = step;
    if (step.end !== undefined) compactTexts(known);
    touched.stepIds.push(step.id);
    return;
  }
  const turn = state.turns.get(step.turnId);
  if (!turn) return;
  state.steps.set(step.id, { step, texts: {}, elements: NO_ELEMENTS, mark: NO_MARK });
  turn.stepIds.push(step.id);
  touched.stepIds.push(step.id);
  touched.turnIds.push(step.turnId);
}

/** The path of every token: two look-ups by id and an append, however large the state is. False when it changes nothing. */
export function applyStepText(state: ChatState, event: StepText): boolean {
  const texts = state.steps.get(event.stepId)?.texts;
  if (!texts) return false;
  const buffer = texts[event.field];
  if (!buffer || event.rev > buffer.rev) {
    if (event.at !== 0) return false;
    if (buffer) buffer.replace(event.text, event.rev);
    else texts[event.field] = new TextBuffer(event.text, event.rev);
    return true;
  }
  if (event.rev < buffer.rev || event.at > buffer.length) return false;
  const known = buffer.length - event.at;
  if (known >= event.text.length) return false;
  buffer.append(known === 0 ? event.text : event.text.slice(known));
  return true;
}

export function applyStepRemoved(state: ChatState, stepId: StepId, touched: Touched): void {
  for (const id of stepsToRemove(state, stepId)) removeStep(state, id, touched);
}

/**
 * The step and all that lies under it, the deepest first: a session states `step-removed` for each in this order.
 * (Somebody who may not see a step does not know what lies under it, so its removal alone would not tell.)
 */
export function stepsToRemove(state: ChatState, stepId: StepId): StepId[] {
  const turnId = state.steps.get(stepId)?.step.turnId;
  if (!turnId) return [];
  const found = new Set([stepId]);
  // A parent always appears before its children, so one pass in order finds every level.
  for (const id of state.turns.get(turnId)?.stepIds ?? []) {
    const parentId = state.steps.get(id)?.step.parentId;
    if (parentId && found.has(parentId)) found.add(id);
  }
  return [...found].reverse();
}

/** A closed step seldom grows: its pieces are let go. */
export function compactTexts({ texts }: StepState): void {
  texts.input?.compact();
  texts.output?.compact();
}

/** Takes one step, its elements and its place in the turns that list it out of the state. */
function removeStep(state: ChatState, stepId: StepId, touched: Touched): void {
  const step = state.steps.get(stepId);
  for (const { id } of step?.elements ?? NO_ELEMENTS) touched.elementIds.push(id);
  dropElementsOf(state, step);
  state.steps.delete(stepId);
  touched.stepIds.push(stepId);
  // A person's message may be listed by a regenerated turn as well, or only there.
  for (const [turnId, { stepIds }] of state.turns) {
    const index = stepIds.indexOf(stepId);
    if (index < 0) continue;
    stepIds.splice(index, 1);
    touched.turnIds.push(turnId);
  }
}
