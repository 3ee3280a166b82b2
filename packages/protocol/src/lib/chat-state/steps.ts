// Steps and their texts. A step whose turn is outside of the window is dropped by rule.
import type { StepText } from "../events.ts";
import type { StepId } from "../ids.ts";
import type { Step } from "../step.ts";
import type { ChatState, Touched } from "./chat-state.ts";
import { TextBuffer } from "./text-buffer.ts";

export function applyStepSet(state: ChatState, step: Step, touched: Touched): void {
  const known = state.steps.get(step.id);
  if (known) {
    known.step = step;
    touched.stepIds.push(step.id);
    return;
  }
  const turn = state.turns.get(step.turnId);
  if (!turn) return;
  state.steps.set(step.id, { step, texts: {} });
  turn.stepIds.push(step.id);
  touched.stepIds.push(step.id);
  touched.turnIds.push(step.turnId);
}

export function applyStepText(state: ChatState, event: StepText, touched: Touched): void {
  const texts = state.steps.get(event.stepId)?.texts;
  if (!texts) return;
  const buffer = texts[event.field];
  if (!buffer || event.rev > buffer.rev) {
    if (event.at !== 0) return;
    if (buffer) buffer.replace(event.text, event.rev);
    else texts[event.field] = new TextBuffer(event.text, event.rev);
    touched.stepIds.push(event.stepId);
    return;
  }
  if (event.rev < buffer.rev || event.at > buffer.length) return;
  const known = buffer.length - event.at;
  if (known >= event.text.length) return;
  buffer.append(known === 0 ? event.text : event.text.slice(known));
  touched.stepIds.push(event.stepId);
}

export function applyStepRemoved(state: ChatState, stepId: StepId, touched: Touched): void {
  const known = state.steps.get(stepId);
  if (!known) return;
  for (const id of withDescendants(state, stepId)) removeStep(state, id, touched);
}

/** Takes one step, its elements and its place in its turn out of the state. */
function removeStep(state: ChatState, stepId: StepId, touched: Touched): void {
  const known = state.steps.get(stepId);
  if (!known) return;
  state.steps.delete(stepId);
  for (const [id, element] of state.elements) if (element.forId === stepId) state.elements.delete(id);
  const stepIds = state.turns.get(known.step.turnId)?.stepIds;
  const index = stepIds?.indexOf(stepId) ?? -1;
  if (index >= 0) stepIds?.splice(index, 1);
  touched.stepIds.push(stepId);
  touched.turnIds.push(known.step.turnId);
}

function withDescendants(state: ChatState, stepId: StepId): StepId[] {
  const turnId = state.steps.get(stepId)?.step.turnId;
  const siblings = turnId ? (state.turns.get(turnId)?.stepIds ?? []) : [];
  const found = new Set([stepId]);
  // A parent always appears before its children, so one pass in order finds every level.
  for (const id of siblings) {
    const parentId = state.steps.get(id)?.step.parentId;
    if (parentId && found.has(parentId)) found.add(id);
  }
  return [...found];
}
