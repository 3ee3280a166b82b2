// The question that the app asks with an element: whether it is open, and how it ended.
import type { ElementAsk } from "@colloquy/client/elements";
import { useOverview, useStep } from "@colloquy/client/react";
import type { AskId, Element, StepId } from "@colloquy/protocol";

export interface AskOfElement {
  readonly state: ElementAsk;
  /** Only while it is open. */
  readonly id?: AskId;
}

const NO_STEP = "" as StepId;

export function useElementAsk({ id, forId }: Element): AskOfElement {
  const open = useOverview(({ asks }) => asks.find((ask) => ask.kind === "element" && ask.elementId === id)?.id);
  const closed = useStep(forId ?? NO_STEP)?.closedAsk;
  if (open !== undefined) return { state: "open", id: open };
  if (closed?.spec.kind !== "element" || closed.spec.elementId !== id) return { state: "none" };
  const { answer, outcome } = closed;
  return { state: outcome === "answered" && answer?.kind === "element" && answer.submitted ? "answered" : "cancelled" };
}
