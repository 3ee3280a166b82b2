import { describe, expect, it } from "vitest";
import { DRAWN_AT_FIRST, type Drawn, drawAround, drawMore, toDrawn } from "./drawn-turns.ts";

const at = (around: string): Drawn => drawAround(DRAWN_AT_FIRST, around);

describe("What is drawn of a chat", () => {
  it("is its newest turns, and more as somebody goes up", () => {
    expect(toDrawn(30, -1, DRAWN_AT_FIRST)).toEqual({ first: [0, 0], left: 0, newest: 0 });
    expect(toDrawn(1_000, -1, DRAWN_AT_FIRST)).toMatchObject({ left: 0, newest: 960 });
    expect(toDrawn(1_000, -1, drawMore(DRAWN_AT_FIRST, 0, "top"))).toMatchObject({ left: 0, newest: 940 });
  });

  it("has what was gone to with something around it, and leaves out what lies between", () => {
    expect(toDrawn(1_000, 10, at("a"))).toEqual({ first: [7, 22], left: 938, newest: 960 });
    expect(toDrawn(1_000, 0, at("a"))).toEqual({ first: [0, 12], left: 948, newest: 960 });
  });

  it("is of one piece where what was gone to is near the newest, and reaches up from there", () => {
    expect(toDrawn(1_000, 961, at("a"))).toMatchObject({ left: 0, newest: 958 });
    expect(toDrawn(1_000, 955, at("a"))).toMatchObject({ left: 0, newest: 952 });
    expect(toDrawn(1_000, 955, drawMore(at("a"), 0, "top"))).toMatchObject({ left: 0, newest: 932 });
    expect(toDrawn(1_000, 999, at("a"))).toMatchObject({ left: 0, newest: 960 });
  });

  it("grows at each of its ends until it is of one piece", () => {
    let drawn = at("a");
    expect(toDrawn(100, 10, (drawn = drawMore(drawn, 38, "after")))).toEqual({ first: [7, 42], left: 18, newest: 60 });
    expect(toDrawn(100, 10, (drawn = drawMore(drawn, 18, "top")))).toEqual({ first: [0, 42], left: 18, newest: 60 });
    expect(toDrawn(100, 10, (drawn = drawMore(drawn, 18, "newest")))).toEqual({ first: [0, 0], left: 0, newest: 0 });
    expect(drawAround(drawn, "a")).toBe(drawn);
    expect(drawAround(drawn, "b")).toEqual({ ...at("b"), newest: 60 });
  });
});
