// A message that is answered again may lie on another branch, or before the window: it is stated once more, under the turn that shows it.
import type { StepId, TurnId } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";
import { type LoadedMessage, loadMessage } from "./load-message.ts";

/** Nothing where the chat shows it already. */
export function restateMessage(session: Session, turnId: TurnId, { step, text, rev, elements }: LoadedMessage): void {
  if (session.state.steps.has(step.id)) return;
  session.emit(
    { type: "step-set", step: { ...step, turnId } },
    { type: "step-text", stepId: step.id, field: "output", rev, at: 0, text },
    ...elements.map((element) => ({ type: "element-set" as const, element })),
  );
}

/** For a turn that starts: while it waited, another branch may have taken its message out of what is shown. */
export async function bringMessage(session: Session, turnId: TurnId, messageId: StepId): Promise<void> {
  if (session.state.steps.has(messageId)) return;
  const message = await loadMessage(session, messageId);
  if (message) restateMessage(session, turnId, message);
}

/** The same for all that wait, so that they are seen in the queue. What cannot be read now is when its turn starts. */
export function bringWaiting(session: Session): void {
  for (const { turn } of session.turns.waiting)
    if (turn.messageId)
      bringMessage(session, turn.id, turn.messageId).catch((error: unknown) =>
        session.logger.debug({ err: error }, "a message that waits could not be read"),
      );
}
