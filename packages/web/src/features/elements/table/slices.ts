// Long work in short pieces: between them, whoever wants to see a row is answered.

/** Work that may be interrupted wherever it yields. */
export type Sliced<Result> = Generator<void, Result, void>;

/** How long a piece may take, in ms. */
const SLICE_MS = 16;

/** Does the work; undefined when it was given up. */
export async function runSliced<Result>(work: Sliced<Result>, isGivenUp: () => boolean): Promise<Result | undefined> {
  let until = performance.now() + SLICE_MS;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await nextTask();
    if (isGivenUp()) return undefined;
    until = performance.now() + SLICE_MS;
  }
}

/** Behind the messages that are waiting, and without the pause that timers take. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Does the work at once. */
export function finish<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
