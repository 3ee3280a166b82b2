// A button or a form of a view whose handler changes the view, so that they are gone, and then fails: the person is told all the same.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const APP = `import * as cl from "colloquy";
import { Button, Column, Field, Form, Text } from "colloquy/view";

const fails = (name: string) => cl.action(name, async ({ message }) => {
  message.view = Text({}, "Under way: " + name);
  await message.update();
  throw new Error("The pier does not answer.");
});
const book = fails("book");
const save = fails("save");

cl.onMessage(async () => {
  const form = Form({ action: save({}), submit: "Save" }, Field({ name: "who", label: "Who?" }));
  const view = Column({}, Button({ action: book({}) }, "Book"), form);
  await new cl.Message({ content: "Press.", view }).send();
});
`;

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runFiles({ "app.ts": APP })]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

describe("A view whose handler takes it away and fails", () => {
  it.each([
    ["Book", "book"],
    ["Save", "save"],
  ])("tells that %s failed, once", async (label, name) => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("go", "Press.");
    await chat.button(label).click();
    await chat.page.getByText(`Under way: ${name}`).waitFor();
    const told = chat.page.locator(".toast").filter({ hasText: label });
    await told.waitFor();
    expect(await told.count()).toBe(1);
  });
});
