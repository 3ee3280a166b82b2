// A real Chromium. Each person of a test gets a context of their own: its cookies are who they are.
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { findShared } from "./find-shared.ts";

/** How long a condition may take to come true on a busy machine. */
export const PATIENCE_MS = 20_000;

/** The browser of the worker that runs this file. Close it when the file's tests are done: that closes everything the file opened in it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.connect(await findShared(`chromium-${process.env["VITEST_POOL_ID"]}`));
}

/** A new person: a browser profile that nobody has used before. */
export async function newPerson(browser: Browser): Promise<BrowserContext> {
  const person = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale: "en-GB", reducedMotion: "reduce" });
  person.setDefaultTimeout(PATIENCE_MS);
  return person;
}
