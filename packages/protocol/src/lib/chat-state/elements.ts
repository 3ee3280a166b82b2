// Elements. One that belongs to a step outside of the window is dropped by rule, like the step.
import type { Element } from "../element.ts";
import type { ElementId } from "../ids.ts";
import type { ChatState, Touched } from "./chat-state.ts";

export function applyElementSet(state: ChatState, element: Element, touched: Touched): void {
  if (element.forId && !state.steps.has(element.forId)) return;
  state.elements.set(element.id, element);
  if (element.forId) touched.stepIds.push(element.forId);
}

export function applyElementRemoved(state: ChatState, elementId: ElementId, touched: Touched): void {
  const forId = state.elements.get(elementId)?.forId;
  state.elements.delete(elementId);
  if (forId) touched.stepIds.push(forId);
}
