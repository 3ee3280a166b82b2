import { expectTypeOf, test } from "vitest";
import type { ChartOf, ChartSpec } from "./chart.ts";

interface Sailing {
  readonly day: string;
  readonly late: number;
  readonly berth: string;
}

test("a chart of rows knows their columns", () => {
  const data: Sailing[] = [];
  expectTypeOf({ kind: "line" as const, data, x: "day" as const, y: "late" as const }).toExtend<ChartOf<Sailing>>();
  expectTypeOf<ChartOf<Sailing>["x"]>().toEqualTypeOf<"day" | "late" | "berth">();
  // @ts-expect-error no row has such a column
  const wrong: ChartOf<Sailing> = { kind: "line", data, x: "when", y: "late" };
  expectTypeOf(wrong.kind).toEqualTypeOf<ChartSpec["kind"]>();
});
