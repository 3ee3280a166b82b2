// A link to a chat, from the press that makes it to the copy that goes on: what its reader sees, and what they do not.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "../packages/web/test/axe.ts";
import { launchSmallChromium, newPerson, PATIENCE_MS } from "./support/browser.ts";
import { ChatPage } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";
import { watchTrouble } from "./support/watch-trouble.ts";

const APP = `
import { File, Message, onMessage, onSharedThreadView, Step } from "colloquy";

onMessage(async ({ content }) => {
  {
    await using step = new Step({ name: "look up", type: "tool" });
    step.output = "worked on " + content;
  }
  const elements = content === "file" ? [new File({ name: "plan.txt", bytes: new TextEncoder().encode("bytes of the plan") })] : [];
  await new Message({ content: "About **" + content + "**.", elements }).send();
});
onSharedThreadView((thread) => (thread.name === "refused" ? false : undefined));
`;
const CONFIG = `export default { name: "Harbourmaster", keepDeletedDays: 0, features: { allowThreadSharing: true } };`;

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runFiles({ "app.ts": APP, "colloquy.config.ts": CONFIG })]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

/** Somebody with a chat in which these were said. */
async function owner(...said: string[]): Promise<{ person: BrowserContext; chat: ChatPage }> {
  const person = await newPerson(browser);
  const chat = await ChatPage.open(person, app.url);
  for (const text of said) await chat.ask(text, `About ${text}.`);
  return { person, chat };
}

const dialog = ({ page }: ChatPage) => page.locator("#share-dialog");

/** Opens the dialog, makes a link with these wishes, and reads it. */
async function share(chat: ChatPage, wishes: readonly string[] = []): Promise<string> {
  await chat.page.locator("#share-button").click();
  for (const wish of wishes) await dialog(chat).getByLabel(wish).check();
  await chat.page.locator("#create-share").click();
  const link = chat.page.locator("#share-link");
  await link.waitFor();
  const address = await link.inputValue();
  await chat.page.keyboard.press("Escape");
  await dialog(chat).waitFor({ state: "detached" });
  return address;
}

async function look(person: BrowserContext, address: string): Promise<Page> {
  const page = await person.newPage();
  await page.goto(address);
  await page.locator("main.chat[data-state]").waitFor();
  return page;
}
const words = (page: Page) => page.locator(".bubble, .ai-message").allInnerTexts();
const gone = (page: Page) => page.getByRole("heading", { name: "This link leads nowhere" });

describe("A chat that is deleted where nothing deleted is kept", () => {
  it("is gone at once after a question, in another tab and with its link, and nothing offers it back", async () => {
    const { person: ada, chat } = await owner("tides");
    const address = await share(chat);
    const other = await ChatPage.open(ada, app.url);
    const line = ({ page }: ChatPage) => page.locator("#thread-history li.row", { hasText: "tides" });
    await line(other).waitFor();
    await line(chat).hover();
    await line(chat).locator(".thread-options").click();
    await chat.page.locator("#delete-thread").click();
    await chat.page.getByRole("dialog").getByText("This cannot be undone.").waitFor();
    await chat.page.locator("#confirm").click();
    await chat.page.getByText("Chat deleted").waitFor();
    expect(await chat.page.getByRole("button", { name: "Undo" }).count()).toBe(0);
    await line(other).waitFor({ state: "detached" });
    await gone(await look(ada, address)).waitFor();
    await other.page.locator(".sidebar #sidebar-settings").click();
    await other.page.locator("#chat-settings").getByRole("button", { name: "Data" }).waitFor();
    await ada.close();
  });
});

