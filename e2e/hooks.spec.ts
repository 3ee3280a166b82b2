// Every selector that the guide promises is there: the table in docs/guide/looks.md, looked for in the states of the page.
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type StatePages, serveStates } from "./page/state-pages.ts";
import { launchSmallChromium, newPerson } from "./support/browser.ts";

let browser: Browser;
let states: StatePages;
beforeAll(async () => {
  [browser, states] = await Promise.all([launchSmallChromium(), serveStates()]);
});
afterAll(async () => {
  await browser?.close();
  await states?.[Symbol.asyncDispose]();
});

const guide = readFileSync(new URL("../docs/guide/looks.md", import.meta.url), "utf8");
const table = guide.slice(guide.indexOf("| Selector |")).split("\n\n")[0] ?? "";
const promised = table
  .split("\n")
  .slice(2)
  .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, selector]) => selector ?? ""));

/** What is open or pressed before one looks; the rest of the query of the address. */
const VISITS: readonly (readonly [state: string, query?: string, act?: (page: Page) => Promise<void>])[] = [
  ["starters"],
  ["profiles"],
  ["waiting"],
  ["streaming"],
  ["overflow"],
  ["settings"],
  ["settings", "dialog=settings"],
  ["rest", "toasts&looks", (page) => page.getByRole("button", { name: "Edit", exact: false }).first().click()],
  [
    "rest",
    "looks",
    (page) => page.locator("#sidebar-trigger-button, [aria-label='Close the sidebar']").filter({ visible: true }).first().click(),
  ],
  ["rest", "themepanel"],
];

/** Those of the selectors that nothing on the page has. */
function missingFrom(page: Page, selectors: readonly string[]): Promise<string[]> {
  return page.evaluate((all) => all.filter((selector) => !document.querySelector(selector)), selectors);
}

it("Every selector that the guide promises is on the page", async () => {
  await using person = await newPerson(browser);
  let missing: readonly string[] = promised;
  expect(promised.length).toBeGreaterThan(25);
  // Some parts of a page come when it has nothing else to do: who looked too early looks once more.
  for (const [state, query, act] of [...VISITS, ...VISITS]) {
    if (missing.length === 0) break;
    const page = await person.newPage();
    await page.goto(`${states.address(state)}${query ? `&${query}` : ""}`);
    await page.locator(".shell, .page").first().waitFor();
    await page.waitForFunction(() => document.querySelector(".plain") === null);
    await act?.(page);
    if (query === "themepanel") await page.locator("#theme-panel").waitFor();
    // A dialog whose code is still on its way is a busy one without an id: the dialog itself is waited for.
    if (query?.includes("dialog")) await page.locator("[role=dialog]:not([aria-busy])").waitFor();
    missing = await missingFrom(page, missing);
    await page.close();
  }
  expect(missing).toEqual([]);
});
