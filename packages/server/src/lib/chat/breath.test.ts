import { setImmediate as turnOfLoop } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { Breath } from "./breath.ts";

// Whoever asked for a turn of the loop before has had it.
beforeEach(async () => {
  spin(5);
  await turnOfLoop();
});

describe("work that never leaves the queue of promises", () => {
  it("lets the sockets be looked at in between", async () => {
    let looks = 0;
    const look = () => {
      looks += 1;
      watching = setImmediate(look);
    };
    let watching = setImmediate(look);
    const breath = new Breath();
    for (const began = performance.now(); performance.now() - began < 200; ) {
      spin(0.1);
      await breath.take();
    }
    clearImmediate(watching);
    expect(looks).toBeGreaterThan(3);
  });

  it("waits in turns with others that do the same", async () => {
    let looked = false;
    setImmediate(() => (looked = true));
    const work = async () => {
      const breath = new Breath();
      for (const began = performance.now(); !looked && performance.now() - began < 1000; ) {
        spin(0.1);
        await breath.take();
      }
    };
    await Promise.all(Array.from({ length: 20 }, work));
    expect(looked).toBe(true);
  });
});

describe("a thousand streams that are late, because there are a thousand", () => {
  it("each tell all that is late without waiting for the others: it goes out as one frame", () => {
    const streams = Array.from({ length: 1000 }, () => new Breath());
    const waited = streams.filter((breath) => {
      spin(0.03);
      return [1, 2, 3].map(() => breath.take()).some((wait) => wait !== undefined);
    });
    // One that the machine held up in between may wait.
    expect(waited.length).toBeLessThan(100);
  });
});

function spin(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}
