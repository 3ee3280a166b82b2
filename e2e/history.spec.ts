// The list of chats: how long it may be, what is marked in it, and what can be done with several at once.
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "../packages/web/test/axe.ts";
import { type StatePages, serveStates } from "./page/state-pages.ts";
import { launchSmallChromium, newPerson, PATIENCE_MS } from "./support/browser.ts";
import { ChatPage, textOf } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const APP = `import * as cl from "colloquy";
let goOn = () => {};
const told = new Promise((resolve) => { goOn = resolve; });
cl.onMessage(async ({ content }) => {
  if (content.startsWith("later")) await told;
  if (content.startsWith("go on")) goOn();
  if (content.startsWith("choose")) return void (await cl.askUser("Which berth?"));
  await new cl.Message("Heard: " + content).send();
});
`;

let browser: Browser;
let app: RunningApp;
let states: StatePages;
beforeAll(async () => {
  [browser, app, states] = await Promise.all([launchSmallChromium(), runFiles({ "app.ts": APP }), serveStates()]);
});
afterAll(async () => {
  await browser?.close();
  await states?.[Symbol.asyncDispose]();
  await app?.[Symbol.asyncDispose]();
});

const list = (page: Page): Locator => page.locator("#thread-history");
const names = (page: Page) => list(page).locator(".lines .link").allTextContents();
const row = (page: Page, name: string): Locator => list(page).locator("li.row", { hasText: name });
const focusedRow = (page: Page) =>
  page.evaluate(() => (document.activeElement?.closest("#thread-history li") ? (document.activeElement.textContent ?? "") : undefined));

/** A person with these chats, the last one newest, in a tab that shows a new one. */
async function withChats(person: BrowserContext, ...chats: readonly string[]): Promise<ChatPage> {
  const chat = await ChatPage.open(person, app.url);
  for (const name of chats) {
    await chat.ask(name, `Heard: ${name}`);
    await chat.page.keyboard.press("Control+Shift+O");
    await chat.page.locator("#welcome-screen").waitFor();
  }
  await expect.poll(() => names(chat.page)).toEqual([...chats].reverse());
  return chat;
}

/** Opens the menu of a chat and presses one of its lines. */
async function choose(page: Page, name: string, command: string): Promise<void> {
  await row(page, name).hover();
  await row(page, name).locator(".thread-options").click();
  await page.locator(`#${command}`).click();
}

/** Deletes a chat by its menu. Answers with its way back, which stays as long as it is pointed at. */
async function deleteChat(page: Page, name: string): Promise<Locator> {
  await choose(page, name, "delete-thread");
  const toast = page.locator(".toast", { hasText: name });
  await toast.hover();
  return toast.getByRole("button", { name: "Undo" });
}

async function show(page: Page, view: string): Promise<void> {
  await page.locator(".sidebar #history-views").click();
  await page.getByRole("menuitemradio", { name: view }).click();
}

