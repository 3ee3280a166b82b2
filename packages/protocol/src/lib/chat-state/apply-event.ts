// The only meaning of an event. The server, the browser, the test kit and the adapters fold with this one function,
// so a live chat and a reloaded one cannot disagree. It changes a state it owns: copying per token costs more than sending.
import type { ServerEvent } from "../events.ts";
import { applyAskEnd, applyAskSet, applyAskStart } from "./asks.ts";
import type { ChatState, Touched } from "./chat-state.ts";
import { applyElementPatch, applyElementRemoved, applyElementSet } from "./elements.ts";
import { applyMarkSet } from "./marks.ts";
import { applyStepRemoved, applyStepSet, applyStepText } from "./steps.ts";
import { applyLeafSet, applyTurnEnd, applyTurnQueued, applyTurnRemoved, applyTurnSet, applyTurnStart } from "./turns.ts";

/** Folds one event into a state the caller owns, and tells what it touched. A repeated or stale event changes nothing. */
export function applyEvent(state: ChatState, event: ServerEvent): Touched {
  // Made with what is in it: a list that grows by `push` takes room for many, for each token.
  if (event.type === "step-text") {
    return { turnIds: [], stepIds: applyStepText(state, event) ? [event.stepId] : [], elementIds: [], evicted: [] };
  }
  const touched: Touched = { turnIds: [], stepIds: [], elementIds: [], evicted: [] };
  if (event.seq <= state.seq) return touched;
  state.seq = event.seq;
  switch (event.type) {
    case "thread-set":
      state.thread = { ...state.thread, ...event.thread };
      return touched;
    case "turn-queued":
      applyTurnQueued(state, event.turn, touched);
      return touched;
    case "turn-start":
      applyTurnStart(state, event.turn, touched);
      return touched;
    case "turn-set":
      applyTurnSet(state, event, touched);
      return touched;
    case "turn-end":
      applyTurnEnd(state, event, touched);
      return touched;
    case "turn-removed":
      applyTurnRemoved(state, event.turnId, touched);
      return touched;
    case "leaf-set":
      applyLeafSet(state, event, touched);
      return touched;
    case "step-set":
      applyStepSet(state, event.step, touched);
      return touched;
    case "step-removed":
      applyStepRemoved(state, event.stepId, touched);
      return touched;
    case "element-set":
      applyElementSet(state, event.element, touched);
      return touched;
    case "element-patch":
      applyElementPatch(state, event, touched);
      return touched;
    case "element-removed":
      applyElementRemoved(state, event.elementId, touched);
      return touched;
    case "mark-set":
      applyMarkSet(state, event, touched);
      return touched;
    case "ask-start":
      applyAskStart(state, event.ask, touched);
      return touched;
    case "ask-end":
      applyAskEnd(state, event.askId, touched);
      return touched;
    case "ask-set":
      applyAskSet(state, event.ask, touched);
      return touched;
    case "call-start":
      state.calls.set(event.call.id, event.call);
      return touched;
    case "call-end":
      state.calls.delete(event.callId);
      return touched;
    case "window-message":
      return touched;
    case "name-set":
      state.names[event.name] = event.shown;
      return touched;
    case "surface-set":
      state.surface = { ...state.surface, ...event.surface };
      return touched;
    case "toast-show":
      return touched;
    default:
      return event satisfies never;
  }
}
