import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

/** One transparent point. */
const PICTURE = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("form")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

const card = (chat: ChatPage): Locator => chat.page.locator("[data-ask-kind=form]");
const button = (chat: ChatPage, name: string): Locator => card(chat).getByRole("button", { name, exact: true });
const field = (chat: ChatPage, label: string): Locator => card(chat).getByLabel(label, { exact: true });
const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
const summary = (chat: ChatPage): Locator => card(chat).getByRole("group", { name: /Fields that need another value/ });

/** The first two steps, with one grown-up. */
async function toTickets(chat: ChatPage): Promise<void> {
  await field(chat, "Day").fill("2026-11-14");
  await button(chat, "Next").click();
  await field(chat, "Name").fill("Maren Holt");
  await card(chat).getByRole("radio", { name: "On foot" }).check();
  await button(chat, "Next").click();
  await field(chat, "Email").waitFor();
}

describe("The form example", () => {
  it("is filled in step by step, with a list that grows and moves by keyboard; what is wrong is said at its field, and kept over a reload", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("I want to travel");
    await chat.hears("Tell me about your trip.");
    // A step with a wrong value is not left, and the summary leads to the field.
    await button(chat, "Next").click();
    await summary(chat).waitFor();
    await expect.poll(() => hasFocus(summary(chat))).toBe(true);
    await summary(chat).getByRole("button", { name: "Day" }).click();
    await expect.poll(() => hasFocus(field(chat, "Day"))).toBe(true);
    await field(chat, "Day").fill("2026-11-14");
    await summary(chat).waitFor({ state: "detached" });
    await button(chat, "Next").click();
    await card(chat).getByText("Step 2 of 3").waitFor();

    // Two people, and the second goes first; all by keyboard.
    await field(chat, "Name").fill("Iain Ross");
    await field(chat, "Age").fill("9");
    await button(chat, "Add: Passengers").press("Enter");
    const second = card(chat).getByRole("textbox", { name: "Name" }).nth(1);
    await expect.poll(() => hasFocus(second)).toBe(true);
    await chat.page.keyboard.type("Maren Holt");
    await chat.page.keyboard.press("Tab");
    await chat.page.keyboard.type("8");
    await button(chat, "Move Passengers 2 up").press("Enter");
    await expect.poll(() => card(chat).getByRole("textbox", { name: "Name" }).first().inputValue()).toBe("Maren Holt");
    await card(chat).getByRole("radio", { name: "With a car" }).check();
    await field(chat, "Number plate").fill("SY12 ABC");

    // What was typed is there after a reload, in the step where it was.
    await expect.poll(() => chat.page.evaluate(() => Object.values(localStorage).some((kept) => kept.includes("SY12 ABC")))).toBe(true);
    await chat.reload();
    await card(chat).getByText("Step 2 of 3").waitFor();
    await expect.poll(() => card(chat).getByRole("textbox", { name: "Name" }).first().inputValue()).toBe("Maren Holt");
    await expect.poll(() => field(chat, "Number plate").inputValue()).toBe("SY12 ABC");
    await button(chat, "Next").click();

    await field(chat, "Email").fill("maren@harbour");
    await card(chat).locator("input[type=file]").setInputFiles({ name: "card.png", mimeType: "image/png", buffer: PICTURE });
    await card(chat).locator('[data-upload="done"]').waitFor();
    await field(chat, "I have read the harbour rules").check();
    await button(chat, "Book").click();
    await card(chat).getByText("This is not an email address.").first().waitFor();
    await field(chat, "Email").fill("maren@harbour.example");
    await button(chat, "Book").click();
    // Only the schema knows this: the form goes back to where it is wrong.
    await card(chat).getByText("Children travel with somebody who is 16 or older.").first().waitFor();
    await card(chat).getByText("Step 2 of 3").waitFor();
    await card(chat).getByRole("spinbutton", { name: "Age" }).first().fill("41");
    await button(chat, "Next").click();
    await button(chat, "Book").click();
    await chat.hears(
      "Booked: Maren Holt and Iain Ross, from Kinloch on 2026-11-14, with the car SY12 ABC. A third off, with card.png. The tickets go to maren@harbour.example.",
    );
    await card(chat).waitFor({ state: "detached" });
    // The device forgets it, and it does not come back.
    await expect.poll(() => chat.page.evaluate(() => Object.values(localStorage).some((kept) => kept.includes("SY12 ABC")))).toBe(false);
    expect(chat.trouble).toEqual([]);
  });

  it("can be left out", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("I want to travel");
    await button(chat, "Skip").click();
    await chat.hears("Another time, then.");
    expect(chat.trouble).toEqual([]);
  });

  it("is still there after the server was killed, with what was typed, and its answer arrives", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("I want to travel");
    await chat.hears("Tell me about your trip.");
    await toTickets(chat);
    await field(chat, "Email").fill("maren@harbour.example");
    await app.kill();
    await app.start();
    await expect.poll(() => field(chat, "Email").inputValue()).toBe("maren@harbour.example");
    await field(chat, "I have read the harbour rules").check();
    // The line may still be on its way back; the page sends it then.
    await button(chat, "Book").click();
    await chat.hears("Booked: Maren Holt");
  });
});
