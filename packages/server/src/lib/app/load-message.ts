// A message of the chat, wherever it is: in the state, or in a turn that has left it.
import { type Element, type Step, type StepId, stepWithText } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/** A message with its text and what is shown with it. */
export interface LoadedMessage {
  readonly step: Step;
  readonly text: string;
  readonly rev: number;
  readonly elements: readonly Element[];
}

/** Undefined when the chat has no such message. */
export async function loadMessage(session: Session, stepId: StepId): Promise<LoadedMessage | undefined> {
  const { dataLayer } = session.services;
  const shown = stepWithText(session.state, stepId);
  if (!shown) {
    if (!session.interacted) return undefined;
    await session.recorder.flush();
  }
  const known = shown ?? (await dataLayer.loadSteps(session.threadId, { turnIds: [], stepIds: [stepId] }))[0];
  if (!known) return undefined;
  const { input: _input, output, ...step } = known;
  const elements = shown
    ? session.state.steps.get(stepId)?.elements
    : await dataLayer.loadElements(session.threadId, { stepIds: [stepId] });
  return { step, text: output?.text ?? "", rev: output?.rev ?? 0, elements: elements ?? [] };
}
