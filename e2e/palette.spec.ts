// The search: chats and everything one can do, found by a few letters; and the shortcuts, which are everybody's own.
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson, PATIENCE_MS } from "./support/browser.ts";
import { ChatPage, seen, textOf } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const APP = `import * as cl from "colloquy";
cl.chatProfiles(() => [{ name: "harbour", displayName: "Harbour master" }, { name: "poet", displayName: "Poet" }]);
cl.onChatStart(() => cl.setCommands([{ id: "Picture", icon: "image", description: "Draws something" }]));
cl.onMessage(async ({ content, command }) => {
  if (content === "toasts") for (let count = 1; count <= 4; count++) cl.showToast("Notice " + count, { type: count === 1 ? "error" : "info" });
  if (content === "slow") {
    const answer = new cl.Message("");
    for (let word = 1; word <= 400; word++) {
      await answer.streamToken("word" + word + " ");
      await cl.sleep(40);
    }
    return answer.send();
  }
  await new cl.Message(cl.userSession.chatProfile + " heard " + (command ?? "no command") + ": " + content).send();
});
`;

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([
    launchSmallChromium(),
    runFiles({ "app.ts": APP, "colloquy.md": "# The harbour\n\nAsk about boats." }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

async function openPalette(chat: ChatPage, text = "") {
  await chat.page.keyboard.press("Control+k");
  const field = chat.page.getByRole("combobox", { name: "Search and commands" });
  await field.fill(text);
  return { field, option: (name: string | RegExp) => chat.page.getByRole("option", { name }) };
}

const groups = (chat: ChatPage) => chat.page.getByRole("listbox").getByRole("group");

describe("The search", () => {
  it("finds a chat, an action and a setting by a few letters, and tells how many", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("about the ferries", "harbour heard no command: about the ferries");
    const address = await chat.threadUrl();
    await chat.page.keyboard.press("Control+Shift+O");
    await chat.page.locator("#welcome-screen").waitFor();
    const { option } = await openPalette(chat, "ferr");
    await option(/^about the ferries/).waitFor();
    await expect.poll(() => textOf(chat.page.locator("[role=option] mark").first())).toBe("ferr");
    await chat.page.keyboard.press("Enter");
    await chat.page.waitForURL(address);
    await chat.hears("about the ferries");

    const second = await openPalette(chat, "theme dark");
    await second.option("Theme: Dark").waitFor();
    await chat.page.keyboard.press("Enter");
    await chat.page.waitForFunction(() => document.documentElement.classList.contains("dark"));
    expect(await chat.page.getByRole("combobox").count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("keeps to one kind by a sign, and helps with the signs", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("about the piers", "about the piers");
    const { field, option } = await openPalette(chat, "#");
    await option(/^about the piers/).waitFor();
    await expect.poll(() => groups(chat).count()).toBe(1);
    await field.fill("> ");
    await option("Poet").waitFor();
    await option(/^Picture/).waitFor();
    expect(await option(/^about the piers/).count()).toBe(0);
    await field.fill("?");
    await option(/^Everything you can do here/).waitFor();
    await chat.page.keyboard.press("Enter");
    await expect.poll(() => field.inputValue()).toBe(">");
    await field.fill("nothing of this kind");
    await seen(chat.page, "Nothing found for “nothing of this kind”.").waitFor();
  });

  it("keeps the keys that it tells of apart from their words, from right to left too", async () => {
    for (const locale of ["en-GB", "ar"]) {
      await using person = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale, reducedMotion: "reduce" });
      person.setDefaultTimeout(PATIENCE_MS);
      const chat = await ChatPage.open(person, app.url);
      await chat.page.keyboard.press("Control+k");
      const keys = chat.page.locator(".palette .keys > span");
      await keys.first().waitFor();
      const gaps = await keys.evaluateAll((all) =>
        all.map((one) => {
          const words = document.createRange();
          if (one.lastChild) words.selectNode(one.lastChild);
          const [key, name] = [one.querySelector("kbd")?.getBoundingClientRect() ?? new DOMRect(), words.getBoundingClientRect()];
          return Math.round(Math.max(name.left - key.right, key.left - name.right));
        }),
      );
      expect(new Set(gaps)).toEqual(new Set([6]));
    }
  });

  it("is walked through with the arrow keys, round and round, and left with Escape to where one was", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.field.focus();
    const { field } = await openPalette(chat, ">");
    const chosen = () => chat.page.locator('[role=option][aria-selected="true"]').getAttribute("id");
    const first = await chosen();
    await expect.poll(() => field.getAttribute("aria-activedescendant")).toBe(first);
    await field.press("ArrowDown");
    await expect.poll(chosen).not.toBe(first);
    await field.press("ArrowUp");
    await expect.poll(chosen).toBe(first);
    await field.press("ArrowUp");
    await expect.poll(chosen).toBe(await chat.page.getByRole("option").last().getAttribute("id"));
    await field.press("ArrowDown");
    await expect.poll(chosen).toBe(first);
    await field.press("Escape");
    await field.waitFor({ state: "hidden" });
    await chat.page.waitForFunction(() => document.activeElement?.id === "chat-input");
  });

  it("puts a command into the message box, and begins a chat about what was looked for", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.field.fill("a boat");
    const first = await openPalette(chat, "> pict");
    await first.option(/^Picture/).waitFor();
    await chat.page.keyboard.press("Enter");
    await chat.page.waitForFunction(() => document.activeElement?.id === "chat-input");
    await chat.page.keyboard.press("Enter");
    await chat.hears("harbour heard Picture: a boat");

    const second = await openPalette(chat, "tides");
    await second.option("New chat about “tides”").click();
    await chat.page.locator("#welcome-screen").waitFor();
    await chat.page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#chat-input")?.value === "tides");
  });

  it("changes the profile of an unused chat", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.page.getByRole("button", { name: "Profile: Harbour master" }).waitFor();
    const { option } = await openPalette(chat, "poet");
    await option(/^Poet$/).click();
    await chat.page.getByRole("button", { name: "Profile: Poet" }).waitFor();
    await chat.ask("hello", "poet heard no command: hello");
  });

  it("says when the chats cannot be searched, and tries again", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("about the tides", "about the tides");
    await chat.page.route("**/api/threads?*search=*", (route) => route.abort());
    const { option } = await openPalette(chat, "tides");
    await seen(chat.page, "The chats could not be searched.").waitFor();
    await chat.page.unroute("**/api/threads?*search=*");
    await chat.button("Try again").click();
    await seen(chat.page, "The chats could not be searched.").waitFor({ state: "hidden" });
    await option(/^about the tides/)
      .first()
      .waitFor();
  });
});

