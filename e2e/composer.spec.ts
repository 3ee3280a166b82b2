// The message box where a server that does as it is told cannot show it: refusals, narrow pages, writing from right to left.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StatePages, serveStates } from "./page/state-pages.ts";
import { launchSmallChromium } from "./support/browser.ts";
import { seen } from "./support/chat-page.ts";

let browser: Browser;
let states: StatePages;
beforeAll(async () => {
  [browser, states] = await Promise.all([launchSmallChromium(), serveStates()]);
});
afterAll(async () => {
  await browser?.close();
  await states?.[Symbol.asyncDispose]();
});

interface OpenPage extends AsyncDisposable {
  readonly person: BrowserContext;
  readonly page: Page;
}

async function open(state: string, width = 1280): Promise<OpenPage> {
  const person = await browser.newContext({ viewport: { width, height: 844 }, reducedMotion: "reduce", locale: "en-GB" });
  const page = await person.newPage();
  await page.goto(states.address(state));
  await page.locator("#message-composer").waitFor();
  return { person, page, [Symbol.asyncDispose]: () => person.close() };
}

const boxOf = async (page: Page, selector: string) => {
  // The tools come a moment after the box that they stand in.
  await page.locator(selector).waitFor();
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not to be seen.`);
  return box;
};

describe("In a system's colours of high contrast", () => {
  it.each(["light", "dark"] as const)(
    "Send has an edge, Stop has its square, and the box shows that it is written into (%s)",
    async (colorScheme) => {
      await using opened = await open("tools");
      const { page } = opened;
      await page.emulateMedia({ forcedColors: "active", colorScheme });
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const seenOf = (selector: string, part?: string) =>
        page.locator(selector).evaluate((element, pseudo) => {
          const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor, outlineStyle } = getComputedStyle(element, pseudo);
          return {
            edge: borderTopWidth !== "0px" && borderTopStyle !== "none" ? borderTopColor : "none",
            filled: backgroundColor,
            outlineStyle,
          };
        }, part);
      const field = page.locator("#chat-input");
      const { edge } = await seenOf("#chat-submit");
      expect(["none", ground]).not.toContain(edge);
      await field.focus();
      await expect.poll(async () => (await seenOf("#message-composer")).outlineStyle).toBe("solid");
      await field.fill("go");
      await field.press("Enter");
      await page.locator("#stop-button").waitFor();
      expect(["none", ground]).not.toContain((await seenOf("#stop-button")).edge);
      expect((await seenOf("#stop-button", "::before")).filled).not.toBe(ground);
    },
  );
});

describe("A mode that the server does not take", () => {
  it("is shown at once, then what it was before, with a word about it", async () => {
    await using opened = await open("tools");
    const { page } = opened;
    const effort = page.locator("#mode-picker-trigger-effort");
    await effort.click();
    const chosen = page.getByRole("button", { name: "Effort: Quick" }).waitFor();
    await page.getByRole("menuitemradio", { name: "Quick" }).click();
    await chosen;
    await page.getByRole("alert").filter({ hasText: "That did not work" }).waitFor();
    await page.getByRole("button", { name: "Effort: Careful and with sources" }).waitFor();
  });
});

describe("Escape", () => {
  it("closes the list of commands and does not stop the answer that runs", async () => {
    await using opened = await open("tools");
    const { page } = opened;
    const field = page.locator("#chat-input");
    await field.fill("go");
    await field.press("Enter");
    await page.locator("#stop-button").waitFor();
    await field.pressSequentially("/");
    await page.getByRole("listbox", { name: "Commands" }).waitFor();
    await field.press("Escape");
    await page.getByRole("listbox", { name: "Commands" }).waitFor({ state: "detached" });
    await field.fill("");
    await page.locator("#stop-button").waitFor();
    await field.press("Escape");
    await seen(page, "Stopped.").first().waitFor();
  });
});

describe("On a narrow page", () => {
  it("the tools keep clear of the send button, scroll within their row, and say their names", async () => {
    await using opened = await open("tools", 390);
    const { page } = opened;
    await page.locator("#mode-picker-trigger-effort").waitFor();
    const [tools, send] = [await boxOf(page, ".composer-tools"), await boxOf(page, "#chat-submit")];
    expect(tools.x + tools.width).toBeLessThanOrEqual(send.x);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await page.locator("#command-Timetable .word").isVisible()).toBe(false);
    await page.getByRole("button", { name: "Timetable", exact: true }).click();
    // What is chosen is told in words, also where there is little room.
    await page.locator("#command-Timetable .word").waitFor();
    await page.locator("#mode-picker-trigger-effort").scrollIntoViewIfNeeded();
    await page.locator("#mode-picker-trigger-effort").click();
    const menu = await boxOf(page, "#mode-picker-popover-effort");
    expect(menu.x).toBeGreaterThanOrEqual(0);
    expect(menu.x + menu.width).toBeLessThanOrEqual(390);
  });
});

describe("From right to left", () => {
  it("the tools begin at the right, and the list is as wide as the message box", async () => {
    await using opened = await open("arabictools");
    const { page } = opened;
    for (const tool of ["#command-button", "#mode-picker-trigger-model"]) await page.locator(tool).waitFor();
    const [tools, mode, send] = await Promise.all(
      ["#command-button", "#mode-picker-trigger-model", "#chat-submit"].map((one) => boxOf(page, one)),
    );
    if (!tools || !mode || !send) throw new Error("Something is not there.");
    expect(tools.x).toBeGreaterThan(mode.x);
    expect(mode.x).toBeGreaterThan(send.x);
    await page.locator("#chat-input").pressSequentially("/");
    const [list, form] = [await boxOf(page, ".suggestions"), await boxOf(page, "#message-composer")];
    expect(Math.round(list.width)).toBeLessThanOrEqual(Math.round(form.width));
    expect(list.y + list.height).toBeLessThanOrEqual(form.y);
    await expect.poll(() => page.locator(".mention").first().textContent()).toBe("@كينلوخ");
  });
});
