// Questions of every kind: what their authors are given, what their messages keep, and which answers are refused.
import type { Ask, AskAnswer, AskId, StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../../app/app.ts";
import { dispatch } from "../../app/dispatch.ts";
import { openChat, type TestChat } from "../../testing/open-chat.ts";
import { attach } from "../../testing/test-elements.ts";
import { chatContext } from "../chat-context.ts";
import { Message } from "../message.ts";
import { withStep } from "../step.ts";
import { askAction } from "./ask-action.ts";
import { askApproval } from "./ask-approval.ts";
import { askChoice } from "./ask-choice.ts";
import { askConfirm } from "./ask-confirm.ts";
import { askFile } from "./ask-file.ts";
import type { LateAnswer } from "./late-answer.ts";

/** An app that asks once and says what it was given. */
function asks(ask: () => PromiseLike<unknown>) {
  const app = createApp();
  app.onMessage(async () => {
    const given = await ask();
    await new Message(`Given ${JSON.stringify(given)}`).send();
  });
  return app;
}

const openAsk = ({ state }: TestChat) => [...state.asks.values()].at(-1) as Ask;

function give({ session, host }: TestChat, askId: AskId, answer: AskAnswer) {
  const limits = { messageLength: 1000, queuedMessages: 50 };
  return dispatch({ session, driver: host.driver, limits, leave: () => undefined }, { type: "answerAsk", askId, answer });
}

/** Answers the open question; what the app says then. */
async function answer(chat: TestChat, given: AskAnswer): Promise<string | undefined> {
  await give(chat, openAsk(chat).id, given);
  await chat.settled();
  return chat.messages.at(-1)?.text;
}

const closedAsk = ({ state }: TestChat, { stepId }: Ask) => state.steps.get(stepId)?.step.closedAsk;

describe("a choice", () => {
  const SIZES = ["small", { value: "large", label: "Large", badge: "Recommended" }] as const;

  it("gives the value of the option, and its message keeps it", async () => {
    await using chat = await openChat(asks(() => askChoice("Which size?", SIZES)));
    expect(await chat.send("hi")).toBe("Which size?");
    const ask = openAsk(chat);
    expect(ask).toMatchObject({ kind: "choice", options: [{ value: "small", label: "small" }, SIZES[1]] });
    expect(await answer(chat, { kind: "choice", values: ["large"] })).toBe('Given "large"');
    expect(closedAsk(chat, ask)).toMatchObject({ outcome: "answered", answer: { kind: "choice", values: ["large"] } });
  });

  it("stays closed when the author changes its message afterwards", async () => {
    const app = asks(async () => {
      const size = await askChoice("Which size?", SIZES);
      const question = (await chatContext.get()).find(({ content }) => content === "Which size?");
      if (question) question.content = "Which size, please?";
      await question?.update();
      return size;
    });
    await using chat = await openChat(app);
    await chat.send("hi");
    const ask = openAsk(chat);
    await answer(chat, { kind: "choice", values: ["large"] });
    expect(chat.messages.map(({ text }) => text)).toEqual(["hi", "Which size, please?", 'Given "large"']);
    expect(closedAsk(chat, ask)?.answer).toEqual({ kind: "choice", values: ["large"] });
  });

  it("of several gives a list in the order of the options, with what was written beside them", async () => {
    await using chat = await openChat(asks(() => askChoice("Which?", ["a", "b", "c"], { multiple: true, other: true, max: 3 })));
    await chat.send("hi");
    expect(await answer(chat, { kind: "choice", values: ["c", "a", "c"], other: " mine " })).toBe('Given ["a","c",{"other":"mine"}]');
  });

  it.each([
    ["an option that is not offered", {}, { values: ["huge"] }],
    ["two where one is asked for", {}, { values: ["a", "b"] }],
    ["nothing", {}, { values: [] }],
    ["words where only options count", {}, { values: [], other: "mine" }],
    ["fewer than asked for", { multiple: true, min: 2 }, { values: ["a"] }],
    ["more than allowed", { multiple: true, max: 1 }, { values: ["a", "b"] }],
  ])("refuses %s, and waits on", async (_what, options, given) => {
    await using chat = await openChat(asks(() => askChoice("Which?", ["a", "b"], options)));
    await chat.send("hi");
    await expect(give(chat, openAsk(chat).id, { kind: "choice", ...given })).rejects.toMatchObject({ code: "INVALID_VALUES" });
    expect(await answer(chat, { kind: "choice", values: ["a", "b"].slice(0, "min" in options ? 2 : 1) })).toMatch(/^Given/);
  });

  it.each([
    ["no options", [], {}],
    ["two options of one value", ["a", { value: "a", label: "B" }], {}],
    ["a count that nobody can meet", ["a", "b"], { multiple: true, min: 3 }],
    ["an option without a value", [""], {}],
  ])("is not put with %s", async (_what, options, more) => {
    await using chat = await openChat(asks(() => askChoice("Which?", options, more).catch((error: { code: string }) => error.code)));
    expect(await chat.send("hi")).toBe('Given "BAD_INPUT"');
  });
});

describe("a yes or no", () => {
  it.each([true, false])("gives %j", async (confirmed) => {
    await using chat = await openChat(asks(() => askConfirm("Delete?", { danger: true, yes: "Delete" })));
    await chat.send("hi");
    const ask = openAsk(chat);
    expect(ask).toMatchObject({ kind: "confirm", danger: true, yes: "Delete" });
    expect(await answer(chat, { kind: "confirm", confirmed })).toBe(`Given ${confirmed}`);
    expect(closedAsk(chat, ask)?.answer).toEqual({ kind: "confirm", confirmed });
  });
});

describe("a question with buttons", () => {
  it("gives the one that was pressed, as it was given, also when the turn is tried again", async () => {
    let fails = true;
    const app = createApp();
    app.onMessage(async () => {
      const pressed = await askAction("Go on?", [{ name: "no" }, { name: "yes", payload: { rest: 3 }, label: "Yes" }], { key: "go" });
      if (fails) throw new Error("no");
      await new Message(JSON.stringify(pressed)).send();
    });
    await using chat = await openChat(app);
    await chat.send("hi");
    const ask = openAsk(chat);
    if (ask.kind !== "action") throw new Error("It is a question with buttons.");
    const stranger = { kind: "action", actionId: crypto.randomUUID() } as AskAnswer;
    await expect(give(chat, ask.id, stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const [, yes] = ask.actions;
    await answer(chat, { kind: "action", actionId: yes?.id ?? ("" as never) });
    fails = false;
    expect(await chat.regenerate(ask.turnId)).toBe('{"name":"yes","payload":{"rest":3},"label":"Yes"}');
    expect(chat.state.asks.size).toBe(0);
  });
});

describe("a question for files", () => {
  const app = asks(async () => {
    const files = await askFile("Send it.", { accept: ["text/*"], maxFiles: 2, maxSizeMb: 0.001 });
    return Promise.all((files ?? []).map(async (file) => [file.name, await file.text()]));
  });
  const csv = { name: "a.csv", content: "a,b\n1,2\n" };

  it("gives elements that can be read; they are shown with the question", async () => {
    await using chat = await openChat(app);
    await chat.send("hi");
    const ask = openAsk(chat);
    const files = await attach(chat.session, [csv]);
    expect(await answer(chat, { kind: "file", files })).toBe('Given [["a.csv","a,b\\n1,2\\n"]]');
    expect(closedAsk(chat, ask)?.answer).toEqual({ kind: "file", files });
    expect(chat.elements(ask.stepId)).toMatchObject([{ name: "a.csv" }]);
  });

  it.each([
    [
      "of another kind than asked for",
      "FILE_REFUSED",
      [{ name: "a.csv", content: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex") }],
    ],
    ["that are larger than asked for", "TOO_LARGE", [{ ...csv, content: "x".repeat(1100) }]],
    ["more than asked for", "TOO_LARGE", [csv, { ...csv, name: "b.csv" }, { ...csv, name: "c.csv" }]],
  ])("refuses files %s, by what is in them", async (_what, code, given) => {
    await using chat = await openChat(app);
    await chat.send("hi");
    const files = await attach(chat.session, given);
    await expect(give(chat, openAsk(chat).id, { kind: "file", files })).rejects.toMatchObject({ code });
    expect(chat.state.asks.size).toBe(1);
  });

  it("refuses a file of somebody else’s chat, by its key", async () => {
    await using chat = await openChat(app);
    await using other = await openChat(app, { host: chat.host });
    await chat.send("hi");
    const files = await attach(other.session, [csv]);
    await expect(give(chat, openAsk(chat).id, { kind: "file", files })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("an approval", () => {
  const INPUT = { to: "ada@example.com" };

  it("is for the step it stands in, and gives the decision with the input", async () => {
    let stepId: string | undefined;
    const app = asks(() =>
      withStep("mail", (step) => {
        stepId = step.id;
        return askApproval({ tool: "send_mail", input: INPUT });
      }),
    );
    await using chat = await openChat(app);
    expect(await chat.send("hi")).toBe("Allow send_mail?");
    expect(openAsk(chat)).toMatchObject({ kind: "approval", input: INPUT, targetId: stepId, scopes: ["chat", "always"] });
    expect(await answer(chat, { kind: "approval", decision: "once" })).toBe(
      `Given ${JSON.stringify({ approved: true, decision: "once", input: INPUT })}`,
    );
  });

  it("is denied with a reason", async () => {
    await using chat = await openChat(asks(() => askApproval({ tool: "t", input: 1 })));
    await chat.send("hi");
    expect(await answer(chat, { kind: "approval", decision: "deny", reason: "Not now." })).toBe(
      'Given {"approved":false,"decision":"deny","input":1,"reason":"Not now."}',
    );
  });

  it("takes a changed input only where it may be changed, and only the scopes that are offered", async () => {
    await using chat = await openChat(asks(() => askApproval({ tool: "t", input: 1, scopes: ["chat"] })));
    await chat.send("hi");
    const { id } = openAsk(chat);
    await expect(give(chat, id, { kind: "approval", decision: "once", input: 2 })).rejects.toMatchObject({ code: "INVALID_VALUES" });
    await expect(give(chat, id, { kind: "approval", decision: "always" })).rejects.toMatchObject({ code: "INVALID_VALUES" });
    await using edited = await openChat(asks(() => askApproval({ tool: "t", input: 1, edit: true })));
    await edited.send("hi");
    // Who wrote the tool counts on its kind at least.
    for (const input of ["2", null, [2], { n: 2 }])
      await expect(give(edited, openAsk(edited).id, { kind: "approval", decision: "once", input })).rejects.toMatchObject({
        code: "INVALID_VALUES",
      });
    expect(await answer(edited, { kind: "approval", decision: "once", input: 2 })).toContain('"input":2');
  });
});

describe("any question", () => {
  it("takes the first answer; the same one again is the same, another kind is none", async () => {
    await using chat = await openChat(asks(() => askConfirm("Sure?")));
    await chat.send("hi");
    const { id } = openAsk(chat);
    await expect(give(chat, id, { kind: "choice", values: ["yes"] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const results = await Promise.allSettled([
      give(chat, id, { kind: "confirm", confirmed: true }),
      give(chat, id, { kind: "confirm", confirmed: false }),
      give(chat, id, { kind: "confirm", confirmed: true }),
    ]);
    await chat.settled();
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { code: "ASK_CLOSED" } });
    expect(chat.messages.map(({ text }) => text)).toEqual(["hi", "Sure?", "Given true"]);
  });

  it("may be open beside others of every kind, each answered alone", async () => {
    const app = asks(async () => {
      const [sure, size, mail] = await Promise.all([
        askConfirm("Sure?"),
        askChoice("Which?", ["a", "b"]),
        askApproval({ tool: "t", input: 1 }),
      ]);
      return [sure, size, mail?.decision];
    });
    await using chat = await openChat(app);
    await chat.send("hi");
    const byKind = new Map([...chat.state.asks.values()].map((ask) => [ask.kind, ask.id]));
    await give(chat, byKind.get("approval") as AskId, { kind: "approval", decision: "deny" });
    await give(chat, byKind.get("choice") as AskId, { kind: "choice", values: ["b"] });
    expect(chat.state.asks.size).toBe(1);
    await give(chat, byKind.get("confirm") as AskId, { kind: "confirm", confirmed: true });
    await chat.settled();
    expect(chat.messages.at(-1)?.text).toBe('Given [true,"b","deny"]');
  });

  it("that nobody’s code waits for any more gives its answer to onAskAnswer, by its kind", async () => {
    const app = createApp();
    const late: LateAnswer[] = [];
    app.onMessage(async () => void (await askChoice("Which?", ["a", "b"], { key: "which" })));
    app.onAskAnswer((answered) => void late.push(answered));
    const first = await openChat(app, { owner: "visitor:ada" });
    await first.send("hi");
    const { threadId } = first.session;
    await first.leave();
    await using again = await openChat(app, { host: first.host, owner: "visitor:ada", threadId });
    await answer(again, { kind: "choice", values: ["b"] });
    expect(late).toEqual([{ key: "which", kind: "choice", question: "Which?", answer: "b" }]);
    await first[Symbol.asyncDispose]();
    expect(again.state.steps.get(again.messages[1]?.id as StepId)?.step.closedAsk?.outcome).toBe("answered");
  });
});
