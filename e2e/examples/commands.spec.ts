import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, textOf } from "../support/chat-page.ts";
import { type RunningApp, runExample, runFiles } from "../support/running-app.ts";

const GREETING = /Pick a command/;

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("commands")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

/** A new chat whose commands have arrived. */
async function open(): Promise<ChatPage & AsyncDisposable> {
  const person = await newPerson(browser);
  const chat = await ChatPage.open(person, app.url);
  await chat.hears(GREETING);
  await chat.rests();
  await chat.button("Timetable").waitFor();
  return Object.assign(chat, { [Symbol.asyncDispose]: () => person.close() });
}

const list = (chat: ChatPage): Locator => chat.page.getByRole("listbox", { name: "Commands" });
const options = (chat: ChatPage): Promise<string[]> => list(chat).getByRole("option").locator(".t").allInnerTexts();
/** The line that Enter would pick, as a screen reader learns of it. */
const meant = async (chat: ChatPage): Promise<string> => {
  const id = await chat.page.getByRole("combobox", { name: "Message" }).getAttribute("aria-activedescendant");
  return textOf(chat.page.locator(`[id="${id}"] .t`));
};
const mode = (chat: ChatPage, name: RegExp): Locator => chat.page.locator("#message-composer").getByRole("button", { name });
async function choose(chat: ChatPage, name: RegExp, option: RegExp): Promise<void> {
  await mode(chat, name).click();
  await chat.page.getByRole("menuitemradio", { name: option }).click();
}

describe("The list that / opens", () => {
  it("is filtered, walked through with the arrows, and picked from; the command is a chip that Backspace takes away", async () => {
    await using chat = await open();
    await chat.field.pressSequentially("for two /");
    await list(chat).waitFor();
    await expect.poll(() => options(chat)).toEqual(["Timetable", "Map", "Ticket", "Wind and rain"]);
    await chat.field.press("ArrowUp");
    await expect.poll(() => meant(chat)).toBe("Wind and rain");
    await chat.field.press("ArrowDown");
    await expect.poll(() => meant(chat)).toBe("Timetable");
    await chat.field.pressSequentially("seat");
    await expect.poll(() => options(chat)).toEqual(["Ticket"]);
    await chat.field.press("Tab");
    await chat.button("Remove Ticket").waitFor();
    await expect.poll(() => chat.field.inputValue()).toBe("for two ");
    expect(await list(chat).count()).toBe(0);

    await chat.field.press("Home");
    await chat.field.press("Backspace");
    await chat.button("Remove Ticket").waitFor({ state: "detached" });
    await expect.poll(() => chat.field.inputValue()).toBe("for two ");
    expect(chat.trouble).toEqual([]);
  });

  it("closes with Escape and leaves the text; what is no command is sent as it was typed", async () => {
    await using chat = await open();
    await chat.field.pressSequentially("/map");
    await list(chat).waitFor();
    await chat.field.press("Escape");
    await list(chat).waitFor({ state: "detached" });
    await expect.poll(() => chat.field.inputValue()).toBe("/map");
    await chat.field.fill("");
    await chat.field.pressSequentially("/zzz");
    await chat.field.press("Enter");
    await chat.hears("You said: “/zzz”.");
  });

  it("is picked from with the mouse, and the field keeps the focus", async () => {
    await using chat = await open();
    await chat.field.pressSequentially("/");
    await list(chat)
      .getByRole("option", { name: /^Wind and rain/ })
      .click();
    await chat.button("Remove Wind and rain").waitFor();
    expect(await chat.field.evaluate((field) => field === document.activeElement)).toBe(true);
    await chat.ask("tomorrow?", /^Light wind, no rain\./);
    await expect.poll(() => textOf(chat.said.last().locator(".command-span"))).toBe("Wind and rain");
    await expect.poll(() => textOf(chat.said.last())).toMatch(/^Wind and rain\s*tomorrow\?$/);
    expect(await chat.button("Remove Wind and rain").count()).toBe(0);
  });
});

