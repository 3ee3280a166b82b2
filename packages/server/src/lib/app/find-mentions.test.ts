// Asking the app what could be mentioned: beside whatever runs, within limits, and without a trace in the chat.
import { describe, expect, it } from "vitest";
import { context, createApp, Message, setCommands, sleep, userSession } from "../../index.ts";
import { createManualClock } from "../manual-clock.ts";
import { createGate } from "../testing/gate.ts";
import { openChat } from "../testing/open-chat.ts";
import { FIND_MENTIONS_MS, MENTION_LIMIT } from "./find-mentions.ts";

describe("looking for what could be mentioned", () => {
  it("asks the app in its chat, leaves no fact behind, and finds nothing in an app without the handler", async () => {
    const app = createApp();
    app.onChatStart(() => userSession.set("team", ["Ada", "Ben"]));
    app.mentions((query) =>
      userSession
        .get<string[]>("team", [])
        .filter((name) => name.includes(query))
        .map((name) => ({ id: name.toLowerCase(), label: name })),
    );
    await using chat = await openChat(app);
    const { seq } = chat.state;
    expect(await chat.findMentions("A")).toEqual([{ id: "ada", label: "Ada" }]);
    expect(await chat.findMentions("")).toHaveLength(2);
    expect(chat.state.seq).toBe(seq);
    await using bare = await openChat(createApp());
    expect(await bare.findMentions("A")).toEqual([]);
  });

  it("works while an answer is being written", async () => {
    const app = createApp();
    const gate = createGate();
    app.onMessage(() => gate.opened);
    app.mentions(() => [{ id: "ada", label: "Ada" }]);
    await using chat = await openChat(app);
    await chat.post("hello");
    expect(await chat.findMentions("a")).toHaveLength(1);
    gate.open();
  });

  it("tells only the first of very many", async () => {
    const app = createApp();
    app.mentions(() => Array.from({ length: 1000 }, (_, index) => ({ id: `${index}`, label: `No. ${index}` })));
    await using chat = await openChat(app);
    expect(await chat.findMentions("")).toHaveLength(MENTION_LIMIT);
  });

  it("is given up after its time, and the handler's signal tells it", async () => {
    const app = createApp();
    const clock = createManualClock();
    const signals: AbortSignal[] = [];
    const stuck: Promise<unknown>[] = [];
    app.mentions((_query, { signal }) => {
      signals.push(signal, context.signal);
      stuck.push(sleep(600_000).catch((error: unknown) => error));
      return new Promise(() => undefined);
    });
    await using chat = await openChat(app, { clock });
    const looking = chat.findMentions("a").catch((error: unknown) => error);
    await clock.advance(FIND_MENTIONS_MS);
    expect(await looking).toMatchObject({ code: "INTERNAL" });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(await stuck[0]).toMatchObject({ name: "AbortError" });
  });

  it("is not begun a fifth time while four are under way", async () => {
    const app = createApp();
    const gate = createGate();
    app.mentions(async () => {
      await gate.opened;
      return [{ id: "ada", label: "Ada" }];
    });
    await using chat = await openChat(app);
    const looks = [1, 2, 3, 4].map(() => chat.findMentions("a"));
    await expect(chat.findMentions("a")).rejects.toMatchObject({ code: "OVERLOADED" });
    gate.open();
    expect((await Promise.all(looks)).flat()).toHaveLength(4);
    expect(await chat.findMentions("a")).toHaveLength(1);
  });

  it("says so when the app fails, answers nonsense, or tries to write into the chat", async () => {
    const app = createApp();
    app.mentions(async (query) => {
      if (query === "message") await new Message("hello").send();
      if (query === "commands") setCommands([{ id: "A" }]);
      if (query === "nonsense") return [{ id: "", label: "" }];
      throw new Error("The directory is down.");
    });
    await using chat = await openChat(app);
    await expect(chat.findMentions("message")).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
    await expect(chat.findMentions("commands")).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
    await expect(chat.findMentions("nonsense")).rejects.toMatchObject({ code: "BAD_INPUT" });
    await expect(chat.findMentions("down")).rejects.toThrow("The directory is down.");
    expect(chat.messages).toEqual([]);
    expect(chat.commands).toEqual([]);
  });
});
