// What an app shows besides words: under its message, beside the chat and on a page of its own, before and after a reload and a restart.
import { text } from "node:stream/consumers";
import type { Browser, BrowserContext, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPage, newPerson, PATIENCE_MS } from "../support/browser.ts";
import { ChatPage, textOf } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("elements")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

/** The names of one of each kind, in the order in which kinds stand under a message. */
const NAMES = [
  "the boat",
  "the drawing",
  "the notes",
  "the query",
  "the report",
  "the horn",
  "the film",
  "boats.csv",
  "the curve",
  "the sailings",
  "the boats",
];

async function open(url = app.url): Promise<ChatPage & AsyncDisposable> {
  const person = await newPerson(browser);
  const chat = await ChatPage.open(person, url);
  return Object.assign(chat, { [Symbol.asyncDispose]: () => person.close() });
}

async function openOnPhone(): Promise<ChatPage & AsyncDisposable> {
  const options = {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: "en-GB",
    reducedMotion: "reduce",
  } as const;
  const person: BrowserContext = await browser.newContext(options);
  person.setDefaultTimeout(PATIENCE_MS);
  const chat = await ChatPage.open(person, app.url);
  return Object.assign(chat, { [Symbol.asyncDispose]: () => person.close() });
}

const figure = ({ page }: ChatPage, name: string): Locator => page.getByRole("log").getByRole("figure", { name, exact: true });
const panel = ({ page }: ChatPage): Locator => page.getByRole("complementary");
const isLoaded = (image: Locator): Promise<boolean> => image.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0);
const duration = (media: Locator): Promise<number> => media.evaluate((one: HTMLMediaElement) => one.duration);
const focusedName = ({ page }: ChatPage): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim() ?? "");

/** What of each kind is there once it is more than its room, wherever it is shown. */
const SHOWS: Readonly<Record<string, (one: Locator) => Promise<unknown>>> = {
  "the boat": (one) => drawn(one.getByRole("img", { name: "A boat with white sails before the evening sun" })),
  "the drawing": (one) => drawn(one.getByRole("img", { name: "Three circles, each inside the next" })),
  "the notes": (one) => one.getByRole("heading", { name: "Notes" }).waitFor(),
  "the query": (one) => one.getByText("SELECT").first().waitFor(),
  "the report": (one) =>
    one
      .getByText(/^5 pages$|^of 5$/)
      .first()
      .waitFor(),
  "the horn": (one) => expect.poll(() => duration(one.locator("audio"))).toBeGreaterThan(0),
  "the film": async (one) => {
    await expect.poll(() => one.locator("video").evaluate((film: HTMLVideoElement) => film.readyState)).toBeGreaterThan(0);
    await expect.poll(() => one.locator("track").getAttribute("label")).toBe("British English");
  },
  "boats.csv": (one) => one.getByRole("link", { name: /boats\.csv/ }).waitFor(),
  "the curve": (one) => one.locator(".main-svg").first().waitFor(),
  "the sailings": (one) => one.getByText("late").first().waitFor(),
  "the boats": (one) => one.getByText("Kestrel 1", { exact: true }).waitFor(),
};

const drawn = (image: Locator): Promise<unknown> => expect.poll(() => isLoaded(image)).toBe(true);
const namesIn = (place: Locator): Promise<(string | null)[]> =>
  place.locator("figure.element").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));

/** Each kind is there, and is more than its room. */
async function showsAll(place: Locator, names: readonly string[] = NAMES): Promise<void> {
  await expect.poll(() => namesIn(place)).toEqual(names);
  for (const name of NAMES) {
    const one = place.getByRole("figure", { name, exact: true });
    await one.scrollIntoViewIfNeeded();
    await SHOWS[name]?.(one);
  }
}

