// Questions of every kind as a person meets them: by mouse and by keyboard, over a reload, in two tabs, over a restart, and when time runs out.
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage, seen } from "./support/chat-page.ts";
import { type RunningApp, runFiles } from "./support/running-app.ts";

const APP = `import * as cl from "colloquy";

const say = (content: string) => new cl.Message(content).send();
const tell = (value: unknown) => say("Answer: " + (JSON.stringify(value) ?? "nothing"));
const BAD = "<img src=x onerror=\\"window.ran=1\\"><script>window.ran=1</script>";

let asking: cl.Asking<boolean | undefined>;

cl.onMessage(async ({ content }) => {
  switch (content) {
    case "choice":
      return tell(await cl.askChoice("Which vessel?", [{ value: "tern", label: "MV Tern", badge: "Free" }, { value: "fulmar", label: "MV Fulmar" }], { other: true }));
    case "several":
      return tell(await cl.askChoice("Which piers?", ["Kinloch", "Sanday", "Torran"], { multiple: true, max: 2, search: true }));
    case "confirm":
      return tell(await cl.askConfirm("Cancel 4 sailings?", { danger: true, yes: "Cancel them", no: "Keep them" }));
    case "approve":
      return tell(await cl.askApproval({ tool: "Book the standby", input: { vessel: "MV Tern", cost: 1140 }, edit: true, scopes: ["chat"] }));
    case "step":
      return void (await cl.step({ name: "Booking", type: "tool" }, async (vessel: string) => tell(await cl.askApproval({ tool: "Book", input: vessel })))("MV Tern"));
    case "file": {
      const files = await cl.askFile("Send the survey.", { accept: ["text/plain"], maxFiles: 2 });
      return tell(await Promise.all((files ?? []).map(async (file) => file.name)));
    }
    case "action": {
      const pressed = await cl.askAction("Send it?", [new cl.Action({ name: "now", label: "Now" }), new cl.Action({ name: "later", label: "Later" })]);
      return tell(pressed?.name);
    }
    case "short":
      return tell(await cl.askConfirm("Quick?", { timeout: 2, extend: false }));
    case "longer":
      return tell(await cl.askConfirm("No hurry?", { timeout: 300, extend: 3_600 }));
    case "both":
      return tell(await Promise.all([cl.askConfirm("First?"), cl.askConfirm("Second?")]));
    case "words": {
      const [name, boat] = await Promise.all([cl.askUser("Whose name?"), cl.askUser("Whose boat?")]);
      return tell([name?.content, boat?.content]);
    }
    case "report": {
      const report = await cl.askUser("What did you see?");
      return tell([report?.content, report?.elements.map(({ name }) => name)]);
    }
    case "papers":
      return tell((await Promise.all(["The survey?", "The map?"].map((question) => cl.askFile(question, { accept: ["text/plain"] })))).length);
    case "half a minute":
      return tell(await cl.askConfirm("No hurry?", { timeout: 32 }));
    case "ten seconds":
      return tell(await cl.askConfirm("In time?", { timeout: 13, extend: 60 }));
    case "remind": {
      asking = cl.askConfirm("Still there?", { blocks: true });
      return tell(await asking);
    }
    case "tall": {
      await cl.askConfirm("Shall I list them?");
      return say(Array.from({ length: 40 }, (_, line) => "- Sailing " + line).join("\\n"));
    }
    case "keyed":
      return tell(await cl.askConfirm("Over a restart?", { key: "kept" }));
    case "attack":
      return tell(await Promise.all([
        cl.askChoice(BAD, [{ value: BAD, label: BAD, description: BAD, icon: "javascript:window.ran=1", badge: BAD }]),
        cl.askApproval({ tool: BAD, input: { [BAD]: BAD, nested: { a: [BAD] } } }),
        cl.askAction(BAD, [new cl.Action({ name: "bad", label: BAD, tooltip: BAD, icon: "data:image/svg+xml,<svg onload='window.ran=1'/>" })]),
        cl.askConfirm(BAD, { yes: BAD, no: BAD }),
      ]));
    case "page":
      return tell(await cl.callFunction("zoom", { place: "Oslo" }));
    case "buttons":
      return void (await new cl.Message({
        content: "Buttons.",
        actions: [
          new cl.Action({ name: "count", label: "Count" }),
          new cl.Action({ name: "fail", label: "Fail" }),
          new cl.Action({ name: "gone", label: "Remove", style: "danger", confirm: "For good?" }),
        ],
      }).send());
  }
});

cl.onWindowMessage(async (data) => {
  if (data === "remind") return asking.remind();
  await say("Heard " + JSON.stringify(data));
  cl.sendWindowMessage({ thanks: true });
});
cl.messageAction("save", { label: "Save", icon: "bookmark" }, async ({ message }) => {
  if (message.content.includes("Counted")) throw new cl.ChatError("INTERNAL", "The log is full.");
  await say("Saved: " + message.content);
});
cl.messageAction("explain", { label: "Explain", on: "selection" }, ({ selection }) => say("Explained: " + selection));

let failed = false;
cl.actionCallback("count", () => say("Counted."));
cl.actionCallback("gone", (action) => action.remove());
cl.actionCallback("fail", () => {
  failed = !failed;
  if (failed) throw new cl.ChatError("INTERNAL", "The weather service does not answer.");
});
cl.onAskAnswer(async ({ key, kind, answer }) => {
  await say("Late " + kind + " for " + key + ": " + JSON.stringify(answer));
});
`;

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runFiles({ "app.ts": APP })]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

