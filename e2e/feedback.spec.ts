// What people think of answers, the messages they keep, and what they sent before: on the page, with a keyboard, after a reload and in other tabs.
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "../packages/web/test/axe.ts";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage, seen } from "./support/chat-page.ts";
import { type RunningApp, runExample } from "./support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("feedback")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

async function answered(person: BrowserContext, ...texts: readonly string[]): Promise<ChatPage> {
  const chat = await ChatPage.open(person, app.url);
  for (const text of texts.length > 0 ? texts : ["Kinloch"]) await chat.ask(text, `The boat to ${text} leaves`);
  return chat;
}
const pressed = (chat: ChatPage, name: string) => chat.button(name).last().getAttribute("aria-pressed");

describe("A thumb", () => {
  it("is stored with its press; reasons and words follow; a reload and another tab have all of it", async () => {
    await using person = await newPerson(browser);
    const chat = await answered(person);
    const other = await ChatPage.open(person, await chat.threadUrl());
    await other.hears("The boat to Kinloch");
    await chat.button("Bad answer").click();
    const form = chat.page.getByRole("form", { name: "What went wrong?" });
    await form.waitFor();
    // Before anything more was said.
    await expect.poll(() => pressed(other, "Bad answer")).toBe("true");
    await form.getByRole("button", { name: "Wrong time" }).click();
    await form.getByRole("textbox").fill("It sails at ten.");
    await form.getByRole("button", { name: "Send" }).click();
    await form.waitFor({ state: "detached" });
    await chat.hears("The harbour office reads “It sails at ten.” today.");

    await chat.reload();
    await chat.hears("The boat to Kinloch");
    // It is of the answer, not of what the app said to the rating.
    await expect.poll(() => pressed(chat, "Bad answer")).toBe("true");
    await chat.button("Say more").last().click();
    const again = chat.page.getByRole("form", { name: "What went wrong?" });
    await expect.poll(() => again.getByRole("textbox").inputValue()).toBe("It sails at ten.");
    await again.getByRole("button", { name: "Wrong time", pressed: true }).waitFor();
    await again.getByRole("button", { name: "Close" }).click();

    await chat.button("Good answer").last().click();
    await expect.poll(() => pressed(other, "Good answer")).toBe("true");
    await expect.poll(() => pressed(other, "Bad answer")).toBe("false");
    await chat.button("Good answer").last().click();
    await expect.poll(() => pressed(other, "Good answer")).toBe("false");
    await chat.page.getByRole("form").waitFor({ state: "detached" });
    expect([...chat.trouble, ...other.trouble]).toEqual([]);
  });

  it("is of its own answer: another version has none, and the first keeps its own", async () => {
    await using person = await newPerson(browser);
    const chat = await answered(person);
    await chat.button("Good answer").click();
    await expect.poll(() => pressed(chat, "Good answer")).toBe("true");
    await chat.button("Answer again").click();
    await chat.rests();
    await expect.poll(() => pressed(chat, "Good answer")).toBe("false");
    await chat.button("Earlier version").click();
    await expect.poll(() => pressed(chat, "Good answer")).toBe("true");
    expect(chat.trouble).toEqual([]);
  });

  it("is given, explained and left with the keyboard alone", async () => {
    await using person = await newPerson(browser);
    const chat = await answered(person);
    const { keyboard } = chat.page;
    await chat.button("Good answer").waitFor();
    await chat.button("Copy").last().focus();
    await keyboard.press("ArrowRight");
    await expect.poll(() => chat.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Good answer");
    await keyboard.press("Enter");
    await chat.page.getByRole("form", { name: "What was good?" }).waitFor();
    await chat.page.locator("#feedback-comment").focus();
    await keyboard.type("Quick.");
    await keyboard.press("Control+Enter");
    await chat.page.getByRole("form").waitFor({ state: "detached" });
    await expect.poll(() => chat.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Good answer");
    await chat.button("Say more").click();
    await expect.poll(() => chat.page.locator("#feedback-comment").inputValue()).toBe("Quick.");
    await chat.page.locator("#feedback-comment").focus();
    await keyboard.press("Escape");
    await chat.page.getByRole("form").waitFor({ state: "detached" });
    expect(chat.trouble).toEqual([]);
  });
});

describe("A favourite", () => {
  it("is starred on one's own message, used in another chat, and taken out of the list", async () => {
    await using person = await newPerson(browser);
    const chat = await answered(person);
    await chat.said.first().hover();
    await chat.button("Add to favourites").click();
    await chat.button("Remove from favourites").waitFor();
    const first = await chat.threadUrl();

    const other = await ChatPage.open(person, app.url);
    await other.field.fill("half written");
    await other.button("Favourites").click();
    const list = other.page.getByRole("dialog", { name: "Favourites" });
    await list.getByRole("button", { name: /^Kinloch/ }).click();
    await expect.poll(() => other.field.inputValue()).toBe("Kinloch");
    expect(await other.answers.count()).toBe(0);
    // What stood there is one step on.
    await other.field.press("Alt+ArrowDown");
    await expect.poll(() => other.field.inputValue()).toBe("half written");
    await other.button("Favourites").click();
    await list.getByRole("button", { name: "Remove from favourites" }).click();
    await seen(other.page, "Star a message of yours").waitFor();
    await other.page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });

    await chat.page.goto(first);
    await chat.hears("The boat to Kinloch");
    await chat.said.first().hover();
    await chat.button("Add to favourites").waitFor();
    expect([...chat.trouble, ...other.trouble]).toEqual([]);
  });
});

