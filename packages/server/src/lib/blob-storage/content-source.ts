// The content of a put, read piece by piece. It can be ended at any time, also while it waits for a piece that may never come.
import { ChatError } from "@colloquy/protocol";
import type { BlobContent } from "./blob-store.ts";

/** Larger pieces are cut: nothing of this server waits for the digest of a whole film. */
const MOST_AT_ONCE = 1024 * 1024;

export interface ContentSource {
  /** The pieces, none of them empty. The signal ends them with its reason. */
  pieces(signal: AbortSignal): AsyncGenerator<Uint8Array>;
  /** Tells the content that no more of it is wanted. Nobody waits for what it does then. */
  cancel(reason: unknown): void;
}

interface Puller {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  cancel(reason: unknown): unknown;
}

/** Throws BAD_INPUT for what is no stream, or one that somebody else reads. */
export function openSource(content: BlobContent): ContentSource {
  const puller = toPuller(content);
  let ended = false;

  return {
    async *pieces(signal) {
      for (;;) {
        const { done, value } = await unlessAborted(puller.next(), signal);
        if (done) {
          ended = true;
          return;
        }
        yield* cut(value);
      }
    },
    cancel(reason) {
      if (ended) return;
      ended = true;
      // Whatever goes wrong in the source now is not why the put ended.
      Promise.resolve(puller.cancel(reason)).catch(() => undefined);
    },
  };
}

function toPuller(content: unknown): Puller {
  // Not by its iterator: that one hears of an end only when the piece it waits for has come.
  if (content instanceof ReadableStream) {
    if (content.locked) throw refuse("The stream is being read by somebody else.");
    const reader = content.getReader();
    return { next: () => reader.read(), cancel: (reason) => reader.cancel(reason) };
  }
  if (typeof content === "object" && content !== null && Symbol.asyncIterator in content) {
    const iterator = (content as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    return { next: async () => iterator.next(), cancel: async () => iterator.return?.() };
  }
  throw refuse("What is put must be a stream of bytes.");
}

function* cut(piece: unknown): Generator<Uint8Array> {
  if (!(piece instanceof Uint8Array)) throw refuse("A stream that is put must be of bytes.");
  for (let at = 0; at < piece.byteLength; at += MOST_AT_ONCE) yield piece.subarray(at, at + MOST_AT_ONCE);
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function refuse(message: string): ChatError {
  return new ChatError("BAD_INPUT", message, {
    fix: "Give a ReadableStream or an async iterable of Uint8Array that nobody has begun to read.",
  });
}
