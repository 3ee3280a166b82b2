// Documents beside the chat that do not behave: what is said of each that was stopped can be read by everybody, and one that hangs holds nothing else up.
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "../packages/web/test/axe.ts";
import { launchChromium, PATIENCE_MS } from "./support/browser.ts";
import { ChatPage } from "./support/chat-page.ts";
import { inEveryLook } from "./support/every-look.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

/** What a document does, by its name. */
const DOCUMENTS = {
  floods:
    "<h1>Flood</h1><script>const fail = () => { for (let n = 0; n < 2000; n++) reportError(new Error('no ' + n)); setTimeout(fail); }; fail();</script>",
  calls:
    "<h1>Calls</h1><script>const say = () => { for (let n = 0; n < 2000; n++) top.postMessage(n, '*'); setTimeout(say); }; say();</script>",
  robs: "<h1>Rob</h1><input id=thief><script>setInterval(() => document.getElementById('thief').focus(), 5);</script>",
  waits: "<h1>Hang</h1><button onclick='setTimeout(() => { for (;;); }, 300)'>Hang</button>",
  hangs: "<h1>Hang</h1><script>addEventListener('load', () => setTimeout(() => { for (;;); }, 50));</script>",
};
const APP = `import * as cl from "colloquy";
const documents: Record<string, string> = ${JSON.stringify(DOCUMENTS)};
cl.onMessage(async ({ content }) => {
  const html = documents[content];
  if (html) await new cl.Artifact({ key: content, type: "html", title: \`A document that \${content}\`, content: html }).send();
  await new cl.Message(\`You said: \${content}\`).send();
});
`;

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchChromium(), runFiles({ "app.ts": APP })]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

async function open(locale: string): Promise<{ readonly chat: ChatPage } & AsyncDisposable> {
  const person = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale, reducedMotion: "reduce" });
  person.setDefaultTimeout(PATIENCE_MS);
  return { chat: await ChatPage.open(person, app.url), [Symbol.asyncDispose]: () => person.close() };
}

describe("A document beside the chat", () => {
  it.each([
    ["floods", "en-GB"],
    ["calls", "en-GB"],
    ["robs", "en-GB"],
    ["floods", "ar"],
  ] as const)("that %s is stopped, and says so in %s in a way that everybody can read", async (kind, locale) => {
    await using opened = await open(locale);
    const { page } = opened.chat;
    await opened.chat.say(kind);
    await opened.chat.hears(`You said: ${kind}`);
    const note = page.locator(".artifact .callout");
    await note.waitFor();
    await expect.poll(() => page.locator(".artifact-frame").count()).toBe(0);
    const again = note.getByRole("button");
    await inEveryLook(page, async () => {
      await again.focus();
      expect(await findings(page)).toEqual([]);
      // Nothing of it is cut off, neither by the note nor by the page.
      const lost = await note.evaluate((box) => {
        const { left, right } = box.getBoundingClientRect();
        return [...box.querySelectorAll("p, button, svg")].filter((part) => {
          const at = part.getBoundingClientRect();
          return at.left < Math.max(left, 0) - 1 || at.right > Math.min(right, innerWidth) + 1 || at.width === 0;
        }).length;
      });
      expect(lost).toBe(0);
    });
    // What it says itself, the first of them in its flood, is its own.
    expect(opened.chat.trouble.filter((line) => !/^no \d+$/.test(line))).toEqual([]);
  });

  it("that hangs leaves the page whole, and the chat goes on", async () => {
    await using opened = await open("en-GB");
    const { chat } = opened;
    await chat.say("hangs");
    await chat.hears("You said: hangs");
    await chat.page.locator(".artifact-frame").waitFor();
    await chat.ask("are you there", "You said: are you there");
    expect(await findings(chat.page)).toEqual([]);
  });

  it("that hangs while the keyboard is in it gives it back: Tab leads on to what begins it again", async () => {
    await using opened = await open("en-GB");
    const { chat } = opened;
    const { page } = chat;
    await chat.say("waits");
    await chat.hears("You said: waits");
    const frame = page.locator(".artifact-frame");
    const button = page.frameLocator(".artifact-frame").frameLocator("iframe").getByRole("button", { name: "Hang" });
    await button.waitFor();
    // As a hand does, and not by the frame itself, which answers nobody after this.
    const box = await button.boundingBox();
    if (!box) throw new Error("The button is not on the screen.");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const hasFocus = (target: Locator) => target.evaluate((one) => one === document.activeElement);
    await expect.poll(() => hasFocus(frame)).toBe(true);
    const note = page.locator(".artifact .callout");
    await note.getByText(/does not respond/).waitFor();
    await expect.poll(() => hasFocus(note)).toBe(true);
    await page.keyboard.press("Tab");
    expect(await hasFocus(note.getByRole("button", { name: "Start it again" }))).toBe(true);
    await page.keyboard.press("Enter");
    await note.waitFor({ state: "detached" });
    await button.waitFor();
    expect(chat.trouble).toEqual([]);
  });
});
