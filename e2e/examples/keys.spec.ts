import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("keys")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

const SECRET = "harbour-4711";

async function openAsked(person: BrowserContext) {
  const chat = await ChatPage.open(person, app.url);
  const card = chat.page.getByRole("dialog", { name: "This app needs your keys" });
  await card.waitFor();
  return { chat, card };
}

type Asked = Awaited<ReturnType<typeof openAsked>>;

async function give({ card }: Pick<Asked, "card">, key: string, pier = "Kinloch"): Promise<void> {
  await card.getByLabel("Harbour key", { exact: true }).fill(key);
  await card.getByLabel("Your pier").fill(pier);
  await card.getByRole("button", { name: "Save and go on" }).click();
}

/** Every word that the browser keeps. */
const kept = ({ page }: ChatPage) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));

describe("The keys example", () => {
  it("asks before the chat begins, begins it once, and keeps the keys out of the browser", async () => {
    await using person = await newPerson(browser);
    const { chat, card } = await openAsked(person);
    expect(await chat.answers.count()).toBe(0);
    const key = card.getByLabel("Harbour key", { exact: true });
    await expect.poll(() => key.evaluate((element) => element === document.activeElement)).toBe(true);
    expect([await key.getAttribute("type"), await key.getAttribute("autocomplete")]).toEqual(["password", "off"]);
    await expect.poll(() => card.getByLabel("Your pier").getAttribute("type")).toBe("text");
    await card.getByRole("button", { name: "Show Harbour key" }).click();
    await expect.poll(() => key.getAttribute("type")).toBe("text");
    await expect.poll(() => card.getByRole("link", { name: /Harbour key/ }).getAttribute("href")).toBe("https://example.com/harbour/keys");
    await give({ card }, SECRET);
    await card.waitFor({ state: "detached" });
    await chat.hears("Welcome, Kinloch.");
    await chat.ask("boats", `Asked the harbour for “boats” with a key of ${SECRET.length} characters.`);
    await chat.reload();
    await chat.ask("more boats", "Asked the harbour for “more boats”");
    await expect.poll(() => chat.answers.filter({ hasText: "Welcome" }).count()).toBe(1);
    expect(await card.count()).toBe(0);
    expect(await kept(chat)).not.toContain(SECRET);
    expect(chat.trouble).toEqual([]);
  });

  it("says what is wrong with a key where it is, and takes the right one then", async () => {
    await using person = await newPerson(browser);
    const { chat, card } = await openAsked(person);
    const key = card.getByLabel("Harbour key", { exact: true });
    await card.getByRole("button", { name: "Save and go on" }).click();
    await card.getByText("This is needed.").first().waitFor();
    await give({ card }, "wrong");
    await card.getByText("The harbour does not know this key.").waitFor();
    await expect.poll(() => key.getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => key.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => card.getByLabel("Your pier").inputValue()).toBe("Kinloch");
    expect(await chat.answers.count()).toBe(0);
    await give({ card }, SECRET);
    await chat.hears("Welcome, Kinloch.");
  });

  it("can be put off, with the draft beneath and a way back", async () => {
    await using person = await newPerson(browser);
    const { chat, card } = await openAsked(person);
    await card.getByRole("button", { name: "Not now" }).click();
    await card.waitFor({ state: "detached" });
    await chat.field.fill("a draft");
    await chat.button("Enter keys").click();
    await give({ card }, SECRET);
    await chat.hears("Welcome, Kinloch.");
    await expect.poll(() => chat.field.inputValue()).toBe("a draft");
  });

  it("a message that was not sent for want of them says so in words of the page, with its buttons below on a phone", async () => {
    await using person = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const { chat, card } = await openAsked(person);
    await card.getByRole("button", { name: "Not now" }).click();
    await chat.say("boats");
    const refusal = chat.page.locator(".notsent.bad");
    const words = refusal.getByText(/Not sent\. .*Keys are missing\. The chat goes on when the app has them\./);
    await words.waitFor();
    const [said, retry] = await Promise.all([words.boundingBox(), refusal.getByRole("button", { name: "Try again" }).boundingBox()]);
    expect(said?.width).toBeGreaterThan(250);
    expect(retry?.y).toBeGreaterThanOrEqual((said?.y ?? 0) + (said?.height ?? 0));
  });

  it("does not speak of a restart in a new chat, nor cover the page of a chat that is not here", async () => {
    await using person = await newPerson(browser);
    const first = await openAsked(person);
    await give(first, SECRET);
    await first.chat.ask("boats", "Asked the harbour for “boats”");
    const address = await first.chat.threadUrl();
    const second = await openAsked(person);
    expect(await second.card.getByText("After a restart").count()).toBe(0);
    await using stranger = await newPerson(browser);
    const other = await ChatPage.open(stranger, address);
    await other.page.locator('main[data-state="gone"]').waitFor();
    const newChat = other.page.getByRole("main").getByRole("button", { name: "New chat" });
    await newChat.click();
    await other.page.getByRole("dialog", { name: "This app needs your keys" }).waitFor();
  });

  it("asks again after a restart and says why; the conversation and the draft are there", async () => {
    await using person = await newPerson(browser);
    const { chat, card } = await openAsked(person);
    await give({ card }, SECRET);
    await chat.ask("boats", "Asked the harbour for “boats”");
    await chat.field.fill("a draft");
    // The page itself still has them and gives them again; a page that is loaded anew has not.
    await chat.page.goto("about:blank");
    await app.kill();
    await app.start();
    await chat.page.goBack();
    await card.waitFor();
    await card.getByText("After a restart it has none, so it asks again.").waitFor();
    await give({ card }, SECRET);
    await card.waitFor({ state: "detached" });
    await chat.hears("Asked the harbour for “boats”");
    await expect.poll(() => chat.field.inputValue()).toBe("a draft");
    await chat.ask("fish", "Asked the harbour for “fish”");
    await expect.poll(() => chat.answers.filter({ hasText: "Welcome" }).count()).toBe(1);
  });

  it("can be changed in Settings, which shows only that they are set", async () => {
    await using person = await newPerson(browser);
    const { chat, card } = await openAsked(person);
    await give({ card }, SECRET);
    await chat.hears("Welcome, Kinloch.");
    await chat.page.keyboard.press("Control+,");
    const dialog = chat.page.getByRole("dialog", { name: "Settings" });
    await dialog.getByRole("button", { name: "Keys" }).click();
    const key = dialog.getByLabel("Harbour key", { exact: true });
    await expect.poll(() => key.inputValue()).toBe("");
    await dialog.getByText("Set", { exact: true }).first().waitFor();
    await key.fill("harbour-47110815");
    await dialog.getByRole("button", { name: "Save keys" }).click();
    await chat.page.locator(".toast").filter({ hasText: "Keys saved" }).waitFor();
    await chat.page.keyboard.press("Escape");
    await chat.ask("boats", "with a key of 16 characters.");
  });
});