describe("A list of fifty thousand chats", () => {
  it("scrolls, with as much of it in the page and in memory at its end as at its beginning", { timeout: 150_000 }, async () => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    const devtools = await person.newCDPSession(page);
    await page.goto(states.address("longhistory"));
    await row(page, "Sailing 49999").waitFor();
    const usage = async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      const { nodes } = await devtools.send("Memory.getDOMCounters");
      const { usedSize } = await devtools.send("Runtime.getHeapUsage");
      return { nodes, heap: usedSize, rows: await list(page).locator("li").count() };
    };
    // As a wheel does it, fast, over a thousand chats each time.
    const scroll = () =>
      list(page).evaluate(async (scroller) => {
        for (let step = 0; step < 80; step++) {
          scroller.scrollTop += 450;
          await new Promise(requestAnimationFrame);
        }
      });
    // How far the chats that are read at this place are from the newest; undefined while some of them are still coming.
    const depth = () =>
      list(page).evaluate((scroller) => {
        const { top, bottom } = scroller.getBoundingClientRect();
        const lines = [...scroller.querySelectorAll("li")].filter((line) => {
          const box = line.getBoundingClientRect();
          return box.bottom > top && box.top < bottom;
        });
        const numbers = lines.map((line) => Number(/Sailing (\d+)/.exec(line.textContent)?.[1] ?? Number.NaN));
        return numbers.length > 5 && numbers.every(Number.isFinite) ? 49_999 - Math.max(...numbers) : undefined;
      });
    // Eighty steps of 450 pixels are about 1,090 lines.
    const isRead = async (times: number) => {
      // One look for both bounds: what is read may be drawn anew between two.
      const isThere = (at = 0) => at > times * 1_000 && at < times * 1_200;
      await expect.poll(depth, { timeout: 20_000 }).toSatisfy(isThere);
    };
    // What is made once is made while the first two thousand are seen.
    await scroll();
    await isRead(1);
    await scroll();
    await isRead(2);
    const before = await usage();
    await scroll();
    await isRead(3);
    const after = await usage();
    expect(after.rows).toBeLessThan(60);
    expect(after.nodes).toBeLessThan(before.nodes * 1.3);
    expect((after.heap - before.heap) / 1024).toBeLessThan(1_024);
  });

  it("is reached anywhere by the scrollbar, and stays where it is read when a chat comes above", async () => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    await page.goto(states.address("longhistory"));
    await row(page, "Sailing 49999").waitFor();
    await list(page).evaluate((scroller) => void (scroller.scrollTop = scroller.scrollHeight / 2));
    await list(page)
      .locator("li:not(.coming)", { hasText: /^Sailing 2[45]\d{3}$/ })
      .first()
      .waitFor();
    await expect.poll(() => list(page).locator("li.coming").count()).toBe(0);
    await expect.poll(() => list(page).locator(".group-now").textContent()).toMatch(/\d{4}$/);
    const read = (await names(page))[15] ?? "";
    const place = () => row(page, read).evaluate((line) => Math.round(line.getBoundingClientRect().top));
    const before = await place();
    await page.evaluate(() => {
      const { chat } = window as unknown as {
        chat: { history: { threads: { id: string }[] }; client: { threads: { changed(change: object): void } } };
      };
      const [first] = chat.history.threads;
      const fresh = { ...first, id: "00000000-0000-7000-8000-000000000001", name: "Just begun", updatedAt: new Date().toISOString() };
      chat.history.threads.unshift(fresh as never);
      chat.client.threads.changed({ type: "threads-changed", thread: fresh });
    });
    await expect.poll(() => row(page, read).getAttribute("aria-setsize")).toBe("50001");
    await expect.poll(place).toBe(before);
    await list(page).evaluate((scroller) => void (scroller.scrollTop = 0));
    await row(page, "Just begun").waitFor();
  });

  it("is walked through by keyboard to its end, and says of each line which one it is of how many", async () => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    await page.goto(states.address("longhistory"));
    await row(page, "Late Saturday sailings").locator(".link").focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => focusedRow(page)).toBe("Sailing 49999");
    await page.keyboard.press("End");
    await expect.poll(() => focusedRow(page)).toBe("Sailing 1");
    const said = () =>
      page.evaluate(() => ["aria-posinset", "aria-setsize"].map((name) => document.activeElement?.closest("li")?.getAttribute(name)));
    expect(await said()).toEqual(["50000", "50000"]);
    await page.keyboard.press("PageUp");
    await expect.poll(() => focusedRow(page)).toMatch(/^Sailing [23]\d$/);
    // Scrolling by does not take the focus away, and a key brings the view back to it.
    const here = await focusedRow(page);
    await list(page).evaluate((scroller) => void (scroller.scrollTop = 0));
    await row(page, "Sailing 49990").waitFor();
    expect(await focusedRow(page)).toBe(here);
    await page.keyboard.press("Home");
    await expect.poll(() => focusedRow(page)).toBe("Late Saturday sailings");
    // One stop for Tab in the list, then the menu of that line, then on.
    await page.keyboard.press("Tab");
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain("thread-options");
    await page.keyboard.press("Tab");
    await expect.poll(() => focusedRow(page)).toBeUndefined();
  });
});

