// Sources for the contract's tests that have no end, or fall silent, and tell what they are told.

/** Pieces without an end, which tells how many were asked for, and when it was told to stop. */
export function endless(size: number) {
  let asked = 0;
  const told = gate<void>();
  const iterator: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      asked += 1;
      return { done: false, value: new Uint8Array(size) };
    },
    async return() {
      told.open();
      return { done: true, value: undefined };
    },
  };
  return { content: iterator, asked: () => asked, wasTold: told.opened };
}

/** Gives some bytes, then waits for ever and hears of nothing. */
export function silentIterator() {
  const waiting = gate<void>();
  const content = (async function* () {
    yield new Uint8Array(1000);
    waiting.open();
    await new Promise(() => {});
  })();
  return { content, isWaiting: waiting.opened };
}

/** Gives some bytes, then waits for ever, until it is cancelled. */
export function silentStream() {
  const waiting = gate<void>();
  const told = gate<unknown>();
  let pulls = 0;
  const content = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        pulls += 1;
        if (pulls === 1) controller.enqueue(new Uint8Array(1000));
        else waiting.open();
      },
      cancel: (reason) => told.open(reason),
    },
    { highWaterMark: 0 },
  );
  return { content, isWaiting: waiting.opened, wasTold: told.opened };
}

/** A stream of one piece, whatever that is. */
export function streamOf(piece: unknown): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(piece as Uint8Array);
      controller.close();
    },
  });
}

/** A promise that is resolved from outside. */
function gate<T>() {
  let open: (value: T) => void = () => {};
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
