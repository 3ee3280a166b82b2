// The page in other languages: none of its own words stays English, each person gets the nearest, and an app can say it otherwise.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StatePages, serveStates } from "./page/state-pages.ts";
import { launchSmallChromium, PATIENCE_MS } from "./support/browser.ts";
import { ChatPage, seen } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";
import { untranslated } from "./support/untranslated.ts";

const APP = `import * as cl from "colloquy";

cl.onMessage(async ({ content }) => {
  const { language } = cl.context.session;
  await new cl.Message(content === "language" ? "You asked for " + language : cl.translate("boats", { count: 3 })).send();
});
`;
const TEXTS = {
  "translations/en.json": { app: { boats_one: "{{count}} boat", boats_other: "{{count}} boats" } },
  "translations/de.json": { welcome: { title: "Ahoi! Wohin?" }, app: { boats_one: "{{count}} Boot", boats_other: "{{count}} Boote" } },
  "translations/sv.json": { app: { boats_one: "{{count}} båt", boats_other: "{{count}} båtar" } },
};

let browser: Browser;
let states: StatePages;
let app: RunningApp;
beforeAll(async () => {
  const texts = Object.entries(TEXTS).map(([file, text]) => [file, JSON.stringify(text)]);
  [browser, states, app] = await Promise.all([
    launchSmallChromium(),
    serveStates(),
    runFiles({ "app.ts": APP, ...Object.fromEntries(texts) }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await states?.[Symbol.asyncDispose]();
  await app?.[Symbol.asyncDispose]();
});

/** Somebody whose browser is set to a language. */
async function speaker(locale: string): Promise<BrowserContext> {
  const person = await browser.newContext({ locale, reducedMotion: "reduce", viewport: { width: 1280, height: 900 } });
  person.setDefaultTimeout(PATIENCE_MS);
  return person;
}

const languageOf = (page: Page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

describe("No word of the page stays English", () => {
  let person: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    person = await speaker("en-GB");
    page = await person.newPage();
  });
  afterAll(() => person.close());

  it.each([
    ["the welcome", "welcome", "", "#chat-input"],
    ["starters", "starters", "", ".starter"],
    ["profiles", "profiles", "", "#chat-input"],
    ["an empty list of chats", "empty", "", "#chat-input"],
    ["a chat", "rest", "&looks&signedin", ".ai-message"],
    ["a chat that is edited", "edited", "", ".ai-message"],
    ["tools of the message box", "tools", "", "#command-button"],
    ["an answer being written", "streaming", "", ".ai-message"],
    ["steps", "steps", "", ".step-line"],
    ["a question", "ask", "", ".ai-message"],
    ["a failure", "error", "", ".ai-message"],
    ["an answer that was stopped", "stopped", "", ".ai-message"],
    ["an answer that was cut off", "interrupted", "", ".ai-message"],
    ["a lost line", "offline", "", ".notice"],
    ["a line that comes back", "reconnecting", "", "#chat-input"],
    ["a store that is away", "storeaway", "", ".notice"],
    ["the beginning", "connecting", "", ".shell"],
    ["a server that refuses", "failed", "", ".notice"],
    ["another tab", "replaced", "", ".notice"],
    ["messages under way", "pending", "", ".pending"],
    ["messages that wait", "queue", "", ".ai-message"],
    ["messages that are held", "held", "", ".ai-message"],
    ["an error in the app's file", "loaderror", "", ".shell"],
    ["a chat that is not there", "notfound", "", ".shell"],
    ["a server that does not answer", "boot", "", ".page"],
    ["the search", "profilechat", "&dialog=search", "[role=combobox]"],
    ["the list of shortcuts", "rest", "&dialog=keys", "[role=dialog] [data-shortcut]"],
    ["the settings of a chat", "settings", "&dialog=settings", "[role=dialog] [role=tab]"],
    ["the settings of the page", "settings", "&dialog=settings&section=interface", "[role=dialog] [role=radiogroup]"],
    ["what one can do with one's data", "settings", "&dialog=settings&section=data", "[role=dialog] .danger-line"],
    ["the keys in the settings", "settings", "&dialog=settings&section=keys", "[role=dialog] #submit-env"],
    ["the settings beside the chat", "settings", "&panel", "aside [role=tab]"],
    ["the keys that are missing", "keys", "", "[role=dialog] #submit-env"],
    ["a key that was refused", "keysrefused", "", "[role=dialog] [aria-invalid]"],
    ["the theme panel", "rest", "&themepanel", "#theme-panel"],
    ["the question before a new chat", "rest", "&dialog=newchat", "[role=dialog] #confirm"],
    ["the sign-in", "signin", "&error=access_denied", "#password"],
    ["a sign-in that ended", "signedout", "", "[role=dialog] #password"],
  ])("in %s", async (_name, state, more, wanted) => {
    await page.goto(states.address(state, `${more}&lang=pseudo`));
    await page.locator(wanted).first().waitFor();
    await page.waitForFunction(() => document.querySelector(".plain") === null);
    expect(await untranslated(page)).toEqual([]);
  });

  it("in the menus", async () => {
    await page.goto(states.address("rest", "&signedin&lang=pseudo"));
    for (const button of ["#theme-toggle", "#user-nav-button", ".threads li:nth-of-type(1) .more"]) {
      await page.locator(".threads li").first().hover();
      await page.locator(button).first().click();
      await page.locator(".menu [role^=menuitem]").first().waitFor();
      expect(await untranslated(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.locator(".menu").waitFor({ state: "detached" });
    }
  });
});

describe("The page speaks the nearest of its languages", () => {
  it.each([
    ["de-CH", "de-CH", "ltr", "Neuer Chat"],
    ["pt-BR", "pt-BR", "ltr", "Nova conversa"],
    ["zh-HK", "zh-HK", "ltr", "新對話"],
    ["ar", "ar", "rtl", "محادثة جديدة"],
    ["he", "he", "rtl", "צ׳אט חדש"],
    ["is-IS", "en", "ltr", "New chat"],
  ])("to a browser set to %s", async (locale, lang, dir, newChat) => {
    await using person = await speaker(locale);
    const { page } = await ChatPage.open(person, app.url);
    expect(await languageOf(page)).toEqual([lang, dir]);
    await seen(page, newChat, { exact: true }).first().waitFor();
  });
});

describe("An app", () => {
  it("says a line of the page and an answer in the person's language", async () => {
    await using person = await speaker("de-CH");
    const chat = await ChatPage.open(person, app.url);
    await chat.page.getByRole("heading", { name: "Ahoi! Wohin?" }).waitFor();
    await chat.ask("how many", "3 Boote");
  });

  it("is told the language a person asked for, and may speak it where the page does not", async () => {
    await using person = await speaker("sv-SE");
    const chat = await ChatPage.open(person, app.url);
    expect(await languageOf(chat.page)).toEqual(["en", "ltr"]);
    await chat.ask("language", "You asked for sv-SE");
    await chat.ask("how many", "3 båtar");
  });
});
