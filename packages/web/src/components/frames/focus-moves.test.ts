// The keyboard goes from frame to frame, of which a page is told nothing: what it finds out by looking, and who came there by right.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FocusMoves } from "./focus-moves.ts";

let at: Element;
let moves: FocusMoves;
let ways: (() => void)[];
const seen: string[] = [];

/** In the page, though nothing is loaded into it here. */
const frameOf = (name: string) =>
  Object.defineProperty(Object.assign(document.createElement("iframe"), { name }), "isConnected", { value: true, writable: true });

/** A frame that is guarded, and what was given to it. */
function guarded(name: string) {
  const element = frameOf(name);
  const frame = { element, came: [] as (string | undefined)[], back: 0 };
  ways.push(
    moves.watch({
      element: () => element,
      look: (from) => {
        if (at === element && seen.at(-1) !== `${name} from ${from?.name}`) seen.push(`${name} from ${from?.name}`);
      },
      comesBack: () => {
        frame.back += 1;
      },
    }),
  );
  return frame;
}

beforeEach(() => {
  vi.useFakeTimers();
  at = document.body;
  vi.spyOn(document, "activeElement", "get").mockImplementation(() => at);
  moves = new FocusMoves();
  ways = [];
  seen.length = 0;
});
afterEach(() => {
  for (const leave of ways) leave();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The page hears of its own part of it alone. */
function enter(element: Element): void {
  at = element;
  window.dispatchEvent(new Event("blur"));
}

describe("the keyboard in frames", () => {
  it("is seen to go from one to another within a moment, and nothing is looked at while it is in none", async () => {
    const [one, other] = [guarded("one"), guarded("other")];
    expect(vi.getTimerCount()).toBe(0);
    enter(one.element);
    at = other.element;
    await vi.advanceTimersByTimeAsync(100);
    expect(seen).toEqual(["one from undefined", "other from one"]);
    at = document.body;
    await vi.advanceTimersByTimeAsync(100);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is brought from one to another by a key that was pressed there, and by no key of a third or of long ago", async () => {
    const [one, other, third] = [guarded("one"), guarded("other"), guarded("third")];
    enter(one.element);
    moves.goes(third.element);
    at = other.element;
    expect(moves.isBrought(other.element)).toBe(false);
    moves.goes(one.element);
    expect(moves.isBrought(other.element)).toBe(true);
    expect(moves.isBrought(one.element)).toBe(false);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(moves.isBrought(other.element)).toBe(false);
  });

  it("comes from the frame where it was, though it was nowhere for a moment", () => {
    const [one, other] = [guarded("one"), guarded("other")];
    enter(one.element);
    enter(document.body);
    enter(other.element);
    expect(seen).toEqual(["one from undefined", "other from one"]);
  });

  it("comes from a frame that nobody guards by right, and from none that was guarded and is gone", () => {
    const [one, other] = [guarded("one"), guarded("other")];
    const player = frameOf("player");
    enter(player);
    at = other.element;
    expect(moves.isBrought(other.element)).toBe(true);
    enter(one.element);
    ways[0]?.();
    at = other.element;
    expect(moves.isBrought(other.element)).toBe(false);
  });

  it("is given back to a frame, which is told so, and is there by right until it goes on", () => {
    const [one, other] = [guarded("one"), guarded("other")];
    const focus = () => {
      at = one.element;
    };
    Object.defineProperty(one.element, "contentWindow", { value: { focus } });
    enter(one.element);
    at = other.element;
    moves.look();
    expect(moves.bring(one.element)).toBe(true);
    expect([one.back, moves.isBrought(one.element)]).toEqual([1, true]);
    at = other.element;
    moves.look();
    at = one.element;
    expect(moves.isBrought(one.element)).toBe(false);
    Object.assign(one.element, { isConnected: false });
    expect(moves.bring(one.element)).toBe(false);
  });
});