describe("The shortcuts", () => {
  it("can be changed, taken from each other, turned off and set back, and stay so over a reload", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { keyboard } = chat.page;
    const row = (name: string) => chat.page.getByRole("listitem").filter({ hasText: name });
    await chat.page.locator("#header").click();
    await chat.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await keyboard.press("?");
    await chat.page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();

    await chat.button("Change the keys: Show or hide the sidebar").click();
    await keyboard.press("Control+k");
    await chat.page.getByRole("alert").filter({ hasText: "Ctrl K stands for “Search chats and commands”." }).waitFor();
    await keyboard.press("Escape");
    await chat.page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await expect.poll(() => textOf(row("Show or hide the sidebar").locator("kbd"))).toBe("Ctrl B");

    await chat.button("Change the keys: Show or hide the sidebar").click();
    await keyboard.press("Control+k");
    await chat.button("Take it from there").click();
    await expect.poll(() => textOf(row("Show or hide the sidebar").locator("kbd"))).toBe("Ctrl K");
    await row("Search chats and commands").getByText("off").waitFor();
    await chat.button("Change the keys: New chat").click();
    await keyboard.press("Enter");
    await chat.page.getByRole("alert").filter({ hasText: "Enter is needed for writing and moving." }).waitFor();
    await keyboard.press("Alt+n");
    await expect.poll(() => textOf(row("New chat").locator("kbd"))).toBe("Alt N");
    await keyboard.press("Escape");

    await chat.page.reload();
    await chat.page.locator("#new-chat-button kbd", { hasText: "Alt N" }).waitFor();
    await expect.poll(() => chat.page.locator("#new-chat-button").getAttribute("aria-keyshortcuts")).toBe("Alt+N");
    await keyboard.press("Control+k");
    await chat.page.locator('.shell[data-sidebar="closed"]').waitFor();
    expect(await chat.page.getByRole("combobox").count()).toBe(0);

    await chat.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await keyboard.press("?");
    await chat.button("Set all back").click();
    await expect.poll(() => textOf(row("Search chats and commands").locator("kbd"))).toBe("Ctrl K");
  });

  it("of one key can be off, all at once", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { option } = await openPalette(chat, "shortcuts");
    await option(/^Keyboard shortcuts/).click();
    const dialog = chat.page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await dialog.getByRole("switch", { name: "Shortcuts of one key" }).click();
    await dialog.locator('[data-shortcut="sheet"]').getByText("off").waitFor();
    await chat.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await chat.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await chat.page.keyboard.press("?");
    await chat.page.keyboard.press("Control+k");
    await chat.page.getByRole("combobox").waitFor();
    expect(await dialog.count()).toBe(0);
  });

  it("go back through what one said with arrow up, as long as nothing is changed", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("first", "no command: first");
    await chat.ask("second", "no command: second");
    await chat.field.press("ArrowUp");
    const field = chat.page.getByRole("textbox", { name: "Edit your message" });
    await expect.poll(() => field.inputValue()).toBe("second");
    await chat.page.keyboard.press("ArrowUp");
    await chat.page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#edit-chat-input")?.value === "first");
    await chat.page.keyboard.type(", changed");
    await chat.page.keyboard.press("ArrowUp");
    await expect.poll(() => field.inputValue()).toBe("first, changed");
    await chat.page.keyboard.press("Enter");
    await chat.hears("no command: first, changed");
  });
});

