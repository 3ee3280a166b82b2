import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, textOf } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("isolation")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

describe("The isolation example", () => {
  it("knows each person by the name they gave, and nobody by another's", async () => {
    const names = ["Ann", "Bob", "Cid"];
    const people = await Promise.all(names.map(() => newPerson(browser)));
    const chats = await Promise.all(people.map((person) => ChatPage.open(person, app.url)));
    await Promise.all(chats.map((chat) => chat.hears("Tell me your name")));
    await Promise.all(
      chats.map(async (chat, index) => {
        for (let told = 0; told <= index; told++) await chat.ask(names[index] ?? "", `Nice to meet you, ${names[index]}.`);
        await chat.ask("Who am I?", `You are ${names[index]}. You told me ${index + 1} time(s).`);
      }),
    );
    for (const [index, chat] of chats.entries()) {
      const read = await textOf(chat.page.locator(".log"));
      expect(names.filter((name) => read.includes(name))).toEqual([names[index]]);
      expect(chat.trouble).toEqual([]);
    }
    await Promise.all(people.map((person) => person.close()));
  });

  it("shares one memory between the tabs of a chat, and none with a new chat of the same person", async () => {
    await using person = await newPerson(browser);
    const first = await ChatPage.open(person, app.url);
    await first.ask("Ann", "Nice to meet you, Ann.");
    const second = await ChatPage.open(person, await first.threadUrl());
    await second.hears("Nice to meet you, Ann.");
    await second.ask("Annie", "Nice to meet you, Annie.");
    await first.hears("Nice to meet you, Annie.");
    await first.ask("Who am I?", "You are Annie. You told me 2 time(s).");

    const other = await ChatPage.open(person, app.url);
    await other.ask("Who am I?", "You are stranger. You told me 0 time(s).");
  });
});
