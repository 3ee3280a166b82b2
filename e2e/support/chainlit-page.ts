// The page of e2e/chainlit-client: built around the official client as npm has it, and used as a person uses it.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { buildAsShipped } from "../../packages/web/test/build-as-shipped.ts";
import { newPage } from "./browser.ts";
import { watchTrouble } from "./watch-trouble.ts";

const FIXTURE = fileURLToPath(new URL("../chainlit-client", import.meta.url));

/** A folder whose `public/` has the page; the first time on a machine the client is fetched from npm. */
export async function buildChainlitPage(): Promise<{ readonly appDir: string; readonly remove: () => void }> {
  if (!existsSync(path.join(FIXTURE, "node_modules/@chainlit/react-client/package.json")))
    await promisify(execFile)("npm", ["ci", "--prefix", FIXTURE, "--ignore-scripts", "--no-audit", "--no-fund"]);
  const appDir = mkdtempSync(path.join(tmpdir(), "colloquy-chainlit-"));
  await buildAsShipped({
    configFile: false,
    root: FIXTURE,
    base: "/public/",
    logLevel: "error",
    build: { outDir: path.join(appDir, "public"), emptyOutDir: true },
  });
  return { appDir, remove: () => rmSync(appDir, { recursive: true, force: true }) };
}

/** A person's tab with the official client in it. */
export class ChainlitPage {
  readonly page: Page;
  /** Exceptions, and what the client complained about. */
  readonly trouble: readonly string[];

  private constructor(page: Page) {
    this.page = page;
    this.trouble = watchTrouble(page);
  }

  /** Opens the page and waits until it is connected; with a thread's id, in that thread. */
  static async open(person: BrowserContext, origin: string, threadId?: string): Promise<ChainlitPage> {
    const chat = new ChainlitPage(await newPage(person));
    await chat.page.goto(`${origin}/public/index.html${threadId === undefined ? "" : `?thread=${threadId}`}`);
    await chat.is({ connected: true });
    return chat;
  }

  /** Opens the page at an address and waits for nothing. */
  static async openAt(person: BrowserContext, address: string): Promise<ChainlitPage> {
    const chat = new ChainlitPage(await newPage(person));
    await chat.page.goto(address);
    return chat;
  }

  /** Waits until the page says all of this about itself. */
  async is(state: Readonly<Record<string, boolean | string>>): Promise<void> {
    const wanted = Object.entries(state).map(([name, value]) => `[data-${name}="${value}"]`);
    await this.page.locator(`main${wanted.join("")}`).waitFor();
  }

  /** What the page says about itself. */
  async stateOf(name: string): Promise<string | null> {
    return this.page.locator("main").getAttribute(`data-${name}`);
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  /** Writes something and presses a button: Send, unless another is named. */
  async say(text: string, button = "Send"): Promise<void> {
    await this.page.getByLabel("Text").fill(text);
    await this.press(button);
  }

  /** Messages in the order they are shown. */
  get messages(): Locator {
    return this.page.locator('li[data-type$="_message"] > p');
  }

  /** The entries of a name, whatever they lie under. */
  named(name: string): Locator {
    return this.page.locator(`li[data-name="${name}"]`);
  }

  texts(): Promise<string[]> {
    return this.messages.allInnerTexts();
  }

  /** Waits until a message contains this. */
  async hears(text: string): Promise<void> {
    await this.messages.filter({ hasText: text }).last().waitFor();
  }

  /** Watches how an answer below the first message of the person grows; what is returned tells each text that was not the beginning of `whole`. */
  async watchAnswer(whole: string): Promise<() => Promise<string[]>> {
    const handle = await this.page.evaluateHandle((text) => {
      const wrong: string[] = [];
      const look = () => {
        const shown = document.querySelector('li[data-type="user_message"] li[data-type="assistant_message"] > p')?.textContent ?? "";
        if (!text.startsWith(shown)) wrong.push(shown);
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
      return wrong;
    }, whole);
    return () => handle.jsonValue();
  }

  /** Waits until nothing runs. */
  async rests(): Promise<void> {
    await this.is({ connected: true, loading: false });
  }
}
