// Charts and figures as people see them, in Chromium.
import { beforeEach, describe, expect, it } from "vitest";
import { findings } from "../axe.ts";
import type { OpenLab } from "./open-lab.ts";

const saturdays = ["2026-10-03", "2026-10-10", "2026-10-17", "2026-10-24", "2026-10-31"];
const sailings = {
  data: saturdays.map((day, n) => ({ day, now: [8, 10, 11.5, 9, 7.5][n] ?? 0, spare: [2, 2.5, 4, 1.5, 1][n] ?? 0 })),
  x: "day",
  y: ["now", "spare"],
  yLabel: "Late sailings",
  xLabel: "Saturday",
};

export function chartTests(the: () => OpenLab): void {
  describe("a chart in the page", () => {
    const picture = () => the().page.getByRole("img", { name: /^October/ });

    beforeEach(() => the().renew());

    it.each([
      ["line", '[data-part="line"][stroke^="var(--chart"] path', 2],
      ["bar", 'rect[stroke^="var(--chart"]', 10],
      ["area", 'path[stroke^="var(--chart"]', 2],
      ["scatter", 'path[stroke^="var(--chart"]', 10],
      ["pie", "path", 5],
    ])("draws a %s as SVG in the colours of the theme, and keeps its size", async (kind, marks, count) => {
      await the().show({ kind: "chart", props: { ...sailings, kind, description: "Fewer are late with a spare vessel." } });
      await picture().waitFor();
      await expect.poll(() => picture().locator("svg").first().locator(marks).count()).toBe(count);
      expect(await picture().getAttribute("aria-label")).toBe("October. Fewer are late with a spare vessel.");
      expect((await the().page.locator(".chart-body").boundingBox())?.height).toBe(320);
      const { colors, patterns } = await the().page.evaluate(() => ({
        colors: getComputedStyle(document.documentElement).getPropertyValue("--chart-1"),
        patterns: document.querySelectorAll(".chart-patterns pattern").length,
      }));
      expect(colors).not.toBe("");
      expect(patterns).toBeGreaterThan(0);
      expect(the().trouble).toEqual([]);
    });

    it("is a table for who listens, and for who asks for it", async () => {
      await the().show({ kind: "chart", props: { ...sailings, kind: "bar", unit: "min" }, language: "de-DE" });
      const table = the().page.getByRole("table", { name: "October" });
      await table.waitFor();
      expect(await table.getByRole("row").nth(3).innerText()).toMatch(/17\.10\.2026\s+11,5\smin\s+4\smin/);
      await the().page.getByRole("button", { name: "Als Tabelle anzeigen" }).click();
      await expect.poll(async () => (await table.boundingBox())?.width ?? 0).toBeGreaterThan(500);
      expect(await picture().count()).toBe(0);
      await the().page.getByRole("button", { name: "Als Diagramm anzeigen" }).click();
      await picture().waitFor();
    });

    it("says in words what stands under the pointer", async () => {
      await the().show({ kind: "chart", props: { ...sailings, kind: "line" } });
      await expect.poll(() => picture().locator("svg").count()).toBe(1);
      const box = await picture().boundingBox();
      await expect
        .poll(async () => {
          await the().page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 150);
          await the().page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * 0.52, (box?.y ?? 0) + 150);
          return picture().locator(".chart-tip").allTextContents();
        })
        .toContainEqual(expect.stringContaining("17 Oct 2026"));
    });

    it("is sane with nothing, with one value, with a hundred names and with values that are all the same", async () => {
      const rows = (n: number) => Array.from({ length: n }, (_, at) => ({ day: `A rather long name ${at}`, now: 5, spare: null }));
      for (const kind of ["line", "bar", "area", "scatter", "pie"]) {
        await the().show({ kind: "chart", props: { ...sailings, kind, data: [] } });
        await the().page.getByText("There is nothing to draw.").waitFor();
        for (const count of [1, 100]) {
          await the().show({ kind: "chart", name: `October ${count} ${kind}`, props: { ...sailings, kind, data: rows(count) } });
          const drawn = the().page.getByRole("img", { name: `October ${count} ${kind}` });
          await expect.poll(() => drawn.locator("svg").first().locator("path, rect").count()).toBeGreaterThan(0);
          expect(await drawn.innerHTML()).not.toMatch(/NaN|Infinity/);
        }
      }
      expect(the().trouble).toEqual([]);
    });

    it("says so when its description is none", async () => {
      await the().show({ kind: "chart", props: { kind: "radar", data: [] } });
      await expect
        .poll(() => the().page.getByRole("alert").innerText())
        .toBe("ElementError: This chart cannot be drawn: its description is not complete.");
    });

    it("stands in Arabic, on a phone and in the dark, and a screen reader finds nothing wrong", async () => {
      for (const look of [{ language: "ar-EG" }, { dark: true }] as const) {
        await the().renew({ viewport: { width: 390, height: 800 } });
        await the().show({ kind: "chart", props: { ...sailings, kind: "bar" }, ...look });
        await expect.poll(() => picture().locator("svg").count()).toBe(1);
        expect(await the().page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        expect(await findings(the().page, { rules: "all", within: "#root" })).toEqual([]);
        expect(the().trouble).toEqual([]);
      }
    });
  });
}
