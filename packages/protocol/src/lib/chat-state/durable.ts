// The part of a state that storage keeps, in a form that two states can be compared by: no revisions, no live parts.
import type { ChatState } from "./chat-state.ts";
import { NO_ELEMENTS } from "./elements.ts";
import { toTurnBundle } from "./turn-bundles.ts";

/** What of the state a stored thread must give back. */
export function durable(state: ChatState): unknown {
  const shown = [...state.turns.values()].filter(({ turn }) => turn.state !== "queued");
  return {
    thread: state.thread,
    path: state.path,
    elements: state.threadElements,
    hasEarlier: state.hasEarlier,
    turns: shown
      .map(({ turn }) => toTurnBundle(state, turn.id))
      .filter((bundle) => bundle !== undefined)
      .map(({ turn: { actionId: _action, ...turn }, steps, elements = NO_ELEMENTS, marks = [] }) => ({
        turn,
        elements,
        marks,
        steps: steps.map(({ input, output, ...step }) => ({ ...step, input: input?.text ?? "", output: output?.text ?? "" })),
      }))
      .sort((a, b) => (a.turn.id < b.turn.id ? -1 : 1)),
  };
}
