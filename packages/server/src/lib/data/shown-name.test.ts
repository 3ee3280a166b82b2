import { describe, expect, it } from "vitest";
import { nameFromText, toShownName } from "./shown-name.ts";

describe("a name in a list", () => {
  it.each(["", "  ", "\u2028", "\u200b", "\u3164", "\u0301".repeat(200), "\u0000", "\u202e", "\u2800\u115f", "\ud83d"])(
    "is none when nothing of it can be seen: %j",
    (name) => {
      expect(() => toShownName(name)).toThrow(expect.objectContaining({ code: "BAD_REQUEST" }));
    },
  );

  it.each([
    ["  Trips \n to\tthe  sea ", "Trips to the sea"],
    ["a\u202egpj.exe", "agpj.exe"],
    ["\u0000a\u200bb\ufeff", "ab"],
    ["می‌خواهم", "می‌خواهم"],
    ["👩‍👧", "👩‍👧"],
    ["é", "é"],
    ["?", "?"],
  ])("%j is kept as %j", (given, name) => {
    expect(toShownName(given)).toBe(name);
  });
});

describe("a name out of what was said", () => {
  it.each([
    ["  Trips \n to\tthe  sea ", "Trips to the sea"],
    ["Send \u202egpj.exe to me", "Send gpj.exe to me"],
    ["half \ud83d a sign", "half a sign"],
    ["\u200b\u2060", undefined],
    [`${" ".repeat(10_000)}late`, "late"],
    ["👩‍👧".repeat(200), "👩‍👧".repeat(85)],
  ])("is on one line, short, and turns nothing around: %j", (text, name) => {
    expect(nameFromText(text)).toBe(name);
  });
});
