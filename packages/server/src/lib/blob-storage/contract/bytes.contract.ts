// Contents for the contract's tests, and what is read back.
import { randomBytes } from "node:crypto";
import { newId } from "@colloquy/protocol";
import { onTestFinished } from "vitest";
import type { BlobInfo, BlobKey, BlobRange, BlobStore } from "../blob-store.ts";

/** What the suite needs to know of a driver. */
export interface BlobStoreContractOptions {
  readonly name: string;
  /** A driver on the store of this name, not yet open. The same name again, after the first was closed, is the same store. */
  create(place: string): BlobStore;
  /** Whether a store that is opened again has what was put before. */
  readonly durable: boolean;
}

/** Later than anything a test puts. */
export const LATER = "9999-01-01T00:00:00.000Z";

/** An open store, closed with its test, on a place of its own unless one is named. */
export async function openStore(options: BlobStoreContractOptions, place: string = newId()): Promise<BlobStore> {
  const store = options.create(place);
  await store.open();
  onTestFinished(() => store.close());
  return store;
}

/** The bytes in pieces of uneven sizes, some of them empty. */
export async function* inPieces(bytes: Uint8Array, most = 70_000): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(0);
  for (let at = 0, turn = 1; at < bytes.byteLength; turn += 1) {
    const length = Math.max(1, Math.floor((most * ((turn * 7919) % 101)) / 101));
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

/** Puts the bytes, random ones when there are none. */
export async function putBytes(store: BlobStore, bytes: Uint8Array = randomBytes(100)): Promise<BlobKey> {
  return (await store.put(inPieces(bytes))).key;
}

/** All bytes of a stream. */
export async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(pieces);
    pieces.push(value);
  }
}

/** The bytes of a blob that is there, or of a range of it. */
export async function readBytes(store: BlobStore, key: BlobKey, range?: BlobRange): Promise<Buffer> {
  const found = await store.read(key, { range });
  if (!found) throw new Error(`There is no blob ${key}.`);
  return readAll(found.stream);
}

/** Every page of a list, one after the other. */
export async function listAll(store: BlobStore, { before = LATER, limit = 1000 } = {}): Promise<BlobInfo[]> {
  const blobs: BlobInfo[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ before, limit, cursor });
    blobs.push(...page.blobs);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return blobs;
}
