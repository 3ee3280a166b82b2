import type { Browser, FrameLocator, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, textOf } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("artifacts")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

async function open(url = app.url): Promise<ChatPage & AsyncDisposable> {
  const person = await newPerson(browser);
  const chat = await ChatPage.open(person, url);
  return Object.assign(chat, { [Symbol.asyncDispose]: () => person.close() });
}

const panel = ({ page }: ChatPage): Locator => page.getByRole("complementary");
const shown = (chat: ChatPage): Locator => panel(chat).getByRole("tabpanel", { name: "View" });
const frame = ({ page }: ChatPage): FrameLocator => page.frameLocator(".artifact-frame").frameLocator("iframe");
async function say(chat: ChatPage, text: string): Promise<void> {
  await chat.field.fill(text);
  await chat.field.press("Enter");
}

describe("A document beside the chat", () => {
  it("opens by itself, has a card in the conversation, and is written on by the app", async () => {
    await using chat = await open();
    await say(chat, "plan");
    await shown(chat).getByRole("heading", { name: "Winter plan" }).waitFor();
    await chat.page.getByRole("button", { name: /Winter plan.*version 1$/ }).waitFor();
    await say(chat, "plan");
    await panel(chat).getByText("Another sailing").waitFor();
    await panel(chat).getByText("Version 2 of 2").waitFor();
    await panel(chat).getByRole("tab", { name: "Changes" }).click();
    await panel(chat).locator(".artifact-diff .added", { hasText: "- Another sailing" }).waitFor();
    await panel(chat).getByRole("tab", { name: "Code" }).click();
    await panel(chat).locator("pre", { hasText: "# Winter plan" }).waitFor();
  });

  it("is edited by the person, told to the app, kept over a reload, and an older version is restored", async () => {
    await using chat = await open();
    await say(chat, "plan");
    await panel(chat).getByText("Version 1 of 1").waitFor();
    await panel(chat).getByRole("button", { name: "Edit" }).click();
    await chat.page.getByRole("textbox", { name: "Content of Winter plan" }).fill("# My own plan");
    await panel(chat).getByRole("button", { name: "Save as a new version" }).click();
    await shown(chat).getByRole("heading", { name: "My own plan" }).waitFor();
    await chat.hears("I have read version 2 of “Winter plan”.");
    const edit = chat.page.getByRole("article", { name: /^You said/ }).filter({ hasText: "edited by you" });
    await edit.getByRole("button", { name: /version 2/ }).waitFor();
    expect(await edit.getByRole("heading").innerText()).toBe("You");
    expect(await edit.locator(".face").count()).toBe(0);
    await chat.page.reload();
    await shown(chat).getByRole("heading", { name: "My own plan" }).waitFor();
    await panel(chat).getByRole("button", { name: "Earlier version" }).click();
    await shown(chat).getByRole("heading", { name: "Winter plan" }).waitFor();
    await panel(chat).getByRole("button", { name: "Restore this version" }).click();
    await panel(chat).getByText("Version 3 of 3").waitFor();
    await shown(chat).getByRole("heading", { name: "Winter plan" }).waitFor();
  });

  it("that is a page runs in a frame that reaches nothing of ours and nothing else", async () => {
    await using chat = await open();
    await say(chat, "page");
    await frame(chat).getByRole("button", { name: "Press" }).click();
    await frame(chat).getByText("pressed").waitFor();
    const found = await frame(chat)
      .locator("body")
      .evaluate(async () => {
        const tried: Record<string, string> = {};
        const attempt = async (name: string, act: () => unknown) => {
          try {
            tried[name] = `reached ${String(await act())}`;
          } catch (error) {
            tried[name] = (error as Error).name;
          }
        };
        await attempt("page", () => parent.document.title);
        await attempt("cookie", () => document.cookie);
        await attempt("storage", () => localStorage.length);
        await attempt("our server", () => fetch("/api/threads"));
        await attempt("elsewhere", () => fetch("http://127.0.0.1:9/"));
        await attempt(
          "socket",
          () => new Promise((_, reject) => (new WebSocket("ws://127.0.0.1:9/").onerror = () => reject(new Error("refused")))),
        );
        return tried;
      });
    expect(found).toEqual({
      page: "SecurityError",
      cookie: "SecurityError",
      storage: "SecurityError",
      "our server": "TypeError",
      elsewhere: "TypeError",
      socket: expect.stringMatching(/Error/),
    });
  });

  it("is drawn as a drawing, a diagram and a component, which counts", async () => {
    await using chat = await open();
    await say(chat, "drawing");
    await frame(chat).getByRole("img", { name: "A boat" }).waitFor();
    await say(chat, "diagram");
    await frame(chat).getByText("Port Ellary").waitFor();
    await say(chat, "component");
    await frame(chat).getByRole("button", { name: "Sailings: 0" }).click();
    await frame(chat).getByRole("button", { name: "Sailings: 1" }).waitFor();
    const choose = panel(chat).getByRole("combobox", { name: "Document" });
    await expect.poll(() => choose.locator("option").allInnerTexts()).toEqual(["A boat", "Crossing", "Counter"]);
    await choose.selectOption("A boat");
    await frame(chat).getByRole("img", { name: "A boat" }).waitFor();
  });

  it("is gone through by the keyboard alone: its views, its versions, into what runs and out again", async () => {
    await using chat = await open();
    const { keyboard } = chat.page;
    /** Goes on with Tab until the focus is there. */
    const tabTo = async (there: Locator) => {
      for (let presses = 0; presses < 40; presses++) {
        if (await there.evaluate((element) => element === document.activeElement)) return;
        await keyboard.press("Tab");
      }
      throw new Error("Tab does not lead there.");
    };
    for (const version of [1, 2]) {
      await say(chat, "plan");
      await panel(chat).getByText(`Version ${version} of ${version}`).waitFor();
    }
    await chat.page.getByRole("button", { name: /Winter plan.*version 2$/ }).press("Enter");
    await expect.poll(() => panel(chat).evaluate((one) => one === document.activeElement)).toBe(true);
    await tabTo(panel(chat).getByRole("tab", { name: "View" }));
    await keyboard.press("ArrowRight");
    await keyboard.press("Enter");
    await panel(chat).locator("pre", { hasText: "# Winter plan" }).waitFor();
    await keyboard.press("ArrowRight");
    await keyboard.press("Enter");
    await panel(chat).locator(".artifact-diff .added", { hasText: "- Another sailing" }).waitFor();
    await tabTo(panel(chat).getByRole("button", { name: "Earlier version" }));
    await keyboard.press("Enter");
    await panel(chat).getByText("Version 1 of 2").waitFor();
    await say(chat, "page");
    await frame(chat).getByRole("button", { name: "Press" }).waitFor();
    await chat.page.getByRole("button", { name: /Harbour page.*version 1$/ }).press("Enter");
    await tabTo(chat.page.locator(".artifact-frame"));
    await frame(chat).getByRole("button", { name: "Press" }).focus();
    await keyboard.press("Enter");
    await frame(chat).getByText("pressed").waitFor();
    await keyboard.press("Escape");
    await panel(chat).waitFor({ state: "detached" });
  });

  it("is what a block of code in a message can be looked at as", async () => {
    await using chat = await open();
    await say(chat, "fence");
    await chat.page.getByRole("button", { name: "Open beside the chat" }).click();
    await frame(chat).getByRole("heading", { name: "From the message" }).waitFor();
    await chat.page.keyboard.press("Escape");
    await expect.poll(() => panel(chat).count()).toBe(0);
  });
});

describe("Sources", () => {
  it("are marks in the words, with a card for who looks, a list below and the whole of them beside the chat", async () => {
    await using chat = await open();
    await say(chat, "sources");
    const mark = chat.page.getByRole("link", { name: "Source 2: Kinloch ramp survey" });
    await expect.poll(() => textOf(mark)).toBe("2");
    const list = chat.page.getByRole("list", { name: "Sources" });
    await expect.poll(() => list.getByRole("listitem").count()).toBe(2);
    await mark.hover();
    await chat.page.getByRole("tooltip").getByText("Median loading time: 21.4 minutes.").waitFor();
    await mark.click();
    await panel(chat).getByRole("link", { name: "Kinloch ramp survey" }).waitFor();
    await expect.poll(() => panel(chat).locator("[aria-current=true]").textContent()).toContain("harbour.example");
    await chat.page.reload();
    await expect.poll(() => textOf(chat.page.getByRole("link", { name: "Source 1: October log, rows 14 to 1,204" }))).toBe("1");
  });
});
