// Whether something was said before, wherever the window has moved meanwhile.
import { isUuid, type StepId } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/** True when the chat has a step of this id. */
export async function isKnownStep(session: Session, stepId: StepId): Promise<boolean> {
  if (session.state.steps.has(stepId)) return true;
  if (!session.interacted || !hasMore(session) || !isUuid(stepId)) return false;
  const found = await session.services.dataLayer.loadSteps(session.threadId, { turnIds: [], stepIds: [stepId] });
  return found.length > 0;
}

/** Whether there is more of the chat than the window: before it, or on another branch. Most have none, and their messages cost no look into the store. */
function hasMore({ state }: Session): boolean {
  if (state.hasEarlier) return true;
  for (const { turn } of state.turns.values()) if (turn.siblingIds !== undefined) return true;
  return false;
}
