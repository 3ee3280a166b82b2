// Components of an app's own in the page: what Chainlit's documentation shows of them runs unchanged, and one that breaks takes nothing with it.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "../packages/web/test/axe.ts";
import { hostileDocuments } from "./hostile/documents.ts";
import { type Listener, openListener } from "./hostile/listener.ts";
import { launchChromium, newPerson, PATIENCE_MS } from "./support/browser.ts";
import { ChatPage, seen } from "./support/chat-page.ts";
import { inEveryLook } from "./support/every-look.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const FOLDER = path.join(import.meta.dirname, "custom-elements");
const ELEMENTS = readdirSync(path.join(FOLDER, "elements"));
const read = (file: string) => readFileSync(path.join(FOLDER, file), "utf8");
/** What an untrusted element may try; where our own server is it finds out itself. */
const hostile = (listener: Listener) =>
  (hostileDocuments(listener, "http://ours.invalid")[2]?.content ?? "").replaceAll('"http://ours.invalid', 'location.origin + "');
/** Leaves in one way, or makes a frame that does. */
const leaver = ({ url }: Listener) => `import { useEffect, useState } from "react";
const put = (html) => document.head.insertAdjacentHTML("beforeend", html);
const frame = (about) => document.body.append(Object.assign(document.createElement("iframe"), about));
const refresh = (to) => "<meta http-equiv=refresh content='0;url=" + to + "'>";
const WAYS = {
  place: (to) => { location.href = to; },
  refresh: (to) => put(refresh(to)),
  link: (to) => Object.assign(document.createElement("a"), { href: to }).click(),
  frame: (to) => frame({ src: to }),
  nested: (to) => frame({ srcdoc: refresh(to) }),
  hint: (to) => put("<link rel=preconnect href='" + to + "'><link rel=prefetch href='" + to + "'>"),
  ours: () => { location.href = location.origin + "/public/note.js"; },
  root: () => { location.href = location.origin + "/"; },
};
export default function Leaver() {
  const [said, setSaid] = useState("");
  useEffect(() => {
    WAYS[props.way]("${url}/" + props.way);
    const tried = setTimeout(() => setSaid("It has tried."), 1_000);
    return () => clearTimeout(tried);
  }, []);
  return <p>{said}</p>;
}`;
const FILES = {
  "app.ts": read("app.ts"),
  "public/note.js": "parent.postMessage('a script of the server ran', '*');",
  ...Object.fromEntries(ELEMENTS.map((file) => [`public/elements/${file}`, read(`elements/${file}`)])),
};

let browser: Browser;
let app: RunningApp;
let listener: Listener;
beforeAll(async () => {
  [browser, listener] = await Promise.all([launchChromium(), openListener()]);
  app = await runFiles({ ...FILES, "public/elements/Hostile.jsx": hostile(listener), "public/elements/Leaver.jsx": leaver(listener) });
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
  await listener?.[Symbol.asyncDispose]();
});

async function openChat() {
  const person = await newPerson(browser);
  return { person, chat: await ChatPage.open(person, app.url) };
}

/** Says the word that shows an element, and waits for it. */
async function show(chat: ChatPage, name: string): Promise<Locator> {
  await chat.say(name);
  const element = chat.page.getByRole("region", { name, exact: true }).last();
  await element.waitFor();
  return element;
}

const inside = (element: Locator) => element.frameLocator("iframe").frameLocator("iframe");

