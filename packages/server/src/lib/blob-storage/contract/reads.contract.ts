// Reading: ranges, streams that are broken off, and keys that are none.
import { randomBytes } from "node:crypto";
import { newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import type { BlobKey, BlobRange } from "../blob-store.ts";
import { type BlobStoreContractOptions, listAll, openStore, putBytes, readAll, readBytes } from "./bytes.contract.ts";

const SIZE = 200_000;

/** A range, and the first and the end of what is read by it. */
const RANGES: readonly (readonly [range: BlobRange, start: number, end: number])[] = [
  [{ start: 0 }, 0, SIZE],
  [{ start: 0, end: 1 }, 0, 1],
  [{ start: 0, end: SIZE }, 0, SIZE],
  [{ start: 70_000, end: 140_001 }, 70_000, 140_001],
  [{ start: SIZE - 1 }, SIZE - 1, SIZE],
  [{ start: SIZE - 10, end: SIZE + 10 }, SIZE - 10, SIZE],
  [{ start: 10, end: undefined }, 10, SIZE],
  [{ start: 5, end: 5 }, 5, 5],
  [{ start: SIZE }, SIZE, SIZE],
  [{ start: SIZE + 5, end: SIZE + 10 }, SIZE, SIZE],
  [{ start: Number.MAX_SAFE_INTEGER }, SIZE, SIZE],
  [{ last: 0 }, SIZE, SIZE],
  [{ last: 1 }, SIZE - 1, SIZE],
  [{ last: 65_537 }, SIZE - 65_537, SIZE],
  [{ last: SIZE + 1 }, 0, SIZE],
];

const NO_KEYS = [
  "",
  ".",
  "..",
  "../../etc/passwd",
  "/etc/passwd",
  "C:\\Windows\\win.ini",
  "..%2f..%2fsecret",
  "con",
  "nul.txt",
  "a\0b",
  "report.pdf",
  "3fa9c1d2-0000-4000-8000-00000000000",
  "3FA9C1D2-0000-4000-8000-00000000000A",
  "3fa9c1d2-0000-4000-8000-00000000000a.part",
  "3fa9c1d2-0000-4000-8000-00000000000a\n",
  " 3fa9c1d2-0000-4000-8000-00000000000a",
  "3fa9c1d2-0000-4000-8000-00000000000a/..",
  undefined,
  null,
  5,
  ["3fa9c1d2-0000-4000-8000-00000000000a"],
];

export function describeReads(options: BlobStoreContractOptions): void {
  describe("reads", () => {
    it("reads the bytes of a range, cut to those that are there", async () => {
      const store = await openStore(options);
      const bytes = randomBytes(SIZE);
      const key = await putBytes(store, bytes);
      for (const [range, start, end] of RANGES) {
        const found = await store.read(key, { range });
        expect([range, found?.size, found?.start, found?.end]).toEqual([range, SIZE, start, end]);
        expect(found && (await readAll(found.stream)).equals(bytes.subarray(start, end))).toBe(true);
      }
    });

    it("reads no byte of an empty blob, by any range", async () => {
      const store = await openStore(options);
      const key = await putBytes(store, new Uint8Array(0));
      for (const range of [undefined, { start: 0 }, { start: 0, end: 1 }, { last: 1 }]) {
        const found = await store.read(key, { range });
        expect(found).toMatchObject({ size: 0, start: 0, end: 0 });
        expect(found && (await readAll(found.stream))).toHaveLength(0);
      }
    });

    it("refuses what is no range", async () => {
      const store = await openStore(options);
      const key = await putBytes(store);
      const ranges = [
        { start: -1 },
        { start: 1.5 },
        { start: Number.NaN },
        { start: 5, end: 4 },
        { start: 0, end: -1 },
        { last: -1 },
        { last: Infinity },
        {},
      ];
      for (const range of ranges) await expect(store.read(key, { range: range as BlobRange })).rejects.toMatchObject({ code: "BAD_INPUT" });
    });

    it("knows nothing under a key that it did not give", async () => {
      const store = await openStore(options);
      const key = newId<BlobKey>();
      expect(await store.read(key)).toBeUndefined();
      expect(await store.stat(key)).toBeUndefined();
      expect(await store.delete([key])).toBe(0);
    });

    it("refuses what cannot be a key, whatever is asked with it, and deletes nothing of a list that holds one", async () => {
      const store = await openStore(options);
      const stored = await putBytes(store);
      for (const name of NO_KEYS) {
        const key = name as BlobKey;
        const refused = { code: "BAD_INPUT", message: "This is not the key of a blob." };
        await expect(store.read(key)).rejects.toMatchObject(refused);
        await expect(store.stat(key)).rejects.toMatchObject(refused);
        await expect(store.delete([stored, key])).rejects.toMatchObject(refused);
      }
      expect(await listAll(store)).toHaveLength(1);
    });

    it("goes on with a read that has begun when the blob is deleted", async () => {
      const store = await openStore(options);
      const bytes = randomBytes(1_000_000);
      const key = await putBytes(store, bytes);
      const [found, unread] = [await store.read(key), await store.read(key, { range: { last: 10 } })];
      const reader = found?.stream.getReader();
      const first = await reader?.read();
      expect(await store.delete([key])).toBe(1);
      expect(await store.stat(key)).toBeUndefined();
      expect(await store.read(key)).toBeUndefined();
      reader?.releaseLock();
      const rest = found && (await readAll(found.stream));
      expect(Buffer.concat([first?.value ?? new Uint8Array(0), rest ?? new Uint8Array(0)]).equals(bytes)).toBe(true);
      expect(unread && (await readAll(unread.stream)).equals(bytes.subarray(-10))).toBe(true);
    });

    it("breaks a stream with the reason of the abort: before it is read, in the middle, while it is read", async () => {
      const store = await openStore(options);
      const key = await putBytes(store, randomBytes(1_000_000));
      const before = await store.read(key, { signal: AbortSignal.abort(new Error("before")) });
      await expect(before && readAll(before.stream)).rejects.toThrow("before");

      const abort = new AbortController();
      const [read, idle] = [await store.read(key, { signal: abort.signal }), await store.read(key, { signal: abort.signal })];
      const reader = read?.stream.getReader();
      await reader?.read();
      const next = reader?.read();
      const broken = expect(next).rejects.toThrow("in the middle");
      abort.abort(new Error("in the middle"));
      await broken;
      await expect(reader?.read()).rejects.toThrow("in the middle");
      await expect(idle && readAll(idle.stream)).rejects.toThrow("in the middle");
      expect(await readBytes(store, key)).toHaveLength(1_000_000);
    });

    it("takes a cancel in the middle, and an abort after the end", async () => {
      const store = await openStore(options);
      const key = await putBytes(store, randomBytes(1_000_000));
      const cancelled = await store.read(key);
      const reader = cancelled?.stream.getReader();
      await reader?.read();
      await reader?.cancel("enough");
      expect(await reader?.read()).toEqual({ done: true, value: undefined });
      const abort = new AbortController();
      const whole = await store.read(key, { signal: abort.signal });
      const bytes = whole && (await readAll(whole.stream));
      abort.abort();
      expect(bytes).toHaveLength(1_000_000);
    });

    it("lets nobody change a blob by what was read of it", async () => {
      const store = await openStore(options);
      const bytes = randomBytes(1000);
      const key = await putBytes(store, bytes);
      const reader = (await store.read(key))?.stream.getReader();
      (await reader?.read())?.value?.fill(0);
      expect((await readBytes(store, key)).equals(bytes)).toBe(true);
    });
  });
}