describe("The menu of a chat", () => {
  it("pins, archives and deletes, each at once, live in another tab, and with a way back", async () => {
    await using person = await newPerson(browser);
    const chat = await withChats(person, "ferries", "tides", "crew");
    const other = await ChatPage.open(person, app.url);
    await expect.poll(() => names(other.page)).toEqual(["crew", "tides", "ferries"]);

    await choose(chat.page, "ferries", "pin-thread");
    for (const { page } of [chat, other]) {
      await expect.poll(() => names(page)).toEqual(["ferries", "crew", "tides"]);
      await list(page).getByRole("heading", { name: "Pinned" }).waitFor();
      await row(page, "ferries").getByRole("img", { name: "Pinned" }).waitFor();
    }
    await choose(chat.page, "crew", "archive-thread");
    for (const { page } of [chat, other]) await expect.poll(() => names(page)).toEqual(["ferries", "tides"]);
    await show(other.page, "Archived");
    await expect.poll(() => names(other.page)).toEqual(["crew"]);
    await choose(other.page, "crew", "archive-thread");
    await list(other.page).getByText("Nothing is archived.").waitFor();
    await other.page.locator("#all-chats").click();
    for (const { page } of [chat, other]) await expect.poll(() => names(page)).toEqual(["ferries", "crew", "tides"]);

    const undo = await deleteChat(chat.page, "tides");
    for (const { page } of [chat, other]) await expect.poll(() => names(page)).toEqual(["ferries", "crew"]);
    await undo.click();
    for (const { page } of [chat, other]) await expect.poll(() => names(page)).toEqual(["ferries", "crew", "tides"]);
    expect([...chat.trouble, ...other.trouble]).toEqual([]);
  });

  it("renames in place: Enter and leaving keep the name, Escape does not, and the focus is back on the chat", async () => {
    await using person = await newPerson(browser);
    const chat = await withChats(person, "ferries");
    const { page } = chat;
    const field = page.getByLabel("New name");
    const line = list(page).locator(".lines .link");
    await line.focus();
    await page.keyboard.press("F2");
    await field.fill("Ferries of the north");
    await page.keyboard.press("Escape");
    await expect.poll(() => focusedRow(page)).toBe("ferries");
    await page.keyboard.press("F2");
    await field.fill("Ferries of the north");
    await page.keyboard.press("Enter");
    await expect.poll(() => focusedRow(page)).toBe("Ferries of the north");
    await choose(page, "Ferries of the north", "rename-thread");
    await page.waitForFunction(() => document.activeElement?.id === "name");
    await field.fill("渡し船");
    await page.locator("#chat-input").click();
    await expect.poll(() => names(page)).toEqual(["渡し船"]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("chat-input");
    await page.reload();
    await expect.poll(() => names(page)).toEqual(["渡し船"]);
  });

  it("opens by the right button and by keyboard, on the line it belongs to", async () => {
    await using person = await newPerson(browser);
    const { page } = await withChats(person, "ferries", "tides");
    await row(page, "ferries").locator(".link").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Rename" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("More about “ferries”");
    await row(page, "tides").locator(".link").focus();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Rename" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
    await page.keyboard.press("Enter");
    await page.getByLabel("New name").waitFor();
    await expect.poll(() => page.getByLabel("New name").inputValue()).toBe("tides");
  });

  it("tags a chat, and the chats of a tag are shown by it", async () => {
    await using person = await newPerson(browser);
    const { page } = await withChats(person, "ferries", "tides");
    await choose(page, "tides", "tag-thread");
    await page.getByLabel("New tag").fill("harbour");
    await page.locator("#tags-dialog #confirm").click();
    await page.locator(".toast", { hasText: "Tags" }).getByText("+ harbour", { exact: true }).waitFor();
    await show(page, "harbour");
    await expect.poll(() => names(page)).toEqual(["tides"]);
    await choose(page, "tides", "tag-thread");
    await page.getByRole("checkbox", { name: "harbour" }).uncheck();
    await page.locator("#tags-dialog #confirm").click();
    await page.locator(".toast", { hasText: "Tags" }).getByText("− harbour", { exact: true }).waitFor();
    await list(page).getByText("No chats with this tag.").waitFor();
  });
});

describe("Projects", () => {
  it("are made, take chats by the menu and by dragging, are renamed, and leave their chats when they go", async () => {
    await using person = await newPerson(browser);
    const chat = await withChats(person, "ferries", "tides");
    const { page } = chat;
    await choose(page, "ferries", "move-thread");
    await page.locator("#move-to-new").click();
    await page.getByLabel("Name of the project").fill("Winter");
    await page.keyboard.press("Enter");
    const folder = page.locator(".folders .row", { hasText: "Winter" });
    await folder.waitFor();
    await page.locator(".toasts", { hasText: "Moved to project" }).getByText("Winter").waitFor();
    await row(page, "tides").locator(".link").dragTo(folder);
    await folder.click();
    await expect.poll(() => names(page)).toEqual(["tides", "ferries"]);
    await choose(page, "tides", "move-thread");
    await page.locator("#move-out").click();
    await expect.poll(() => names(page)).toEqual(["ferries"]);
    await page.locator("#folder-options").click();
    await page.locator("#rename-folder").click();
    await page.getByLabel("Name of the project").fill("Summer");
    await page.keyboard.press("Enter");
    await page.locator(".view-head", { hasText: "Summer" }).waitFor();
    await page.locator("#folder-options").click();
    await page.locator("#delete-folder").click();
    await page.locator("[role=dialog] #confirm").click();
    await expect.poll(() => names(page)).toEqual(["tides", "ferries"]);
    await page.locator(".folders").waitFor({ state: "detached" });
    expect(chat.trouble).toEqual([]);
  });
});

describe("A dialog that a menu or another dialog opens", () => {
  it("has the focus in its first field, keeps it under all keys, and gives it back to the menu's button", async () => {
    await using person = await newPerson(browser);
    const { page } = await withChats(person, "ferries");
    const where = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.closest('[role="dialog"]') ? activeElement.closest("input, .row, .df, .dialog")?.localName : "behind";
      });
    const openers = {
      "New tag": () => choose(page, "ferries", "tag-thread"),
      "Name of the project": async () => {
        await choose(page, "ferries", "move-thread");
        await page.locator("#move-dialog .row:focus").waitFor();
        await page.locator("#move-to-new").click();
      },
      "Name of the project ": async () => {
        await page.locator(".sidebar #history-views").click();
        await page.locator("#add-folder").click();
      },
    };
    for (const [label, open] of Object.entries(openers)) {
      await open();
      const field = page.getByRole("dialog").getByRole("textbox", { name: label.trim() });
      await field.waitFor();
      await expect.poll(where).toBe("input");
      await page.keyboard.type("Winter", { delay: 30 });
      expect(await field.inputValue()).toBe("Winter");
      for (let press = 0; press < 8; press++) {
        await page.keyboard.press("Tab");
        expect(await where()).not.toBe("behind");
      }
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.locator(".thread-options:focus, #history-views:focus").waitFor();
    }
    for (const [command, dialog] of [
      ["move-thread", "#move-dialog"],
      ["export-thread", "#export-dialog"],
    ] as const) {
      await choose(page, "ferries", command);
      await page.locator(`${dialog} :focus`).waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".thread-options:focus").waitFor();
    }
  });
});

