import type { Browser, BrowserContext, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, seen } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("settings")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

/** A chat with its greeting, and the settings dialog over it. */
async function openSettings(person: BrowserContext, url = app.url): Promise<{ readonly chat: ChatPage; readonly dialog: Locator }> {
  const chat = await ChatPage.open(person, url);
  await chat.hears("I look for boats from Kinloch");
  return { chat, dialog: await reopen(chat) };
}

async function reopen(chat: ChatPage): Promise<Locator> {
  await chat.button("Settings of this chat").click();
  const dialog = chat.page.getByRole("dialog", { name: "Settings" });
  await dialog.getByLabel("Harbour").waitFor();
  return dialog;
}

const save = (dialog: Locator) => dialog.getByRole("button", { name: "Save", exact: true });

describe("The settings example", () => {
  it("is filled in by keyboard, saved, and what was saved answers, also after a reload and a restart", async () => {
    await using person = await newPerson(browser);
    const { chat, dialog } = await openSettings(person);
    const { keyboard } = chat.page;
    await dialog.getByRole("combobox", { name: "Harbour" }).focus();
    await keyboard.press("ArrowDown");
    await keyboard.press("Tab");
    await keyboard.press("ArrowDown");
    await expect.poll(() => dialog.getByRole("radio", { name: "With all details" }).isChecked()).toBe(true);
    const seats = dialog.getByRole("slider", { name: "Seats" });
    await seats.focus();
    for (const _press of [1, 2]) await keyboard.press("ArrowRight");
    await expect.poll(() => seats.inputValue()).toBe("3");
    // The app asks a group one thing more, while the form is being filled in.
    await dialog.getByRole("checkbox", { name: "Seats side by side" }).waitFor();
    expect(await seats.evaluate((element) => element === document.activeElement)).toBe(true);
    await dialog.getByRole("checkbox", { name: "Castles" }).focus();
    await keyboard.press("Space");
    await dialog.getByLabel("Day").fill("2026-12-24");
    await dialog.getByRole("textbox", { name: "Name" }).focus();
    await keyboard.type("Ada");
    await dialog.getByRole("switch", { name: "Emoji" }).focus();
    await keyboard.press("Space");
    await dialog.getByRole("status").filter({ hasText: "7 changes" }).waitFor();
    await dialog.getByRole("textbox", { name: "Name" }).press("Enter");
    await dialog.waitFor({ state: "detached" });
    await chat.page.locator(".toast").filter({ hasText: "From now on: boats from Port Ellary" }).waitFor();
    await expect.poll(() => chat.button("Settings of this chat").evaluate((element) => element === document.activeElement)).toBe(true);

    const answers = async (question: string) => {
      await chat.ask(question, "The next boat from Port Ellary");
      const answer = await chat.hears("The next boat from Port Ellary");
      const text = (await answer.textContent()) ?? "";
      for (const part of ["⛴️", "3 seats side by side for Ada", "2026-12-24", "seals, castles"]) expect(text).toContain(part);
    };
    await answers("When?");
    await chat.reload();
    await answers("And after a reload?");
    await app.kill();
    await app.start();
    await answers("And after a restart?");
    const again = await reopen(chat);
    await expect.poll(() => again.getByLabel("Harbour").inputValue()).toBe("Port Ellary");
    await expect.poll(() => again.getByRole("switch", { name: "Emoji" }).getAttribute("aria-checked")).toBe("true");
    await expect.poll(() => again.getByRole("checkbox", { name: "Seats side by side" }).isChecked()).toBe(true);
    expect(chat.trouble.filter((line) => !/WebSocket|ERR_CONNECTION|502|503/.test(line))).toEqual([]);
  });

  it("gives back what was not saved: on Cancel, on Escape, and what the app had changed for it", async () => {
    await using person = await newPerson(browser);
    const { chat, dialog } = await openSettings(person);
    await dialog.getByRole("textbox", { name: "Name" }).fill("Nobody");
    await dialog.getByRole("slider", { name: "Seats" }).fill("4");
    await dialog.getByRole("checkbox", { name: "Seats side by side" }).waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    await reopen(chat);
    await dialog.getByRole("checkbox", { name: "Seats side by side" }).waitFor({ state: "detached" });
    await expect.poll(() => dialog.getByRole("textbox", { name: "Name" }).inputValue()).toBe("");
    await expect.poll(() => dialog.getByRole("slider", { name: "Seats" }).inputValue()).toBe("1");
    await dialog.getByRole("switch", { name: "Emoji" }).click();
    await dialog.getByRole("status").filter({ hasText: "1 change" }).waitFor();
    await chat.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await chat.say("When?");
    expect(await (await chat.hears("The next boat from Kinloch")).textContent()).not.toContain("⛴️");
  });

  it("resets to what the form began with, which is saved only when one says so", async () => {
    await using person = await newPerson(browser);
    const { chat, dialog } = await openSettings(person);
    await dialog.getByLabel("Harbour").selectOption("Skerry Bay");
    await save(dialog).click();
    await dialog.waitFor({ state: "detached" });
    await reopen(chat);
    await expect.poll(() => dialog.getByLabel("Harbour").inputValue()).toBe("Skerry Bay");
    await dialog.getByRole("button", { name: "Reset" }).click();
    await expect.poll(() => dialog.getByLabel("Harbour").inputValue()).toBe("Kinloch");
    await save(dialog).click();
    await dialog.waitFor({ state: "detached" });
    await chat.say("When?");
    await chat.hears("The next boat from Kinloch");
  });

  it("says what is wrong where it is, and puts the focus there", async () => {
    await using person = await newPerson(browser);
    const { dialog } = await openSettings(person);
    const name = dialog.getByRole("textbox", { name: "Name" });
    await name.fill("x".repeat(41));
    await save(dialog).click();
    await dialog.getByText("At most 40 characters.").waitFor();
    await expect.poll(() => name.getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true);
    await name.fill("Ada");
    await dialog.getByText("At most 40 characters.").waitFor({ state: "detached" });
    await save(dialog).click();
    await dialog.waitFor({ state: "detached" });
  });

  it("is what the next chat begins with when one wishes so, and not otherwise", async () => {
    await using person = await newPerson(browser);
    const { chat, dialog } = await openSettings(person);
    const next = async () => {
      await chat.button("New chat").first().click();
      await chat.hears("I look for boats from");
      await chat.rests();
      await reopen(chat);
      return dialog.getByLabel("Harbour").inputValue();
    };
    await dialog.getByLabel("Harbour").selectOption("Skerry Bay");
    await dialog.getByRole("checkbox", { name: "Also for my next chats" }).check();
    await save(dialog).click();
    await dialog.waitFor({ state: "detached" });
    await chat.ask("When?", "The next boat from Skerry Bay");
    expect(await next()).toBe("Skerry Bay");
    await expect.poll(() => dialog.getByRole("checkbox", { name: "Also for my next chats" }).isChecked()).toBe(true);
    await dialog.getByRole("checkbox", { name: "Also for my next chats" }).uncheck();
    await save(dialog).click();
    await dialog.waitFor({ state: "detached" });
    await chat.ask("When?", "The next boat from Skerry Bay");
    expect(await next()).toBe("Kinloch");
  });

  it("stands in a panel beside the chat where the app wishes so, as wide as one draws it", async () => {
    await using wide = await runExample("settings", {
      env: { COLLOQUY_CHAT_SETTINGS_LOCATION: "sidebar", COLLOQUY_DEFAULT_CHAT_SETTINGS_OPEN: "true" },
    });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, wide.url);
    const panel = chat.page.getByRole("complementary", { name: "Settings of this chat" });
    await panel.getByLabel("Harbour").selectOption("Port Ellary");
    await save(panel).click();
    await panel.getByText("Settings saved").waitFor();
    await chat.ask("When?", "The next boat from Port Ellary");
    const handle = panel.getByRole("separator");
    const width = Number(await handle.getAttribute("aria-valuenow"));
    await handle.press("ArrowLeft");
    expect(Number(await handle.getAttribute("aria-valuenow"))).toBeGreaterThan(width);
    const drawn = await handle.getAttribute("aria-valuenow");
    await chat.reload();
    await expect.poll(() => handle.getAttribute("aria-valuenow")).toBe(drawn);
    await panel.getByRole("button", { name: "Close the panel" }).click();
    await panel.waitFor({ state: "detached" });
    const opener = chat.button("Settings of this chat");
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
    await chat.reload();
    await opener.click();
    await expect.poll(() => panel.evaluate((element) => element === document.activeElement)).toBe(true);
    await chat.page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await chat.page.setViewportSize({ width: 390, height: 800 });
    await opener.click();
    await panel.getByLabel("Harbour").waitFor();
    await expect.poll(() => panel.getByLabel("Harbour").inputValue()).toBe("Port Ellary");
  });
});

