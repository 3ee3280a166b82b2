// The page as a person uses it: write, read, press. Everything waits for what it names, nothing for time.
import type { BrowserContext, Locator, Page } from "playwright-core";
import { newPage } from "./browser.ts";
import { watchTrouble } from "./watch-trouble.ts";

/** Words that can be seen on the page. What only a screen reader is told may say the same words a moment later, and is not meant. */
export function seen(page: Page, text: string | RegExp, options?: { readonly exact?: boolean }): Locator {
  return page.getByText(text, options).and(page.locator(":not(.sr)"));
}

/** A person's tab with a chat in it. */
export class ChatPage {
  readonly page: Page;
  /** What the page complained about: exceptions and errors in the console. */
  readonly trouble: readonly string[];

  private constructor(page: Page) {
    this.page = page;
    this.trouble = watchTrouble(page);
  }

  /** A tab that is there already, for tests that must be first in it. */
  static of(page: Page): ChatPage {
    return new ChatPage(page);
  }

  /** Opens an address in a new tab and waits until the page stands. */
  static async open(person: BrowserContext, url: string): Promise<ChatPage> {
    const chat = new ChatPage(await newPage(person));
    await chat.page.goto(url);
    await chat.page.locator("main.chat[data-state]").waitFor();
    return chat;
  }

  get field(): Locator {
    return this.page.locator("#chat-input");
  }

  /** What the app has said, oldest first; not how its turns ended. */
  get answers(): Locator {
    return this.page.locator(".ai-message:not([data-turn-end])");
  }

  /** What the person has said and the server has. */
  get said(): Locator {
    return this.page.locator(".turn.user:not([data-pending]) .bubble");
  }

  get stopButton(): Locator {
    return this.page.locator("#stop-button");
  }

  /** A button by its name. */
  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Writes a message and sends it, or answers the question that waits. */
  async say(text: string): Promise<void> {
    await this.field.fill(text);
    // On a phone Enter begins a line, as its keyboards do.
    if (await this.page.evaluate(() => matchMedia("(pointer: coarse)").matches)) await this.page.locator("#chat-submit").click();
    else await this.field.press("Enter");
  }

  /** Waits until the app has said this. */
  async hears(text: string | RegExp): Promise<Locator> {
    const answer = this.answers.filter({ hasText: text }).last();
    await answer.waitFor();
    return answer;
  }

  /** Waits until no turn runs and nothing is on its way. */
  async rests(): Promise<void> {
    await this.page.locator('.log[aria-busy="false"]:not(:has([data-pending]))').waitFor();
  }

  /** Watches from now on for something that may be there for a moment only; what comes back waits until it was there. */
  async watchFor(selector: string): Promise<() => Promise<void>> {
    const watch = await this.page.evaluateHandle((wanted) => {
      const seen = new Promise<void>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector(wanted)) return;
          observer.disconnect();
          resolve();
        }).observe(document, { subtree: true, childList: true, attributes: true });
      });
      return { seen };
    }, selector);
    return () => watch.evaluate(({ seen }) => seen);
  }

  /** Says something, and waits for the end of the turn. */
  async ask(text: string, answer: string | RegExp): Promise<void> {
    await this.say(text);
    await this.hears(answer);
    await this.rests();
  }

  /** Reloads, and waits until the conversation stands again. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator(".log").waitFor();
  }

  /** Waits until the address is the thread's, and answers it. */
  async threadUrl(): Promise<string> {
    await this.page.waitForURL(/\/thread\/[\w-]+$/);
    return this.page.url();
  }

  /** The step of a name, in the trail of work. */
  step(name: string): Locator {
    return this.page.locator(`.step[data-step-name="${name}"]`);
  }

  /** The line of a step: pressing it opens and closes the step. */
  stepLine(name: string): Locator {
    return this.step(name).locator("> .step-line");
  }
}

/** What an element says, without the space around it. */
export async function textOf(element: Locator): Promise<string> {
  return ((await element.textContent()) ?? "").trim();
}