describe("Several chats at once", () => {
  it("are chosen with Ctrl and Shift, deleted together, and found again under what was deleted", async () => {
    await using person = await newPerson(browser);
    const { page } = await withChats(person, "one", "two", "three", "four");
    await row(page, "four")
      .locator(".link")
      .click({ modifiers: ["Control"] });
    await row(page, "two")
      .locator(".link")
      .click({ modifiers: ["Shift"] });
    await page.getByRole("status").filter({ hasText: "3 selected" }).waitFor();
    await page.locator("#delete-chosen").click();
    await page.getByText("3 chats deleted").waitFor();
    await expect.poll(() => names(page)).toEqual(["one"]);
    await show(page, "Recently deleted");
    await expect.poll(async () => (await names(page)).toSorted()).toEqual(["four", "three", "two"]);
    await list(page).getByText("7 days").first().waitFor();
    await choose(page, "two", "restore-thread");
    await expect.poll(async () => (await names(page)).toSorted()).toEqual(["four", "three"]);
    await choose(page, "four", "purge-thread");
    await page.getByRole("dialog", { name: "Delete for good?" }).locator("#confirm").click();
    await expect.poll(() => names(page)).toEqual(["three"]);
    await page.locator("#empty-trash").click();
    await page.locator("[role=dialog]").getByRole("button", { name: "Cancel" }).click();
    await page.locator("[role=dialog]").waitFor({ state: "detached" });
    expect(await names(page)).toEqual(["three"]);
    await page.locator("#empty-trash").click();
    await page.locator("[role=dialog] #confirm").click();
    await list(page).getByText("Nothing was deleted in the last days.").waitFor();
    await page.locator("#all-chats").click();
    await expect.poll(() => names(page)).toEqual(["two", "one"]);
  });

  it("are chosen and marked by keyboard alone", async () => {
    await using person = await newPerson(browser);
    const { page } = await withChats(person, "one", "two", "three");
    await row(page, "three").locator(".link").focus();
    await page.keyboard.press("Space");
    await page.getByRole("checkbox", { name: "three", checked: true }).waitFor();
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByRole("checkbox", { name: "two", checked: true }).waitFor();
    await expect.poll(() => focusedRow(page)).toBe("two");
    await page.keyboard.press("Delete");
    await expect.poll(() => names(page)).toEqual(["one"]);
    await expect.poll(() => focusedRow(page)).toBe("one");
    await page.keyboard.press("Space");
    await page.getByRole("checkbox", { name: "one", checked: true }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("checkbox").count()).toBe(0);
    await expect.poll(() => focusedRow(page)).toBe("one");
  });
});

