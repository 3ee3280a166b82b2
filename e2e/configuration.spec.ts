// What the settings of an app do to its page, and how an open page learns of a change.
import { fileURLToPath } from "node:url";
import { type App, type ColloquyConfig, chatSettings, createApp, input, Message, sleep } from "colloquy";
import { type ServedApp, serveApp } from "colloquy/testing";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage, seen, textOf } from "./support/chat-page.ts";
import { runFiles } from "./support/running-app.ts";

/** What the author of an app writes, for the tests that edit its files. */
const APP_FILE = `import * as cl from "colloquy";

cl.onMessage(async (message) => {
  await new cl.Message("Answer to " + message.content).send();
});
`;

const WEB_ROOT = fileURLToPath(new URL("../packages/server/dist/web", import.meta.url));

const makeApp = (): App =>
  createApp({
    onMessage: async ({ content }) => {
      if (!content.startsWith("long")) return void (await new Message(`Answer to ${content}`).send());
      const answer = new Message("");
      for (let line = 1; line <= 60; line++) {
        await answer.streamToken(`Line ${line} of it\n\n`);
        await sleep(15);
      }
      await answer.send();
    },
  });

let browser: Browser;
beforeAll(async () => {
  browser = await launchSmallChromium();
});
afterAll(() => browser?.close());

/** An app with these settings. */
const serve = (config: ColloquyConfig, app = makeApp()): Promise<ServedApp> => serveApp(app, { config, webRoot: WEB_ROOT });
const isDark = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.classList.contains("dark"));
const toEnd = (page: Page): Promise<number> =>
  page.locator(".log").evaluate((log) => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight));
const withSystem = (colorScheme: "light" | "dark"): Promise<BrowserContext> =>
  browser.newContext({ colorScheme, locale: "en-GB", reducedMotion: "reduce" });

describe("defaultTheme", () => {
  it("is how the page looks to who has chosen nothing, from its first frame; a choice wins and lasts", async () => {
    await using app = await serve({ defaultTheme: "dark" });
    await using person = await withSystem("light");
    const page = await person.newPage();
    await page.addInitScript(() => {
      addEventListener("DOMContentLoaded", () => {
        document.documentElement.dataset["first"] = String(document.documentElement.classList.contains("dark"));
      });
    });
    await page.goto(app.url);
    await page.locator("#welcome-screen").waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset["first"])).toBe("true");
    expect(await isDark(page)).toBe(true);
    await page.locator("#theme-toggle").click();
    await page.getByRole("menuitemradio", { name: "Light" }).click();
    await expect.poll(() => isDark(page)).toBe(false);
    await page.reload();
    await page.locator("#welcome-screen").waitFor();
    expect(await isDark(page)).toBe(false);
  });

  it("follows the system when nobody says otherwise", async () => {
    await using app = await serve({});
    for (const scheme of ["light", "dark"] as const) {
      await using person = await withSystem(scheme);
      const { page } = await ChatPage.open(person, app.url);
      expect(await isDark(page)).toBe(scheme === "dark");
    }
  });
});

describe("layout", () => {
  it("wide gives the chat a wider column", async () => {
    const widthOf = async (config: ColloquyConfig): Promise<number> => {
      await using app = await serve(config);
      await using person = await browser.newContext({ viewport: { width: 1600, height: 900 }, locale: "en-GB", reducedMotion: "reduce" });
      const chat = await ChatPage.open(person, app.url);
      await chat.ask("hello", "Answer to hello");
      return (await chat.page.locator(".column").boundingBox())?.width ?? 0;
    };
    expect(await widthOf({ layout: "wide" })).toBeGreaterThan((await widthOf({})) + 100);
  });
});

describe("defaultSidebarState", () => {
  it("closed closes the list of chats at a first visit; what the person does then lasts", async () => {
    await using app = await serve({ defaultSidebarState: "closed" });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.page.locator("#sidebar-trigger-button").click();
    await chat.page.locator("#thread-history").waitFor();
    await chat.page.reload();
    await chat.page.locator("#thread-history").waitFor();
  });

  it("hidden leaves the list out: no button, no key, no search in chats, and New chat stands above", async () => {
    await using app = await serve({ defaultSidebarState: "hidden" });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("hello", "Answer to hello");
    await chat.page.keyboard.press("Control+b");
    expect(await chat.page.locator("#thread-history, #sidebar-trigger-button, .drawer").count()).toBe(0);
    await chat.page.keyboard.press("Control+k");
    const options = chat.page.getByRole("option");
    await options.filter({ hasText: "New chat" }).waitFor();
    expect((await options.allTextContents()).filter((text) => text.includes("hello"))).toEqual([]);
    await chat.page.keyboard.press("Escape");
    await chat.button("New chat").click();
    await chat.page.locator("#welcome-screen").waitFor();
    expect(chat.trouble).toEqual([]);
  });
});

