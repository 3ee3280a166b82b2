// The parts that custom elements are built of, in a browser: by keys, over each other, by day and by night, in both directions of writing.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "../packages/web/test/axe.ts";
import { type StatePages, serveStates } from "./page/state-pages.ts";
import { launchSmallChromium } from "./support/browser.ts";

let browser: Browser;
let states: StatePages;
let page: Page;
beforeAll(async () => {
  [browser, states] = await Promise.all([launchSmallChromium(), serveStates()]);
  page = await browser.newPage({ reducedMotion: "reduce", locale: "en-GB", viewport: { width: 900, height: 800 } });
});
afterAll(async () => {
  await browser?.close();
  await states?.[Symbol.asyncDispose]();
});

async function open(more = ""): Promise<void> {
  await page.goto(states.address("kit", more));
  await page.locator("main.element-kit form").waitFor();
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const focused = () => page.evaluate(() => document.activeElement?.textContent);

describe("the parts of custom elements", () => {
  it.each([
    ["by day", ""],
    ["by night", "&theme=dark"],
    ["from right to left", "&lang=ar"],
    ["in Japanese", "&lang=ja"],
  ])("leave Axe nothing to say, and fit a phone, %s", async (_name, more) => {
    await open(more);
    expect(await findings(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await findings(page)).toEqual([]);
    await page.setViewportSize({ width: 900, height: 800 });
  });

  it.each(["", "&theme=dark"])("leave Axe nothing to say about what they open%s", async (more) => {
    const opened: readonly (readonly [string, string])[] = [
      ["Dialog", "[role=dialog]"],
      ["Sheet", "[role=dialog]"],
      ["Popover", "[role=dialog]"],
      ["Menu", "[role=menu]"],
      ["Command", "[role=dialog] [role=combobox]"],
    ];
    for (const [name, wanted] of opened) {
      await open(more);
      await button(name).click();
      await page.locator(wanted).waitFor();
      expect([name, ...(await findings(page))]).toEqual([name]);
    }
    await open(more);
    await page.getByRole("combobox", { name: "Vessel" }).click();
    await page.getByRole("option", { name: "MV Tern" }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await button("Toast").click();
    await page.locator("[data-sonner-toast]").nth(1).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it("a dialog is opened, gone through and closed by keys, and a list within it lies on top", async () => {
    await open();
    await button("Dialog").focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Kinloch, 12:30" });
    await dialog.waitFor();
    await dialog.getByRole("combobox").focus();
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe("MV Tern");
    await page.keyboard.press("ArrowDown");
    await expect.poll(focused).toBe("MV Fulmar");
    await page.keyboard.press("Enter");
    await expect.poll(() => dialog.getByRole("combobox").textContent()).toBe("MV Fulmar");
    await expect.poll(() => dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    for (let stop = 0; stop < 6; stop++) {
      await page.keyboard.press("Tab");
      expect(await dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(focused).toBe("Dialog");
  });

  it("a dialog that code opens gives the focus back to what was pressed", async () => {
    await open();
    await button("Command").focus();
    await page.keyboard.press("Enter");
    await page.locator("[role=dialog] [role=combobox]").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(focused).toBe("Command");
  });

  it("a menu within a menu opens towards where the line goes on", async () => {
    await open("&lang=ar");
    await button("Menu").focus();
    await page.keyboard.press("Enter");
    for (const item of ["تغيير ⌘E", "ذكّرني قبل ساعة", "المزيد عن هذه الرحلة"]) {
      await expect.poll(focused).toBe(item);
      await page.keyboard.press(item === "المزيد عن هذه الرحلة" ? "ArrowLeft" : "ArrowDown");
    }
    await expect.poll(() => page.getByRole("menu").count()).toBe(2);
    const [outer, inner] = await Promise.all([0, 1].map((at) => page.getByRole("menu").nth(at).boundingBox()));
    expect(inner?.x).toBeLessThan(outer?.x ?? 0);
  });

  it("slides are gone through by keys and buttons, and the ends are ends", async () => {
    await open();
    const next = button("Next slide");
    await next.click();
    await expect.poll(() => button("Previous slide").isEnabled()).toBe(true);
    await page.locator(".k-carousel-box").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => next.isEnabled()).toBe(false);
  });

  it("a field that is wrong says so to readers, at the field", async () => {
    await open();
    await page.locator("form").getByRole("button", { name: "Book" }).click();
    const field = page.locator("form").getByRole("textbox", { name: "Name" });
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    const about = (await field.getAttribute("aria-describedby")) ?? "";
    const said = await page.evaluate((ids) => ids.split(" ").map((id) => document.getElementById(id)?.textContent), about);
    expect(said).toEqual(["Remind me an hour before", "Say a name: the crew calls it."]);
  });
});
