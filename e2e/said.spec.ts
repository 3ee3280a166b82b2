// What can be done with what was said: quoted, copied, linked to, read aloud, found.
import { readFileSync } from "node:fs";
import { text as readText } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson, PATIENCE_MS } from "./support/browser.ts";
import { ChatPage, seen } from "./support/chat-page.ts";
import { writePastTurns } from "./support/past-turns.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const APP = { "app.ts": readFileSync(fileURLToPath(new URL("./page/said-app.ts", import.meta.url)), "utf8") };

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runFiles(APP)]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

/** Opens the menu of an answer and presses one of its lines. */
async function choose(chat: ChatPage, toolbar: Locator, name: string): Promise<void> {
  await toolbar.getByRole("button", { name: "More" }).click();
  await chat.page.getByRole("menuitem", { name, exact: true }).click();
  await chat.page.getByRole("menu").waitFor({ state: "detached" });
}
const ofAnswer = (chat: ChatPage) => chat.page.getByRole("toolbar", { name: "This answer" }).last();

/** Selects these words in the conversation, as a person does by any means. */
async function select(within: Locator, words: string): Promise<void> {
  await within.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      const at = node.data.indexOf(wanted);
      if (at >= 0) return getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
    throw new Error(`There is no “${wanted}”`);
  }, words);
}
const selected = (page: Page) => page.evaluate(() => getSelection()?.toString());
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

describe("A quote", () => {
  it("of what is selected goes into the message box, by a button beside it that leaves the selection alone", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const answer = await (async () => {
      await chat.ask("sample", "Go aboard");
      return chat.answers.last();
    })();
    const button = chat.button("Quote");
    expect(await button.count()).toBe(0);
    await select(answer, "Sit down by");
    await button.waitFor();
    expect([await selected(chat.page), await focused(chat.page)]).toEqual(["Sit down by", "chat-input"]);
    const [box, view] = [await button.boundingBox(), await chat.page.locator(".log").boundingBox()];
    expect(box && view && box.x >= view.x && box.y >= view.y && box.x + box.width <= view.x + view.width).toBe(true);
    await chat.field.fill("What about this?");
    await select(answer, "Sit down by");
    await button.click();
    await expect.poll(() => chat.field.inputValue()).toBe("What about this?\n\n> Sit down by\n\n");
    await expect.poll(() => focused(chat.page)).toBe("chat-input");
    await chat.page.keyboard.type("Where?");
    expect(await chat.field.inputValue()).toBe("What about this?\n\n> Sit down by\n\nWhere?");
    await button.waitFor({ state: "detached" });
    expect(chat.trouble).toEqual([]);
  });

  it("has a button that goes along while the chat is scrolled; without it a scroll searches the page for nothing, however long that is", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.page.setViewportSize({ width: 900, height: 480 });
    await chat.ask("sample", "Go aboard");
    const words = chat.answers.last();
    const button = chat.button("Quote");
    /** Scrolls the chat, and waits until everybody has heard of it. How often the whole page was searched for the button meanwhile. */
    const scroll = (by: number) =>
      chat.page.locator(".log").evaluate(async (log, by) => {
        let searches = 0;
        const search = Document.prototype.querySelector;
        Document.prototype.querySelector = function (this: Document, selectors: string) {
          if (selectors.includes("selection-tools")) searches++;
          return search.call(this, selectors);
        } as typeof search;
        const heard = new Promise((done) => log.addEventListener("scroll", () => setTimeout(done, 0), { once: true }));
        log.scrollBy({ top: by, behavior: "instant" });
        await heard;
        Document.prototype.querySelector = search;
        return searches;
      }, by);
    await words.getByText("Sit down by").scrollIntoViewIfNeeded();
    await select(words, "Sit down by");
    await button.waitFor();
    const apart = async () => {
      const [box, line] = [await button.boundingBox(), await words.getByText("Sit down by").boundingBox()];
      return box && line && Math.round(box.y - line.y);
    };
    const [before, at] = [await apart(), (await button.boundingBox())?.y];
    expect(await scroll(-40)).toBe(0);
    await expect.poll(apart).toBe(before);
    expect((await button.boundingBox())?.y).not.toBe(at);
    await chat.page.evaluate(() => getSelection()?.removeAllRanges());
    await button.waitFor({ state: "detached" });
    expect(await scroll(40)).toBe(0);
    expect(await button.count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("is taken by keyboard, from the menu of a message, and of one's own words", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("sample", "Go aboard");
    await chat.page.locator(".log").focus();
    // The colours of code come when the page is idle, and what is selected in it before goes with the text that had none.
    await chat.answers.last().locator("pre code span", { hasText: "const" }).waitFor();
    await select(chat.answers.last().locator("pre"), "const");
    await chat.page.keyboard.press("ControlOrMeta+Shift+9");
    await expect.poll(() => chat.field.inputValue()).toBe("> ```\n> const\n> ```\n\n");
    await chat.field.fill("");
    await choose(chat, ofAnswer(chat), "Quote");
    await expect.poll(() => chat.field.inputValue()).toMatch(/^> The ferry\n>\n> It costs \$?x/);
    await expect.poll(() => focused(chat.page)).toBe("chat-input");
    await chat.field.fill("");
    await chat.page.locator(".turn.user").hover();
    await choose(chat, chat.page.getByRole("toolbar", { name: "This message" }), "Quote");
    await expect.poll(() => chat.field.inputValue()).toBe("> sample\n\n");
    expect(chat.trouble).toEqual([]);
  });

  it("stands below what a finger has selected, also from right to left", async () => {
    await using person = await browser.newContext({
      viewport: { width: 390, height: 760 },
      locale: "ar",
      hasTouch: true,
      isMobile: true,
      reducedMotion: "reduce",
    });
    person.setDefaultTimeout(PATIENCE_MS);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("arabic");
    const answer = await chat.hears("العبّارة");
    await chat.rests();
    const words = answer.locator("p").first();
    await select(words, "تغادر");
    const button = chat.page.locator(".quote-selection");
    await button.waitFor();
    const [box, line] = [await button.boundingBox(), await words.boundingBox()];
    expect(box && line && box.y > line.y + line.height / 2 && box.x >= 0 && box.x + box.width <= 390).toBe(true);
    await button.tap();
    await expect.poll(() => chat.field.inputValue()).toBe("> تغادر\n\n");
    expect(chat.trouble).toEqual([]);
  });
});

