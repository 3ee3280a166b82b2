// Views on the page, where a script plays the app: how they look to who sees, listens, types, prints, and how they change.
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "../packages/web/test/axe.ts";
import { type StatePages, serveStates } from "./page/state-pages.ts";
import { launchSmallChromium } from "./support/browser.ts";
import { seen } from "./support/chat-page.ts";

let browser: Browser;
let states: StatePages;
beforeAll(async () => {
  [browser, states] = await Promise.all([launchSmallChromium(), serveStates()]);
});
afterAll(async () => {
  await browser?.close();
  await states?.[Symbol.asyncDispose]();
});

interface Opened extends AsyncDisposable {
  readonly page: Page;
}

const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The state, with all of it drawn. */
async function open(state: string, how: BrowserContextOptions = DESK, more = ""): Promise<Opened> {
  const person = await browser.newContext({ reducedMotion: "reduce", locale: "en-GB", ...how });
  const page = await person.newPage();
  await page.goto(states.address(state, more));
  await page.locator(".view").first().waitFor();
  // As for printing: also what is far out of sight.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.waitForFunction(() => document.querySelector(".element-room, .v-room, .plain, .v-plain-code") === null);
  return { page, [Symbol.asyncDispose]: () => person.close() };
}

describe("Views", () => {
  it.each([
    ["views", DESK, ""],
    ["views", DESK, "&theme=dark"],
    ["views", PHONE, ""],
    ["viewask", PHONE, "&theme=dark"],
    ["viewask", DESK, ""],
    ["viewanswered", DESK, ""],
    ["arabicviews", DESK, ""],
    ["arabicviews", PHONE, "&theme=dark"],
    ["cjkviews", PHONE, ""],
  ] as const)("have nothing that axe finds: %s, %o%s; and nothing goes over the edge", async (state, how, more) => {
    await using opened = await open(state, how, more);
    const { page } = opened;
    expect(await findings(page, { within: ".log" })).toEqual([]);
    // Also by the rules that are no law: headings in order, no empty ones.
    expect(await findings(page, { rules: ["heading-order", "empty-heading", "label-title-only", "tabindex"], within: ".log" })).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const over = await page.locator(".view").evaluateAll((views) => views.filter((view) => view.scrollWidth > view.clientWidth + 1).length);
    expect(over).toBe(0);
  });

  it("are worked by the keyboard alone: tabs by arrows, what is folded and buttons by Enter", async () => {
    await using opened = await open("views");
    const { page } = opened;
    await page.getByRole("tab", { name: "Berths" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tabpanel", { name: "Loading" }).getByRole("img", { name: "Minutes of loading" }).waitFor();
    await page.keyboard.press("End");
    await page.getByRole("tabpanel", { name: "Notes" }).getByText("Two turnarounds share").waitFor();
    await page.locator("summary", { hasText: "How it is counted" }).focus();
    await page.keyboard.press("Enter");
    await seen(page, "Let the spare take over the second turnaround.").waitFor();
    const hold = page.getByRole("button", { name: "Hold for an hour" });
    await hold.focus();
    await page.keyboard.press("Enter");
    // Another view of the state shows the same error from the start.
    const card = page.getByRole("group", { name: "Kinloch, 12:30", exact: true });
    await card.getByRole("alert").filter({ hasText: "The weather service does not answer." }).waitFor();
    await expect
      .poll(() => hold.evaluate((button) => document.activeElement === button && button.getAttribute("aria-busy") === null))
      .toBe(true);
    await page.getByRole("button", { name: "Cancel the booking" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("The money comes back within five days.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("send a form by Enter, with what is wrong at its fields, from the page and from the server, and what was typed stays", async () => {
    await using opened = await open("views");
    const { page } = opened;
    const form = page.locator("form.v-form");
    const name = form.getByLabel("Name");
    await name.focus();
    await page.keyboard.press("Enter");
    await form.getByText("Fill this in.").first().waitFor();
    await expect.poll(() => name.evaluate((input) => document.activeElement === input)).toBe(true);
    await name.fill("nobody");
    await form.getByLabel("Email").fill("maren@harbour.example");
    await form.getByLabel("Sanday").check();
    await form.getByLabel("I have read the harbour rules").check();
    await name.focus();
    await page.keyboard.press("Enter");
    await form.getByText("Write the name in your passport.").waitFor();
    await expect.poll(() => name.evaluate((input) => document.activeElement === input && input.getAttribute("aria-invalid"))).toBe("true");
    expect(await form.getByLabel("Email").inputValue()).toBe("maren@harbour.example");
    await name.fill("Maren Holt");
    await form.getByText("Write the name in your passport.").waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("form.v-form [aria-busy='true'], form.v-form[aria-busy]") === null);
    expect(await form.getByLabel("Name").inputValue()).toBe("Maren Holt");
  });

  it("answer the question of their message with their form, and show what was answered", async () => {
    await using opened = await open("viewask");
    const { page } = opened;
    const asked = page.locator(".v-asked");
    await asked.getByText("Needs your answer").waitFor();
    expect(await page.locator("section.ask").count()).toBe(0);
    await asked.getByLabel("Name").fill("Maren Holt");
    await asked.getByLabel("Email").fill("maren@harbour.example");
    await asked.getByLabel("Kinloch").check();
    await asked.getByLabel("I have read the harbour rules").check();
    await asked.getByRole("button", { name: "Book the crossing" }).click();
    await page.locator(".ask.done").getByText("You filled this in.").waitFor();
    await expect.poll(() => page.locator("form.v-form").getByLabel("Name").isDisabled()).toBe(true);
    expect(await page.locator("form.v-form").getByLabel("Name").inputValue()).toBe("Maren Holt");
    expect(await page.locator("form.v-form [type=submit]").count()).toBe(0);
  });

  it("change in an old message without moving what somebody reads", async () => {
    await using opened = await open("views");
    const { page } = opened;
    const read = seen(page, "Then I need a few details.");
    await read.evaluate((words) => words.scrollIntoView({ block: "center" }));
    const place = () => read.evaluate((words) => Math.round(words.getBoundingClientRect().top));
    // The page has seen where it was scrolled to.
    await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(seen)))));
    const before = await place();
    await page.evaluate(() => {
      interface Shown {
        readonly id: string;
        readonly forId: string;
        readonly type: string;
      }
      const { chat } = window as unknown as {
        readonly chat: {
          emit(fact: object): void;
          readonly store: { getElement(id: string): Shown | undefined };
        };
      };
      const id = document.querySelector<HTMLElement>("[data-element]")?.dataset["element"] ?? "";
      const children = Array.from({ length: 30 }, (_, at) => ({ type: "Text", text: `A line more: ${at}` }));
      chat.emit({
        type: "element-set",
        element: { ...chat.store.getElement(id), props: { view: { type: "Card", title: "Longer", children } } },
      });
    });
    await seen(page, "A line more: 29").waitFor({ state: "attached" });
    await expect.poll(place).toBe(before);
  });

  it("are whole on paper: what is in tabs and what is folded too", async () => {
    await using opened = await open("views");
    const { page } = opened;
    await page.emulateMedia({ media: "print" });
    await seen(page, "Two turnarounds share").waitFor();
    await seen(page, "Let the spare take over the second turnaround.").waitFor();
    await page.getByRole("tab").first().waitFor({ state: "hidden" });
  });

  it("show in colours of the person's own how far things are", async () => {
    await using opened = await open("views", { ...DESK, forcedColors: "active" });
    const bar = opened.page.locator(".v-bar[aria-valuenow]").first();
    const colors = await bar.evaluate((element) => [
      getComputedStyle(element, "::before").backgroundColor,
      getComputedStyle(element).borderTopStyle,
    ]);
    expect(colors[0]).not.toBe("rgba(0, 0, 0, 0)");
    expect(colors[1]).toBe("solid");
  });

  it.each(["the system", "the page"])(
    "show a bar of which nobody knows how far it is as one that is not full, where %s asks for no movement",
    async (who) => {
      await using opened = await open("views", { ...DESK, reducedMotion: who === "the system" ? "reduce" : "no-preference" });
      const { page } = opened;
      if (who === "the page") await page.evaluate(() => document.documentElement.setAttribute("data-motion", "reduced"));
      const bar = page.locator(".v-bar:not([aria-valuenow])").first();
      const drawn = () =>
        bar.evaluate((element) => {
          const { animationName, backgroundColor, backgroundImage, inlineSize } = getComputedStyle(element, "::before");
          return {
            animationName,
            backgroundColor,
            isStriped: backgroundImage.includes("gradient"),
            isWhole: inlineSize === getComputedStyle(element).inlineSize,
          };
        });
      await expect.poll(drawn).toEqual({ animationName: "none", backgroundColor: "rgba(0, 0, 0, 0)", isStriped: true, isWhole: true });
    },
  );

  it("are copied and read aloud by what they say", async () => {
    await using opened = await open("views");
    const { page } = opened;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    // A voice that remembers what it is to say.
    await page.addInitScript(() => {
      const said: string[] = [];
      class Utterance {
        onend: (() => void) | null = null;
        readonly text: string;
        constructor(text: string) {
          this.text = text;
        }
      }
      const speech = Object.assign(new EventTarget(), {
        getVoices: () => [{ lang: "en-GB", default: true, name: "Ada", localService: true, voiceURI: "ada" }],
        speak: (utterance: Utterance) => {
          said.push(utterance.text);
          queueMicrotask(() => utterance.onend?.());
        },
        cancel: () => undefined,
      });
      Object.defineProperties(globalThis, {
        speechSynthesis: { value: speech, configurable: true },
        SpeechSynthesisUtterance: { value: Utterance, configurable: true },
        said: { value: said },
      });
    });
    await page.reload();
    await page.locator(".view").first().waitFor();
    await page.evaluate(() => {
      const { chat } = window as unknown as {
        readonly chat: {
          emit(fact: object): void;
          say(text: string): object;
          answer(turn: object, text: string): string;
          end(turn: object): void;
        };
      };
      const view = {
        type: "Card",
        title: "Skarra, 16:20",
        children: [
          { type: "Facts", items: [["Seats", 3]] },
          { type: "Tabs", children: [{ type: "Tab", label: "Deck", children: [{ type: "Text", text: "Wind from the north-west." }] }] },
        ],
      };
      const turn = chat.say("And to Skarra?");
      const forId = chat.answer(turn, "By sea:");
      chat.emit({
        type: "element-set",
        element: { id: crypto.randomUUID(), forId, type: "view", name: "", display: "inline", props: { view } },
      });
      chat.end(turn);
    });
    await seen(page, "Wind from the north-west.").waitFor();
    const tools = page.locator("[data-turn-id]").last().getByRole("toolbar", { name: "This answer" });
    await tools.getByRole("button", { name: "Copy", exact: true }).click();
    const text = ["By sea:", "", "**Skarra, 16:20**", "", "- Seats: 3", "", "**Deck**", "", "Wind from the north-west."].join("\n");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    await tools.getByRole("button", { name: "Read aloud" }).click();
    await expect
      .poll(() => page.evaluate(() => (globalThis as unknown as { readonly said: readonly string[] }).said.join(" ")))
      .toContain("Wind from the north-west.");
  });

  it("are told in a few words when they come, and are not read out as they stand", async () => {
    await using opened = await open("views");
    const { page } = opened;
    await page.evaluate(() => {
      const { chat } = window as unknown as {
        readonly chat: { emit(fact: object): void; say(text: string): object; answer(turn: object, text: string): string };
      };
      const view = { type: "Card", title: "Sanday, 14:00", children: [{ type: "Text", text: "Two seats left." }] };
      const forId = chat.answer(chat.say("And to Sanday?"), "");
      chat.emit({
        type: "element-set",
        element: { id: crypto.randomUUID(), forId, type: "view", name: "", display: "inline", props: { view } },
      });
    });
    await page.locator("[role=status]").filter({ hasText: "Shown: Sanday, 14:00" }).waitFor({ state: "attached" });
    const live = page.locator(".view").last();
    await live.getByText("Two seats left.").waitFor();
    expect(await live.getAttribute("aria-live")).toBe("off");
  });

  it("of hundreds of components are placed where the person is led to, and nothing is placed first to be left out again", async () => {
    await using opened = await open("views");
    const { page } = opened;
    await page.evaluate(() => {
      const { chat } = window as unknown as {
        readonly chat: { emit(fact: object): void; say(text: string): object; answer(turn: object, text: string): string };
      };
      const placed: string[] = [];
      Object.assign(window, { placed });
      document.addEventListener(
        "contentvisibilityautostatechange",
        (event) => {
          const { target } = event;
          if ((event as ContentVisibilityAutoStateChangeEvent).skipped) return;
          if (target instanceof Element && target.matches(".v-card")) placed.push(target.getAttribute("aria-label") ?? "");
        },
        { capture: true },
      );
      const cards = Array.from({ length: 80 }, (_, at) => ({
        type: "Card",
        title: `Sailing ${at + 1}`,
        children: [
          { type: "Text", text: "MV Tern" },
          { type: "Text", text: "Times are local." },
        ],
      }));
      const forId = chat.answer(chat.say("All of them?"), "");
      const view = { type: "Grid", children: cards };
      chat.emit({
        type: "element-set",
        element: { id: crypto.randomUUID(), forId, type: "view", name: "", display: "inline", props: { view } },
      });
    });
    await seen(page, "Sailing 80").waitFor();
    const placed = () => page.evaluate(() => (window as unknown as { readonly placed: readonly string[] }).placed);
    await expect.poll(placed).toContain("Sailing 80");
    expect(await placed()).not.toContain("Sailing 1");
    // All the same it is there for who searches or listens.
    await page.getByRole("group", { name: "Sailing 1", exact: true }).getByText("Times are local.").waitFor();
  });

  it("read each its own way where words of both ways stand in one", async () => {
    await using opened = await open("views");
    const { page } = opened;
    const directions = await page.evaluate(async () => {
      const { chat } = window as unknown as {
        readonly chat: { emit(fact: object): void; say(text: string): object; answer(turn: object, text: string): string };
      };
      const said = ["Berth 4", "رصيف ٤", "£12", "(Tern) طائر", "\u{1E900}\u{1E901}"];
      for (const title of ["Times", "الأوقات"]) {
        const forId = chat.answer(chat.say("Which?"), "");
        const view = { type: "Card", title, children: said.map((text) => ({ type: "Text", text })) };
        const element = { id: crypto.randomUUID(), forId, type: "view", name: "", display: "inline", props: { view } };
        chat.emit({ type: "element-set", element });
      }
      while ([...document.querySelectorAll(".view")].filter((view) => view.textContent?.includes("£12")).length < 2)
        await new Promise((done) => requestAnimationFrame(done));
      return [...document.querySelectorAll(".view")]
        .slice(-2)
        .map((view) => [...view.querySelectorAll(".v-text")].map((text) => getComputedStyle(text).direction));
    });
    const each = ["ltr", "rtl", "ltr", "ltr", "rtl"];
    expect(directions).toEqual([each, each]);
  });
});
