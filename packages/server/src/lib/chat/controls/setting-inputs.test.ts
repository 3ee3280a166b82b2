import { isChatError } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { input } from "./setting-inputs.ts";

describe("a choice", () => {
  it("takes values as their own labels, and labels for other values", () => {
    expect(input.select({ label: "Model", values: ["a", "b"] }).input).toMatchObject({
      type: "select",
      initial: null,
      items: [
        { label: "a", value: "a" },
        { label: "b", value: "b" },
      ],
    });
    expect(input.radio({ label: "Model", items: { Small: "s" }, initialValue: "s" }).input).toMatchObject({
      type: "radio",
      initial: "s",
      items: [{ label: "Small", value: "s" }],
    });
  });

  it("begins with a position or a value", () => {
    expect(input.select({ label: "M", values: ["a", "b"], initialIndex: 1 }).input).toMatchObject({ initial: "b" });
    expect(input.select({ label: "M", values: ["a", "b"], initialValue: "a" }).input).toMatchObject({ initial: "a" });
  });
});

it("a switch and a box begin as they are told, else off", () => {
  for (const make of [input.switch, input.checkbox]) {
    expect(make({ label: "On" }).input).toMatchObject({ initial: false });
    expect(make({ label: "On", initial: true }).input).toMatchObject({ initial: true });
  }
});

describe("an input that makes no sense is refused with its reason", () => {
  it.each([
    ["neither values nor items", () => input.select({ label: "M" } as never), "it needs values or items"],
    ["both", () => input.select({ label: "M", values: ["a"], items: { A: "a" } }), "give either values or items, not both"],
    ["a position among items", () => input.radio({ label: "M", items: { A: "a" }, initialIndex: 0 }), "initialIndex goes with values only"],
    [
      "a position that is none",
      () => input.select({ label: "M", values: ["a"], initialIndex: 3 }),
      "initialIndex 3 is none of its choices",
    ],
    ["a strange value", () => input.select({ label: "M", values: ["a"], initialValue: "z" as never }), '"z" is not one of its choices'],
    ["a strange value among many", () => input.multiSelect({ label: "M", values: ["a"], initial: ["z" as never] }), '"z" is not one'],
    ["no label", () => input.switch({ label: "" }), "label must be a text"],
    ["bounds the wrong way round", () => input.slider({ label: "S", min: 2, max: 1 }), "min must be below max"],
    ["a start outside of its bounds", () => input.slider({ label: "S", initial: 11 }), "initial must be within 0 and 10"],
    ["a day that no month has", () => input.date({ label: "D", initial: "2026-02-30" }), '"2026-02-30" is no day'],
    ["an instant", () => input.date({ label: "D", initial: "2026-02-03T10:00" }), "is no day"],
    ["a day outside of its bounds", () => input.date({ label: "D", initial: "2026-01-01", min: "2026-02-01" }), "not within min and max"],
    ["a range that ends first", () => input.dateRange({ label: "D", initial: ["2026-02-02", "2026-02-01"] }), "ends before it begins"],
  ])("%s", (_name, make, reason) => {
    try {
      make();
      expect.unreachable("it was taken");
    } catch (error) {
      expect(isChatError(error) && error.code).toBe("BAD_INPUT");
      expect((error as Error).message).toContain(reason);
    }
  });
});

it("a slider without words goes from 0 to 10 by 1, and begins at 0 or the nearest bound", () => {
  expect(input.slider({ label: "S" }).input).toMatchObject({ min: 0, max: 10, step: 1, initial: 0 });
  expect(input.slider({ label: "S", min: 5 }).input).toMatchObject({ initial: 5 });
});
