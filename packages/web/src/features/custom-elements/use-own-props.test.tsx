// What an element sees of its own props while the server has not answered yet.
import type { ElementProps } from "@colloquy/client/elements";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type OwnProps, useOwnProps } from "./use-own-props.ts";

function Shown({ given, onDraw }: { readonly given: ElementProps; readonly onDraw: (own: OwnProps) => void }) {
  onDraw(useOwnProps(given));
  return null;
}

describe("the props of an element", () => {
  let root: ReturnType<typeof createRoot>;
  let own: OwnProps;
  beforeEach(() => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
    root = createRoot(document.createElement("div"));
  });
  afterEach(() => {
    act(() => root.unmount());
    vi.unstubAllGlobals();
  });

  const take = (now: OwnProps) => {
    own = now;
  };
  const show = (given: ElementProps) => act(() => root.render(<Shown given={given} onDraw={take} />));

  it("are what was wished at once, and stay so until the server says something else", async () => {
    show({ count: 1 });
    let grant = () => {};
    const stored = new Promise<void>((resolve) => {
      grant = resolve;
    });
    let wished = Promise.resolve();
    act(() => {
      wished = own.wish({ count: 2 }, () => stored);
    });
    expect(own.props).toEqual({ count: 2 });
    grant();
    await act(() => wished);
    expect(own.props).toEqual({ count: 2 });
    show({ count: 2 });
    show({ count: 9 });
    expect(own.props).toEqual({ count: 9 });
  });

  it("are as before when it fails, also where the author changed them in place", async () => {
    const given = { items: ["a"] };
    show(given);
    const mine = own.props as { items: string[] };
    mine.items.push("b");
    await act(() => own.wish(mine, () => Promise.reject(new Error("Refused."))).catch(() => undefined));
    expect(own.props).toEqual({ items: ["a"] });
    expect(given).toEqual({ items: ["a"] });
  });

  it("are stored one after the other, and of those that are wished meanwhile only the last, as it ends for all of them", async () => {
    show({ count: 1 });
    const stored: unknown[] = [];
    const gates: ((refused?: Error) => void)[] = [];
    const store = (props: ElementProps) =>
      new Promise<void>((resolve, reject) => {
        stored.push(props["count"]);
        gates.push((refused) => (refused ? reject(refused) : resolve()));
      });
    const wishAll = (counts: readonly number[]) => counts.map((count) => own.wish({ count }, store));
    let [first, then]: Promise<void>[][] = [[], []];
    await act(async () => {
      first = wishAll([2]);
    });
    await act(async () => {
      then = wishAll([3, 4, 5]);
    });
    expect(stored).toEqual([2]);
    expect(own.props).toEqual({ count: 5 });
    gates[0]?.();
    await act(() => Promise.all(first ?? []));
    expect(stored).toEqual([2, 5]);
    expect(own.props).toEqual({ count: 5 });
    gates[1]?.(new Error("Refused."));
    const ends = await act(() => Promise.allSettled(then ?? []));
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(own.props).toEqual({ count: 1 });
    await act(async () => {
      then = wishAll([6]);
    });
    expect(stored).toEqual([2, 5, 6]);
    gates[2]?.();
    await act(() => Promise.all(then ?? []));
    expect(own.props).toEqual({ count: 6 });
  });

  it("keep the parts that did not change", () => {
    const same = { label: "Oslo" };
    show({ same, count: 1 });
    const before = own.props["same"];
    show({ same, count: 2 });
    expect(own.props["same"]).toBe(before);
    expect(before).not.toBe(same);
  });

  it("are an object of plain JSON, or nothing is wished", async () => {
    show({ count: 1 });
    const store = vi.fn();
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    for (const odd of [undefined, null, 7, "props", [1], circle]) await expect(own.wish(odd, store)).rejects.toThrow(TypeError);
    expect(store).not.toHaveBeenCalled();
    expect(own.props).toEqual({ count: 1 });
  });
});
