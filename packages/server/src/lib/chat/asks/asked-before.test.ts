// Keys of questions in apps that change: an answer counts for what was asked, and for nothing else under the same key.
import type { TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createApp } from "../../app/app.ts";
import { createDurableStores } from "../../testing/durable-stores.ts";
import { openChat, type TestChat } from "../../testing/open-chat.ts";
import { Message } from "../message.ts";
import { askAction } from "./ask-action.ts";
import { askApproval } from "./ask-approval.ts";
import { askChoice } from "./ask-choice.ts";
import { askConfirm } from "./ask-confirm.ts";
import { askForm } from "./ask-form.ts";
import { askUser } from "./ask-user.ts";

const KEY = { key: "k" };

/** Says what it was given, or fails after the answer; what it asks may be exchanged. */
function changing(ask: () => PromiseLike<unknown>) {
  const parts = { ask, fails: true };
  const app = createApp();
  app.onMessage(async () => {
    const given = await parts.ask();
    if (parts.fails) throw new Error("no");
    await new Message(`Given ${JSON.stringify(given)}`).send();
  });
  app.onAskAnswer(() => undefined);
  return { app, parts };
}

const tools = ({ asks }: TestChat) => asks.map((ask) => ask.kind === "approval" && ask.tool);
const lastTurn = (chat: TestChat) => chat.state.path.at(-1) as TurnId;

/** Tries the turn again, as an app that was changed meanwhile. */
function tryAgain(chat: TestChat, { parts }: ReturnType<typeof changing>, ask = parts.ask) {
  Object.assign(parts, { ask, fails: false });
  return chat.regenerate(lastTurn(chat));
}

describe("an approval with a key", () => {
  const mail = () => askApproval({ tool: "mail", input: { to: "ada" }, ...KEY });

  it.each([
    ["another tool", () => askApproval({ tool: "delete_db", input: { to: "ada" }, ...KEY }), "Allow delete_db?"],
    ["another input", () => askApproval({ tool: "mail", input: { to: "everybody" }, ...KEY }), "Allow mail?"],
  ])("allows nothing for %s when the turn is tried again", async (_what, ask, asked) => {
    const app = changing(mail);
    await using chat = await openChat(app.app);
    await chat.send("hi");
    await chat.approve();
    expect(await tryAgain(chat, app, ask)).toBe(asked);
    expect(chat.asks).toHaveLength(1);
    expect(await chat.deny()).toContain('"approved":false');
  });

  it("is not asked again for the same call", async () => {
    const app = changing(mail);
    await using chat = await openChat(app.app);
    await chat.send("hi");
    await chat.approve();
    expect(await tryAgain(chat, app)).toBe('Given {"approved":true,"decision":"once","input":{"to":"ada"}}');
  });

  it("allows one call and not the next of the same turn, however many are asked for at once", async () => {
    const app = changing(async () => {
      const first = await mail();
      const others = ["b", "c"].map((input) => askApproval({ tool: "delete_db", input, ...KEY }));
      return [first, ...(await Promise.all(others))].map((one) => one?.approved);
    });
    app.parts.fails = false;
    await using chat = await openChat(app.app);
    await chat.send("hi");
    await chat.approve();
    expect(tools(chat)).toEqual(["delete_db", "delete_db"]);
    await chat.deny();
    expect(await chat.deny()).toBe("Given [true,false,false]");
  });

  it("that is still open after a restart is taken over for the same call alone", async () => {
    const stores = await createDurableStores();
    const app = changing(mail);
    const before = await openChat(app.app, { ...stores(), owner: "visitor:a" });
    await before.send("hi");
    const [open] = before.asks;
    await before[Symbol.asyncDispose]();
    await using chat = await openChat(app.app, { ...stores(), owner: "visitor:a", sessionId: before.session.id });
    await tryAgain(chat, app);
    expect(chat.asks.map(({ id }) => id)).toEqual([open?.id]);
    await chat.stop();
    await chat.settled();
  });

  it("that is still open after a restart gives way to a question about another call", async () => {
    const stores = await createDurableStores();
    const app = changing(mail);
    const before = await openChat(app.app, { ...stores(), owner: "visitor:a" });
    await before.send("hi");
    await before[Symbol.asyncDispose]();
    await using chat = await openChat(app.app, { ...stores(), owner: "visitor:a", sessionId: before.session.id });
    expect(await tryAgain(chat, app, () => askApproval({ tool: "delete_db", input: 1, ...KEY }))).toBe("Allow delete_db?");
    expect(tools(chat)).toEqual(["delete_db"]);
    expect(await chat.approve()).toBe('Given {"approved":true,"decision":"once","input":1}');
  });
});

