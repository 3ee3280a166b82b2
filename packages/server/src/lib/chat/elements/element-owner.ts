// The message or step that an element is shown with.
import { ChatError, isMessageType, newId, type StepId } from "@colloquy/protocol";
import type { ChatContext } from "../../session/context.ts";
import type { Session } from "../../session/session.ts";
import { StepWriter } from "../step-writer.ts";

/** Throws NOT_FOUND unless the chat has such a message or step: a store takes no element of one that is not there. */
export async function assertStep(session: Session, stepId: StepId): Promise<void> {
  if (session.state.steps.has(stepId)) return;
  if (session.state.hasEarlier && session.interacted) {
    await session.recorder.flush();
    const [found] = await session.services.dataLayer.loadSteps(session.threadId, { turnIds: [], stepIds: [stepId] });
    if (found) return;
  }
  throw new ChatError("NOT_FOUND", "There is no message or step with this id in the chat.", {
    fix: "Send the message first, or give it the element: new Message({ content, elements: [element] }).",
  });
}

/**
 * Where whoever says nothing expects it: below what was said last in the same step of this turn, else in the step, else in a message of
 * its own.
 */
export async function defaultOwner(context: ChatContext): Promise<StepId> {
  const { session, turnId, parentStepId } = context;
  const { state } = session;
  const said = state.turns.get(turnId)?.stepIds.findLast((id) => {
    const step = state.steps.get(id)?.step;
    return step && isMessageType(step.type) && step.type !== "user_message" && step.parentId === parentStepId;
  });
  if (said) return said;
  return parentStepId && state.steps.has(parentStepId) ? parentStepId : sayNothing(context);
}

/** A message without text, to carry it. */
async function sayNothing(context: ChatContext): Promise<StepId> {
  const { session, turnId, parentStepId } = context;
  const name = session.config.assistantName;
  await session.ensureName(name);
  const id = newId<StepId>();
  const at = session.now();
  const parent = parentStepId && { parentId: parentStepId };
  new StepWriter(context).state({ id, turnId, type: "assistant_message", name, createdAt: at, end: at, ...parent });
  return id;
}
