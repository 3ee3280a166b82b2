// Plotly figures as people see them, in Chromium, under a policy that lets nothing be evaluated.
import { beforeEach, describe, expect, it } from "vitest";
import type { OpenLab } from "./open-lab.ts";

const figure = {
  data: [
    { type: "bar", name: "now", x: ["2026-10-03", "2026-10-10"], y: [1.5, 1] },
    { type: "scatter", name: "spare", x: ["2026-10-03", "2026-10-10"], y: [0.5, 1] },
  ],
  layout: { title: { text: "Late sailings" }, template: { layout: { paper_bgcolor: "white", font: { color: "#2a3f5f" } } } },
};

export function plotlyTests(the: () => OpenLab): void {
  describe("a Plotly figure in the page", () => {
    const drawing = () => the().page.getByRole("img", { name: "October" });
    const box = async () => {
      const { width, height } = (await drawing().locator(".main-svg").first().boundingBox()) ?? { width: 0, height: 0 };
      return { width: Math.round(width), height: Math.round(height) };
    };

    beforeEach(async () => {
      await the().renew();
      the().files.set("figure", JSON.stringify(figure));
    });

    it("is as wide as there is room and 400 px high, and follows the room", async () => {
      await the().show({ kind: "plotly", url: "files/figure" });
      await expect.poll(box).toEqual({ width: 928, height: 400 });
      expect(await drawing().locator(".bars path").count()).toBe(2);
      await the().page.setViewportSize({ width: 500, height: 700 });
      await expect.poll(box).toEqual({ width: 468, height: 400 });
      the().files.set("tall", JSON.stringify({ ...figure, layout: { height: 600, width: 100 } }));
      await the().show({ kind: "plotly", url: "files/tall" });
      await expect.poll(box).toEqual({ width: 468, height: 600 });
      expect(the().trouble).toEqual([]);
    });

    it("is dark on a dark page, also when the page changes while it is shown", async () => {
      await the().show({ kind: "plotly", url: "files/figure" });
      const title = () =>
        drawing()
          .locator(".gtitle")
          .evaluate((text) => Number(/\d+/.exec(getComputedStyle(text).fill)?.[0] ?? 0));
      await expect.poll(title).toBeLessThan(80);
      await the().page.evaluate(() => document.documentElement.classList.add("dark"));
      await expect.poll(title).toBeGreaterThan(200);
      expect(
        await drawing()
          .locator(".main-svg")
          .first()
          .evaluate((svg) => getComputedStyle(svg).backgroundColor),
      ).toBe("rgba(0, 0, 0, 0)");
    });

    it("writes numbers and months as the person's region does", async () => {
      await the().show({ kind: "plotly", url: "files/figure", language: "fr-FR" });
      await expect.poll(() => drawing().locator(".xtick").first().textContent()).toMatch(/sept\.|oct\./);
      await expect.poll(() => drawing().locator(".ytick").allTextContents()).toContain("0,2");
    });

    it("says which kinds of traces it cannot draw, and draws the others", async () => {
      the().files.set("mixed", JSON.stringify({ data: [...figure.data, { type: "heatmap", z: [[1]] }] }));
      await the().show({ kind: "plotly", url: "files/mixed" });
      await the().page.getByText("Not drawn here: heatmap.").waitFor();
      await expect.poll(() => drawing().locator(".bars path").count()).toBe(2);
      the().files.set("heat", JSON.stringify({ data: [{ type: "heatmap", z: [[1]] }] }));
      await the().show({ kind: "plotly", url: "files/heat" });
      await expect
        .poll(() => the().page.getByRole("alert").innerText())
        .toBe("ElementError: The page cannot draw figures of this kind: heatmap.");
    });

    it.each([
      ["files/none", "ElementError: The figure did not load."],
      ["files/broken", "ElementError: This figure cannot be read."],
      ["files/huge", "ElementError: This figure has too many points to be drawn here."],
    ])("says in words why %s is not shown", async (url, told) => {
      the().files.set("broken", "[]");
      the().files.set("huge", JSON.stringify({ data: [{ y: Array.from({ length: 300_000 }, () => 1) }] }));
      await the().show({ kind: "plotly", url });
      await expect.poll(() => the().page.getByRole("alert").innerText()).toBe(told);
    });

    it("runs nothing that stands in a figure, and asks nobody elsewhere", async () => {
      const hostile = {
        data: [{ y: [1, 2], text: ["<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>"], mode: "text+markers" }],
        layout: {
          title: { text: '<script>alert(1)</script><a href="javascript:alert(1)">go</a>' },
          images: [{ source: "https://evil.example/x.png", xref: "paper", yref: "paper", x: 0, y: 1, sizex: 1, sizey: 1 }],
        },
      };
      the().files.set("hostile", JSON.stringify(hostile));
      await the().show({ kind: "plotly", url: "files/hostile" });
      await expect.poll(() => drawing().locator(".main-svg").count()).toBeGreaterThan(0);
      await drawing().locator(".gtitle").waitFor();
      const links = await drawing()
        .locator("a")
        .evaluateAll((all) => all.map((link) => link.getAttribute("xlink:href") ?? link.getAttribute("href") ?? ""));
      expect(links.filter((link) => /script/.test(link))).toEqual([]);
      expect(await drawing().locator("script, img").count()).toBe(0);
      expect(the().trouble.filter((one) => one.startsWith("request") || one.startsWith("error"))).toEqual([]);
    });
  });
}
