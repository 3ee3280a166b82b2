// One file's way to the server, whatever happens to the line: small ones in one request, large ones, and small ones whose request was cut,
// in pieces that go on where they were.
import { ChatError, isChatError } from "@colloquy/protocol";
import { backOffMs } from "../socket/back-off.ts";
import type { UploadedFile } from "./upload.ts";
import { beginUpload, findOffset, type SendOptions, sendPiece, sendWhole } from "./upload-wire.ts";

/** How patient uploads are, and how they are cut. */
export interface UploadTimings {
  /** The largest file that is sent in one request, in bytes. */
  readonly wholeUpTo: number;
  /** The first piece of a larger one, in bytes. */
  readonly pieceSize: number;
  /** The wait before the first new attempt, in milliseconds. */
  readonly retryMinMs: number;
  /** The longest wait between attempts, in milliseconds. */
  readonly retryMaxMs: number;
  /** After so many milliseconds in which nothing moves, the line counts as lost. */
  readonly stalledAfterMs: number;
}

const MB = 1024 * 1024;
export const UPLOAD_TIMINGS: UploadTimings = {
  wholeUpTo: 5 * MB,
  pieceSize: 4 * MB,
  retryMinMs: 500,
  retryMaxMs: 20_000,
  stalledAfterMs: 45_000,
};
/** Servers end requests that take long: a piece is meant to arrive well before, on a slow line too. */
const PIECE_WITHIN_MS = 5_000;
const LARGEST_PIECE = 64 * MB;
const SMALLEST_PIECE = 256 * 1024;
/** A server that answers with a fault of its own is asked again so often, while it gets no further. */
const FAULTS = 4;

export interface SendFileOptions extends Omit<SendOptions, "stalledAfterMs"> {
  readonly timings: UploadTimings;
  /** What an earlier attempt was named by the server. */
  readonly uploadId: string | undefined;
  /** The upload can go on under this name; undefined: it cannot any more. */
  readonly onUploadId: (uploadId: string | undefined) => void;
  /** The line is lost, or the server busy: it goes on later. */
  readonly onPaused: () => void;
  /** Resolves after so many milliseconds, and early when the line is back or the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Resolves when the server has it; throws the ChatError that no patience helps against, and the signal's reason. */
export async function sendFile(options: SendFileOptions): Promise<UploadedFile> {
  const { signal, timings, onPaused } = options;
  const way = new Way(options);
  for (let attempt = 0, best = 0, faults = 0; ; attempt++) {
    try {
      return await way.go();
    } catch (error) {
      signal.throwIfAborted();
      if (way.offset > best) attempt = faults = 0;
      best = Math.max(best, way.offset);
      if (isChatError(error) && error.code === "INTERNAL") faults++;
      if (faults >= FAULTS || !passes(error)) throw error;
      onPaused();
      const { retryMinMs: minMs, retryMaxMs: maxMs } = timings;
      await options.pause(backOffMs(attempt, { minMs, maxMs, random: Math.random }), signal);
      signal.throwIfAborted();
    }
  }
}

/** The way itself, from one attempt to the next. */
class Way {
  readonly #options: SendFileOptions & SendOptions;
  #uploadId: string | undefined;
  #pieceSize: number;
  #tried = false;
  /** As far as the server has confirmed. */
  offset = 0;

  constructor(options: SendFileOptions) {
    this.#options = { ...options, stalledAfterMs: options.timings.stalledAfterMs };
    this.#uploadId = options.uploadId;
    this.#pieceSize = options.timings.pieceSize;
  }

  async go(): Promise<UploadedFile> {
    const { content, timings } = this.#options;
    // A cut request leaves nothing behind; from then on every byte that arrives counts.
    const whole = this.#uploadId === undefined && !this.#tried && content.size <= timings.wholeUpTo;
    this.#tried = true;
    if (whole || content.size === 0) return sendWhole(this.#options);
    try {
      return await this.#inPieces();
    } catch (error) {
      this.#pieceSize = Math.max(SMALLEST_PIECE, this.#pieceSize / 2);
      throw error;
    }
  }

  async #inPieces(): Promise<UploadedFile> {
    const { content, onSent } = this.#options;
    const uploadId = await this.#open();
    for (;;) {
      const began = Date.now();
      onSent(this.offset);
      // At the end already, an empty piece asks for the answer that did not arrive.
      const next = await sendPiece(this.#options, uploadId, this.offset, Math.min(content.size, this.offset + this.#pieceSize));
      if (typeof next !== "number") return next;
      this.offset = next;
      if (Date.now() - began < PIECE_WITHIN_MS) this.#pieceSize = Math.min(LARGEST_PIECE, this.#pieceSize * 2);
    }
  }

  async #open(): Promise<string> {
    const { onUploadId } = this.#options;
    if (this.#uploadId !== undefined) {
      const offset = await findOffset(this.#options, this.#uploadId);
      if (offset !== undefined) {
        this.offset = offset;
        return this.#uploadId;
      }
    }
    this.offset = 0;
    this.#uploadId = await beginUpload(this.#options);
    onUploadId(this.#uploadId);
    return this.#uploadId;
  }
}

/** Errors that time heals. A fault of the server's may be one. */
function passes(error: unknown): boolean {
  return isChatError(error) && ["UNAVAILABLE", "OVERLOADED", "STORE_FAILED", "INTERNAL"].includes(error.code);
}

/** For what is no ChatError: a fault of this program's. */
export function toChatError(error: unknown): ChatError {
  return isChatError(error) ? error : new ChatError("INTERNAL", "The file could not be sent.", { cause: error });
}
