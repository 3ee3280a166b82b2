import { describe, expect, it } from "vitest";
import { isoNow, systemClock, wait } from "./clock.ts";
import { createManualClock } from "./manual-clock.ts";

describe("systemClock", () => {
  it("makes no call that was cancelled", async () => {
    const calls: string[] = [];
    const timer = systemClock.setTimeout(() => calls.push("cancelled"), 1);
    timer.cancel();
    systemClock.setTimeout(() => calls.push("made"), 2);
    await wait(systemClock, 20);
    expect(calls).toEqual(["made"]);
  });
});

describe("createManualClock", () => {
  it("makes the calls that fall due in their order, at their instant", async () => {
    const clock = createManualClock(0);
    const calls: string[] = [];
    clock.setTimeout(() => calls.push(`late ${clock.now()}`), 20);
    clock.setTimeout(() => calls.push(`early ${clock.now()}`), 10);
    clock.setTimeout(() => calls.push("not yet"), 31);
    await clock.advance(30);
    expect(calls).toEqual(["early 10", "late 20"]);
    expect(isoNow(clock)).toBe("1970-01-01T00:00:00.030Z");
  });

  it("makes calls that are set by calls, when they too fall due", async () => {
    const clock = createManualClock(0);
    const beats: number[] = [];
    const beat = () => {
      beats.push(clock.now());
      clock.setTimeout(beat, 10);
    };
    beat();
    await clock.advance(35);
    expect(beats).toEqual([0, 10, 20, 30]);
  });
});

describe("a timer of the machine", () => {
  it("is never early by the clock it belongs to: a chat that asks whether its time is over is told so", async () => {
    const early: number[] = [];
    const timers = Array.from({ length: 5000 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, (index % 50) + (index % 7) / 3));
      const ms = 1 + (index % 20);
      const start = systemClock.now();
      await new Promise<void>((resolve) => {
        systemClock.setTimeout(() => {
          const passed = systemClock.now() - start;
          if (passed < ms) early.push(passed - ms);
          resolve();
        }, ms);
      });
    });
    await Promise.all(timers);
    expect(early).toEqual([]);
  });
});