describe("confirmNewChat", () => {
  it("asks before a chat that has begun is left, not before, and not about one that was deleted", async () => {
    await using app = await serve({ confirmNewChat: true });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const dialog = chat.page.locator("#new-chat-dialog");
    await chat.page.locator("#new-chat-button").click();
    await chat.ask("hello", "Answer to hello");
    expect(await dialog.count()).toBe(0);
    await chat.page.locator("#new-chat-button").click();
    await dialog.getByText("This one stays in the list of chats.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => chat.answers.count()).toBe(1);
    await chat.page.locator("#new-chat-button").click();
    await dialog.locator("#confirm").click();
    await chat.page.locator("#welcome-screen").waitFor();
    await chat.page.locator("#thread-history .link").click();
    await chat.hears("Answer to hello");
    await chat.page.locator("#thread-history .thread-options").click();
    await chat.page.locator("#delete-thread").click();
    await chat.page.locator("#welcome-screen").waitFor();
    await seen(chat.page, "No chats yet.").waitFor();
    await chat.page.waitForFunction(() => location.pathname === "/");
    expect(await dialog.count()).toBe(0);
    await chat.ask("again", "Answer to again");
    expect(chat.trouble).toEqual([]);
  });

  it("is off unless it is asked for", async () => {
    await using app = await serve({});
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("hello", "Answer to hello");
    await chat.page.locator("#new-chat-button").click();
    await chat.page.locator("#welcome-screen").waitFor();
  });
});

describe("scrolling", () => {
  it("assistantMessageAutoscroll goes along with the answer, and without it the view stays where the answer begins", async () => {
    await using follows = await serve({});
    await using person = await newPerson(browser);
    const first = await ChatPage.open(person, follows.url);
    await first.ask("long one", "Line 60");
    expect(await toEnd(first.page)).toBeLessThan(50);

    await using stays = await serve({ features: { assistantMessageAutoscroll: false } });
    const second = await ChatPage.open(person, stays.url);
    await second.ask("long one", "Line 60");
    expect(await toEnd(second.page)).toBeGreaterThan(500);
    await expect.poll(() => second.said.first().isVisible()).toBe(true);
    await second.page.locator(".jump").click();
    await expect.poll(() => toEnd(second.page)).toBeLessThan(50);
    // A chat that is opened is shown from its end all the same.
    await second.reload();
    await second.hears("Line 60");
    await expect.poll(() => toEnd(second.page)).toBeLessThan(50);
  });

  it("userMessageAutoscroll brings the end into view when a message is sent, and without it the view stays", async () => {
    const afterSending = async (config: ColloquyConfig): Promise<number> => {
      await using app = await serve(config);
      await using person = await newPerson(browser);
      const chat = await ChatPage.open(person, app.url);
      await chat.ask("long one", "Line 60");
      await chat.page.locator(".log").hover();
      await chat.page.mouse.wheel(0, -3000);
      await chat.page.locator(".jump").waitFor();
      await chat.ask("short one", "Answer to short one");
      return await toEnd(chat.page);
    };
    expect(await afterSending({})).toBeLessThan(50);
    expect(await afterSending({ features: { userMessageAutoscroll: false } })).toBeGreaterThan(500);
  });
});

describe("the settings form of a chat", () => {
  const open = async (config: ColloquyConfig, look: (chat: ChatPage) => Promise<void>): Promise<void> => {
    const settings = chatSettings({ seats: input.slider({ label: "Seats", min: 1, max: 8, initial: 1 }) });
    await using app = await serve(config, createApp({ onChatStart: () => settings.send(), onMessage: () => undefined }));
    await using person = await browser.newContext({ viewport: { width: 1500, height: 900 }, locale: "en-GB", reducedMotion: "reduce" });
    const chat = await ChatPage.open(person, app.url);
    await look(chat);
    expect(chat.trouble).toEqual([]);
  };

  it("is a dialog from the message box, or with chatSettingsLocation a panel that a button in the header opens", async () => {
    await open({}, async ({ page }) => {
      await page.locator("#chat-settings-open-modal").waitFor();
      expect(await page.locator("#chat-settings-header-button").count()).toBe(0);
    });
    await open({ chatSettingsLocation: "sidebar" }, async ({ page }) => {
      await page.locator("#chat-settings-header-button").click();
      await page.locator("#chat-settings-sidebar-content").getByText("Seats").waitFor();
      expect(await page.locator("#chat-settings-open-modal").isVisible()).toBe(false);
    });
  });

  it("is open from the beginning with defaultChatSettingsOpen", async () => {
    await open({ chatSettingsLocation: "sidebar", defaultChatSettingsOpen: true }, async ({ page }) => {
      await page.locator("#chat-settings-sidebar-content").getByText("Seats").waitFor();
    });
  });
});

describe("what is shown of a message", () => {
  const TEXT = "**bold** $x^2$ <mark>marked</mark>";
  const shows = async (features: ColloquyConfig["features"], wanted: readonly number[]): Promise<void> => {
    const echo = createApp({ onMessage: async ({ content }) => void (await new Message(content).send()) });
    await using app = await serve({ ...(features && { features }) }, echo);
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask(TEXT, "bold");
    await chat.answers.locator("strong").waitFor();
    const count = (of: typeof chat.said, selector: string) => of.locator(selector).count();
    await chat.said.first().hover();
    // What draws formulas and HTML comes when the first of them does.
    await expect
      .poll(async () => [
        await count(chat.answers, ".katex"),
        await count(chat.answers, "mark"),
        await count(chat.said, "strong"),
        await chat.page.getByRole("button", { name: "Edit", exact: true }).count(),
      ])
      .toEqual(wanted);
  };

  it("is Markdown, without formulas and HTML, and may be edited", () => shows(undefined, [0, 0, 1, 1]));

  it("has formulas with latex, HTML with unsafeAllowHtml, and neither Markdown of the person's nor a way to edit it when they are off", () =>
    shows({ latex: true, unsafeAllowHtml: true, userMessageMarkdown: false, editMessage: false }, [1, 1, 0, 0]));
});

describe("language", () => {
  it("is the page's for everybody, whatever their browser asks for", async () => {
    await using app = await serve({ language: "ar" });
    await using person = await newPerson(browser);
    const { page } = await ChatPage.open(person, app.url);
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(["ar", "rtl"]);
  });
});

describe("alertStyle", () => {
  it("classic is another look than modern", async () => {
    const looks = async (style: "classic" | "modern"): Promise<string> => {
      const tip = createApp({ onMessage: async () => void (await new Message("::: tip\nCall early.\n:::").send()) });
      await using app = await serve({ alertStyle: style }, tip);
      await using person = await newPerson(browser);
      const chat = await ChatPage.open(person, app.url);
      await chat.ask("tip", "Call early.");
      const look = chat.answers.locator(".md-callout");
      return await look.evaluate((element) => {
        const { backgroundColor, borderInlineStartWidth, borderRadius } = getComputedStyle(element);
        return [backgroundColor, borderInlineStartWidth, borderRadius].join();
      });
    };
    expect(await looks("classic")).not.toBe(await looks("modern"));
  });
});

describe("An author who edits the configuration with the page open", () => {
  it("sees the page take it by itself: name, width, theme and what is shown of a message", async () => {
    const config = (settings: string) => `import { defineConfig } from "colloquy";\nexport default defineConfig(${settings});\n`;
    await using running = await runFiles({ "app.ts": APP_FILE, "colloquy.config.ts": config(`{ name: "First" }`) }, { watch: true });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, running.url);
    await chat.ask("**hello**", "Answer to");
    const address = await chat.threadUrl();
    await chat.page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await expect.poll(() => textOf(chat.page.locator(".sidebar .name"))).toBe("First");

    running.write(
      "colloquy.config.ts",
      config(`{ name: "Second", layout: "wide", defaultTheme: "dark", features: { userMessageMarkdown: false } }`),
    );
    await chat.page.locator(".sidebar .name").filter({ hasText: "Second" }).waitFor();
    await chat.page.locator('.shell[data-layout="wide"]').waitFor();
    await expect.poll(() => isDark(chat.page)).toBe(true);
    await chat.said.filter({ hasText: "**hello**" }).waitFor();
    expect(await chat.page.title()).toContain("Second");
    expect(await chat.page.evaluate(() => "sameDocument" in window)).toBe(true);
    expect(chat.page.url()).toBe(address);
    expect(chat.trouble).toEqual([]);
  });

  it("sees a setting that does not exist on the page, and mends it", async () => {
    await using running = await runFiles(
      { "app.ts": APP_FILE, "colloquy.config.ts": `export default { name: "First" };` },
      { watch: true },
    );
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, running.url);
    await chat.ask("hello", "Answer to hello");
    const from = running.process().output().length;
    running.write("colloquy.config.ts", `export default { name: "First", layuot: "wide" };`);
    await running.process().said(/layuot is no setting\. Did you mean layout\?/, from);
    running.write("colloquy.config.ts", `export default { name: "Third", layout: "wide" };`);
    await chat.page.locator(".sidebar .name").filter({ hasText: "Third" }).waitFor();
    await chat.ask("again", "Answer to again");
  });
});
