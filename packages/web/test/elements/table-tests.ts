// Tables as people use them, in Chromium.
import { text } from "node:stream/consumers";
import { tableFromArrays, tableToIPC } from "@uwdata/flechette";
import { beforeEach, describe, expect, it } from "vitest";
import { findings } from "../axe.ts";
import type { OpenLab } from "./open-lab.ts";
import type { Lab } from "./page.tsx";

declare const lab: Lab;

const MILLION = 1_000_000;

function millionRows(): Uint8Array {
  const random = (n: number) => (Math.imul(n, 2_654_435_761) >>> 0) / 2 ** 32;
  const numbers = Array.from({ length: MILLION }, (_, n) => n);
  const table = tableFromArrays({
    id: Int32Array.from(numbers),
    berth: numbers.map((n) => `Berth ${Math.floor(random(n) * 50_000)}`),
    minutes: Float64Array.from(numbers, (n) => Math.round(random(n + 7) * 1e5) / 100),
    day: numbers.map((n) => new Date(Date.UTC(2020, 0, 1 + (n % 2_000)))),
    late: numbers.map((n) => n % 3 === 0),
  });
  return tableToIPC(table, { format: "stream" }) ?? new Uint8Array();
}

const sailings = {
  columns: ["Berth", "Late", "Share", "Day"],
  data: [
    ["Kinloch", 78, 36.8, "2026-10-03"],
    ["Sanday", 6, 1.5, "2026-10-10"],
    ["Port Ellary", null, 0.5, "2026-10-17"],
    ...Array.from({ length: 20 }, (_, n) => [`Pier ${n + 1}`, 1000 + n, n / 10, null]),
  ],
};