describe("Copy with formatting", () => {
  it.each(["localhost", "plain http"])(
    "puts tables, lists and code on the clipboard as HTML, and the Markdown beside it, at %s",
    async (where) => {
      await using person = await newPerson(browser);
      const url = where === "localhost" ? app.url : app.url.replace(/localhost|127\.0\.0\.1/, "chat.test");
      const chat = await ChatPage.open(person, url);
      if (where === "localhost") await person.grantPermissions(["clipboard-read", "clipboard-write"]);
      expect(await chat.page.evaluate(() => isSecureContext)).toBe(where === "localhost");
      await chat.ask("sample", "Go aboard");
      await choose(chat, ofAnswer(chat), "Copy with formatting");
      await chat.page.getByRole("status").getByText("Copied with formatting.").waitFor();
      // As another program is given it: pasted.
      const read = await chat.page.evaluateHandle(() => {
        const pasted = new Promise<{ html: string; text: string }>((resolve) => {
          addEventListener(
            "paste",
            ({ clipboardData }) =>
              resolve({ html: clipboardData?.getData("text/html") ?? "", text: clipboardData?.getData("text/plain") ?? "" }),
            { once: true },
          );
        });
        return { pasted };
      });
      await chat.field.focus();
      await chat.page.keyboard.press("ControlOrMeta+v");
      const { html, text } = await read.evaluate(({ pasted }) => pasted);
      expect(text.startsWith("## The *ferry*\n\nIt costs $x^2$ pounds")).toBe(true);
      for (const part of ["<h2", "<em>ferry</em>", "<table", "Kinloch</td>", "<ol>", "<pre", 'href="https://ferry.example/plan"'])
        expect(html).toContain(part);
      for (const no of ["<button", "class=", "<img", "<svg", "data-"]) expect(html).not.toContain(no);
    },
  );
});

