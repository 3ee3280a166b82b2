// Who reads keeps their place: whatever is written, opened, folded or loaded.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";
import { tableFromArrays, tableToIPC } from "@uwdata/flechette";
import type { Browser, BrowserContext, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage, seen } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const FACE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#2a6"/></svg>';
const APP = {
  "app.ts": readFileSync(fileURLToPath(new URL("./page/reading-app.ts", import.meta.url)), "utf8"),
  "public/avatars/fern.svg": FACE,
};

/** A black picture of this size, as a server of somebody else's has it. */
function toPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = deflateSync(Buffer.alloc((width + 1) * height));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
const elsewhere = createServer((request, response) => {
  if (request.url === "/harbour.png") response.end(toPng(8, 400));
  else response.writeHead(404).end();
});

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const PICTURES = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const arrow = tableToIPC(tableFromArrays({ boat: ["Curlew", "Plover"] }), { format: "file" }) ?? new Uint8Array();
  const env = { PICTURES, ARROW: Buffer.from(arrow).toString("base64"), COLLOQUY_EGRESS_ALLOW: "127.0.0.1/32" };
  [browser, app] = await Promise.all([launchSmallChromium(), runFiles(APP, { env })]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
  elsewhere.closeAllConnections();
  elsewhere.close();
});

/** A chat with enough before it to be read, and an answer below that grows until `end`. */
async function openGrowing(person: BrowserContext, name: string) {
  const chat = await ChatPage.open(person, app.url);
  await chat.ask("long one", "Line 60");
  await chat.say(`grow ${name}`);
  await chat.hears("Growing line 3.");
  const log = chat.page.locator(".log");
  await log.focus();
  return {
    chat,
    log,
    top: () => log.evaluate((element) => Math.round(element.scrollTop)),
    distance: () => log.evaluate((element) => Math.round(element.scrollHeight - element.scrollTop - element.clientHeight)),
    /** Waits until so many lines more have been written. */
    grows: async (lines: number) => {
      const written = () => chat.answers.last().locator("p").count();
      const now = await written();
      await expect.poll(written).toBeGreaterThanOrEqual(now + lines);
    },
    end: async () => {
      app.write(`end-${name}`, "");
      await chat.hears("The end of it.");
      await chat.rests();
    },
  };
}

describe("While an answer is written", () => {
  it("End goes to its end and follows it, from wherever the person was", async () => {
    await using person = await newPerson(browser);
    const { chat, log, top, distance, grows, end } = await openGrowing(person, "one");
    await log.press("Home");
    await expect.poll(top).toBe(0);
    await grows(10);
    await log.press("End");
    await expect.poll(distance).toBeLessThan(2);
    await grows(20);
    await expect.poll(distance).toBeLessThan(2);
    expect(await chat.button("Jump to latest").count()).toBe(0);
    await end();
    await expect.poll(distance).toBeLessThan(2);
  });

  it("Page Up, Page Down, Space and Shift+Space move a whole page, and the view stays there", async () => {
    await using person = await newPerson(browser);
    const { log, top, grows, end } = await openGrowing(person, "two");
    const page = await log.evaluate((element) => element.clientHeight);
    await log.press("Home");
    await expect.poll(top).toBe(0);
    const moves = async (key: string, from: number, way: 1 | -1): Promise<number> => {
      await log.press(key);
      // A browser moves by its window less a little, so that the last line is read again.
      await expect.poll(async () => ((await top()) - from) * way).toBeGreaterThan(page * 0.8);
      await grows(12);
      const there = await top();
      expect((there - from) * way).toBeLessThanOrEqual(page);
      await grows(12);
      expect(await top()).toBe(there);
      return there;
    };
    const first = await moves("PageDown", 0, 1);
    const second = await moves("Space", first, 1);
    const back = await moves("PageUp", second, -1);
    await moves("Shift+Space", back, -1);
    await end();
  });

  it("Page Up leaves the end that was followed, and stays", async () => {
    await using person = await newPerson(browser);
    const { chat, log, top, distance, grows, end } = await openGrowing(person, "three");
    const page = await log.evaluate((element) => element.clientHeight);
    await log.press("PageUp");
    await chat.button("Jump to latest").waitFor();
    await expect.poll(distance).toBeGreaterThan(page * 0.8);
    await grows(12);
    const there = await top();
    await grows(20);
    expect(await top()).toBe(there);
    await end();
    expect(await top()).toBe(there);
  });

  it("what the browser itself jumps to stays in view: a word that is found in the page", async () => {
    await using person = await newPerson(browser);
    const { chat, top, distance, grows, end } = await openGrowing(person, "four");
    const found = seen(chat.page, "Line 7 of a long answer.");
    // As the browser's own search moves the view: without a key or a pointer in the page.
    await found.evaluate((line) => line.scrollIntoView({ block: "center" }));
    await chat.button("Jump to latest").waitFor();
    const there = await top();
    await grows(20);
    expect(await top()).toBe(there);
    expect(await distance()).toBeGreaterThan(500);
    await chat.button("Jump to latest").click();
    await expect.poll(distance).toBeLessThan(2);
    await end();
  });
});