const cards = (page: Page): Locator => page.locator(".log section.ask:not(.at-step)");
const closed = (page: Page, words: string | RegExp): Locator => page.locator(".ask.done").filter({ hasText: words });
const focused = (page: Page, selector: string) => page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);

/** Tab, until the keyboard is there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${selector}.`);
}

describe("A question", () => {
  it("for a choice is answered with keys alone: into the card from the note, by arrows, and on to the message box", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("both");
    // The inside of a card comes after its frame.
    for (const at of [0, 1]) await cards(page).nth(at).getByRole("button", { name: "Yes" }).waitFor();
    await page.waitForFunction(() => document.title.startsWith("(2) "));
    await seen(page, "2 questions wait for you").waitFor();
    await expect.poll(() => page.locator(".threads .dot.wait").count()).toBe(1);
    // Nothing has taken the focus from where the person writes.
    await focused(page, "#chat-input");
    const next = chat.button("Show next");
    for (const question of ["First?", "Second?"]) {
      await next.focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(
        (words) => document.getElementById(document.activeElement?.getAttribute("aria-describedby") ?? "")?.textContent?.includes(words),
        question,
      );
    }
    await tabTo(page, "section.ask .btn.primary");
    await page.keyboard.press("Enter");
    // The other one still waits: the keyboard goes on there.
    await closed(page, "You answered: Yes").waitFor();
    await focused(page, "section.ask");
    await tabTo(page, "section.ask .btn:not(.primary)");
    await page.keyboard.press("Enter");
    await chat.hears("Answer: [false,true]");
    await focused(page, "#chat-input");
    await chat.rests();

    await chat.say("choice");
    await cards(page).getByRole("radio", { name: "MV Tern Free" }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => cards(page).getByRole("radio", { name: "MV Fulmar" }).isChecked()).toBe(true);
    await page.keyboard.press("Enter");
    await chat.hears('Answer: "fulmar"');
    await closed(page, "You answered: MV Fulmar").waitFor();
    await focused(page, "#chat-input");
    expect(chat.trouble).toEqual([]);
  });

  it("is followed by what the app says to its answer at once: that comes into view", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    const distance = () => page.locator(".log").evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
    await chat.say("tall");
    await cards(page).getByRole("button", { name: "Yes" }).click();
    await chat.hears("Sailing 39");
    await chat.rests();
    await expect.poll(distance).toBeLessThanOrEqual(1);
    expect(chat.trouble).toEqual([]);
  });

  it("for some of many is searched, counted and answered by mouse; one's own words are an answer too", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("several");
    const card = cards(page);
    const answer = card.getByRole("button", { name: "Answer" });
    await expect.poll(() => answer.getAttribute("aria-disabled")).toBe("true");
    await card.getByRole("searchbox").fill("san");
    await expect.poll(() => card.getByRole("checkbox").count()).toBe(1);
    await card.getByText("Sanday").click();
    // Who empties the field does not take the question back.
    await card.getByRole("searchbox").press("Escape");
    await card.getByRole("searchbox").fill("");
    await card.getByText("Torran").click();
    await expect.poll(() => card.getByRole("checkbox", { name: "Kinloch" }).isDisabled()).toBe(true);
    await answer.click();
    await chat.hears('Answer: ["Sanday","Torran"]');
    await closed(page, "You answered: Sanday, Torran").waitFor();
    await chat.rests();

    await chat.say("choice");
    await cards(page).getByRole("textbox", { name: "Your own answer" }).fill("the tender");
    await expect.poll(() => cards(page).getByRole("radio", { name: "Something else" }).isChecked()).toBe(true);
    await cards(page).getByRole("button", { name: "Answer" }).click();
    await chat.hears('Answer: {"other":"the tender"}');
    expect(chat.trouble).toEqual([]);
  });

  it("in words is answered alone where there are two: the older one first, which a press points the message box at", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("words");
    await expect.poll(() => cards(page).count()).toBe(2);
    const first = cards(page).first().getByRole("button", { name: "Answer this" });
    const second = cards(page).last().getByRole("button", { name: "Answer this" });
    await expect.poll(() => second.getAttribute("aria-pressed")).toBe("true");
    expect(await first.getAttribute("aria-pressed")).toBe("false");
    await first.focus();
    await page.keyboard.press("Enter");
    await focused(page, "#chat-input");
    await expect.poll(() => first.getAttribute("aria-pressed")).toBe("true");
    // Who does not see the mark hears the question where the answer is written.
    expect(
      await page.evaluate(() => document.getElementById(document.activeElement?.getAttribute("aria-describedby") ?? "")?.textContent),
    ).toContain("Whose name?");
    await chat.say("Maren");
    // The other one is alone now: the message box is its.
    await expect.poll(() => cards(page).count()).toBe(0);
    await seen(page, "A question waits for you", { exact: true }).waitFor();
    await chat.say("Tern");
    await chat.hears('Answer: ["Maren","Tern"]');
    expect(chat.trouble).toEqual([]);
  });

  it("keeps what was begun over a reload and a look into another chat: own words, a reason to refuse, a changed input", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("choice");
    await cards(page).getByRole("textbox", { name: "Your own answer" }).fill("the tender");
    const address = await chat.threadUrl();
    await chat.reload();
    const own = cards(page).getByRole("textbox", { name: "Your own answer" });
    await expect.poll(() => own.inputValue()).toBe("the tender");
    await expect.poll(() => cards(page).getByRole("radio", { name: "Something else" }).isChecked()).toBe(true);
    await cards(page).getByRole("button", { name: "Answer" }).click();
    await chat.hears('Answer: {"other":"the tender"}');
    await chat.rests();

    await chat.say("approve");
    await cards(page).getByRole("button", { name: "Change the input" }).click();
    await cards(page).getByRole("textbox", { name: "The input, as JSON" }).fill('{"vessel": "MV Fulmar"}');
    await page.locator("#new-chat-button").first().click();
    await expect.poll(() => cards(page).count()).toBe(0);
    await page.locator(`a[href="${new URL(address).pathname}"]`).click();
    const input = cards(page).getByRole("textbox", { name: "The input, as JSON" });
    await expect.poll(() => input.inputValue()).toBe('{"vessel": "MV Fulmar"}');
    await cards(page).getByRole("button", { name: "Deny" }).click();
    await page.locator(".refusal input").fill("It is in the yard");
    await chat.reload();
    const reason = page.locator(".refusal input");
    await expect.poll(() => reason.inputValue()).toBe("It is in the yard");
    // It was there before: it takes no focus from where the person writes.
    expect(await page.evaluate(() => document.activeElement?.matches(".refusal input"))).toBe(false);
    await cards(page).getByRole("button", { name: "Cancel" }).click();
    await cards(page).getByRole("button", { name: "Allow once" }).click();
    await chat.hears('"input":{"vessel":"MV Fulmar"}');
    await closed(page, "With a changed input.").waitFor();
    // Nothing of it stays behind.
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("colloquy:ask:")))).toEqual([]);
    expect(chat.trouble).toEqual([]);
  });

  it("says politely how little time is left, at half a minute and at ten seconds, and again after more time", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    const said = await page.evaluateHandle(() => {
      const words: string[] = [];
      const region = document.querySelector('[role="status"][aria-live="polite"]');
      if (region)
        new MutationObserver(() => words.push(region.textContent ?? "")).observe(region, {
          childList: true,
          subtree: true,
          characterData: true,
        });
      return words;
    });
    const heard = (words: string) => said.evaluate((all, wanted) => all.filter((one) => one.includes(wanted)).length, words);
    await chat.say("half a minute");
    await expect.poll(() => heard("30 seconds left to answer")).toBe(1);
    await cards(page).getByRole("button", { name: "Yes" }).click();
    await chat.hears("Answer: true");
    await chat.rests();
    await chat.say("ten seconds");
    await expect.poll(() => heard("10 seconds left to answer")).toBe(1);
    await cards(page).getByRole("button", { name: "More time" }).click();
    await expect.poll(() => heard("1:")).toBe(1);
    await cards(page).getByRole("button", { name: "No", exact: true }).click();
    await chat.hears("Answer: false");
    expect(await heard("30 seconds left to answer")).toBe(1);
    expect(chat.trouble).toEqual([]);
  });

  it("that waits in another chat is marked in the list, and counted in the title of its own", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("confirm");
    await page.waitForFunction(() => document.title.startsWith("(1) "));
    const address = new URL(await chat.threadUrl()).pathname;
    const row = page.locator(".threads .row", { has: page.locator(`a[href="${address}"]`) });
    await page.locator("#new-chat-button").first().click();
    await page.waitForFunction(() => !document.title.startsWith("("));
    const mark = row.getByRole("img", { name: "A question waits for you" });
    await mark.waitFor();
    // Also for a page that was not there when it was asked.
    const other = await ChatPage.open(person, app.url);
    await other.page
      .locator(".threads .row", { has: other.page.locator(`a[href="${address}"]`) })
      .getByRole("img", { name: "A question waits for you" })
      .waitFor();
    await row.getByRole("link").click();
    await cards(page).getByRole("button", { name: "Keep them" }).click();
    // The code that asked has waited for them.
    await chat.hears("Answer: false");
    await expect.poll(() => mark.count()).toBe(0);
    expect([...chat.trouble, ...other.trouble]).toEqual([]);
  });

  it("for words takes files beside them, chosen, dropped and pasted, and shows them with the answer", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("report");
    await chat.hears("What did you see?");
    await page.locator("#message-composer[data-ask]").waitFor();
    await page
      .locator("#upload-button-input")
      .setInputFiles({ name: "survey.txt", mimeType: "text/plain", buffer: Buffer.from("Ramp 2.") });
    await page.evaluate(() => {
      const carry = (name: string) => {
        const carried = new DataTransfer();
        carried.items.add(new File(["After rain."], name, { type: "text/plain" }));
        return carried;
      };
      const main = document.querySelector("main");
      for (const kind of ["dragover", "drop"])
        main?.dispatchEvent(new DragEvent(kind, { dataTransfer: carry("dropped.txt"), bubbles: true, cancelable: true }));
      const paste = { clipboardData: carry("pasted.txt"), bubbles: true, cancelable: true };
      document.querySelector("#chat-input")?.dispatchEvent(new ClipboardEvent("paste", paste));
    });
    const there = () => page.locator('#attachments [data-upload="done"]').count();
    await expect.poll(there).toBe(3);
    // A reload loses nothing that is there.
    await chat.reload();
    await expect.poll(there).toBe(3);
    await chat.say("It is slippery.");
    await chat.hears(/It is slippery.*survey\.txt.*dropped\.txt.*pasted\.txt/);
    const answer = page.locator(".turn.user").filter({ hasText: "It is slippery." });
    for (const name of ["survey.txt", "dropped.txt", "pasted.txt"]) await answer.getByText(name).first().waitFor();
    expect(await page.locator("#attachments").count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("for files beside another one for files has no name of its in common with it", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("papers");
    for (const at of [0, 1]) await cards(page).nth(at).getByRole("button", { name: "Choose a file" }).waitFor();
    expect(await page.locator("#ask-upload-button").count()).toBe(1);
    expect(await page.locator("#ask-button-input").count()).toBe(1);
    expect(
      await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
        return ids.filter((id, at) => ids.indexOf(id) !== at);
      }),
    ).toEqual([]);
    expect(chat.trouble).toEqual([]);
  });

  it("is taken back by Stop, for who wants to answer nothing", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("file");
    await cards(page).getByRole("button", { name: "Choose files" }).waitFor();
    await chat.button("Stop").click();
    await closed(page, "This is no longer asked.").waitFor();
    await page.locator(".ended", { hasText: "Stopped." }).waitFor();
    await focused(page, "#chat-input");
    await chat.rests();
    await chat.say("confirm");
    await cards(page).getByRole("button", { name: "Keep them" }).click();
    await chat.hears("Answer: false");
    expect(chat.trouble).toEqual([]);
  });

  it("stays over a reload, and is closed in every tab by the first answer", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("confirm");
    await cards(chat.page).getByRole("button", { name: "Cancel them" }).waitFor();
    await chat.reload();
    const other = await ChatPage.open(person, await chat.threadUrl());
    const there = cards(other.page).getByRole("button", { name: "Cancel them" });
    await there.focus();
    await cards(chat.page).getByRole("button", { name: "Keep them" }).click();
    for (const { page } of [chat, other]) await closed(page, "You answered: Keep them").waitFor();
    await expect.poll(() => cards(other.page).count()).toBe(0);
    // What had the focus there is gone; the keyboard is where one can go on.
    await focused(other.page, "#chat-input");
    await other.hears("Answer: false");
    await chat.reload();
    await closed(chat.page, "You answered: Keep them").waitFor();
    expect([...chat.trouble, ...other.trouble]).toEqual([]);
  });

  it("for an approval takes a changed input, and a refusal with its reason; its step has the same buttons", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("approve");
    const card = cards(page);
    await card.getByText("MV Tern").waitFor();
    await card.getByRole("button", { name: "Deny" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.matches(".refusal input"));
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement?.textContent === "Deny");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.matches(".refusal input"));
    await page.keyboard.type("It is in the yard");
    await page.keyboard.press("Enter");
    await chat.hears('"decision":"deny"');
    await closed(page, "You denied Book the standby: It is in the yard").waitFor();
    await chat.rests();

    await chat.say("step");
    await chat.stepLine("Booking").filter({ hasText: "waiting for you" }).waitFor();
    if ((await chat.stepLine("Booking").getAttribute("aria-expanded")) === "false") await chat.stepLine("Booking").click();
    await page.locator(".ask.at-step").getByRole("button", { name: "Always in this chat" }).click();
    await chat.hears('"decision":"chat"');
    await closed(page, "You allowed Book in this chat.").waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("for files shows each on its way, and sends them together", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("file");
    const card = cards(page);
    const chooser = page.waitForEvent("filechooser");
    await card.getByRole("button", { name: "Choose files" }).click();
    await (await chooser).setFiles([
      { name: "survey.txt", mimeType: "text/plain", buffer: Buffer.from("Ramp 2 is slippery.") },
      { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("After rain.") },
    ]);
    await card.getByRole("listitem").filter({ hasText: "notes.txt" }).filter({ hasText: "TXT · 11 bytes" }).waitFor();
    const there = () => card.locator('[data-upload="done"]').count();
    await expect.poll(there).toBe(2);
    // A reload loses nothing that is there.
    await chat.reload();
    await expect.poll(there).toBe(2);
    const send = card.getByRole("button", { name: "Send" });
    await expect.poll(() => send.getAttribute("aria-disabled")).toBe(null);
    await send.click();
    await chat.hears('Answer: ["survey.txt","notes.txt"]');
    await closed(page, "You sent files: 2").waitFor();
    expect(await page.getByRole("list", { name: "Attached files" }).count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("for a press is answered by one of its buttons", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("action");
    await cards(chat.page).getByRole("button", { name: "Later" }).focus();
    await chat.page.keyboard.press("Enter");
    await chat.hears('Answer: "later"');
    await closed(chat.page, "You answered: Later").waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("runs out, and says so; where there is more time to be had, a press gives it", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("short");
    await closed(chat.page, "No answer came in time.").waitFor();
    await chat.hears("Answer: nothing");
    await chat.rests();
    await chat.say("longer");
    const card = cards(chat.page);
    await card.getByText(/^[0-5]:\d\d left$/).waitFor();
    // A device whose clock is an hour ahead counts as the server does.
    const wrong = await person.newPage();
    await wrong.clock.setSystemTime(Date.now() + 3_600_000);
    await wrong.goto(await chat.threadUrl());
    await cards(wrong)
      .getByText(/^[1-5]:\d\d left$/)
      .waitFor();
    await wrong.close();
    await card.getByRole("button", { name: "More time" }).click();
    await card.getByText(/^1:0\d:\d\d left$/).waitFor();
    await card.getByRole("button", { name: "Yes" }).click();
    await chat.hears("Answer: true");
    expect(chat.trouble).toEqual([]);
  });

  it("that wants nothing else said keeps the message box from sending, and reminds those who listen", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("remind");
    await cards(page).waitFor();
    await expect.poll(() => chat.field.getAttribute("placeholder")).toBe("Answer the question above first");
    await chat.field.fill("meanwhile");
    await chat.field.press("Enter");
    await expect.poll(() => page.locator("#chat-submit").getAttribute("aria-disabled")).toBe("true");
    const spoken = page.locator("#root > .sr[role=status]");
    // Once the note stands there, the question itself was told of.
    await page.locator(".asknote").waitFor();
    await page.evaluate(() => postMessage("remind"));
    await spoken.filter({ hasText: "still waits for your answer." }).waitFor({ state: "attached" });
    // What was written stays; the question has not taken the focus.
    expect(await chat.field.inputValue()).toBe("meanwhile");
    await focused(page, "#chat-input");
    await cards(page).getByRole("button", { name: "No" }).click();
    await chat.hears("Answer: false");
    await expect.poll(() => page.locator("#chat-submit").getAttribute("aria-disabled")).toBe(null);
    expect(chat.trouble).toEqual([]);
  });

  it("is there after a restart, and its answer arrives", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("keyed");
    await cards(chat.page).getByRole("button", { name: "Yes" }).waitFor();
    await app.kill();
    await app.start();
    await cards(chat.page).getByRole("button", { name: "Yes" }).click();
    await chat.hears(/Late confirm for kept: .*true/);
    await closed(chat.page, "You answered: Yes").waitFor();
    expect(await cards(chat.page).count()).toBe(0);
    expect(chat.trouble).toEqual([]);
  });

  it("shows what others wrote as words: nothing of it runs", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("attack");
    await cards(page).nth(3).waitFor();
    await page.getByRole("radio").check();
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await page.getByRole("button", { name: "Allow once" }).click();
    for (const kind of ["action", "confirm"]) await page.locator(`.ask[data-ask-kind=${kind}] .acts .btn`).first().click();
    await expect.poll(() => closed(page, "<img src=x").count()).toBe(4);
    await chat.rests();
    await chat.reload();
    await expect.poll(() => closed(page, "<script>").count()).toBe(4);
    expect(await page.evaluate(() => "ran" in window)).toBe(false);
    expect(await page.locator(".log img, .log script").count()).toBe(0);
  });
});

describe("Buttons under a message", () => {
  it("run, fail where they stand and can be pressed again, ask first, and go when the app takes them away", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("buttons");
    await chat.button("Count").click();
    await chat.hears("Counted.");
    await chat.reload();
    await chat.button("Fail").focus();
    await page.keyboard.press("Enter");
    const error = page.locator(".action-error");
    await error.filter({ hasText: "Fail did not work." }).waitFor();
    await page.keyboard.press("Enter");
    await error.waitFor({ state: "detached" });
    await chat.button("Remove").click();
    const dialog = page.getByRole("dialog", { name: "Remove" });
    await dialog.getByText("For good?").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.textContent === "Remove");
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Remove" }).click();
    await expect.poll(() => chat.button("Remove").count()).toBe(0);
    expect(await chat.button("Count").count()).toBe(1);
    expect(chat.trouble).toEqual([]);
  });
});

describe("The app's own tools", () => {
  it("stand in the toolbar of an answer, are in its menu on a phone, and say below it what went wrong", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await chat.say("buttons");
    await chat.rests();
    await page.getByRole("toolbar", { name: "This answer" }).getByRole("button", { name: "Save" }).click();
    await chat.hears("Saved: Buttons.");
    await chat.button("Count").click();
    await chat.hears("Counted.");
    await page.setViewportSize({ width: 390, height: 844 });
    await expect
      .poll(() => page.getByRole("toolbar", { name: "This answer" }).first().getByRole("button", { name: "Save" }).count())
      .toBe(0);
    await page.getByRole("toolbar", { name: "This answer" }).first().getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Save" }).click();
    // What the button said belongs to the answer too, and it is that which is saved now.
    await page.locator(".action-error").filter({ hasText: "Save did not work." }).waitFor();
    expect(chat.trouble).toEqual([]);
  });

  it("stand beside words that are selected", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("buttons");
    const answer = await chat.hears("Buttons.");
    await chat.rests();
    await answer
      .locator("p")
      .first()
      .evaluate((words) => {
        const range = document.createRange();
        range.selectNodeContents(words);
        getSelection()?.removeAllRanges();
        getSelection()?.addRange(range);
      });
    await chat.page.locator(".selection-tools").getByRole("button", { name: "Explain" }).click();
    await chat.hears("Explained: Buttons.");
    expect(chat.trouble).toEqual([]);
  });
});

describe("The page around the chat", () => {
  it("answers functions of the app, and talks with it; messages of others are not heard", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const { page } = chat;
    await page.evaluate(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      addEventListener("message", ({ data }) => told.push(data));
      addEventListener("colloquy-call", (event) => {
        const { name, args, answer } = (event as CustomEvent).detail;
        if (name === "zoom") answer({ zoom: args.place.length });
      });
    });
    await chat.ask("page", 'Answer: {"zoom":4}');
    await page.evaluate(() => window.postMessage({ order: 7 }, location.origin));
    await chat.hears('Heard {"order":7}');
    await page.waitForFunction(() => (window as unknown as { told: { thanks?: boolean }[] }).told.some(({ thanks }) => thanks));
    // A frame inside the page is not the page around it; what the app said does not come back to it.
    await page.evaluate(() => void document.body.append(document.createElement("iframe")));
    await page.frames()[1]?.evaluate(() => parent.postMessage("from inside", "*"));
    await page.waitForFunction(() => (window as unknown as { told: unknown[] }).told.includes("from inside"));
    await page.evaluate(() => window.postMessage("last", location.origin));
    await chat.hears('Heard "last"');
    await expect.poll(() => chat.answers.filter({ hasText: "Heard" }).count()).toBe(2);
    expect(chat.trouble).toEqual([]);
  });
});
