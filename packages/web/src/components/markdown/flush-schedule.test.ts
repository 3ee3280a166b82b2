// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FlushSchedule } from "./flush-schedule.ts";

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
}

describe("when text is shown", () => {
  let flushes = 0;
  let schedule: FlushSchedule;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame"] });
    flushes = 0;
    schedule = new FlushSchedule(() => {
      flushes += 1;
    });
  });

  afterEach(() => {
    schedule.cancel();
    setHidden(false);
    vi.useRealTimers();
  });

  it("is once with the next frame, however often it is asked for", () => {
    for (let count = 0; count < 9; count += 1) schedule.request();
    vi.advanceTimersByTime(17);
    expect(flushes).toBe(1);
  });

  it("is four times a second in a hidden tab", () => {
    setHidden(true);
    schedule.request();
    vi.advanceTimersByTime(249);
    expect(flushes).toBe(0);
    vi.advanceTimersByTime(1);
    expect(flushes).toBe(1);
  });

  it("does not wait for a frame that a tab hidden meanwhile will never get", () => {
    schedule.request();
    setHidden(true);
    document.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(250);
    expect(flushes).toBe(1);
  });

  it("is ten times a second for people who asked for less motion", () => {
    const media = vi
      .spyOn(globalThis, "matchMedia")
      .mockImplementation((query) => ({ matches: query.includes("reduce") }) as MediaQueryList);
    schedule.request();
    vi.advanceTimersByTime(99);
    expect(flushes).toBe(0);
    vi.advanceTimersByTime(1);
    expect(flushes).toBe(1);
    media.mockRestore();
  });
});