/** Presses where it is on the screen, as a hand does: the page sees the pointer go there. */
async function pressAt({ page }: ChatPage, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error("It is not on the screen.");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** What the server says of itself there is all that the page is told. */
async function goAsInProduction({ page }: ChatPage): Promise<void> {
  await page.route(app.url, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/(dev&#34;:)true/, "$1false") });
  });
  await page.goto(app.url);
}

/** Its message is there; of what broke nothing is said, and nobody is called to it. */
async function isQuietlyBroken(chat: ChatPage, element: Locator): Promise<void> {
  const card = element.getByRole("status").filter({ hasText: /Breaks.* could not be shown/ });
  await card.waitFor();
  expect(await card.locator("pre, code, details").count()).toBe(0);
  expect(await element.getByText(/mast|Breaks\.jsx/).count()).toBe(0);
  expect(await element.getByRole("alert").count()).toBe(0);
  await chat.hears("Here is Breaks.");
  expect(await findings(chat.page)).toEqual([]);
}

const press = (element: Locator, name: string) => element.getByRole("button", { name, exact: true }).click();

describe("An element as Chainlit's documentation shows it", () => {
  it("counts, is stored, is there after a reload and in another tab, and can be removed", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const counter = await show(chat, "Counter");
    await press(counter, "One more");
    await counter.getByText("2", { exact: true }).waitFor();
    await press(counter, "One more");
    await counter.getByText("3", { exact: true }).waitFor();
    await chat.rests();
    const other = await ChatPage.open(person, chat.page.url());
    const there = other.page.getByRole("region", { name: "Counter" });
    await there.getByText("3", { exact: true }).waitFor();
    await press(there, "One less");
    await counter.getByText("2", { exact: true }).waitFor();
    await chat.page.reload();
    await counter.getByText("2", { exact: true }).waitFor();
    await press(counter, "Remove");
    await Promise.all([counter, there].map((one) => one.waitFor({ state: "detached" })));
    expect([...chat.trouble, ...other.trouble]).toEqual([]);
  });

  it("calls an action, and says something as the person", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const ticket = await show(chat, "Ticket");
    await ticket.getByLabel("Seats").fill("4");
    await press(ticket, "Book");
    await ticket.getByText("Booked: 7-4").waitFor();
    await ticket.getByLabel("Seats").fill("9");
    await press(ticket, "Book");
    await ticket.getByText("Booked: failed").waitFor();
    await press(ticket, "Ask");
    await chat.said.filter({ hasText: "Tell me about Kinloch, 12:30" }).waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("checks a form before it keeps what was filled in", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const form = await show(chat, "SignUp");
    await form.getByLabel("Name").fill("A");
    await press(form, "Sign up");
    await form.getByText("At least two letters.").waitFor();
    await form.getByLabel("Name").fill("Ada");
    await press(form, "Sign up");
    await form.getByText("Welcome, Ada.").waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("has tabs, a dialog, a table, switches, a chart, a gallery and short notices", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const places = await show(chat, "Places");
    await places.getByRole("tab", { name: "Kinloch" }).focus();
    await chat.page.keyboard.press("ArrowRight");
    await places.getByText("A café on the quay.").waitFor();

    const question = await show(chat, "Question");
    await press(question, "Cancel the trip");
    const dialog = chat.page.getByRole("dialog", { name: "Are you sure?" });
    await dialog.getByRole("button", { name: "Yes, cancel it" }).click();
    await question.getByText("The trip is cancelled.").waitFor();

    const sailings = await show(chat, "Sailings");
    await sailings.getByRole("table", { name: "Sailings today" }).getByRole("cell", { name: "14:10" }).waitFor();

    const wishes = await show(chat, "Wishes");
    await wishes.getByRole("switch", { name: "A seat by the window" }).click();
    await wishes.getByRole("checkbox", { name: "A meal" }).click();
    await wishes.getByRole("combobox", { name: "Deck" }).click();
    await chat.page.getByRole("option", { name: "Upper deck" }).click();
    await wishes.getByText("window, upper").waitFor();

    const chart = await show(chat, "Chart");
    await expect.poll(() => chart.locator("svg path").count()).toBeGreaterThanOrEqual(3);

    const gallery = await show(chat, "Gallery");
    await press(gallery, "The hill");
    await gallery.getByRole("img", { name: "The hill" }).waitFor();

    const notice = await show(chat, "Notice");
    await press(notice, "Tell me");
    await seen(chat.page, "The boat is on its way.").waitFor();
    expect(chat.trouble).toEqual([]);
    expect(await findings(chat.page)).toEqual([]);
  });
});

describe("A custom element", () => {
  it("is drawn anew with what the app changes, and keeps its own state", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const ticket = await show(chat, "Ticket");
    await ticket.getByLabel("Seats").fill("5");
    await chat.say('set {"title":"Armadale, 14:10"}');
    await ticket.getByText("Armadale, 14:10").waitFor();
    expect(await ticket.getByLabel("Seats").inputValue()).toBe("5");
    expect(chat.trouble).toEqual([]);
  });

  it("in TypeScript is given its props as such, and knows where it is", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const typed = await show(chat, "Typed");
    await press(typed, "Typed 0: inline, light, en-GB, ltr");
    await typed.getByRole("button", { name: "Typed 1: inline, light, en-GB, ltr" }).waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("stands in the panel beside the chat and on a page of its own, with its props and its functions", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    await chat.say("Typed side");
    const panel = chat.page.getByRole("complementary").getByRole("region", { name: "Typed" });
    await panel.getByRole("button", { name: "Typed 0: panel, light, en-GB, ltr" }).click();
    await panel.getByRole("button", { name: "Typed 1: panel, light, en-GB, ltr" }).waitFor();
    await chat.say("Typed page");
    await chat.answers.nth(1).getByRole("link", { name: "Typed" }).click();
    const shown = chat.page.getByRole("region", { name: "Typed" });
    await shown.getByRole("button", { name: "Typed 0: page, light, en-GB, ltr" }).click();
    await shown.getByRole("button", { name: "Typed 1: page, light, en-GB, ltr" }).waitFor();
    await chat.page.reload();
    await shown.getByRole("button", { name: "Typed 1: page, light, en-GB, ltr" }).waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("whose change cannot be stored is drawn as it was, and says so", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const heavy = await show(chat, "Heavy");
    await press(heavy, "Grow");
    await heavy.page().getByRole("alert").filter({ hasText: "The change was not saved." }).waitFor();
    await heavy.getByText("TOO_LARGE and 5 letters", { exact: true }).waitFor();
    await press(heavy, "Shrink");
    await heavy.getByText("stored and 2 letters", { exact: true }).waitFor();
    await heavy.page().getByRole("alert").filter({ hasText: "The change was not saved." }).waitFor({ state: "detached" });
    expect(chat.trouble).toEqual([]);
  });

  it("that breaks leaves its message, and everybody else's", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const counter = await show(chat, "Counter");
    const breaks = await show(chat, "Breaks");
    await press(breaks, "Break it");
    await breaks.getByText(/could not be shown/).waitFor();
    // Who develops is told what broke, and where in their file.
    await breaks.getByText("Error: The mast broke.", { exact: true }).waitFor();
    await breaks.getByText(/^public\/elements\/Breaks\.jsx:5:\d+$/).waitFor();
    await breaks.getByText(/> 5 \|\s+if \(broken/).waitFor();
    await chat.hears("Here is Breaks.");
    await press(counter, "One more");
    await counter.getByText("2", { exact: true }).waitFor();
    await press(breaks, "Try again");
    await breaks.getByRole("button", { name: "Break it" }).waitFor();
  });

  it("that breaks in production says only that it is not there", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    await goAsInProduction(chat);
    const breaks = await show(chat, "Breaks");
    await press(breaks, "Break it");
    await isQuietlyBroken(chat, breaks);
    await press(breaks, "Try again");
    await breaks.getByRole("button", { name: "Break it" }).waitFor();
  });

  it("of a file that is not there says so quietly", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const gone = await show(chat, "Gone");
    await gone.getByText(/could not be shown/).waitFor();
    await chat.hears("Here is Gone.");
    expect(chat.trouble).toEqual([]);
  });
});

