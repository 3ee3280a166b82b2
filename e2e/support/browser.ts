// A real Chromium. Each person of a test gets a context of their own: its cookies are who they are.
import { type Browser, type BrowserContext, chromium } from "playwright-core";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // A name for this machine that is not localhost: what browsers give to secure pages only is missing there.
  "--host-resolver-rules=MAP chat.test 127.0.0.1",
];

/** How long a condition may take to come true on a busy machine. */
export const PATIENCE_MS = 20_000;

/** Starts the browser. Close it when the file's tests are done. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["COLLOQUY_CHROMIUM"] ?? "/usr/bin/chromium", args: ARGS });
}

/** A new person: a browser profile that nobody has used before. */
export async function newPerson(browser: Browser): Promise<BrowserContext> {
  const person = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale: "en-GB", reducedMotion: "reduce" });
  person.setDefaultTimeout(PATIENCE_MS);
  return person;
}
