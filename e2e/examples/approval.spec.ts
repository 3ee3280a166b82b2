// The approval example as a person uses it: a tool that asks first, with an input that can be changed; and what cannot be undone.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, seen } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("approval")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

describe("The approval example", () => {
  it("books nothing before it is allowed, and takes a no with its reason", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.hears("Say book");
    await chat.say("book");
    const card = chat.page.getByRole("region", { name: "Needs your approval" });
    await card.getByText("Kinloch 2").waitFor();
    await card.getByRole("button", { name: "Deny" }).click();
    await card.getByRole("textbox", { name: "Why not? You may leave this empty." }).fill("Too dear.");
    await card.getByRole("button", { name: "Deny" }).click();
    await chat.hears("Nothing was booked. Too dear.");
    await chat.rests();

    await chat.say("book");
    await card.getByRole("button", { name: "Allow once" }).click();
    await chat.hears("MV Tern stands by at Kinloch 2 from Saturday, 12:30.");
    await seen(chat.page, "You allowed Book the standby once.").waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("keeps the question over a restart, and books what is allowed then", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("book");
    const card = chat.page.getByRole("region", { name: "Needs your approval" });
    await card.getByRole("button", { name: "Allow once" }).waitFor();
    await app.kill();
    await app.start();
    await card.getByRole("button", { name: "Allow once" }).click();
    await chat.hears("MV Tern stands by");
    expect(chat.trouble).toEqual([]);
  });

  it("asks before what cannot be undone", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("cancel");
    const card = chat.page.getByRole("region", { name: "Needs your answer" });
    await card.getByRole("button", { name: "Keep them" }).click();
    await chat.hears("All sailings stay.");
    expect(chat.trouble).toEqual([]);
  });
});