describe("The page's own settings", () => {
  it("apply at once and stay: theme, density, text size, motion, the key that sends, shortcuts of one key, language", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.hears("I look for boats from Kinloch");
    await chat.page.keyboard.press("Control+,");
    const dialog = chat.page.getByRole("dialog", { name: "Settings" });
    await dialog.getByRole("button", { name: "Interface" }).click();
    const choose = (group: string, name: string) =>
      dialog.getByRole("radiogroup", { name: group }).getByRole("radio", { name, exact: true }).check();
    await choose("Theme", "Dark");
    await choose("Density", "Compact");
    await choose("Text size", "Large");
    await choose("Motion", "Reduced");
    await choose("Send with", "Ctrl Enter");
    await dialog.getByRole("switch", { name: "Shortcuts of one key" }).click();
    const shown = () =>
      chat.page.evaluate(() => {
        const { classList, dataset } = document.documentElement;
        return [classList.contains("dark"), { ...dataset }, getComputedStyle(document.documentElement).fontSize];
      });
    const wanted = [true, { density: "compact", textSize: "large", motion: "reduced" }, "18px"];
    expect(await shown()).toEqual(wanted);
    await chat.page.keyboard.press("Escape");
    await chat.reload();
    expect(await shown()).toEqual(wanted);
    await chat.field.fill("When?");
    await chat.field.press("Enter");
    await expect.poll(() => chat.field.inputValue()).toBe("When?\n");
    await chat.field.press("Control+Enter");
    await chat.hears("The next boat from Kinloch");
    await chat.page.locator(".log").focus();
    await chat.page.keyboard.press("?");
    await chat.page.keyboard.press("Control+,");
    await dialog.waitFor();
    expect(await chat.page.getByRole("dialog", { name: "Keyboard shortcuts" }).count()).toBe(0);
    await dialog.getByRole("button", { name: "Interface" }).click();
    await dialog.getByLabel("Language").selectOption("ar");
    await chat.page.locator('html[dir="rtl"][lang="ar"]').waitFor();
  });

  it("hand over all chats as one file, and delete them all after a question, with a way back", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("When does it leave?", "The next boat from Kinloch");
    await chat.page.keyboard.press("Control+,");
    const dialog = chat.page.getByRole("dialog", { name: "Settings" });
    await dialog.getByRole("button", { name: "Data" }).click();
    const readZip = async (format: string) => {
      await dialog.getByRole("button", { name: "Download…" }).click();
      const link = chat.page.getByRole("dialog", { name: "Download your chats" }).getByRole("link", { name: format });
      const [file] = await Promise.all([chat.page.waitForEvent("download"), link.click()]);
      expect(file.suggestedFilename()).toMatch(/\.zip$/);
      const chunks: Buffer[] = [];
      for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
      // What is in it is not packed.
      return Buffer.concat(chunks).toString();
    };
    for (const format of ["Markdown", "JSON", "Page to print"])
      expect(await readZip(format)).toContain("The next boat from Kinloch leaves at 12:30.");
    await dialog.getByRole("button", { name: "Delete all chats" }).click();
    const question = chat.page.getByRole("dialog", { name: "Delete all chats?" });
    await question.getByText("For 7 days you can bring it back").waitFor();
    await question.getByRole("button", { name: "Delete all chats" }).click();
    const toast = chat.page.locator(".toast").filter({ hasText: "1 chat deleted" });
    await toast.waitFor();
    await seen(chat.page, "No chats yet.").waitFor();
    await chat.hears("I look for boats from Kinloch");
    await toast.getByRole("button", { name: "Undo" }).click();
    await chat.hears("The next boat from Kinloch leaves at 12:30.");
    await chat.page.locator("#thread-history").getByRole("link", { name: "When does it leave?" }).waitFor();
  });
});
