import { describe, expect, it } from "vitest";
import { joinFacts } from "./join-facts.ts";

describe("facts in one line", () => {
  it("have a point between them, and keep numbers at their units where people read from right to left", () => {
    expect(joinFacts(["PDF", "", "1.2 MB"])).toBe("PDF · 1.2 MB");
    expect(joinFacts(["CSV", "47 كيلوبايت"])).toBe("\u2068CSV\u2069 · \u206847 كيلوبايت\u2069");
  });
});
