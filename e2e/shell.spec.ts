// What is around a chat: how the page comes to stand, where its addresses lead, and that no part of it takes the others down.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson, PATIENCE_MS } from "./support/browser.ts";
import { ChatPage, seen } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";
import { seeded } from "./support/soak.ts";

const APP = {
  "app.ts": readFileSync(fileURLToPath(new URL("./page/app.ts", import.meta.url)), "utf8"),
  "colloquy.md": "# The harbour",
  "colloquy_pt-BR.md": "# O porto",
};

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runFiles(APP)]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

describe("At plain http and a name that is not localhost", () => {
  const address = () => app.url.replace(/localhost|127\.0\.0\.1/, "chat.test");
  /** Browsers say of one header that they take it from secure pages only; it is right to send it. */
  const troubleOf = (chat: ChatPage) =>
    chat.trouble.filter((line) => !line.startsWith("The Cross-Origin-Opener-Policy header has been ignored"));

  it("the page opens, and what is said is answered", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, address());
    expect(await chat.page.evaluate(() => isSecureContext)).toBe(false);
    await chat.ask("hello there", "Answer 1 to hello there");
    const url = await chat.threadUrl();
    expect(new URL(url).hostname).toBe("chat.test");
    await chat.reload();
    await chat.hears("Answer 1 to hello there");
    expect(troubleOf(chat)).toEqual([]);
  });

  it("copies messages, code and tables, and leaves focus and selection where they were", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, address());
    await chat.ask("wide please", "MV Tern");
    const pasted = async (): Promise<string> => {
      await chat.field.fill("");
      await chat.field.press("ControlOrMeta+v");
      return chat.field.inputValue();
    };
    const copies = async (button: Locator): Promise<void> => {
      await button.focus();
      // It says so for two seconds: whoever looks now and then may come too late.
      const said = await chat.watchFor('[aria-label="Copied"]:focus');
      await button.press("Enter");
      await said();
    };
    await chat.page.locator(".md-code").hover();
    await copies(chat.page.locator(".md-code").getByRole("button", { name: "Copy", exact: true }));
    expect(await pasted()).toMatch(/^const query = "select berth, [^\n]*group by berth";\n?$/);
    await chat.page.locator(".md-table").hover();
    await copies(chat.page.locator(".md-table-tools button").first());
    expect(await pasted()).toMatch(/^Vessel,Berth,Departure,Arrival,"Loading, min",.*\r?\nMV Tern,Kinloch,/);
    await copies(chat.page.locator(".copy-answer"));
    expect(await pasted()).toMatch(/^Donaudampf[\s\S]*\| MV Tern \|/);

    await chat.field.fill("half a thought");
    await chat.field.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(5, 9));
    await chat.field.press("ControlOrMeta+Shift+c");
    await chat.page.locator(".toast").waitFor();
    expect(
      await chat.field.evaluate((field: HTMLTextAreaElement) => [
        document.activeElement === field,
        field.selectionStart,
        field.selectionEnd,
      ]),
    ).toEqual([true, 5, 9]);
    expect(await pasted()).toMatch(/^Donaudampf/);
    expect(troubleOf(chat)).toEqual([]);
  });
});

/** A browser's history of one tab, and what has been said in each chat: what a person would expect to see. */
interface Expected {
  /** The id of a chat, or undefined for the page of a new one. */
  readonly entries: (string | undefined)[];
  at: number;
  readonly said: Map<string, string[]>;
}

type Move = "open" | "new" | "back" | "forward" | "reload" | "send";

