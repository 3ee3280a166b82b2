import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, seen, textOf } from "../support/chat-page.ts";
import { type Answer, type ModelServer, serveModel, withResolvers } from "../support/model-server.ts";
import { type RunningApp, runExample } from "../support/running-app.ts";

/** A thought, then a call whose arguments come in pieces. */
const CALLS_THE_CLOCK: Answer = [
  { reasoning_content: "They ask for the time. " },
  { reasoning_content: "The clock knows it." },
  { tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "clock", arguments: '{"time' } }] },
  { tool_calls: [{ index: 0, function: { arguments: 'Zone":"Europe/Oslo"}' } }] },
];

/** A call of the tool that asks first. */
const REMINDS: Answer = [
  { tool_calls: [{ index: 0, id: "call_2", type: "function", function: { name: "reminder", arguments: '{"text":"milk"}' } }] },
];

let browser: Browser;
let model: ModelServer;
let app: RunningApp;
let gate = withResolvers();

beforeAll(async () => {
  model = await serveModel((request) => {
    const last = request.body.messages.at(-1);
    if (last?.role === "tool" && /Noted/.test(JSON.stringify(last.content))) return [{ content: "You will be reminded." }];
    if (last?.role === "tool") return [{ content: "In Oslo it is **" }, { content: `${toolText(last.content)}**.` }];
    const asked = JSON.stringify(last?.content);
    if (/remind/.test(asked)) return REMINDS;
    if (/time/.test(asked)) return CALLS_THE_CLOCK;
    if (/long/.test(asked)) return [{ content: "The beginning " }, gate.promise, { content: "and the end." }];
    if (/refuse/.test(asked) && gate !== open) return { status: 401, message: "Incorrect API key provided." };
    return [{ content: `You said ${request.body.messages.filter(({ role }) => role === "user").length} thing(s).` }];
  });
  const env = { OPENAI_BASE_URL: model.url, OPENAI_API_KEY: "sk-test", OPENAI_MODEL: "tiny" };
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("llm", { env })]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
  await model?.[Symbol.asyncDispose]();
});

/** A gate that everything may pass. */
const open = withResolvers();
open.resolve();

function toolText(content: unknown): string {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return /\d\d:\d\d:\d\d/.exec(text)?.[0] ?? `no time in ${text}`;
}

describe("The llm example", () => {
  it("shows the model's thought, its tool call with input and output, and the answer made of it", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    const before = model.requests.length;
    await chat.ask("What time is it in Oslo?", /^In Oslo it is \d\d:\d\d:\d\d\.$/);
    await expect.poll(() => textOf(chat.answers.last().locator("strong"))).toMatch(/^\d\d:\d\d:\d\d$/);
    await chat.page.getByRole("button", { name: /^Worked for .*2 steps/ }).click();
    await chat.stepLine("Reasoning").click();
    await chat.step("Reasoning").getByText("They ask for the time. The clock knows it.").waitFor();
    await chat.stepLine("clock").click();
    const card = chat.step("clock").locator(".step-card");
    await card
      .getByRole("tabpanel")
      .filter({ hasText: /\d\d:\d\d:\d\d/ })
      .waitFor();
    await card.getByRole("tab", { name: "Input" }).click();
    await card.getByRole("tabpanel").filter({ hasText: "Europe/Oslo" }).waitFor();

    const [first, second] = model.requests.slice(before);
    expect(first?.authorization).toBe("Bearer sk-test");
    expect(first?.body).toMatchObject({ model: "tiny", stream: true });
    expect(first?.body.tools?.map((tool) => tool.function.name)).toEqual(["clock", "reminder"]);
    expect(second?.body.messages.map(({ role }) => role)).toEqual(["user", "assistant", "tool"]);

    // In the next turn the model is given its call and the result again, as it was within the first, and also after a reload.
    await chat.page.reload();
    await chat.ask("And a thing?", "You said 2 thing(s).");
    const next = model.requests.at(-1)?.body.messages ?? [];
    expect(next.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "assistant", "user"]);
    expect(next[1]).toMatchObject({ tool_calls: [{ id: "call_1", function: { name: "clock" } }] });
    expect(next[2]).toMatchObject({ tool_call_id: "call_1", content: expect.stringMatching(/\d\d:\d\d:\d\d/) });
    expect(chat.trouble).toEqual([]);
  });

  it("gives the model the conversation so far, and after an edit only the branch that is shown", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.ask("hello", "You said 1 thing(s).");
    await chat.ask("again", "You said 2 thing(s).");
    await chat.ask("and again", "You said 3 thing(s).");
    expect(model.requests.at(-1)?.body.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant", "user"]);
    await chat.said.nth(1).hover();
    await chat.page.locator(".edit-message").nth(1).click();
    await chat.page.locator("#edit-chat-input").fill("otherwise");
    await chat.page.locator(".confirm-edit").click();
    await chat.said.filter({ hasText: "otherwise" }).waitFor();
    await chat.answers.filter({ hasText: "You said 2 thing(s)." }).waitFor();
    await chat.rests();
    await expect.poll(() => chat.said.allInnerTexts()).toEqual(["hello", "otherwise"]);
    expect(JSON.stringify(model.requests.at(-1)?.body.messages)).not.toContain("again");
  });

  it("stops the model when the person stops the answer, and keeps what was said", async () => {
    gate = withResolvers();
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("a long one");
    await chat.hears("The beginning");
    await chat.stopButton.click();
    await model.requests.at(-1)?.abandoned;
    await seen(chat.page, "Stopped.").waitFor();
    gate.resolve();
    await chat.rests();
    await expect.poll(() => textOf(chat.answers.last())).toBe("The beginning");
  });

  it("shows why the model refused, and answers when it is tried again", async () => {
    gate = withResolvers();
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("refuse me");
    await chat.page.getByRole("note").filter({ hasText: "Incorrect API key provided." }).waitFor();
    gate = open;
    await chat.button("Try again").click();
    await chat.hears("You said 1 thing(s).");
    await chat.rests();
  });

  it("asks before the tool runs, and the model goes on once it is allowed", async () => {
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, app.url);
    await chat.say("remind me of the milk");
    await chat.button("Allow once").first().click();
    await chat.hears("You will be reminded.");
    await chat.rests();
    const messages = model.requests.at(-1)?.body.messages ?? [];
    expect(messages.at(-1)).toMatchObject({ role: "tool", tool_call_id: "call_2", content: expect.stringContaining("Noted.") });
    expect(chat.trouble).toEqual([]);
  });

  it("needs no key for a model of one's own, as an Ollama", async () => {
    await using local = await runExample("llm", { env: { OPENAI_BASE_URL: model.url } });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, local.url);
    await chat.ask("hello", "You said 1 thing(s).");
    expect(model.requests.at(-1)?.authorization).toBeUndefined();
    expect(model.requests.at(-1)?.body.model).toBe("qwen3");
  });
});
