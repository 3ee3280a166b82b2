import { expect, it } from "vitest";
import { backoffMs } from "./backoff.ts";

const TIMES = { firstMs: 50, mostMs: 5_000 };

it("waits longer after each failure, and never longer than the longest pause", () => {
  const pauses = [1, 2, 3, 4, 5, 6, 50, 5_000].map((failures) => backoffMs(failures, TIMES, () => 1));
  expect(pauses).toEqual([50, 150, 450, 1350, 4050, 5000, 5000, 5000]);
});

it("spreads those who wait over the second half of the pause", () => {
  expect([0, 0.5, 1].map((chance) => backoffMs(9, TIMES, () => chance))).toEqual([2500, 3750, 5000]);
});
