// The elements of one thread, as a memory store keeps them.
import type { Element, ElementId, FileKey, StepId } from "@colloquy/protocol";
import { toRecordJson } from "../../storable.ts";
import { filesOf } from "../element-files.ts";

/** Kept as JSON, like in a database: nobody can change one by holding on to it. */
export interface StoredElement {
  readonly forId: StepId | undefined;
  readonly json: string;
  readonly files: readonly FileKey[];
}

export function toStoredElement(element: Element): StoredElement {
  return { forId: element.forId, json: toRecordJson(element, "The element"), files: filesOf(element) };
}

/** An element for a step that is not stored is not kept. One that changes its step takes a new place. */
export function putElement(
  elements: Map<ElementId, StoredElement>,
  id: ElementId,
  element: StoredElement,
  steps: ReadonlyMap<StepId, unknown>,
): void {
  if (elements.get(id)?.forId !== element.forId) elements.delete(id);
  if (element.forId === undefined || steps.has(element.forId)) elements.set(id, element);
}

/** Lets go of those whose step is gone. */
export function dropOrphans(elements: Map<ElementId, StoredElement>, steps: ReadonlyMap<StepId, unknown>): void {
  for (const [id, { forId }] of elements) if (forId !== undefined && !steps.has(forId)) elements.delete(id);
}

export function toElement({ json }: StoredElement): Element {
  return JSON.parse(json) as Element;
}
