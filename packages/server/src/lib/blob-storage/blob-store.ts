// The seam to where the contents of files are kept. It knows no thread, no name and no type of a file: who may see a blob, what it is
// called and when it goes is written down by whoever put it.

import type { ScratchSpace } from "./scratch-space.ts";

declare const brand: unique symbol;

/** Names a blob: a UUID in lower case, which the store makes. */
export type BlobKey = string & { readonly [brand]: "BlobKey" };

/** Bytes as they come. A stream is told when the store wants no more of it: an iterator by `return`, a ReadableStream by `cancel`. */
export type BlobContent = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

export interface PutOptions {
  /** The most bytes that are taken. Without it there is no end. */
  readonly maxBytes?: number | undefined;
  /** Ends the put. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Under which key, for the copy of another store. The caller has looked that no blob has it and that nothing is left of an earlier try
   * (`stat`, then `delete`). Default: a new one.
   */
  readonly key?: BlobKey | undefined;
}

/** What was put. A key is given once and its bytes never change, so the key is an ETag of them, too. */
export interface PutBlob {
  readonly key: BlobKey;
  readonly size: number;
  /** SHA-256 of the bytes, in hexadecimal: what tells that two blobs are the same. */
  readonly sha256: string;
}

export interface BlobInfo {
  readonly key: BlobKey;
  readonly size: number;
  /** When it was put whole. */
  readonly createdAt: string;
}

/** Which bytes, counted as by `slice`: from `start` to before `end` (default: all that follow), or the `last` ones. */
export type BlobRange = { readonly start: number; readonly end?: number | undefined } | { readonly last: number };

/** Bytes of a blob, `start` to before `end` of its `size`. A range that lies behind the last byte has none: `start` is `end` then. */
export interface BlobRead {
  readonly size: number;
  readonly start: number;
  readonly end: number;
  /** Reads no further than it is asked to. It holds a file open until it was read to its end or is cancelled. */
  readonly stream: ReadableStream<Uint8Array>;
}

export interface BlobPage {
  /** In the order of their keys. */
  readonly blobs: readonly BlobInfo[];
  readonly nextCursor?: string | undefined;
}

/** For whom an address is made: what the answer to it says of the content. */
export interface ReadUrlOptions {
  /** How long it can be used. */
  readonly seconds: number;
  readonly contentType: string;
  readonly contentDisposition: string;
}

/**
 * Keeps blobs: bytes under a key, written once, read in parts, deleted. Every method may be called at once with others. What is not a key
 * throws BAD_INPUT before anything is touched; a store that fails throws STORE_FAILED, and so does one that is not open.
 */
export interface BlobStore {
  readonly name: string;
  /** Prepares the store; called once before anything else. */
  open(): Promise<void>;
  /**
   * Stores all bytes of the content. Nothing is seen of a blob before it is whole, and nothing stays of one that failed: because it has more
   * than `maxBytes` (TOO_LARGE), because the signal aborted (its reason is thrown) or because the stream threw (what it threw is thrown).
   * A piece is written before the next is asked for; it may be changed then. A piece that is not a Uint8Array throws BAD_INPUT.
   * What was acknowledged outlives the death of the process. After a power failure a blob is whole or not there.
   */
  put(content: BlobContent, options?: PutOptions): Promise<PutBlob>;
  /**
   * All of a blob or some of it; `undefined` when there is none. A read that has begun goes on when the blob is deleted. An abort of the
   * signal breaks the stream with its reason. A range with negative or broken numbers, or whose end is before its start, throws BAD_INPUT.
   */
  read(
    key: BlobKey,
    options?: { readonly range?: BlobRange | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<BlobRead | undefined>;
  /** `undefined` when there is none. */
  stat(key: BlobKey): Promise<BlobInfo | undefined>;
  /** Deletes those that are there. Returns how many were. */
  delete(keys: readonly BlobKey[]): Promise<number>;
  /**
   * For the sweep of what nobody refers to: the blobs that were put before an instant, and leftovers of puts that a killed process did not
   * end (since their last byte; `stat` knows nothing of them, `delete` removes them). What is being put is not listed. A blob that is put
   * or deleted between two pages may be missed; none is listed twice. A cursor that is none or a limit below one throws BAD_REQUEST.
   */
  list(query: { readonly before: string; readonly limit: number; readonly cursor?: string | undefined }): Promise<BlobPage>;
  /** Makes an address at which a browser reads the blob without this server. Absent: the store cannot, and all is read through `read`. */
  readonly readUrl?: ((key: BlobKey, options: ReadUrlOptions) => Promise<string>) | undefined;
  /**
   * The path of a file of this machine that holds exactly the bytes of a blob, for programs that read files only; `undefined` when there is no
   * such blob. Whoever is given it does not write there. Absent: the store has no such files.
   */
  readonly pathOf?: ((key: BlobKey) => Promise<string | undefined>) | undefined;
  /**
   * Room for what is no blob yet, such as uploads that are not whole: what one process puts there the others see. It is not in any list. Absent:
   * the store has none, and uploads lie in a folder of the process that began them.
   */
  readonly scratch?: ScratchSpace | undefined;
  /** Ends what is being put, with STORE_FAILED and nothing left of it, then releases the store. */
  close(): Promise<void>;
}
