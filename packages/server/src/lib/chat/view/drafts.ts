// Messages whose drawing is not whole yet, by the turn that draws them. Their views say so themselves, where they are stored: a server that is killed
// meanwhile forgets what stands here.
import { type StepId, stepsToRemove, type TurnId, toPropsPatch } from "@colloquy/protocol";
import type { Session } from "../../session/session.ts";

const ofTurns = new WeakMap<Session, Map<TurnId, Set<StepId>>>();

export function noteDraft(session: Session, turnId: TurnId, stepId: StepId): void {
  const turns = ofTurns.get(session) ?? new Map<TurnId, Set<StepId>>();
  ofTurns.set(session, turns);
  turns.set(turnId, (turns.get(turnId) ?? new Set<StepId>()).add(stepId));
}

/** Whether a message may go again with its turn. */
export function isDraft(session: Session, stepId: StepId): boolean {
  for (const drafts of ofTurns.get(session)?.values() ?? []) if (drafts.has(stepId)) return true;
  return false;
}

/** It is whole, and what is shown of it says so. */
export function keepDraft(session: Session, turnId: TurnId, stepId: StepId): void {
  ofTurns.get(session)?.get(turnId)?.delete(stepId);
  const view = session.state.steps.get(stepId)?.elements.find(({ type }) => type === "view");
  const { draft, ...props } = view?.props ?? {};
  if (!view || draft === undefined || session.phase !== "open") return;
  session.emit({ type: "element-patch", elementId: view.id, patch: toPropsPatch({ ...props, draft }, props) });
}

/** A turn ends: what was not kept goes. */
export function removeDrafts(session: Session, turnId: TurnId): void {
  const turns = ofTurns.get(session);
  const drafts = turns?.get(turnId);
  turns?.delete(turnId);
  for (const id of drafts ?? [])
    if (session.state.steps.has(id))
      session.emit(...stepsToRemove(session.state, id).map((stepId) => ({ type: "step-removed" as const, stepId })));
}
