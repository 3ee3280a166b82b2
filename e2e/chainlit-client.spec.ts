// The official client of Chainlit, unmodified from npm, chats with our server in a real browser.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ServedApp } from "colloquy/testing";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BadNetwork } from "../packages/client/test/bad-network.ts";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { HALF, serveTalkingApp, WHOLE } from "./support/chainlit-app.ts";
import { buildChainlitPage, ChainlitPage } from "./support/chainlit-page.ts";

let appPage: Awaited<ReturnType<typeof buildChainlitPage>>;
let browser: Browser;
let person: BrowserContext;
let served: ServedApp;
let network: BadNetwork;
let origin: string;
let dataDir: string;
let openGate: () => void;

beforeAll(async () => {
  appPage = await buildChainlitPage();
  browser = await launchSmallChromium();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  appPage?.remove();
});
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "colloquy-chainlit-data-"));
  ({ served, openGate } = await serveTalkingApp({ appDir: appPage.appDir, dataDir, port: 0 }));
  network = await BadNetwork.open(served.port);
  origin = new URL(network.url).origin;
  person = await newPerson(browser);
});
afterEach(async () => {
  openGate();
  await person.close();
  await network[Symbol.asyncDispose]();
  await served.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A page that was greeted. */
async function greeted(): Promise<ChainlitPage> {
  const chat = await ChainlitPage.open(person, origin);
  await chat.hears("Hello!");
  await chat.rests();
  return chat;
}

/** Says something, and waits for the answer and the end of the turn. */
async function exchange(chat: ChainlitPage, text: string, answer: string): Promise<void> {
  await chat.say(text);
  await chat.hears(answer);
  await chat.rests();
}

/** The messages of the page's thread as the server has them, over the route that the official page reads a thread with. */
async function storedTexts(chat: ChainlitPage): Promise<string[]> {
  const answer = await person.request.get(`${served.url}/project/thread/${await chat.stateOf("thread")}`);
  const { steps } = (await answer.json()) as { steps: { type: string; output: string }[] };
  return steps.filter(({ type }) => type.endsWith("_message")).map(({ output }) => output);
}

/** Breaks every line and lets nobody through until `network.up`. Their client notices when it tries in vain. */
async function breakLine(chat: ChainlitPage, how: "end" | "reset"): Promise<void> {
  network.up = false;
  network[how]();
  await chat.is({ connected: false });
}

describe("The official client", () => {
  it("is ready, learns the app's settings, connects and is greeted", async () => {
    const chat = await greeted();
    await chat.is({ ready: true, app: "Their page", disabled: false });
    expect(await chat.texts()).toEqual(["Hello!"]);
    await expect.poll(() => chat.named("on_chat_start").getAttribute("data-ended")).toBe("true");
    expect(chat.trouble).toEqual([]);
  });

  it("sends, is answered below its own message, and learns its thread's name and id", async () => {
    const chat = await greeted();
    await exchange(chat, "one", "You said one.");
    await exchange(chat, "two", "You said two.");
    expect(await chat.texts()).toEqual(["Hello!", "one", "You said one.", "two", "You said two."]);
    const answer = chat.page.locator('li[data-type="user_message"] > ol > li[data-name="on_message"] > ol > li > p');
    await expect.poll(() => answer.allInnerTexts()).toEqual(["You said one.", "You said two."]);
    await chat.is({ first: "one" });
    expect(await storedTexts(chat)).toEqual(await chat.texts());
    expect(chat.trouble).toEqual([]);
  });

  it("shows an answer while it grows, spinning until it is whole", async () => {
    const chat = await greeted();
    await chat.say("talk");
    await chat.hears("word99 ");
    await chat.is({ loading: true, disabled: true });
    await expect.poll(() => chat.messages.last().textContent()).toBe(HALF);
    await expect.poll(() => chat.page.locator('li[data-streaming="true"]').count()).toBe(1);
    openGate();
    await chat.hears("word199 ");
    await chat.rests();
    await expect.poll(() => chat.messages.last().textContent()).toBe(WHOLE);
    expect(await chat.page.locator('li[data-streaming="true"]').count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("shows steps inside of steps, and an error as one", async () => {
    const chat = await greeted();
    await exchange(chat, "work", "Worked.");
    const inner = chat.page.locator(
      'li[data-name="on_message"] > ol > li[data-name="outer"] > ol > li[data-name="inner"][data-ended="true"]',
    );
    await expect.poll(() => inner.locator("> p").textContent()).toBe("done");
    await exchange(chat, "fail", "It broke.");
    await expect.poll(() => chat.page.locator('li[data-error="true"] > p').filter({ hasText: "It broke." }).count()).toBe(1);
    expect(chat.trouble).toEqual([]);
  });

  it("answers a question, also one that it was asked again after the line broke", async () => {
    const chat = await greeted();
    await chat.say("ask");
    await chat.is({ asking: true, loading: false });
    await exchange(chat, "Ada", "Welcome, Ada.");
    await chat.say("ask");
    await chat.is({ asking: true });
    await breakLine(chat, "end");
    network.up = true;
    await chat.is({ connected: true, asking: true });
    await exchange(chat, "Bob", "Welcome, Bob.");
    expect(await chat.texts()).toEqual(await storedTexts(chat));
    expect(chat.trouble).toEqual([]);
  });

  it("presses buttons, once after the line broke too, and is told what came of them", async () => {
    const chat = await greeted();
    await exchange(chat, "buttons", "Press.");
    const names = () =>
      chat.page
        .locator("main > button")
        .filter({ hasText: /^(Add two|fails|Away)$/ })
        .allInnerTexts();
    await expect.poll(names).toEqual(["Add two", "fails", "Away"]);
    await chat.press("Add two");
    await expect.poll(() => chat.page.getByLabel("Returned").innerText()).toContain('"response":{"sum":3}');
    await chat.hears("Added.");
    await chat.press("fails");
    await expect.poll(() => chat.page.getByLabel("Refused").innerText()).toContain("Not on Sundays.");
    await breakLine(chat, "reset");
    network.up = true;
    await chat.is({ connected: true });
    await expect.poll(names).toEqual(["Add two", "fails", "Away"]);
    await chat.press("Away");
    await expect.poll(names).toEqual([]);
  });

  it("answers with buttons, with a file, and for the page around it", async () => {
    const chat = await greeted();
    await chat.say("choose");
    await chat.is({ asking: true, disabled: true });
    await chat.press("Go back");
    await chat.press("large");
    await chat.hears("Pressed back, large.");
    await chat.rests();
    await chat.say("file");
    await chat.is({ asking: true, disabled: true });
    await chat.page.getByLabel("Answer with a file").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("a,b") });
    await chat.hears("Read a,b.");
    await chat.rests();
    await exchange(chat, "call", 'The page says {"doubled":42}.');
    await chat.say("hello", "Say to the app");
    await expect.poll(() => chat.page.getByLabel("Heard").innerText()).toBe('{"heard":{"say":"hello"}}');
    expect(chat.trouble).toEqual([]);
  });

  it("stops an answer, keeps what was said, and goes on", async () => {
    const chat = await greeted();
    await chat.say("talk");
    await chat.hears("word99 ");
    await chat.press("Stop");
    await chat.hears("Stopped.");
    await chat.rests();
    await expect.poll(() => chat.messages.allTextContents()).toEqual(["Hello!", "talk", HALF, "Stopped."]);
    await exchange(chat, "more", "You said more.");
    expect(chat.trouble).toEqual([]);
  });

  it("spins for a message that waited when the turn before it is stopped", async () => {
    const chat = await greeted();
    await chat.say("talk");
    await chat.hears("word99 ");
    await chat.say("drip");
    await chat.is({ loading: true });
    await chat.press("Stop");
    await chat.hears("Stopped.");
    await chat.is({ loading: true, disabled: true });
    await chat.hears("word199 ");
    await chat.rests();
    await expect.poll(() => chat.messages.allTextContents()).toEqual(["Hello!", "talk", HALF, "Stopped.", "drip", WHOLE]);
    expect(await storedTexts(chat)).toEqual(await chat.messages.allTextContents());
    expect(chat.trouble).toEqual([]);
  });

  it("edits a message twice: what followed is gone, here and after it is opened again", async () => {
    const chat = await greeted();
    await exchange(chat, "one", "You said one.");
    await exchange(chat, "later", "You said later.");
    for (const text of ["two", "three"]) {
      await chat.say(text, "Edit the first");
      await chat.hears(`You said ${text}.`);
      await chat.rests();
      expect(await chat.texts()).toEqual(["Hello!", text, `You said ${text}.`]);
    }
    const again = await ChainlitPage.open(person, origin, (await chat.stateOf("thread")) ?? "");
    await again.hears("You said three.");
    expect(await again.texts()).toEqual(["Hello!", "three", "You said three."]);
    expect([...chat.trouble, ...again.trouble]).toEqual([]);
  });

  it("attaches files, shows them with the message, and shows them again when its thread is opened", async () => {
    const chat = await greeted();
    const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
    const picture = { name: "harbour.png", mimeType: "image/png", buffer: png };
    await chat.page
      .getByLabel("Attach")
      .setInputFiles([picture, { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("a note") }]);
    await expect.poll(() => chat.page.getByLabel("Ready to be sent").textContent()).toBe("2");
    await exchange(chat, "look", "You said look");
    const drawn = (page: ChainlitPage) =>
      page.page.getByAltText("harbour.png").evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
    expect(await drawn(chat)).toBe(1);
    const note = await chat.page.getByRole("link", { name: "note.txt" }).getAttribute("href");
    expect(await (await person.request.get(new URL(note ?? "", origin).href)).text()).toBe("a note");
    const again = await ChainlitPage.open(person, origin, (await chat.stateOf("thread")) ?? "");
    await again.hears("You said look");
    await again.page.getByAltText("harbour.png").waitFor();
    expect(await drawn(again)).toBe(1);
    // Somebody else's page has the address and not the file.
    const stranger = await newPerson(browser);
    const answer = await stranger.request.get(new URL(note ?? "", origin).href);
    expect([answer.status(), (await answer.text()).includes("a note")]).toEqual([401, false]);
    await stranger.close();
    expect([chat.trouble, again.trouble]).toEqual([[], []]);
  });

  it("shows charts, tables, documents, tasks and the panel as the app has them, and again when its thread is opened", async () => {
    const chat = await greeted();
    await chat.say("show");
    await chat.hears("Shown.");
    await chat.rests();
    const expectShown = async ({ page }: ChainlitPage) => {
      const content = (name: string) => page.getByRole("region", { name, exact: true }).textContent();
      await expect.poll(() => content("the delays")).toContain('"y":[8]');
      await expect.poll(() => content("the boats")).toBe('{"index":[],"columns":["boat"],"data":[["Rowan"]]}');
      await expect.poll(() => content("The letter")).toBe("Dear Grace");
      await expect.poll(async () => (await content("tasks"))?.match(/"status":"done"/g)?.length).toBe(2);
      const panel = page.getByRole("complementary", { name: "Beside" });
      await expect.poll(() => panel.getByRole("region").allTextContents()).toEqual(["second"]);
    };
    await expectShown(chat);
    const again = await ChainlitPage.open(person, origin, (await chat.stateOf("thread")) ?? "");
    await expectShown(again);
    expect([chat.trouble, again.trouble]).toEqual([[], []]);
  });

  it("begins a new chat with a session of its own", async () => {
    const chat = await greeted();
    await exchange(chat, "one", "You said one.");
    const [sessionId, threadId] = [await chat.stateOf("session"), await chat.stateOf("thread")];
    await chat.press("New chat");
    await chat.hears("Hello!");
    await chat.rests();
    expect(await chat.texts()).toEqual(["Hello!"]);
    expect(await chat.stateOf("session")).not.toBe(sessionId);
    await exchange(chat, "two", "You said two.");
    expect(await chat.stateOf("thread")).not.toBe(threadId);
    expect(chat.trouble).toEqual([]);
  });

  it("opens a thread by its id and goes on in it; nobody else can", async () => {
    const first = await greeted();
    await exchange(first, "one", "You said one.");
    const threadId = (await first.stateOf("thread")) ?? "";
    await first.page.close();
    const second = await ChainlitPage.open(person, origin, threadId);
    await second.hears("You said one.");
    await exchange(second, "two", "You said two.");
    expect(await second.texts()).toEqual(["Hello!", "one", "You said one.", "two", "You said two."]);
    expect(await second.stateOf("thread")).toBe(threadId);
    const stranger = await newPerson(browser);
    const third = await ChainlitPage.open(stranger, origin, threadId);
    await third.hears("Hello!");
    expect(await third.texts()).toEqual(["Hello!"]);
    await stranger.close();
    expect([...first.trouble, ...second.trouble]).toEqual([]);
  });

  it("loses and doubles nothing of what is finished while the line is broken", async () => {
    const chat = await greeted();
    await exchange(chat, "one", "You said one.");
    await chat.say("talk");
    await chat.hears("word99 ");
    await breakLine(chat, "reset");
    openGate();
    await expect.poll(async () => (await storedTexts(chat)).at(-1)).toBe(WHOLE);
    network.up = true;
    await chat.hears("word199 ");
    await chat.rests();
    await expect.poll(() => chat.messages.allTextContents()).toEqual(["Hello!", "one", "You said one.", "talk", WHOLE]);
    expect(await storedTexts(chat)).toEqual(await chat.messages.allTextContents());
    await exchange(chat, "two", "You said two.");
    expect(chat.trouble).toEqual([]);
  });

  it("loses and doubles nothing of an answer that grows while the line breaks again and again", async () => {
    const chat = await greeted();
    const wrong = await chat.watchAnswer(WHOLE);
    await chat.say("drip");
    for (const word of ["word9 ", "word90 ", "word150 "]) {
      await chat.hears(word);
      if (word === "word90 ") await chat.press("Cut");
      else network.reset();
    }
    await chat.hears("word199 ");
    await chat.rests();
    await expect.poll(() => chat.messages.allTextContents()).toEqual(["Hello!", "drip", WHOLE]);
    expect(await storedTexts(chat)).toEqual(["Hello!", "drip", WHOLE]);
    expect(await wrong()).toEqual([]);
    expect(chat.trouble).toEqual([]);
  });

  it("has the whole thread again after the server was started anew, the cut answer included, and goes on", async () => {
    const chat = await greeted();
    await chat.say("talk");
    await chat.hears("word99 ");
    network.up = false;
    await served.close();
    await chat.is({ connected: false });
    ({ served, openGate } = await serveTalkingApp({ appDir: appPage.appDir, dataDir, port: served.port }));
    network.up = true;
    await chat.rests();
    await exchange(chat, "two", "You said two.");
    const interrupted = "This answer was interrupted. Send your message again to try once more.";
    await expect.poll(() => chat.messages.allTextContents()).toEqual(["Hello!", "talk", HALF, interrupted, "two", "You said two."]);
    expect(await storedTexts(chat)).toEqual(await chat.messages.allTextContents());
    expect(chat.trouble).toEqual([]);
  });
});