describe("A message that a search found", () => {
  it("has a way to the latest beside it where that is out of view, and none in a chat that the window holds as a whole", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    const goTo = async (word: string) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Search and commands" }).fill(word);
      await page.getByRole("group", { name: "Messages" }).getByRole("option").first().click();
      await expect.poll(() => page.evaluate(() => [...(CSS.highlights.get("found-here") ?? [])].map(String))).toContain(word);
    };
    await chat.ask("about heron", "Answer to about heron");
    await chat.ask("about otter", "Answer to about otter");
    await goTo("heron");
    expect(await chat.button("Jump to latest").count()).toBe(0);
    await chat.ask("long one", "Line 60");
    await goTo("heron");
    await chat.button("Jump to latest").waitFor();
    expect(chat.trouble).toEqual([]);
  });
});

describe("What the person opens", () => {
  /** Where a line of work stands in the window. */
  const placeOf = async (line: Locator) => Math.round((await line.boundingBox())?.y ?? Number.NaN);
  const card = (chat: ChatPage) => chat.step("Read the timetable").locator(".step-card");

  it.each(["mouse", "keyboard"])("at the end of a chat stays where it was, opened and closed by %s", async (means) => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("long one", "Line 60");
    await chat.ask("work", "The work is done.");
    const line = chat.stepLine("Read the timetable");
    const press = () => (means === "mouse" ? line.click() : line.press("Enter"));
    const before = await placeOf(line);
    await press();
    await card(chat).waitFor();
    await chat.button("Jump to latest").waitFor();
    expect(Math.abs((await placeOf(line)) - before)).toBeLessThanOrEqual(2);
    await press();
    await card(chat).waitFor({ state: "detached" });
    await chat.button("Jump to latest").waitFor({ state: "detached" });
    expect(Math.abs((await placeOf(line)) - before)).toBeLessThanOrEqual(2);
    expect(chat.trouble).toEqual([]);
  });

  it("and then scrolls to the end of stays where it was when it is closed there", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("long one", "Line 60");
    await chat.ask("work", "The work is done.");
    const line = chat.stepLine("Read the timetable");
    await line.click();
    await chat.button("Jump to latest").click();
    await chat.button("Jump to latest").waitFor({ state: "detached" });
    const before = await placeOf(line);
    await line.click();
    await card(chat).waitFor({ state: "detached" });
    expect(Math.abs((await placeOf(line)) - before)).toBeLessThanOrEqual(2);
    // What is said next is read at the end again.
    await chat.ask("hello", "Answer to hello");
    const log = chat.page.locator(".log");
    await expect.poll(() => log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight)).toBeLessThan(2);
  });

  it("stays where it was while the answer below it grows", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("long one", "Line 60");
    await chat.say("both five");
    await chat.hears("Growing line 3.");
    const line = chat.stepLine("Read the timetable");
    const log = chat.page.locator(".log");
    await log.press("PageUp");
    await line.scrollIntoViewIfNeeded();
    await line.focus();
    const before = await placeOf(line);
    await line.press("Enter");
    await card(chat).waitFor();
    await expect.poll(() => chat.answers.last().locator("p").count()).toBeGreaterThan(30);
    expect(Math.abs((await placeOf(line)) - before)).toBeLessThanOrEqual(2);
    app.write("end-five", "");
    await chat.hears("The end of it.");
    await chat.rests();
    expect(Math.abs((await placeOf(line)) - before)).toBeLessThanOrEqual(2);
  });

  it("stays where it was when the window changes its size", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("long one", "Line 60");
    await chat.ask("work", "The work is done.");
    const line = chat.stepLine("Read the timetable");
    await line.click();
    await card(chat).waitFor();
    const before = await placeOf(line);
    for (const viewport of [
      { width: 600, height: 900 },
      { width: 1100, height: 820 },
    ]) {
      await chat.page.setViewportSize(viewport);
      await expect.poll(() => placeOf(line).then((place) => Math.abs(place - before))).toBeLessThanOrEqual(2);
    }
  });
});