describe("What was sent before", () => {
  it("comes back with Alt and the arrows: of this chat, then of others; and ends at what stood in the box", async () => {
    await using person = await newPerson(browser);
    await answered(person, "Sanday");
    const chat = await answered(person, "Kinloch", "Ellary");
    await chat.field.fill("begun");
    for (const text of ["Ellary", "Kinloch", "Sanday"]) {
      await chat.field.press("Alt+ArrowUp");
      await expect.poll(() => chat.field.inputValue()).toBe(text);
    }
    for (const text of ["Kinloch", "Ellary", "begun"]) {
      await chat.field.press("Alt+ArrowDown");
      await expect.poll(() => chat.field.inputValue()).toBe(text);
    }
    // In a chat with messages the arrow alone edits the last one, as ever; in a new one there is none to edit.
    await chat.field.fill("");
    await chat.field.press("ArrowUp");
    await chat.page.locator("#edit-chat-input").waitFor();
    const fresh = await ChatPage.open(person, app.url);
    await fresh.button("Sent before").waitFor();
    await fresh.field.press("ArrowUp");
    await expect.poll(() => fresh.field.inputValue()).toBe("Ellary");
    expect([...chat.trouble, ...fresh.trouble]).toEqual([]);
  });

  it("is found in its list", async () => {
    await using person = await newPerson(browser);
    const chat = await answered(person, "Kinloch", "Ellary");
    await chat.button("Sent before").click();
    const list = chat.page.getByRole("dialog", { name: "Sent before" });
    await list.getByRole("searchbox").fill("kin");
    await list.getByRole("button", { name: "Ellary" }).waitFor({ state: "detached" });
    await chat.page.keyboard.press("ArrowDown");
    // The ring around it is not cut off by the edge of the list.
    const ring = () => list.getByRole("button", { name: /^Kinloch/ }).evaluate((button) => getComputedStyle(button).outlineOffset);
    await expect.poll(ring).toBe("-2px");
    await chat.page.keyboard.press("Enter");
    await list.waitFor({ state: "detached" });
    await expect.poll(() => chat.field.inputValue()).toBe("Kinloch");
    await expect.poll(() => chat.page.evaluate(() => document.activeElement?.id)).toBe("chat-input");
    expect(chat.trouble).toEqual([]);
  });
});

describe("Thumbs, their form and the lists", () => {
  it.each(["", "?theme=dark", "?lang=ar"])("have nothing that axe finds, and nothing goes over the edge of a phone: %o", async (how) => {
    await using person = await newPerson(browser);
    const chat = await answered(person);
    await chat.button("Bad answer").click();
    await chat.page.getByRole("form").waitFor();
    expect(await findings(chat.page)).toEqual([]);
    await chat.page.setViewportSize({ width: 390, height: 800 });
    if (how.includes("dark")) await chat.page.emulateMedia({ colorScheme: "dark" });
    if (how.includes("ar")) await chat.page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    // Whatever is said of an answer can be read while it is written.
    const comment = chat.page.locator("#feedback-comment");
    await comment.fill("It sails at ten, not nine; and on Sundays there is none at all, as the board on the pier says.");
    await expect.poll(() => comment.evaluate((field) => field.scrollHeight - field.clientHeight)).toBe(0);
    expect(await findings(chat.page)).toEqual([]);
    expect(await chat.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await chat.button("Sent before").click();
    await chat.page.getByRole("dialog", { name: "Sent before" }).waitFor();
    expect(await findings(chat.page)).toEqual([]);
  });
});
