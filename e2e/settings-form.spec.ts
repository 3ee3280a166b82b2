// The settings form with every type of input: what each takes by keyboard, and what it refuses.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const APP = { "app.ts": readFileSync(fileURLToPath(new URL("./page/settings-app.ts", import.meta.url)), "utf8") };

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runFiles(APP)]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

async function openForm(person: BrowserContext): Promise<{ readonly chat: ChatPage; readonly dialog: Locator }> {
  const chat = await ChatPage.open(person, app.url);
  await chat.hears("Ready.");
  return { chat, dialog: await open(chat) };
}

async function open(chat: ChatPage): Promise<Locator> {
  await chat.button("Settings of this chat").click();
  const dialog = chat.page.getByRole("dialog", { name: "Settings" });
  await dialog.getByRole("button", { name: "Save", exact: true }).waitFor();
  return dialog;
}

async function save(dialog: Locator): Promise<void> {
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** What the app has, as it says itself. */
async function saved(chat: ChatPage): Promise<Readonly<Record<string, unknown>>> {
  const before = await chat.answers.count();
  await chat.say("what");
  await expect.poll(() => chat.answers.count()).toBe(before + 1);
  await chat.rests();
  return JSON.parse((await chat.answers.last().locator("code").textContent()) ?? "");
}

const hasFocus = (element: Locator) => element.evaluate((one) => one === document.activeElement);

describe("The settings form", () => {
  it("walks its tabs with the arrow keys, and keeps what stands in each", async () => {
    await using person = await newPerson(browser);
    const { chat, dialog } = await openForm(person);
    await dialog.getByRole("textbox", { name: "Tone" }).fill("calm");
    const tabs = dialog.getByRole("tab");
    await tabs.first().focus();
    for (const name of ["Numbers", "Days", "Choices"]) {
      await chat.page.keyboard.press("ArrowRight");
      await dialog.getByRole("tab", { name, selected: true }).waitFor();
      await dialog.getByRole("tabpanel", { name }).waitFor();
    }
    await chat.page.keyboard.press("Home");
    await expect.poll(() => dialog.getByRole("textbox", { name: "Tone" }).inputValue()).toBe("calm");
  });

  it("takes texts and words: an explanation on demand, none for empty, Enter and Backspace in a list", async () => {
    await using person = await newPerson(browser);
    const { chat, dialog } = await openForm(person);
    const tone = dialog.getByRole("textbox", { name: "Tone" });
    await dialog.getByRole("button", { name: "About “Tone”" }).press("Enter");
    await dialog.locator(".hint").filter({ hasText: "How the answers sound." }).waitFor();
    await expect
      .poll(() => dialog.getByRole("textbox", { name: "Tone", description: "How the answers sound. In a word or two." }).count())
      .toBe(1);
    await tone.fill("calm");
    await tone.fill("");
    await dialog.getByRole("textbox", { name: "Letter" }).fill("Dear sir,\nno.");
    await expect.poll(() => dialog.getByRole("textbox", { name: "Fixed" }).isDisabled()).toBe(true);
    const topics = dialog.getByRole("textbox", { name: "Topics" });
    await topics.focus();
    for (const word of ["tides", "tides", "seals"]) {
      await chat.page.keyboard.type(word);
      await chat.page.keyboard.press("Enter");
    }
    await chat.page.keyboard.press("Backspace");
    await chat.page.keyboard.type("crew");
    await save(dialog);
    expect(await saved(chat)).toMatchObject({
      tone: null,
      letter: "Dear sir,\nno.",
      topics: ["boats", "tides", "crew"],
      fixed: "by the house",
    });
  });

  it("takes numbers as numbers, and says what is none or out of bounds", async () => {
    await using person = await newPerson(browser);
    const { chat, dialog } = await openForm(person);
    await dialog.getByRole("tab", { name: "Numbers" }).click();
    const rows = dialog.getByRole("spinbutton", { name: "Rows" });
    await rows.fill("");
    await rows.pressSequentially("1e");
    await dialog.getByRole("slider", { name: "Variety" }).focus();
    await dialog.getByText("This is not a number.").waitFor();
    await rows.fill("11");
    await dialog.getByText("At most 10.").waitFor();
    await dialog.getByRole("tab", { name: "Words" }).click();
    await dialog.getByRole("tab", { name: "Numbers Needs another value" }).waitFor();
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => hasFocus(rows)).toBe(true);
    await rows.press("ArrowDown");
    const variety = dialog.getByRole("slider", { name: "Variety" });
    await variety.press("ArrowRight");
    await expect.poll(() => variety.getAttribute("aria-valuetext")).toBe("0.5");
    await save(dialog);
    expect(await saved(chat)).toMatchObject({ rows: 10, variety: 0.5 });
    await open(chat);
    await dialog.getByRole("tab", { name: "Numbers" }).click();
    await rows.fill("");
    await save(dialog);
    expect(await saved(chat)).toMatchObject({ rows: null });
  });

  it("takes days as days of the calendar, wherever the person is, and both of a range in their order", async () => {
    await using person = await browser.newContext({ timezoneId: "America/Los_Angeles", locale: "en-GB", reducedMotion: "reduce" });
    const { chat, dialog } = await openForm(person);
    await dialog.getByRole("tab", { name: "Days" }).click();
    await dialog.getByLabel("Until").fill("2026-03-01");
    const range = dialog.getByRole("group", { name: "Range" });
    const [first, last] = [range.getByLabel("First day"), range.getByLabel("Last day")];
    await first.fill("2026-03-05");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.getByText("Choose a first and a last day.").waitFor();
    await expect.poll(() => hasFocus(first)).toBe(true);
    await last.fill("2026-03-04");
    await dialog.getByText("The last day is before the first.").waitFor();
    await last.fill("2026-03-05");
    await save(dialog);
    expect(await saved(chat)).toMatchObject({ until: "2026-03-01", range: ["2026-03-05", "2026-03-05"] });
  });

  it("finds choices in a long list, shows the chosen ones, and takes them back", async () => {
    await using person = await newPerson(browser);
    const { chat, dialog } = await openForm(person);
    await dialog.getByRole("tab", { name: "Choices" }).click();
    const harbours = dialog.getByRole("group", { name: "Harbours" });
    const find = harbours.getByRole("searchbox", { name: "Search in Harbours" });
    await find.fill("day");
    await expect.poll(() => harbours.getByRole("checkbox").count()).toBe(2);
    await harbours.getByRole("checkbox", { name: "Sanday" }).press("Space");
    await find.fill("");
    await harbours.getByRole("checkbox", { name: "Kinloch" }).check();
    await harbours.getByRole("checkbox", { name: "Eday" }).check();
    await dialog.getByText("3 of 9").waitFor();
    await harbours.getByRole("button", { name: "Remove Eday" }).press("Enter");
    await dialog.getByRole("checkbox", { name: "Draft" }).press("Space");
    await save(dialog);
    expect(await saved(chat)).toMatchObject({ harbours: ["Kinloch", "Sanday"], draft: true });
  });

  it("shows what only the server knows to be wrong, where it is", async () => {
    await using person = await newPerson(browser);
    const { chat, dialog } = await openForm(person);
    await chat.page.keyboard.press("Escape");
    await chat.ask("strict", "Saved:");
    await open(chat);
    const code = dialog.getByRole("textbox", { name: "Code" });
    await code.fill("wrong");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.getByText("This is not the code.").waitFor();
    await expect.poll(() => code.getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => dialog.getByRole("textbox", { name: "Code", description: "This is not the code." }).count()).toBe(1);
    await expect.poll(() => hasFocus(code)).toBe(true);
    await code.fill("right");
    await save(dialog);
    expect(await saved(chat)).toEqual({ code: "right" });
  });

  it("says that it cannot save while the line is down, and keeps what stands in it", async () => {
    await using person = await newPerson(browser);
    const { chat, dialog } = await openForm(person);
    await dialog.getByRole("textbox", { name: "Tone" }).fill("calm");
    await person.setOffline(true);
    await dialog.getByText("You can save once the line is back").waitFor();
    await expect.poll(() => dialog.getByRole("button", { name: "Save", exact: true }).getAttribute("aria-disabled")).toBe("true");
    await person.setOffline(false);
    await dialog.getByText("1 change").waitFor();
    await expect.poll(() => dialog.getByRole("textbox", { name: "Tone" }).inputValue()).toBe("calm");
    await save(dialog);
    expect(await saved(chat)).toMatchObject({ tone: "calm" });
  });
});