describe("An image from elsewhere", () => {
  it.each(["mouse", "keyboard"])(
    "is shown by one press of the %s, where its button was, and keeps the focus; one that is not there says so",
    async (means) => {
      await using person = await newPerson(browser);
      const chat = await ChatPage.open(person, app.url);
      await chat.ask("image please", "Below it.");
      const offers = chat.page.locator(".md-image-ask");
      const press = (offer: Locator) => (means === "mouse" ? offer.click() : offer.press("Enter"));
      await expect.poll(() => offers.first().textContent()).toMatch(/^Load image from 127\.0\.0\.1:\d+The harbour/);
      await offers.first().focus();
      const before = (await offers.first().boundingBox())?.y ?? Number.NaN;
      await press(offers.first());
      const image = chat.page.getByRole("img", { name: "The harbour" });
      await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.naturalHeight)).toBe(400);
      await expect.poll(async () => Math.abs(((await image.boundingBox())?.y ?? Number.NaN) - before)).toBeLessThan(6);
      await expect.poll(() => image.evaluate((shown) => shown === document.activeElement)).toBe(true);
      await press(offers.first());
      await chat.page
        .getByRole("status")
        .getByText(/The image from 127\.0\.0\.1:\d+ did not load\./)
        .waitFor();
      await expect.poll(() => offers.first().evaluate((offer) => offer === document.activeElement)).toBe(true);
    },
  );
});

