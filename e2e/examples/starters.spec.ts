// The starters example as a person uses it: pressed, put into the message box first, in groups, and gone when the chat has begun.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("starters")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

describe("The starters example", () => {
  it("sends with one click exactly what a starter says, and shows none in a chat that has begun", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.button("A day by the sea").click();
    await chat.hears("You asked: Plan a day by the sea.");
    await expect.poll(() => chat.said.allTextContents()).toEqual(["Plan a day by the sea."]);
    expect(await chat.page.locator("#starters").count()).toBe(0);
    await chat.reload();
    expect(await chat.page.locator("#starters").count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("shows one group at a time, the first to begin with, and none when the open one is closed", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const groups = chat.page.getByRole("group", { name: "Kinds of suggestions" });
    const trips = groups.getByRole("button", { name: "Trips" });
    await groups.getByRole("button", { name: "Trips", expanded: true }).waitFor();
    await chat.button("With children").waitFor();
    await trips.click();
    await groups.getByRole("button", { name: "Trips", expanded: false }).waitFor();
    expect(await chat.button("With children").count()).toBe(0);
    await trips.focus();
    await chat.page.keyboard.press("Tab");
    await chat.page.keyboard.press("Enter");
    await chat.button("What may I bring?").waitFor();
    expect(await chat.button("With children").count()).toBe(0);
    await chat.button("What may I bring?").focus();
    await chat.page.keyboard.press("Enter");
    await chat.hears("You asked: What may I bring on a boat?");
  });

  it("puts it into the message box with Alt, with a mouse and from the keyboard, and sends nothing", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.button("With children").click({ modifiers: ["Alt"] });
    await chat.page.waitForFunction(() => document.activeElement?.id === "chat-input");
    await expect.poll(() => chat.field.inputValue()).toBe("Plan a trip with two children.");
    await chat.field.fill("");
    await chat.button("A day by the sea").focus();
    await chat.page.keyboard.press("Alt+Enter");
    await expect.poll(() => chat.field.inputValue()).toBe("Plan a day by the sea.");
    await expect.poll(() => chat.page.locator("#starters").count()).toBe(1);
    await chat.field.press("Enter");
    await chat.hears("You asked: Plan a day by the sea.");
    await expect.poll(() => chat.said.count()).toBe(1);
  });

  it("puts it into the message box after a long press with a finger", async () => {
    await using person = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const chat = await ChatPage.open(person, app.url);
    const starter = chat.button("A day by the sea");
    const box = await starter.boundingBox();
    const touch = await person.newCDPSession(chat.page);
    const points = [{ x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 20 }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points });
    await chat.page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#chat-input")?.value !== "");
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect.poll(() => chat.field.inputValue()).toBe("Plan a day by the sea.");
    await starter.waitFor();
    expect(await chat.said.count()).toBe(0);
  });
});

describe("A prompt in the address", () => {
  it("fills the message box once, is gone from the address, and is not sent", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, `${app.url}?prompt=${encodeURIComponent("Where to?\nToday.")}`);
    await chat.page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#chat-input")?.value !== "");
    await expect.poll(() => chat.field.inputValue()).toBe("Where to?\nToday.");
    await expect.poll(() => chat.page.url()).toBe(app.url);
    await expect.poll(() => chat.field.evaluate((field) => field === document.activeElement)).toBe(true);
    await chat.page.locator("#welcome-screen").waitFor();
    await chat.field.fill("something else");
    await chat.field.press("Enter");
    await chat.hears("You asked: something else");
    await expect.poll(() => chat.said.count()).toBe(1);
  });

  it("comes before what was written and not sent", async () => {
    await using person = await newPerson(browser);
    const first = await ChatPage.open(person, app.url);
    await first.field.fill("half a thought");
    await first.page.close({ runBeforeUnload: true });
    const chat = await ChatPage.open(person, `${app.url}?prompt=Hello`);
    await chat.page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#chat-input")?.value.includes("Hello"));
    await expect.poll(() => chat.field.inputValue()).toBe("Hello\nhalf a thought");
  });
});
