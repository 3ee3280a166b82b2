// The official client of Chainlit sees our settings form and commands, saves the one and sends the other.
import { chatSettings, createApp, input, Message, setCommands } from "colloquy";
import { type ServedApp, serveApp } from "colloquy/testing";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { buildChainlitPage, ChainlitPage } from "./support/chainlit-page.ts";

const settings = chatSettings({
  model: input.select({ label: "Model", values: ["small", "large"], initialIndex: 0 }),
  limit: input.number({ label: "Limit", min: 1 }),
});
const app = createApp({
  onChatStart: async () => {
    await settings.send();
    setCommands([{ id: "Picture", description: "Draw it" }]);
    await new Message("Hello!").send();
  },
  onMessage: ({ command, content }) => new Message(`${command ?? "nothing"}: ${content}, ${JSON.stringify(settings.current)}`).send(),
  onSettingsUpdate: ({ limit }) => new Message(`The limit is ${String(limit)}.`).send(),
});

let appPage: Awaited<ReturnType<typeof buildChainlitPage>>;
let browser: Browser;
let person: BrowserContext;
let served: ServedApp;

beforeAll(async () => {
  appPage = await buildChainlitPage();
  browser = await launchSmallChromium();
  person = await newPerson(browser);
  served = await serveApp(app, { appDir: appPage.appDir });
}, 180_000);
afterAll(async () => {
  await person?.close();
  await browser?.close();
  await served?.close();
  appPage?.remove();
});

const shown = (chat: ChainlitPage, label: string) => chat.page.getByLabel(label, { exact: true });

describe("The official client", () => {
  it("shows the form's values, saves them as the form means them, and has them again after a reload", async () => {
    const chat = await ChainlitPage.open(person, served.url);
    await chat.hears("Hello!");
    await chat.rests();
    await expect.poll(() => shown(chat, "Model").textContent()).toBe('"small"');
    await expect.poll(() => shown(chat, "Limit").textContent()).toBe("null");
    await chat.say('{ "model": "large", "limit": "7" }', "Save settings");
    await chat.hears("The limit is 7.");
    await chat.say("hi");
    await chat.hears('nothing: hi, {"model":"large","limit":7}');
    await chat.rests();
    const again = await ChainlitPage.open(person, served.url, (await chat.stateOf("thread")) ?? "");
    await again.hears("nothing: hi");
    await expect.poll(() => shown(again, "Model").textContent()).toBe('"large"');
    await expect.poll(() => shown(again, "Limit").textContent()).toBe("7");
    expect([...chat.trouble, ...again.trouble]).toEqual([]);
  });

  it("is told which setting is wrong, and goes on with what is saved", async () => {
    const chat = await ChainlitPage.open(person, served.url);
    await chat.hears("Hello!");
    await chat.say('{ "limit": "none" }', "Save settings");
    await chat.hears("Limit: This must be a number.");
    await expect.poll(() => shown(chat, "Limit").textContent()).toBe("null");
    expect(chat.trouble).toEqual([]);
  });

  it("sends a command with a message", async () => {
    const chat = await ChainlitPage.open(person, served.url);
    await chat.hears("Hello!");
    await chat.say("a cat", "Picture");
    await chat.hears("Picture: a cat");
    expect(chat.trouble).toEqual([]);
  });
});
