// Axe finds nothing in any state of the page, by day and by night, at a desk and on a phone, in both directions of writing.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "../packages/web/test/axe.ts";
import { type StatePages, serveStates } from "./page/state-pages.ts";
import { launchSmallChromium } from "./support/browser.ts";

/** The scripts of packages/web/dev/states.ts. */
const STATES = [
  "welcome",
  "starters",
  "profiles",
  "profilechat",
  "arabicwelcome",
  "empty",
  "greeting",
  "rest",
  "edited",
  "tools",
  "welcometools",
  "streaming",
  "waiting",
  "steps",
  "ask",
  "askchoice",
  "askchoices",
  "askconfirm",
  "askapproval",
  "askfiles",
  "askseveral",
  "asktexts",
  "asksending",
  "askfailed",
  "asksclosed",
  "actions",
  "arabicasks",
  "form",
  "formsteps",
  "formedit",
  "arabicform",
  "formclosed",
  "cjkasks",
  "error",
  "stopped",
  "interrupted",
  "offline",
  "reconnecting",
  "storeaway",
  "connecting",
  "failed",
  "replaced",
  "pending",
  "queue",
  "held",
  "overflow",
  "loaderror",
  "notfound",
  "boot",
  "signin",
  "arabic",
  "arabictools",
  "elements",
  "tasks",
  "canvas",
  "arabicelements",
  "documents",
  "attached",
];

