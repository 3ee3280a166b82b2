// What goes with a message: its command, the modes and the mentions. Rows CM-*, MO-* and MS-14 are those of the feature catalogue.
import { type Command, type Mention, type StepId, stepWithText, type TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import {
  type App,
  createApp,
  Message,
  type MessageContext,
  setCommands,
  setFollowUps,
  setModes,
  showToast,
  translate,
} from "../../index.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { toChainlitCommand } from "../wires/chainlit/surface-to-chainlit.ts";

const MODEL = {
  id: "model",
  name: "Model",
  options: [
    { id: "small", name: "Small" },
    { id: "large", name: "Large" },
  ],
};
const TONE = {
  id: "tone",
  name: "Tone",
  options: [
    { id: "plain", name: "Plain" },
    { id: "warm", name: "Warm", default: true },
  ],
};
const ADA: Mention = { id: "ada", label: "Ada Lovelace" };
const BEN: Mention = { id: "ben", label: "Ben" };

interface Heard {
  readonly message: Message;
  readonly context: MessageContext;
}

/** An app with two commands and two modes, and what its handler was called with. */
function attentive(): { readonly app: App; readonly heard: Heard[] } {
  const heard: Heard[] = [];
  const app = createApp();
  app.onChatStart(() => {
    setCommands([{ id: "Picture" }, { id: "Search" }]);
    setModes([MODEL, TONE]);
  });
  app.onMessage(async (message, context) => {
    heard.push({ message, context });
    await new Message("heard").send();
  });
  return { app, heard };
}

const stepOf = (chat: TestChat, id: StepId | undefined) => id && stepWithText(chat.state, id);

describe("a command", () => {
  it("arrives with its message, which may have no text, and stays on it (CM-4, CM-5)", async () => {
    const { app, heard } = attentive();
    await using chat = await openChat(app);
    await chat.send("", { command: "Picture" });
    expect(heard[0]?.message).toMatchObject({ content: "", command: "Picture" });
    expect(stepOf(chat, heard[0]?.message.id)).toMatchObject({ command: "Picture" });
    expect(chat.state.thread.name).toBe("Picture");
  });

  it("that is not offered is left out; nothing else in the message is refused", async () => {
    const { app, heard } = attentive();
    await using chat = await openChat(app);
    await chat.send("cats", { command: "Rule" });
    expect(heard[0]?.message.command).toBeUndefined();
    await expect(chat.send(" ", { command: "Rule" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(heard).toHaveLength(1);
  });

  it("is called as the app says in the person's language, and handlers read its id", async () => {
    const heard: unknown[] = [];
    const app = createApp();
    app.onChatStart(() => setCommands([{ id: "Picture", displayName: translate("picture") }, { id: "Search" }]));
    app.onMessage(({ command }) => void heard.push(command));
    const translations = { en: { app: { picture: "Picture" } }, de: { app: { picture: "Bild" } } };
    await using chat = await openChat(app, { translations, language: "de" });
    expect(chat.commands).toEqual([{ id: "Picture", displayName: "Bild" }, { id: "Search" }]);
    await chat.send("", { command: "Picture" });
    expect(heard).toEqual(["Picture"]);
    expect(chat.state.thread.name).toBe("Bild");
    expect(toChainlitCommand(chat.commands[0] as Command)).not.toHaveProperty("displayName");
  });

  it("may also be a follow-up's own", async () => {
    const { app, heard } = attentive();
    await using chat = await openChat(app);
    await inHandler(app, chat, () => setFollowUps([{ label: "More", message: "More of it", command: "Continue" }]));
    app.onMessage((message, context) => void heard.push({ message, context }));
    await chat.send("More of it", { command: "Continue" });
    expect(heard[0]?.message.command).toBe("Continue");
  });
});

describe("modes", () => {
  it("go with every message: what it names, else what is chosen, else the defaults (MO-3)", async () => {
    const { app, heard } = attentive();
    await using chat = await openChat(app);
    await chat.send("one");
    await chat.selectModes({ model: "large" });
    await chat.send("two", { modes: { tone: "plain" } });
    await chat.send("three", { modes: { model: "huge", nowhere: "x" } });
    expect(heard.map(({ message }) => message.modes)).toEqual([
      { model: "small", tone: "warm" },
      { model: "large", tone: "plain" },
      { model: "large", tone: "warm" },
    ]);
  });

  it("are chosen from what is offered only", async () => {
    const { app } = attentive();
    await using chat = await openChat(app);
    await chat.selectModes({ model: "large", tone: "loud", nowhere: "x" });
    expect(chat.modes).toEqual({ model: "large", tone: "warm" });
    expect(chat.state.surface.modeChoice).toEqual({ model: "large" });
  });

  it("that are set again keep the choice they still offer, and lose the rest", async () => {
    const { app } = attentive();
    await using chat = await openChat(app);
    await chat.selectModes({ model: "large", tone: "plain" });
    const onlyWarm = { ...TONE, options: TONE.options.slice(1) };
    await inHandler(app, chat, () => setModes([MODEL, onlyWarm]));
    expect(chat.modes).toEqual({ model: "large", tone: "warm" });
    await inHandler(app, chat, () => setModes([MODEL, TONE]));
    expect(chat.modes).toEqual({ model: "large", tone: "warm" });
  });

  it("are empty in an app without any, whatever a message says", async () => {
    const app = createApp();
    const heard: unknown[] = [];
    app.onMessage(({ modes }) => void heard.push(modes));
    await using chat = await openChat(app);
    await chat.send("hello", { modes: { model: "large" } });
    expect(heard).toEqual([{}]);
  });
});

describe("an edited message and another answer", () => {
  it("keep the command, and are answered by the modes that are chosen now", async () => {
    const { app, heard } = attentive();
    await using chat = await openChat(app);
    const id = await chat.post("cats", { command: "Picture", modes: { model: "large" } });
    await chat.settled();
    await chat.edit(id, "dogs");
    expect(heard[1]?.message).toMatchObject({ content: "dogs", command: "Picture", modes: { model: "small" } });
    expect(heard[1]?.context.editOf).toMatchObject({ content: "cats", modes: { model: "large" } });
    await chat.edit(heard[1]?.message.id as StepId, "birds", { command: "Search", modes: { model: "large" } });
    expect(heard[2]?.message).toMatchObject({ command: "Search", modes: { model: "large" } });

    await chat.selectModes({ tone: "plain" });
    await chat.regenerate(chat.state.path.at(-1) as TurnId);
    expect(heard[3]?.message).toMatchObject({ content: "birds", command: "Search", modes: { model: "small", tone: "plain" } });
    // What the person had sent stands as it was sent.
    expect(stepOf(chat, heard[3]?.message.id)?.modes).toEqual({ model: "large", tone: "warm" });
  });
});

describe("mentions", () => {
  it("arrive with their message and stay on it, also when the handler changes it", async () => {
    const { app, heard } = attentive();
    await using chat = await openChat(app);
    await chat.send("Ask @Ada Lovelace", { mentions: [ADA] });
    const { message } = heard[0] as Heard;
    expect(message.mentions).toEqual([ADA]);
    await inHandler(app, chat, () => message.update());
    expect(stepOf(chat, message.id)?.mentions).toEqual([ADA]);
  });

  it("of an edited message are those its text still names", async () => {
    const { app, heard } = attentive();
    await using chat = await openChat(app);
    const id = await chat.post("@Ada Lovelace or @Ben?", { mentions: [ADA, BEN] });
    await chat.settled();
    await chat.edit(id, "Only @Ben");
    expect(heard[1]?.message.mentions).toEqual([BEN]);
  });
});

describe("follow-ups and notices", () => {
  it("follow-ups stand until the person goes on: with a message, another answer, an edit", async () => {
    const app = createApp();
    app.onMessage(async () => {
      setFollowUps(["Go on", { label: "Stop", message: "Stop it" }]);
      await new Message("said").send();
    });
    await using chat = await openChat(app);
    const offered = [
      { label: "Go on", message: "Go on" },
      { label: "Stop", message: "Stop it" },
    ];
    await chat.send("hello");
    expect(chat.followUps).toEqual(offered);
    const seen: number[] = [];
    app.onMessage(() => void seen.push(chat.followUps.length));
    await chat.send("again");
    expect(seen).toEqual([0]);
    await inHandler(app, chat, () => setFollowUps(["Go on"]));
    app.onMessage(() => void seen.push(chat.followUps.length));
    await chat.regenerate(chat.state.path.at(-1) as TurnId);
    expect(seen).toEqual([0, 0]);
  });

  it("a notice is shown once and kept nowhere", async () => {
    const app = createApp();
    await using chat = await openChat(app);
    await inHandler(app, chat, () => showToast("Saved", { type: "success" }));
    expect(chat.toasts).toEqual([{ message: "Saved", type: "success" }]);
    expect(JSON.stringify(chat.state.surface)).not.toContain("Saved");
  });

  it.each([
    ["no text", undefined, "info", "A toast needs a text, not undefined."],
    ["an object", { text: "Saved" }, "info", "A toast needs a text, not object."],
    ["an empty text", "", "info", "A toast needs a text, and this one is empty."],
    ["a type that is none", "Saved", "danger", 'There is no toast of the type "danger".'],
  ])("a notice with %s is refused where it is given, and reaches no page", async (_what, message, type, told) => {
    const app = createApp();
    await using chat = await openChat(app);
    const refused = await inHandler(app, chat, () => {
      try {
        showToast(message as string, { type: type as "info" });
        return undefined;
      } catch (error) {
        return error;
      }
    });
    expect(refused).toMatchObject({ code: "BAD_INPUT", message: told });
    expect(chat.toasts).toEqual([]);
  });
});

it("what an author gives is checked where it is given", async () => {
  const app = createApp();
  await using chat = await openChat(app);
  const refused = await inHandler(app, chat, () =>
    [
      () => setCommands([{ id: "" }]),
      () => setCommands([{ id: "A" }, { id: "A" }]),
      () => setModes([MODEL, MODEL]),
      () => setFollowUps([""]),
    ].map((call) => {
      try {
        call();
        return "taken";
      } catch (error) {
        return (error as { code?: string }).code;
      }
    }),
  );
  expect(refused).toEqual(["BAD_INPUT", "BAD_INPUT", "BAD_INPUT", "BAD_INPUT"]);
  expect(chat.commands).toEqual([]);
});
