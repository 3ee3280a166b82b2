// Documents as people read them, in Chromium.
import { beforeEach, describe, expect, it } from "vitest";
import { findings } from "../axe.ts";
import { makePdf } from "./make-pdf.ts";
import type { OpenLab } from "./open-lab.ts";
import type { Lab } from "./page.tsx";

declare const lab: Lab;

const words = (n: number) => `Page ${n} of the harbour book\nBerth ${n % 10 === 0 ? "Kinloch" : "Sanday"} was full\nsecond line`;

export function pdfTests(the: () => OpenLab): void {
  describe("a document in the page", () => {
    const inked = (selector: string) =>
      the()
        .page.locator(selector)
        .first()
        .evaluate((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const dots = (canvas as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
          let dark = 0;
          for (let at = 0; at < dots.length; at += 4) if ((dots[at] ?? 255) < 128 && dots[at + 3] === 255) dark += 1;
          return dark;
        });
    const page = (n: number) => the().page.getByRole("region", { name: `Page ${n}`, exact: true });
    const field = () => the().page.getByRole("textbox", { name: "Page" });

    beforeEach(async () => {
      await the().renew();
      the().files.set("book.pdf", makePdf({ pages: [1, 2, 3, 4, 5].map(words), link: "https://example.org/timetable", goTo: 4 }));
    });

    it("is a card of a known size under a message, with the page that was asked for, and opens the viewer", async () => {
      await the().show({ kind: "pdf", url: "files/book.pdf", place: "inline", props: { page: 3 } });
      const card = the().page.getByRole("button", { name: "Open October" });
      await card.waitFor();
      const before = await card.boundingBox();
      await expect.poll(() => the().page.locator(".pdf-sheet canvas").count()).toBe(1);
      expect(await card.boundingBox()).toEqual(before);
      expect(await card.innerText()).toContain("5 pages");
      expect(await inked(".pdf-sheet canvas")).toBeGreaterThan(100);
      await card.click();
      expect(await the().page.evaluate(() => lab.opened)).toBe(1);
      expect(the().trouble).toEqual([]);
    });

    it.each([
      [3, "3"],
      [99, "1"],
      ["two", "1"],
    ])("begins with page %j at %s", async (start, shown) => {
      await the().show({ kind: "pdf", url: "files/book.pdf", props: { page: start } });
      await expect.poll(() => field().inputValue()).toBe(shown);
      await page(Number(shown)).waitFor();
    });

    it("draws its pages, goes from one to another, and zooms in steps and to the width", async () => {
      await the().show({ kind: "pdf", url: "files/book.pdf" });
      await page(1).locator("canvas").waitFor();
      expect(await inked(".pdf-page canvas")).toBeGreaterThan(300);
      await the().page.getByRole("button", { name: "Next page" }).click();
      await expect.poll(() => field().inputValue()).toBe("2");
      await field().fill("5");
      await field().press("Enter");
      await expect.poll(() => field().inputValue()).toBe("5");
      await the().page.getByRole("combobox", { name: "Zoom" }).selectOption("1");
      await expect.poll(async () => (await page(5).boundingBox())?.width).toBe(793);
      await the().page.getByRole("button", { name: "Zoom in" }).click();
      await expect.poll(async () => (await page(5).boundingBox())?.width).toBe(992);
      await expect.poll(() => field().inputValue()).toBe("5");
      await the().page.getByRole("button", { name: "Fit to width" }).click();
      await expect.poll(async () => (await page(5).boundingBox())?.width).toBeLessThan(960);
      expect(the().trouble).toEqual([]);
    });

    it("lets its text be selected where it is drawn", async () => {
      await the().show({ kind: "pdf", url: "files/book.pdf" });
      const line = page(1).getByText("Page 1 of the harbour book");
      await line.waitFor();
      const [text, sheet] = [await line.boundingBox(), await page(1).boundingBox()];
      const scale = (sheet?.width ?? 0) / 595;
      expect(Math.abs((text?.x ?? 0) - (sheet?.x ?? 0) - 72 * scale)).toBeLessThan(3);
      expect(Math.abs((text?.height ?? 0) - 24 * scale)).toBeLessThan(6 * scale);
      await line.selectText();
      expect(await the().page.evaluate(() => String(getSelection()))).toBe("Page 1 of the harbour book");
    });

    it("finds words on all pages, marks them, and goes from one to the next", async () => {
      await the().show({ kind: "pdf", url: "files/book.pdf" });
      await page(1).getByText("harbour").waitFor();
      await the().page.getByRole("region", { name: "October" }).focus();
      await the().page.keyboard.press("Control+f");
      const box = the().page.getByRole("searchbox", { name: "Find in this document" });
      await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
      await box.fill("was full second");
      await expect.poll(() => the().page.locator(".pdf-find output").innerText()).toBe("1 of 5");
      await expect.poll(() => the().page.evaluate(() => CSS.highlights.get("pdf-found-here")?.size)).toBe(1);
      for (let n = 0; n < 3; n++) await box.press("Enter");
      await expect.poll(() => field().inputValue()).toBe("4");
      await box.fill("nowhere");
      await expect.poll(() => the().page.locator(".pdf-find output").innerText()).toBe("Nothing found");
      await box.press("Escape");
      await expect.poll(() => box.count()).toBe(0);
    });

    it("has the links of the document: to elsewhere in a page of their own, to another page, and none that runs", async () => {
      await the().show({ kind: "pdf", url: "files/book.pdf" });
      const link = page(1).getByRole("link", { name: "https://example.org/timetable" });
      await link.waitFor();
      expect([await link.getAttribute("target"), await link.getAttribute("rel")]).toEqual(["_blank", "noopener noreferrer"]);
      await page(1).getByRole("button", { name: "Go to this place in the document" }).click();
      await expect.poll(() => field().inputValue()).toBe("4");
      the().files.set("bad.pdf", makePdf({ pages: ["a", "b"], link: "javascript:alert(1)", goTo: 2 }));
      await the().show({ kind: "pdf", url: "files/bad.pdf" });
      await page(1).getByRole("button", { name: "Go to this place in the document" }).waitFor();
      expect(await the().page.getByRole("link", { name: /alert/ }).count()).toBe(0);
    });

    it("reads and draws the letters of a font that the document does not bring, with files of ours", async () => {
      const fetched: string[] = [];
      the().page.on("requestfinished", (request) => fetched.push(request.url().replace(/.*\/assets\/pdf-[\d.]+\//, "")));
      the().files.set("minato.pdf", makePdf({ pages: [""], japanese: "8d60" }));
      await the().show({ kind: "pdf", url: "files/minato.pdf" });
      await page(1).getByText("港").waitFor();
      await page(1).locator("canvas").waitFor();
      expect(await inked(".pdf-page canvas")).toBeGreaterThan(20);
      await expect.poll(() => fetched.join()).toMatch(/cmaps\/90ms-RKSJ-H\.bcmap/);
      expect(the().trouble).toEqual([]);
    });

    it("prints all its pages, and only them", async () => {
      await the().page.evaluate(() => {
        window.print = () => {
          const images = [...document.querySelectorAll<HTMLImageElement>("#pdf-print img")];
          document.body.dataset["printed"] = images.map(({ naturalWidth }) => naturalWidth).join();
        };
      });
      await the().show({ kind: "pdf", url: "files/book.pdf" });
      await the().page.getByRole("button", { name: "Print" }).click();
      await expect.poll(() => the().page.evaluate(() => document.body.dataset["printed"])).toBe(Array(5).fill(1239).join());
      await expect.poll(() => the().page.locator("#pdf-print").count()).toBe(0);
      expect(await the().page.getByRole("link", { name: "Download" }).getAttribute("download")).toBe("October");
    });

    it("asks for the password of a protected document, and says when it is another", async () => {
      the().files.set("locked.pdf", makePdf({ pages: ["Secret tides"], password: "ebb" }));
      await the().show({ kind: "pdf", url: "files/locked.pdf" });
      const password = the().page.getByLabel("Password");
      await password.fill("flow");
      await the().page.getByRole("button", { name: "Open" }).click();
      await the().page.getByText("That is not the password.").waitFor();
      await password.fill("ebb");
      await password.press("Enter");
      await page(1).getByText("Secret tides").waitFor();
      await the().show({ kind: "pdf", url: "files/locked.pdf", place: "inline" });
      await the().page.getByText("Protected").waitFor();
    });

    it.each([
      ["files/none.pdf", "ElementError: The document did not load."],
      ["files/broken.pdf", "ElementError: This document cannot be read. It may be damaged."],
    ])("says in words why %s is not shown", async (url, told) => {
      the().files.set("broken.pdf", "%PDF-1.7 and then nothing that is one");
      await the().show({ kind: "pdf", url });
      await expect.poll(() => the().page.getByRole("alert").innerText()).toBe(told);
    });

    it("stands in Arabic, on a phone and in the dark, and a screen reader finds nothing wrong", async () => {
      for (const look of [{ language: "ar-EG" }, { dark: true }, { place: "inline" }] as const) {
        await the().renew({ viewport: { width: 390, height: 800 } });
        await the().show({ kind: "pdf", url: "files/book.pdf", ...look });
        await the().page.locator("canvas").first().waitFor();
        expect(await the().page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        expect(await findings(the().page, { rules: "all", within: "#root", without: ".pdf-text" })).toEqual([]);
        expect(the().trouble).toEqual([]);
      }
    });

    it("scrolls a thousand pages with a few canvases, and fetches what is looked at", { timeout: 180_000 }, async () => {
      the().files.set("thousand.pdf", makePdf({ pages: Array.from({ length: 1_000 }, (_, n) => words(n + 1)), padding: 12_000_000 }));
      await the().show({ kind: "pdf", url: "files/thousand.pdf" });
      await page(1).locator("canvas").waitFor();
      const fetched = the().asked.filter((one) => one.startsWith("thousand")).length;
      await the().page.evaluate(() => lab.longestTask());
      const most = await the()
        .page.getByRole("region", { name: "October" })
        .evaluate(async (box) => {
          let [canvases, nodes] = [0, 0];
          for (let step = 0; step < 200; step += 1) {
            box.scrollBy(0, step % 20 === 19 ? box.scrollHeight / 12 : 600);
            await new Promise(requestAnimationFrame);
            canvases = Math.max(canvases, box.querySelectorAll("canvas").length);
            nodes = Math.max(nodes, box.querySelectorAll("*").length);
          }
          return { canvases, nodes };
        });
      const longest = await the().page.evaluate(() => lab.longestTask());
      await field().fill("1000");
      await field().press("Enter");
      await page(1000).getByText("Page 1000 of the harbour book").waitFor();
      process.stdout.write(
        `  a thousand pages: at most ${most.canvases} canvases, ${most.nodes} nodes; longest task ${longest} ms; ${fetched} of 47 parts fetched for the first page\n`,
      );
      expect(most.canvases).toBeLessThanOrEqual(8);
      expect(most.nodes).toBeLessThan(400);
      expect(longest).toBeLessThan(1_000);
      expect(fetched).toBeLessThan(12);
      expect(the().trouble).toEqual([]);
    });
  });
}
