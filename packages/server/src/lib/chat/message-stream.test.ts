// Streaming into a message. Rows MS-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { doInChat, stepsOf, storedSteps } from "../testing/do-in-chat.ts";
import { createGate, type Gate } from "../testing/gate.ts";
import { openChat } from "../testing/open-chat.ts";
import { Message } from "./message.ts";

async function* tokens(...pieces: string[]) {
  yield* pieces;
}

/** Gives two pieces, then nothing for ever. */
function hanging(hangs: Gate, closed: Gate): AsyncIterable<string> {
  const pieces = ["half ", "an answer"];
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const value = pieces.shift();
        if (value !== undefined) return { done: false, value };
        hangs.open();
        return new Promise(() => undefined);
      },
      return: async () => {
        closed.open();
        return { done: true, value: undefined };
      },
    }),
  };
}

describe("streaming", () => {
  it("takes a text as it takes any other iterable", async () => {
    await using done = await doInChat(() => new Message("").streamFrom("as it is"));
    expect(done.steps.at(-1)).toMatchObject({ output: { text: "as it is" }, end: expect.any(String) });
  });

  it("appends to the visible message, which the first token opens (MS-6)", async () => {
    await using done = await doInChat(async ({ session }) => {
      const shown: unknown[] = [];
      const message = new Message("> ");
      for (const token of ["one", "", " two"]) {
        await message.streamToken(token);
        const entry = session.state.steps.get(message.id);
        shown.push([entry?.texts.output?.read(), entry?.step.end, message.toJSON().streaming]);
      }
      await message.send();
      return { shown, message };
    });
    const { shown, message } = done.result;
    expect(shown).toEqual([
      ["> one", undefined, true],
      ["> one", undefined, true],
      ["> one two", undefined, true],
    ]);
    expect(done.steps.at(-1)).toMatchObject({ output: { text: "> one two" }, end: expect.any(String) });
    expect(message.toJSON().streaming).toBe(false);
    expect((await storedSteps(done.chat)).get(message.id)?.output?.text).toBe("> one two");
  });

  it("shows nothing for an empty token that comes first (MS-6)", async () => {
    await using done = await doInChat(() => new Message("").streamToken(""));
    expect(done.steps.map(({ type }) => type)).toEqual(["user_message"]);
  });

  it("replaces the whole text when told so, and appends to that (MS-6)", async () => {
    await using done = await doInChat(async () => {
      const message = new Message("");
      await message.streamToken("thinking");
      await message.streamToken("42", { replace: true });
      await message.streamToken("!");
      await message.update();
    });
    expect(done.steps.at(-1)?.output).toEqual({ rev: 1, text: "42!" });
  });

  it("is closed by the end of its turn when its author forgets to, and is stored (MS-7)", async () => {
    await using done = await doInChat(async () => {
      const message = new Message("");
      await message.streamToken("forgotten");
      return message.id;
    });
    expect((await storedSteps(done.chat)).get(done.result)).toMatchObject({ end: expect.any(String), output: { text: "forgotten" } });
  });

  it("goes on in a message that was sent before, and closes it again (MS-7)", async () => {
    await using done = await doInChat(async ({ session }) => {
      const message = await new Message("first").send();
      await message.streamToken(", then more");
      const open = session.state.steps.get(message.id)?.step.end;
      await message.update();
      return open;
    });
    expect(done.result).toBeUndefined();
    expect(done.steps.at(-1)).toMatchObject({ output: { rev: 0, text: "first, then more" }, end: expect.any(String) });
  });

  it.each([
    ["an async iterable", () => tokens("a", "b", "c")],
    ["a list", () => ["a", "b", "c"]],
  ])("takes %s from its beginning to its end and closes the message (MS-7)", async (_what, source) => {
    await using done = await doInChat(() => new Message("").streamFrom(source()));
    expect(done.steps.at(-1)).toMatchObject({ output: { text: "abc" }, end: expect.any(String) });
  });

  it("keeps what came before its source failed, and the failure reaches the author (MS-7)", async () => {
    await using done = await doInChat(async () => {
      const failing = async function* () {
        yield "some";
        throw new Error("The model hung up");
      };
      return new Message("").streamFrom(failing()).catch((error: Error) => error.message);
    });
    expect(done.result).toBe("The model hung up");
    expect(done.steps.at(-1)).toMatchObject({ output: { text: "some" }, end: expect.any(String) });
  });

  it("stops at once with the turn, closes its source, and keeps the partial text (MS-7)", async () => {
    const app = createApp();
    const [hangs, closed] = [createGate(), createGate()];
    let after: unknown = "never reached";
    app.onMessage(async () => {
      await new Message("").streamFrom(hanging(hangs, closed));
      after = "reached";
    });
    await using chat = await openChat(app);
    await chat.post("go");
    await hangs.opened;
    await chat.stop();
    await closed.opened;
    await chat.settled();
    const answer = stepsOf(chat).at(-1);
    expect(answer).toMatchObject({ output: { text: "half an answer" }, end: expect.any(String) });
    expect([...chat.state.turns.values()].at(-1)?.turn.state).toBe("stopped");
    expect(after).toBe("never reached");
    expect((await storedSteps(chat)).get(answer?.id as never)?.output?.text).toBe("half an answer");
  });
});
