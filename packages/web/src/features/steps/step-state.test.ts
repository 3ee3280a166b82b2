import type { Step, Turn } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { stepState, wasCut } from "./step-state.ts";

const END = "2026-11-30T12:00:05.000Z";

function stateIn(turn: Partial<Turn>, step: Partial<Step>) {
  const ended = turn.state === "running" || turn.state === "waiting" ? {} : { endedAt: END };
  return stepState({ turnId: "t", ...step } as Step, { id: "t", ...ended, ...turn } as Turn);
}

describe("What a step is said to be", () => {
  it.each(["stopped", "interrupted"] as const)("is %s like its turn, when that closed it", (state) => {
    expect(stateIn({ state }, { end: END })).toBe(state);
    expect(stateIn({ state }, {})).toBe(state);
    expect(wasCut(stateIn({ state }, { end: END }))).toBe(true);
  });

  it("is done when it came to its own end before, or belongs to another turn", () => {
    expect(stateIn({ state: "interrupted" }, { end: "2026-11-30T12:00:04.000Z" })).toBe("done");
    expect(stateIn({ state: "stopped" }, { end: END, turnId: "other" as Step["turnId"] })).toBe("done");
  });

  it("is that of what it does while its turn runs, and failed whatever becomes of that", () => {
    expect(stateIn({ state: "running" }, {})).toBe("running");
    expect(stateIn({ state: "waiting" }, {})).toBe("waiting");
    expect(stateIn({ state: "stopped" }, { end: END, isError: true })).toBe("failed");
  });
});