describe("The link to a message", () => {
  /** The address on the clipboard, by pasting it. */
  const copied = async (chat: ChatPage, toolbar: Locator): Promise<string> => {
    await choose(chat, toolbar, "Copy link");
    await chat.page.getByRole("status").getByText("The link to this message was copied.").waitFor();
    await chat.field.fill("");
    await chat.field.press("ControlOrMeta+v");
    const link = await chat.field.inputValue();
    await chat.field.fill("");
    return link;
  };
  const open = async (person: BrowserContext, link: string) => ChatPage.open(person, link);

  it("shows it wherever it is: on another version, and tells when it is gone", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("which one", /Answer \d+ to which one/);
    const first = (await chat.answers.last().textContent()) ?? "";
    const link = await copied(chat, ofAnswer(chat));
    expect(link).toMatch(/\/thread\/[\w-]+#step-[\w-]+$/);
    await chat.button("Answer again").click();
    const versions = chat.page.getByRole("group", { name: "Versions", exact: true });
    await versions.getByText("2 / 2").waitFor();
    await chat.rests();
    expect(await seen(chat.page, first, { exact: true }).count()).toBe(0);
    const other = await open(person, link);
    await other.hears(first);
    await other.page.getByRole("status").getByText("This message is in another version, which is shown now.").waitFor();
    // The keyboard and a screen reader go on from there.
    await expect.poll(() => other.page.evaluate(() => document.activeElement?.className)).toBe("turn-row");
    // The other tab shows the same branch.
    await versions.getByText("1 / 2").waitFor();
    const gone = await open(
      person,
      link.replace(/[\da-f]{4}$/, (end) => (end === "0000" ? "0001" : "0000")),
    );
    await gone.page.getByRole("status").getByText("This message isn’t here").waitFor();
    await gone.hears(first);
    expect([...chat.trouble, ...other.trouble]).toEqual([]);
  });
});

describe("Export", () => {
  it("of a chat in the list gives a page to print, Markdown, JSON, or a zip, from its menu and from the palette", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("sample", "Go aboard");
    await chat.ask("brake", "");
    const dialog = chat.page.getByRole("dialog", { name: "Export this chat" });
    const open = async () => {
      await chat.page.locator(".threads li").first().hover();
      await chat.button("More about “sample”").click();
      await chat.page.getByRole("menuitem", { name: "Export…" }).click();
      await dialog.waitFor();
    };
    const take = async (name: string) => {
      const [download] = await Promise.all([chat.page.waitForEvent("download"), dialog.getByRole("link", { name }).click()]);
      await dialog.waitFor({ state: "detached" });
      return { name: download.suggestedFilename(), text: await readText(await download.createReadStream()) };
    };
    await open();
    const markdown = await take("Markdown");
    expect(markdown.name).toBe("sample.md");
    expect(markdown.text).toContain("## The *ferry*\n\nIt costs $x^2$ pounds");
    await open();
    await dialog.getByRole("checkbox", { name: "With its files, as a zip" }).check();
    expect((await take("JSON")).name).toBe("sample.zip");
    await chat.page.keyboard.press("ControlOrMeta+k");
    await chat.page.locator("#palette-input, [role=combobox]").first().fill("export this");
    await chat.page.getByRole("option", { name: /Export this chat/ }).click();
    const page = await take("Page to print");
    expect(page.name).toBe("sample.html");
    // As whoever is given the file sees it.
    const given = await person.newPage();
    const asked: string[] = [];
    given.on("request", (request) => asked.push(request.url()));
    await given.setContent(page.text);
    await given.getByRole("heading", { name: "sample", exact: true }).waitFor();
    expect(await given.getByRole("cell", { name: "Kinloch" }).count()).toBe(1);
    expect([await given.locator("script, img, iframe").count(), asked]).toEqual([0, []]);
    expect(chat.trouble).toEqual([]);
  });
});

