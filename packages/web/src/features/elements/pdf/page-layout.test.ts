import { describe, expect, it } from "vitest";
import { fitWidth, PageLayout, stepZoom, toStartPage } from "./page-layout.ts";

describe("the pages of a document", () => {
  const layout = new PageLayout(
    [
      { width: 600, height: 800 },
      { width: 800, height: 600 },
      { width: 600, height: 800 },
    ],
    0.5,
  );

  it("stand below each other, each as large as it is", () => {
    expect([1, 2, 3].map((page) => layout.top(page))).toEqual([0, 412, 724]);
    expect(layout.height).toBe(1_136);
    expect(layout.size(2)).toEqual({ width: 400, height: 300 });
  });

  it.each([
    [0, 1],
    [411, 1],
    [412, 2],
    [723, 2],
    [724, 3],
    [99_999, 3],
  ])("at %i px there is page %i", (top, page) => {
    expect(layout.at(top)).toBe(page);
  });

  it("are told by the first one of which enough is seen, also where several small ones are", () => {
    expect([0, 150, 250, 412].map((top) => layout.read(top, 900))).toEqual([1, 1, 2, 2]);
  });

  it("begin with the page that was asked for, else with the first", () => {
    expect([3, 0, 4, 1.5, "2", undefined].map((page) => toStartPage(page, 3))).toEqual([3, 1, 1, 1, 1, 1]);
  });

  it("zoom in quarters from 50 to 300 %, from any zoom on", () => {
    expect([1, 1.1, 2.9, 3].map((zoom) => stepZoom(zoom, 1))).toEqual([1.25, 1.25, 3, 3]);
    expect([1, 1.1, 0.6, 0.5, 0.2].map((zoom) => stepZoom(zoom, -1))).toEqual([0.75, 1, 0.5, 0.5, 0.5]);
    expect(fitWidth([{ width: 600, height: 800 }], 400)).toBe(0.5);
  });
});
