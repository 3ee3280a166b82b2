// Asks: the state holds the open ones, whichever turns are in the window.
import type { Ask } from "../ask.ts";
import type { AskId } from "../ids.ts";
import type { ChatState, Touched } from "./chat-state.ts";

export function applyAskStart(state: ChatState, ask: Ask, touched: Touched): void {
  state.asks.set(ask.id, ask);
  touched.stepIds.push(ask.stepId);
}

/** A question that was closed meanwhile stays closed. */
export function applyAskSet(state: ChatState, ask: Ask, touched: Touched): void {
  if (state.asks.has(ask.id)) applyAskStart(state, ask, touched);
}

export function applyAskEnd(state: ChatState, askId: AskId, touched: Touched): void {
  const ask = state.asks.get(askId);
  state.asks.delete(askId);
  if (ask) touched.stepIds.push(ask.stepId);
}