describe("A question that an element puts", () => {
  it("is answered by the element, in every tab, and its controls rest afterwards", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    await chat.say("ask Ticket");
    const ticket = chat.page.getByRole("region", { name: "Ticket" });
    await ticket.getByLabel("Seats").fill("3");
    await seen(chat.page, /^Answer in .*, or skip this.$/).waitFor();
    const other = await ChatPage.open(person, chat.page.url());
    const there = other.page.getByRole("region", { name: "Ticket" });
    await there.getByRole("button", { name: "Submit" }).waitFor();
    await press(ticket, "Submit");
    await chat.hears('Asked: {"seats":3,"submitted":true}');
    for (const page of [chat, other]) {
      await seen(page.page, "You filled this in.").waitFor();
      await expect
        .poll(() => page.page.getByRole("region", { name: "Ticket" }).getByRole("button", { name: "Submit" }).isDisabled())
        .toBe(true);
    }
    expect([...chat.trouble, ...other.trouble]).toEqual([]);
  });

  it("is cancelled by the element, and is nothing to another element of the same kind", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    await show(chat, "Ticket");
    await chat.say("ask Ticket");
    const [shown, asked] = [0, 1].map((place) => chat.page.getByRole("region", { name: "Ticket" }).nth(place)) as [Locator, Locator];
    await asked.waitFor();
    await press(shown, "Submit");
    await press(asked, "Cancel");
    await chat.hears('Asked: {"submitted":false}');
    await seen(chat.page, "You skipped this.").waitFor();
    expect(await shown.getByRole("button", { name: "Submit" }).isDisabled()).toBe(false);
    expect(chat.trouble).toEqual([]);
  });
});