describe("What an answer shows under its words", () => {
  it("is there in every kind, by name, and after a reload and a restart", async () => {
    await using chat = await open();
    await chat.ask("all", "Here: the boat");
    const log = chat.page.getByRole("log");
    await showsAll(log);
    await chat.threadUrl();
    await chat.reload();
    await showsAll(log);
    await app.kill();
    await app.start();
    await chat.reload();
    await showsAll(log);
    expect(chat.trouble.filter((line) => !/ERR_CONNECTION|Failed to fetch|WebSocket/.test(line))).toEqual([]);
  });

  it("has pictures that are looked at large: by a press, by arrow keys, nearer and farther; Escape leads back", async () => {
    await using chat = await open();
    await chat.ask("all", "Here: the boat");
    const boat = chat.page.getByRole("button", { name: "Show large: A boat with white sails before the evening sun" });
    // The end of the answer is in view, and what is far from it is not drawn.
    await figure(chat, "the boat").scrollIntoViewIfNeeded();
    await boat.press("Enter");
    const large = (name: string) => chat.page.getByRole("dialog", { name });
    await expect.poll(() => isLoaded(large("the boat").getByRole("img"))).toBe(true);
    await large("the boat").getByText("1 of 2").waitFor();
    await chat.page.keyboard.press("ArrowRight");
    await large("the drawing").getByText("2 of 2").waitFor();
    await chat.page.keyboard.press("ArrowRight");
    await large("the boat").waitFor();
    await chat.page.keyboard.press("+");
    await large("the boat").getByText("150%").waitFor();
    await chat.page.keyboard.press("0");
    await large("the boat").getByText("100%").waitFor();
    expect(await large("the boat").getByRole("link", { name: "Download" }).getAttribute("download")).toBe("the boat");
    await chat.page.keyboard.press("Escape");
    await large("the boat").waitFor({ state: "detached" });
    await expect.poll(() => focusedName(chat)).toBe("Show large: A boat with white sails before the evening sun");
  });

  it("has files that come down as they were given", async () => {
    await using chat = await open();
    await chat.ask("file image", /boats\.csv/);
    const [file] = await Promise.all([chat.page.waitForEvent("download"), chat.page.getByRole("link", { name: /boats\.csv/ }).click()]);
    expect(file.suggestedFilename()).toBe("boats.csv");
    expect(await text(await file.createReadStream())).toBe("name,sails\nRowan,2\nKestrel,3\n");
    const address = await chat.page.getByRole("link", { name: /boats\.csv/ }).getAttribute("href");
    await using stranger = await open();
    expect((await stranger.page.request.get(new URL(address ?? "", app.url).href)).status()).toBe(404);
  });
});

describe("What an answer shows beside the chat", () => {
  it("opens the panel by itself, takes no focus, opens from its name, and closes by Escape to where one was", async () => {
    await using chat = await open();
    await chat.say("image side");
    await panel(chat).getByRole("heading", { name: "the boat" }).waitFor();
    await expect.poll(() => isLoaded(panel(chat).getByRole("img"))).toBe(true);
    await expect.poll(() => chat.page.evaluate(() => document.activeElement?.id)).toBe("chat-input");
    await chat.rests();
    // What comes under another message leaves it alone.
    await chat.ask("drawing", "Here: the drawing");
    expect(await textOf(panel(chat).getByRole("heading", { name: "the boat" }))).toBe("the boat");

    const name = chat.answers.getByRole("link", { name: "the boat" });
    await name.press("Enter");
    await expect.poll(() => panel(chat).evaluate((one) => one === document.activeElement)).toBe(true);
    await chat.page.keyboard.press("Escape");
    await panel(chat).waitFor({ state: "detached" });
    await expect.poll(() => focusedName(chat)).toBe("the boat");
    await chat.reload();
    await chat.answers.getByRole("link", { name: "the boat" }).waitFor();
    expect(await panel(chat).count()).toBe(0);
    await chat.page.getByRole("button", { name: "Open the panel" }).click();
    await expect.poll(() => isLoaded(panel(chat).getByRole("img"))).toBe(true);
    await chat.reload();
    await panel(chat).getByRole("heading", { name: "the boat" }).waitFor();
  });

  it("is there in every kind, and after a reload and a restart", async () => {
    await using chat = await open();
    // Beside the chat they stand as the app gave them.
    const names = [...NAMES.slice(0, 8), "the boats", "the sailings", "the curve"];
    await chat.ask("all side", "Here: the boat");
    await showsAll(panel(chat), names);
    await chat.threadUrl();
    await chat.reload();
    await showsAll(panel(chat), names);
    await app.kill();
    await app.start();
    await chat.reload();
    await showsAll(panel(chat), names);
  });

  it("is what the app puts there, until the app takes it away", async () => {
    await using chat = await open();
    await chat.ask("panel", "The panel is open.");
    await panel(chat).getByRole("heading", { name: "From the app" }).waitFor();
    await panel(chat).getByText("Beside").first().waitFor();
    await chat.ask("image", "Here: the boat");
    expect(await panel(chat).getByRole("heading", { name: "From the app" }).count()).toBe(1);
    await chat.ask("text side", "Here: the notes");
    await panel(chat).getByRole("heading", { name: "the notes" }).waitFor();
    await chat.ask("canvas", "The panel is open.");
    await chat.page.locator(".panel.canvas").waitFor();
    await chat.reload();
    await chat.page.locator(".panel.canvas").waitFor();
    await chat.say("close");
    await panel(chat).waitFor({ state: "detached" });
  });

  it("waits behind a mark on a phone until somebody wants it", async () => {
    await using chat = await openOnPhone();
    await chat.ask("image side", "Here: the boat");
    const button = chat.page.getByRole("button", { name: "Open the panel: something new is in it" });
    await button.waitFor();
    expect(await panel(chat).count()).toBe(0);
    await chat.answers.getByRole("link", { name: "the boat" }).click();
    await expect.poll(() => isLoaded(panel(chat).getByRole("img"))).toBe(true);
    await chat.page.getByRole("button", { name: "Close the panel" }).last().click();
    await panel(chat).waitFor({ state: "detached" });
    await chat.page.getByRole("button", { name: "Open the panel", exact: true }).waitFor();
  });
});

