// What a step is doing, in one word, from its record and its turn's.
import { isFinal, type Step, type Turn } from "@colloquy/protocol";

export type StepState = "running" | "waiting" | "done" | "failed" | "stopped" | "interrupted";

/** A step that was open when its turn was stopped or interrupted was closed by that, at the same instant, and is called what the turn is called. */
export function stepState(step: Step, turn: Turn): StepState {
  if (step.isError) return "failed";
  const cut = turn.state === "stopped" || turn.state === "interrupted" ? turn.state : undefined;
  if (step.end === undefined) return isFinal(turn.state) ? (cut ?? "interrupted") : turn.state === "waiting" ? "waiting" : "running";
  return cut !== undefined && step.turnId === turn.id && step.end === turn.endedAt ? cut : "done";
}

/** It did not come to its own end, and nobody may take it for done. */
export const wasCut = (state: StepState): state is "stopped" | "interrupted" => state === "stopped" || state === "interrupted";
