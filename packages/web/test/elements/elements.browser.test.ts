// The heavy views of elements in a real Chromium, under the policy of the real page.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chartTests } from "./chart-tests.ts";
import { makePdf } from "./make-pdf.ts";
import { type OpenLab, openLab } from "./open-lab.ts";
import type { Lab } from "./page.tsx";
import { pdfTests } from "./pdf-tests.ts";
import { plotlyTests } from "./plotly-tests.ts";
import { tableTests } from "./table-tests.ts";

declare const lab: Lab;

let opened: OpenLab;

beforeAll(async () => {
  opened = await openLab();
}, 180_000);

afterAll(() => opened?.close());

tableTests(() => opened);
pdfTests(() => opened);
chartTests(() => opened);
plotlyTests(() => opened);

describe("the skeleton of an element", () => {
  const rows = Array.from({ length: 40 }, (_, n) => [n, n * n]);
  const chart = { kind: "bar", data: [{ day: "Mon", now: 1, later: 2 }], x: "day", y: ["now", "later"] };

  it.each([
    ["a table", "table", "dataframe", "inline", undefined, ".data-table"],
    ["a small table", "table", "dataframe", "inline", { rowCount: 3 }, ".data-table"],
    ["a document", "pdf", "pdf", "inline", undefined, ".pdf-card"],
    ["a document in its viewer", "pdf", "pdf", "page", undefined, ".pdf-viewer"],
    ["a chart", "chart", "chart", "inline", chart, ".chart"],
    ["a figure", "plotly", "plotly", "inline", undefined, ".plotly-figure"],
  ] as const)("is as high as %s will be", async (_what, kind, type, place, props, selector) => {
    await opened.renew();
    opened.files.set("table", JSON.stringify({ columns: ["n", "m"], data: rows.slice(0, props && "rowCount" in props ? 3 : 40) }));
    opened.files.set("pdf", makePdf({ pages: ["One", "Two"] }));
    opened.files.set("plotly", JSON.stringify({ data: [{ y: [1, 2] }] }));
    const height = await opened.page.evaluate(([element, where]) => lab.skeleton(element, where), [{ type, props }, place] as const);
    await opened.show({ kind, url: `files/${kind}`, place, ...(props && { props }) });
    await opened.page.locator(`${selector} :is(canvas, [data-row="0"] bdi, svg[class^="plot"], .main-svg)`).first().waitFor();
    expect((await opened.page.locator(selector).boundingBox())?.height).toBeCloseTo(height, 0);
    await opened.page.waitForFunction(() => document.fonts.status === "loaded");
    expect((await opened.page.locator(selector).boundingBox())?.height).toBeCloseTo(height, 0);
  });
});
