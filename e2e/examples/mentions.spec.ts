import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, textOf } from "../support/chat-page.ts";
import { type RunningApp, runExample, runFiles } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("mentions")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

async function open(url: string): Promise<ChatPage & AsyncDisposable> {
  const person = await newPerson(browser);
  const chat = await ChatPage.open(person, url);
  return Object.assign(chat, { [Symbol.asyncDispose]: () => person.close() });
}

const list = (chat: ChatPage): Locator => chat.page.getByRole("listbox", { name: "What you can mention" });
const names = (chat: ChatPage): Promise<string[]> => list(chat).getByRole("option").locator(".t").allInnerTexts();
/** Types "@" and some letters, and picks what is found. */
async function mention(chat: ChatPage, typed: string, label: string): Promise<void> {
  await chat.field.pressSequentially(typed);
  await expect.poll(() => names(chat)).toEqual([label]);
  await chat.field.press("Enter");
}

describe("Mentions", () => {
  it("are found while one types, picked by keyboard, marked in the message, and given to the handler in the order of the text", async () => {
    await using chat = await open(app.url);
    await chat.field.pressSequentially("Boats from @");
    await expect.poll(() => names(chat)).toEqual(["Kinloch", "Port Ellary", "Skerry Bay", "Torran"]);
    await chat.field.press("ArrowDown");
    await chat.field.press("ArrowDown");
    const meant = await chat.page.getByRole("combobox", { name: "Message" }).getAttribute("aria-activedescendant");
    await expect.poll(() => textOf(chat.page.locator(`[id="${meant}"] .t`))).toBe("Skerry Bay");
    await chat.field.press("Tab");
    await expect.poll(() => chat.field.inputValue()).toBe("Boats from @Skerry Bay ");
    await chat.field.pressSequentially("and ");
    await mention(chat, "@kin", "Kinloch");
    await chat.field.press("Enter");
    const answer = await chat.hears("Boats leave");
    await chat.rests();
    await expect
      .poll(() => answer.getByRole("listitem").allInnerTexts())
      .toEqual(["Kinloch: 12:30 and 16:10", "Skerry Bay: 11:15 and 17:40"]);
    await expect.poll(() => chat.said.last().locator(".mention").allInnerTexts()).toEqual(["@Skerry Bay", "@Kinloch"]);
    await chat.reload();
    await expect.poll(() => chat.said.last().locator(".mention").allInnerTexts()).toEqual(["@Skerry Bay", "@Kinloch"]);
    expect(chat.trouble).toEqual([]);
  });

  it("are none any more once their text is deleted or changed", async () => {
    await using chat = await open(app.url);
    await mention(chat, "@torr", "Torran");
    await chat.field.pressSequentially("or ");
    await mention(chat, "@kin", "Kinloch");
    await expect.poll(() => chat.page.locator("#message-composer mark").allInnerTexts()).toEqual(["@Torran", "@Kinloch"]);
    await chat.field.press("Home");
    for (let n = 0; n < "@Tor".length; n++) await chat.field.press("Delete");
    await expect.poll(() => chat.page.locator("#message-composer mark").allInnerTexts()).toEqual(["@Kinloch"]);
    await chat.field.press("Enter");
    const answer = await chat.hears("Boats leave");
    await expect.poll(() => answer.getByRole("listitem").allInnerTexts()).toEqual(["Kinloch: 12:30 and 16:10"]);
  });

  it("typed without picking are words; nothing found is told", async () => {
    await using chat = await open(app.url);
    await chat.field.pressSequentially("@");
    await list(chat).waitFor();
    await chat.field.pressSequentially("zzz");
    await chat.page.locator(".suggestions .none", { hasText: "Nothing found for “zzz”." }).waitFor();
    await chat.field.press("Enter");
    await chat.hears("You mentioned no pier that I know.");
    expect(await chat.said.last().locator(".mention").count()).toBe(0);
  });

  it("of a draft outlive a reload and a restart of the server", async () => {
    await using chat = await open(app.url);
    await chat.ask("hello", "You mentioned no pier that I know.");
    await chat.field.pressSequentially("To ");
    await mention(chat, "@old", "Port Ellary");
    await app.kill();
    await app.start();
    await chat.reload();
    await expect.poll(() => chat.field.inputValue()).toBe("To @Port Ellary ");
    await expect.poll(() => chat.page.locator("#message-composer mark").allInnerTexts()).toEqual(["@Port Ellary"]);
    await chat.field.press("Enter");
    await chat.hears("14:05");
  });
});

describe("Looking for mentions", () => {
  it("shows only the newest answer, says when it did not work, and goes on", async () => {
    // The answer to "s" is held back until "sl" was asked for, so it comes too late.
    await using slow = await runFiles({
      "app.ts": `
        import * as cl from "colloquy";
        let letGo: () => void;
        const held = new Promise<void>((resolve) => { letGo = resolve; });
        cl.mentions(async (query) => {
          if (query === "s") await held;
          if (query === "sl") letGo();
          if (query === "fail") throw new Error("kaput");
          return [{ id: query || "all", label: "Found for " + (query || "nothing") }];
        });
        cl.onMessage(() => {});
      `,
    });
    await using chat = await open(slow.url);
    await chat.field.pressSequentially("@");
    await expect.poll(() => names(chat)).toEqual(["Found for nothing"]);
    const sawStale = await chat.page.evaluateHandle(() => {
      const seen = { stale: false };
      new MutationObserver(() => {
        seen.stale ||= document.querySelector(".suggestions .t")?.textContent === "Found for s";
      }).observe(document, { subtree: true, childList: true, characterData: true });
      return seen;
    });
    await chat.field.press("s");
    await chat.page.locator(".suggestions .none", { hasText: "Looking…" }).waitFor();
    await chat.field.press("l");
    await expect.poll(() => names(chat)).toEqual(["Found for sl"]);
    await chat.field.press("o");
    await expect.poll(() => names(chat)).toEqual(["Found for slo"]);
    expect(await sawStale.evaluate(({ stale }) => stale)).toBe(false);
    await chat.field.fill("");
    await chat.field.pressSequentially("@fail");
    await chat.page.locator(".suggestions .none", { hasText: "The search did not work" }).waitFor();
    await chat.field.press("Backspace");
    await expect.poll(() => names(chat)).toEqual(["Found for fai"]);
  });

  it("shows nothing at all in an app that has nothing to mention", async () => {
    await using plain = await runExample("counter");
    await using chat = await open(plain.url);
    const opened = await chat.page.evaluateHandle(() => {
      const seen = { list: false };
      new MutationObserver(() => {
        seen.list ||= document.querySelector(".suggestions") !== null;
      }).observe(document, { subtree: true, childList: true });
      return seen;
    });
    await chat.field.pressSequentially("@ada writes");
    await chat.field.press("Enter");
    await chat.hears("You sent 1 message(s)!");
    expect(await opened.evaluate(({ list }) => list)).toBe(false);
  });
});
