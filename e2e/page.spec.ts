// What a person can do on the page, in a real browser against a real server.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, newPerson, PATIENCE_MS } from "./support/browser.ts";
import { ChatPage, seen, textOf } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const APP = { "app.ts": readFileSync(here("./page/app.ts"), "utf8") };

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchChromium(), runFiles(APP)]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

const phone = (): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: "en-GB", reducedMotion: "reduce" });

/** How far the page, or the log in it, can be moved sideways. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    const log = document.querySelector(".log") ?? document.body;
    return Math.max(document.documentElement.scrollWidth - innerWidth, log.scrollWidth - log.clientWidth, 0);
  });
}

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.id ?? null);

describe("A chat", () => {
  it("begins with a welcome, gets its address with the first message, and stands in the sidebar by its name", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.page.locator("#welcome-screen").waitFor();
    await seen(chat.page, "No chats yet.").waitFor();
    await expect.poll(() => focused(chat.page)).toBe("Message");
    await chat.ask("hello there", "Answer 1 to hello there");
    const id = (await chat.threadUrl()).split("/").at(-1);
    const row = chat.page.locator(`#thread-${id}`);
    await row.waitFor();
    await expect.poll(() => textOf(row)).toBe("hello there");
    await expect.poll(() => row.getAttribute("aria-current")).toBe("page");
    expect(chat.trouble).toEqual([]);
  });

  it("is shown live in a second tab, from the middle of an answer to its end", async () => {
    await using person = await newPerson(browser);
    const first = await ChatPage.open(person, app.url);
    await first.say("slow please");
    await first.hears("word20");
    const second = await ChatPage.open(person, await first.threadUrl());
    await second.hears("word40");
    await expect.poll(() => second.stopButton.isVisible()).toBe(true);
    await second.stopButton.click();
    await Promise.all([first, second].map(({ page }) => page.locator(".ended", { hasText: "Stopped." }).waitFor()));
    const texts = () => Promise.all([textOf(first.answers.last()), textOf(second.answers.last())]);
    // The last words are painted with the next frame.
    await expect.poll(async () => new Set(await texts()).size).toBe(1);
    expect((await texts())[0]).toMatch(/^word1 word2 .*word40/);
    await second.ask("and now", /Answer \d to and now/);
    await first.hears(/Answer \d to and now/);
    expect([...first.trouble, ...second.trouble]).toEqual([]);
  });

  it("is not there for a stranger, who is offered a new one", async () => {
    await using owner = await newPerson(browser);
    await using stranger = await newPerson(browser);
    const mine = await ChatPage.open(owner, app.url);
    await mine.ask("private words", "Answer 1");
    const theirs = await ChatPage.open(stranger, await mine.threadUrl());
    await theirs.page.getByRole("heading", { name: "This chat isn’t here" }).waitFor();
    expect(await seen(theirs.page, "private words").count()).toBe(0);
    await theirs.page.locator("main").getByRole("button", { name: "New chat" }).click();
    await theirs.ask("mine", "Answer 1 to mine");
    expect(await theirs.threadUrl()).not.toBe(await mine.threadUrl());
  });
});

describe("The list of chats", () => {
  it("follows what happens in another window: a chat begun, renamed and deleted, which strangers learn nothing of", async () => {
    await using one = await newPerson(browser);
    await using stranger = await newPerson(browser);
    const here = await ChatPage.open(one, app.url);
    await here.ask("my first chat", "Answer 1");
    await using otherWindow = await browser.newContext({
      storageState: { cookies: await one.cookies(), origins: [] },
      viewport: { width: 1100, height: 900 },
    });
    otherWindow.setDefaultTimeout(PATIENCE_MS);
    const there = await ChatPage.open(otherWindow, app.url);
    const alien = await ChatPage.open(stranger, app.url);
    const list = there.page.locator("#thread-history");
    const row = (chat: ChatPage, name: string) => chat.page.locator("#thread-history .row", { hasText: name });
    await row(there, "my first chat").waitFor();

    await here.page.locator("#new-chat-button").click();
    await here.ask("my second chat", "Answer 1");
    await row(there, "my second chat").waitFor();
    // Last spoken in first.
    await expect.poll(() => list.locator(".row .link").allInnerTexts()).toEqual(["my second chat", "my first chat"]);

    await row(here, "my second chat").locator(".link").press("F2");
    await here.page.getByLabel("New name").fill("Plans");
    await here.page.keyboard.press("Enter");
    await row(there, "Plans").waitFor();
    await row(there, "Plans").locator(".link").click();
    await there.hears("Answer 1 to my second chat");

    await row(here, "Plans").hover();
    await row(here, "Plans").locator(".thread-options").click();
    await here.page.locator("#delete-thread").click();
    await row(there, "Plans").waitFor({ state: "detached" });
    // The other window showed just this chat: it says so, and goes on with a new one.
    await there.page.getByRole("heading", { name: "This chat was deleted" }).waitFor();
    await there.page.locator("main").getByRole("button", { name: "New chat" }).click();
    await there.ask("once more", "Answer 1 to once more");
    await row(here, "once more").waitFor();

    await seen(alien.page, "No chats yet.").waitFor();
    await alien.ask("unrelated", "Answer 1");
    await row(alien, "unrelated").waitFor();
    await expect.poll(() => alien.page.locator("#thread-history .row").count()).toBe(1);
    expect([...here.trouble, ...there.trouble, ...alien.trouble]).toEqual([]);
  });
});

describe("A message", () => {
  it("that is edited begins a branch, and both versions stay", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("first words", "Answer 1 to first words");
    await chat.page.locator(".turn.user").hover();
    await chat.page.locator(".edit-message").click();
    await chat.page.locator("#edit-chat-input").fill("other words");
    await chat.page.locator(".confirm-edit").click();
    await chat.hears("Answer 2 to other words");
    const branch = chat.page.locator(".turn.user .branch .num");
    await expect.poll(() => textOf(branch)).toBe("2 / 2");
    await chat.button("Earlier version").click();
    await chat.hears("Answer 1 to first words");
    await expect.poll(() => textOf(branch)).toBe("1 / 2");
    expect(await seen(chat.page, "other words").count()).toBe(0);
    await chat.reload();
    await chat.button("Later version").click();
    await chat.hears("Answer 2 to other words");
    expect(chat.trouble).toEqual([]);
  });

  it("is answered again as another version of the answer", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("tell me", "Answer 1 to tell me");
    await chat.button("Answer again").click();
    await chat.hears("Answer 2 to tell me");
    await expect.poll(() => textOf(chat.page.locator(".turn.app .branch .num"))).toBe("2 / 2");
    await expect.poll(() => chat.said.count()).toBe(1);
    await chat.button("Earlier version").click();
    await chat.hears("Answer 1 to tell me");
  });

  it("waits in the queue while an answer is written, can be taken back or changed there, and stays there after Stop until it is sent", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("slow please");
    await chat.hears("word5");
    const queue = chat.page.locator(".queue li");
    await chat.say("never said");
    await queue.filter({ hasText: "never said" }).getByRole("button", { name: "Remove" }).click();
    await queue.first().waitFor({ state: "detached" });
    await chat.say("half a thought");
    await queue.filter({ hasText: "half a thought" }).getByRole("button", { name: "Edit" }).click();
    await chat.page.waitForFunction(() => (document.querySelector("#chat-input") as HTMLTextAreaElement).value === "half a thought");
    await chat.say("a whole thought");
    await queue.filter({ hasText: "a whole thought" }).waitFor();
    await chat.say("taken back");
    await queue.filter({ hasText: "taken back" }).waitFor();
    await chat.stopButton.click();
    const held = chat.page.locator(".queue .held");
    await held.getByText("On hold until you send").waitFor();
    await chat.rests();
    await expect.poll(() => chat.said.allInnerTexts()).toEqual(["slow please"]);
    // What is held is still held, and still theirs, in a page that comes anew.
    await chat.reload();
    await chat.page.getByRole("status").filter({ hasText: "On hold until you send" }).waitFor();
    await queue.filter({ hasText: "taken back" }).getByRole("button", { name: "Remove" }).click();
    await queue.filter({ hasText: "taken back" }).waitFor({ state: "detached" });
    await chat.page.waitForFunction(() => document.activeElement?.id === "chat-input");
    await held.getByRole("button", { name: "Send now" }).press("Enter");
    await chat.page.waitForFunction(() => document.activeElement?.id === "chat-input");
    await chat.hears("to a whole thought");
    await chat.rests();
    await expect.poll(() => chat.said.allInnerTexts()).toEqual(["slow please", "a whole thought"]);
    await queue.first().waitFor({ state: "detached" });
    expect(await held.count()).toBe(0);
  });

  it("that is not sent yet stays a draft of its chat, over a reload and a visit to another chat", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("one", "Answer 1");
    await chat.field.fill("not yet");
    await chat.reload();
    await expect.poll(() => chat.field.inputValue()).toBe("not yet");
    await chat.page.locator("#new-chat-button").click();
    await chat.page.locator("#welcome-screen").waitFor();
    await expect.poll(() => chat.field.inputValue()).toBe("");
    await chat.field.fill("for the new one");
    await chat.page.goBack();
    await chat.hears("Answer 1");
    await expect.poll(() => chat.field.inputValue()).toBe("not yet");
  });
});

describe("An answer", () => {
  it("stops when told to, keeps what was written, and can be tried again", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("slow please");
    await chat.hears("word10");
    await chat.field.press("Escape");
    await chat.page.locator(".ended", { hasText: "Stopped." }).waitFor();
    const kept = await textOf(chat.answers.last());
    expect(kept).toMatch(/^word1 word2 /);
    expect(kept).not.toContain("word600");
    await expect.poll(() => chat.page.locator("#chat-submit").isVisible()).toBe(true);
    await chat.button("Try again").click();
    await chat.hears("word5");
    await chat.stopButton.click();
    await chat.page.locator(".ended", { hasText: "Stopped." }).waitFor();
    await expect.poll(() => chat.said.count()).toBe(1);
  });

  it("that fails says what happened, keeps what was written, and can be tried again", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("fail please");
    const box = chat.page.locator(".callout.bad");
    await box.waitFor();
    await expect.poll(() => box.locator("b").allTextContents()).toEqual(["The answer stopped here"]);
    const lines = await box.locator("p:not(.place)").allTextContents();
    expect(lines.slice(0, 3)).toEqual(["Two vessels were given berth 2.", "Ask for berth 3.", "What was written so far is kept."]);
    await expect.poll(() => textOf(chat.answers.first())).toBe("This much was written.");
    await chat.button("Try again").click();
    await chat.page.locator(".branch .num", { hasText: "2 / 2" }).waitFor();
  });

  it("that fails before its first word says that none came, and later keeps its details in line with the text", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("silent failure");
    const box = chat.page.locator(".callout.bad");
    await box.waitFor();
    await expect.poll(() => box.locator("b").allTextContents()).toEqual(["No answer came"]);
    expect((await box.locator("p:not(.place)").allTextContents()).slice(0, 2)).toEqual(["kaput: no boats today", "Nothing was written."]);
    await expect.poll(() => box.locator(".place").textContent()).toMatch(/app\.ts:\d+$/);
    await chat.ask("hello", "to hello");
    await box.getByRole("button", { name: "Try again" }).waitFor({ state: "detached" });
    const starts = await box.evaluate((node) => {
      const range = document.createRange();
      return ["b", ".acts button"].map((part) => {
        range.selectNodeContents(node.querySelector(part) ?? node);
        return Math.round(range.getBoundingClientRect().x);
      });
    });
    expect(starts[1]).toBe(starts[0]);
  });

  it("has the same room below a box that says what went wrong as above other words", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("notes please");
    await chat.hears("The plan was taken back.");
    const room = () =>
      chat.page.evaluate(() => {
        const [box, words] = [".callout.bad", ".callout.bad + .message-content"].map((at) => document.querySelector(at));
        return (words?.getBoundingClientRect().top ?? 0) - (box?.getBoundingClientRect().bottom ?? 0);
      });
    await expect.poll(room).toBeGreaterThanOrEqual(12);
  });

  it("shows its work as steps that open to what went in and came out", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("steps please", "Looked up.");
    const line = chat.stepLine("Look it up");
    await expect.poll(() => textOf(line.locator(".arg"))).toBe("Kinloch, days 3");
    await line.click();
    await expect.poll(() => textOf(chat.step("Look it up").locator("pre"))).toBe('{\n  "late": 78\n}');
    await chat.page.getByRole("tab", { name: "Input" }).click();
    await expect.poll(() => textOf(chat.step("Look it up").locator("pre"))).toContain('"city": "Kinloch"');
  });

  it("may be a question, which the message box answers", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("ask me");
    await chat.page.locator(".asknote").waitFor();
    await chat.reload();
    await chat.page.locator(".asknote").waitFor();
    await chat.say("Kinloch");
    await chat.hears("You answered Kinloch.");
    expect(await chat.page.locator(".asknote").count()).toBe(0);
  });
});

describe("The line", () => {
  it("goes and comes back: the page says so once, keeps what is written, and sends it when the server is there again", async () => {
    await using own = await runFiles(APP);
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, own.url);
    await chat.ask("before", "Answer 1");
    await own.kill();
    await chat.page.locator(".conn", { hasText: "Reconnecting" }).waitFor();
    await chat.say("in between");
    await chat.page.locator("#session-error").waitFor();
    expect(await chat.page.locator(".conn").count()).toBe(0);
    await chat.page.locator('[data-pending="waiting"]', { hasText: "in between" }).waitFor();
    await chat.field.fill("a draft");
    await own.start();
    await chat.hears("Answer 2 to in between");
    await chat.rests();
    expect(await chat.page.locator("#session-error").count()).toBe(0);
    await expect.poll(() => chat.field.inputValue()).toBe("a draft");
    await expect.poll(() => chat.said.allInnerTexts()).toEqual(["before", "in between"]);
  });

  it("is reported as the person's own when their device is offline", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("before", "Answer 1");
    await person.setOffline(true);
    await seen(chat.page, "You’re offline.").waitFor();
    await chat.say("written offline");
    await chat.page.locator('[data-pending="waiting"]').waitFor();
    await person.setOffline(false);
    await chat.hears("Answer 2 to written offline");
    await seen(chat.page, "Back online. 1 message sent.").waitFor();
  });
});

describe("The sidebar", () => {
  it("renames a chat in place and deletes one at once, which can be undone, and outlives the tab", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("some chat", "Answer 1");
    const row = chat.page.locator(".threads li").first();
    await row.locator("a").focus();
    await chat.page.keyboard.press("F2");
    await chat.page.locator("#name").fill("Late sailings");
    await chat.page.keyboard.press("Enter");
    await chat.page.locator("#header .title", { hasText: "Late sailings" }).waitFor();
    await expect.poll(() => textOf(row.locator("a"))).toBe("Late sailings");
    const address = await chat.threadUrl();
    const remove = async () => {
      await row.hover();
      await chat.button("More about “Late sailings”").click();
      await chat.page.locator("#delete-thread").click();
      await chat.page.locator("#welcome-screen").waitFor();
      await seen(chat.page, "No chats yet.").waitFor();
      expect(new URL(chat.page.url()).pathname).toBe("/");
    };
    await remove();
    // The way back is there for a while, by keyboard as well, and said aloud.
    const undo = chat.page.getByRole("status").getByRole("button", { name: "Undo" });
    await chat.page.waitForFunction(() => document.activeElement?.id === "chat-input");
    for (let stops = 0; stops < 12 && !(await undo.evaluate((button) => button === document.activeElement)); stops++)
      await chat.page.keyboard.press("Tab");
    await chat.page.keyboard.press("Enter");
    await row.getByText("Late sailings").waitFor();
    // It was open, so it is again.
    await chat.hears("Answer 1 to some chat");
    expect(await chat.threadUrl()).toBe(address);
    // It is deleted whether or not the tab stays.
    await remove();
    await chat.page.goto("about:blank");
    const fresh = await ChatPage.open(person, address);
    await fresh.page.getByRole("heading", { name: "This chat was deleted" }).waitFor();
    await seen(fresh.page, "No chats yet.").waitFor();
  });

  it("is a drawer on a phone, where the menu of a chat works as well", async () => {
    await using person = await phone();
    person.setDefaultTimeout(9_000);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("some chat", "Answer 1");
    await chat.page.locator("#header").getByRole("button", { name: "Open the sidebar" }).click();
    const drawer = chat.page.locator(".drawer");
    await drawer.getByRole("button", { name: "More about “some chat”" }).click();
    await chat.page.locator("#pin-thread").click();
    await drawer.getByRole("img", { name: "Pinned" }).waitFor();
    await drawer.locator("#new-chat-button").click();
    await chat.page.locator("#welcome-screen").waitFor();
    await expect.poll(() => drawer.count()).toBe(0);
  });

  it("is searched from the keyboard", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("about the ferries", "Answer 1");
    const address = await chat.threadUrl();
    await chat.page.keyboard.press("Control+Shift+O");
    await chat.page.locator("#welcome-screen").waitFor();
    await chat.page.keyboard.press("Control+k");
    await chat.page.getByRole("combobox").fill("ferr");
    await chat.page.getByRole("option", { name: "about the ferries" }).waitFor();
    await chat.page.keyboard.press("Enter");
    await chat.page.waitForURL(address);
    await chat.hears("Answer 1 to about the ferries");
    await chat.page.keyboard.press("Control+k");
    await chat.page.getByRole("combobox").fill("nothing of this kind");
    await seen(chat.page, "Nothing found for “nothing of this kind”.").waitFor();
  });
});

describe("The keyboard alone", () => {
  it("writes, stops, edits, answers again, goes between versions and begins a new chat", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { keyboard } = chat.page;
    await keyboard.type("hello");
    await keyboard.press("Enter");
    await chat.hears("Answer 1 to hello");
    await chat.rests();

    // Arrow up in the empty box edits; Escape gives it up and goes to the pencil; Enter on the pencil edits again.
    await keyboard.press("ArrowUp");
    await chat.page.waitForFunction(() => document.activeElement?.id === "edit-chat-input");
    expect(await focused(chat.page)).toBe("Edit your message");
    await keyboard.press("Escape");
    await chat.page.waitForFunction(() => document.activeElement?.classList.contains("edit-message"));
    await keyboard.press("Enter");
    await keyboard.press("End");
    await keyboard.type(" again");
    await keyboard.press("Enter");
    await chat.hears("Answer 2 to hello again");
    await chat.rests();
    await chat.page.waitForFunction(() => document.activeElement?.id === "chat-input");

    // Backwards from the message box: the tools of the answer are one stop, and arrows walk through them.
    await keyboard.press("Shift+Tab");
    while ((await focused(chat.page)) !== "Answer again")
      await keyboard.press(((await focused(chat.page)) ?? "") === "Copy" ? "ArrowRight" : "Shift+Tab");
    await keyboard.press("Enter");
    await chat.hears("Answer 3 to hello again");
    await chat.rests();

    await keyboard.press("Shift+Escape");
    await expect.poll(() => focused(chat.page)).toBe("Message");
    await keyboard.type("slow");
    await keyboard.press("Enter");
    await chat.hears("word3");
    await keyboard.press("Escape");
    await chat.page.locator(".ended", { hasText: "Stopped." }).waitFor();

    // In the box Alt with the arrows is for what was sent before; outside it leads through the turns.
    await keyboard.press("Shift+Tab");
    await chat.page.waitForFunction(() => document.activeElement?.id !== "chat-input");
    await keyboard.press("Alt+ArrowUp");
    await chat.page.waitForFunction(() => document.activeElement?.classList.contains("turn-row"));
    await keyboard.press("?");
    await chat.page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await keyboard.press("Escape");
    await keyboard.press("Control+b");
    await chat.page.locator('.shell[data-sidebar="closed"]').waitFor();
    await keyboard.press("Control+Shift+O");
    await chat.page.locator("#welcome-screen").waitFor();
    await chat.page.waitForFunction(() => document.activeElement?.id === "chat-input");
    expect(chat.trouble).toEqual([]);
  });
});

describe("The look", () => {
  it("follows the system until the person chooses, and the choice outlives a reload", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const dark = () => chat.page.evaluate(() => document.documentElement.classList.contains("dark"));
    await chat.page.emulateMedia({ colorScheme: "dark" });
    await chat.page.waitForFunction(() => document.documentElement.classList.contains("dark"));
    await chat.page.locator("#theme-toggle").click();
    await chat.page.getByRole("menuitemradio", { name: "Light" }).click();
    await expect.poll(dark).toBe(false);
    await chat.page.reload();
    await chat.page.locator("#theme-toggle").waitFor();
    expect(await dark()).toBe(false);
  });

  it("is mirrored for right-to-left writing, without a sideways scroll", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, `${app.url}?lang=ar`);
    await chat.ask("wide please", "Donaudampf");
    expect(await chat.page.evaluate(() => getComputedStyle(document.body).direction)).toBe("rtl");
    expect(await sideways(chat.page)).toBe(0);
    const [box, sidebar] = await Promise.all([chat.page.locator("main").boundingBox(), chat.page.locator(".sidebar").boundingBox()]);
    expect(sidebar?.x).toBeGreaterThan(box?.x ?? Number.POSITIVE_INFINITY);
  });

  it("is as high as the window, to the pixel, also with a long chat in it", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const heights = () =>
      chat.page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.clientHeight, innerHeight]);
    const [scrolled, seen, inner] = await heights();
    expect([scrolled, seen]).toEqual([inner, inner]);
    await chat.ask("wide please", "Donaudampf");
    await chat.ask("wide again", "Donaudampf");
    expect(await heights()).toEqual([inner, inner, inner]);
  });

  it("fits a phone: long words, tables and code never move the page sideways", async () => {
    await using person = await phone();
    const chat = await ChatPage.open(person, app.url);
    expect(await sideways(chat.page)).toBe(0);
    await chat.ask(`wide ${"Rindfleischetikettierung".repeat(8)}`, "Donaudampf");
    expect(await sideways(chat.page)).toBe(0);
    const outside = await chat.page.evaluate(() =>
      [...document.querySelectorAll(".column *")]
        .filter((element) => !element.closest(".md-table-scroll, pre"))
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.classList.contains("sr"))
        .map((element) => element.className),
    );
    expect(outside).toEqual([]);
  });

  it("weighs no more than 200 KiB before the chat is there", async () => {
    const script = here("../packages/web/scripts/shell-size.mjs");
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    const kib = Number(/([\d.]+) KiB {2}shell/.exec(stdout)?.[1]);
    expect(kib).toBeGreaterThan(50);
    expect(kib).toBeLessThanOrEqual(200);
  });

  it("is opened cold with at most 15 requests, and loads nothing that only comes later", async () => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    // What is loaded because there is nothing else to do is no part of it, however long the machine takes.
    await page.addInitScript(() => {
      window.requestIdleCallback = () => 0;
    });
    const network = await person.newCDPSession(page);
    await network.send("Network.enable");
    const asked: string[] = [];
    let bytes = 0;
    // Playwright does not tell of the icon; the browser does.
    network.on("Network.requestWillBeSent", ({ request }) => asked.push(request.url.replace(app.url, "/")));
    network.on("Network.webSocketCreated", ({ url }) => asked.push(url));
    network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await Promise.all([page.waitForResponse(/markdown-views.*\.js$/), page.goto(app.url)]);
    await page.locator("main.chat[data-state]").waitFor();
    await page.waitForLoadState("networkidle");
    expect(asked.filter((url) => /assets\/markdown-views.*js$/.test(url))).toHaveLength(1);
    expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(15);
    expect(bytes / 1024, asked.join("\n")).toBeLessThanOrEqual(300);
    expect(asked.filter((url) => /katex|math|settings|palette|theme-panel|keys-dialog|purify|languages/.test(url))).toEqual([]);
  });
});