describe("Wherever a person goes in the history of the tab", () => {
  it("address, chat and marked row are the same one, and what is said next lands there", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    const expected: Expected = { entries: [undefined], at: 0, said: new Map() };
    const random = seeded(20);
    const idInAddress = () => new URL(page.url()).pathname.match(/^\/thread\/(.+)$/)?.[1];
    const moves: Readonly<Record<Move, () => Promise<void>>> = {
      open: async () => {
        const ids = [...expected.said.keys()];
        const id = ids[Math.floor(random() * ids.length)] ?? "";
        await page.locator(`#thread-${id}`).click();
        if (expected.entries[expected.at] !== id) expected.entries.splice(++expected.at, Infinity, id);
      },
      new: async () => {
        await page.locator("#new-chat-button").click();
        if (expected.entries[expected.at] !== undefined) expected.entries.splice(++expected.at, Infinity, undefined);
      },
      back: async () => {
        expected.at -= 1;
        await page.goBack();
      },
      forward: async () => {
        expected.at += 1;
        await page.goForward();
      },
      reload: async () => {
        await page.reload();
        await page.locator("main.chat[data-state]").waitFor();
      },
      send: async () => {
        const text = `m${[...expected.said.values()].flat().length}`;
        await chat.ask(text, `to ${text}`);
        await expect.poll(idInAddress).toBeDefined();
        const id = idInAddress() ?? "";
        expected.entries[expected.at] ??= id;
        expected.said.set(id, [...(expected.said.get(id) ?? []), text]);
        await page.locator(`#thread-${id}`).waitFor();
      },
    };
    const walked: Move[] = [];
    const possible = (): Move[] => [
      "new",
      "send",
      "reload",
      ...(expected.said.size > 0 ? (["open", "open"] as const) : []),
      ...(expected.at > 0 ? (["back", "back"] as const) : []),
      ...(expected.at < expected.entries.length - 1 ? (["forward"] as const) : []),
    ];
    const shown = async () => ({
      address: idInAddress(),
      said: await chat.said.allInnerTexts(),
      marked: await page.locator('#thread-history [aria-current="page"]').evaluateAll((rows) => rows.map(({ id }) => id)),
    });
    // The first two leave two chats behind; from there the dice decide.
    for (const move of ["send", "new", "send", ...Array.from({ length: 37 }, () => undefined)] as const) {
      const choices = possible();
      const next = move ?? choices[Math.floor(random() * choices.length)] ?? "new";
      walked.push(next);
      await moves[next]();
      const id = expected.entries[expected.at];
      await expect
        .poll(shown, { message: `after ${walked.join(", ")}`, timeout: PATIENCE_MS })
        .toEqual({ address: id, said: id === undefined ? [] : expected.said.get(id), marked: id === undefined ? [] : [`thread-${id}`] });
    }
    for (const move of ["open", "new", "back", "forward", "reload", "send"] as const) expect(walked).toContain(move);
    expect(chat.trouble).toEqual([]);
  });
});

describe("A browser that writes its language as systems do", () => {
  it.each([
    ["in the address", "?lang=en-US@posix", ["en-GB"]],
    ["by itself, as in a container", "", ["en-US@posix"]],
  ])("%s reads answers, and the times beside them", async (_where, query, languages) => {
    await using person = await newPerson(browser);
    await person.addInitScript((said) => {
      Object.defineProperty(navigator, "languages", { get: () => said });
      Object.defineProperty(navigator, "language", { get: () => said[0] });
    }, languages);
    const chat = await ChatPage.open(person, `${app.url}${query}`);
    expect(await chat.page.evaluate(() => document.documentElement.lang)).toBe("en-US");
    await chat.ask("steps please", "Looked up.");
    await chat.page.locator("#thread-history").getByText("Today").waitFor();
    expect(chat.trouble).toEqual([]);
  });
});

describe("The app's readme page", () => {
  it("is read in the person's own language and region, though the page has the language in general only", async () => {
    await using person = await browser.newContext({ locale: "pt-BR", reducedMotion: "reduce" });
    const page = await person.newPage();
    await page.goto(`${app.url}#readme`);
    await page.locator("#readme").getByRole("heading", { name: "O porto" }).waitFor();
  });
});

