// The tour without a mouse: every stop is reached, read, stopped, answered, tried again and edited with keys alone.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium, newPerson } from "../support/browser.ts";
import { ChatPage } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchChromium(), runExample("tour")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

it("The tour can be taken by keyboard alone", async () => {
  await using person = await newPerson(browser);
  const chat = await ChatPage.open(person, app.url);
  const { keyboard } = chat.page;
  const say = async (words: string) => {
    await keyboard.press("Shift+Escape");
    await keyboard.type(words);
    await keyboard.press("Enter");
  };
  await chat.hears("Welcome to Colloquy.");
  await chat.rests();

  await say("memory");
  await chat.hears("You have sent 1 message in this chat.");
  await chat.rests();

  await say("stream");
  await chat.answers.last().getByRole("heading", { name: "Saturday’s late sailings" }).waitFor();
  await keyboard.press("Escape");
  await chat.page.locator(".ended", { hasText: "Stopped." }).waitFor();
  await chat.rests();

  await say("steps");
  await chat.hears("Five sailings left late");
  await chat.rests();
  await keyboard.press("Alt+ArrowUp");
  await chat.page.waitForFunction(() => document.activeElement?.matches(".turn-row"));
  // Into the turn with Tab, until its trail of work has the focus.
  await chat.page.waitForFunction(() => document.activeElement?.closest(".turn-row") !== null);
  for (let presses = 0; presses < 20; presses++) {
    if (await chat.page.evaluate(() => document.activeElement?.matches("[aria-expanded]") ?? false)) break;
    await keyboard.press("Tab");
  }
  const before = await chat.page.evaluate(() => document.activeElement?.getAttribute("aria-expanded"));
  expect(before).toMatch(/true|false/);
  await keyboard.press("Enter");
  await chat.page.waitForFunction((was) => document.activeElement?.getAttribute("aria-expanded") !== was, before);

  await say("ask");
  await chat.hears("Which harbour do you sail from?");
  await say("Kinloch");
  await chat.hears("Then I will look at boats from Kinloch");
  await chat.rests();

  await say("error");
  await chat.page.getByText("Two vessels were given berth 2 at 13:05.").waitFor();
  await chat.rests();
  const begun = await chat.watchFor('.log[aria-busy="true"]');
  await keyboard.press("Control+Shift+R");
  await begun();
  await chat.rests();

  await say("branch");
  await chat.hears("press the pencil");
  await chat.rests();
  await keyboard.press("ArrowUp");
  await chat.page.waitForFunction(() => document.activeElement?.id === "edit-chat-input");
  await keyboard.type(" again");
  await keyboard.press("Enter");
  await chat.hears("You changed “branch” into “branch again”.");
  await chat.rests();
  expect(chat.trouble).toEqual([]);
});
