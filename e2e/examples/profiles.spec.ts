// The profiles example as a person uses it: chosen before a chat, changed in the middle of one, and what changes with it.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("profiles")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

const selector = (chat: ChatPage, name: string) => chat.page.getByRole("button", { name: `Profile: ${name}` });

async function choose(chat: ChatPage, name: string): Promise<void> {
  await chat.page.locator("#chat-profiles").click();
  await chat.page.getByRole("menuitemradio", { name }).click();
}

describe("The profiles example", () => {
  it("begins with its default profile, which introduces itself and brings its starters", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await selector(chat, "Harbour master").waitFor();
    const welcome = chat.page.locator("#welcome-screen");
    await welcome.getByRole("heading", { name: "Harbour master" }).waitFor();
    await welcome.locator("strong", { hasText: "boats, tides and piers" }).waitFor();
    // Lucide's glyph by its name.
    await welcome.locator(".face svg path").first().waitFor({ state: "attached" });
    await chat.button("The tide").click();
    await chat.hears("harbour heard: Is the tide coming in?");
    expect(chat.trouble).toEqual([]);
  });

  it("tells what each says of itself while it is pointed at, with links one can reach", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.page.locator("#chat-profiles").click();
    await chat.page.getByRole("menuitemradio", { name: "Poet" }).waitFor();
    const names = await chat.page.getByRole("menuitemradio").evaluateAll((items) => items.map((item) => item.getAttribute("data-test")));
    expect(names).toEqual(["select-item:harbour", "select-item:poet", "select-item:clerk"]);
    await expect.poll(() => chat.page.getByRole("menuitemradio", { name: "Harbour master" }).getAttribute("aria-checked")).toBe("true");
    await chat.page.getByRole("menuitemradio", { name: "Poet" }).hover();
    const about = chat.page.locator("#chat-profile-description");
    await about.locator("em", { hasText: "in verse" }).waitFor();
    await about.hover();
    await about.locator("em", { hasText: "in verse" }).waitFor();
    await chat.page.keyboard.press("Escape");
    await about.waitFor({ state: "hidden" });
  });

  it("has the footnote of its profile under the message box, in the language of the page, and after a reload", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const line = chat.page.locator(".watermark");
    await selector(chat, "Harbour master").waitFor();
    expect(await line.count()).toBe(0);
    await choose(chat, "Poet");
    await line.getByText("A rhyme is not a timetable.").waitFor();
    await chat.ask("a line", "poet heard: a line");
    await line.getByText("A rhyme is not a timetable.").waitFor();
    // Under the box, not in it, and whole.
    const [box, under] = [await chat.page.locator("#message-composer").boundingBox(), await line.boundingBox()];
    expect(under?.y ?? 0).toBeGreaterThanOrEqual((box?.y ?? 0) + (box?.height ?? 0));
    await chat.page.goto(`${chat.page.url()}?lang=ar`);
    await line.getByText("القافية ليست جدول مواعيد.").waitFor();
    await expect.poll(() => line.count()).toBe(1);
    await choose(chat, "Harbour master");
    await line.waitFor({ state: "detached" });
    expect(chat.trouble).toEqual([]);
  });

  it("changes an unused chat at once, from the keyboard, and the focus goes on to the message box", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await selector(chat, "Harbour master").focus();
    await chat.page.keyboard.press("Enter");
    await chat.page.waitForFunction(() => document.activeElement?.closest("[role=menu]") !== null);
    await chat.page.keyboard.press("p");
    await chat.page.waitForFunction(() => document.activeElement?.getAttribute("data-test") === "select-item:poet");
    await chat.page.keyboard.press("Enter");
    await selector(chat, "Poet").waitFor();
    await chat.page.getByRole("heading", { name: "Poet" }).waitFor();
    await chat.button("A poem about rain").waitFor();
    expect(await chat.button("The tide").count()).toBe(0);
    await chat.page.waitForFunction(() => document.activeElement?.id === "chat-input");
    expect(await chat.page.getByRole("dialog").count()).toBe(0);
    await chat.page.keyboard.type("hello");
    await chat.page.keyboard.press("Enter");
    await chat.hears("poet heard: hello");
  });

  it("shows the app's starters where a profile has none of its own", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await selector(chat, "Harbour master").waitFor();
    await choose(chat, "Clerk");
    await chat.button("Book a seat").click();
    await chat.hears("clerk heard: Book a seat on the next boat.");
  });

  it("goes on in place where the app takes the chat over, and the settings of the new profile hold at once", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("hello", "harbour heard: hello");
    const address = await chat.threadUrl();
    await expect.poll(() => chat.button("Edit").count()).toBe(1);
    await choose(chat, "Poet");
    await chat.hears("The poet takes over.");
    await selector(chat, "Poet").waitFor();
    expect(chat.page.url()).toBe(address);
    // The poet shows no work and lets nobody edit; that is the profile's, and the page goes by it.
    await chat.page.waitForFunction(() => document.querySelectorAll(".edit-message").length === 0);
    await chat.page.waitForFunction(() => document.title.endsWith("Poet"));
    await chat.reload();
    await selector(chat, "Poet").waitFor();
    expect(await chat.button("Edit").count()).toBe(0);
  });

  it("asks before it leaves a chat that the app does not hand over; no leaves everything as it was", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("hello", "harbour heard: hello");
    const address = await chat.threadUrl();
    await choose(chat, "Clerk");
    const dialog = chat.page.getByRole("dialog", { name: "Start a new chat with Clerk?" });
    await dialog.getByRole("button", { name: "Stay here" }).click();
    await dialog.waitFor({ state: "hidden" });
    await selector(chat, "Harbour master").waitFor();
    expect(chat.page.url()).toBe(address);

    await choose(chat, "Clerk");
    await dialog.getByRole("button", { name: "New chat" }).click();
    await selector(chat, "Clerk").waitFor();
    await chat.page.locator("#welcome-screen").waitFor();
    await chat.ask("again", "clerk heard: again");
    await chat.page.goto(address);
    await chat.hears("harbour heard: hello");
    await selector(chat, "Harbour master").waitFor();
  });

  it("is chosen on a phone, where what each says of itself stands under its name", async () => {
    await using person = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const chat = await ChatPage.open(person, app.url);
    await chat.page.locator("#chat-profiles").tap();
    const poet = chat.page.getByRole("menuitemradio", { name: "Poet" });
    await poet.getByText("in verse").waitFor();
    await poet.tap();
    await selector(chat, "Poet").waitFor();
    expect(await chat.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
