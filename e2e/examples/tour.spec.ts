// The tour as a newcomer takes it: every stop, in one chat, in order.
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, seen, textOf } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
let person: BrowserContext;
let chat: ChatPage;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("tour")]);
  person = await newPerson(browser);
  chat = await ChatPage.open(person, app.url);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

const STOPS = [
  ...["memory", "stream", "steps", "ask", "choice", "form", "approve", "buttons", "view", "custom", "elements", "artifact", "files"],
  ...["feedback", "settings", "commands", "modes", "mentions", "error", "branch", "theme", "restart"],
];

const pacePicker = () => chat.page.locator("#message-composer").getByRole("button", { name: /^Pace: / });
const toast = (words: string) => chat.page.locator(".toast").filter({ hasText: words }).waitFor();

async function choosePace(name: string): Promise<void> {
  await pacePicker().click();
  await chat.page.getByRole("menuitemradio", { name: new RegExp(`^${name}`) }).click();
  await chat.page.getByRole("button", { name: `Pace: ${name}` }).waitFor();
}

describe("The tour", () => {
  it("begins calm: four cards and a message box with nothing around it", async () => {
    await chat.page.locator("#starters").waitFor();
    const cards = chat.page.locator("#starters").getByRole("button");
    expect(await cards.evaluateAll((all) => all.map((card) => card.querySelector("b")?.textContent))).toEqual([
      "Count my messages",
      "Stream an answer",
      "Show your work",
      "Ask me something",
    ]);
    for (const name of ["Settings of this chat", "Tools"]) expect(await chat.button(name).count()).toBe(0);
    expect(await pacePicker().count()).toBe(0);
    expect(await chat.answers.count()).toBe(0);
  });

  it("memory: counts for this chat alone, also after a reload", async () => {
    await chat.button("Count my messages").click();
    await chat.hears("You have sent 1 message in this chat.");
    await chat.rests();
    await chat.reload();
    await chat.ask("memory", "You have sent 2 messages in this chat.");
    await using other = await newPerson(browser);
    const theirs = await ChatPage.open(other, app.url);
    await theirs.ask("memory", "You have sent 1 message in this chat.");
  });

  it("offers the next two stops and all of them after an answer, also to who says something else", async () => {
    const offered = chat.page.getByRole("list", { name: "Suggestions" });
    await offered.waitFor();
    await expect.poll(() => offered.getByRole("button").allInnerTexts()).toEqual(["Stream an answer", "Show your work", "All stops"]);
    await chat.button("All stops").click();
    const menu = await chat.hears("Say one word to see it at work:");
    await chat.rests();
    await expect.poll(() => menu.locator("li strong").allTextContents()).toEqual(STOPS);
    await chat.ask("good morning", "You said: “good morning”.");
    await expect.poll(() => chat.answers.last().locator("li").count()).toBe(STOPS.length);
  });

  it("stream: an answer with everything Markdown can do", async () => {
    await chat.ask("stream", "A spare vessel at Kinloch from 12:30");
    const answer = chat.answers.last();
    await answer.getByRole("heading", { name: "Saturday’s late sailings" }).waitFor();
    await expect.poll(() => answer.locator("ol > li").count()).toBe(3);
    await expect.poll(() => answer.locator("li li").allTextContents()).toEqual(["It caught up by Port Ellary."]);
    await expect.poll(() => answer.locator("table tr").count()).toBe(3);
    await expect.poll(() => textOf(answer.locator("del"))).toBe("16:00");
    await expect.poll(() => answer.locator("pre code").textContent()).toContain("select berth, count(*) as late");
    await answer.locator("math, .katex").first().waitFor();
    await answer.getByText("The weather service did not answer").waitFor();
    await expect.poll(() => answer.getByRole("link", { name: "the harbour board" }).getAttribute("href")).toBe("https://example.com");
  });

  it("stop: the answer ends where it was, and the next message is answered", async () => {
    await chat.say("stream");
    await chat.answers.last().getByRole("heading", { name: "Saturday’s late sailings" }).waitFor();
    await chat.stopButton.click();
    await chat.page.locator(".ended", { hasText: "Stopped." }).waitFor();
    await chat.rests();
    expect(await chat.answers.last().textContent()).not.toContain("A spare vessel");
    await chat.ask("memory", "You have sent 7 messages in this chat.");
  });

  it("steps: work inside of work, and one that fails without failing the answer", async () => {
    await chat.ask("steps", "Five sailings left late");
    const work = chat.step("Look at Saturday’s sailings");
    for (const name of ["Read the timetable", "Count the late ones", "Ask the weather service"])
      await work.locator(`.step[data-step-name="${name}"]`).waitFor();
    await expect
      .poll(() => textOf(chat.step("Ask the weather service").locator(".step-card")))
      .toContain("The weather service did not answer.");
    await chat.stepLine("Count the late ones").click();
    await chat.step("Count the late ones").getByRole("tabpanel").filter({ hasText: "5 of 19 sailings left late." }).waitFor();
  });

  it("ask: waits for an answer, also over a reload", async () => {
    await chat.say("ask");
    await chat.hears("Which harbour do you sail from?");
    await seen(chat.page, "A question waits for you").waitFor();
    await chat.reload();
    await seen(chat.page, "A question waits for you").waitFor();
    await chat.ask("Kinloch", "Then I will look at boats from Kinloch.");
  });

  it("choice, form, approve, buttons: what is pressed, chosen, filled in and allowed arrives", async () => {
    await chat.say("choice");
    await chat.page.getByRole("radio", { name: "12:30 to Skerry Bay Calm" }).check();
    await chat.button("Answer").click();
    await chat.hears("The 12:30 it is.");
    await chat.rests();
    await chat.say("form");
    const form = chat.page.locator(".ask[data-ask-kind=form]");
    await form.locator('input[type="date"]').fill("2026-11-14");
    await form.getByRole("textbox", { name: /^Name/ }).fill("Maren");
    await form.getByRole("button", { name: "Plan the trip" }).click();
    await chat.hears("Maren from Kinloch on 2026-11-14.");
    await chat.rests();
    await chat.say("approve");
    await chat.page.locator(".ask[data-ask-kind=approval]").getByRole("button", { name: "Allow once" }).click();
    await chat.hears("Seat 12 is booked.");
    await chat.rests();
    await chat.ask("buttons", "Three buttons");
    await chat.button("Sink it").click();
    await chat.page.getByRole("alert").getByText("This boat does not sink.").waitFor();
    await chat.button("Wave").click();
    await chat.hears("Waves so far: 1.");
    await chat.button("Take them away").click();
    await chat.page.getByRole("dialog").getByRole("button", { name: "Take them away" }).click();
    await expect.poll(() => chat.button("Wave").count()).toBe(0);
  });

  it("view: changes where it stands, and takes what is filled in", async () => {
    await chat.ask("view", "This is a view");
    await chat.button("Go on board").click();
    await chat.page.getByRole("textbox", { name: /^Passenger/ }).fill("Maren");
    await chat.button("Put it on the ticket").click();
    await seen(chat.page, "Maren is on board").waitFor();
    await chat.rests();
  });

  it("custom: a component of the tour's own keeps what is picked, and is booked in its place", async () => {
    await chat.ask("custom", "This is a custom element");
    const plan = chat.page.getByRole("region", { name: "Seats on the 12:30" });
    const seat = (name: string) => plan.getByRole("button", { name: `Seat ${name}`, exact: true });
    await expect.poll(() => seat("2A").isDisabled()).toBe(true);
    for (const name of ["1A", "4B"]) {
      await seat(name).click();
      await expect.poll(() => seat(name).getAttribute("aria-pressed")).toBe("true");
    }
    await chat.reload();
    await expect.poll(() => seat("4B").getAttribute("aria-pressed")).toBe("true");
    await plan.getByRole("button", { name: "Book them" }).click();
    await chat.hears("Booked: 1A, 4B.");
    await plan.getByRole("button", { name: "Booked" }).waitFor();
    await chat.rests();
  });

  it("elements: each kind by its name, with the tasks beside the chat that lead to them", async () => {
    await chat.ask("elements", "Each is one class");
    const panel = chat.page.getByRole("complementary");
    await panel.getByRole("heading", { name: "What a chat can show" }).waitFor();
    await panel.getByText("3 of 3").waitFor();
    const shown = (name: string) => chat.page.getByRole("log").getByRole("figure", { name, exact: true });
    const goTo = (task: string) => panel.getByRole("button", { name: `Show where: ${task}` }).click();
    await goTo("Pictures and papers");
    await shown("the boat").getByRole("img", { name: "A boat with white sails before the evening sun" }).waitFor();
    await shown("the query").getByText("SELECT").waitFor();
    await chat.page.getByRole("link", { name: /sailings\.csv/ }).waitFor();
    await goTo("Numbers that are looked into");
    await shown("the sailings").getByText("16:10", { exact: true }).waitFor();
    await shown("the delays")
      .getByRole("img", { name: /How many minutes boats were early and late, by day/ })
      .waitFor();
    await shown("the tide").locator(".main-svg").first().waitFor();
    await goTo("Sound and film");
    await shown("the horn").locator("audio").waitFor();
    await shown("the film").locator("video").waitFor();
    await chat.answers.getByRole("link", { name: "the report", exact: true }).click();
    await chat.page.getByRole("heading", { level: 1, name: "the report" }).waitFor();
    await chat.page.getByRole("main").getByText("of 5", { exact: true }).waitFor();
    await chat.page.getByRole("link", { name: "Back to the chat" }).click();
    await chat.hears("Each is one class");
    await panel.getByRole("button", { name: "Close the panel" }).click();
    await panel.waitFor({ state: "detached" });
  });

  it("artifact: a document that is written, edited by the person and gone on with", async () => {
    await chat.ask("artifact", "That is an artifact");
    const panel = chat.page.getByRole("complementary");
    const view = panel.getByRole("tabpanel", { name: "View" });
    await view.getByRole("heading", { name: "Winter timetable" }).waitFor();
    await panel.getByRole("button", { name: "Edit" }).click();
    await chat.page.getByRole("textbox", { name: "Content of Winter timetable" }).fill("# Summer timetable");
    await panel.getByRole("button", { name: "Save as a new version" }).click();
    await chat.hears("I have read your version of “Winter timetable”: it is version 2.");
    await chat.rests();
    await chat.ask("artifact", /That is an artifact/);
    await panel.getByText("Version 3 of 3").waitFor();
    await view.getByRole("heading", { name: "Summer timetable" }).waitFor();
    await view.getByText("Dogs travel free.").waitFor();
    await panel.getByRole("button", { name: "Close the panel" }).click();
    await panel.waitFor({ state: "detached" });
  });

  it("files: what is given is read, and shown with the message", async () => {
    await chat.ask("files", "Drop a file anywhere on this page");
    const [chooser] = await Promise.all([chat.page.waitForEvent("filechooser"), chat.button("Attach files").click()]);
    await chooser.setFiles([{ name: "piers.csv", mimeType: "text/csv", buffer: Buffer.from("pier,boats\nKinloch,3\n") }]);
    await chat.page.getByRole("list", { name: "Attached files" }).getByRole("listitem").filter({ hasText: "piers.csv" }).waitFor();
    await chat.say("here it is");
    const answer = await chat.hears("You sent:");
    await chat.rests();
    await expect.poll(() => textOf(answer.getByRole("listitem"))).toBe("piers.csv: text/csv, 21 bytes. It begins with “pier,boats”");
    await chat.page
      .getByRole("log")
      .getByRole("link", { name: /piers\.csv/ })
      .waitFor();
  });

  it("feedback: thumbs under an answer, of which the app hears", async () => {
    await chat.button("Rate an answer").click();
    await chat.hears("Press a thumb below this answer");
    await chat.rests();
    await chat.button("Good answer").last().click();
    await toast("I was told: up");
    const form = chat.page.getByRole("form", { name: "What was good?" });
    await form.getByRole("button", { name: "Close" }).click();
    await form.waitFor({ state: "detached" });
  });

  it("settings: a form whose values the report follows, with a notice when they are saved", async () => {
    await chat.button("Change the settings").click();
    await chat.hears("The 12:30 leaves on time. The sea is calm.");
    await chat.rests();
    await chat.button("Settings of this chat").click();
    const dialog = chat.page.getByRole("dialog", { name: "Settings" });
    await dialog.getByRole("radio", { name: "Warm" }).check();
    await dialog.getByRole("slider", { name: "Sentences" }).fill("1");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await toast("From now on: 1 warm sentence");
    await chat.reload();
    await chat.ask("settings", /^\s*Good news: the 12:30 leaves on time!\s*This harbour report/);
  });

  it("commands: picked with / or from the tools, and booked with a notice", async () => {
    await chat.button("Pick a command").click();
    await chat.hears("Type / and pick one");
    await chat.rests();
    await chat.field.pressSequentially("/");
    const list = chat.page.getByRole("listbox", { name: "Commands" });
    await list.waitFor();
    await expect.poll(() => list.getByRole("option").locator(".t").allInnerTexts()).toEqual(["Timetable", "Weather", "Ticket"]);
    await list.getByRole("option", { name: /^Ticket/ }).click();
    await chat.button("Remove Ticket").waitFor();
    await chat.field.press("Enter");
    await toast("Seat 12 is booked");
    await chat.hears("Seat 12 is yours.");
    await chat.rests();
    await chat.button("Tools").click();
    await chat.page.getByRole("menuitemcheckbox", { name: /^Weather/ }).click();
    await chat.field.press("Enter");
    await chat.hears("Light wind, no rain.");
    await chat.rests();
  });

  it("modes: careful thinks before each answer, quick does not", async () => {
    await chat.button("Choose a pace").click();
    await chat.hears("The message box has a picker now.");
    await chat.rests();
    expect(await chat.step("Think it over").count()).toBe(0);
    await choosePace("Careful");
    await chat.ask("memory", /You have sent \d+ messages/);
    await expect.poll(() => chat.step("Think it over").count()).toBe(1);
    await choosePace("Quick");
    await chat.ask("memory", /You have sent \d+ messages/);
    await expect.poll(() => chat.step("Think it over").count()).toBe(1);
  });

  it("mentions: a pier picked with @ is looked up, alone or for a command", async () => {
    await chat.ask("mentions", "Type @ and pick a pier.");
    const piers = chat.page.getByRole("listbox", { name: "What you can mention" });
    await chat.field.pressSequentially("@");
    await piers.getByRole("option", { name: /^Skerry Bay/ }).click();
    await chat.field.press("Enter");
    const first = await chat.hears("Skerry Bay: 11:15 and 17:40");
    await chat.rests();
    await expect.poll(() => textOf(first.getByRole("listitem"))).toBe("Skerry Bay: 11:15 and 17:40");
    await chat.field.pressSequentially("/time");
    await chat.field.press("Enter");
    await chat.button("Remove Timetable").waitFor();
    await chat.field.pressSequentially("@kin");
    await piers.getByRole("option", { name: /^Kinloch/ }).click();
    await chat.field.press("Enter");
    await chat.hears("Kinloch: 12:30 and 16:10");
    await chat.rests();
    await expect.poll(() => textOf(chat.answers.last().getByRole("listitem"))).toBe("Kinloch: 12:30 and 16:10");
  });

  it("error: what was written stays, with what went wrong and a way to try again", async () => {
    await chat.say("error");
    const end = chat.page.locator(".turn-row").last().locator(".callout.bad.end");
    await end.filter({ hasText: "Two vessels were given berth 2 at 13:05." }).waitFor();
    await expect.poll(() => textOf(chat.answers.last())).toMatch(/^I will fail in the middle/);
    await end.getByRole("button", { name: "Try again" }).click();
    await chat.page.getByRole("img", { name: "Version 2 of 2" }).waitFor();
    await end.filter({ hasText: "Two vessels were given berth 2 at 13:05." }).waitFor();
    await chat.rests();
  });

  it("branch: an edited message keeps both versions", async () => {
    await chat.ask("branch", "press the pencil");
    await chat.said.last().hover();
    await chat.page.locator(".edit-message").last().click();
    await chat.page.locator("#edit-chat-input").fill("branch off");
    await chat.page.locator(".confirm-edit").click();
    await chat.hears("You changed “branch” into “branch off”.");
    await chat.rests();
    await chat.page.locator(".turn-row").last().getByRole("button", { name: "Earlier version" }).click();
    await chat.hears("press the pencil");
    await expect.poll(() => textOf(chat.said.last())).toBe("branch");
    await chat.page.locator(".turn-row").last().getByRole("button", { name: "Later version" }).click();
    await chat.hears("You changed “branch” into “branch off”.");
  });

  it("restart: the chat, its memory and a question that waits are there when the server is back", async () => {
    await chat.ask("restart", "Stop the server with Ctrl+C");
    const address = await chat.threadUrl();
    const before = await chat.said.allTextContents();
    await chat.say("ask");
    await seen(chat.page, "A question waits for you").waitFor();
    await app.stop();
    await app.start();
    await chat.hears("Welcome back.");
    expect(chat.page.url()).toBe(address);
    expect((await chat.said.allTextContents()).slice(0, before.length)).toEqual(before);
    await seen(chat.page, "A question waits for you").waitFor();
    await chat.ask("Port Ellary", "Then I will look at boats from Port Ellary.");
    await chat.ask("memory", /You have sent \d+ messages in this chat, and you sail from Port Ellary\./);
    expect(chat.trouble).toEqual([]);
  });
});
