import { describe, expect, it } from "vitest";
import { RowPlan } from "./row-plan.ts";

const SIZES = { row: 34, head: 38 };

/** The same by laying out one after the other. */
function layOut(count: number, heads: readonly number[]) {
  const tops: number[] = [];
  let y = 0;
  for (let place = 0; place < count; place++) {
    if (heads.includes(place)) y += SIZES.head;
    tops.push(y);
    y += SIZES.row;
  }
  return { tops, height: y };
}

describe("where the lines of a long list stand", () => {
  it.each([[[]], [[0]], [[0, 1, 2]], [[0, 5, 6, 49]], [[7]]])(
    "is where they would stand one after the other, with headings above %j",
    (heads) => {
      const plan = new RowPlan(50, heads, SIZES);
      const { tops, height } = layOut(50, heads);
      expect(tops.map((_, place) => plan.rowTop(place))).toEqual(tops);
      expect(plan.height).toBe(height);
      for (const [place, top] of tops.entries()) {
        expect(plan.placeAt(top)).toBe(place);
        expect(plan.placeAt(top + SIZES.row - 1)).toBe(place);
        if (heads.includes(place)) expect(plan.placeAt(plan.headTop(place))).toBe(place);
      }
    },
  );

  it("ends with the last line, and is nothing without any", () => {
    expect(new RowPlan(50, [0], SIZES).placeAt(1e9)).toBe(49);
    expect(new RowPlan(50, [0], SIZES).placeAt(-5)).toBe(0);
    expect(new RowPlan(0, [], SIZES).height).toBe(0);
  });
});