describe("What chats say of themselves", () => {
  it("is that one works, waits for an answer, or has a new one, in every tab and not by colour alone", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const watcher = await ChatPage.open(person, app.url);
    await chat.say("later please");
    await row(watcher.page, "later please").getByRole("img", { name: "Working" }).waitFor();
    await chat.threadUrl();
    await chat.page.keyboard.press("Control+Shift+O");
    await chat.page.locator("#welcome-screen").waitFor();
    // It is answered while nobody looks.
    await chat.ask("go on", "Heard: go on");
    for (const { page } of [chat, watcher]) await row(page, "later please").getByRole("img", { name: "Unread" }).waitFor();
    await row(chat.page, "later please").locator(".link").click();
    await chat.hears("Heard: later please");
    for (const { page } of [chat, watcher]) await expect.poll(() => row(page, "later please").getByRole("img").count()).toBe(0);
    await chat.page.keyboard.press("Control+Shift+O");
    await chat.page.locator("#welcome-screen").waitFor();
    await chat.say("choose one");
    await chat.hears("Which berth?");
    await row(watcher.page, "choose one")
      .getByRole("img", { name: /waits? for/ })
      .waitFor();
    expect(await textOf(row(watcher.page, "choose one"))).toBe("choose one");
  });
});

describe("A chat that somebody wants to come back to", () => {
  it("is marked as unread in every tab, and as read again, whatever else the chat does then", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const watcher = await ChatPage.open(person, app.url);
    const name = "tides";
    await chat.ask(name, `Heard: ${name}`);
    // Leaving the chat, which ends it, and marking it come at once.
    await chat.page.keyboard.press("Control+Shift+O");
    await choose(watcher.page, name, "read-thread");
    for (const { page } of [chat, watcher]) await row(page, name).getByRole("img", { name: "Unread" }).waitFor();
    await choose(chat.page, name, "read-thread");
    for (const { page } of [chat, watcher]) await expect.poll(() => row(page, name).getByRole("img").count()).toBe(0);
    expect([...chat.trouble, ...watcher.trouble]).toEqual([]);
  });
});

