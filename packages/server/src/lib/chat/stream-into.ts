// Reads an iterable to its end, token by token, and lets go of it at once when the turn is stopped.

/** Calls `write` for each piece in order; throws the signal's reason when it aborts, after closing the source. */
export async function streamInto(
  source: AsyncIterable<string> | Iterable<string>,
  write: (token: string) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  // A text is iterable too, and no object that could be looked into.
  if (typeof source === "string" || !(Symbol.asyncIterator in source)) {
    for (const token of source) await write(token);
    return;
  }
  const iterator = source[Symbol.asyncIterator]();
  const aborted = watchAbort(signal);
  try {
    for (;;) {
      const next = await (aborted ? aborted.or(iterator.next()) : iterator.next());
      if (next.done) return;
      await write(next.value);
    }
  } catch (error) {
    // Not awaited: a source that hangs in next() would hang here as well.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
    throw error;
  } finally {
    aborted?.release();
  }
}

interface Aborted {
  /** What the promise gives, or the signal's reason as soon as it aborts. */
  or<T>(promise: Promise<T>): Promise<T>;
  release(): void;
}

/** Not `Promise.race` with one promise for the whole stream: that would keep something for every piece until the end. */
function watchAbort(signal: AbortSignal | undefined): Aborted | undefined {
  if (!signal) return undefined;
  let fail: ((reason: unknown) => void) | undefined;
  const onAbort = () => fail?.(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  return {
    or: (promise) =>
      new Promise((resolve, reject) => {
        fail = reject;
        promise.then(resolve, reject);
        if (signal.aborted) onAbort();
      }),
    release: () => signal.removeEventListener("abort", onAbort),
  };
}
