// The generated-view example as a person uses it: a model draws, and may offer what the app offers.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("generated-view")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

describe("The generated-view example", () => {
  it("shows what the model draws, and books what it offered", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("Which ferries go?");
    await chat.page.getByRole("heading", { name: "Ferries this afternoon" }).waitFor();
    await chat.page.getByRole("cell", { name: "Port Ellary" }).waitFor();
    await chat.hears("There is room on both.");
    await chat.button("Book Kinloch").click();
    await chat.hears("Sailing 7 is booked.");
    expect(chat.trouble).toEqual([]);
  });

  it("shows nothing of a drawing that names what is not offered: the model mends it", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("Draw it wrong first");
    await chat.hears("There is room on both.");
    await chat.button("Book Kinloch").waitFor();
    expect(await chat.button("Pay now").count()).toBe(0);
    expect(await chat.page.getByRole("heading", { name: "Ferries this afternoon" }).count()).toBe(1);
    expect(chat.trouble).toEqual([]);
  });
});
