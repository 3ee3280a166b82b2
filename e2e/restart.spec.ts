// The server dies in the middle of an answer, as in a power cut, and comes back: what the person sees before, meanwhile and after.
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { holdSqlite } from "../packages/server/test/hold-sqlite.ts";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage, seen, textOf } from "./support/chat-page.ts";
import { runFiles } from "./support/running-app.ts";

/** Counts in the user session, and answers "slow" until it is stopped: the second run of the same message is quick. */
const APP = `
import * as cl from "colloquy";

cl.onMessage(async (message, { signal }) => {
  const count = cl.userSession.get("count", 0) + 1;
  cl.userSession.set("count", count);
  if (message.content === "work")
    return cl.withStep({ name: "Look it up", type: "tool" }, async (step) => {
      await step.streamToken("Half of it.");
      await cl.sleep(600_000);
    });
  if (message.content !== "slow") return void (await new cl.Message("Number " + count + ": " + message.content).send());
  const answer = new cl.Message("");
  const words = Number(process.env.WORDS ?? Infinity);
  for (let n = 1; n <= words && !signal.aborted; n++) {
    await answer.streamToken("word" + n + " ");
    await cl.sleep(15);
  }
  await answer.send();
});
`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchSmallChromium();
});
afterAll(() => browser?.close());

describe("A server that is killed and started again", () => {
  it("keeps what was written, the message, and the memory; Try again answers; another tab shows the same chat", async () => {
    await using app = await runFiles({ "app.ts": APP });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("hello", "Number 1");
    const address = await chat.threadUrl();
    const other = await ChatPage.open(person, address);
    await other.hears("Number 1");

    await chat.say("slow");
    await chat.hears(/word1 .*word80 /);
    await app.kill();
    await chat.page.locator(".conn, #session-error").first().waitFor();
    const before = await textOf(chat.answers.last());
    expect(before).toMatch(/^word1 /);

    await app.start();
    for (const page of [chat, other]) {
      await seen(page.page, "Interrupted by a restart").waitFor();
      await page.button("Try again").waitFor();
      await expect.poll(() => page.said.allTextContents()).toEqual(["hello", "slow"]);
      await expect.poll(() => page.answers.count()).toBe(2);
    }
    // Both show what was written down, once the last frame of each is drawn.
    await expect.poll(async () => (await textOf(chat.answers.last())) === (await textOf(other.answers.last()))).toBe(true);
    // A second of the stream may not have been written down yet, or the last words were written down and never sent.
    const kept = await textOf(chat.answers.last());
    expect(before.startsWith(kept) || kept.startsWith(before)).toBe(true);
    expect(kept).toMatch(/^word1 word2 word3/);
    expect(chat.page.url()).toBe(address);

    const third = await ChatPage.open(person, address);
    await third.hears("word1");
    await expect.poll(() => textOf(third.answers.last())).toBe(kept);
    await chat.ask("still there?", "Number 3");
    await other.hears("Number 3");
    await third.hears("Number 3");
    expect([...chat.trouble, ...other.trouble, ...third.trouble]).toEqual([]);
  });

  it("answers anew when the person tries again, and keeps the interrupted answer as another version", async () => {
    await using app = await runFiles({ "app.ts": APP });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("slow");
    await chat.hears(/word1 .*word80 /);
    await app.kill();
    app.write(".env", "WORDS=5\n");
    await app.start();
    await chat.button("Try again").click();
    await chat.answers.filter({ hasText: /^word1 word2 word3 word4 word5\s*$/ }).waitFor();
    await chat.rests();
    await chat.page.getByRole("img", { name: "Version 2 of 2" }).waitFor();
    await chat.button("Earlier version").click();
    await seen(chat.page, "Interrupted by a restart").waitFor();
    await expect.poll(() => textOf(chat.answers.last())).toMatch(/^word1 .*word6 /);
  });

  it("says of work that was cut off that it is interrupted and kept, though nothing was said yet, and stopped where a person did that", async () => {
    await using app = await runFiles({ "app.ts": APP }, { env: { COLLOQUY_DRAIN_TIMEOUT: "0" } });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("work");
    await chat.stepLine("Look it up").waitFor();
    await chat.stopButton.click();
    await expect.poll(() => chat.stepLine("Look it up").locator(".arg").textContent()).toBe("stopped");
    await chat.rests();
    await chat.say("work");
    await chat.stepLine("Look it up").nth(1).waitFor();
    // Told to stop, and not killed: what was shown is written down by then.
    await app.stop();
    await app.start();
    const end = chat.page.locator("[data-turn-end=interrupted]");
    await end.waitFor();
    expect(await end.locator("b, p").allTextContents()).toEqual(["Interrupted by a restart", "What was written so far is kept."]);
    await expect.poll(() => chat.stepLine("Look it up").locator(".arg").allTextContents()).toEqual(["stopped", "interrupted"]);
  });

  it("sends what was written while the server was away, once it is back", async () => {
    await using app = await runFiles({ "app.ts": APP });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("one", "Number 1");
    await app.kill();
    await chat.page.locator(".conn, #session-error").first().waitFor();
    await chat.say("two");
    await seen(chat.page, "Not sent yet.").waitFor();
    await app.start();
    await chat.hears(": two");
    await chat.rests();
    await expect.poll(() => chat.said.allTextContents()).toEqual(["one", "two"]);
    await expect.poll(() => chat.answers.count()).toBe(2);
  });

  it("opens a thread by its address after a restart, also with a new page", async () => {
    await using app = await runFiles({ "app.ts": APP });
    await using person = await newPerson(browser);
    const first = await ChatPage.open(person, app.url);
    await first.ask("one", "Number 1");
    const address = await first.threadUrl();
    await first.page.close();
    await app.stop();
    await app.start();
    const second = await ChatPage.open(person, address);
    await second.hears("Number 1");
    await second.ask("two", "Number 2");
    await expect.poll(() => second.said.allTextContents()).toEqual(["one", "two"]);
  });
});

describe("A store that takes nothing for a while", () => {
  it("stops no answer; the header says so until all is saved, and a reload shows the same", async () => {
    await using app = await runFiles({ "app.ts": APP });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("hello", "Number 1");
    const address = await chat.threadUrl();
    const mark = chat.page.locator(".conn").filter({ hasText: "Not saved yet" });
    await expect.poll(() => mark.count()).toBe(0);

    // Another program holds the file.
    const letGo = await holdSqlite(path.join(app.folder, "data", "chats.sqlite"));
    await chat.say("slow");
    await mark.waitFor();
    await chat.hears(/word1 .*word80 /);
    expect((await fetch(new URL("healthz", app.url))).status).toBe(200);
    const second = await ChatPage.open(person, address);
    await second.page.locator(".conn").filter({ hasText: "Not saved yet" }).waitFor();
    await expect.poll(() => second.said.allTextContents()).toEqual(["hello", "slow"]);

    letGo();
    await mark.waitFor({ state: "detached" });
    await second.page.locator(".conn").waitFor({ state: "detached" });
    await chat.stopButton.click();
    await chat.rests();
    await expect.poll(() => chat.said.allTextContents()).toEqual(["hello", "slow"]);
    const shown = await textOf(chat.answers.last());
    await app.kill();
    await app.start();
    const third = await ChatPage.open(person, address);
    await expect.poll(() => third.said.allTextContents()).toEqual(["hello", "slow"]);
    await expect.poll(() => textOf(third.answers.last())).toBe(shown);
    expect([...chat.trouble, ...second.trouble, ...third.trouble]).toEqual([]);
  });
});
