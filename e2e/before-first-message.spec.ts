// A chat nothing has been said in yet: what leaves its welcome standing, what is told of a start that failed, and a narrow screen.
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const APP = `import * as cl from "colloquy";
const form = cl.chatSettings({ harbour: cl.input.text({ label: "Harbour", initial: "Kinloch" }) });
cl.headerAuth((headers) => ({ identifier: headers.get("x-user") ?? "ada" }));
cl.chatProfiles(() => [
  { name: "quiet", displayName: "Storekeepers of Kinloch, Sanday and Rousay", default: true },
  { name: "broken", displayName: "Broken" },
  { name: "twice", displayName: "Twice" },
]);
cl.starters(() => [{ label: "The tide", message: "Is the tide coming in?" }]);
cl.onChatProfileChange(() => ({ keepChat: false }));
cl.onSettingsUpdate(() => {});
cl.onChatResume(() => {});
cl.onChatStart(async () => {
  await form.send();
  const { chatProfile } = cl.userSession;
  if (chatProfile === "broken") throw new Error("The harbour has no pier 7.");
  if (chatProfile === "twice") cl.setCommands([{ id: "Tide", description: "One" }, { id: "Tide", description: "Two" }]);
});
cl.onMessage(async ({ content }) => { await new cl.Message("You said " + content + " to " + cl.userSession.chatSettings.harbour).send(); });
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

const newPhone = () => browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: "en-GB" });

async function openAs(person: BrowserContext, profile: string): Promise<ChatPage> {
  const chat = await ChatPage.open(person, app.url);
  await chat.page.locator("#chat-profiles").click();
  await chat.page.getByRole("menuitemradio", { name: profile }).click();
  return chat;
}

describe("Before the first message", () => {
  it.each([
    ["Broken", "The harbour has no pier 7."],
    ["Twice", "Tide"],
  ])("a start that failed says so in the conversation, also after a reload (%s)", async (profile, words) => {
    await using person = await newPerson(browser);
    const chat = await openAs(person, profile);
    const callout = chat.page.getByRole("note").filter({ hasText: words });
    await callout.waitFor();
    await callout.getByRole("button", { name: "Copy details" }).waitFor();
    expect(await callout.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await chat.reload();
    await callout.waitFor();
    await chat.ask("hello", "You said hello");
    await expect.poll(() => callout.count()).toBe(1);
  });

  it("saved settings leave the welcome, the starters and the address as they were, also after a reload and a restart", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.button("Settings of this chat").click();
    const dialog = page.getByRole("dialog", { name: "Settings" });
    await dialog.getByLabel("Harbour").fill("Sanday");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    const stands = async () => {
      await page.locator('#welcome-screen[data-ready="true"]').waitFor();
      await chat.button("The tide").waitFor();
      expect(page.url()).toBe(app.url);
    };
    await stands();
    await page.reload();
    await stands();
    await app.stop();
    await app.start();
    await page.reload();
    await stands();
    await chat.button("The tide").click();
    await chat.hears("to Sanday");
    await chat.threadUrl();
  });

  it("on a phone a long name of a profile leaves room for the account", async () => {
    await using person = await newPhone();
    const chat = await ChatPage.open(person, app.url);
    await chat.page.locator("#chat-profiles").waitFor();
    const account = chat.button("Account: ada");
    await account.waitFor();
    for (const button of await chat.page.locator("#header .end button:visible").all()) {
      const box = await button.boundingBox();
      expect(box && [box.x + box.width <= 390, box.width >= 32]).toEqual([true, true]);
    }
    const [name, width] = await chat.page.locator("#chat-profiles .t").evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(name).toBeGreaterThan(width ?? 0);
    expect(width).toBeGreaterThan(40);
  });
});