describe("an answer that fits no more", () => {
  it("to a choice is asked for anew, and the new one is kept", async () => {
    const app = changing(() => askChoice("Which?", ["a", "b"], KEY));
    await using chat = await openChat(app.app);
    await chat.send("hi");
    await chat.choose("a");
    expect(await tryAgain(chat, app, () => askChoice("Which now?", ["b", "c"], KEY))).toBe("Which now?");
    expect(await chat.choose("c")).toBe('Given "c"');
  });

  it("to a question with buttons is asked for anew", async () => {
    const app = changing(() => askAction("Go on?", [{ name: "yes" }, { name: "no" }], KEY));
    await using chat = await openChat(app.app);
    await chat.send("hi");
    await chat.choose("yes");
    expect(await tryAgain(chat, app, () => askAction("Which way?", [{ name: "left" }, { name: "right" }], KEY))).toBe("Which way?");
    await chat.choose("left");
    expect(chat.messages.at(-1)?.text).toBe('Given {"name":"left"}');
  });

  it("is none for a button of the same id that does something else", async () => {
    const id = crypto.randomUUID();
    const app = changing(() => askAction("Go on?", [{ id, name: "delete", payload: { file: "a" } }], KEY));
    await using chat = await openChat(app.app);
    await chat.send("hi");
    await chat.choose("delete");
    const other = () => askAction("And now?", [{ id, name: "delete", payload: { file: "b" } }], KEY);
    expect(await tryAgain(chat, app, other)).toBe("And now?");
  });

  it("to a form is asked for anew when its schema refuses it", async () => {
    let least = 1;
    const app = changing(() => askForm(z.object({ people: z.int().refine((people) => people >= least) }), KEY));
    await using chat = await openChat(app.app);
    await chat.send("hi");
    await chat.fill({ people: 2 });
    await chat.settled();
    least = 3;
    expect(await tryAgain(chat, app)).toBe("Please fill this in.");
    expect(chat.asks).toHaveLength(1);
    await chat.fill({ people: 4 });
    await chat.settled();
    expect(chat.messages.at(-1)?.text).toBe('Given {"people":4}');
  });
});

describe("an answer to other words under the same key", () => {
  it("is none: a yes to deleting one file is no yes to deleting another", async () => {
    const app = changing(() => askConfirm("Delete a.txt?", KEY));
    await using chat = await openChat(app.app);
    await chat.send("hi");
    await chat.confirm(true);
    expect(await tryAgain(chat, app, () => askConfirm("Delete everything?", KEY))).toBe("Delete everything?");
    await chat.confirm(false);
    expect(chat.messages.at(-1)?.text).toBe("Given false");
  });

  it("is none for what is typed either, and an open question is taken over for the same words alone", async () => {
    const stores = await createDurableStores();
    const app = changing(() => askUser("Your town?", KEY).then((town) => town?.content));
    const before = await openChat(app.app, { ...stores(), owner: "visitor:a" });
    await before.send("hi");
    await before[Symbol.asyncDispose]();
    await using chat = await openChat(app.app, { ...stores(), owner: "visitor:a", sessionId: before.session.id });
    expect(await tryAgain(chat, app, () => askUser("Your password?", KEY).then((word) => word?.content))).toBe("Your password?");
    expect(chat.asks).toHaveLength(1);
    expect(await chat.answer("heron")).toBe('Given "heron"');
  });
});

describe("what was answered under a key", () => {
  it("is not asked again when the chat had ended and is opened anew", async () => {
    const app = changing(() => askChoice("Which?", ["a", "b"], KEY));
    await using first = await openChat(app.app, { owner: "visitor:a" });
    await first.send("hi");
    await first.choose("b");
    const { threadId } = first.session;
    await first.leave();
    await using chat = await openChat(app.app, { host: first.host, owner: "visitor:a", threadId });
    expect(chat.session.id).not.toBe(first.session.id);
    expect(await tryAgain(chat, app)).toBe('Given "b"');
  });

  it("is typed once, also when the server was killed after the answer was stored and before its record was", async () => {
    const stores = await createDurableStores();
    const app = changing(() => askUser("Your town?", KEY).then((town) => town?.content));
    const first = await openChat(app.app, { ...stores(), owner: "visitor:a" });
    await first.send("hi");
    const record = await first.host.services.store.load(first.session.id);
    await first.answer("Turin");
    await first[Symbol.asyncDispose]();
    const { sessionStore } = stores();
    await sessionStore.open();
    await sessionStore.save(record as NonNullable<typeof record>);
    await sessionStore.close();
    await using chat = await openChat(app.app, { ...stores(), owner: "visitor:a", sessionId: first.session.id });
    expect(chat.asks).toEqual([]);
    expect(await tryAgain(chat, app)).toBe('Given "Turin"');
  });

  it("is forgotten with a turn that nobody tries again, so that a long chat does not carry all of it along", async () => {
    const app = changing(() => askConfirm("Sure?", KEY));
    await using chat = await openChat(app.app);
    const answers = async () => Object.keys((await chat.host.services.store.load(chat.session.id))?.answers ?? {}).length;
    await chat.send("fails");
    await chat.confirm();
    app.parts.fails = false;
    for (let turn = 0; turn < 3; turn++) {
      await chat.send("goes well");
      await chat.confirm();
    }
    await chat.session.writer.save();
    expect(await answers()).toBe(1);
  });
});
