import { describe, expect, it } from "vitest";
import { chartSpecSchema, MAX_CHART_ROWS } from "./chart.ts";

const chart = { kind: "bar", data: [{ day: "Mon", late: 3 }], x: "day", y: "late" };

describe("the description of a chart", () => {
  it("is a kind, rows, and which columns are drawn", () => {
    expect(chartSpecSchema.parse(chart)).toEqual(chart);
    expect(chartSpecSchema.safeParse({ ...chart, y: ["late", "early"], series: "berth", stacked: true, unit: "min" }).success).toBe(true);
  });

  it.each([
    ["another kind", { ...chart, kind: "radar" }],
    ["no column of values", { ...chart, y: [] }],
    ["values that are things", { ...chart, data: [{ day: { of: "week" } }] }],
    ["more rows than a chart has", { ...chart, data: Array.from({ length: MAX_CHART_ROWS + 1 }, () => ({ day: 1 })) }],
    ["more series than can be told apart", { ...chart, y: Array.from({ length: 13 }, (_, n) => `y${n}`) }],
    ["no height that is one", { ...chart, height: 9_999_999 }],
  ])("is refused with %s", (_what, wrong) => {
    expect(chartSpecSchema.safeParse(wrong).success).toBe(false);
  });
});
