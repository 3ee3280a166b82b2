import { describe, expect, it } from "vitest";
import { askUser, chatContext, createApp, Message, sleep, userSession, withStep } from "../../index.ts";
import { openChat } from "../testing/open-chat.ts";

function counterApp() {
  const app = createApp();
  app.onChatStart(() => {
    userSession.set("counter", 0);
  });
  app.onMessage(async () => {
    const counter = userSession.get("counter", 0) + 1;
    userSession.set("counter", counter);
    await new Message(`You sent ${counter} message(s)!`).send();
  });
  return app;
}

describe("an app", () => {
  it("has no handlers but ours: a misspelt name is told, with the one that was meant", () => {
    const answer = () => undefined;
    const misspelt: object = { onMesage: answer };
    expect(() => createApp(misspelt)).toThrow(
      expect.objectContaining({ code: "BAD_INPUT", message: 'There is no handler "onMesage".', fix: "Did you mean onMessage?" }),
    );
    expect(createApp({ onMessage: answer }).handlerCount).toBe(1);
  });

  it("counts the messages of each chat by itself", async () => {
    const app = counterApp();
    await using ann = await openChat(app);
    await using bob = await openChat(app, { host: ann.host });
    expect(await ann.send("one")).toBe("You sent 1 message(s)!");
    expect(await ann.send("two")).toBe("You sent 2 message(s)!");
    expect(await bob.send("one")).toBe("You sent 1 message(s)!");
    expect(await ann.send("three")).toBe("You sent 3 message(s)!");
  });

  it("asks, waits and goes on with the answer", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const name = await askUser("Your name?");
      await new Message(`Hello ${name?.content}`).send();
    });
    await using chat = await openChat(app);
    expect(await chat.send("hi")).toBe("Your name?");
    expect(await chat.answer("Ada")).toBe("Hello Ada");
  });

  it("keeps the partial text of an answer that was stopped", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const message = new Message("");
      for (let i = 0; i < 1000; i++) {
        await message.streamToken(`${i} `);
        await sleep(5);
      }
    });
    await using chat = await openChat(app);
    await chat.post("go");
    await expect.poll(() => chat.messages.at(-1)?.text, { timeout: 20_000 }).toMatch(/^0 1 2/);
    await chat.stop();
    await chat.settled();
    expect(chat.messages.at(-1)?.text).toMatch(/^0 1 2/);
    expect(chat.state.turns.get(chat.state.path[0] as never)?.turn.state).toBe("stopped");
  });

  it("branches on an edit and on another answer, and the context follows the branch", async () => {
    const app = createApp();
    let seen: unknown;
    app.onMessage(async (message, { editOf }) => {
      await withStep({ name: "Think", type: "tool" }, () => "thought");
      seen = { context: await chatContext.toOpenAI(), editOf: editOf?.content };
      await new Message(`re: ${message.content}`).send();
    });
    await using chat = await openChat(app);
    await chat.send("one");
    await chat.send("two");
    const first = chat.messages.find((line) => line.text === "one");
    expect(await chat.edit(first?.id as never, "uno")).toBe("re: uno");
    expect(seen).toEqual({ context: [{ role: "user", content: "uno" }], editOf: "one" });
    expect(chat.messages.map((line) => line.text)).toEqual(["uno", "re: uno"]);
    const uno = chat.state.path.at(-1);
    expect(await chat.regenerate(uno as never)).toBe("re: uno");
    const again = chat.state.path.at(-1);
    const { siblingIds = [], editIds, answerIds } = chat.state.turns.get(again as never)?.turn ?? {};
    const one = siblingIds.find((id) => id !== uno && id !== again);
    // Two versions of the message, and two answers to the second. Those that began in the same millisecond stand in the order of their ids.
    expect(siblingIds).toHaveLength(3);
    expect([new Set(editIds), new Set(answerIds)]).toEqual([new Set([one, again]), new Set([uno, again])]);
  });
});