export function tableTests(the: () => OpenLab): void {
  describe("a table in the page", () => {
    const grid = () => the().page.getByRole("grid", { name: "October" });
    const cells = (column: number, count: number) =>
      grid().evaluate(
        (element, { at, most }) =>
          [...element.querySelectorAll(`[data-column="${at}"]`)]
            .map((cell) => ({
              row: Number(cell.getAttribute("data-row")),
              text: (cell as HTMLElement).innerText.trim().split("\n")[0] ?? "",
            }))
            .sort((one, other) => one.row - other.row)
            .slice(0, most)
            .map(({ text }) => text),
        { at: column, most: count },
      );
    const clipboard = () => the().page.evaluate(() => navigator.clipboard.readText());
    const count = () => the().page.locator("output.data-count").innerText();
    const longest = () => the().page.evaluate(() => lab.longestTask());

    beforeEach(async () => {
      await the().renew();
      the().files.set("sailings", JSON.stringify(sailings));
    });

    it("shows the first rows under a message, and opens the larger view for all of them", async () => {
      await the().show({ kind: "table", url: "files/sailings", place: "inline" });
      await expect.poll(() => cells(0, 3)).toEqual(["Kinloch", "Sanday", "Port Ellary"]);
      expect(await grid().getAttribute("aria-rowcount")).toBe("11");
      expect(await the().page.getByText("23 rows").isVisible()).toBe(true);
      await the().page.getByRole("button", { name: "Show all rows" }).click();
      expect(await the().page.evaluate(() => lab.opened)).toBe(1);
      expect(the().trouble).toEqual([]);
    });

    it("sorts up, down and back by its head, and says so to a screen reader", async () => {
      await the().show({ kind: "table", url: "files/sailings" });
      const late = the().page.getByRole("columnheader", { name: "Late" });
      await late.click();
      await expect.poll(() => cells(1, 2)).toEqual(["6", "78"]);
      expect(await late.getAttribute("aria-sort")).toBe("ascending");
      await late.click();
      await expect.poll(() => cells(1, 1)).toEqual(["1019"]);
      expect(await late.getAttribute("aria-sort")).toBe("descending");
      await late.click();
      await expect.poll(() => cells(0, 1)).toEqual(["Kinloch"]);
      expect(await late.getAttribute("aria-sort")).toBe("none");
    });

    it("finds rows, in all columns or in one, and says how many there are", async () => {
      await the().show({ kind: "table", url: "files/sailings" });
      await the().page.getByRole("searchbox", { name: "Filter rows" }).fill("19");
      await expect.poll(count).toBe("2 of 23 rows");
      await the().page.getByRole("combobox", { name: "Look in" }).selectOption("Berth");
      await expect.poll(count).toBe("1 of 23 rows");
      await the().page.getByRole("searchbox", { name: "Filter rows" }).fill("nobody");
      await the().page.getByText("No row matches.").waitFor();
    });

    it("goes by keyboard, and copies what is selected", async () => {
      await the().show({ kind: "table", url: "files/sailings" });
      await grid().focus();
      await the().page.keyboard.press("ArrowDown");
      await the().page.keyboard.press("Shift+ArrowRight");
      await the().page.keyboard.press("Shift+ArrowDown");
      await expect.poll(() => grid().locator('[aria-selected="true"]').count()).toBe(4);
      await the().page.keyboard.press("Control+c");
      await expect.poll(clipboard).toBe("Berth,Late\r\nSanday,6\r\nPort Ellary,\r\n");
      await the().page.keyboard.press("Control+End");
      await expect.poll(() => grid().locator(".is-active").getAttribute("data-row")).toBe("22");
      await the().page.keyboard.press("Control+Home");
      await the().page.keyboard.press("ArrowUp");
      await the().page.keyboard.press("Enter");
      await expect.poll(() => the().page.getByRole("columnheader", { name: "Berth" }).getAttribute("aria-sort")).toBe("ascending");
    });

    it("copies all of it as CSV and as Markdown", async () => {
      the().files.set(
        "small",
        JSON.stringify({
          columns: ["a", "n"],
          data: [
            ["=1+1", 1234.5],
            ["x|y", -2],
          ],
        }),
      );
      await the().show({ kind: "table", url: "files/small", language: "de-DE" });
      await the().page.getByRole("button", { name: "Als CSV kopieren" }).click();
      await expect.poll(clipboard).toBe("a,n\r\n'=1+1,1234.5\r\nx|y,-2\r\n");
      await the().page.getByRole("button", { name: "Als Markdown kopieren" }).click();
      await expect.poll(clipboard).toBe("| a | n |\n| --- | --: |\n| =1+1 | 1234,5 |\n| x\\|y | -2,0 |\n");
    });

    it("stands the other way round in Arabic, on a phone and in the dark, and a screen reader finds nothing wrong", async () => {
      for (const look of [{}, { language: "ar-EG" }, { dark: true, place: "inline" }] as const) {
        await the().renew({ viewport: { width: 390, height: 800 } });
        await the().show({ kind: "table", url: "files/sailings", ...look });
        await expect.poll(() => cells(0, 1)).toEqual(["Kinloch"]);
        expect(await the().page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        expect(await findings(the().page, { rules: "all", within: "#root" })).toEqual([]);
        expect(the().trouble).toEqual([]);
      }
    });

    it.each([
      ["files/nothing", "ElementError: The table did not load."],
      ["files/broken", "ElementError: This table cannot be read."],
      ["files/lies", "ElementError: This table cannot be read."],
    ])("says in words why %s is not shown", async (url, words) => {
      the().files.set("broken", "<html>");
      the().files.set("lies", new Uint8Array([255, 255, 255, 255, 255, 255, 255, 127, 1, 2, 3]));
      await the().show({ kind: "table", url });
      await expect.poll(() => the().page.getByRole("alert").innerText()).toBe(words);
    });

    it("draws, sorts, filters, scrolls and copies a million rows without holding up the page", { timeout: 240_000 }, async () => {
      the().files.set("million", millionRows());
      const { page } = the();
      await longest();
      const seen = page.evaluate(async () => {
        while (!document.querySelector('[data-row="0"] bdi')) await new Promise(requestAnimationFrame);
        return Date.now();
      });
      await the().show({ kind: "table", url: "files/million" });
      const drawn = (await seen) - (the().sentAt.get("million") ?? 0);
      const tasks = { draw: await longest(), sort: 0, words: 0, filter: 0, scroll: 0, copy: 0, save: 0 };
      expect(await grid().getAttribute("aria-rowcount")).toBe(String(MILLION + 1));

      const took = { sort: performance.now(), words: 0, filter: 0 };
      await page.getByRole("columnheader", { name: "minutes" }).click();
      await expect.poll(() => cells(2, 1), { timeout: 120_000 }).toEqual(["0.00"]);
      took.sort = performance.now() - took.sort;
      tasks.sort = await longest();

      took.words = performance.now();
      await page.getByRole("columnheader", { name: "berth" }).click();
      await expect.poll(() => cells(1, 1), { timeout: 120_000 }).toEqual(["Berth 0"]);
      took.words = performance.now() - took.words;
      tasks.words = await longest();

      took.filter = performance.now();
      await page.getByRole("searchbox", { name: "Filter rows" }).fill("berth 4999");
      await expect.poll(count, { timeout: 120_000 }).toMatch(/^\d{2,3} of 1,000,000 rows$/);
      took.filter = performance.now() - took.filter;
      tasks.filter = await longest();

      await page.getByRole("button", { name: "Copy as CSV" }).click();
      const found = Number((await count()).split(" ")[0]);
      await expect.poll(async () => (await clipboard()).split("\r\n").length).toBe(found + 2);
      tasks.copy = await longest();
      await page.getByRole("searchbox", { name: "Filter rows" }).fill("");
      await expect.poll(() => grid().getAttribute("aria-rowcount"), { timeout: 120_000 }).toBe(String(MILLION + 1));

      // More than a clipboard takes at once, which the page would stand still for: it comes as a file.
      for (const [format, name, between] of [
        ["CSV", "October.csv", "\r\n"],
        ["Markdown", "October.md", "\n"],
      ] as const) {
        const [saved] = await Promise.all([
          page.waitForEvent("download", { timeout: 120_000 }),
          page.getByRole("button", { name: `Copy as ${format}` }).click(),
        ]);
        await page.getByText(`Too much for the clipboard. It was saved as \u2068${name}\u2069.`).waitFor();
        expect(saved.suggestedFilename()).toBe(name);
        const lines = (await text(await saved.createReadStream())).split(between).length;
        expect(lines).toBe(MILLION + (format === "CSV" ? 2 : 3));
      }
      expect((await clipboard()).split("\r\n").length).toBe(found + 2);
      tasks.save = await longest();

      await grid().focus();
      await page.keyboard.press("Control+End");
      await expect.poll(() => grid().locator('[aria-rowindex="1000001"]').count()).toBe(1);
      for (let n = 0; n < 20; n += 1) await page.mouse.wheel(0, -400);
      await grid().evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
      await expect.poll(() => grid().locator(".data-cell bdi").count()).toBeGreaterThan(20);
      tasks.scroll = await longest();
      expect(await grid().locator("[data-row]").count()).toBeLessThan(400);

      process.stdout.write(
        `  a million rows: drawn ${drawn} ms after the bytes; took ${JSON.stringify(took)}; longest tasks ${JSON.stringify(tasks)}\n`,
      );
      // The goal is 100 ms. A machine where others work too takes several times as long; work that grows with the rows would take seconds.
      expect(Math.max(...Object.values(tasks))).toBeLessThan(1_000);
      expect(the().trouble).toEqual([]);
    });
  });
}
