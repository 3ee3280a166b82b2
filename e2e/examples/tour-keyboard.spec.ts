// The tour without a mouse: every stop is reached, read, stopped, answered, tried again and edited with keys alone.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, seen } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("tour")]);
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
    await chat.page.waitForFunction(() => document.activeElement?.id === "chat-input");
    await keyboard.type(words);
    await keyboard.press("Enter");
  };
  const focusOn = async (matches: string, key = "Tab") => {
    for (let presses = 0; presses < 40; presses++) {
      if (await chat.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, matches)) return;
      await keyboard.press(key);
    }
    throw new Error(`${key} does not reach ${matches}.`);
  };
  await chat.button("Count my messages").waitFor();
  await focusOn(".starter");
  await keyboard.press("Enter");
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
  // In the box these keys are for what was sent before.
  await keyboard.press("Shift+Tab");
  await chat.page.waitForFunction(() => document.activeElement?.id !== "chat-input");
  await keyboard.press("Alt+ArrowUp");
  await chat.page.waitForFunction(() => document.activeElement?.matches(".turn-row"));
  // Into the turn with Tab, until its trail of work has the focus.
  await chat.page.waitForFunction(() => document.activeElement?.closest(".turn-row") !== null);
  for (let presses = 0; presses < 20; presses++) {
    if (await chat.page.evaluate(() => document.activeElement?.matches(".trail [aria-expanded]") ?? false)) break;
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

  await focusOn(".follow-up", "Shift+Tab");
  // Backwards, the last of them comes first: all stops.
  await keyboard.press("Enter");
  await chat.hears("Say one word to see it at work:");
  await chat.rests();

  await say("choice");
  await chat.page.getByRole("radio", { name: "12:30 to Skerry Bay Calm" }).waitFor();
  // From behind, the last of the group comes first; the arrows choose.
  await focusOn('.choice input[type="radio"]', "Shift+Tab");
  await keyboard.press("ArrowUp");
  await keyboard.press("Enter");
  await chat.hears("The 16:10 it is.");
  await chat.rests();

  await say("approve");
  await chat.page.locator(".ask[data-ask-kind=approval] .acts").waitFor();
  await focusOn(".ask[data-ask-kind=approval] .btn.primary", "Shift+Tab");
  await keyboard.press("Enter");
  await chat.hears("Seat 12 is booked.");
  await chat.rests();

  await say("elements");
  await chat.hears("Each is one class");
  await chat.rests();
  const panel = chat.page.getByRole("complementary");
  await panel.getByText("3 of 3").waitFor();
  await say("artifact");
  await chat.hears("That is an artifact");
  await chat.rests();
  await panel.getByRole("tabpanel", { name: "View" }).getByRole("heading", { name: "Winter timetable" }).waitFor();
  await keyboard.press("Control+.");
  await panel.waitFor({ state: "detached" });
  await say("files");
  await chat.hears("Drop a file anywhere on this page");
  await chat.rests();

  await say("settings");
  await chat.hears("The 12:30 leaves on time. The sea is calm.");
  await chat.rests();
  await keyboard.press("Control+,");
  const dialog = chat.page.getByRole("dialog", { name: "Settings" });
  await dialog.getByRole("radio", { name: "Plain" }).waitFor();
  await focusOn('[role="dialog"] input[type="radio"]');
  await keyboard.press("ArrowDown");
  await expect.poll(() => dialog.getByRole("radio", { name: "Warm" }).isChecked()).toBe(true);
  await focusOn('input[type="range"]');
  await keyboard.press("ArrowRight");
  await focusOn("button.primary");
  await keyboard.press("Enter");
  await chat.page.locator(".toast").filter({ hasText: "From now on: 3 warm sentences" }).waitFor();
  await dialog.waitFor({ state: "detached" });
  await say("settings");
  await chat.hears("There is a seat for you on every boat.");
  await chat.rests();

  await say("commands");
  await chat.hears("Type / and pick one");
  await chat.rests();
  await keyboard.type("/tick");
  await chat.page.getByRole("listbox", { name: "Commands" }).waitFor();
  await keyboard.press("Enter");
  await chat.button("Remove Ticket").waitFor();
  await keyboard.press("Enter");
  await chat.hears("Seat 12 is yours.");
  await chat.rests();

  await say("modes");
  await chat.hears("The message box has a picker now.");
  await chat.rests();
  await focusOn("#mode-picker-trigger-pace");
  await keyboard.press("Enter");
  await chat.page.waitForFunction(() => document.activeElement?.closest('[role="menu"]'));
  await focusOn('[role="menuitemradio"][aria-checked="false"]', "ArrowDown");
  await keyboard.press("Enter");
  await chat.button("Pace: Careful").waitFor();
  await chat.page.getByRole("menu").waitFor({ state: "detached" });
  await chat.page.waitForFunction(() => document.activeElement?.id === "mode-picker-trigger-pace");

  await say("mentions");
  await chat.step("Think it over").waitFor();
  await chat.hears("Type @ and pick a pier.");
  await chat.rests();
  await keyboard.type("@sk");
  await chat.page.getByRole("option", { name: /^Skerry Bay/ }).waitFor();
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  await chat.hears("Skerry Bay: 11:15 and 17:40");
  await chat.rests();

  await say("error");
  await seen(chat.page, "Two vessels were given berth 2 at 13:05.").waitFor();
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
