import { describe, expect, it } from "vitest";
import { createManualClock } from "../manual-clock.ts";
import { pacedStream } from "./paced-stream.ts";

/** An endless stream, and what became of it. */
function endless() {
  const seen = { pulled: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.pulled++;
        controller.enqueue(new Uint8Array(10));
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, seen };
}

describe("a file whose reader may be slow", () => {
  it("is read no faster than its reader reads, however long that takes in all", async () => {
    const clock = createManualClock();
    const { stream, seen } = endless();
    const reader = pacedStream(stream, clock, 1000).getReader();
    expect(seen.pulled).toBe(0);
    for (let n = 1; n <= 20; n++) {
      expect((await reader.read()).done).toBe(false);
      expect(seen.pulled).toBe(n);
      await clock.advance(900);
    }
    expect(seen.cancelled).toBe(false);
  });

  it("is let go of when nobody goes on reading", async () => {
    const clock = createManualClock();
    const { stream, seen } = endless();
    const reader = pacedStream(stream, clock, 1000).getReader();
    await reader.read();
    await clock.advance(1001);
    expect(seen.cancelled).toBe(true);
    await expect(reader.read()).rejects.toThrow("Nobody went on reading");
  });

  it("is let go of when its reader leaves, and after its end nothing is left to happen", async () => {
    const clock = createManualClock();
    const { stream, seen } = endless();
    const reader = pacedStream(stream, clock, 1000).getReader();
    await reader.read();
    await reader.cancel();
    expect(seen.cancelled).toBe(true);
    const whole = pacedStream(new Blob(["hello"]).stream(), clock, 1000);
    expect(await new Response(whole as ReadableStream<Uint8Array<ArrayBuffer>>).text()).toBe("hello");
    await clock.advance(5000);
  });
});
