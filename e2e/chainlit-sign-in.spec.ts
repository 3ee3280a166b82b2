// The official client of Chainlit signs in to our server, by password, by header, and out again; and what it remembers of who signed in.
import { createApp, type FeedbackChange, Message, userSession } from "colloquy";
import { type ServedApp, serveApp } from "colloquy/testing";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { buildChainlitPage, ChainlitPage } from "./support/chainlit-page.ts";

const heard: FeedbackChange[] = [];
const app = createApp({
  passwordAuth: ({ username, password }) => (password === "engine" ? { identifier: username, displayName: "Ada L." } : null),
  headerAuth: (headers) => (headers.get("x-user") ? { identifier: headers.get("x-user") ?? "" } : null),
  onChatStart: () => new Message(`Hello, ${userSession.user?.identifier}!`).send(),
  onMessage: ({ content }) => new Message(`You said ${content}.`).send(),
  onFeedback: (change) => void heard.push(change),
});

let appPage: Awaited<ReturnType<typeof buildChainlitPage>>;
let browser: Browser;
let served: ServedApp;
let address: string;

beforeAll(async () => {
  appPage = await buildChainlitPage();
  browser = await launchSmallChromium();
  served = await serveApp(app, { appDir: appPage.appDir, config: { features: { favorites: true, allowThreadSharing: true } } });
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

/** Somebody who is known by a proxy's header, at their page; with a thread's id, in that thread. */
async function known(person: BrowserContext, name: string, query = ""): Promise<ChainlitPage> {
  await person.setExtraHTTPHeaders({ "x-user": name });
  const chat = await ChainlitPage.openAt(person, `${address}${query}`);
  await chat.is({ ready: true });
  if ((await chat.stateOf("user")) === null) await chat.press("Log in by header");
  await chat.is({ user: name, connected: true });
  await chat.hears(`Hello, ${name}!`);
  await chat.rests();
  return chat;
}

async function say(chat: ChainlitPage, text: string): Promise<string> {
  await chat.say(text);
  await chat.hears(`You said ${text}.`);
  await chat.rests();
  return (await chat.stateOf("thread")) ?? "";
}

const answered = (chat: ChainlitPage) => chat.page.getByLabel("Answered").innerText();
const rating = (chat: ChainlitPage) => chat.page.getByLabel("Rating").innerText();
const listed = (chat: ChainlitPage) => chat.page.getByLabel("Chats").locator("li").allInnerTexts();
const starred = (chat: ChainlitPage) => chat.page.getByLabel("Favourites").locator("li").allInnerTexts();

/** Before anybody has signed in, their client says that it is told so. */
const troubleOf = (chat: ChainlitPage) => chat.trouble.filter((line) => !line.includes("Unauthorized"));

describe("The official client of who is signed in", () => {
  it("rates an answer, with words, anew, and not any more; a chat that is opened again shows its rating", async () => {
    await using person = await newPerson(browser);
    const chat = await known(person, "rater");
    const threadId = await say(chat, "Kinloch");
    await chat.say("", "Thumb up");
    await expect.poll(() => rating(chat)).toBe("1");
    await chat.say("Too short.", "Thumb down");
    await expect.poll(() => rating(chat)).toBe("0 Too short.");
    expect(heard.map((change) => [change.rating, change.comment, change.message.content])).toEqual([
      ["up", undefined, "You said Kinloch."],
      ["down", "Too short.", "You said Kinloch."],
    ]);
    const again = await known(person, "rater", `?thread=${threadId}`);
    await expect.poll(() => rating(again)).toBe("0 Too short.");
    await again.press("Take the rating back");
    await expect.poll(() => rating(again)).toBe("");
    // The page that was open all the time is told.
    await expect.poll(() => rating(chat)).toBe("");
    expect(heard.at(-1)?.rating).toBe("none");
    expect([...troubleOf(chat), ...troubleOf(again)]).toEqual([]);
  });

  it("lists chats in pages, searches them by what was said, finds those that were rated, and names and deletes them", async () => {
    await using person = await newPerson(browser);
    const chat = await known(person, "lister");
    for (const text of ["Kinloch", "Scresort", "Harris"]) {
      await say(chat, text);
      if (text === "Scresort") {
        await chat.say("", "Thumb up");
        await expect.poll(() => rating(chat)).toBe("1");
      }
      if (text !== "Harris") {
        await chat.press("New chat");
        await chat.hears("Hello, lister!");
        await chat.rests();
      }
    }
    await chat.press("List chats");
    await expect.poll(() => listed(chat)).toEqual(["Harris", "Scresort"]);
    await chat.page.locator('ul[data-more="true"]').waitFor();
    await chat.press("More chats");
    await expect.poll(() => listed(chat)).toEqual(["Harris", "Scresort", "Kinloch"]);
    await chat.page.locator('ul[aria-label="Chats"][data-more="false"]').waitFor();
    await chat.say("said kinloch", "Search chats");
    await expect.poll(() => listed(chat)).toEqual(["Kinloch"]);
    await chat.press("Chats with a thumb up");
    await expect.poll(() => listed(chat)).toEqual(["Scresort"]);
    await chat.press("Chats with a thumb down");
    await expect.poll(() => listed(chat)).toEqual([]);
    await chat.say("The third bay", "Rename this chat");
    await expect.poll(() => answered(chat)).toBe("true");
    await chat.press("List chats");
    await expect.poll(() => listed(chat)).toEqual(["The third bay", "Scresort"]);
    await chat.press("Delete this chat");
    await chat.say("kinloch", "Search chats");
    await expect.poll(() => listed(chat)).toEqual(["Kinloch"]);
    await chat.press("List chats");
    await expect.poll(() => listed(chat)).toEqual(["Scresort", "Kinloch"]);
    expect(troubleOf(chat)).toEqual([]);
  });

  it("stars a message of its own, in all its tabs and in the chat that is opened again, and unstars it", async () => {
    await using person = await newPerson(browser);
    const chat = await known(person, "stargazer");
    const threadId = await say(chat, "Kinloch");
    await chat.press("Star the first");
    await expect.poll(() => starred(chat)).toEqual(["Kinloch"]);
    const again = await known(person, "stargazer", `?thread=${threadId}`);
    await expect.poll(() => starred(again)).toEqual(["Kinloch"]);
    await again.press("Star the first");
    await expect.poll(() => starred(again)).toEqual([]);
    expect([...troubleOf(chat), ...troubleOf(again)]).toEqual([]);
  });

  it("shares a chat with others who are signed in, without its rating, and takes it back", async () => {
    await using person = await newPerson(browser);
    await using other = await newPerson(browser);
    const chat = await known(person, "sharer");
    const threadId = await say(chat, "Kinloch");
    await chat.say("Mine alone", "Thumb up");
    await expect.poll(() => rating(chat)).toBe("1 Mine alone");
    const reader = await known(other, "reader");
    const look = async () => {
      await reader.page.goto(`${address}?share=${threadId}`);
      const shared = reader.page.getByRole("article", { name: "Shared" });
      await expect.poll(async () => (await shared.innerText()) !== "").toBe(true);
      return shared;
    };
    await expect.poll(async () => (await look()).innerText()).toContain("Thread not found");
    await chat.press("Share this chat");
    await expect.poll(() => answered(chat)).toBe("true");
    await chat.press("List chats");
    await chat.page.locator(`li[data-id="${threadId}"][data-shared="true"]`).waitFor();
    const shown = await look();
    await expect.poll(() => shown.locator("p").allInnerTexts()).toEqual(["Hello, sharer!", "Kinloch", "You said Kinloch."]);
    expect(await shown.locator('p[data-rated="true"]').count()).toBe(0);
    expect((await shown.getAttribute("data-keys"))?.split(" ").sort()).toEqual(["is_shared", "shared_at"]);
    await chat.press("Share it no more");
    await chat.press("List chats");
    await chat.page.locator(`li[data-id="${threadId}"][data-shared="false"]`).waitFor();
    await expect.poll(async () => (await look()).innerText()).toContain("Thread not found");
    expect(troubleOf(chat)).toEqual([]);
  });
});
