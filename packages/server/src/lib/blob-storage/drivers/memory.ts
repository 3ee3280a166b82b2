// A blob store that forgets with the process: for tests, and for apps that keep nothing.
import { checkOptions, object } from "../../check-given.ts";
import { type Clock, isoNow, systemClock } from "../../clock.ts";
import { BlobPuts, type BlobSink } from "../blob-puts.ts";
import { assertBlobKey, assertPage, resolveRange, toPage } from "../blob-rules.ts";
import type { BlobInfo, BlobKey, BlobStore } from "../blob-store.ts";
import { toByteStream } from "../byte-stream.ts";
import { createMemoryScratch } from "./memory-scratch.ts";

interface Stored {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly createdAt: string;
}

/** Keeps blobs in memory, each in one piece. */
export function createMemoryBlobStore(options: { readonly clock?: Clock } = {}): BlobStore {
  checkOptions("createMemoryBlobStore", options, { clock: object });
  const { clock = systemClock } = options;
  const blobs = new Map<BlobKey, Stored>();
  const puts = new BlobPuts();

  return {
    name: "memory",
    async open() {
      puts.open();
    },
    put: (content, options = {}) => puts.put(content, options, async (key) => openSink(key)),
    async read(key, { range, signal } = {}) {
      const stored = find(key);
      if (!stored) return undefined;
      const { bytes } = stored;
      const { start, end } = resolveRange(range, bytes.byteLength);
      // Copies: nobody can change what is stored by holding on to what was read.
      const origin = { readAt: async (at: number, length: number) => bytes.slice(at, at + length), release: async () => {} };
      return { size: bytes.byteLength, start, end, stream: toByteStream(origin, { start, end }, signal) };
    },
    async stat(key) {
      const stored = find(key);
      return stored && toInfo(key, stored);
    },
    async delete(keys) {
      puts.assertOpen();
      for (const key of keys) assertBlobKey(key);
      return keys.filter((key) => blobs.delete(key)).length;
    },
    async list(query) {
      puts.assertOpen();
      assertPage(query);
      const { before, limit, cursor = "" } = query;
      const older = [...blobs].filter(([key, { createdAt }]) => key > cursor && Date.parse(createdAt) < Date.parse(before));
      return toPage(
        older.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, stored]) => toInfo(key, stored)),
        limit,
      );
    },
    scratch: createMemoryScratch(clock),
    close: () => puts.close(),
  };

  function find(key: BlobKey): Stored | undefined {
    puts.assertOpen();
    assertBlobKey(key);
    return blobs.get(key);
  }

  function openSink(key: BlobKey): BlobSink {
    const pieces: Uint8Array[] = [];
    return {
      async write(piece) {
        // By constructor: `slice` of a Buffer copies nothing.
        pieces.push(new Uint8Array(piece));
      },
      async finish() {
        blobs.set(key, { bytes: concat(pieces), createdAt: isoNow(clock) });
      },
      async discard() {
        pieces.length = 0;
      },
    };
  }
}

function toInfo(key: BlobKey, { bytes, createdAt }: Stored): BlobInfo {
  return { key, size: bytes.byteLength, createdAt };
}

function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
