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
