import { type FolderId, newId, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { isSameLine } from "./same-line.ts";

const at = "2026-03-01T10:00:00.000Z";
const thread: ThreadSummary = { id: newId<ThreadId>(), name: "ferries", createdAt: at, updatedAt: at };

describe("a line of the list of chats", () => {
  it("is not drawn again for a chat that only goes on", () => {
    const { name, ...rest } = thread;
    for (const after of [{ ...thread }, { ...thread, updatedAt: "2026-03-01T10:00:01.000Z", running: true }, { ...rest, name }])
      expect(isSameLine({ thread, stop: true }, { thread: after as ThreadSummary, stop: true })).toBe(true);
  });

  it("is drawn again for whatever else is different", () => {
    const folderId = newId<FolderId>();
    for (const change of [{ name: "tides" }, { pinnedAt: at }, { unread: true }, { folderId }, { tags: ["a"] }, { deletedAt: at }])
      expect([change, isSameLine({ thread, stop: true }, { thread: { ...thread, ...change }, stop: true })]).toEqual([change, false]);
    expect(isSameLine({ thread, stop: true }, { thread, stop: false })).toBe(false);
  });
});
