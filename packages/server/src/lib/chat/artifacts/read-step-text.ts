// The text of a message, wherever it is: in the state, or in a turn that has left it.
import { ChatError, type StepId } from "@colloquy/protocol";
import type { Session } from "../../session/session.ts";

/** Throws NOT_FOUND when the message is gone. */
export async function readStepText(session: Session, stepId: StepId): Promise<string> {
  const live = session.state.steps.get(stepId);
  if (live) return live.texts.output?.read() ?? "";
  await session.recorder.flush();
  const [stored] = await session.services.dataLayer.loadSteps(session.threadId, { turnIds: [], stepIds: [stepId] });
  if (!stored) throw new ChatError("NOT_FOUND", "This version of the document is gone.");
  return stored.output?.text ?? "";
}
