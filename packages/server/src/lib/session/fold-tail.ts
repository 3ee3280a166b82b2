// What the last owner of a session said and may not have written, stated anew by the next one: so it is in the state, in the store, and in the log
// of who may come after. What the rows had already changes nothing, because each fact says how things then are.
import type { ChatState, Fact, ServerEvent, StepId, StepText, TurnId } from "@colloquy/protocol";
import type { Session } from "./session.ts";

/** Folds the tail of a log over a session that nobody sees yet. */
export function foldTail(session: Session, tail: readonly ServerEvent[]): void {
  let said: string | undefined;
  for (const event of tail) {
    try {
      const fact = toFact(session, event);
      if (!fact) continue;
      session.emit(fact);
      if (event.type === "step-set" && event.step.type === "user_message") said ??= textOf(tail, event.step.id);
    } catch (error) {
      // Of another release, or nobody's of ours: the chat opens with what the rows and the rest say.
      const { threadId, services } = session;
      services.logger.warn({ threadId, fact: event.type, err: error }, "a fact that the last node of a chat left behind could not be read");
    }
  }
  // The kill came between the first message and its row: it is kept, as it would have been.
  if (said !== undefined && !session.interacted) session.interact(said);
}

/** The fact without its number; undefined where it was of the moment, or the rows say what came after it. */
function toFact({ state }: Session, event: ServerEvent): Fact | undefined {
  switch (event.type) {
    // Nobody's code waits for what the page would answer, and nobody was to be told twice.
    case "call-start":
    case "call-end":
    case "toast-show":
    case "window-message":
      return undefined;
    // The rows may be ahead of the log: its owner was cut off from the relay, and wrote on.
    case "turn-queued":
      return state.turns.has(event.turn.id) ? undefined : { type: event.type, turn: event.turn };
    case "turn-start":
      return state.turns.get(event.turn.id)?.turn.startedAt !== undefined ? undefined : { type: event.type, turn: event.turn };
    case "turn-set":
      return hasEnded(state, event.turnId) ? undefined : { type: event.type, turnId: event.turnId, state: event.state };
    case "step-set": {
      const known = state.steps.get(event.step.id)?.step;
      if (known?.end !== undefined && event.step.end === undefined) return undefined;
      // A question that was answered stays so.
      return known?.closedAsk && !event.step.closedAsk ? undefined : { type: event.type, step: event.step };
    }
    case "step-text":
      return state.steps.has(event.stepId) ? event : undefined;
    default: {
      const { seq: _seq, ...fact } = event;
      return fact as Fact;
    }
  }
}

function hasEnded({ turns }: ChatState, turnId: TurnId): boolean {
  return turns.get(turnId)?.turn.endedAt !== undefined;
}

function textOf(tail: readonly ServerEvent[], stepId: StepId): string {
  return tail
    .filter((event): event is StepText => event.type === "step-text" && event.stepId === stepId)
    .map(({ text }) => text)
    .join("");
}