describe("On a phone", () => {
  it("Enter begins a line and the button beside it sends, unless the person wants it otherwise", async () => {
    await using person = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      locale: "en-GB",
      reducedMotion: "reduce",
    });
    const chat = await ChatPage.open(person, app.url);
    await expect.poll(() => chat.field.getAttribute("enterkeyhint")).toBe("enter");
    await chat.field.fill("one");
    await chat.field.press("Enter");
    await chat.field.pressSequentially("two");
    await expect.poll(() => chat.field.inputValue()).toBe("one\ntwo");
    await chat.page.locator("#chat-submit").tap();
    await chat.hears("Answer 1 to one");
    await expect.poll(() => chat.said.allInnerTexts()).toEqual(["one\ntwo"]);
    await chat.page.evaluate(() => localStorage.setItem("colloquy:preferences", JSON.stringify({ version: 1, sendKey: "enter" })));
    await chat.reload();
    await chat.field.fill("three");
    await expect.poll(() => chat.field.getAttribute("enterkeyhint")).toBe("send");
    await chat.field.press("Enter");
    await chat.hears("Answer 2 to three");
  });
});

describe("Stop, by mouse", () => {
  it("leaves no tip over the button that Send has become", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("slow please");
    await chat.hears("word5");
    await chat.stopButton.hover();
    await chat.page.locator(".tip", { hasText: "Stop" }).waitFor();
    const tips = await chat.page.evaluateHandle(() => {
      const seen: string[] = [];
      new MutationObserver(() => seen.push(document.querySelector(".tip")?.textContent ?? "")).observe(document.body, {
        subtree: true,
        childList: true,
      });
      return seen;
    });
    await chat.page.mouse.down();
    await chat.page.mouse.up();
    await chat.page.locator(".ended", { hasText: "Stopped." }).waitFor();
    const { x = 0, y = 0 } = (await chat.page.locator("#chat-submit").boundingBox()) ?? {};
    await chat.page.mouse.move(x + 12, y + 12);
    await chat.page.mouse.move(x + 14, y + 14);
    // The tip of another button is told after the usual wait: had this one been due, it had come before.
    await chat.page.locator("#theme-toggle").hover();
    await chat.page.locator(".tip", { hasText: "Theme" }).waitFor();
    expect((await tips.jsonValue()).filter((text) => text !== "" && !text.includes("Theme") && !text.includes("Stop"))).toEqual([]);
  });
});

/** Holds back the files whose names begin like this, until told otherwise. */
async function holdBack(page: Page, name: string): Promise<() => void> {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(new RegExp(`/assets/${name}-[^/]*\\.js$`), async (route) => {
    await gate;
    await route.continue();
  });
  return letGo;
}

