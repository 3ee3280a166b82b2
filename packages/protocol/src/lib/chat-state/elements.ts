// Elements. One that belongs to a step outside of the window is dropped by rule, like the step; one of the thread stays.
import type { Element } from "../element.ts";
import type { ElementId } from "../ids.ts";
import { applyPropsPatch, type PropsPatch } from "../props-patch.ts";
import type { ChatState, StepState, Touched } from "./chat-state.ts";

/** What a step without elements has; shared, since most have none. */
export const NO_ELEMENTS: readonly Element[] = [];

export function applyElementSet(state: ChatState, element: Element, touched: Touched): void {
  const known = state.elements.get(element.id);
  if (known && known.forId !== element.forId) applyElementRemoved(state, element.id, touched);
  if (element.forId && !state.steps.has(element.forId)) return;
  touched.elementIds.push(element.id);
  if (element.forId) touched.stepIds.push(element.forId);
  insertElements(state, [element]);
}

/** Every other element, and every part of the props that the patch does not name, stays the same object. */
export function applyElementPatch(
  state: ChatState,
  { elementId, patch }: { readonly elementId: ElementId; readonly patch: PropsPatch },
  touched: Touched,
): void {
  const known = state.elements.get(elementId);
  if (!known) return;
  const before = known.props ?? {};
  const props = applyPropsPatch(before, patch);
  if (props !== before) applyElementSet(state, { ...known, props }, touched);
}

export function applyElementRemoved(state: ChatState, elementId: ElementId, touched: Touched): void {
  const known = state.elements.get(elementId);
  if (!known) return;
  state.elements.delete(elementId);
  touched.elementIds.push(elementId);
  const step = known.forId && state.steps.get(known.forId);
  if (known.forId) touched.stepIds.push(known.forId);
  if (step) step.elements = without(step.elements, elementId);
  else state.threadElements = without(state.threadElements, elementId);
}

/** Puts elements whose steps are in the state where they belong; one that is known keeps its place. */
export function insertElements(state: ChatState, elements: readonly Element[]): void {
  for (const element of elements) {
    state.elements.set(element.id, element);
    const step = element.forId && state.steps.get(element.forId);
    if (step) step.elements = withElement(step.elements, element);
    else state.threadElements = withElement(state.threadElements, element);
  }
}

/** Takes the elements of a step that leaves out of the state. */
export function dropElementsOf(state: ChatState, step: StepState | undefined): void {
  for (const { id } of step?.elements ?? NO_ELEMENTS) state.elements.delete(id);
}

function withElement(list: readonly Element[], element: Element): readonly Element[] {
  const at = list.findIndex(({ id }) => id === element.id);
  return at < 0 ? [...list, element] : list.with(at, element);
}

function without(list: readonly Element[], elementId: ElementId): readonly Element[] {
  const left = list.filter(({ id }) => id !== elementId);
  return left.length > 0 ? left : NO_ELEMENTS;
}