let browser: Browser;
let states: StatePages;
let desk: BrowserContext;
let phone: BrowserContext;
beforeAll(async () => {
  [browser, states] = await Promise.all([launchSmallChromium(), serveStates()]);
  const common = { reducedMotion: "reduce", locale: "en-GB" } as const;
  desk = await browser.newContext({ ...common, viewport: { width: 1280, height: 900 } });
  phone = await browser.newContext({ ...common, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});
afterAll(async () => {
  await browser?.close();
  await states?.[Symbol.asyncDispose]();
});

/** Each person has one page, which goes from state to state. */
async function open(person: BrowserContext, address: string): Promise<Page> {
  const page = person.pages()[0] ?? (await person.newPage());
  await page.mouse.move(0, 0);
  await page.goto(address);
  await page.locator(".shell, .page, .login").first().waitFor();
  // The Markdown engine comes after the shell; until then the text stands as it is.
  await page.waitForFunction(() => document.querySelector(".plain") === null);
  return page;
}

/** By night only the colours are others. */
async function findingsByDayAndNight(page: Page): Promise<string[]> {
  const day = await findings(page);
  // What is drawn, not a colour on its way from one scheme to the other.
  await page.addStyleTag({ content: "* { transition: none !important; }" });
  await page.evaluate(() => document.documentElement.classList.add("dark"));
  return [...day, ...(await findings(page, { rules: ["color-contrast"] }))];
}

it("Axe sees what is wrong, by night too", async () => {
  const page = await open(desk, states.address("rest"));
  await page.evaluate(() => {
    // Only what can be seen has a contrast.
    const words = [...document.querySelectorAll<HTMLElement>(".log .md p")].at(-1);
    words?.insertAdjacentHTML("beforebegin", '<img src="x.png">');
    words?.style.setProperty("color", "#777");
    words?.style.setProperty("background", "#666");
  });
  expect((await findingsByDayAndNight(page)).map((line) => line.replace(/:.*/s, ""))).toEqual([
    "color-contrast",
    "image-alt",
    "color-contrast",
  ]);
});

describe("Axe has nothing to say", () => {
  it.each(STATES)("about %s, light and dark", async (state) => {
    const page = await open(desk, states.address(state));
    expect(await findingsByDayAndNight(page)).toEqual([]);
  });

  const ON_A_PHONE = ["starters", "profiles", "rest", "error", "queue", "held", "tools"];
  const ASKS_ON_A_PHONE = ["askchoices", "askapproval", "askseveral", "asktexts", "form", "formedit", "arabicform"];
  it.each([...ON_A_PHONE, ...ASKS_ON_A_PHONE])("about %s on a phone", async (state) => {
    const page = await open(phone, states.address(state));
    expect(await findingsByDayAndNight(page)).toEqual([]);
  });

  it.each([
    ["the search", "rest", "&dialog=search", "[role=combobox]"],
    ["the search with profiles", "profilechat", "&dialog=search", "[role=combobox]"],
    ["the list of shortcuts", "rest", "&dialog=keys", "[role=dialog] [data-shortcut]"],
    ["the theme panel", "rest", "&looks&themepanel", "#theme-panel"],
    ["the question before a new chat", "rest", "&dialog=newchat", "[role=dialog] #confirm"],
    ["a page without a list of chats", "rest", "&bare", "#chat-input"],
    ["a page without a list of chats, and its shortcuts", "rest", "&bare&dialog=keys", "[role=dialog] [data-shortcut]"],
    ["a sign-in that did not work", "signin", "&error=access_denied", "[role=alert]"],
    ["a sign-in that ended", "signedout", "", "[role=dialog] #password"],
    ["toasts", "rest", "&toasts", ".toast"],
    ["the settings of a chat", "settings", "&dialog=settings", "[role=dialog] [role=tab]"],
    ["the settings of the page", "settings", "&dialog=settings&section=interface", "[role=dialog] [role=radiogroup]"],
    ["what one can do with one's data", "settings", "&dialog=settings&section=data", "[role=dialog] .danger-line"],
    ["the keys in the settings", "settings", "&dialog=settings&section=keys", "[role=dialog] #submit-env"],
    ["the settings beside the chat", "settings", "&panel", "aside [role=tab]"],
    ["the keys that are missing", "keys", "", "[role=dialog] #submit-env"],
    ["a key that was refused", "keysrefused", "", "[role=dialog] [aria-invalid]"],
  ])("about %s", async (_name, state, more, wanted) => {
    const page = await open(desk, states.address(state, more));
    await page.locator(wanted).first().waitFor();
    expect(await findingsByDayAndNight(page)).toEqual([]);
  });

  it.each([
    ["the settings", "settings", "&dialog=settings", "[role=dialog] [role=tab]"],
    ["the settings of the page", "settings", "&dialog=settings&section=interface", "[role=dialog] [role=radiogroup]"],
    ["the settings beside the chat", "settings", "&panel", "[role=tab]"],
    ["the theme panel", "rest", "&themepanel", "#theme-panel"],
    ["the keys that are missing", "keys", "", "[role=dialog] #submit-env"],
    ["the sign-in", "signin", "", "#password"],
  ])("about %s, on a phone and from right to left", async (_name, state, more, wanted) => {
    for (const [person, language] of [
      [phone, ""],
      [phone, "&lang=ar"],
      [desk, "&lang=ar"],
    ] as const) {
      const page = await open(person, states.address(state, more + language));
      if (more === "&panel" && person === phone) await page.locator("#chat-settings-open-modal").click();
      await page.locator(wanted).first().waitFor();
      expect(await findingsByDayAndNight(page)).toEqual([]);
    }
  });

  it("about the lists and menus of the message box, and a message being written with a command and a mention", async () => {
    const page = await open(desk, states.address("tools"));
    const field = page.locator("#chat-input");
    await field.pressSequentially("/");
    await page.locator(".command-item").first().waitFor();
    expect(await findingsByDayAndNight(page)).toEqual([]);
    await field.fill("");
    await field.pressSequentially("/tick");
    await field.press("Enter");
    await field.pressSequentially("@mar");
    await page.locator(".mention-item").waitFor();
    await field.press("Enter");
    await field.pressSequentially("and @");
    await page.locator(".mention-item").nth(1).waitFor();
    expect(await findingsByDayAndNight(page)).toEqual([]);
    await field.pressSequentially("zzz");
    await page.locator(".suggestions .none").waitFor();
    expect(await findingsByDayAndNight(page)).toEqual([]);
    for (const button of ["#mode-picker-trigger-model", "#command-button"]) {
      await page.locator(button).click();
      await page.locator(".menu.choices").waitFor();
      expect(await findingsByDayAndNight(page)).toEqual([]);
      await page.keyboard.press("Escape");
    }
  });

  it("about a document beside the chat as it looks, as it is written, what it changed, and while it is edited", async () => {
    for (const [person, language] of [
      [desk, ""],
      [phone, ""],
      [desk, "&lang=ar"],
    ] as const) {
      const page = await open(person, states.address("documents", language));
      await page.locator("[data-opens-panel]").last().click();
      const panel = page.getByRole("complementary");
      await panel.locator(".artifact .md table").waitFor();
      expect(await findingsByDayAndNight(page)).toEqual([]);
      await panel.locator(".artifact-views [role=tab]").nth(1).click();
      await panel.locator(".artifact-code pre code").waitFor();
      expect(await findingsByDayAndNight(page)).toEqual([]);
      await panel.locator(".artifact-views [role=tab]").nth(2).click();
      await panel.locator(".artifact-diff ins").first().waitFor();
      expect(await findingsByDayAndNight(page)).toEqual([]);
      await panel.locator(".artifact-foot button:not([aria-label])").click();
      await panel.locator(".artifact-editor").waitFor();
      expect(await findingsByDayAndNight(page)).toEqual([]);
    }
  });

  it("about files in the message box in every state, on a phone and from right to left", async () => {
    for (const [person, language] of [
      [phone, ""],
      [phone, "&lang=ar"],
      [desk, "&lang=ar"],
    ] as const) {
      const page = await open(person, states.address("attached", language));
      await page.locator("#attachments li").nth(7).waitFor();
      expect(await findingsByDayAndNight(page)).toEqual([]);
    }
  });

  it("about the drawer, the theme menu, the menu of a chat, a chat being renamed and a message being edited", async () => {
    const small = await open(phone, states.address("rest", "&drawer"));
    await small.locator(".drawer").waitFor();
    expect(await findingsByDayAndNight(small)).toEqual([]);

    const page = await open(desk, states.address("rest"));
    await page.locator("#theme-toggle").click();
    await page.locator(".menu").waitFor();
    expect(await findingsByDayAndNight(page)).toEqual([]);
    await page.keyboard.press("Escape");

    const row = page.locator(".threads li").nth(1);
    await row.hover();
    await row.locator(".more").click();
    await page.locator("#delete-thread").waitFor();
    expect(await findingsByDayAndNight(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await row.locator("a").focus();
    await page.keyboard.press("F2");
    await page.locator("#name").waitFor();
    expect(await findingsByDayAndNight(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await page.locator("#chat-input").focus();
    await page.keyboard.press("ArrowUp");
    await page.locator("#edit-chat-input").waitFor();
    expect(await findingsByDayAndNight(page)).toEqual([]);
  });
});

/** The names by which people's styles and tests know the page, and a state of it that has them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  starters: [
    "#root",
    "#header",
    "#new-chat-button",
    "#search-chats-button",
    "#theme-toggle",
    "#thread-history",
    "[id^=thread-]",
    "#welcome-screen.welcome-screen",
    "#starters",
    "[id^=starter-]",
    "#message-composer #chat-input",
    "#chat-submit",
    ".watermark",
    "[data-sidebar]",
    "[data-state]",
  ],
  profiles: ["#chat-profiles"],
  rest: [".step[data-step-type=user_message] .message-content", ".step.ai-message.message-content", ".edit-message"],
  tools: ["#command-button", "[id^=command-]", ".command-button", ".command-buttons-container", "[id^=mode-picker-trigger-]"],
  waiting: [".loading-cursor", "#stop-button"],
  steps: [".step[data-step-type=tool][id^=step-]", ".loading-shimmer", "button[id^=step-]"],
  error: [".step.ai-message[id^=step-][data-step-type] .message-content", ".step.callout"],
  stopped: [".step.ai-message[id^=step-][data-step-type] .message-content", ".step.ended"],
  interrupted: [".step.ai-message[id^=step-][data-step-type] .message-content", ".step.callout"],
  failed: ["#session-error"],
  signin: ["#email[name=email]", "#password[name=password]", "button[type=submit]"],
};

describe("People's styles and tests", () => {
  it.each(Object.entries(NAMES))("find what they know by name: %s", async (state, names) => {
    const page = await open(desk, states.address(state));
    for (const name of names) await page.locator(name).first().waitFor({ state: "attached" });
  });

  it("count every message and step as one, in whatever way the turn ended", async () => {
    const page = await open(desk, states.address("stopped"));
    await page.locator(".step.ended").waitFor();
    const ids = await page.locator(".log .step").evaluateAll((steps) => steps.map(({ id }) => id));
    expect(ids.every((id) => /^step-./.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
