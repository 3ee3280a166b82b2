// When what an owner states is sent, on a clock in the hands of the test.
import { newId, type ThreadId } from "@colloquy/protocol";
import { expect, it, onTestFinished } from "vitest";
import { createManualClock } from "../manual-clock.ts";
import { createMemoryRelayDriver, MemoryHub } from "./drivers/memory.ts";
import type { LogEntry } from "./relay-driver.ts";
import { createRelay } from "./shared-relay.ts";
import { ChatCopy, OwnChat } from "./testing/chat-lines.ts";
import { Faults } from "./testing/faults.ts";

const SECOND = 1_000;

async function openPair() {
  const clock = createManualClock();
  const hub = new MemoryHub({ clock });
  const threadId = newId<ThreadId>();
  const faults = new Faults();
  const drivers = { one: faults.around(createMemoryRelayDriver(hub)), two: createMemoryRelayDriver(hub) };
  const [one, two] = [createRelay(drivers.one, { clock }), createRelay(drivers.two, { clock })];
  for (const relay of [one, two]) await relay.join({ name: "node", onRequest: async () => null });
  onTestFinished(async () => {
    await two.leave();
    await one.leave();
  });
  const chat = new OwnChat();
  const claimed = await one.claim(threadId, 1, chat);
  if ("owned" in claimed) chat.owned = claimed.owned;
  const log = (): Promise<readonly LogEntry[]> => drivers.two.read(threadId, { epoch: 1, at: 0 });
  const talk = async (ms: number) => {
    for (let at = 0; at < ms; at += 5) {
      chat.say("token ");
      await clock.advance(5);
    }
  };
  return { clock, hub, threadId, chat, two, log, talk, faults };
}

it("Text goes ten times a second while nobody follows, and a hundred times while somebody does", async () => {
  const { chat, two, threadId, log, talk, clock } = await openPair();
  await talk(SECOND);
  // One at once, then one for each pause.
  expect((await log()).length).toBe(11);
  const copy = new ChatCopy();
  await two.follow(threadId, copy);
  await clock.advance(SECOND / 10);
  const before = (await log()).length;
  await talk(SECOND);
  expect((await log()).length - before).toBeGreaterThanOrEqual(100);
  expect((await log()).length - before).toBeLessThanOrEqual(101);
  await clock.advance(SECOND);
  expect([copy.text, copy.wrong]).toEqual([chat.text, []]);
});

it("Chats whose pauses end at about the same time send together", async () => {
  const clock = createManualClock();
  const began = clock.now();
  const sent: number[] = [];
  const driver = createMemoryRelayDriver(new MemoryHub({ clock }));
  const append = driver.append.bind(driver);
  driver.append = (...step) => {
    sent.push(clock.now() - began);
    return append(...step);
  };
  const relay = createRelay(driver, { clock });
  await relay.join({ name: "node", onRequest: async () => null });
  onTestFinished(() => relay.leave());
  const chats = await Promise.all(
    [0, 1, 2].map(async () => {
      const chat = new OwnChat();
      const claimed = await relay.claim(newId<ThreadId>(), 1, chat);
      if ("owned" in claimed) chat.owned = claimed.owned;
      return chat;
    }),
  );
  for (const chat of chats) {
    chat.say("At once. ");
    chat.say("Later.");
    await clock.advance(1);
  }
  await clock.advance(SECOND);
  expect(sent).toEqual([0, 1, 2, 100, 100, 100]);
});

it("A token that comes after a pause goes at once, and so does everything that is no text, with the text before it", async () => {
  const { chat, log, clock } = await openPair();
  chat.say("one ");
  await clock.advance(0);
  expect((await log()).length).toBe(1);
  chat.say("two ");
  chat.say("three ");
  await clock.advance(0);
  expect((await log()).length).toBe(1);
  chat.state("a fact");
  await clock.advance(0);
  const [, second] = await log();
  const [text, fact, ...more] = JSON.parse(second?.body.slice(1) ?? "[]") as readonly object[];
  expect([text, fact, more]).toEqual([
    expect.objectContaining({ type: "step-text", at: 4, text: "two three " }),
    { type: "window-message", seq: 1, data: "a fact" },
    [],
  ]);
});

it("A chat that says more than a mebibyte while the engine is away leaves a hole, and its followers are given the state", async () => {
  const { chat, two, threadId, log, clock, faults } = await openPair();
  const copy = new ChatCopy();
  await two.follow(threadId, copy);
  faults.cut();
  for (let count = 0; count < 30; count += 1) {
    chat.say("x".repeat(100_000));
    await clock.advance(10);
  }
  faults.mend();
  await clock.advance(10 * SECOND);
  expect([copy.text.length, copy.wrong, copy.snapshots]).toEqual([3_000_000, [], 2]);
  const bytes = (await log()).reduce((sum, { body }) => sum + body.length, 0);
  expect(bytes).toBeLessThan(1_500_000);
  chat.state("after");
  await clock.advance(10);
  expect([copy.seq, copy.wrong, chat.fenced]).toEqual([1, [], []]);
});

it("What the data layer has for a minute is not kept in the log", async () => {
  const { chat, log, clock } = await openPair();
  for (let count = 0; count < 120; count += 1) {
    chat.state(count);
    await clock.advance(1);
  }
  const place = chat.owned?.place();
  if (place) chat.owned?.written(place);
  chat.state("soon after");
  await clock.advance(10);
  const before = (await log()).length;
  await clock.advance(61 * SECOND);
  chat.state("a minute later");
  await clock.advance(10);
  expect(before).toBe(121);
  expect((await log()).at(-1)?.body).toContain("a minute later");
  // Counted in steps of fifty.
  expect((await log()).length).toBe(22);
});

it("A node is dead six seconds after its last word, by the engine's clock alone", async () => {
  const { two, threadId, clock, faults } = await openPair();
  const copy = new ChatCopy();
  await two.follow(threadId, copy);
  // The line stands, so that only the lease can tell.
  faults.freeze();
  await clock.advance(5 * SECOND);
  expect(copy.ends).toEqual([]);
  await clock.advance(3 * SECOND);
  expect(copy.ends).toEqual([["lost"]]);
  faults.thaw();
  await clock.advance(3 * SECOND);
});
