// The view example as a person uses it: a booking that changes where it stands, while they type into it.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, seen } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("view")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

describe("The view example", () => {
  it("books a ferry in one message: what is typed stays while it changes, and the booking is there after a reload", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("ferries");
    const { page } = chat;
    await page.getByRole("cell", { name: "12:30" }).waitFor();
    await chat.button("Book Kinloch").click();
    const field = page.getByRole("textbox", { name: /Who travels/ });
    await field.pressSequentially("Ad");
    await page.getByRole("progressbar").waitFor();
    await field.pressSequentially("a L.");
    await seen(page, "The ticket is in your mail").waitFor();
    expect(await field.inputValue()).toBe("Ada L.");
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await chat.button("Save").click();
    await seen(page, "Ada L. travels").waitFor();
    await expect.poll(() => field.count()).toBe(0);
    await chat.rests();
    await chat.reload();
    await seen(page, "Ada L. travels").waitFor();
    await chat.button("Cancel").click();
    await page.getByRole("dialog", { name: "Cancel" }).getByRole("button", { name: "Cancel" }).last().click();
    await seen(page, "Cancelled", { exact: true }).waitFor();
    expect(await chat.answers.count()).toBe(1);
    expect(chat.trouble).toEqual([]);
  });

  it("says at the field what is missing", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("ferries");
    await chat.button("Book Port Ellary").click();
    await seen(chat.page, "The ticket is in your mail").waitFor();
    await chat.button("Save").click();
    const field = chat.page.getByRole("textbox", { name: /Who travels/ });
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    await field.fill("Maren");
    await chat.button("Save").click();
    await seen(chat.page, "Maren travels").waitFor();
    expect(chat.trouble).toEqual([]);
  });
});
