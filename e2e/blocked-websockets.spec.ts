// A page in a network whose proxy lets no WebSocket through: the person notices nothing of it.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BlockingProxy } from "../packages/client/test/blocking-proxy.ts";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage, textOf } from "./support/chat-page.ts";
import { runFiles } from "./support/running-app.ts";

const WORDS = 150;
const APP = `
import * as cl from "colloquy";

cl.onMessage(async ({ content }) => {
  if (content !== "slow") return void (await new cl.Message("You said " + content).send());
  const answer = new cl.Message("");
  for (let n = 1; n <= ${WORDS}; n++) {
    await answer.streamToken("word" + n + " ");
    await cl.sleep(20);
  }
  await answer.send();
});
`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchSmallChromium();
});
afterAll(() => browser?.close());

describe("A page where WebSockets are blocked", () => {
  it("chats, streams, and shows the whole answer after a reload and a cut in its middle", async () => {
    await using app = await runFiles({ "app.ts": APP });
    await using proxy = await BlockingProxy.open(Number(new URL(app.url).port));
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, proxy.url);
    await chat.ask("hello", "You said hello");
    expect(proxy.count("POST /api/stream")).toBe(1);
    const address = await chat.threadUrl();

    await chat.say("slow");
    await chat.hears(/word1 .*word20 /);
    await chat.reload();
    await chat.hears(/word1 .*word60 /);
    proxy.cut();
    await chat.hears(new RegExp(`word${WORDS}`));
    await chat.rests();

    const whole = Array.from({ length: WORDS }, (_, n) => `word${n + 1}`).join(" ");
    expect((await textOf(chat.answers.last())).trim()).toBe(whole);
    expect(await chat.said.allTextContents()).toEqual(["hello", "slow"]);
    expect(chat.page.url()).toBe(address);
    await chat.page.locator(".conn").waitFor({ state: "detached" });
    await chat.ask("still there?", "You said still there?");
    // A browser says of itself that a WebSocket failed, and that an answer broke off; nothing else went wrong.
    expect(chat.trouble.filter((line) => !/WebSocket|ERR_|Failed to load resource/.test(line))).toEqual([]);
  });
});
