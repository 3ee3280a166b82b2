// Tools of the app in the toolbar of every answer, and beside selected text.
import { ChatError } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp, Message, setMessageActions } from "../../index.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { openChat } from "../testing/open-chat.ts";

async function refusal(work: Promise<unknown>): Promise<ChatError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChatError)) throw new Error("It was not refused.");
  return error;
}

function withTools() {
  const app = createApp();
  const used: unknown[] = [];
  const noting = (name: string) => (use: { readonly message: Message; readonly selection: string | undefined }) => {
    used.push([name, use.message.content, use.selection]);
    return { name };
  };
  app.messageAction("save", { label: "Save", icon: "bookmark" }, noting("save"));
  app.messageAction("translate", { label: "Translate", on: "selection" }, noting("translate"));
  app.messageAction("cite", { label: "Cite", on: "both" }, noting("cite"));
  app.onMessage(async ({ content }) => {
    if (content === "narrow") setMessageActions(["cite", "save"]);
    await new Message(`re ${content}`).send();
  });
  return { app, used };
}

describe("the tools of an app", () => {
  it("are there from the start, and are given the message and what is selected in it", async () => {
    const { app, used } = withTools();
    await using chat = await openChat(app);
    expect(chat.messageActions).toEqual([
      { name: "save", label: "Save", icon: "bookmark" },
      { name: "translate", label: "Translate", on: "selection" },
      { name: "cite", label: "Cite", on: "both" },
    ]);
    await chat.send("hello");
    const [, answer] = chat.messages;
    if (!answer) throw new Error("There is no answer.");
    expect(await chat.useMessageAction("save", answer)).toEqual({ name: "save" });
    await chat.useMessageAction("translate", answer, "hel");
    await chat.useMessageAction("cite", answer);
    await chat.useMessageAction("cite", answer, "lo");
    expect(used).toEqual([
      ["save", "re hello", undefined],
      ["translate", "re hello", "hel"],
      ["cite", "re hello", undefined],
      ["cite", "re hello", "lo"],
    ]);
  });

  it("are used only where they are offered, and on messages that are there", async () => {
    const { app, used } = withTools();
    await using chat = await openChat(app);
    await using stranger = await openChat(app, { host: chat.host });
    await chat.send("hello");
    const [, answer] = chat.messages;
    if (!answer) throw new Error("There is no answer.");
    expect(await refusal(chat.useMessageAction("translate", answer))).toMatchObject({ code: "BAD_REQUEST" });
    expect(await refusal(chat.useMessageAction("save", answer, "hel"))).toMatchObject({ code: "BAD_REQUEST" });
    expect(await refusal(chat.useMessageAction("print", answer))).toMatchObject({ code: "NOT_FOUND" });
    expect(await refusal(stranger.useMessageAction("save", answer))).toMatchObject({ code: "NOT_FOUND" });
    expect(used).toEqual([]);
  });

  it("show their error to who used them, not in the chat, and tell onError which they are", async () => {
    const app = createApp();
    const told: unknown[] = [];
    app.messageAction("fail", { label: "Fail" }, () => {
      throw new ChatError("FORBIDDEN", "Not this one.");
    });
    app.onError((_error, { handler }) => void told.push(handler));
    app.onMessage(() => new Message("here").send());
    await using chat = await openChat(app);
    await chat.send("hello");
    const before = chat.messages;
    expect(await refusal(chat.useMessageAction("fail", before[1] ?? { id: chat.session.newStepId() }))).toMatchObject({
      message: "Not this one.",
    });
    expect([chat.messages, chat.errors, told]).toEqual([before, [], ["messageAction"]]);
  });

  it("can be narrowed for one chat, in an order of its own, which a restart keeps", async () => {
    const kept = { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore(), owner: "visitor:a" };
    const { app } = withTools();
    const first = await openChat(app, kept);
    await first.send("narrow");
    const names = (chat: typeof first) => chat.messageActions.map(({ name }) => name);
    expect(names(first)).toEqual(["cite", "save"]);
    const [, answer] = first.messages;
    expect(await refusal(first.useMessageAction("translate", answer ?? { id: first.session.newStepId() }, "x"))).toMatchObject({
      code: "NOT_FOUND",
    });
    const { threadId } = first.session;
    await first.session.writer.save();
    first.session.recorder.dispose();
    const { app: later } = withTools();
    later.messageAction("save", { label: "Keep" }, () => undefined);
    await using second = await openChat(later, { ...kept, threadId });
    expect(second.messageActions.map(({ label }) => label)).toEqual(["Cite", "Keep"]);
    await using other = await openChat(withTools().app);
    expect(names(other)).toEqual(["save", "translate", "cite"]);
  });
});
