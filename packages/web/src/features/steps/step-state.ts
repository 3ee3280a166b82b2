// What a step is doing, in one word, from its record and its turn's.
import { isFinal, type Step, type Turn } from "@colloquy/protocol";

export type StepState = "running" | "waiting" | "done" | "failed" | "cancelled";

/** A step that was open when its turn was stopped or cut off was closed by that, at the same instant. */
export function stepState(step: Step, turn: Turn): StepState {
  if (step.isError) return "failed";
  if (step.end === undefined) return isFinal(turn.state) ? "cancelled" : turn.state === "waiting" ? "waiting" : "running";
  const cut = (turn.state === "stopped" || turn.state === "interrupted") && step.turnId === turn.id && step.end === turn.endedAt;
  return cut ? "cancelled" : "done";
}