describe("Printing the page", () => {
  it("prints the conversation on light paper and nothing around it, and says when there is more of it", async () => {
    await using person = await browser.newContext({ viewport: { width: 1100, height: 700 }, locale: "en-GB", colorScheme: "dark" });
    person.setDefaultTimeout(PATIENCE_MS);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("long", "Line 60");
    await chat.ask("sample", "Go aboard");
    const isDark = () => chat.page.evaluate(() => document.documentElement.classList.contains("dark"));
    expect(await isDark()).toBe(true);
    await chat.page.emulateMedia({ media: "print" });
    await expect.poll(isDark).toBe(false);
    const log = chat.page.locator(".log");
    // All of it is there at once: nothing scrolls.
    await expect.poll(() => log.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThanOrEqual(1);
    expect(await log.evaluate((element) => element.clientHeight)).toBeGreaterThan(2_000);
    for (const around of [".sidebar", ".dock", ".tools", "#header .end"])
      expect(await chat.page.locator(around).first().isVisible(), around).toBe(false);
    const words = "Earlier messages are not on this page.";
    expect(await seen(chat.page, words).count()).toBe(0);
    await chat.page.emulateMedia({ media: "screen" });
    await expect.poll(isDark).toBe(true);
    const url = await chat.threadUrl();
    await app.stop();
    await writePastTurns(app, url, 60, (index) => `Past ${index}`);
    await app.start();
    await chat.page.goto(url);
    await chat.hears("Past 59");
    const note = seen(chat.page, words);
    await expect.poll(() => note.isVisible()).toBe(false);
    await chat.page.emulateMedia({ media: "print" });
    await expect.poll(() => note.isVisible()).toBe(true);
  });
});

describe("The bar that finds in a chat", () => {
  it("hides nothing that is found, not even the first line, and leaves what is read where it was", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("first words", /Answer \d+ to first words/);
    await chat.ask("long", "Line 60");
    const log = chat.page.locator(".log");
    await log.focus();
    await log.press("Home");
    const topOf = (words: string) =>
      seen(chat.page, words, { exact: true }).evaluate((line) => Math.round(line.getBoundingClientRect().top));
    await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    await log.evaluate((element) => element.scrollTo({ top: 600, behavior: "instant" }));
    await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop)).toBe(600);
    const before = await topOf("Line 20 of a long answer.");
    await chat.page.keyboard.press("ControlOrMeta+f");
    const find = chat.page.getByRole("textbox", { name: "Find in this chat" });
    await find.waitFor();
    expect(Math.abs((await topOf("Line 20 of a long answer.")) - before)).toBeLessThanOrEqual(2);
    await find.fill("first words");
    const bar = chat.page.getByRole("search", { name: "Find in this chat" });
    await bar.getByText("2 of 2").waitFor();
    const hidden = () =>
      chat.page.evaluate(() => {
        const [range] = [...(CSS.highlights.get("found-here") ?? [])] as Range[];
        const [hit, over] = [range?.getBoundingClientRect(), document.querySelector(".find-bar")?.getBoundingClientRect()];
        return !hit || !over || hit.height === 0 || (hit.top < over.bottom && hit.bottom > over.top);
      });
    for (const place of ["1 of 2", "2 of 2"]) {
      await find.press("Enter");
      await bar.getByText(place).waitFor();
      await expect.poll(hidden).toBe(false);
    }
    expect(chat.trouble).toEqual([]);
  });

  it("finds the words of a view: its title, a fact, a cell, what is in a tab that is not shown and what is folded, and opens them", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.ask("timetable", "Here it is:");
    await page.getByRole("cell", { name: "MV Tern" }).waitFor();
    // Far below it, so that each place has to be gone to.
    await chat.ask("long", "Line 60");
    await page.locator(".log").focus();
    await page.keyboard.press("ControlOrMeta+f");
    const find = page.getByRole("textbox", { name: "Find in this chat" });
    await find.waitFor();
    const bar = page.getByRole("search", { name: "Find in this chat" });
    /** The words one is taken to, once they are in view. */
    const here = () =>
      page.evaluate(() => {
        const [range] = [...(CSS.highlights.get("found-here") ?? [])] as Range[];
        const [hit, log] = [range?.getBoundingClientRect(), document.querySelector(".log")?.getBoundingClientRect()];
        const isSeen = hit !== undefined && log !== undefined && hit.height > 0 && hit.top >= log.top && hit.bottom <= log.bottom;
        return isSeen ? range?.toString() : undefined;
      });
    const places = ["Saturday sailings", "Maren Holt", "MV Tern", "ramp is narrow", "leaves late counts twice"];
    for (const words of places) {
      await find.fill("Line 60 of");
      await expect.poll(here).toBe("Line 60 of");
      await find.fill(words);
      await bar.getByText("1 of 1").waitFor();
      await expect.poll(here).toBe(words);
    }
    await page.getByRole("tab", { name: "Notes", selected: true }).waitFor();
    await seen(page, "Every boat that leaves late counts twice.").waitFor();
    expect(chat.trouble).toEqual([]);
  });
});