describe("What a shortcut opens, on a line that is slow", () => {
  it("has the keys from the moment of the shortcut: nothing of a search is said in the chat", async () => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    const letGo = await holdBack(page, "palette");
    await page.goto(app.url);
    const chat = ChatPage.of(page);
    await chat.ask("the harbour at night", "Answer 1");
    await chat.threadUrl();
    await chat.page.locator("#new-chat-button").click();
    await chat.page.locator("#welcome-screen").waitFor();
    await chat.field.focus();
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("hatbour");
    for (let back = 0; back < 5; back += 1) await page.keyboard.press("Backspace");
    await page.keyboard.type("rbour");
    await page.keyboard.press("Enter");
    await expect.poll(() => chat.field.inputValue()).toBe("");
    letGo();
    // Enter waited for what is found, and opened it.
    await chat.hears("Answer 1 to the harbour at night");
    await expect.poll(() => chat.said.allInnerTexts()).toEqual(["the harbour at night"]);
    expect(await page.locator(".palette").count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("takes over what was typed, and is gone with Escape, which gives the focus back", async () => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    const letGo = await holdBack(page, "palette");
    await page.goto(app.url);
    const chat = ChatPage.of(page);
    await chat.page.locator("#welcome-screen").waitFor();
    await chat.field.fill("half a thought");
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("lost");
    await page.keyboard.press("Escape");
    await page.locator(".palette").waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.id === "chat-input");
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("> dark");
    letGo();
    const field = page.locator(".palette [role=combobox]");
    await field.waitFor();
    await expect.poll(() => field.inputValue()).toBe("> dark");
    await page.keyboard.type("er");
    await expect.poll(() => field.inputValue()).toBe("> darker");
    await page.keyboard.press("Escape");
    await page.locator(".palette").waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.id === "chat-input");
    await expect.poll(() => chat.field.inputValue()).toBe("half a thought");
  });

  it.each([
    ["the settings", "ControlOrMeta+,", "settings-dialog"],
    ["the shortcuts", "?", "keys-dialog"],
  ])("keeps the keys for %s from the message box, and opens when it is there", async (_what, keys, file) => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    const letGo = await holdBack(page, file);
    await page.goto(app.url);
    const chat = ChatPage.of(page);
    await chat.field.fill("half a thought");
    // "?" alone is a shortcut only outside of fields.
    if (keys === "?") await page.locator("#new-chat-button").focus();
    await page.keyboard.press(keys);
    await page.locator(".coming").waitFor();
    await page.keyboard.type("xyz/");
    await page.keyboard.press("Enter");
    await expect.poll(() => chat.field.inputValue()).toBe("half a thought");
    expect(await chat.said.count()).toBe(0);
    letGo();
    await page.locator(".dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".dialog").waitFor({ state: "detached" });
    await page.waitForFunction((id) => document.activeElement?.id === id, keys === "?" ? "new-chat-button" : "chat-input");
  });

  it("says so when it does not come, and comes when it is asked for again", async () => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    const file = /\/assets\/palette-[^/]*\.js$/;
    await page.route(file, (route) => route.abort());
    await page.goto(app.url);
    const chat = ChatPage.of(page);
    await chat.field.fill("still here");
    await page.keyboard.press("ControlOrMeta+k");
    await seen(page, "This part of the page could not be shown.").waitFor();
    await expect.poll(() => chat.field.inputValue()).toBe("still here");
    await page.unroute(file);
    await chat.button("Try again").click();
    await page.locator(".palette [role=combobox]").waitFor();
  });

  it("is a menu whose first line has the focus when it was opened by keyboard, the first time too", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.page.locator("#theme-toggle").focus();
    await chat.page.keyboard.press("Enter");
    await chat.page.locator('[role="menuitemradio"]:focus', { hasText: "Light" }).waitFor();
    await chat.page.keyboard.press("Escape");
    await chat.page.locator('[role="menu"]').waitFor({ state: "detached" });
    await chat.page.reload();
    await chat.page.locator("#theme-toggle").click();
    await chat.page.locator('[role="menu"]:focus').waitFor();
  });
});

describe("A page that cannot start", () => {
  it("says what came in place of the server's answer, and goes on when the server is there", async () => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    await page.route(app.url, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(/(name="colloquy-config" content=")[^"]*/, "$1") });
    });
    await page.route("**/api/config", (route) => route.fulfill({ contentType: "text/html", body: "<p>A portal</p>" }));
    await page.goto(app.url);
    await page.getByRole("heading", { name: "Something else answered" }).waitFor();
    await page.locator("pre", { hasText: "/api/config" }).waitFor();
    await page.unroute("**/api/config");
    await page.locator("#chat-input").waitFor();
  });

  it("names its own fault, and not the server's", async () => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(crypto, "getRandomValues", {
        value: () => {
          throw new Error("no dice today");
        },
      });
    });
    await page.goto(app.url);
    await page.getByRole("heading", { name: "This page could not go on" }).waitFor();
    await page.locator("pre", { hasText: "no dice today" }).waitFor();
  });

  it("says so when one of its files does not come", async () => {
    await using person = await newPerson(browser);
    const page = await person.newPage();
    await page.route(/\/assets\/index-[^/]*\.js$/, (route) => route.abort());
    await page.goto(app.url);
    await seen(page, "The server did not send all of its files.").waitFor();
  });
});
