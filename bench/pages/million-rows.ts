// A table of a million rows: as the records an app has, and as the bytes of Arrow; and what a page does with it.
import { tableFromArrays, tableToIPC } from "@uwdata/flechette";
import { Dataframe } from "colloquy";
import type { BrowserContext, Page } from "playwright-core";
import type { PageServer } from "./page-server.ts";

const MILLION = 1_000_000;
/** A number between 0 and 1 that is always the same for the same row. */
const random = (n: number) => (Math.imul(n, 2_654_435_761) >>> 0) / 2 ** 32;
const berthOf = (n: number) => `Berth ${n === 0 ? "Alpha" : Math.floor(random(n) * 50_000)}`;
const minutesOf = (n: number) => Math.round(random(n + 7) * 1e5) / 100;
/** What stands in the first row. */
const FIRST_CELL = berthOf(0);

/** By the words that ask for them. */
export function millionRows(): Readonly<Record<string, () => Dataframe>> {
  const numbers = Array.from({ length: MILLION }, (_, n) => n);
  const records = numbers.map((n) => ({ id: n, berth: berthOf(n), minutes: minutesOf(n), late: n % 3 === 0 }));
  const arrow = tableToIPC(
    tableFromArrays({
      id: Int32Array.from(numbers),
      berth: numbers.map(berthOf),
      minutes: Float64Array.from(numbers, minutesOf),
      late: numbers.map((n) => n % 3 === 0),
    }),
    { format: "stream" },
  );
  return {
    records: () => new Dataframe({ name: "rows", data: records }),
    arrow: () => new Dataframe({ name: "rows", data: arrow ?? new Uint8Array() }),
  };
}

/** A page that has drawn nothing by then will not. */
const PATIENCE_MS = 60_000;

/** Asks for a table; milliseconds from the last of its bytes until its first row is drawn, infinite where it is not. */
export async function askForTable(
  person: BrowserContext,
  { url }: PageServer,
  name: string,
): Promise<{ readonly page: Page; readonly ms: number }> {
  const page = await person.newPage();
  await page.addInitScript(() => {
    const longest = { ms: 0 };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: "longtask", buffered: true });
    Object.assign(window, { longest });
  });
  await page.goto(url);
  const drawn = page.evaluate(
    async ({ words, patience }) => {
      while (!document.body.textContent?.includes(words) && performance.now() < patience) await new Promise(requestAnimationFrame);
      return performance.now() < patience ? performance.timeOrigin + performance.now() : Number.POSITIVE_INFINITY;
    },
    { words: FIRST_CELL, patience: PATIENCE_MS },
  );
  await page.locator("#chat-input").fill(name);
  await page.locator("#chat-input").press("Enter");
  const at = await drawn;
  const ends = await Promise.all([page.evaluate(lastFile), ...page.workers().map((worker) => worker.evaluate(lastFile))]);
  return { page, ms: at - Math.max(...ends) };
}

/** When the last of a file came, where this runs: in the page or in a worker of it. */
function lastFile(): number {
  const files = performance.getEntriesByType("resource").filter(({ name }) => /\/files?\//.test(name)) as PerformanceResourceTiming[];
  return performance.timeOrigin + Math.max(0, ...files.map(({ responseEnd }) => responseEnd));
}

/** The longest task of the page since this was asked last, in ms. */
export function longestTask(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // Long tasks are told of a while after they have ended.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { longest } = window as unknown as { longest: { ms: number } };
    const { ms } = longest;
    longest.ms = 0;
    return ms;
  });
}
