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
  const aborted = abortPromise(signal);
  try {
    for (;;) {
      const next = await (aborted ? Promise.race([iterator.next(), aborted.promise]) : iterator.next());
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

function abortPromise(signal: AbortSignal | undefined): { readonly promise: Promise<never>; release(): void } | undefined {
  if (!signal) return undefined;
  let release = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    release = () => signal.removeEventListener("abort", onAbort);
  });
  promise.catch(() => undefined);
  return { promise, release };
}
