// The official client of Chainlit sees our profiles, starters and keys: it reads them in its settings and sends them at the handshake.
import { createApp, Message, userSession } from "colloquy";
import { type ServedApp, serveApp } from "colloquy/testing";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { buildChainlitPage, ChainlitPage } from "./support/chainlit-page.ts";

const app = createApp({
  chatProfiles: () => [
    { name: "poet", displayName: "The poet", configOverrides: { name: "Poet" } },
    { name: "coder & co", displayName: "Coders", default: true, configOverrides: { name: "Coder" } },
  ],
  starters: () => [{ label: "Say hi", message: "hi there" }],
  onChatStart: () => new Message(`under ${userSession.chatProfile} in ${userSession.env["CITY"]}`).send(),
  onMessage: ({ content }) => new Message(`You said ${content}.`).send(),
});

let appPage: Awaited<ReturnType<typeof buildChainlitPage>>;
let browser: Browser;
let person: BrowserContext;
let served: ServedApp;
const withEnv = () => `/public/index.html?env=${encodeURIComponent(JSON.stringify({ CITY: "Oban" }))}`;

beforeAll(async () => {
  appPage = await buildChainlitPage();
  browser = await launchSmallChromium();
  person = await newPerson(browser);
  served = await serveApp(app, { appDir: appPage.appDir, config: { userEnv: ["CITY"] } });
}, 180_000);
afterAll(async () => {
  await person?.close();
  await browser?.close();
  await served?.close();
  appPage?.remove();
});

describe("The official client", () => {
  it("shows the profiles and starters, sends a starter, and begins a new chat under another profile", async () => {
    const chat = await ChainlitPage.openAt(person, `${served.url}${withEnv()}`);
    await chat.is({ connected: true });
    await chat.hears("under coder & co in Oban");
    await chat.press("Say hi");
    await chat.hears("You said hi there.");
    await chat.rests();
    await expect.poll(() => chat.named("Coder").count()).toBeGreaterThan(0);
    const session = await chat.stateOf("session");
    await chat.press("The poet");
    await chat.hears("under poet in Oban");
    await chat.rests();
    await chat.is({ profile: "poet", app: "Poet" });
    expect(await chat.texts()).toEqual(["under poet in Oban"]);
    expect(await chat.stateOf("session")).not.toBe(session);
    await chat.press("Coders");
    await chat.hears("under coder & co in Oban");
    await chat.is({ profile: "coder & co", app: "Coder" });
    expect(chat.trouble).toEqual([]);
  });

  it("is refused without the keys that the app needs", async () => {
    const chat = await ChainlitPage.openAt(person, `${served.url}/public/index.html`);
    await chat.is({ refused: true });
    expect(await chat.texts()).toEqual([]);
  });
});
