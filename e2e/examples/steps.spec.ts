import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, textOf } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("steps")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

const inside = (chat: ChatPage, parent: string, child: string) => chat.step(parent).locator(`.step[data-step-name="${child}"]`);

describe("The steps example", () => {
  it("shows the work while it is done, and folds it to one line after", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    // Open by the author's wish while it works: what is inside of it can be seen, if only for a moment.
    const insideWasShown = await chat.watchFor('.step[data-step-name="Plan the trip"] .step[data-step-name="Check the weather"]');
    await chat.say("to the islands");
    await insideWasShown();
    await chat.hears("The next boat leaves Kinloch at 12:30.");
    await chat.rests();
    await chat.page.getByRole("button", { name: /^Worked for .*4 steps, 1 failed/ }).waitFor();
    expect(await chat.page.locator(".step[data-step-name]").count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("opens and closes by hand: the line, the step, the step inside, what went in and what came out", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("by noon", "The next boat leaves Kinloch at 12:30.");
    const summary = chat.page.getByRole("button", { name: /^Worked for/ });
    await summary.click();
    await opensAndReads(chat);
    // The failed one is open by itself.
    await expect.poll(() => chat.stepLine("Book a seat").getAttribute("aria-expanded")).toBe("true");
    await expect.poll(() => textOf(chat.step("Book a seat").locator(".step-card"))).toContain("The booking desk is closed.");
    await chat.stepLine("Plan the trip").click();
    await inside(chat, "Plan the trip", "Search the timetable").waitFor({ state: "hidden" });
    await summary.click();
    await chat.step("Plan the trip").waitFor({ state: "hidden" });

    // A stored conversation is the same one, here in a tab that has opened nothing yet.
    const again = await ChatPage.open(person, chat.page.url());
    await again.page.getByRole("button", { name: /^Worked for .*4 steps, 1 failed/ }).click();
    await opensAndReads(again);
    expect(chat.trouble).toEqual([]);
  });
});

async function opensAndReads(chat: ChatPage): Promise<void> {
  await expect.poll(() => chat.stepLine("Plan the trip").getAttribute("aria-expanded")).toBe("false");
  await chat.stepLine("Plan the trip").click();
  await inside(chat, "Plan the trip", "Search the timetable").waitFor();
  await chat.stepLine("Search the timetable").click();
  const card = chat.step("Search the timetable").locator("> .step-card");
  await card.getByRole("tab", { name: "Input" }).click();
  await card.getByRole("tabpanel").filter({ hasText: "by noon" }).waitFor();
  await card.getByRole("tab", { name: "Output" }).click();
  await card.getByRole("tabpanel").filter({ hasText: "Port Ellary" }).waitFor();
  await chat.stepLine("Check the weather").click();
  await chat.step("Check the weather").getByRole("tabpanel").filter({ hasText: "Light wind, no rain." }).waitFor();
}
