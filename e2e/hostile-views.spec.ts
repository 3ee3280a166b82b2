// Views as a model or a stranger might have them drawn: each stays within its message, and the chat behind it can be read.
import { fileURLToPath } from "node:url";
import { createApp, Message } from "colloquy";
import { type ServedApp, serveApp } from "colloquy/testing";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, newPerson } from "./support/browser.ts";
import { ChatPage } from "./support/chat-page.ts";

let browser: Browser;
let served: ServedApp;
beforeAll(async () => {
  const webRoot = fileURLToPath(new URL("../packages/server/dist/web", import.meta.url));
  [browser, served] = await Promise.all([launchChromium(), serveApp(makeApp(), { webRoot })]);
});
afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
});

const PICTURES: Readonly<Record<string, object>> = {
  missing: { src: "/nothing.png", alt: "", aspect: 1e-300 },
  elsewhere: { src: "https://pictures.invalid/a.png", alt: "A ferry", aspect: 1e-6 },
  own: { src: "/favicon", alt: "A sign", aspect: 1e-6 },
  flat: { src: "/favicon", alt: "A line", aspect: 1e300 },
};

function makeApp() {
  return createApp({
    onMessage: async ({ content }) => {
      const picture = PICTURES[content];
      if (picture) await new Message({ content: `Here is ${content}.`, view: { type: "Image", ...picture } as never }).send();
      await new Message("That was all.").send();
    },
  });
}

describe("A picture of a view", () => {
  it.each(Object.keys(PICTURES))("is no wall that nobody gets past, whatever is said of its shape: %s", async (name) => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, served.url);
    await chat.say(name);
    await chat.hears("That was all.");
    await chat.rests();
    // One that could not be loaded has its place, too.
    await chat.page.locator(".view :is(.v-image:not([data-loading]), .v-no-image, .v-ask-image)").waitFor();
    const tall = await chat.page.locator(".view").evaluate((view) => view.getBoundingClientRect().height);
    expect(tall).toBeLessThan(10_000);
    expect(tall).toBeGreaterThan(0);
  });
});
