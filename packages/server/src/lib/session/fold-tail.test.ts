// What the last owner told and what it wrote may be apart by any much, in either direction: it was killed before it wrote, or was cut off from the
// relay and wrote on.
import type { ServerEvent } from "@colloquy/protocol";
import { expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { askUser } from "../chat/asks/ask-user.ts";
import { Message } from "../chat/message.ts";
import { openChat } from "../testing/open-chat.ts";
import { foldTail } from "./fold-tail.ts";

it("a tail that says less than is stored changes nothing: turns stay where they are, and what was answered stays answered", async () => {
  const app = createApp({
    onMessage: async () => void (await new Message(`You are ${(await askUser("Who?"))?.content ?? "nobody"}`).send()),
  });
  await using chat = await openChat(app);
  const { session } = chat;
  const tail: ServerEvent[] = [];
  session.outlets.add({ supports: new Set(["streaming", "asking"]), send: (events) => void tail.push(...structuredClone(events)) });
  await chat.send("one");
  await chat.post("two");
  const told = [...tail];
  await chat.answer("Ada");
  const { path, queue, asks } = structuredClone(session.state);
  expect([path.length, queue.length, asks.size]).toEqual([2, 0, 1]);
  foldTail(session, told);
  expect(session.state.path).toEqual(path);
  expect(session.state.queue).toEqual(queue);
  const questions = [...session.state.steps.values()].filter(({ texts }) => texts.output?.read() === "Who?");
  expect(questions.map(({ step }) => step.closedAsk?.outcome)).toEqual(["answered", undefined]);
  await chat.answer("Bob");
});

it("a tail of another release opens the chat: what this one does not know, or cannot read, is left out and told of", async () => {
  const told: object[] = [];
  const note = (fields: object) => void told.push(fields);
  const logger = { debug: () => undefined, info: () => undefined, warn: note, error: note };
  await using chat = await openChat(createApp({ onMessage: () => undefined }), { logger });
  const { session } = chat;
  await chat.send("one");
  const { seq, path } = structuredClone(session.state);
  const foreign = [
    { type: "mood-set", seq: seq + 1, mood: { of: "tomorrow" } },
    { type: "step-set", seq: seq + 2 },
    { type: "turn-queued", seq: seq + 3, turn: null },
    { type: "thread-set", seq: seq + 4, thread: { name: "From the log" } },
  ] as unknown as ServerEvent[];
  foldTail(session, foreign);
  expect([session.state.thread.name, session.state.path]).toEqual(["From the log", path]);
  expect(told).toMatchObject([{ fact: "step-set" }, { fact: "turn-queued" }]);
  await chat.send("two");
  await session.recorder.flush();
});
