// Putting: what is stored, and what is not when it goes wrong.
import { createHash, randomBytes } from "node:crypto";
import { isUuid } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import type { BlobContent, BlobKey, BlobStore } from "../blob-store.ts";
import { type BlobStoreContractOptions, inPieces, listAll, openStore, putBytes, readBytes } from "./bytes.contract.ts";
import { endless, silentIterator, silentStream, streamOf } from "./sources.contract.ts";

export function describePuts(options: BlobStoreContractOptions): void {
  describe("puts", () => {
    it("gives back the bytes that were put, with their size and digest, under a key of its own making", async () => {
      const store = await openStore(options);
      const bytes = randomBytes(1_234_567);
      const { key, size, sha256 } = await store.put(inPieces(bytes));
      expect(isUuid(key)).toBe(true);
      expect({ size, sha256 }).toEqual({ size: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") });
      expect((await readBytes(store, key)).equals(bytes)).toBe(true);
      expect(await store.stat(key)).toEqual({ key, size, createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/) });
    });

    it("takes a ReadableStream as well, also one of a response, and one piece of many megabytes", async () => {
      const store = await openStore(options);
      const bytes = randomBytes(5_000_001);
      const { body } = new Response(bytes);
      const { key } = await store.put(body ?? inPieces(bytes));
      const whole = await store.put(streamOf(bytes));
      expect((await readBytes(store, key)).equals(bytes)).toBe(true);
      expect((await readBytes(store, whole.key)).equals(bytes)).toBe(true);
    });

    it("keeps an empty blob", async () => {
      const store = await openStore(options);
      const { key, size, sha256 } = await store.put(inPieces(new Uint8Array(0)));
      expect({ size, sha256 }).toEqual({ size: 0, sha256: createHash("sha256").digest("hex") });
      expect(await store.stat(key)).toMatchObject({ size: 0 });
      expect(await readBytes(store, key)).toHaveLength(0);
      expect((await listAll(store)).map((blob) => blob.key)).toEqual([key]);
    });

    it("puts the copy of another store's blob under the key it has there, and takes nothing for a key that is none", async () => {
      const [from, to] = [await openStore(options), await openStore(options)];
      const bytes = randomBytes(100_001);
      const { key, size, sha256 } = await from.put(inPieces(bytes));
      expect(await to.stat(key)).toBeUndefined();
      expect(await to.put(inPieces(bytes), { key })).toEqual({ key, size, sha256 });
      expect((await readBytes(to, key)).equals(bytes)).toBe(true);
      const wrong = { key: "../etc/passwd" as BlobKey };
      await expect(to.put(inPieces(bytes), wrong)).rejects.toMatchObject({ code: "BAD_INPUT" });
      expect((await listAll(to)).map((blob) => blob.key)).toEqual([key]);
    });

    it("gives the same bytes another key each time", async () => {
      const store = await openStore(options);
      const bytes = randomBytes(10);
      const [one, other] = [await store.put(inPieces(bytes)), await store.put(inPieces(bytes))];
      expect(one.key).not.toBe(other.key);
      expect(one.sha256).toBe(other.sha256);
    });

    it("has written a piece before it asks for the next: a source may fill the same memory again", async () => {
      const store = await openStore(options);
      const memory = Buffer.alloc(50_000);
      const source = async function* () {
        for (let turn = 0; turn < 20; turn += 1) yield memory.fill(turn);
        memory.fill(99);
      };
      const { key } = await store.put(source());
      const expected = Buffer.concat(Array.from({ length: 20 }, (_, turn) => Buffer.alloc(50_000, turn)));
      expect((await readBytes(store, key)).equals(expected)).toBe(true);
    });

    it("takes as many bytes as it may, and not one more: then it stops reading, tells the source and keeps nothing", async () => {
      const store = await openStore(options);
      const bytes = randomBytes(3000);
      const { key } = await store.put(inPieces(bytes, 100), { maxBytes: 3000 });
      await store.delete([key]);
      const source = endless(1000);
      await expect(store.put(source.content, { maxBytes: 2999 })).rejects.toMatchObject({ code: "TOO_LARGE" });
      await source.wasTold;
      expect(source.asked()).toBe(3);
      await expect(store.put(inPieces(bytes), { maxBytes: 0 })).rejects.toMatchObject({ code: "TOO_LARGE" });
      expect((await store.put(inPieces(new Uint8Array(0)), { maxBytes: 0 })).size).toBe(0);
      await expect(store.put(inPieces(bytes), { maxBytes: Number.NaN })).rejects.toMatchObject({ code: "BAD_INPUT" });
      expect(await listAll(store)).toHaveLength(1);
    });

    it("leaves nothing of a put that is aborted in the middle, also while its source says nothing more", async () => {
      const store = await openStore(options);
      for (const source of [silentIterator(), silentStream()]) {
        const abort = new AbortController();
        const put = store.put(source.content, { signal: abort.signal });
        await source.isWaiting;
        const reason = new Error("The person left.");
        abort.abort(reason);
        await expect(put).rejects.toBe(reason);
        expect(await listAll(store)).toEqual([]);
      }
    });

    it("tells a stream that waits when its put is aborted, and begins none that is aborted before", async () => {
      const store = await openStore(options);
      const source = silentStream();
      const abort = new AbortController();
      const put = store.put(source.content, { signal: abort.signal });
      await source.isWaiting;
      abort.abort(new Error("gone"));
      await expect(put).rejects.toThrow("gone");
      expect(await source.wasTold).toMatchObject({ message: "gone" });
      const never = endless(10);
      await expect(store.put(never.content, { signal: AbortSignal.abort(new Error("before")) })).rejects.toThrow("before");
      await never.wasTold;
      expect(never.asked()).toBe(0);
      expect(await listAll(store)).toEqual([]);
    });

    it("leaves nothing of a stream that throws, and throws what it threw", async () => {
      const store = await openStore(options);
      const error = new Error("The connection was cut.");
      const cut = async function* () {
        yield randomBytes(200_000);
        throw error;
      };
      await expect(store.put(cut())).rejects.toBe(error);
      const stream = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(error) });
      await expect(store.put(stream)).rejects.toBe(error);
      expect(await listAll(store)).toEqual([]);
    });

    it("refuses what is no stream of bytes", async () => {
      const store = await openStore(options);
      const locked = new ReadableStream<Uint8Array>();
      locked.getReader();
      const texts = streamOf("text");
      for (const content of ["text", undefined, randomBytes(3), 5, locked, texts, new Blob(["x"])]) {
        await expect(store.put(content as unknown as BlobContent)).rejects.toMatchObject({ code: "BAD_INPUT" });
      }
      expect(await listAll(store)).toEqual([]);
    });

    it("shows nothing of a blob before it is whole", async () => {
      const store = await openStore(options);
      const source = silentIterator();
      const abort = new AbortController();
      const put = store.put(source.content, { signal: abort.signal });
      await source.isWaiting;
      const other = await putBytes(store);
      expect((await listAll(store)).map((blob) => blob.key)).toEqual([other]);
      abort.abort(new Error("enough"));
      await expect(put).rejects.toThrow("enough");
    });

    it("puts, reads and deletes many at once", async () => {
      const store = await openStore(options);
      const work = async (turn: number) => {
        const bytes = randomBytes(100_000 + turn);
        const key = await putBytes(store, bytes);
        const [whole, part] = await Promise.all([readBytes(store, key), readBytes(store, key, { start: turn, end: 50_000 })]);
        expect(whole.equals(bytes) && part.equals(bytes.subarray(turn, 50_000))).toBe(true);
        return turn % 2 ? store.delete([key]) : 0;
      };
      const deleted = await Promise.all(Array.from({ length: 30 }, (_, turn) => work(turn)));
      expect(deleted.reduce((sum, one) => sum + one, 0)).toBe(15);
      expect(await listAll(store)).toHaveLength(15);
    });

    it("ends what is being put when it is closed, leaves nothing of it, and refuses everything before it is open and after", async () => {
      const store = options.create("closing");
      await refusesAll(store);
      await store.open();
      const source = silentStream();
      const put = store.put(source.content);
      const refused = expect(put).rejects.toMatchObject({ code: "STORE_FAILED" });
      await source.isWaiting;
      await store.close();
      await refused;
      await source.wasTold;
      await refusesAll(store);
      if (options.durable) expect(await listAll(await openStore(options, "closing"))).toEqual([]);
    });
  });
}

async function refusesAll(store: BlobStore): Promise<void> {
  const source = endless(1);
  const key = "00000000-0000-4000-8000-000000000000" as Parameters<BlobStore["stat"]>[0];
  const calls = [store.put(source.content), store.read(key), store.stat(key), store.delete([key]), listAll(store)];
  for (const outcome of await Promise.allSettled(calls)) expect(outcome).toMatchObject({ reason: { code: "STORE_FAILED" } });
  await source.wasTold;
}