describe("Notices", () => {
  it("are three at most, errors outlast the rest, and they wait while one points at them", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const toasts = chat.page.locator(".toast");
    await chat.say("toasts");
    await toasts.filter({ hasText: "Notice 4" }).waitFor();
    await expect.poll(() => toasts.locator("b").allTextContents()).toEqual(["Notice 3", "Notice 4", "Notice 1"]);
    await expect.poll(() => chat.page.getByRole("alert").filter({ hasText: "Notice 1" }).count()).toBe(1);
    await chat.button("Dismiss: Notice 3").click();
    await toasts.filter({ hasText: "Notice 3" }).waitFor({ state: "hidden" });
    await chat.field.hover();
    await toasts.filter({ hasText: "Notice 4" }).waitFor({ state: "hidden" });
    await expect.poll(() => toasts.locator("b").allTextContents()).toEqual(["Notice 1"]);
    expect(chat.trouble).toEqual([]);
  });
});

describe("The readme", () => {
  it("has an address of its own, and Back leaves it", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, `${app.url}#readme`);
    const dialog = chat.page.getByRole("dialog", { name: "About this app" });
    await dialog.getByRole("heading", { name: "The harbour" }).waitFor();
    await chat.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(new URL(chat.page.url()).hash).toBe("");
    await chat.button("About this app").click();
    await dialog.waitFor();
    expect(new URL(chat.page.url()).hash).toBe("#readme");
    await chat.page.goBack();
    await dialog.waitFor({ state: "hidden" });
  });
});

