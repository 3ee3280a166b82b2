import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Relay } from "./relay.ts";
import { createSingleRelay } from "./single-relay.ts";
import { ChatCopy, OwnChat } from "./testing/chat-lines.ts";

async function open(): Promise<Relay> {
  const relay = createSingleRelay();
  await relay.join({ name: "alone", onRequest: async ({ body }) => body });
  onTestFinished(() => relay.leave());
  return relay;
}

describe("The relay of one process", () => {
  it("owns everything and finds nothing elsewhere", async () => {
    const relay = await open();
    const threadId = newId<ThreadId>();
    expect(await relay.find(threadId)).toEqual({ where: "nobody" });
    const chat = new OwnChat();
    const claimed = await relay.claim(threadId, 1, chat);
    if (!("owned" in claimed)) throw new Error("Somebody else is there.");
    chat.owned = claimed.owned;
    expect(await relay.find(threadId)).toEqual({ where: "here", owned: claimed.owned });
    await expect(relay.claim(threadId, 1, chat)).rejects.toMatchObject({ code: "STALE_WRITE" });
    await expect(relay.follow(threadId, new ChatCopy())).rejects.toMatchObject({ code: "NOT_FOUND" });
    chat.say("heard by nobody");
    expect([claimed.owned.place(), claimed.owned.followers.size, claimed.owned.tail]).toEqual([{ epoch: 1, at: 0 }, 0, []]);
    await claimed.owned.release();
    expect(await relay.find(threadId)).toEqual({ where: "nobody" });
  });

  it("answers itself, knows nobody else, and takes nothing more while it drains", async () => {
    const relay = await open();
    expect(await relay.ask(relay.nodeId, { kind: "k", body: 7 })).toEqual({ is: "answered", body: 7 });
    expect(await relay.ask(newId(), { kind: "k", body: 7 })).toEqual({ is: "nobody" });
    await relay.drain();
    expect(await relay.nodes()).toEqual([{ id: relay.nodeId, name: "alone", draining: true }]);
    await expect(relay.claim(newId<ThreadId>(), 1, new OwnChat())).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });
});
