import { setImmediate as soon } from "node:timers/promises";
import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { CREATED, threadRow } from "./contract/rows.ts";
import type { DataLayer } from "./data-layer.ts";
import { createMemoryDataLayer } from "./drivers/memory.ts";
import { createSqliteDataLayer } from "./drivers/sqlite.ts";
import { type ThreadsChange, watchThreads } from "./watch-threads.ts";

const OWNER = "visitor:one";

describe.each<[string, () => DataLayer]>([
  ["SQLite", () => createSqliteDataLayer({ file: ":memory:" })],
  ["memory", () => createMemoryDataLayer()],
])("lists of chats in %s", (_name, create) => {
  it("show the last mark in every tab, whenever it comes while the chat is told of", async () => {
    const told: ThreadsChange[] = [];
    const layer = watchThreads(create(), (_owner, change) => void told.push(change));
    await layer.open();
    const id = newId<ThreadId>();
    await layer.write({ threadId: id, epoch: 1, thread: { ...threadRow(id), owner: OWNER } });
    const last = () => told.findLast((change) => "thread" in change);
    for (let later = 0; later < 40; later++) {
      for (const unreadAt of [CREATED, null]) {
        // A turn that ends is told of, and some steps later somebody marks the chat.
        layer.tell(id);
        for (let step = 0; step < later; step++) await Promise.resolve();
        await layer.marks?.change(OWNER, [id], { unreadAt });
        await soon();
        const { unread } = last()?.thread ?? {};
        expect({ later, unread: unread === true }).toEqual({ later, unread: unreadAt !== null });
      }
    }
    await layer.close();
  });

  it("are bound as those of the store are, and the notes of sweeps are the store's", async () => {
    const stored = create();
    const layer = watchThreads(stored, () => undefined);
    await layer.open();
    const id = newId<ThreadId>();
    await layer.write({ threadId: id, epoch: 1, thread: { ...threadRow(id), owner: OWNER } });
    await layer.marks?.change(OWNER, [id], { addTags: ["one"] }, 1);
    await expect(layer.marks?.change(OWNER, [id], { addTags: ["two"] }, 1)).rejects.toMatchObject({ code: "OVERLOADED" });
    await layer.marks?.noteSweep?.({ believedAt: CREATED });
    expect(await layer.marks?.sweepNote?.()).toEqual({ believedAt: CREATED });
    expect(await stored.marks?.sweepNote?.()).toEqual({ believedAt: CREATED });
    await layer.close();
  });
});
