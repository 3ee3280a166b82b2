// Who came into a frame, and whose hand it was there: the frame around the document is asked, and nobody else is believed.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FrameGuard } from "./frame-guard.ts";

/** Pressed in this frame; pressed in the one of another. */
let isActive = true;
let answers = true;
/** What the frame says of a hand that has pressed. */
let hand = "colloquy:hand";
let isIn = false;
let isOver = false;
let isBrought = false;
let robs = 0;
let guard: FrameGuard;
const page = new EventTarget();
const say = (source: unknown, data: unknown) => page.dispatchEvent(Object.assign(new Event("message"), { source, data }));
const frame = {
  postMessage: (data: unknown) => {
    if (data === "colloquy:hand?" && answers) queueMicrotask(() => say(frame, isActive ? hand : "colloquy:no-hand"));
  },
};
const move = (into: boolean) => {
  isIn = into;
  guard.look();
};
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const granted = async (asked: Promise<boolean>) => {
  await wait(1_100);
  return asked;
};

beforeEach(() => {
  vi.useFakeTimers();
  hand = "colloquy:hand";
  [isActive, answers, isIn, isOver, isBrought, robs] = [true, true, false, false, false, 0];
  guard = new FrameGuard({
    frame: () => frame as never,
    page: page as never,
    isIn: () => isIn,
    isOver: () => Promise.resolve(isOver),
    isBrought: () => isBrought,
    giveBack: () => {
      isIn = false;
    },
    onRobs: () => {
      robs += 1;
    },
  });
});
afterEach(() => {
  guard.close();
  vi.useRealTimers();
});

describe("the focus that goes into a frame", () => {
  it("stays when the person has pressed in it, however young it is", async () => {
    move(true);
    await wait(100);
    expect(isIn).toBe(true);
  });

  it("stays when the person went there by the keys that go from place to place, and not because they did so long ago", async () => {
    isActive = false;
    guard.goes();
    move(true);
    await wait(100);
    expect(isIn).toBe(true);
    move(false);
    await wait(1_100);
    move(true);
    await wait(100);
    expect(isIn).toBe(false);
  });

  it("stays when it was brought from another frame by a key that was pressed there, however late that is told", async () => {
    isActive = false;
    guard.writes();
    move(true);
    await wait(5);
    isBrought = true;
    await wait(100);
    expect([isIn, robs]).toEqual([true, 0]);
    expect(await granted(guard.hasPressed())).toBe(false);
    isActive = true;
    expect(await granted(guard.hasPressed())).toBe(true);
  });

  it("is given back when nothing was pressed in it, however long the person has rested from writing", async () => {
    isActive = false;
    guard.writes();
    await wait(30_000);
    move(true);
    await wait(100);
    expect(isIn).toBe(false);
  });

  it("is given back when the key that was pressed in it was meant for the page", async () => {
    isOver = true;
    guard.writes();
    await wait(150);
    move(true);
    await wait(100);
    expect(isIn).toBe(false);
    isOver = false;
    guard.writes();
    await wait(800);
    move(true);
    await wait(100);
    expect(isIn).toBe(false);
  });

  it("stays with who has written and then gone there with the pointer, of which the frame alone knows", async () => {
    guard.writes();
    await wait(400);
    hand = `colloquy:hand ${Date.now()}`;
    await wait(100);
    move(true);
    await wait(100);
    expect(isIn).toBe(true);
  });

  it("is given back when the pointer rested there before the last that was written", async () => {
    hand = `colloquy:hand ${Date.now()}`;
    await wait(400);
    guard.writes();
    await wait(500);
    move(true);
    await wait(100);
    expect(isIn).toBe(false);
  });

  it("stays with who has written and then pressed in it, which the pointer tells", async () => {
    isOver = true;
    guard.writes();
    await wait(400);
    move(true);
    await wait(100);
    expect(isIn).toBe(true);
  });

  it("is given back when the press was one before the person left", async () => {
    move(true);
    await wait(100);
    move(false);
    await wait(2_000);
    move(true);
    await wait(100);
    expect(isIn).toBe(false);
  });

  it("is given back when the document hangs, unless the pointer is there", async () => {
    answers = false;
    move(true);
    await wait(600);
    expect(isIn).toBe(false);
    isOver = true;
    move(true);
    await wait(600);
    expect(isIn).toBe(true);
  });

  it("is not taken a third time: who robs is told of", async () => {
    isActive = false;
    for (const many of [0, 0, 1]) {
      move(true);
      await wait(100);
      expect([isIn, robs]).toEqual([false, many]);
    }
  });

  it("may be taken now and then", async () => {
    isActive = false;
    for (let n = 0; n < 6; n++) {
      move(true);
      await wait(20_000);
    }
    expect(robs).toBe(0);
  });
});

