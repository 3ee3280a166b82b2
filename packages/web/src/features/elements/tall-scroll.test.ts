import { describe, expect, it } from "vitest";
import { TallScroll } from "./tall-scroll.ts";

/** A million rows of 36 px in a window of 600. */
function tall(): TallScroll {
  const scroll = new TallScroll();
  scroll.measure(36_000_000, 600);
  return scroll;
}

describe("content that is taller than an element may be", () => {
  it("reaches its last pixel at the end of the scrollbar, and its first at the beginning", () => {
    const scroll = tall();
    scroll.scrolled(scroll.size - 600);
    expect(scroll.top).toBe(36_000_000 - 600);
    scroll.scrolled(0);
    expect(scroll.top).toBe(0);
  });

  it("moves as far as the wheel turned", () => {
    const scroll = tall();
    scroll.scrolled(2_000_000);
    const before = scroll.top;
    scroll.scrolled(2_000_100);
    expect(scroll.top).toBe(before + 100);
  });

  it("says when the element has no way left and the content has, and makes way", () => {
    const scroll = tall();
    scroll.moveTo(2_000);
    for (let at = scroll.moveTo(2_000); at > 0; at -= 100) scroll.scrolled(Math.max(0, at - 100));
    expect(scroll.top).toBeGreaterThan(0);
    expect(scroll.isStuck).toBe(true);
    const before = scroll.top;
    expect(scroll.settle()).toBeGreaterThan(0);
    expect(scroll.top).toBe(before);
    expect(scroll.isStuck).toBe(false);
  });

  it("leaves what fits alone", () => {
    const scroll = new TallScroll();
    scroll.measure(3_600, 600);
    scroll.scrolled(1_234);
    expect([scroll.top, scroll.size, scroll.shift, scroll.settle(), scroll.isStuck]).toEqual([1_234, 3_600, 0, undefined, false]);
  });
});
