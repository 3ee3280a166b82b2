// The choices example as a person uses it: one of some cards, several of many, and a button that asks first.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, seen } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("choices")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

describe("The choices example", () => {
  it("asks for a vessel and for piers, and sends its letter once the person is sure", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.hears("Which afternoon");
    await chat.say("Saturday");
    const { page } = chat;
    const answer = page.getByRole("button", { name: "Answer", exact: true });
    await page.getByRole("radio", { name: "MV Tern Recommended" }).check();
    await answer.click();
    await page.getByRole("checkbox", { name: "Kinloch" }).check();
    await page.getByRole("checkbox", { name: "Sanday" }).check();
    await answer.click();
    await chat.hears("MV Tern stands by. The letter to Kinloch and Sanday is written.");
    await chat.button("Send it").click();
    await page.getByRole("dialog", { name: "Send it" }).getByRole("button", { name: "Send it" }).click();
    await chat.hears("It is on its way.");
    await expect.poll(() => chat.button("Send it").count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("takes a vessel that nobody offered", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("Sunday");
    await chat.page.getByRole("textbox", { name: "Your own answer" }).fill("The tender");
    await chat.page.getByRole("button", { name: "Answer", exact: true }).click();
    await seen(chat.page, "You answered: The tender").waitFor();
    await chat.page.getByRole("checkbox", { name: "Torran" }).check();
    await chat.page.getByRole("button", { name: "Answer", exact: true }).click();
    await chat.hears("The tender stands by. The letter to Torran is written.");
    expect(chat.trouble).toEqual([]);
  });
});
