// What a person sends, and changes afterwards. Rows MS-* are those of the feature catalogue.
import { newId, type StepId, type TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { dispatch } from "../app/dispatch.ts";
import type { MessageContext } from "../app/handlers.ts";
import { storedSteps } from "../testing/do-in-chat.ts";
import { openChat } from "../testing/open-chat.ts";
import { chatContext } from "./chat-context.ts";
import { setCommands, setModes } from "./controls/surface-controls.ts";
import { Message } from "./message.ts";
import { userSession } from "./user-session.ts";

/** Repeats what it hears and notes what it was called with. */
function echo(calls: { message: Message; context: MessageContext; model: unknown[] }[]) {
  return createApp({
    onMessage: async (message, context) => {
      calls.push({ message, context, model: (await chatContext.toOpenAI()).map(({ content }) => content) });
      await new Message(`re ${message.content}`).send();
    },
  });
}

describe("a person's message", () => {
  it("reaches the handler with its command, modes and metadata (MS-14)", async () => {
    const calls: Parameters<typeof echo>[0] = [];
    const app = echo(calls);
    app.onChatStart(() => {
      setCommands([{ id: "picture" }]);
      setModes([
        {
          id: "style",
          name: "Style",
          options: [
            { id: "ink", name: "Ink" },
            { id: "oil", name: "Oil" },
          ],
        },
      ]);
    });
    await using chat = await openChat(app);
    const { session, host } = chat;
    const message = { id: newId<StepId>(), text: "cats", command: "picture", modes: { style: "oil" }, metadata: { location: "/" } };
    const limits = { messageLength: 1000, queuedMessages: 50 };
    await dispatch({ session, driver: host.driver, limits, leave: () => undefined }, { type: "sendMessage", message });
    await chat.settled();
    const received = calls[0]?.message;
    expect(received).toMatchObject({ id: message.id, content: "cats", author: "User", type: "user_message" });
    expect(received).toMatchObject({ command: "picture", modes: { style: "oil" }, metadata: { location: "/" } });
  });

  it("that is edited is answered once, beside the old one: what followed is on another branch and stays stored (MS-19)", async () => {
    const calls: Parameters<typeof echo>[0] = [];
    await using chat = await openChat(echo(calls));
    await chat.send("one");
    await chat.send("two");
    const first = chat.messages[0]?.id as StepId;
    expect(await chat.edit(first, "uno")).toBe("re uno");
    expect(chat.messages.map(({ text }) => text)).toEqual(["uno", "re uno"]);
    expect(calls).toHaveLength(3);
    expect(calls[2]).toMatchObject({ model: ["uno"], context: { regenerate: false, editOf: { id: first, content: "one" } } });
    const stored = [...(await storedSteps(chat)).values()].map(({ output }) => output?.text);
    expect(stored.sort()).toEqual(["one", "re one", "re two", "re uno", "two", "uno"]);
  });

  it("that is not in the chat cannot be edited, and no handler runs (MS-19)", async () => {
    const calls: Parameters<typeof echo>[0] = [];
    await using chat = await openChat(echo(calls));
    await chat.send("one");
    await expect(chat.edit(newId<StepId>(), "uno")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const answer = chat.messages[1]?.id as StepId;
    await expect(chat.edit(answer, "mine now")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(calls).toHaveLength(1);
  });

  it("that is edited stops the answer that is being written, and the stop button works on the new one (MS-19)", async () => {
    const app = createApp();
    app.onMessage(async (message, { signal }) => {
      await new Message(`thinking about ${message.content}`).send();
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    await using chat = await openChat(app);
    const first = await chat.post("one");
    const states = () => [...chat.state.turns.values()].map(({ turn }) => turn.state);
    const edited = chat.edit(first, "uno");
    await expect.poll(() => chat.messages.at(-1)?.text).toBe("thinking about uno");
    await chat.stop();
    await edited;
    expect(states()).toEqual(["stopped"]);
    const { dataLayer } = chat.session.services;
    await chat.session.recorder.flush();
    expect((await dataLayer.loadTurns(chat.session.threadId)).map(({ state }) => state)).toEqual(["stopped", "stopped"]);
  });

  it("that is answered again keeps its place; the user session is not turned back (MS-19)", async () => {
    const app = createApp();
    app.onMessage(async (message, { regenerate }) => {
      const count = userSession.get("count", 0) + 1;
      userSession.set("count", count);
      await new Message(`${message.content} ${count} ${regenerate}`).send();
    });
    await using chat = await openChat(app);
    await chat.send("a");
    expect(await chat.regenerate(chat.state.path.at(-1) as TurnId)).toBe("a 2 true");
    expect(chat.messages.map(({ text }) => text)).toEqual(["a", "a 2 true"]);
  });

  it("sent again with the same id, because its acknowledgement was lost, is answered once", async () => {
    const calls: Parameters<typeof echo>[0] = [];
    await using chat = await openChat(echo(calls));
    const limits = { messageLength: 1000, queuedMessages: 50 };
    const target = { session: chat.session, driver: chat.host.driver, limits, leave: () => undefined };
    const request = { type: "sendMessage", message: { id: newId<StepId>(), text: "once" } } as const;
    await Promise.all([dispatch(target, request), dispatch(target, request)]);
    await chat.settled();
    await dispatch(target, request);
    await chat.settled();
    expect(calls).toHaveLength(1);
    expect(chat.messages.map(({ text }) => text)).toEqual(["once", "re once"]);
  });
});