describe("What has a page of its own", () => {
  it("is gone to from its name, has its name as a title, and leads back; another tab opens it, a stranger does not", async () => {
    await using chat = await open();
    await chat.ask("text page", "Here: the notes");
    const thread = await chat.threadUrl();
    await chat.answers.getByRole("link", { name: "the notes" }).click();
    await chat.page.getByRole("heading", { level: 1, name: "the notes" }).waitFor();
    await chat.page.getByRole("main").getByText("Bring").waitFor();
    await expect.poll(() => chat.page.title()).toContain("the notes");
    const address = chat.page.url();
    expect(new URL(address).pathname).toMatch(/\/element\/[\w-]+$/);
    await chat.page.getByRole("link", { name: "Back to the chat" }).click();
    await chat.hears("Here: the notes");
    expect(chat.page.url()).toBe(thread);

    const tab = await newPage(chat.page.context());
    await tab.goto(address);
    await tab.getByRole("main").getByText("Bring").waitFor();
    await app.kill();
    await app.start();
    await tab.reload();
    await tab.getByRole("main").getByText("Bring").waitFor();
    await using stranger = await newPerson(browser);
    const theirs = await stranger.newPage();
    await theirs.goto(address);
    await theirs.getByRole("heading", { name: "This isn’t here any more" }).waitFor();
  });
});

describe("A page of its own", () => {
  it("is there for every kind, and after a restart", async () => {
    await using chat = await open();
    await chat.ask("all page", "Here: the boat");
    const addresses = new Map<string, string>();
    for (const name of NAMES) {
      const link = chat.answers.last().getByRole("link", { name, exact: true });
      addresses.set(name, new URL((await link.getAttribute("href")) ?? "", app.url).href);
    }
    const { page } = chat;
    const expectAll = async () => {
      for (const [name, address] of addresses) {
        await page.goto(address);
        await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
        await SHOWS[name]?.(page.getByRole("main").getByRole("figure", { name, exact: true }));
      }
    };
    await expectAll();
    await app.kill();
    await app.start();
    await expectAll();
  });
});

describe("The tasks of an app", () => {
  it("stand beside the chat with how far each is, lead to what they made, and are there again after a reload", async () => {
    await using chat = await open();
    await chat.ask("tasks", "Cross the bay: done.");
    await panel(chat).getByRole("heading", { name: "Voyage" }).waitFor();
    const rows = panel(chat).getByRole("listitem");
    await expect
      .poll(() => rows.allInnerTexts().then((all) => all.map((text) => text.split("\n").filter(Boolean))))
      .toEqual([
        ["done", "Load the boat"],
        ["done", "Set the sails"],
        ["done", "Cross the bay"],
      ]);
    await panel(chat).getByText("3 of 3").waitFor();
    await panel(chat).getByRole("button", { name: "Show where: Load the boat" }).click();
    await expect
      .poll(() => chat.page.evaluate(() => document.activeElement?.closest(".turn-row")?.textContent))
      .toContain("Load the boat: done.");
    await chat.reload();
    await panel(chat).getByText("Arrived").waitFor();
    await panel(chat).getByRole("button", { name: "Close the panel" }).click();
    const line = chat.page.getByRole("region", { name: "Voyage" });
    await line.getByRole("button", { name: /Cross the bay/ }).click();
    await line.getByText("Load the boat").waitFor();
    await app.kill();
    await app.start();
    await chat.reload();
    await chat.page
      .getByRole("region", { name: "Voyage" })
      .getByRole("button", { name: /Cross the bay/ })
      .waitFor();
    await chat.button("Open the panel").click();
    await panel(chat).getByText("3 of 3").waitFor();
  });
});