describe("An element in a closed frame", () => {
  /** What is in the frame; it is in a second one, which cannot be sent elsewhere. */
  it("is drawn, stored and answered as any other, and calls only what it may", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const element = await show(chat, "Closed");
    const frame = inside(element);
    // It wished to speak in the person's name before they did anything in it.
    await frame.getByText("from the app, none, light, ltr, FORBIDDEN", { exact: true }).waitFor();
    await pressAt(chat, frame.getByRole("button", { name: "Count 1" }));
    await pressAt(chat, frame.getByRole("button", { name: "Count 2" }));
    await frame.getByRole("button", { name: "Count 3" }).waitFor();
    await pressAt(chat, frame.getByRole("button", { name: "Book" }));
    await frame.getByText("7-3", { exact: true }).waitFor();
    await pressAt(chat, frame.getByRole("button", { name: "Secret" }));
    await frame.getByText("FORBIDDEN", { exact: true }).waitFor();
    await chat.page.emulateMedia({ colorScheme: "dark" });
    await frame.getByText("from the app, none, dark, ltr, FORBIDDEN").waitFor();
    const color = () => frame.locator("body").evaluate((body) => getComputedStyle(body).color);
    await expect.poll(color).toBe(await chat.page.evaluate(() => getComputedStyle(document.body).color));
    await pressAt(chat, frame.getByRole("button", { name: "Say" }));
    await chat.hears("You asked: tell me");
    expect(await chat.said.filter({ hasText: "in your name" }).count()).toBe(0);
    await chat.say('set {"word":"changed"}');
    await frame.getByText("changed, none, dark").waitFor();
    await chat.page.reload();
    await frame.getByRole("button", { name: "Count 3" }).waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("is as tall as what is in it, and the keyboard goes in and out", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const element = await show(chat, "Closed");
    const frame = inside(element);
    await frame.getByRole("button", { name: "Submit" }).waitFor();
    const heights = async () => {
      const [outer, inner] = await Promise.all([
        element.locator("iframe").evaluate((iframe) => iframe.clientHeight),
        frame.locator("#root").evaluate((root) => Math.ceil(root.getBoundingClientRect().height)),
      ]);
      return outer - inner;
    };
    await expect.poll(heights).toBe(0);
    await element.locator("iframe").scrollIntoViewIfNeeded();
    // However young it is, who presses in it stays in it.
    await pressAt(chat, frame.getByRole("button", { name: "Count 1" }));
    await frame.getByRole("button", { name: "Count 2" }).and(frame.locator(":focus")).waitFor();
    const names = ["Book", "Secret", "Say", "Submit"];
    for (const name of names) {
      await chat.page.keyboard.press("Tab");
      await frame.getByRole("button", { name }).and(frame.locator(":focus")).waitFor();
    }
    await chat.page.keyboard.press("Tab");
    await expect.poll(() => chat.page.evaluate(() => document.activeElement?.tagName)).not.toBe("IFRAME");
    await chat.page.keyboard.press("Shift+Tab");
    await frame.getByRole("button", { name: "Submit" }).and(frame.locator(":focus")).waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("that takes the keyboard gets none of what is written, and is stopped", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    // Nothing is asked of its frame here: that would be a press in it to the browser.
    const element = await show(chat, "Thief");
    const { keyboard } = chat.page;
    await chat.field.focus();
    await keyboard.type("What was begun ");
    // A person thinks, and it waits for that.
    await element.getByText(/Thief.* kept taking the keyboard, so it was stopped/).waitFor();
    await keyboard.type("is finished.");
    await keyboard.press("Enter");
    await chat.hears("You said: What was begun is finished.");
    // It begins again when the person says so, and is stopped again, also while they write.
    await press(element, "Start it again");
    await element.locator("iframe").waitFor();
    await chat.field.focus();
    // The frame may take its time to begin.
    while (!(await element.getByText(/kept taking the keyboard/).isVisible())) await keyboard.type("A long sentence. ", { delay: 60 });
    await keyboard.type("Its end.");
    await keyboard.press("Enter");
    await chat.hears(/^You said: A long sentence.*Its end\.$/);
    expect(await chat.said.filter({ hasText: "in your name" }).count()).toBe(0);
    expect(await findings(chat.page)).toEqual([]);
    expect(chat.trouble).toEqual([]);
  });

  async function robsAnother(goBack: (chat: ChatPage, writer: Locator, field: Locator) => Promise<void>): Promise<void> {
    const { person, chat } = await openChat();
    await using _ = person;
    const writer = await show(chat, "Writer");
    const field = inside(writer).getByLabel("Your words");
    const thief = await show(chat, "Thief");
    await thief.locator("iframe").waitFor();
    // Who presses right after they have written may have meant the page: a hand takes its time from the keys to the pointer.
    await chat.page.mouse.move(200, 200, { steps: 25 });
    await pressAt(chat, field);
    await field.and(inside(writer).locator(":focus")).waitFor();
    const { keyboard } = chat.page;
    await keyboard.type("What was begun ");
    await thief.getByText(/kept taking the keyboard, so it was stopped/).waitFor();
    await goBack(chat, writer, field);
    await keyboard.press("End");
    await keyboard.type("is finished.");
    await expect.poll(() => field.inputValue()).toMatch(/^What was begun .*is finished\.$/);
    expect(await chat.said.filter({ hasText: "in your name" }).count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  }

  it("that takes the keyboard from another element gets none of what is written there, and is stopped", () =>
    robsAnother((chat, _, field) => pressAt(chat, field)));

  it("that takes the keyboard from another element leaves it there when it is stopped", () =>
    robsAnother((_, writer, field) => field.and(inside(writer).locator(":focus")).waitFor()));

  it("is gone to from the one beside it by the keyboard, and what is pressed there counts", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    await chat.say("two");
    const [first, second] = [0, 1].map((at) => chat.page.getByRole("region", { name: "Writer" }).nth(at)) as [Locator, Locator];
    await inside(second).getByRole("button", { name: "Say second" }).waitFor();
    await pressAt(chat, inside(first).getByLabel("Your words"));
    const { keyboard } = chat.page;
    const said = chat.said.filter({ hasText: "tell what was pressed" });
    const [button, field] = [inside(first).getByRole("button", { name: "Say first" }), inside(second).getByLabel("Your words")];
    for (const [target, element] of [
      [button, first],
      [field, second],
    ] as const) {
      await keyboard.press("Tab");
      // To another process it takes its time, and what is typed meanwhile is still the other's.
      await target.and(inside(element).locator(":focus")).waitFor();
    }
    await keyboard.type("by the keyboard");
    await expect.poll(() => field.inputValue()).toBe("by the keyboard");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await said.waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("that sends without an end is stopped, the page goes on, and it can be begun again", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const element = await show(chat, "Flood");
    await pressAt(chat, inside(element).getByRole("button", { name: "Flood" }));
    await element.getByText(/Flood.* was stopped/).waitFor();
    await element.locator("iframe").waitFor({ state: "detached" });
    await chat.ask("are you there", "You said: are you there");
    expect(await findings(chat.page)).toEqual([]);
    await press(element, "Start it again");
    await inside(element).getByRole("button", { name: "Flood" }).waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("has its edges where its message has them, with room for the ring of the focus, at a desk and on a phone", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const element = await show(chat, "Closed");
    const frame = inside(element);
    const first = frame.getByRole("button", { name: "Count 1" });
    await pressAt(chat, frame.getByText("from the app"));
    for (const size of [
      { width: 1100, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await chat.page.setViewportSize(size);
      const edges = async (of: Locator) => {
        const { x = Number.NaN, width = Number.NaN } = (await of.boundingBox()) ?? {};
        return [Math.round(x), Math.round(x + width)];
      };
      await expect.poll(() => edges(frame.locator(".custom-element"))).toEqual(await edges(element));
      // By the keyboard, so that there is a ring; nothing that is outside of the frame can be drawn.
      await first.focus();
      const ring = await first.evaluate((button) => {
        const { outlineWidth, outlineOffset, outlineStyle } = getComputedStyle(button);
        return outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
      });
      expect(ring).toBeGreaterThan(0);
      const [[left = 0], [start = 0]] = await Promise.all([edges(element.locator("iframe")), edges(first)]);
      expect(start - left).toBeGreaterThanOrEqual(ring);
      expect(await chat.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    expect(chat.trouble).toEqual([]);
  });

  /** A closed one that breaks when it is pressed. */
  async function breakOne(chat: ChatPage): Promise<Locator> {
    await chat.say("Breaks closed");
    const element = chat.page.getByRole("region", { name: "Breaks", exact: true });
    const button = inside(element).getByRole("button", { name: "Break it" });
    await button.waitFor();
    // A frame grows to what is in it, and what stands in it moves meanwhile: a press may miss it.
    const left = async () => {
      if (await button.isVisible()) await pressAt(chat, button).catch(() => undefined);
      return element.locator("iframe").count();
    };
    await expect.poll(left, { timeout: 45_000, interval: 500 }).toBe(0);
    return element;
  }

  it("that breaks shows the author what broke and where, and begins anew in another frame", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const breaks = await breakOne(chat);
    await breaks.getByRole("alert").getByText("Error: The mast broke.", { exact: true }).waitFor();
    await breaks.getByText(/^public\/elements\/Breaks\.jsx:5:\d+$/).waitFor();
    // What may still run in it is heard no more.
    await breaks.locator("iframe").waitFor({ state: "detached" });
    expect(await findings(chat.page)).toEqual([]);
    await press(breaks, "Try again");
    await inside(breaks).getByRole("button", { name: "Break it" }).waitFor();
  });

  it("that breaks in production says only that it is not there, and begins anew in another frame", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    await goAsInProduction(chat);
    const breaks = await breakOne(chat);
    await isQuietlyBroken(chat, breaks);
    expect(await breaks.locator("iframe").count()).toBe(0);
    await press(breaks, "Try again");
    await inside(breaks).getByRole("button", { name: "Break it" }).waitFor();
  });

  it("answers the question that is asked with it", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    await chat.say("ask Closed");
    const frame = inside(chat.page.getByRole("region", { name: "Closed" }));
    await frame.getByText("from the app, open").waitFor();
    await pressAt(chat, frame.getByRole("button", { name: "Submit" }));
    await chat.hears('Asked: {"seats":1,"submitted":true}');
    await frame.getByText("from the app, answered").waitFor();
    expect(await frame.getByRole("button", { name: "Submit" }).isDisabled()).toBe(true);
    expect(chat.trouble).toEqual([]);
  });

  it("reaches no cookie, no storage, no page, no network and no window, whatever it tries", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const answered: Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>[] = [];
    chat.page.on("response", (response) => {
      const url = response.url();
      if (url.includes("pwned"))
        answered.push(
          response
            .request()
            .allHeaders()
            .then((headers) => ({ url, headers })),
        );
    });
    const element = await show(chat, "Hostile");
    await inside(element).getByText("All tried.").waitFor({ timeout: 60_000 });
    const { page } = chat;
    expect([listener.heard, listener.visits()]).toEqual([[], 0]);
    // Files of our own server are scripts and styles of the frame; whatever it asks for there, it is nobody's.
    const own = await Promise.all(answered);
    expect(own.filter(({ url, headers }) => !url.startsWith(app.url) || "cookie" in headers)).toEqual([]);
    const stored = await page.evaluate(async () => ({
      pwned: "pwned" in globalThis,
      title: document.title,
      hash: location.hash,
      kept: [document.cookie, localStorage.getItem("pwned"), sessionStorage.getItem("pwned")].join(),
      databases: (await indexedDB.databases()).map(({ name }) => name).filter((name) => name === "pwned"),
      focus: document.activeElement?.tagName,
    }));
    expect(stored).toMatchObject({ pwned: false, hash: "", databases: [] });
    expect([stored.title, stored.kept].join()).not.toContain("pwned");
    expect(person.pages()).toHaveLength(1);
    expect(new URL(page.url()).origin).toBe(new URL(app.url).origin);
    await chat.ask("are you there", "You said: are you there");
  });

  it("goes nowhere, neither to other pages of ours, and tells nobody that it wished to", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const asked: string[] = [];
    chat.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const before = listener.visits();
    const ways = ["place", "refresh", "link", "frame", "nested", "hint", "ours", "root"];
    for (const way of ways) await chat.ask(`Leaver ${way}`, "Here is Leaver.");
    // Who left has no line to the page any more; who tried it with another frame is still there.
    const elements = chat.page.getByRole("region", { name: "Leaver", exact: true });
    await elements.nth(ways.length - 1).waitFor();
    for (const n of ["place", "refresh", "link", "ours", "root"].map((way) => ways.indexOf(way)))
      await elements
        .nth(n)
        .getByText(/does not respond/)
        .waitFor();
    for (const n of ["frame", "nested", "hint"].map((way) => ways.indexOf(way)))
      await inside(elements.nth(n)).getByText("It has tried.").waitFor();
    expect([listener.heard, listener.visits()]).toEqual([[], before]);
    expect(asked.filter((address) => ["/public/note.js", "/"].includes(address))).toEqual([]);
  });

  it("runs no script of our server but its own kind's, also in a frame that it makes, and its notices have its name", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const element = await show(chat, "Nested");
    const frame = inside(element);
    await frame.getByText("blocked: /public/note.js", { exact: true }).waitFor();
    await frame.getByText("the frame in it is there", { exact: true }).waitFor();
    expect(await frame.getByText("a script of the server ran").count()).toBe(0);
    await pressAt(chat, frame.getByRole("button", { name: "Many notices" }));
    const notices = chat.page.locator(".toast").filter({ hasText: "Nested" });
    await notices.first().waitFor();
    await frame.getByText("all told", { exact: true }).waitFor();
    await chat.ask("are you there", "You said: are you there");
    expect(await notices.count()).toBeLessThanOrEqual(3);
  });

  it("that hangs while the keyboard is in it gives it back: Tab leads on to what begins it again", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const element = await show(chat, "Silent");
    // After this no key comes back from there.
    await pressAt(chat, inside(element).getByRole("button", { name: "Hang" }));
    await expect.poll(() => element.locator("iframe").evaluate((frame) => frame === document.activeElement)).toBe(true);
    const note = element.getByRole("status").filter({ hasText: "does not respond" });
    await note.waitFor();
    await expect.poll(() => note.evaluate((one) => one === document.activeElement)).toBe(true);
    await chat.page.keyboard.press("Tab");
    const again = element.getByRole("button", { name: "Start it again" });
    expect(await again.evaluate((one) => one === document.activeElement)).toBe(true);
    await chat.page.keyboard.press("Enter");
    await inside(element).getByRole("button", { name: "Hang" }).waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("that hangs leaves the page alone, and can be begun again", async () => {
    const { person, chat } = await openChat();
    await using _ = person;
    const element = await show(chat, "Silent");
    await pressAt(chat, inside(element).getByRole("button", { name: "Hang" }));
    await chat.ask("hello", "You said: hello");
    await element.getByText(/does not respond/).waitFor();
    expect(await findings(chat.page)).toEqual([]);
    await press(element, "Start it again");
    await inside(element).getByRole("button", { name: "Hang" }).waitFor();
  });
});

describe("A sandboxed element that was stopped", () => {
  it.each(["en-GB", "ar"])(
    "says so in %s by day and by night, at a desk, on a phone and in colours of the system, and begins again",
    async (locale) => {
      await using person = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale, reducedMotion: "reduce" });
      person.setDefaultTimeout(PATIENCE_MS);
      const chat = await ChatPage.open(person, app.url);
      const element = await show(chat, "Flood");
      await pressAt(chat, inside(element).getByRole("button", { name: "Flood" }));
      const note = element.getByRole("status");
      await note.waitFor();
      const again = note.getByRole("button");
      await inEveryLook(chat.page, async () => {
        await again.focus();
        expect(await findings(chat.page)).toEqual([]);
        const lost = await note.evaluate((box) => {
          const { left, right } = box.getBoundingClientRect();
          return [...box.querySelectorAll("span, button, svg")].filter((part) => {
            const at = part.getBoundingClientRect();
            return at.left < left - 1 || at.right > right + 1 || at.width === 0;
          }).length;
        });
        expect(lost).toBe(0);
        // The sign stands beside the words, and not on a line of its own.
        const besides = await note.evaluate((box) => {
          const [sign, words] = [box.querySelector("svg"), box.querySelector("span > span")];
          return sign && words ? sign.getBoundingClientRect().top - words.getBoundingClientRect().top : Number.NaN;
        });
        expect(Math.abs(besides)).toBeLessThan(8);
      });
      await again.click();
      await inside(element).getByRole("button", { name: "Flood" }).waitFor();
      expect(chat.trouble).toEqual([]);
    },
  );
});
