// One element of a chat, whether somebody has the chat open or not. The caller's right to the chat was checked before.
import { type Element, type ElementId, isVisible, type StepId, type ThreadId } from "@colloquy/protocol";
import type { HttpDeps } from "./http-deps.ts";

type Stores = Pick<HttpDeps, "dataLayer" | "registry" | "config">;

/** The element, as the chat's owner may see it: undefined for one that is not there, and for one of a step that is not shown. */
export async function loadShownElement(stores: Stores, threadId: ThreadId, elementId: ElementId): Promise<Element | undefined> {
  const { registry, dataLayer, config } = stores;
  const live = (await registry.look(threadId))?.state;
  const element = live?.elements.get(elementId) ?? (await dataLayer.loadElement(threadId, elementId));
  if (element?.forId === undefined) return element;
  const step = live?.steps.get(element.forId)?.step ?? (await dataLayer.loadSteps(threadId, { turnIds: [], stepIds: [element.forId] }))[0];
  const audience = { cot: config.cot, names: {}, readOnly: false, shared: false };
  return step && isVisible(step.type, audience) ? element : undefined;
}

/** What is shown with a step. */
export async function loadElementsOf(
  { registry, dataLayer }: Pick<Stores, "dataLayer" | "registry">,
  threadId: ThreadId,
  stepId: StepId,
): Promise<readonly Element[]> {
  const live = (await registry.look(threadId))?.state.steps.get(stepId);
  return live?.elements ?? (await dataLayer.loadElements(threadId, { stepIds: [stepId] }));
}
