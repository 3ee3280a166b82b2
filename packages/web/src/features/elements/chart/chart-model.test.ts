import type { ChartSpec } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { toModel, toSlices } from "./chart-model.ts";
import { toWords } from "./chart-words.ts";

const spec = (more: Partial<ChartSpec>): ChartSpec => ({ kind: "line", data: [], x: "x", y: "y", ...more });

describe("what a chart means", () => {
  it("is one series of one column, with gaps where there is no number", () => {
    const { points, series, xKind } = toModel(
      spec({
        data: [
          { x: 1, y: 2 },
          { x: 2, y: null },
          { x: 3, y: "4.5" },
          { x: 4, y: "many" },
        ],
      }),
    );
    expect(points).toEqual([
      { x: 1, y: 2, series: 0 },
      { x: 3, y: 4.5, series: 0 },
    ]);
    expect([series, xKind]).toEqual([[""], "number"]);
  });

  it("is a series for each column, or for each value of the column that tells them apart", () => {
    expect(toModel(spec({ data: [{ x: "a", now: 1, later: 2 }], y: ["now", "later"] })).series).toEqual(["now", "later"]);
    const data = [
      { x: "a", y: 1, berth: "Kinloch" },
      { x: "a", y: 2, berth: "Sanday" },
      { x: "b", y: 3, berth: "Kinloch" },
    ];
    const model = toModel(spec({ data, series: "berth" }));
    expect(model.series).toEqual(["Kinloch", "Sanday"]);
    expect(model.points.map(({ series }) => series)).toEqual([0, 1, 0]);
    expect(model.categories).toEqual(["a", "b"]);
  });

  it("knows numbers, dates and names along the chart, and believes the author", () => {
    const along = (values: (string | number)[], more: Partial<ChartSpec> = {}) =>
      toModel(spec({ data: values.map((x) => ({ x, y: 1 })), ...more })).xKind;
    expect([along([1, 2]), along(["2026-10-03", "2026-11"]), along(["2026-10-03T10:00Z"]), along(["Mon", "2026-10-03"])]).toEqual([
      "number",
      "date",
      "date",
      "category",
    ]);
    expect([along([2024, 2025], { xType: "category" }), along([1, 2], { kind: "bar" })]).toEqual(["category", "category"]);
  });

  it("has nothing where a row has no such column, whatever the column is called", () => {
    const inherited = spec({ data: [{ a: 1 }, { a: 2 }], x: "__proto__", y: ["a", "toString", "a"], series: "constructor" });
    const { points, series, categories } = toModel(inherited);
    expect([points.length, series, categories]).toEqual([2, ["– · a"], ["–"]]);
  });

  it("draws what adds up to a number, and leaves what does not to the table", () => {
    const { points } = toModel(
      spec({
        data: [
          { x: 1, y: 1e308 },
          { x: 2, y: -1e308 },
          { x: 3, y: 1e100 },
          { x: 5e-324, y: 1 },
        ],
      }),
    );
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [3, 1e100],
      [0, 1],
    ]);
  });

  it("draws no more series than can be told apart", () => {
    const data = Array.from({ length: 20 }, (_, n) => ({ x: 1, y: n, s: `s${n}` }));
    const { series, points } = toModel(spec({ data, series: "s" }));
    expect([series.length, points.length]).toEqual([12, 12]);
  });
});

describe("the pieces of a pie", () => {
  const pie = (data: ChartSpec["data"]) => toSlices(toModel(spec({ kind: "pie", data })), "Rest");

  it("are shares of what is above zero, those of one name together", () => {
    expect(
      pie([
        { x: "a", y: 1 },
        { x: "b", y: 2 },
        { x: "a", y: 1 },
        { x: "c", y: -5 },
        { x: "d", y: 0 },
      ]),
    ).toEqual([
      { name: "a", value: 2, share: 0.5 },
      { name: "b", value: 2, share: 0.5 },
    ]);
    expect(pie([{ x: "only", y: 7 }])).toEqual([{ name: "only", value: 7, share: 1 }]);
    expect(pie([])).toEqual([]);
  });

  it("are at most twelve: the smallest are the rest", () => {
    const slices = pie(Array.from({ length: 30 }, (_, n) => ({ x: `n${n}`, y: n + 1 })));
    expect(slices).toHaveLength(12);
    expect(slices.at(-1)).toEqual({ name: "Rest", value: 190, share: 190 / 465 });
  });
});

describe("the words of a chart", () => {
  it("are short, however large or small a number is, and have a few marks on a letter", () => {
    const words = toWords(toModel(spec({ data: [{ x: 1e300, y: 1e300 }] })), "en-GB");
    const said = [1e308, -1e308, 5e-324].flatMap((value) => [words.number(value), words.tick(value), words.x(value), words.xTick(value)]);
    expect(Math.max(...said.map((text) => text.length))).toBeLessThan(12);
    expect(words.number(1e308)).toBe("1E308");
    expect(words.x(`a${"\u0301".repeat(1_000)}`).match(/\u0301/gu)).toHaveLength(30);
  });

  it("are the region's", () => {
    const model = toModel(
      spec({
        data: [
          { x: "2026-10-03", y: 12345.5 },
          { x: "2026-10-10", y: 1 },
        ],
      }),
    );
    const german = toWords(model, "de-DE", "min");
    expect(german.number(12345.5)).toBe("12.345,5\u00a0min");
    expect(german.x(new Date("2026-10-03"))).toBe("03.10.2026");
    const english = toWords(model, "en-GB");
    expect([english.tick(1_200_000).toUpperCase(), english.xTick(new Date("2026-10-03")), english.percent(0.368)]).toEqual([
      "1.2M",
      "3 Oct",
      "36.8%",
    ]);
  });
});
