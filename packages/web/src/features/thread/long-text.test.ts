import { describe, expect, it } from "vitest";
import { isLong } from "./long-text.ts";

describe("a long question", () => {
  it("is one of many lines, or of long ones, in any letters", () => {
    expect(isLong("line\n".repeat(20))).toBe(true);
    expect(isLong("words and words ".repeat(80))).toBe(true);
    expect(isLong("한국어 문장이 계속 이어집니다. ".repeat(40))).toBe(true);
    expect(isLong("x".repeat(200_000))).toBe(true);
  });

  it("is not one that a bubble shows in a glance", () => {
    expect(isLong("")).toBe(false);
    expect(isLong("What sailed late on Saturday?")).toBe(false);
    expect(isLong("line\n".repeat(10))).toBe(false);
    expect(isLong("words and words ".repeat(40))).toBe(false);
    expect(isLong("这是一个问题。".repeat(50))).toBe(false);
  });
});
