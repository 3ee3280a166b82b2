// What a sweep needs: lists of what is old, and deletes that are counted.
import { randomBytes } from "node:crypto";
import { newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import type { BlobKey } from "../blob-store.ts";
import { type BlobStoreContractOptions, LATER, listAll, openStore, putBytes, readBytes } from "./bytes.contract.ts";

export function describeSweeps(options: BlobStoreContractOptions): void {
  describe("sweeps", () => {
    it("lists what stat knows, in the order of the keys, each once over all pages", async () => {
      const store = await openStore(options);
      const keys: BlobKey[] = [];
      for (let size = 0; size < 23; size += 1) keys.push(await putBytes(store, randomBytes(size)));
      const known = await Promise.all(keys.sort().map((key) => store.stat(key)));
      for (const limit of [1, 5, 22, 23, 1000]) expect(await listAll(store, { limit })).toEqual(known);
      expect((await store.list({ before: LATER, limit: 5 })).blobs).toHaveLength(5);
    });

    it("ends without a cursor when the last page is full, and lists nothing of an empty store", async () => {
      const store = await openStore(options);
      expect(await store.list({ before: LATER, limit: 2 })).toEqual({ blobs: [] });
      await putBytes(store);
      await putBytes(store);
      expect((await store.list({ before: LATER, limit: 2 })).nextCursor).toBeUndefined();
    });

    it("lists what was put before an instant only", async () => {
      const store = await openStore(options);
      const key = await putBytes(store);
      const createdAt = (await store.stat(key))?.createdAt ?? "";
      const after = new Date(Date.parse(createdAt) + 1).toISOString();
      expect(await listAll(store, { before: createdAt })).toEqual([]);
      expect((await listAll(store, { before: after })).map((blob) => blob.key)).toEqual([key]);
    });

    it("goes on behind a cursor whose blob was deleted, and misses none that stayed", async () => {
      const store = await openStore(options);
      for (let count = 0; count < 20; count += 1) await putBytes(store);
      const all = (await listAll(store)).map((blob) => blob.key);
      const seen: BlobKey[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list({ before: LATER, limit: 3, cursor });
        const keys = page.blobs.map((blob) => blob.key);
        seen.push(...keys);
        expect(await store.delete(keys)).toBe(keys.length);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(all);
      expect(await listAll(store)).toEqual([]);
    });

    it("refuses a cursor it did not make, a page without lines, and an instant that is none", async () => {
      const store = await openStore(options);
      const refused = { code: "BAD_REQUEST" };
      for (const cursor of ["", "x", "../..", "💥", "' OR 1=1 --"])
        await expect(store.list({ before: LATER, limit: 3, cursor })).rejects.toMatchObject(refused);
      for (const limit of [0, -1, 1.5, Number.NaN]) await expect(store.list({ before: LATER, limit })).rejects.toMatchObject(refused);
      for (const before of ["", "yesterday"]) await expect(store.list({ before, limit: 3 })).rejects.toMatchObject(refused);
    });

    it("counts what a delete removed: each once, and nothing the second time", async () => {
      const store = await openStore(options);
      const [one, two, kept] = [await putBytes(store), await putBytes(store), await putBytes(store)];
      expect(await store.delete([])).toBe(0);
      expect(await store.delete([one, two, one, newId<BlobKey>()])).toBe(2);
      expect(await store.delete([one, two])).toBe(0);
      expect((await listAll(store)).map((blob) => blob.key)).toEqual([kept]);
    });

    it("counts a blob once when it is deleted twice at once", async () => {
      const store = await openStore(options);
      const key = await putBytes(store);
      const counts = await Promise.all([store.delete([key]), store.delete([key]), store.delete([key])]);
      expect(counts.sort()).toEqual([0, 0, 1]);
    });

    it("keeps a thousand small ones, put at once, and gives each back", async () => {
      const store = await openStore(options);
      const contents = Array.from({ length: 1000 }, (_, index) => Buffer.from(`file ${index}`));
      const keys = await Promise.all(contents.map((bytes) => putBytes(store, bytes)));
      const read = await Promise.all(keys.map((key) => readBytes(store, key)));
      expect(read.map(String)).toEqual(contents.map(String));
      expect((await listAll(store, { limit: 128 })).map((blob) => blob.key)).toEqual([...keys].sort());
      expect(await store.delete(keys)).toBe(1000);
      expect(await listAll(store)).toEqual([]);
    });

    // A store that forgets promises nothing here, so there is nothing to test.
    if (!options.durable) return;

    it("has everything again when it is opened again", async () => {
      const place = newId();
      const first = await openStore(options, place);
      const bytes = randomBytes(100_000);
      const key = await putBytes(first, bytes);
      const known = await first.stat(key);
      await first.close();
      const second = await openStore(options, place);
      expect(await second.stat(key)).toEqual(known);
      expect((await readBytes(second, key)).equals(bytes)).toBe(true);
      expect(await second.delete([key])).toBe(1);
    });
  });
}