describe("Reading aloud", () => {
  /** A browser with a voice, which says nothing and remembers all. What it was given to say is read by the test. */
  const withVoice = async (person: BrowserContext): Promise<void> => {
    await person.addInitScript(() => {
      const said: { text: string; lang: string }[] = [];
      let current: SpeechSynthesisUtterance | undefined;
      const speech = Object.assign(new EventTarget(), {
        getVoices: () => [{ lang: "en-GB", default: true, name: "Ada", localService: true, voiceURI: "ada" }],
        speak: (utterance: SpeechSynthesisUtterance) => {
          current = utterance;
          said.push({ text: utterance.text, lang: utterance.lang });
        },
        cancel: () => {
          current = undefined;
        },
      });
      class Utterance {
        text: string;
        lang = "";
        voice: unknown = null;
        onend: (() => void) | null = null;
        constructor(text: string) {
          this.text = text;
        }
      }
      const next = () => (current as unknown as Utterance | undefined)?.onend?.();
      Object.defineProperties(globalThis, {
        speechSynthesis: { value: speech },
        SpeechSynthesisUtterance: { value: Utterance },
        voice: { value: { said, next, speaks: () => current !== undefined } },
      });
    });
  };
  const voice = (chat: ChatPage) =>
    chat.page.evaluate(() => {
      const { said, speaks } = (globalThis as unknown as { voice: { said: { text: string; lang: string }[]; speaks: () => boolean } })
        .voice;
      return { said: said.map(({ text }) => text), langs: said.map(({ lang }) => lang), speaks: speaks() };
    });
  const next = (chat: ChatPage) => chat.page.evaluate(() => (globalThis as unknown as { voice: { next: () => void } }).voice.next());

  it("reads the words of an answer, names code, stops at the second press and when the chat is left", async () => {
    await using person = await newPerson(browser);
    await withVoice(person);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("sample", "Go aboard");
    const read = ofAnswer(chat).getByRole("button", { name: "Read aloud" });
    const stop = ofAnswer(chat).getByRole("button", { name: "Stop reading aloud" });
    await read.click();
    await stop.waitFor();
    for (let piece = 1; piece < 6; piece++) await next(chat);
    expect((await voice(chat)).said.slice(0, 6)).toEqual([
      "The ferry",
      expect.stringMatching(/^It costs .* pounds, see the plan and boat\.ts\.$/),
      "Harbour, Time",
      "Kinloch, 12:30",
      "Go aboard",
      "Sit down by the window",
    ]);
    await next(chat);
    expect(await voice(chat)).toMatchObject({ said: expect.arrayContaining(["Code."]), speaks: true });
    await stop.press("Enter");
    await read.waitFor();
    expect((await voice(chat)).speaks).toBe(false);
    await read.press("Enter");
    await stop.waitFor();
    for (let piece = 1; piece <= 8; piece++) await next(chat);
    await read.waitFor();
    await read.press("Enter");
    await stop.waitFor();
    await chat.page.locator("#new-chat-button").click();
    await chat.page.locator("#welcome-screen").waitFor();
    await expect.poll(async () => (await voice(chat)).speaks).toBe(false);
    expect(new Set((await voice(chat)).langs)).toEqual(new Set(["en-GB"]));
    await chat.ask("japanese", "船は正午に");
    await ofAnswer(chat).getByRole("button", { name: "Read aloud" }).click();
    await expect.poll(async () => (await voice(chat)).langs.at(-1)).toBe("ja");
    expect(chat.trouble).toEqual([]);
  });

  it("is not offered where the browser has no voice", async () => {
    await using person = await newPerson(browser);
    await person.addInitScript(() => Object.defineProperty(globalThis, "speechSynthesis", { value: undefined }));
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("hello", /Answer \d+ to hello/);
    await ofAnswer(chat).getByRole("button", { name: "More" }).waitFor();
    expect(await ofAnswer(chat).getByRole("button", { name: "Read aloud" }).count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });
});
