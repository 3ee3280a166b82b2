// Signing in as a person sees it: the form, what goes wrong, the way back to where they wanted to go, and a sign-in that ends meanwhile.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "../packages/web/test/axe.ts";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage, seen } from "./support/chat-page.ts";
import { type RunningApp, runExample, runFiles } from "./support/running-app.ts";

const ADA = "analytical engine";
let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("sign-in")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

async function openSignIn(person: BrowserContext, url: string): Promise<Page> {
  const page = await person.newPage();
  await page.goto(url);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  return page;
}

async function fill(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel("E-mail or name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}

/** A tab with a chat, opened once the sign-in has come about. */
async function signedIn(person: BrowserContext, name: string, password: string): Promise<ChatPage> {
  const page = await openSignIn(person, app.url);
  await fill(page, name, password);
  await seen(page, "Hello, ").waitFor();
  return ChatPage.open(person, app.url);
}

const endSignIn = (person: BrowserContext) =>
  person.request.post(`${app.url}api/auth/sign-out`, { data: {}, headers: { origin: new URL(app.url).origin } });

describe("Signing in", () => {
  it("says what is missing and what does not match, at its place, and lets in who knows the password, where they wanted to go", async () => {
    await using person = await newPerson(browser);
    const page = await openSignIn(person, `${app.url}?prompt=What%20is%20overdue%3F`);
    expect(new URL(page.url()).pathname).toBe("/login");
    const [name, password] = [page.getByLabel("E-mail or name"), page.getByLabel("Password", { exact: true })];
    await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByRole("button", { name: "Sign in" }).click();
    await seen(page, "Enter your e-mail or your name.").waitFor();
    await expect.poll(() => name.getAttribute("aria-invalid")).toBe("true");

    await fill(page, "ada", "cobol");
    await page.getByRole("alert").filter({ hasText: "That didn’t match." }).waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "password");
    await page.getByRole("button", { name: "Show the password" }).click();
    await expect.poll(() => password.getAttribute("type")).toBe("text");

    await password.fill(ADA);
    await page.getByRole("button", { name: "Sign in" }).click();
    await seen(page, "Hello, Ada Lovelace.").waitFor();
    await expect.poll(() => page.locator("#chat-input").inputValue()).toBe("What is overdue?");
    expect(new URL(page.url()).pathname).toBe("/");
  });

  it("works by keyboard alone, out again too", async () => {
    await using person = await newPerson(browser);
    const page = await openSignIn(person, app.url);
    await page.keyboard.type("grace");
    await page.keyboard.press("Tab");
    await page.keyboard.type("cobol");
    await page.keyboard.press("Enter");
    await seen(page, "Hello, Grace Hopper.").waitFor();
    const account = page.getByRole("button", { name: "Account: Grace Hopper" });
    await account.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[role="menu"]') != null);
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.activeElement?.textContent?.includes("Sign out"));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.goto(app.url);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  it("that ends while the page is open is asked for over the page; what was written stays, and the chat goes on", async () => {
    await using person = await newPerson(browser);
    const chat = await signedIn(person, "ada", ADA);
    await chat.ask("What is overdue?", "Two:");
    await chat.field.fill("And now?");
    await endSignIn(person);
    const dialog = chat.page.getByRole("dialog", { name: "You are signed out" });
    await dialog.waitFor();
    expect(await findings(chat.page)).toEqual([]);
    await expect.poll(() => dialog.getByLabel("E-mail or name").inputValue()).toBe("ada");
    await dialog.getByLabel("Password", { exact: true }).fill(ADA);
    await chat.page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(() => chat.field.inputValue()).toBe("And now?");
    await chat.page.locator("#session-error").waitFor({ state: "hidden" });
    await chat.ask("What is overdue?", "Two:");
    await expect.poll(() => chat.said.count()).toBe(2);
  });

  it("as somebody else leaves the page of the one before", async () => {
    await using person = await newPerson(browser);
    const chat = await signedIn(person, "ada", ADA);
    await chat.ask("What is overdue?", "Two:");
    await endSignIn(person);
    const dialog = chat.page.getByRole("dialog", { name: "You are signed out" });
    await dialog.getByLabel("E-mail or name").fill("grace");
    await dialog.getByLabel("Password", { exact: true }).fill("cobol");
    await chat.page.keyboard.press("Enter");
    await seen(chat.page, "Hello, Grace Hopper.").waitFor();
    expect(await seen(chat.page, "Two:").count()).toBe(0);
  });

  it("offers the sites that are set up, keeps the way back, and says in words what went wrong there", async () => {
    const withSites = `import * as cl from "colloquy";
cl.oauth(({ user }) => user);
cl.onMessage(async () => {});`;
    const env = { OAUTH_GITHUB_CLIENT_ID: "id", OAUTH_GITHUB_CLIENT_SECRET: "secret" };
    await using sites = await runFiles({ "app.ts": withSites }, { env });
    await using person = await newPerson(browser);
    const page = await openSignIn(person, `${sites.url}thread/0b2a`);
    const button = page.getByRole("link", { name: "Continue with GitHub" });
    const departure = await person.request.get(new URL((await button.getAttribute("href")) ?? "", sites.url).href, { maxRedirects: 0 });
    expect(departure.status()).toBe(307);
    expect(departure.headers()["location"]).toMatch(/^https:\/\/github\.com\/login\/oauth\/authorize\?.*code_challenge=/);
    await expect.poll(() => button.getAttribute("href")).toBe("/auth/oauth/github?returnTo=%2Fthread%2F0b2a");
    for (const [error, words] of [
      ["credentialssignin", "This account may not come in."],
      ["access_denied", "You came back without signing in."],
      ["oauthcallback", "Signing in did not work."],
    ] as const) {
      await page.goto(`${sites.url}login?error=${error}`);
      await page.getByRole("alert").filter({ hasText: words }).waitFor();
    }
  });

  it("by a proxy's header needs no button, and says why when the proxy knows nobody", async () => {
    const byHeader = `import * as cl from "colloquy";
cl.headerAuth((headers) => (headers.get("x-user") ? { identifier: String(headers.get("x-user")) } : null));
cl.onChatStart(async () => { await new cl.Message("Hello, " + cl.userSession.user?.identifier + ".").send(); });
cl.onMessage(async () => {});`;
    await using behindProxy = await runFiles({ "app.ts": byHeader });
    await using person = await newPerson(browser);
    const page = await openSignIn(person, behindProxy.url);
    await page.getByRole("alert").filter({ hasText: "You are not signed in where you come from." }).waitFor();
    expect(await findings(page)).toEqual([]);
    await person.setExtraHTTPHeaders({ "x-user": "ada" });
    await page.getByRole("button", { name: "Try again" }).click();
    await seen(page, "Hello, ada.").waitFor();
  });

  it("is not needed where visitors may come in too, and offered to them", async () => {
    const open = `import * as cl from "colloquy";
cl.passwordAuth(({ username }) => ({ identifier: username }));
cl.onChatStart(async () => { await new cl.Message("Hello, " + (cl.userSession.user?.identifier ?? "stranger") + ".").send(); });
cl.onMessage(async ({ content }) => { await new cl.Message("You said " + content).send(); });`;
    const config = `import { defineConfig } from "colloquy";
export default defineConfig({ auth: { allowVisitors: true } });`;
    await using both = await runFiles({ "app.ts": open, "colloquy.config.ts": config });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, both.url);
    await chat.hears("Hello, stranger.");
    await chat.ask("mine", "You said mine");
    const address = await chat.threadUrl();
    await chat.button("Sign in").click();
    await fill(chat.page, "ada", "any");
    // What the visitor said is Ada's now, and she is where she was.
    await chat.hears("You said mine");
    expect(chat.page.url()).toBe(address);
    await chat.button("Account: ada").waitFor();
  });

  it("has nothing that axe finds, by day, by night, on a phone and from right to left", async () => {
    for (const options of [{ colorScheme: "light" }, { colorScheme: "dark" }, { viewport: { width: 390, height: 844 } }] as const) {
      await using person = await browser.newContext({ ...options, reducedMotion: "reduce" });
      const page = await person.newPage();
      await page.goto(`${app.url}?lang=${"viewport" in options ? "ar" : "en"}`);
      await page.locator("#email").fill("ada");
      await page.locator("#email").press("Enter");
      await page.locator("#password-problem").waitFor();
      expect([options, await findings(page)]).toEqual([options, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
  });
});
