import { describe, expect, it } from "vitest";
import { nextPlace, signInAddress } from "./next-place.ts";

describe("the place after a sign-in", () => {
  it("is where one wanted to go", () => {
    expect(nextPlace(new URL(signInAddress("http://a", "/thread/1?x=2#y")).search)).toBe("/thread/1?x=2#y");
    expect(nextPlace("")).toBe("/");
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "thread/1",
    "/login?next=/",
    "/\t/evil.example",
    "/.//evil.example",
    "/x/../login",
  ])("is never %s", (next) => {
    expect(nextPlace(`?next=${encodeURIComponent(next)}`)).toBe("/");
  });
});