describe("A link to a chat", () => {
  it("is read by somebody else, without a socket and without a way to write, and goes on in a chat of their own", async () => {
    const { person: ada, chat } = await owner("tides", "moon");
    const address = await share(chat);
    expect(address).toMatch(/\/share\/[0-9a-f-]{36}$/);
    await using eve = await newPerson(browser);
    const page = await eve.newPage();
    const trouble = watchTrouble(page);
    const sockets: string[] = [];
    page.on("websocket", (socket) => sockets.push(socket.url()));
    page.on("request", (request) => request.url().includes("socket.io") && sockets.push(request.url()));
    await page.goto(address);
    await page.locator(".ai-message").nth(1).waitFor();
    await expect.poll(() => words(page)).toEqual(["tides", "About tides.", "moon", "About moon."]);
    expect(await page.locator("#chat-input, .edit-message, .sidebar, .step-line, .share-answer").count()).toBe(0);
    expect(await page.getByRole("heading", { level: 1 }).allInnerTexts()).toEqual(["tides"]);
    expect(await page.locator('meta[name="robots"]').getAttribute("content")).toContain("noindex");
    expect(sockets).toEqual([]);
    const button = page.locator("#continue-chat");
    await button.dblclick();
    await page.waitForURL(/\/thread\/[\w-]+$/, { timeout: PATIENCE_MS });
    const own = ChatPage.of(page);
    await own.hears("About moon.");
    await own.ask("stars", "About stars.");
    await expect.poll(() => page.locator(".sidebar .row a.link").count()).toBe(1);
    expect(await chat.answers.count()).toBe(2);
    expect(trouble).toEqual([]);
    expect(chat.trouble).toEqual([]);
    await ada.close();
  });

  it("is made from the menu of a chat in the list, whichever chat is open", async () => {
    const { person: ada, chat } = await owner("tides");
    await chat.page.keyboard.press("Control+Shift+O");
    await chat.page.locator("#welcome-screen").waitFor();
    const line = chat.page.locator("#thread-history li.row", { hasText: "tides" });
    await line.hover();
    await line.locator(".thread-options").click();
    await chat.page.locator("#share-thread").click();
    await chat.page.locator("#create-share").click();
    const link = chat.page.locator("#share-link");
    await link.waitFor();
    await using eve = await newPerson(browser);
    const page = await look(eve, await link.inputValue());
    await expect.poll(() => words(page)).toEqual(["tides", "About tides."]);
    expect(chat.trouble).toEqual([]);
    await ada.close();
  });

  it("shows steps and files where its owner wished, and the file is read by the link", async () => {
    const { person: ada, chat } = await owner("file");
    await chat.page.locator("#share-button").click();
    await dialog(chat).getByLabel("With its files").check();
    await dialog(chat).getByText("Who has the link can download these files.").waitFor();
    await chat.page.keyboard.press("Escape");
    const address = await share(chat, ["With the steps of work", "With its files"]);
    await using eve = await newPerson(browser);
    const page = await look(eve, address);
    await page.locator(".ai-message").first().waitFor();
    await page.locator(".step-line").first().waitFor();
    const file = page.locator('a[href*="/api/shared/"]').first();
    await file.waitFor();
    const answer = await page.request.get(new URL((await file.getAttribute("href")) ?? "", address).href);
    expect([answer.status(), await answer.text()]).toEqual([200, "bytes of the plan"]);
    await ada.close();
  });

  it("follows the chat where it is live, and says when it has been taken back", async () => {
    const { person: ada, chat } = await owner("tides");
    const address = await share(chat, ["Live: what comes later is in it, too"]);
    await using eve = await newPerson(browser);
    const page = await look(eve, address);
    await page.locator(".ai-message").filter({ hasText: "About tides." }).waitFor();
    await chat.ask("moon", "About moon.");
    await page.locator(".ai-message").filter({ hasText: "About moon." }).waitFor();
    await chat.page.locator("#share-button").click();
    await dialog(chat).getByRole("button", { name: "Take the link back" }).click();
    await dialog(chat).getByRole("list").waitFor({ state: "detached" });
    await gone(page).waitFor();
    expect(await page.locator(".ai-message").count()).toBe(0);
    await page.reload();
    await gone(page).waitFor();
    await ada.close();
  });

  it("leads to one answer from its toolbar, and is listed and taken back among the settings", async () => {
    const { person: ada, chat } = await owner("tides", "moon");
    await chat.page.locator(".share-answer").first().click();
    await dialog(chat).getByRole("heading", { name: "Share this answer" }).waitFor();
    await chat.page.locator("#create-share").click();
    const address = await chat.page.locator("#share-link").inputValue();
    await chat.page.keyboard.press("Escape");
    await using eve = await newPerson(browser);
    const page = await look(eve, address);
    await expect.poll(() => words(page)).toEqual(["tides", "About tides."]);
    await chat.page.keyboard.press("Control+,");
    await chat.page.getByRole("button", { name: "Data" }).click();
    const line = chat.page.locator(".shares li");
    await line.filter({ hasText: "one answer" }).waitFor();
    await line.getByRole("button", { name: "Take the link back" }).click();
    await line.waitFor({ state: "detached" });
    await page.reload();
    await gone(page).waitFor();
    await ada.close();
  });

  it("ends at the last minute of a day where its owner is, and its reader is told the hour where they are", async () => {
    const ada = await browser.newContext({ locale: "en-GB", timezoneId: "Pacific/Auckland" });
    ada.setDefaultTimeout(PATIENCE_MS);
    const chat = await ChatPage.open(ada, app.url);
    await chat.ask("tides", "About tides.");
    await chat.page.locator("#share-button").click();
    await dialog(chat).getByLabel("The link works for").selectOption("date");
    const year = new Date().getFullYear() + 1;
    await dialog(chat).getByLabel("Last day").fill(`${year}-07-01`);
    await chat.page.locator("#create-share").click();
    const address = await chat.page.locator("#share-link").inputValue();
    await chat.page.keyboard.press("Escape");
    await dialog(chat).waitFor({ state: "detached" });
    await chat.page.locator("#share-button").click();
    await dialog(chat)
      .locator(".shares li")
      .filter({ hasText: `until 1 Jul ${year}, 23:59` })
      .waitFor();
    const eve = await browser.newContext({ locale: "en-GB", timezoneId: "UTC" });
    eve.setDefaultTimeout(PATIENCE_MS);
    const page = await look(eve, address);
    await page.getByText(`until 1 Jul ${year}, 11:59`).waitFor();
    await Promise.all([ada.close(), eve.close()]);
  });

  it("stands in the lists with its address and what is in it, nothing over anything else, wide and on a phone", async () => {
    const { person: ada, chat } = await owner("tides");
    await share(chat, ["With the steps of work", "With its files"]);
    const { page } = chat;
    const apart = () =>
      page.locator(".shares li").evaluateAll((lines) =>
        lines.every((line) => {
          const room = line.getBoundingClientRect();
          const parts = [...line.querySelectorAll("a, small, .acts > *")].map((part) => part.getBoundingClientRect());
          const inside = parts.every(({ left, right }) => left >= room.left - 1 && right <= room.right + 1);
          const over = (one: DOMRect, other: DOMRect) =>
            one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;
          return inside && !parts.some((one, at) => parts.slice(at + 1).some((other) => over(one, other)));
        }),
      );
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.locator("#share-button").click();
      await page.locator("#share-dialog .shares li").waitFor();
      await expect.poll(apart).toBe(true);
      await page.keyboard.press("Escape");
      await page.locator("#share-dialog").waitFor({ state: "detached" });
      await page.keyboard.press("Control+,");
      await page.getByRole("button", { name: "Data" }).click();
      await page.locator("#chat-settings .shares li").waitFor();
      await expect.poll(apart).toBe(true);
      await page.keyboard.press("Escape");
      await page.locator("#chat-settings").waitFor({ state: "detached" });
    }
    await ada.close();
  });

  it("says no more of a link that the app refuses, or that never was, than of one that was taken back", async () => {
    const { person: ada, chat } = await owner("refused");
    const address = await share(chat);
    await using eve = await newPerson(browser);
    for (const one of [address, new URL(`/share/${crypto.randomUUID()}`, app.url).href, new URL("/share/nothing", app.url).href]) {
      const page = await look(eve, one);
      await gone(page).waitFor();
      expect(await page.title()).toBe("Harbourmaster");
      await page.close();
    }
    await ada.close();
  });

  it("names the app, can be printed, and has nothing that axe finds by day, by night and on a phone; its dialog neither", async () => {
    const { person: ada, chat } = await owner("tides");
    const address = await share(chat, ["With the steps of work"]);
    await chat.page.locator("#share-button").click();
    await dialog(chat).getByRole("list").waitFor();
    await dialog(chat).getByLabel("With its files").check();
    expect(await findings(chat.page)).toEqual([]);
    await using eve = await newPerson(browser);
    const page = await look(eve, address);
    await page.locator(".ai-message").first().waitFor();
    for (const [colorScheme, width] of [
      ["light", 1100],
      ["dark", 390],
      ["light", 390],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme, media: "screen" });
      await page.locator("#header").getByText("Harbourmaster", { exact: true }).waitFor();
      expect(await findings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => page.locator("#continue-chat").isVisible()).toBe(false);
    expect(await page.locator(".ai-message").first().isVisible()).toBe(true);
    await ada.close();
  });
});