describe("The steps of an answer", () => {
  const spokenBy = (chat: ChatPage) => chat.page.getByRole("button", { name: /^Worked for/ });

  it("say what runs inside of them while they are folded, show their icon and the face of their author, and stay open where a person opened them", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("nested six");
    const plan = chat.stepLine("Plan the trip");
    await plan.locator(".arg", { hasText: "Find a boat" }).waitFor();
    expect(await chat.step("Find a boat").count()).toBe(0);
    await plan.click();
    await chat.step("Find a boat").waitFor();
    await plan.locator(".arg").waitFor({ state: "detached" });
    app.write("end-six", "");
    await chat.hears("All is planned.");
    await chat.rests();
    // The turn is over, and what was opened is as it was.
    await spokenBy(chat).waitFor();
    await chat.stepLine("Find a boat").locator(".g svg.own").waitFor();
    const face = chat.stepLine("Fern").locator(".g img.face");
    await expect.poll(() => face.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
    await chat.stepLine("Find a boat").click();
    await chat.step("Find a boat").getByText("The 12:30.").waitFor();
    await chat.reload();
    await chat.step("Find a boat").getByText("The 12:30.").waitFor();
    await expect.poll(() => chat.stepLine("Fern").getAttribute("aria-expanded")).toBe("false");
    // Folded by hand, it stays that too.
    await spokenBy(chat).click();
    await chat.reload();
    await spokenBy(chat).waitFor();
    expect(await chat.step("Plan the trip").count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("fold to one line at the end of the turn where nobody opened them", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("nested seven");
    await chat.stepLine("Plan the trip").waitFor();
    app.write("end-seven", "");
    await chat.hears("All is planned.");
    await chat.rests();
    await spokenBy(chat).waitFor();
    expect(await chat.step("Plan the trip").count()).toBe(0);
  });
});

describe("A table and a figure", () => {
  it("have their room before they are there: few rows take little, and nothing moves when they come", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const sizes = await chat.page.evaluateHandle(() => {
      const seen: Record<string, number[]> = {};
      const watched = new WeakSet<Element>();
      const sizes = new ResizeObserver((entries) => {
        for (const { target, contentRect } of entries) (seen[target.ariaLabel ?? ""] ??= []).push(Math.round(contentRect.height));
      });
      new MutationObserver(() => {
        for (const figure of document.querySelectorAll(".log figure.element")) if (!watched.has(figure)) sizes.observe(figure);
        for (const figure of document.querySelectorAll(".log figure.element")) watched.add(figure);
      }).observe(document, { subtree: true, childList: true });
      return seen;
    });
    await chat.ask("shown", "Shown.");
    const figure = (name: string) => chat.page.getByRole("figure", { name, exact: true });
    await figure("three rows").getByText("Heron").waitFor();
    await figure("two rows of Arrow").getByText("Curlew").waitFor();
    await figure("no rows").getByText("0 rows").waitFor();
    await figure("a low figure").locator(".main-svg").first().waitFor();
    const seen = await sizes.jsonValue();
    expect(Object.keys(seen).sort()).toEqual(["a low figure", "no rows", "three rows", "two rows of Arrow"]);
    expect(Object.entries(seen).filter(([, heights]) => new Set(heights).size > 1)).toEqual([]);
    expect(chat.trouble).toEqual([]);
  });
});

describe("A message", () => {
  it("that arrives beside a turn in an empty chat is shown, and the welcome goes", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.page.locator("#welcome-screen").waitFor();
    await chat.button("Settings of this chat").click();
    const dialog = chat.page.getByRole("dialog", { name: "Settings" });
    await dialog.getByRole("switch", { name: "Bell" }).click();
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await chat.hears("Saved beside any turn.");
    expect(await chat.page.locator("#welcome-screen").count()).toBe(0);
  });

  it("of many lines is folded, and opens by the button, by the keyboard and by what is found in it", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("long one", "Line 60");
    const lines = Array.from({ length: 40 }, (_, line) => `Question line ${line + 1}`);
    await chat.ask(lines.join("\n"), "Answer to");
    const bubble = chat.said.last();
    const height = async () => (await bubble.boundingBox())?.height ?? Number.NaN;
    const folded = await height();
    expect(folded).toBeLessThan(300);
    const more = chat.page.locator(".turn.user").getByRole("button", { name: "Show more" });
    const less = chat.page.locator(".turn.user").getByRole("button", { name: "Show less" });
    const placeOf = async (what: Locator) => (await what.boundingBox())?.y ?? Number.NaN;
    await more.focus();
    const before = await placeOf(bubble);
    await more.press("Enter");
    await less.waitFor();
    await expect.poll(height).toBeGreaterThan(600);
    // It is read on from where it was, and the button keeps the focus.
    await expect.poll(async () => Math.abs((await placeOf(bubble)) - before)).toBeLessThanOrEqual(2);
    await expect.poll(() => less.evaluate((button) => button === document.activeElement)).toBe(true);
    await less.scrollIntoViewIfNeeded();
    const under = await placeOf(less);
    await less.click();
    await more.waitFor();
    expect(await height()).toBe(folded);
    expect(Math.abs((await placeOf(more)) - under)).toBeLessThanOrEqual(2);
    // As the browser's own search does with what it has found.
    await bubble.getByText("Question line 40").evaluate((line) => line.scrollIntoView({ block: "center" }));
    await less.waitFor();
    await chat.reload();
    await less.waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("counts its versions, and the answers to each of them, apart", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("one", "Answer to one");
    await chat.button("Answer again").click();
    const ofAnswer = chat.page.getByRole("group", { name: "Versions", exact: true });
    const ofMessage = chat.page.getByRole("group", { name: "Versions of your message" });
    await ofAnswer.getByText("2 / 2").waitFor();
    expect(await ofMessage.count()).toBe(0);
    await chat.rests();
    await chat.page.locator(".turn.user").hover();
    await chat.page.locator(".edit-message").click();
    await chat.page.locator("#edit-chat-input").fill("two");
    await chat.page.locator(".confirm-edit").click();
    await chat.hears("Answer to two");
    await chat.rests();
    await ofMessage.getByText("2 / 2").waitFor();
    expect(await ofAnswer.count()).toBe(0);
    await ofMessage.getByRole("button", { name: "Earlier version" }).click();
    await ofMessage.getByText("1 / 2").waitFor();
    await ofAnswer.getByText("2 / 2").waitFor();
    await chat.hears("Answer to one");
    await ofAnswer.getByRole("button", { name: "Earlier version" }).press("Enter");
    await ofAnswer.getByText("1 / 2").waitFor();
    await ofMessage.getByText("1 / 2").waitFor();
    // Whichever was pressed has the focus in the row that came.
    await expect.poll(() => ofAnswer.evaluate((group) => group.contains(document.activeElement))).toBe(true);
    expect(chat.trouble).toEqual([]);
  });
});
