// The ticket example as a person uses it: a component of the app's own asks how many seats, and stays with its answer.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, textOf } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("ticket")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

describe("The ticket example", () => {
  it("quotes what is chosen, keeps it over a reload, and books it in the element's own place", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("Sanday");
    await chat.hears("How many seats shall I book?");
    const ticket = chat.page.getByRole("region", { name: "Ticket to Sanday" });
    const seats = ticket.getByRole("status", { name: "Seats" });
    await ticket.getByRole("button", { name: "One seat more" }).click();
    await expect.poll(() => textOf(seats)).toBe("3");
    await ticket.getByText("£36").waitFor();
    await chat.reload();
    await expect.poll(() => textOf(seats)).toBe("3");
    await ticket.getByRole("button", { name: "One seat less" }).click();
    await ticket.getByText("£24").waitFor();
    await ticket.getByRole("button", { name: "Book", exact: true }).click();
    await chat.hears("2 seats to Sanday are booked, for £24.");
    await ticket.getByText("Booked", { exact: true }).waitFor();
    await chat.rests();
    await chat.reload();
    await ticket.getByText("Booked", { exact: true }).waitFor();
    await expect.poll(() => textOf(seats)).toBe("2");
    await expect.poll(() => ticket.getByRole("button", { name: "One seat more" }).isDisabled()).toBe(true);
    expect(chat.trouble).toEqual([]);
  });

  it("books nothing when the person does not want to, and can be asked again", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("Kinloch");
    const ticket = chat.page.getByRole("region", { name: "Ticket to Kinloch" });
    await ticket.getByRole("button", { name: "Not now" }).click();
    await chat.hears("Nothing is booked.");
    await chat.rests();
    await chat.say("Port Ellary");
    await chat.page.getByRole("region", { name: "Ticket to Port Ellary" }).getByRole("button", { name: "Book", exact: true }).click();
    await chat.hears("2 seats to Port Ellary are booked, for £24.");
    await chat.rests();
    expect(chat.trouble).toEqual([]);
  });
});
