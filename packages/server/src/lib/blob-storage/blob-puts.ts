// How a blob is put, whatever keeps it: read, counted, digested and written piece by piece, then made visible at once or not at all.
import { createHash } from "node:crypto";
import { ChatError, newId } from "@colloquy/protocol";
import { atLeast, checkOptions, signal as signalKind, text } from "../check-given.ts";
import { assertBlobKey } from "./blob-rules.ts";
import type { BlobContent, BlobKey, PutBlob, PutOptions } from "./blob-store.ts";
import { type ContentSource, openSource } from "./content-source.ts";

/** Where the bytes of one blob go. */
export interface BlobSink {
  /** The piece belongs to somebody else again once this resolves. */
  write(piece: Uint8Array): Promise<void>;
  /** Makes the blob visible. */
  finish(): Promise<void>;
  /** Leaves nothing behind; also after a `finish` that failed. Never throws. */
  discard(): Promise<void>;
}

/** The puts of one store that are under way. They end with the store. */
export class BlobPuts {
  readonly #running = new Map<BlobKey, { readonly end: AbortController; readonly done: Promise<unknown> }>();
  #open = false;

  open(): void {
    this.#open = true;
  }

  /** Throws STORE_FAILED before `open` and after `close`. */
  assertOpen(): void {
    if (!this.#open) throw notOpen();
  }

  has(key: BlobKey): boolean {
    return this.#running.has(key);
  }

  async put(content: BlobContent, options: PutOptions, openSink: (key: BlobKey) => Promise<BlobSink>): Promise<PutBlob> {
    const source = openSource(content);
    try {
      this.assertOpen();
      checkOptions("BlobStore.put", options, { maxBytes: atLeast(0), signal: signalKind, key: text });
      if (options.key !== undefined) assertBlobKey(options.key);
    } catch (error) {
      source.cancel(error);
      throw error;
    }
    const key = options.key ?? newId<BlobKey>();
    const end = new AbortController();
    const done = put(source, { key, maxBytes: options.maxBytes, signal: options.signal, end }, openSink);
    this.#running.set(key, { end, done });
    try {
      return await done;
    } finally {
      this.#running.delete(key);
    }
  }

  /** Ends all of them, and waits until nothing is left of them. */
  async close(): Promise<void> {
    this.#open = false;
    const running = [...this.#running.values()];
    for (const { end } of running) end.abort(notOpen());
    await Promise.allSettled(running.map(({ done }) => done));
  }
}

interface Put {
  readonly key: BlobKey;
  readonly maxBytes: number | undefined;
  /** Of the caller. */
  readonly signal: AbortSignal | undefined;
  /** Of the put itself. */
  readonly end: AbortController;
}

async function put(
  source: ContentSource,
  { key, maxBytes, signal, end }: Put,
  openSink: (key: BlobKey) => Promise<BlobSink>,
): Promise<PutBlob> {
  const abort = () => end.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  let sink: BlobSink | undefined;
  try {
    end.signal.throwIfAborted();
    sink = await openSink(key);
    const digest = createHash("sha256");
    let size = 0;
    for await (const piece of source.pieces(end.signal)) {
      size += piece.byteLength;
      if (size > (maxBytes ?? Number.POSITIVE_INFINITY)) throw tooLarge(maxBytes);
      digest.update(piece);
      await sink.write(piece);
    }
    end.signal.throwIfAborted();
    await sink.finish();
    return { key, size, sha256: digest.digest("hex") };
  } catch (error) {
    source.cancel(error);
    await sink?.discard();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

function tooLarge(maxBytes: number | undefined): ChatError {
  return new ChatError("TOO_LARGE", `A file may have ${maxBytes?.toLocaleString("en")} bytes here.`);
}

function notOpen(): ChatError {
  return new ChatError("STORE_FAILED", "The store of files is not open.", { fix: "Open the store before it is used, and close it after." });
}
