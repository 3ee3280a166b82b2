import { ThreadList } from "@colloquy/client";
import { ChatError, newId, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Deletions } from "./deletions.ts";

/** A server with one chat, as the list of chats calls it. */
async function openList(refusal?: ChatError) {
  const thread: ThreadSummary = { id: newId<ThreadId>(), name: "Ferries", createdAt: "2026-01-02", updatedAt: "2026-01-02" };
  let threads = [thread];
  const deleted: unknown[] = [];
  const call = async (name: string, { threadId }: { threadId?: ThreadId }, options?: unknown) => {
    if (name === "listThreads") return { threads };
    if (refusal) throw refusal;
    deleted.push({ threadId, options });
    threads = threads.filter(({ id }) => id !== threadId);
    return { ok: true };
  };
  const list = new ThreadList({ call } as never, { onWake: () => () => undefined });
  list.subscribe(() => undefined);
  await vi.waitFor(() => expect(list.getView().threads).toEqual([thread]));
  return { list, thread, deleted, shown: () => list.getView().threads.map(({ name }) => name) };
}

const writtenDown = () => localStorage.getItem("colloquy:deleting") ?? "";

beforeEach(() => localStorage.clear());

describe("a chat that is deleted", () => {
  it("leaves the list at once, and stays away while it is not deleted yet", async () => {
    const { list, thread, deleted, shown } = await openList();
    new Deletions(list, "").begin(thread.id);
    expect([shown(), writtenDown()]).toEqual([[], expect.stringContaining(thread.id)]);
    await list.refresh();
    expect([shown(), deleted]).toEqual([[], []]);
  });

  it("is deleted by a request that outlives the page, and once", async () => {
    const { list, thread, deleted, shown } = await openList();
    const deletion = new Deletions(list, "").begin(thread.id);
    await Promise.all([deletion.finish(), deletion.finish()]);
    await list.refresh();
    expect([shown(), deleted, writtenDown()]).toEqual([[], [{ threadId: thread.id, options: { keepalive: true } }], ""]);
  });

  it("is deleted at once when the page goes", async () => {
    const { list, thread, deleted } = await openList();
    const deletions = new Deletions(list, "");
    deletions.begin(thread.id);
    await deletions.finishAll();
    expect([deleted.length, writtenDown()]).toEqual([1, ""]);
  });

  it("is back with the server's words when it refuses, and is not tried again", async () => {
    const { list, thread, shown } = await openList(new ChatError("FORBIDDEN", "Not yours."));
    await expect(new Deletions(list, "").begin(thread.id).finish()).rejects.toMatchObject({ message: "Not yours." });
    expect([shown(), writtenDown()]).toEqual([["Ferries"], ""]);
  });

  it("is gone when the server knows nothing of it any more", async () => {
    const { list, thread, shown } = await openList(new ChatError("NOT_FOUND"));
    await new Deletions(list, "").begin(thread.id).finish();
    expect([shown(), writtenDown()]).toEqual([[], ""]);
  });

  it("is deleted by the next page when the first one could not", async () => {
    vi.useFakeTimers();
    try {
      const first = await openList(new ChatError("UNAVAILABLE"));
      const gone = new Deletions(first.list, "");
      gone.begin(first.thread.id);
      await gone.finishAll();
      expect(writtenDown()).toContain(first.thread.id);
      const next = await openList();
      new Deletions(next.list, "").resume(Date.now());
      await vi.advanceTimersByTimeAsync(5_000);
      expect(next.deleted).toEqual([]);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(next.deleted).toEqual([{ threadId: first.thread.id, options: { keepalive: true } }]);
      expect(writtenDown()).toBe("");
    } finally {
      vi.useRealTimers();
    }
  });

  it("waits for who deleted it while somebody else is signed in in the same browser", async () => {
    vi.useFakeTimers();
    try {
      const first = await openList(new ChatError("UNAVAILABLE"));
      const gone = new Deletions(first.list, "", "ada");
      gone.begin(first.thread.id);
      await gone.finishAll();
      const others = await openList(new ChatError("NOT_FOUND"));
      new Deletions(others.list, "", "bob").resume(Date.now());
      await vi.advanceTimersByTimeAsync(60_000);
      const back = await openList();
      new Deletions(back.list, "", "ada").resume(Date.now());
      await vi.advanceTimersByTimeAsync(60_000);
      expect(back.deleted).toEqual([{ threadId: first.thread.id, options: { keepalive: true } }]);
    } finally {
      vi.useRealTimers();
    }
  });
});
