// A stream whose reader may be slow and may not stop: who asks for a large file and then reads no more of it would hold it open for ever.
import type { Clock, Timer } from "../clock.ts";

/** The same bytes; broken when nobody has asked for the next of them for so long. */
export function pacedStream(stream: ReadableStream<Uint8Array>, clock: Clock, patienceMs: number): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  let timer: Timer | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        timer?.cancel();
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          return;
        }
        controller.enqueue(value);
        const cut = () => {
          const reason = new Error("Nobody went on reading a file.");
          controller.error(reason);
          void reader.cancel(reason);
        };
        timer = clock.setTimeout(cut, patienceMs, { background: true });
      },
      cancel(reason) {
        timer?.cancel();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
