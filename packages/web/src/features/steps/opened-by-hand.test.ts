import { beforeEach, describe, expect, it } from "vitest";
import { OpenedByHand } from "./opened-by-hand.ts";

beforeEach(() => sessionStorage.clear());

describe("what a person opened by hand", () => {
  it("is as they left it after a reload of the tab", () => {
    const before = new OpenedByHand();
    before.set("one", true);
    before.set("two", true);
    before.set("two", false);
    const after = new OpenedByHand();
    expect([after.get("one"), after.get("two"), after.get("three")]).toEqual([true, false, undefined]);
  });

  it("is kept for the newest choices only", () => {
    const opened = new OpenedByHand();
    for (let index = 0; index < 1_000; index++) opened.set(`step ${index}`, true);
    const after = new OpenedByHand();
    expect([after.get("step 0"), after.get("step 799"), after.get("step 800"), after.get("step 999")]).toEqual([
      undefined,
      undefined,
      true,
      true,
    ]);
  });

  it("begins anew where something else stands in its place", () => {
    for (const stored of ["{}", "[1,[2,3]]", "no JSON", "null"]) {
      sessionStorage.setItem("colloquy:opened", stored);
      const opened = new OpenedByHand();
      expect(opened.get("one")).toBeUndefined();
      opened.set("one", true);
      expect(new OpenedByHand().get("one")).toBe(true);
    }
  });
});
