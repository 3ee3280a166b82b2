// Turns that run and their open steps, wherever the window has moved meanwhile: a turn may run on beside the active path,
// where the state does not know it any more, and must still be stored with its end.
import type { ServerEvent, Step, StepId, Turn, TurnId } from "@colloquy/protocol";

interface OpenTurn {
  readonly turn: Turn;
  readonly steps: Map<StepId, Step>;
}

/** What a turn comes to at its end: its row, and the steps that its end closes. */
export interface ClosedTurn {
  readonly turn: Turn;
  readonly steps: readonly Step[];
}

/** The turns of one session that have begun and not ended. */
export class OpenTurns {
  readonly #open = new Map<TurnId, OpenTurn>();

  /** Follows the facts; the end of a turn gives what it leaves. */
  note(event: ServerEvent): ClosedTurn | undefined {
    switch (event.type) {
      case "turn-start":
        this.#open.set(event.turn.id, { turn: event.turn, steps: new Map() });
        return undefined;
      case "step-set": {
        const steps = this.#open.get(event.step.turnId)?.steps;
        if (event.step.end === undefined) steps?.set(event.step.id, event.step);
        else steps?.delete(event.step.id);
        return undefined;
      }
      case "step-removed":
        for (const { steps } of this.#open.values()) steps.delete(event.stepId);
        return undefined;
      case "turn-end": {
        const open = this.#open.get(event.turnId);
        this.#open.delete(event.turnId);
        if (!open) return undefined;
        const { state, endedAt, error } = event;
        const turn = { ...open.turn, state, endedAt, ...(error && { error }) };
        return { turn, steps: [...open.steps.values()].map((step) => ({ ...step, end: endedAt })) };
      }
      default:
        return undefined;
    }
  }
}
