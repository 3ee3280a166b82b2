// A range of bytes as a stream that reads only what it is asked for.

/** Where the bytes come from. */
export interface ByteOrigin {
  /** At most so many bytes from there on, at least one. */
  readAt(position: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Called once: at the end, when somebody cancels or aborts, or after an error. Never throws. */
  release(): Promise<void>;
}

const PIECE = 64 * 1024;

/** Reads piece by piece, each when it is asked for. The signal breaks it with its reason, also while nobody reads. */
export function toByteStream(
  origin: ByteOrigin,
  { start, end }: { readonly start: number; readonly end: number },
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = start;
  let released: Promise<void> | undefined;
  let abort = () => {};

  function release(): Promise<void> {
    signal?.removeEventListener("abort", abort);
    released ??= origin.release();
    return released;
  }

  function finish(controller: ReadableStreamDefaultController): void {
    controller.close();
    void release();
  }

  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        abort = () => {
          controller.error(signal?.reason);
          void release();
        };
        if (signal?.aborted) abort();
        else if (at < end) signal?.addEventListener("abort", abort, { once: true });
        else finish(controller);
      },
      async pull(controller) {
        try {
          const piece = await origin.readAt(at, Math.min(PIECE, end - at));
          at += piece.byteLength;
          if (released) return;
          controller.enqueue(piece);
          if (at >= end) finish(controller);
        } catch (error) {
          void release();
          throw error;
        }
      },
      cancel: release,
    },
    { highWaterMark: 0 },
  );
}
