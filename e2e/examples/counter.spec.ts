import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, seen } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("counter")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

describe("The counter", () => {
  it("counts the messages of a chat, also after a reload", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("one", "You sent 1 message(s)!");
    await chat.ask("two", "You sent 2 message(s)!");
    const address = await chat.threadUrl();
    await chat.reload();
    await expect.poll(() => chat.answers.allInnerTexts()).toEqual(["You sent 1 message(s)!", "You sent 2 message(s)!"]);
    expect(chat.page.url()).toBe(address);
    await chat.ask("three", "You sent 3 message(s)!");
    expect(chat.trouble).toEqual([]);
  });

  it("counts each person and each chat on its own", async () => {
    await using ann = await newPerson(browser);
    await using bob = await newPerson(browser);
    const [hers, his] = await Promise.all([ChatPage.open(ann, app.url), ChatPage.open(bob, app.url)]);
    await Promise.all([
      (async () => {
        for (const n of [1, 2, 3, 4, 5]) await hers.ask(`ann ${n}`, `You sent ${n} message(s)!`);
      })(),
      (async () => {
        for (const n of [1, 2, 3]) await his.ask(`bob ${n}`, `You sent ${n} message(s)!`);
      })(),
    ]);
    await expect.poll(() => hers.said.allInnerTexts()).toEqual([1, 2, 3, 4, 5].map((n) => `ann ${n}`));
    await expect.poll(() => his.said.allInnerTexts()).toEqual([1, 2, 3].map((n) => `bob ${n}`));
    await expect.poll(() => hers.answers.count()).toBe(5);
    await expect.poll(() => his.answers.count()).toBe(3);

    await hers.page.locator("#new-chat-button").click();
    await hers.page.locator("#welcome-screen").waitFor();
    await hers.ask("a new chat", "You sent 1 message(s)!");
    await his.ask("bob 4", "You sent 4 message(s)!");
  });

  it("keeps another person out of a chat, and offers them one of their own", async () => {
    await using ann = await newPerson(browser);
    await using bob = await newPerson(browser);
    const hers = await ChatPage.open(ann, app.url);
    await hers.ask("mine", "You sent 1 message(s)!");
    const address = await hers.threadUrl();
    const his = await ChatPage.open(bob, address);
    await his.page.getByRole("heading", { name: "This chat isn’t here" }).waitFor();
    expect(await seen(his.page, "mine").count()).toBe(0);
    await his.page.locator("main").getByRole("button", { name: "New chat" }).click();
    await his.ask("hello", "You sent 1 message(s)!");
    await expect.poll(() => his.said.allInnerTexts()).toEqual(["hello"]);
    expect(await his.threadUrl()).not.toBe(address);
    await expect.poll(() => hers.said.allInnerTexts()).toEqual(["mine"]);
  });
});