describe("What was said", () => {
  it("is found in any chat with the words in their place, and a click leads to the message", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("Where is the Müllerstraße, near İstanbul?", "heard");
    const address = await chat.threadUrl();
    await chat.ask("東京タワーへ行きたい", "東京タワー");
    await chat.page.keyboard.press("Control+Shift+O");
    await chat.page.locator("#welcome-screen").waitFor();
    const { field, option } = await openPalette(chat, "mullerstrasse istanbul");
    const messages = chat.page.getByRole("group", { name: "Messages" });
    await messages.getByRole("option").nth(1).waitFor();
    await expect.poll(() => messages.locator("mark").allInnerTexts()).toEqual(["Müllerstraße", "İstanbul", "Müllerstraße", "İstanbul"]);
    // Titles are found by the same folding.
    await option(/^Where is the Müllerstraße/)
      .first()
      .waitFor();
    await field.fill("京タ");
    await expect.poll(() => messages.locator("mark").allInnerTexts()).toEqual(["京タ", "京タ"]);
    await messages.getByRole("option").last().click();
    await chat.page.waitForURL((url) => url.href.startsWith(address) && url.hash.startsWith("#step-"));
    const id = new URL(chat.page.url()).hash.slice(1);
    const found = chat.page.locator(`[id="${id}"]`);
    await found.waitFor();
    await expect.poll(() => textOf(found.locator(".bubble"))).toBe("東京タワーへ行きたい");
    await expect.poll(() => chat.page.evaluate(() => document.activeElement?.classList.contains("turn-row"))).toBe(true);
    expect(chat.trouble).toEqual([]);
  });

  it("is found far back in a long chat, which draws and loads what it needs to show it", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("the needle is here", "the needle");
    for (let turn = 1; turn <= 24; turn++) await chat.ask(`hay number ${turn}`, `hay number ${turn}`);
    await chat.reload();
    await chat.hears("hay number 24");
    expect(await chat.page.locator(".log").getByText("the needle is here").count()).toBe(0);
    await openPalette(chat, "needle is here");
    const option = chat.page.getByRole("group", { name: "Messages" }).getByRole("option").last();
    await option.waitFor();
    await option.click();
    const bubble = chat.page.locator(".turn.user .bubble", { hasText: "the needle is here" });
    await bubble.waitFor();
    await expect.poll(() => isInView(bubble)).toBe(true);
    await chat.page.reload();
    await bubble.waitFor();
    await expect.poll(() => isInView(bubble)).toBe(true);

    // And in this chat alone.
    await chat.reload();
    await chat.page.locator(".log").focus();
    await chat.page.keyboard.press("Control+f");
    const find = chat.page.getByRole("textbox", { name: "Find in this chat" });
    await find.fill("HAY number 2");
    const count = chat.page.locator(".find-bar output");
    // 2 and 20 to 24, each asked and answered.
    await expect.poll(() => textOf(count)).toBe("12 of 12");
    await find.press("Enter");
    await expect.poll(() => textOf(count)).toBe("1 of 12");
    const oldest = chat.page.locator(".turn.user .bubble", { hasText: /^hay number 2$/ });
    await oldest.waitFor();
    await expect.poll(() => isInView(oldest)).toBe(true);
    await expect.poll(() => marks(chat.page)).toEqual({ here: ["hay number 2"], all: 12 });
    await find.press("Shift+F3");
    await expect.poll(() => textOf(count)).toBe("12 of 12");
    await find.fill("no such words");
    await expect.poll(() => textOf(count)).toBe("Nothing found");
    await find.press("Escape");
    await find.waitFor({ state: "detached" });
    await expect.poll(() => chat.page.evaluate(() => [document.activeElement?.className, CSS.highlights.size])).toEqual(["log", 0]);
    expect(chat.trouble).toEqual([]);
  });

  it("is found while an answer is written, and elsewhere the keys are the browser's own", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("hello", "hello");
    const prevented = () =>
      chat.page.evaluate(
        () =>
          new Promise<boolean>((resolve) => {
            addEventListener("keydown", (event) => event.key === "f" && resolve(event.defaultPrevented), { once: true });
            document.activeElement?.dispatchEvent(
              new KeyboardEvent("keydown", { key: "f", code: "KeyF", ctrlKey: true, bubbles: true, cancelable: true }),
            );
          }),
      );
    await chat.field.focus();
    expect(await prevented()).toBe(false);
    await chat.page.locator(".log").focus();
    expect(await prevented()).toBe(true);
    const find = chat.page.getByRole("textbox", { name: "Find in this chat" });
    await find.waitFor();
    await expect.poll(() => chat.page.evaluate(() => document.activeElement?.id)).toBe("find-in-chat");
    expect(await prevented()).toBe(false);
    await find.fill("word3");
    const count = chat.page.locator(".find-bar output");
    await chat.say("slow");
    // word3, word30 … word39
    await expect.poll(() => textOf(count), { timeout: PATIENCE_MS }).toMatch(/^\d+ of 11$/);
    await expect.poll(() => marks(chat.page)).toMatchObject({ all: 11 });
    await chat.stopButton.click();
    await chat.rests();
    expect(chat.trouble).toEqual([]);
  });
});

function isInView(element: Locator): Promise<boolean> {
  return element.evaluate((node) => {
    const [box, log] = [node.getBoundingClientRect(), document.querySelector(".log")?.getBoundingClientRect()];
    return log !== undefined && box.top >= log.top && box.bottom <= log.bottom;
  });
}

/** What the browser highlights: the place one is at, and how many in all. */
function marks(page: Page): Promise<{ here: string[]; all: number }> {
  return page.evaluate(() => ({
    here: [...(CSS.highlights.get("found-here") ?? [])].map((range) => (range as Range).toString()),
    all: CSS.highlights.get("found")?.size ?? 0,
  }));
}
