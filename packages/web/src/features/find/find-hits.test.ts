import type { StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { HitFinder, keepPlace, type Searched } from "./find-hits.ts";

const message = (id: string, text: string): Searched => ({ id: id as StepId, text });

describe("finding in a chat", () => {
  const messages = [message("a", "Die Straße, die STRASSE"), message("b", "nothing"), message("c", "strasse")];

  it("counts every place in every message, oldest first, however the letters are written", () => {
    expect(new HitFinder().find(messages, "strasse")).toEqual([
      { stepId: "a", nth: 0 },
      { stepId: "a", nth: 1 },
      { stepId: "c", nth: 0 },
    ]);
    expect(new HitFinder().find(messages, "die  straße")).toEqual([]);
    for (const nothing of ["", "  ", "\u00AD"]) expect(new HitFinder().find(messages, nothing)).toEqual([]);
  });

  it("finds what a message became while it grew", () => {
    const finder = new HitFinder();
    expect(finder.find([message("a", "a bo")], "boat")).toEqual([]);
    expect(finder.find([message("a", "a boat")], "boat")).toHaveLength(1);
    expect(finder.find([message("a", "a boat")], "a")).toHaveLength(2);
  });

  it("stays at its place while more is found, and goes to the nearest one when it is gone", () => {
    const hits = new HitFinder().find(messages, "strasse");
    const order = messages.map(({ id }) => id);
    expect(keepPlace(hits, undefined, order)).toBe(2);
    expect(keepPlace(hits, { stepId: "a" as StepId, nth: 1 }, order)).toBe(1);
    expect(keepPlace(hits, { stepId: "b" as StepId, nth: 0 }, order)).toBe(2);
    expect(keepPlace([], { stepId: "b" as StepId, nth: 0 }, order)).toBe(-1);
  });
});
