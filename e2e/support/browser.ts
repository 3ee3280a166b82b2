// A real Chromium. Each person of a test gets a context of their own: its cookies are who they are.
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { findShared } from "./find-shared.ts";

/** How long a condition may take to come true on a busy machine. */
export const PATIENCE_MS = 20_000;

/** The browser of the worker that runs this file. Close it when the file's tests are done: that closes everything the file opened in it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.connect(await findShared(`chromium-${process.env["VITEST_POOL_ID"]}`));
}

/**
 * The same in the headless shell, where that is installed: its pages come from the same engine at less of the processor. Not for files in which one
 * page must go on while another hangs, nor for what the shell was not tried with.
 */
export async function launchSmallChromium(): Promise<Browser> {
  return chromium.connect(await findShared(`small-chromium-${process.env["VITEST_POOL_ID"]}`));
}

/** A new person: a browser profile that nobody has used before. */
export async function newPerson(browser: Browser): Promise<BrowserContext> {
  const person = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale: "en-GB", reducedMotion: "reduce" });
  person.setDefaultTimeout(PATIENCE_MS);
  return person;
}

const opening = new WeakMap<BrowserContext, Promise<unknown>>();

/**
 * One more page of a person, in a window of its own. As a tab it would stand before the others of its window, and a press or a turn of the wheel
 * in one that stands behind takes Chromium a second and more.
 */
export function newPage(person: BrowserContext): Promise<Page> {
  // One after the other: which page is the new one is known by its coming.
  const page = (opening.get(person) ?? Promise.resolve()).then(() => inOwnWindow(person));
  opening.set(
    person,
    page.catch(() => undefined),
  );
  return page;
}

async function inOwnWindow(person: BrowserContext): Promise<Page> {
  const [other] = person.pages();
  const browser = person.browser();
  if (!other || !browser) return person.newPage();
  const browserContextId = await contextOf(other);
  if (browserContextId === undefined) return person.newPage();
  const ofBrowser = await browser.newBrowserCDPSession();
  const [page] = await Promise.all([
    person.waitForEvent("page"),
    ofBrowser.send("Target.createTarget", { url: "about:blank", newWindow: true, browserContextId }),
  ]);
  await ofBrowser.detach();
  return page;
}

/** Undefined where the page is about to close. */
async function contextOf(page: Page): Promise<string | undefined> {
  try {
    const session = await page.context().newCDPSession(page);
    const { targetInfo } = await session.send("Target.getTargetInfo");
    await session.detach();
    return targetInfo.browserContextId;
  } catch {
    return undefined;
  }
}