describe("An open chat", () => {
  it("that is deleted in another tab says so, can be brought back from either, and keeps what is typed", async () => {
    await using person = await newPerson(browser);
    const chat = await withChats(person, "ferries");
    const other = await ChatPage.open(person, app.url);
    await row(chat.page, "ferries").locator(".link").click();
    await chat.hears("Heard: ferries");
    await chat.field.fill("Half a thought");
    const notice = chat.page.getByRole("alert").filter({ hasText: "This chat was deleted" });

    const undo = await deleteChat(other.page, "ferries");
    await notice.waitFor();
    expect(await chat.field.inputValue()).toBe("Half a thought");
    await undo.click();
    await chat.hears("Heard: ferries");
    await expect.poll(() => notice.count()).toBe(0);

    await choose(other.page, "ferries", "delete-thread");
    await notice.waitFor();
    await chat.page.locator("#bring-back").click();
    await chat.hears("Heard: ferries");
    for (const { page } of [chat, other]) await expect.poll(() => names(page)).toEqual(["ferries"]);
    expect(await chat.field.inputValue()).toBe("Half a thought");

    await choose(other.page, "ferries", "delete-thread");
    await notice.getByRole("button", { name: "New chat" }).click();
    await chat.page.locator("#welcome-screen").waitFor();
    await expect.poll(() => chat.field.inputValue()).toBe("Half a thought");
    expect([...chat.trouble, ...other.trouble]).toEqual([]);
  });
});

describe("By day and by night", () => {
  it("the list, its menu, its dialogs, several chosen, the trash, what Settings say of data and a deleted chat have nothing that axe finds", async () => {
    await using person = await newPerson(browser);
    const { page } = await withChats(person, "ferries", "tides", "crew");
    await page.addStyleTag({ content: "* { transition: none !important; }" });
    const look = async (what: string) => {
      const day = await findings(page);
      await page.evaluate(() => document.documentElement.classList.add("dark"));
      const night = await findings(page, { rules: ["color-contrast"] });
      await page.evaluate(() => document.documentElement.classList.remove("dark"));
      expect([what, ...day, ...night]).toEqual([what]);
    };
    await choose(page, "ferries", "pin-thread");
    await choose(page, "tides", "read-thread");
    await list(page).getByRole("heading", { name: "Pinned" }).waitFor();
    await row(page, "crew").hover();
    await row(page, "crew").locator(".thread-options").click();
    await page.locator("#tag-thread").waitFor();
    await look("menu");
    await page.locator("#tag-thread").click();
    await page.locator("#tags-dialog #confirm").waitFor();
    await look("tags");
    await page.keyboard.press("Escape");
    await page.locator("#tags-dialog").waitFor({ state: "detached" });
    await choose(page, "crew", "select-thread");
    await page.locator("#delete-chosen").waitFor();
    await look("chosen");
    await page.locator("#delete-chosen").click();
    await show(page, "Recently deleted");
    await row(page, "crew").waitFor();
    await look("trash");
    const id = await row(page, "crew").locator(".link").getAttribute("id");
    await page.keyboard.press("Control+,");
    await page.getByRole("dialog").getByRole("button", { name: "Data" }).click();
    await page.locator("#export-all").waitFor();
    await look("data");
    await page.goto(`${app.url}thread/${id?.replace("thread-", "")}`);
    await page.locator("#bring-back").waitFor();
    await look("deleted chat");
  });
});

describe("On a phone", () => {
  it("chats are chosen by touch, with what can be done below them", async () => {
    await using person = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      locale: "en-GB",
    });
    person.setDefaultTimeout(PATIENCE_MS);
    const chat = await ChatPage.open(person, app.url);
    for (const name of ["ferries", "tides"]) {
      await chat.ask(name, `Heard: ${name}`);
      await chat.page.locator("#header").getByRole("button", { name: "New chat" }).tap();
      await chat.page.locator("#welcome-screen").waitFor();
    }
    await chat.page.locator("#header").getByRole("button", { name: "Open the sidebar" }).tap();
    const drawer = chat.page.locator(".drawer");
    await drawer.getByRole("button", { name: "More about “tides”" }).tap();
    await chat.page.locator("#select-thread").tap();
    await drawer.getByRole("checkbox", { name: "ferries" }).tap();
    await drawer.getByText("2 selected").waitFor();
    await drawer.locator("#archive-chosen").tap();
    // What tells of it, and can take it back, leaves the head of the list free.
    const toast = chat.page.locator(".toast", { hasText: "+1" });
    await expect.poll(async () => (await toast.boundingBox())?.y).toBeGreaterThan(422);
    await drawer.getByText("No chats yet.").waitFor();
  });
});
