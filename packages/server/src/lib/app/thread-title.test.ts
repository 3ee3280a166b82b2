import { describe, expect, it } from "vitest";
import { createApp, Message, onThreadTitle, setThreadTitle } from "../../index.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { silentLogger } from "../logger.ts";
import { openChat } from "../testing/open-chat.ts";

const echo = async ({ content }: Message) => void (await new Message(`You said ${content}`).send());

describe("the title of a chat", () => {
  it("is the first words of the first message, until the app gives one", async () => {
    const app = createApp({
      onMessage: async ({ content }) => {
        if (content === "name it") expect(setThreadTitle("  Plans\nfor the summer ")).toBe(true);
      },
    });
    await using chat = await openChat(app);
    expect(chat.title).toBeUndefined();
    await chat.send("hello there");
    expect(chat.title).toBe("hello there");
    await chat.send("name it");
    expect(chat.title).toBe("Plans for the summer");
    await chat.session.recorder.flush();
    expect(await chat.host.services.dataLayer.loadThread(chat.session.threadId)).toMatchObject({
      name: "Plans for the summer",
      namedBy: "app",
    });
  });

  it("that the app gave before the first message stays, and can be given from outside of a turn", async () => {
    const app = createApp({ onChatStart: () => void setThreadTitle("A quiz"), onMessage: echo });
    await using chat = await openChat(app);
    await chat.send("hello");
    expect(chat.title).toBe("A quiz");
    expect(setThreadTitle("Another quiz", chat.session)).toBe(true);
    expect(chat.title).toBe("Another quiz");
  });

  it("that the person gave is not changed by the app, also after the chat was closed and opened again", async () => {
    const dataLayer = createMemoryDataLayer();
    const taken: boolean[] = [];
    const app = createApp({ onMessage: () => void taken.push(setThreadTitle("The app's")), onThreadTitle: () => "The app's" });
    const first = await openChat(app, { dataLayer, owner: "visitor:one" });
    first.session.emit({ type: "thread-set", thread: { name: "Mine", namedBy: "person" } });
    await first.send("hello");
    const { threadId } = first.session;
    await first.leave();
    await using again = await openChat(app, { dataLayer, owner: "visitor:one", threadId });
    await again.send("and again");
    expect([again.title, taken]).toEqual(["Mine", [false, false]]);
    await first[Symbol.asyncDispose]();
  });

  it("is asked of the app once, with how the chat began, beside whatever runs", async () => {
    const openings: unknown[] = [];
    const app = createApp({
      onMessage: echo,
      onThreadTitle: async (opening, { userSession }) => {
        openings.push(opening);
        userSession.set("named", true);
        return "About greetings";
      },
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    expect(chat.title).toBe("About greetings");
    await chat.send("more");
    expect(openings).toEqual([{ question: "hello", answer: "You said hello" }]);
    expect(chat.messages).toHaveLength(4);
  });

  it("may come in pieces, and is taken once it is whole", async () => {
    const names: unknown[] = [];
    const app = createApp({
      onMessage: echo,
      async *onThreadTitle({ question }, { session }) {
        for (const piece of [" ", "About ", question, "\n", "and more"]) {
          yield piece;
          names.push(session.state.thread.name);
        }
      },
    });
    await using chat = await openChat(app);
    await chat.send("tides");
    await chat.settled();
    expect(chat.title).toBe("About tides and more");
    expect(new Set(names)).toEqual(new Set(["tides"]));
  });

  it("in pieces that end in an error, are no text, or have nothing in them, leaves the title there was", async () => {
    const wrong = [
      async function* () {
        yield "Half";
        throw new Error("no model today");
      },
      async function* () {
        yield 5 as never;
      },
      async function* () {
        yield "  ";
      },
    ];
    for (const onThreadTitle of wrong) {
      await using chat = await openChat(createApp({ onMessage: echo, onThreadTitle }), { logger: silentLogger });
      await chat.send("hello");
      await chat.settled();
      expect([chat.title, chat.errors]).toEqual(["hello", []]);
    }
  });

  it("that never ends is cut, and what goes on saying it is told to stop", async () => {
    let stopped = false;
    const app = createApp({
      onMessage: echo,
      async *onThreadTitle() {
        try {
          for (;;) yield "and on ";
        } finally {
          stopped = true;
        }
      },
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    await chat.settled();
    expect([chat.title?.length, stopped]).toEqual([255, true]);
  });

  it("turns nothing in the list around, whoever gave it: the first message, a model, the app", async () => {
    const title = "Send \u202egpj.exe\u200b";
    const pieces = async function* () {
      yield* ["Send ", "\u202egpj", ".exe"];
    };
    await using named = await openChat(createApp({ onMessage: echo, onThreadTitle: pieces }));
    await named.send("hello");
    await named.settled();
    expect(named.title).toBe("Send gpj.exe");
    await using said = await openChat(createApp({ onMessage: echo }));
    await said.send(title);
    expect(said.title).toBe("Send gpj.exe");
    await using set = await openChat(createApp({ onMessage: () => void setThreadTitle(title) }));
    await set.send("hello");
    expect(set.title).toBe("Send gpj.exe");
    expect(() => setThreadTitle("\u200b", set.session)).toThrow(expect.objectContaining({ code: "BAD_INPUT" }));
    expect(set.title).toBe("Send gpj.exe");
  });

  it("is not overwritten by an answer that comes after the person has named the chat", async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const app = createApp({ onMessage: echo, onThreadTitle: () => gate.then(() => "Too late") });
    await using chat = await openChat(app);
    await chat.post("hello");
    await expect.poll(() => chat.messages.length).toBe(2);
    chat.session.emit({ type: "thread-set", thread: { name: "Mine", namedBy: "person" } });
    release();
    await chat.settled();
    expect(chat.title).toBe("Mine");
  });

  it.each([
    ["throws", () => Promise.reject(new Error("no model today"))],
    ["returns what is no text", () => 5 as never],
    ["returns nothing", () => undefined],
  ])("stays, and the chat goes on, when the app %s", async (what, onThreadTitle) => {
    const logged: unknown[] = [];
    const logger = { ...silentLogger, error: (...line: unknown[]) => void logged.push(line) };
    await using chat = await openChat(createApp({ onMessage: echo, onThreadTitle }), { logger });
    await chat.send("hello");
    expect(await chat.send("more")).toBe("You said more");
    expect([chat.title, chat.errors, logged.length]).toEqual(["hello", [], what === "returns nothing" ? 0 : 1]);
  });

  it("is not asked for after an answer that failed or was stopped", async () => {
    let asked = 0;
    const app = createApp({
      onMessage: () => Promise.reject(new Error("kaput")),
      onThreadTitle: () => {
        asked++;
        return "Never";
      },
    });
    await using chat = await openChat(app);
    await chat.send("hello");
    expect([chat.title, asked]).toEqual(["hello", 0]);
  });

  it("is the words that were answered first: a message that failed before does not keep its words in the list", async () => {
    const openings: unknown[] = [];
    const app = createApp({
      onMessage: ({ content }) => (content === "brake" ? Promise.reject(new Error("kaput")) : echo({ content } as Message)),
      onThreadTitle: (opening) => {
        openings.push(opening);
      },
    });
    await using chat = await openChat(app);
    await chat.send("brake");
    expect([chat.title, openings]).toEqual(["brake", []]);
    await chat.send("a ferry to Kinloch");
    expect(chat.title).toBe("a ferry to Kinloch");
    await chat.send("and back");
    expect(chat.title).toBe("a ferry to Kinloch");
    expect(openings).toEqual([{ question: "a ferry to Kinloch", answer: "You said a ferry to Kinloch" }]);
    await chat.session.recorder.flush();
    expect((await chat.host.services.dataLayer.loadThread(chat.session.threadId))?.name).toBe("a ferry to Kinloch");
  });

  it("must be a text with something in it, of at most 255 characters", async () => {
    const app = createApp({ onMessage: () => void setThreadTitle("👍".repeat(300)) });
    await using chat = await openChat(app);
    await chat.send("hello");
    expect(chat.title).toBe("👍".repeat(255));
    for (const wrong of ["", " ", undefined, 5])
      expect(() => setThreadTitle(wrong as string, chat.session)).toThrow("A title must be a text");
    expect(() => setThreadTitle("Nowhere")).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
    expect(onThreadTitle).toBeTypeOf("function");
  });
});
