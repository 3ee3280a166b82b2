// The official client of Chainlit signs in to our server: by password, by header, and out again.
import { createApp, Message, userSession } from "colloquy";
import { type ServedApp, serveApp } from "colloquy/testing";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, newPerson } from "./support/browser.ts";
import { buildChainlitPage, ChainlitPage } from "./support/chainlit-page.ts";

const app = createApp({
  passwordAuth: ({ username, password }) => (password === "engine" ? { identifier: username, displayName: "Ada L." } : null),
  headerAuth: (headers) => (headers.get("x-user") ? { identifier: headers.get("x-user") ?? "" } : null),
  onChatStart: () => new Message(`Hello, ${userSession.user?.identifier}!`).send(),
  onMessage: ({ content }) => new Message(`You said ${content}.`).send(),
});

let appPage: Awaited<ReturnType<typeof buildChainlitPage>>;
let browser: Browser;
let served: ServedApp;
let address: string;

beforeAll(async () => {
  appPage = await buildChainlitPage();
  browser = await launchChromium();
  served = await serveApp(app, { appDir: appPage.appDir });
  address = `${served.url}/public/index.html`;
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
  appPage?.remove();
});

describe("The official client", () => {
  it("is let in by password, keeps its sign-in over a reload, and is out when it logs out", async () => {
    await using person = await newPerson(browser);
    const chat = await ChainlitPage.openAt(person, address);
    await chat.is({ ready: true, connected: false });
    await chat.say("ada wrong", "Log in");
    await chat.say("ada engine", "Log in");
    await chat.is({ user: "Ada L.", connected: true });
    await chat.hears("Hello, ada!");
    await chat.say("good morning");
    await chat.hears("You said good morning.");
    await chat.rests();
    await chat.page.reload();
    await chat.is({ user: "Ada L.", connected: true });
    expect(
      (await person.cookies()).map(({ name, httpOnly, sameSite }) => [name.replace(/_\w{8}$/, ""), httpOnly, sameSite]),
    ).toContainEqual(["colloquy_sign_in", true, "Lax"]);
    await chat.press("Log out");
    await expect.poll(async () => (await person.cookies()).filter(({ name }) => name.startsWith("colloquy_sign_in"))).toEqual([]);
    await chat.page.reload();
    await chat.is({ ready: true, connected: false });
    expect(await chat.stateOf("user")).toBeNull();
  });

  it("is let in by the header of a proxy, without a form", async () => {
    await using person = await newPerson(browser);
    await person.setExtraHTTPHeaders({ "x-user": "grace" });
    const chat = await ChainlitPage.openAt(person, address);
    await chat.is({ ready: true, connected: false });
    await chat.press("Log in by header");
    await chat.is({ user: "grace", connected: true });
    await chat.hears("Hello, grace!");
  });
});
