// Links to chats: kept with their thread, found by their id, and gone with it; the files they name stay as long as they do.
import { type FileKey, newId, type ThreadId, type TurnId } from "@colloquy/protocol";
import { describe, expect, it, type TestContext } from "vitest";
import type { DataLayer } from "../data-layer.ts";
import type { ShareRow, ShareStore } from "../share-store.ts";
import { openLayer } from "./open-layer.contract.ts";
import { CREATED, type DataLayerContractOptions, fileRow, threadRow } from "./rows.ts";

/** For layers that keep links; one without `shares` has none to test. */
export function describeShares(options: DataLayerContractOptions): void {
  describe("links to chats", () => {
    it("are found by their id, also when they have ended, with what was frozen", async (test) => {
      const { layer, shares } = await open(test);
      const { id: threadId } = await addThread(layer, { name: "Tides" });
      const row = shareRow(threadId, { turnId: newId<TurnId>(), endsAt: "2000-01-01T00:00:00.000Z", byThread: true, title: true });
      const content = 'any text: \u0000 \ud83d "quoted" 🙂';
      await shares.put(row, content);
      expect(await shares.find(row.id)).toEqual(row);
      expect(await shares.loadContent(row.id)).toBe(content);
      expect(await shares.find(newId())).toBeUndefined();
      expect(await shares.find("\u0000")).toBeUndefined();
      expect(await shares.loadContent(newId())).toBeUndefined();
    });

    it("are changed in their place, and keep their content unless another is given", async (test) => {
      const { layer, shares } = await open(test);
      const { id: threadId } = await addThread(layer);
      const [first, second] = [shareRow(threadId), shareRow(threadId)];
      await shares.put(first, "one");
      await shares.put(second);
      await shares.put({ ...first, files: true });
      expect(await shares.ofThread(threadId)).toEqual([{ ...first, files: true }, second]);
      expect(await shares.loadContent(first.id)).toBe("one");
      expect(await shares.loadContent(second.id)).toBeUndefined();
      await shares.put(first, "two");
      expect(await shares.loadContent(first.id)).toBe("two");
    });

    it("lead to a chat that is stored, and none takes the place of another chat's", async (test) => {
      const { layer, shares } = await open(test);
      await expect(shares.put(shareRow(newId<ThreadId>()))).rejects.toMatchObject({ code: "NOT_FOUND" });
      const [one, other] = [await addThread(layer), await addThread(layer)];
      const row = shareRow(one.id);
      await shares.put(row, "mine");
      await expect(shares.put({ ...row, threadId: other.id }, "theirs")).rejects.toMatchObject({ code: "BAD_INPUT" });
      expect(await shares.find(row.id)).toEqual(row);
      expect(await shares.loadContent(row.id)).toBe("mine");
      await expect(shares.put({ ...row, id: "a\u0000" })).rejects.toMatchObject({ code: "BAD_INPUT" });
    });

    it("are listed for whoever has the chats, the newest first, also after a sign-in", async (test) => {
      const { layer, shares } = await open(test);
      const [own, theirs] = [await addThread(layer, { name: "Mine" }), await addThread(layer, { owner: "visitor:two" })];
      const [old, young] = [shareRow(own.id), shareRow(own.id)];
      for (const row of [old, shareRow(theirs.id), young]) await shares.put(row);
      const listed = await shares.ofOwner("visitor:one");
      expect(listed.map(({ share, thread }) => [share, thread.id, thread.name])).toEqual([
        [young, own.id, "Mine"],
        [old, own.id, "Mine"],
      ]);
      await layer.moveThreads("visitor:one", "user:ada");
      expect(await shares.ofOwner("visitor:one")).toEqual([]);
      expect((await shares.ofOwner("user:ada")).map(({ share }) => share.id)).toEqual([young.id, old.id]);
    });

    it("are taken back by who names their chat, once", async (test) => {
      const { layer, shares } = await open(test);
      const [one, other] = [await addThread(layer), await addThread(layer)];
      const row = shareRow(one.id);
      await shares.put(row, "words");
      expect(await shares.remove(other.id, row.id)).toBe(false);
      expect(await shares.remove(one.id, row.id)).toBe(true);
      expect(await shares.remove(one.id, row.id)).toBe(false);
      expect(await shares.find(row.id)).toBeUndefined();
      expect(await shares.loadContent(row.id)).toBeUndefined();
    });

    it("stay taken back for whoever was about to change them, and are no more than a bound, however many are asked for at once", async (test) => {
      const { layer, shares } = await open(test);
      const { id: threadId } = await addThread(layer);
      const [row, other] = [shareRow(threadId), shareRow(threadId)];
      expect(await shares.put(row, "words", { onlyKnown: true })).toBe(false);
      expect(await shares.find(row.id)).toBeUndefined();
      await shares.put(row, "words");
      expect(await shares.put({ ...row, files: true }, undefined, { onlyKnown: true })).toBe(true);
      expect(await shares.find(row.id)).toEqual({ ...row, files: true });
      await shares.remove(threadId, row.id);
      expect(await shares.put(row, "words", { onlyKnown: true })).toBe(false);
      expect(await shares.loadContent(row.id)).toBeUndefined();
      const stored = await Promise.all(Array.from({ length: 9 }, () => shares.put(shareRow(threadId), "words", { most: 3 })));
      expect(stored.filter(Boolean)).toHaveLength(3);
      expect(await shares.ofThread(threadId)).toHaveLength(3);
      expect(await shares.put(other, "words")).toBe(true);
      expect(await shares.put({ ...other, files: true }, undefined, { most: 3 })).toBe(true);
    });

    it("go with their chat", async (test) => {
      const { layer, shares } = await open(test);
      const { id: threadId } = await addThread(layer);
      const row = shareRow(threadId);
      await shares.put(row, "words");
      await layer.deleteThread(threadId);
      expect(await shares.find(row.id)).toBeUndefined();
      expect(await shares.loadContent(row.id)).toBeUndefined();
      expect(await shares.ofOwner("visitor:one")).toEqual([]);
      await addThread(layer, { id: threadId });
      expect(await shares.ofThread(threadId)).toEqual([]);
    });

    it("keep the files that they name, and let go of them when they are taken back", async (test) => {
      const { layer, shares } = await open(test);
      const { id: threadId } = await addThread(layer);
      const [kept, loose] = [fileRow(threadId), fileRow(threadId)];
      for (const row of [kept, loose]) await layer.addFile(row);
      const stale = async () => (await layer.staleFiles({ before: "2100-01-01T00:00:00.000Z", limit: 10 })).files.map(({ key }) => key);
      const share = shareRow(threadId, { fileKeys: [kept.key, kept.key, newId<FileKey>()] });
      await shares.put(share, "words");
      expect(await stale()).toEqual([loose.key]);
      expect(await layer.removeFiles(threadId, [kept.key, loose.key], { onlyUnnamed: true })).toEqual([loose.key]);
      await shares.remove(threadId, share.id);
      expect(await stale()).toEqual([kept.key]);
      await shares.put(share, "words");
      expect(await layer.deleteThread(threadId)).toEqual({ files: [kept.key] });
    });
  });

  async function open({ skip }: TestContext): Promise<{ layer: DataLayer; shares: ShareStore }> {
    const layer = await openLayer(options);
    return { layer, shares: layer.shares ?? skip(`${layer.name} keeps no links`) };
  }
}

function shareRow(threadId: ThreadId, more: Partial<ShareRow> = {}): ShareRow {
  return { id: newId(), threadId, live: false, steps: false, files: false, title: false, createdAt: CREATED, updatedAt: CREATED, ...more };
}

async function addThread(layer: DataLayer, more: Parameters<typeof threadRow>[1] = {}) {
  const thread = threadRow(more.id ?? newId<ThreadId>(), more);
  await layer.write({ threadId: thread.id, epoch: 1, thread });
  return thread;
}
