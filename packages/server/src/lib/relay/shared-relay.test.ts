import { newId, type ThreadId } from "@colloquy/protocol";
import { expect, it, vi } from "vitest";
import { createManualClock } from "../manual-clock.ts";
import { createMemoryRelayDriver, MemoryHub } from "./drivers/memory.ts";
import { LOOK_AGAIN_MS, LOOK_MS } from "./limits.ts";
import { createRelay } from "./shared-relay.ts";
import { ChatCopy, OwnChat } from "./testing/chat-lines.ts";
import { Faults } from "./testing/faults.ts";

it("lets all who follow a dead node know as soon as somebody comes for one of its chats", async () => {
  const hub = new MemoryHub({ leaseMs: 60_000 });
  const clock = createManualClock();
  const [owner, other] = [createRelay(createMemoryRelayDriver(hub)), createRelay(createMemoryRelayDriver(hub), { clock })];
  await owner.join({ name: "owner", onRequest: async () => null });
  await other.join({ name: "other", onRequest: async () => null });
  const [followed, asked] = [newId<ThreadId>(), newId<ThreadId>()];
  for (const threadId of [followed, asked]) await owner.claim(threadId, 1, new OwnChat());
  const copy = new ChatCopy();
  await other.follow(followed, copy);
  hub.kill(owner.nodeId);
  const found = other.find(asked);
  // Before it would have looked by itself.
  expect(LOOK_AGAIN_MS).toBeLessThan(LOOK_MS);
  await clock.advance(LOOK_AGAIN_MS);
  expect(await found).toMatchObject({ where: "nobody" });
  await expect.poll(() => copy.ends).toEqual([["lost"]]);
});

it("asks the engine only once whether a node is dead, however many of its chats are taken over", async () => {
  const hub = new MemoryHub({ leaseMs: 60_000 });
  const clock = createManualClock();
  const driver = createMemoryRelayDriver(hub);
  const looks = vi.spyOn(driver, "presence");
  const [owner, other] = [createRelay(createMemoryRelayDriver(hub)), createRelay(driver, { clock })];
  await owner.join({ name: "owner", onRequest: async () => null });
  await other.join({ name: "other", onRequest: async () => null });
  const [first, ...more] = Array.from({ length: 4 }, () => newId<ThreadId>());
  for (const threadId of [first, ...more]) await owner.claim(threadId as ThreadId, 1, new OwnChat());
  hub.kill(owner.nodeId);
  const found = other.find(first as ThreadId);
  await clock.advance(LOOK_AGAIN_MS);
  expect(await found).toMatchObject({ where: "nobody" });
  looks.mockClear();
  for (const threadId of more) expect(await other.claim(threadId, 2, new OwnChat())).toMatchObject({ owned: { epoch: 2 } });
  expect(looks).not.toHaveBeenCalled();
});

it("beats again soon when nobody knows whether a beat was heard: three that were not in a row end no life", async () => {
  const clock = createManualClock();
  const hub = new MemoryHub({ leaseMs: 6_000, clock });
  const faults = new Faults();
  const relay = createRelay(faults.around(createMemoryRelayDriver(hub)), { clock });
  await relay.join({ name: "node", onRequest: async () => null });
  const life = relay.nodeId;
  faults.failBeats = 3;
  await clock.advance(12_000);
  expect([relay.nodeId, faults.failBeats]).toEqual([life, 0]);
});