describe("The tools of the message box", () => {
  it("toggle commands with a button; one that is persistent stays chosen, another does not", async () => {
    await using chat = await open();
    const [timetable, map] = [chat.button("Timetable"), chat.button("Map")];
    await timetable.click();
    await expect.poll(() => timetable.getAttribute("aria-pressed")).toBe("true");
    await chat.ask("today?", /12:30/);
    await chat.ask("and tomorrow?", /12:30/);
    await expect.poll(() => timetable.getAttribute("aria-pressed")).toBe("true");
    await map.click();
    expect([await timetable.getAttribute("aria-pressed"), await map.getAttribute("aria-pressed")]).toEqual(["false", "true"]);
    await chat.ask("the way?", /Quay Street/);
    await expect.poll(() => map.getAttribute("aria-pressed")).toBe("false");
    await chat.ask("thanks", "You said: “thanks”.");
    expect(chat.trouble).toEqual([]);
  });

  it("offer the other commands in a menu, by keyboard alone; a command needs no words", async () => {
    await using chat = await open();
    await chat.button("Tools").focus();
    await chat.page.keyboard.press("Enter");
    const item = chat.page.getByRole("menuitemcheckbox", { name: /^Ticket/ });
    await item.waitFor();
    await expect.poll(() => chat.page.getByRole("menuitemcheckbox").count()).toBe(2);
    await item.focus();
    await chat.page.keyboard.press("Enter");
    await chat.button("Remove Ticket").waitFor();
    await chat.field.focus();
    await chat.field.press("Enter");
    await chat.hears("Seat 12 is yours.");
    await expect.poll(() => textOf(chat.said.last())).toBe("Ticket");
  });

  it("show what each mode is, change it at once, and send it along", async () => {
    await using chat = await open();
    await mode(chat, /^Model: Small$/).waitFor();
    await choose(chat, /^Tone: Warm$/, /^Plain/);
    await mode(chat, /^Tone: Plain$/).waitFor();
    await chat.ask("hello", /^You said: “hello”\.$/);
    await choose(chat, /^Model: Small$/, /^Large Thinks first$/);
    await chat.ask("hello again", "You said: “hello again”.");
    await chat.step("Think it over").waitFor();
  });
});

describe("What to say next", () => {
  it("stands under the newest answer, is said with one press and its own command, and goes", async () => {
    await using chat = await open();
    await chat.ask("hello", /You said/);
    const offered = chat.page.getByRole("list", { name: "Suggestions" });
    await offered.waitFor();
    await expect.poll(() => offered.getByRole("button").allInnerTexts()).toEqual(["When does it leave?", "Book a seat", "Thank you"]);
    const gone = await chat.watchFor("body:not(:has(.follow-ups))");
    await chat.button("Book a seat").click();
    await chat.hears("Seat 12 is yours.");
    await gone();
    await expect.poll(() => textOf(chat.said.last())).toMatch(/^Ticket\s*Book a seat on the next boat\.$/);
    await chat.rests();
    await offered.waitFor();
    await expect.poll(() => chat.field.inputValue()).toBe("");
  });
});

describe("A reload and a restart", () => {
  it("keep the commands, the modes, what was chosen, and the draft with its command", async () => {
    await using chat = await open();
    await choose(chat, /^Tone: Warm$/, /^Plain/);
    await choose(chat, /^Model: Small$/, /^Large/);
    await chat.ask("hello", "You said: “hello”.");
    await chat.field.pressSequentially("/weat");
    await chat.field.press("Enter");
    await chat.field.pressSequentially("on Sunday?");
    await chat.reload();
    const stands = async () => {
      await chat.button("Remove Wind and rain").waitFor();
      await mode(chat, /^Tone: Plain$/).waitFor();
      await mode(chat, /^Model: Large$/).waitFor();
      await chat.button("Timetable").waitFor();
      await expect.poll(() => chat.field.inputValue()).toBe("on Sunday?");
    };
    await stands();
    await app.kill();
    await app.start();
    await chat.reload();
    await stands();
    await chat.field.press("Enter");
    await chat.hears("Light wind, no rain.");
    await chat.rests();
    await chat.reload();
    await chat.button("Timetable").waitFor();
    await expect.poll(() => chat.field.inputValue()).toBe("");
    expect(await chat.button("Remove Wind and rain").count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });
});

describe("A command that the app has selected", () => {
  it("is chosen until it was sent or taken away, also over a reload; new commands choose again", async () => {
    await using served = await runFiles({
      "app.ts": `
        import * as cl from "colloquy";
        cl.onChatStart(() => cl.setCommands([{ id: "Draw", selected: true }, { id: "Read", button: true }]));
        cl.onMessage(async ({ command, content }) => {
          if (content === "anew") cl.setCommands([{ id: "Sing", selected: true, persistent: true }]);
          await new cl.Message("As " + (command ?? "nothing")).send();
        });
      `,
    });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, served.url);
    await chat.button("Remove Draw").waitFor();
    await chat.ask("one", "As Draw");
    expect(await chat.button("Remove Draw").count()).toBe(0);
    await chat.ask("two", "As nothing");
    await chat.reload();
    await chat.button("Read").waitFor();
    expect(await chat.button("Remove Draw").count()).toBe(0);
    await chat.say("anew");
    await chat.button("Remove Sing").waitFor();
    await chat.ask("three", "As Sing");
    await chat.ask("four", "As Sing");
    await chat.button("Remove Sing").click();
    await chat.button("Remove Sing").waitFor({ state: "detached" });
    await chat.ask("five", "As nothing");
    expect(await chat.field.evaluate((field) => field === document.activeElement)).toBe(true);
  });
});
