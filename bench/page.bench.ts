// What the page costs a person in Chromium: its shell, a long chat with many things in it, a table of a million rows, a view of
// 500 components. Beside it, where Chainlit is
// installed, Chainlit's own page with the same chat, from the same server and in turns. COLLOQUY_CHROMIUM names another browser.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { buildStates } from "../e2e/page/build-states.ts";
import { median, report } from "./lib/report.ts";
import { findChainlitPage } from "./pages/chainlit-page.ts";
import { drawLargeView } from "./pages/large-view.ts";
import { LAST_WORDS, makeStore, openUntilRead, writeLongChat } from "./pages/long-chat.ts";
import { askForTable, longestTask, millionRows } from "./pages/million-rows.ts";
import { servePage } from "./pages/page-server.ts";

const ROUNDS = 3;
/** How often the large view is drawn; each is a few milliseconds, so that one disturbance counts for much. */
const VIEWS = 12;

interface MeasuredPage {
  readonly name: string;
  /** Undefined: ours. */
  readonly webRoot: string | undefined;
}

const theirs = findChainlitPage();
const ours: MeasuredPage = { name: "Colloquy", webRoot: undefined };
const pages: readonly MeasuredPage[] = "folder" in theirs ? [ours, { name: "Chainlit's page", webRoot: theirs.folder }] : [ours];
if ("reason" in theirs) console.log(`Chainlit's page is not measured: ${theirs.reason}.`);

const shell = execFileSync(process.execPath, [path.join(import.meta.dirname, "../packages/web/scripts/shell-size.mjs")], {
  encoding: "utf8",
});
report("the page's shell, gzip", Number.parseFloat(shell.trim().split("\n").at(-1) ?? ""), "KiB", 200);

const browser = await chromium.launch({
  executablePath: process.env["COLLOQUY_CHROMIUM"] ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
});
try {
  await measureLongChat(browser);
  await measureTables(browser);
  await measureViews(browser);
} finally {
  await browser.close();
}

async function measureLongChat(browser: Browser): Promise<void> {
  const store = makeStore();
  try {
    const first = await servePage(store);
    const thread = await writeLongChat(await first.visit(browser), first, store.folder);
    const found = new Map(pages.map(({ name }) => [name, { ms: [] as number[], nodes: [] as number[] }]));
    // In turns, so that what else the machine does meets both. Each visit is of somebody new, whose browser has nothing of the page yet.
    for (let round = 0; round < ROUNDS; round++)
      for (const { name, webRoot } of pages) {
        const server = await servePage({ ...store, webRoot });
        const person = await server.visit(browser);
        const { ms, nodes } = await openUntilRead(person, `${server.url}/thread/${thread}`, LAST_WORDS);
        found.get(name)?.ms.push(ms);
        found.get(name)?.nodes.push(nodes);
        await person.close();
        await server.close();
      }
    for (const [name, { ms, nodes }] of found) {
      const goals = name === ours.name ? ([1000, 5000] as const) : [];
      report(`${name}: 2,000 messages with 10,000 elements until read`, median(ms), "ms", goals[0]);
      report(`${name}: elements of the page then`, median(nodes), "nodes", goals[1]);
    }
    const [mine, others] = [...found.values()].map(({ ms }) => ms);
    if (others)
      report("the one beside the other, median of the rounds", median(others.map((ms, at) => (mine?.[at] ?? Number.NaN) / ms)), "×");
  } finally {
    store.remove();
  }
}

async function measureTables(browser: Browser): Promise<void> {
  const tables = millionRows();
  for (const { name, webRoot } of pages)
    for (const kind of webRoot === undefined ? ["arrow", "records"] : ["records"]) {
      const store = makeStore();
      const server = await servePage({ ...store, webRoot, tables });
      const person = await server.visit(browser);
      await person.grantPermissions(["clipboard-read", "clipboard-write"]);
      const { page, ms } = await askForTable(person, server, kind);
      if (Number.isFinite(ms))
        report(`${name}: a million rows as ${kind}, drawn after their bytes`, ms, "ms", name === ours.name ? 1000 : undefined);
      else console.log(`${name}: a million rows as ${kind} were not drawn within a minute.`);
      report(`${name}: … longest task`, await longestTask(page), "ms", name === ours.name ? 100 : undefined);
      if (webRoot === undefined && kind === "arrow") await measureWork(page);
      await person.close();
      await server.close();
      store.remove();
    }
}

/** The page of states shows them: a real page and store, without a server whose work would be counted too. */
async function measureViews(browser: Browser): Promise<void> {
  const states = await buildStates();
  const person = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale: "en-GB", reducedMotion: "reduce" });
  try {
    const page = await person.newPage();
    await page.goto(`${states.address}dev/?state=rest`);
    await page.locator(".log .md").first().waitFor();
    const { nodes, first, later, asHtml, changes, touched } = await drawLargeView(page, VIEWS);
    report(`Colloquy: a view of ${nodes} components, drawn`, median(later), "ms", 16);
    report("Colloquy: … beside its elements put in as one piece of HTML", median(later) / median(asHtml), "×");
    report("Colloquy: … the first one of a page", first, "ms");
    report("Colloquy: … one of its components changed", median(changes), "ms");
    report("Colloquy: … places of the page that this touched", touched, "nodes", 2);
  } finally {
    await person.close();
    await states.close();
  }
}

/** What a person does with a table, and how long the page is away meanwhile. */
async function measureWork(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Show all rows" }).click();
  const grid = page.getByRole("complementary").getByRole("grid");
  await grid.locator('[data-row="0"] bdi').first().waitFor();
  await longestTask(page);
  const count = page.getByRole("complementary").locator("output.data-count");
  const time = async (name: string, act: () => Promise<void>) => {
    const began = performance.now();
    await act();
    report(`Colloquy: ${name} a million rows`, performance.now() - began, "ms");
    report("Colloquy: … longest task", await longestTask(page), "ms", 100);
  };
  await time("sort", async () => {
    await grid.getByRole("columnheader", { name: "minutes" }).click();
    await grid.locator('[data-row="0"][data-column="2"]', { hasText: /^0\.00$/ }).waitFor({ timeout: 120_000 });
  });
  await time("filter", async () => {
    await page.getByRole("searchbox", { name: "Filter rows" }).fill("berth 4999");
    await count.filter({ hasText: /^\d+ of / }).waitFor({ timeout: 120_000 });
  });
  await page.getByRole("searchbox", { name: "Filter rows" }).fill("");
  await count.filter({ hasText: /^1,000,000 rows$/ }).waitFor({ timeout: 120_000 });
  for (const format of ["CSV", "Markdown"])
    await time(`copy, as ${format},`, async () => {
      // More than a clipboard takes at once is saved.
      await Promise.all([
        page.waitForEvent("download", { timeout: 120_000 }),
        page.getByRole("button", { name: `Copy as ${format}` }).click(),
      ]);
    });
}
