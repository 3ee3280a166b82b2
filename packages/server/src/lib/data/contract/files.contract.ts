// Rows of files: whose they are, what they take, and which blobs nobody needs any more.
import { type FileKey, newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import type { DataLayer } from "../data-layer.ts";
import type { FileRow } from "../file-rows.ts";
import { openLayer } from "./open-layer.contract.ts";
import { type DataLayerContractOptions, fileRow, storedStep, threadRow } from "./rows.ts";

export function describeFiles(options: DataLayerContractOptions): void {
  describe("files", () => {
    it("are found in their thread, also before anything was said in it, and in no other", async () => {
      const layer = await openLayer(options);
      const row = await addFile(layer, { name: "plan \ud83d\0'; DROP TABLE files; --", mime: 'text/html; charset="utf-8"', size: 2 ** 40 });
      expect(await layer.loadFile(row.threadId, row.key)).toEqual(row);
      expect(await layer.loadFile(newId<ThreadId>(), row.key)).toBeUndefined();
      expect(await layer.loadFile(row.threadId, newId<FileKey>())).toBeUndefined();
      expect(await layer.loadThread(row.threadId)).toBeUndefined();
    });

    it("stay as they were stored first", async () => {
      const layer = await openLayer(options);
      const row = await addFile(layer);
      await layer.addFile({ ...row, name: "other", size: 99 });
      expect(await layer.loadFile(row.threadId, row.key)).toEqual(row);
      expect(await layer.sizeOfFiles(row.owner)).toEqual({ bytes: row.size, count: 1 });
    });

    it("are refused with a size that is no number of bytes or a key that a database might take for another", async () => {
      const layer = await openLayer(options);
      const refused = { code: "BAD_INPUT" };
      for (const size of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
        await expect(addFile(layer, { size })).rejects.toMatchObject(refused);
      for (const text of ["", "a\0b", "\ud83d"]) {
        await expect(addFile(layer, { key: text as FileKey })).rejects.toMatchObject(refused);
        await expect(addFile(layer, { threadId: text as ThreadId })).rejects.toMatchObject(refused);
        await expect(addFile(layer, { owner: text })).rejects.toMatchObject(refused);
      }
      expect(await layer.sizeOfFiles("visitor:one")).toEqual({ bytes: 0, count: 0 });
    });

    it("are counted for each owner exactly, a blob in two of their threads once", async () => {
      const layer = await openLayer(options);
      const one = await addFile(layer, { size: 5 });
      await addFile(layer, { size: 0 });
      await addFile(layer, { size: 7, owner: "visitor:two" });
      const again = await addFile(layer, { key: one.key, size: 5 });
      await addFile(layer, { key: one.key, size: 5, owner: "visitor:two" });
      expect(await layer.sizeOfFiles("visitor:one")).toEqual({ bytes: 5, count: 2 });
      expect(await layer.sizeOfFiles("visitor:two")).toEqual({ bytes: 12, count: 2 });
      await layer.removeFiles(one.threadId, [one.key]);
      expect(await layer.sizeOfFiles("visitor:one")).toEqual({ bytes: 5, count: 2 });
      await layer.removeFiles(again.threadId, [one.key]);
      expect(await layer.sizeOfFiles("visitor:one")).toEqual({ bytes: 0, count: 1 });
      expect(await layer.sizeOfFiles("visitor:nobody")).toEqual({ bytes: 0, count: 0 });
    });

    it("are counted exactly when many come and go at once", async () => {
      const layer = await openLayer(options);
      const sizes = Array.from({ length: 60 }, (_, index) => index);
      const rows = await Promise.all(sizes.map((size) => addFile(layer, { size })));
      const removed = rows.filter(({ size }) => size % 3 === 0);
      await Promise.all([
        ...removed.map(({ threadId, key }) => layer.removeFiles(threadId, [key])),
        ...removed.map(({ threadId, key }) => layer.removeFiles(threadId, [key])),
        layer.moveThreads("visitor:one", "user:ada"),
        ...sizes.map((size) => addFile(layer, { size })),
      ]);
      const sum = (numbers: readonly number[]) => numbers.reduce((total, size) => total + size, 0);
      const kept = sizes.filter((size) => size % 3 !== 0);
      expect(await layer.sizeOfFiles("user:ada")).toEqual({ bytes: sum(kept), count: kept.length });
      expect(await layer.sizeOfFiles("visitor:one")).toEqual({ bytes: sum(sizes), count: sizes.length });
    });

    it("tell, when they are removed, which blobs no thread names any more", async () => {
      const layer = await openLayer(options);
      const alone = await addFile(layer);
      const shared = await addFile(layer, { threadId: alone.threadId });
      const other = await addFile(layer, { key: shared.key });
      const keys = [alone.key, shared.key, shared.key, newId<FileKey>()];
      expect(await layer.removeFiles(newId<ThreadId>(), keys)).toEqual([]);
      expect(await layer.knownFiles(keys)).toHaveLength(2);
      expect(await layer.removeFiles(alone.threadId, keys)).toEqual([alone.key]);
      expect(await layer.removeFiles(alone.threadId, keys)).toEqual([]);
      expect(await layer.loadFile(other.threadId, shared.key)).toEqual(other);
      expect(await layer.knownFiles(keys)).toEqual([shared.key]);
      expect(await layer.removeFiles(other.threadId, [shared.key])).toEqual([shared.key]);
      expect(await layer.knownFiles(keys)).toEqual([]);
    });

    it("go with their thread, which tells the blobs that no other names", async () => {
      const layer = await openLayer(options);
      const { threadId } = await storedStep(layer);
      const alone = await addFile(layer, { threadId });
      const shared = await addFile(layer, { threadId });
      const other = await addFile(layer, { key: shared.key });
      expect(await layer.deleteThread(threadId)).toEqual({ files: [alone.key] });
      expect(await layer.deleteThread(threadId)).toEqual({ files: [] });
      expect(await layer.loadFile(threadId, alone.key)).toBeUndefined();
      expect(await layer.sizeOfFiles("visitor:one")).toEqual({ bytes: other.size, count: 1 });
      // Its thread was never written.
      expect(await layer.deleteThread(other.threadId)).toEqual({ files: [shared.key] });
      expect(await layer.knownFiles([alone.key, shared.key])).toEqual([]);
    });

    it("belong to whoever has their thread, in whatever order files, messages and sign-ins come", async () => {
      const layer = await openLayer(options);
      const early = await addFile(layer);
      expect(await layer.moveThreads("visitor:one", "user:ada")).toBe(0);
      expect((await layer.loadFile(early.threadId, early.key))?.owner).toBe("user:ada");
      // An upload that began before the person signed in.
      const late = await addFile(layer, { threadId: early.threadId });
      const thread = threadRow(early.threadId, { owner: "user:ada" });
      await layer.write({ threadId: thread.id, epoch: 1, thread });
      await addFile(layer, { threadId: early.threadId, owner: "visitor:one" });
      expect((await layer.loadFile(late.threadId, late.key))?.owner).toBe("user:ada");
      expect(await layer.sizeOfFiles("user:ada")).toMatchObject({ count: 3 });
      expect(await layer.sizeOfFiles("visitor:one")).toMatchObject({ count: 0 });
    });

    it("are stale when no element names them, oldest first, each once over all pages", async () => {
      const layer = await openLayer(options);
      const rows: FileRow[] = [];
      for (let day = 9; day >= 1; day -= 1) rows.push(await addFile(layer, { createdAt: `2025-03-0${day}T10:00:00.000Z` }));
      const old = rows.filter(({ createdAt }) => createdAt < "2025-03-08").reverse();
      const seen: FileRow[] = [];
      let cursor: string | undefined;
      do {
        const page = await layer.staleFiles({ before: "2025-03-08T00:00:00.000Z", limit: 3, ...(cursor && { cursor }) });
        expect(page.files.length).toBeLessThanOrEqual(3);
        // What was found is removed before the next page, as a sweep does.
        for (const { threadId, key } of page.files) await layer.removeFiles(threadId, [key]);
        seen.push(...page.files);
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual(old);
    });

    it("are swept by pages that can be: neither without lines nor behind a cursor that is none", async () => {
      const layer = await openLayer(options);
      const before = "2025-03-08T00:00:00.000Z";
      for (const limit of [0, -1, 1.5]) await expect(layer.staleFiles({ before, limit })).rejects.toMatchObject({ code: "BAD_REQUEST" });
      for (const cursor of ["", "x", btoa("[1,2,3]"), btoa('["a","b"]')]) {
        await expect(layer.staleFiles({ before, limit: 3, cursor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
      }
    });
  });

  if (!options.durable) return;
  it("finds files again after a restart", async () => {
    const place = newId();
    const first = await openLayer(options, place);
    const row = await addFile(first);
    await first.close();
    const second = await openLayer(options, place);
    expect(await second.loadFile(row.threadId, row.key)).toEqual(row);
    expect(await second.sizeOfFiles(row.owner)).toEqual({ bytes: row.size, count: 1 });
  });
}

/** A stored file, in a thread of its own unless one is named. */
async function addFile(layer: DataLayer, more: Partial<FileRow> = {}): Promise<FileRow> {
  const row = fileRow(newId<ThreadId>(), more);
  await layer.addFile(row);
  return row;
}
