import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage } from "../support/chat-page.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("sign-in")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

async function signIn(person: BrowserContext, username: string, password: string): Promise<number> {
  const answer = await person.request.post(`${app.url}api/auth/password`, {
    data: { username, password },
    headers: { origin: new URL(app.url).origin },
  });
  return answer.status();
}

describe("The sign-in example", () => {
  it("greets each by name, and answers by role", async () => {
    await using ada = await newPerson(browser);
    await using grace = await newPerson(browser);
    expect(await signIn(ada, "ada", "cobol")).toBe(401);
    expect(await signIn(ada, "ada", "analytical engine")).toBe(200);
    expect(await signIn(grace, "grace", "cobol")).toBe(200);
    const [first, second] = [await ChatPage.open(ada, app.url), await ChatPage.open(grace, app.url)];
    await first.hears("Hello, Ada Lovelace. Your desk is on the second floor.");
    await second.hears("Hello, Grace Hopper. Your desk is on the bridge.");
    await first.say("What is overdue?");
    await first.hears("Two: The Analytical Engine and On Compilers.");
    await second.say("What is overdue?");
    await second.hears("That is for librarians to know.");
    expect([...first.trouble, ...second.trouble]).toEqual([]);
  });

  it("knows its people after a restart, and keeps their chats apart", async () => {
    await using ada = await newPerson(browser);
    await using grace = await newPerson(browser);
    await signIn(ada, "ada", "analytical engine");
    await signIn(grace, "grace", "cobol");
    const first = await ChatPage.open(ada, app.url);
    await first.say("overdue?");
    await first.hears("Two:");
    const address = first.page.url();
    await app.kill();
    await app.start();
    await first.hears("Two:");
    await first.say("overdue again?");
    await first.hears("Two:");
    const second = await ChatPage.open(grace, address);
    await second.page.getByRole("heading", { name: "This chat isn’t here" }).waitFor();
    expect(await second.answers.filter({ hasText: "Two:" }).count()).toBe(0);
  });
});
