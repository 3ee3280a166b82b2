// The example with a chat inside of a Hono shop, in a real browser.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium } from "./support/browser.ts";

const example = path.resolve(import.meta.dirname, "../examples/mounted");
const appRoot = mkdtempSync(path.join(tmpdir(), "colloquy-shop-"));

/** The example as its `npm start` starts it, with its data elsewhere. */
async function startShop() {
  const child = spawn(process.execPath, ["--import", "tsx", "server.ts"], {
    cwd: example,
    env: { ...process.env, PORT: "0", COLLOQUY_APP_ROOT: appRoot, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (text: Buffer) => {
      output += text;
      const [, found] = /is at (http:\S+)\/ and/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    void exited.then((code) => reject(new Error(`The shop ended with ${code}:\n${output}`)));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    return exited;
  };
  return { url, stop };
}

let shop: Awaited<ReturnType<typeof startShop>>;
let browser: Browser;

beforeAll(async () => {
  shop = await startShop();
  browser = await launchSmallChromium();
});
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
  rmSync(appRoot, { recursive: true, force: true });
});

/** A new person's page, which tells of everything that went wrong in it. */
async function openPage(): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    // The shop has no icon, which is not the chat's business.
    if (!message.location().url.includes("/chat/")) return;
    if (message.type() === "error" || /Content Security Policy|preload/.test(message.text())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("response", (response) => {
    if (response.status() >= 400 && response.url().includes("/chat/")) problems.push(`${response.status()} ${response.url()}`);
  });
  return { page, problems };
}

const answers = (page: Page) => page.locator(".ai-message .message-content, .ai-message.message-content").allInnerTexts();

async function say(page: Page, text: string): Promise<void> {
  await page.locator("#chat-input").fill(text);
  await page.locator("#chat-input").press("Enter");
}

/** Counts within the page: a look from outside may come too late for a short answer. */
async function countTextChanges(page: Page): Promise<void> {
  await page.evaluate(`
    globalThis.textChanges = 0;
    new MutationObserver((changes) => { textChanges += changes.filter(({ type }) => type === "characterData").length; })
      .observe(document.body, { subtree: true, characterData: true });
  `);
}

describe("a chat inside of a Hono shop", () => {
  it("is found from the shop's own page, answers word by word, and is the same after a reload", async () => {
    const { page, problems } = await openPage();
    await page.goto(`${shop.url}/`);
    await page.getByRole("link", { name: "Ask us" }).click();
    await page.waitForURL(`${shop.url}/chat/`);
    await countTextChanges(page);
    await say(page, "Where is order 1001?");
    await expect.poll(async () => (await answers(page)).join(""), { timeout: 20_000 }).toContain("is on its way.");
    expect(await page.evaluate("textChanges")).toBeGreaterThan(2);
    await page.waitForURL(/\/chat\/thread\/[0-9a-f-]{36}$/);
    const address = page.url();
    await page.reload();
    await expect.poll(() => answers(page), { timeout: 20_000 }).toEqual(["Order 1001, a kettle, is on its way."]);
    expect(page.url()).toBe(address);
    await say(page, "And the cups? 1002, see [the list](/public/list.txt)");
    await expect
      .poll(() => page.getByRole("link", { name: "the list" }).getAttribute("href"), { timeout: 20_000 })
      .toBe("/chat/public/list.txt");
    await expect.poll(async () => (await answers(page)).at(-1), { timeout: 20_000 }).toContain("two cups, is being packed.");
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("leaves the shop's own routes alone, and serves nothing outside of its path", async () => {
    const get = async (path: string) => {
      const response = await fetch(shop.url + path);
      return [response.status, await response.text()];
    };
    expect(await get("/")).toEqual([200, expect.stringContaining("<h1>The shop</h1>")]);
    expect(await get("/api/orders")).toEqual([200, expect.stringContaining("a kettle")]);
    expect((await get("/api/config"))[0]).toBe(404);
    expect((await get("/assets/"))[0]).toBe(404);
    expect(await get("/chat/api/config")).toEqual([200, expect.stringContaining('"rootPath":"/chat"')]);
  });

  it("waits for its people when the shop is started again", async () => {
    const { page } = await openPage();
    await page.goto(`${shop.url}/chat/`);
    await say(page, "1001");
    await expect.poll(async () => (await answers(page)).join(""), { timeout: 20_000 }).toContain("is on its way.");
    await page.waitForURL(/\/chat\/thread\//);
    const thread = new URL(page.url()).pathname;
    expect(await shop.stop()).toBe(0);
    shop = await startShop();
    // Another port, and the same host: the cookie that says who somebody is still counts.
    await page.goto(shop.url + thread);
    await expect.poll(() => answers(page), { timeout: 20_000 }).toEqual(["Order 1001, a kettle, is on its way."]);
    await page.context().close();
  });
});