describe("a press in a frame", () => {
  it("counts as long as the frame around the document says so", async () => {
    move(true);
    expect(await granted(guard.hasPressed())).toBe(true);
    isActive = false;
    expect(await granted(guard.hasPressed())).toBe(false);
  });

  it("is not believed of anybody else, nor of a frame that says nothing", async () => {
    move(true);
    await wait(100);
    answers = false;
    const asked = guard.hasPressed();
    say({}, "colloquy:hand");
    say(page, "colloquy:hand");
    expect(await granted(asked)).toBe(false);
    // What it says unasked is nothing for later.
    say(frame, "colloquy:hand");
    expect(await granted(guard.hasPressed())).toBe(false);
  });

  it("does not count for a frame that the focus was not in, and does for one that it has just left or that it comes to", async () => {
    expect(await granted(guard.hasPressed())).toBe(false);
    const early = guard.hasPressed();
    await wait(50);
    move(true);
    expect(await granted(early)).toBe(true);
    move(false);
    expect(await granted(guard.hasPressed())).toBe(true);
    await wait(5_200);
    expect(await granted(guard.hasPressed())).toBe(false);
  });

  it("does not count where the focus was taken, nor does a key that it caught count when the person comes after it", async () => {
    guard.writes();
    move(true);
    expect(await granted(guard.hasPressed())).toBe(false);
    guard.goes();
    move(true);
    expect(await granted(guard.hasPressed())).toBe(false);
    await wait(5_200);
    expect(await granted(guard.hasPressed())).toBe(true);
  });

  it("counts at once after a focus that was taken and caught no key", async () => {
    isActive = false;
    move(true);
    await wait(100);
    isActive = true;
    move(true);
    expect(await granted(guard.hasPressed())).toBe(true);
  });

  it("of one element lets nothing out of another", async () => {
    const other = { postMessage: () => queueMicrotask(() => say(other, "colloquy:no-hand")) };
    const nothing = () => undefined;
    const beside = new FrameGuard({
      frame: () => other as never,
      page: page as never,
      isIn: () => true,
      isOver: () => Promise.resolve(true),
      isBrought: () => false,
      giveBack: nothing,
      onRobs: nothing,
    });
    move(true);
    const asked = Promise.all([guard.takePress(), beside.takePress()]);
    await wait(1_100);
    expect(await asked).toEqual([true, false]);
    beside.close();
  });

  it("lets one message out, however many a script writes at once; another press lets another out", async () => {
    const allowed = async (many: readonly Promise<boolean>[]) => (await Promise.all(many)).filter(Boolean).length;
    move(true);
    const first = allowed([guard.takePress(), guard.takePress(), guard.takePress()]);
    await wait(1_000);
    const later = guard.takePress();
    // The press is over for the browser, too.
    await wait(3_900);
    isActive = false;
    await wait(300);
    expect(await first).toBe(1);
    expect(await later).toBe(false);
    isActive = true;
    expect(await allowed([guard.takePress(), guard.takePress()].map(granted))).toBe(1);
    // An answer to a question may go with it: there is one to each question.
    expect(await granted(guard.hasPressed())).toBe(true);
  });

  it("is waited for no longer when the frame goes", async () => {
    answers = false;
    const asked = guard.hasPressed();
    guard.close();
    await expect(asked).resolves.toBe(false);
  });
});
