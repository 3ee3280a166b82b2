// What counts must do, whoever keeps them. `open` gives several nodes of one place: what one counts, the others have counted.
import { describe, expect, it } from "vitest";
import type { SharedCounts } from "./shared-counts.ts";

/** What the suite needs to know of a driver. */
export interface CountsContractOptions {
  readonly name: string;
  /** So many nodes on a place of their own, open. */
  open(nodes: number): Promise<readonly SharedCounts[]>;
}

/** Describes and tests what is counted together. */
export function countsContract({ name, open }: CountsContractOptions): void {
  async function openTwo(): Promise<readonly [SharedCounts, SharedCounts]> {
    const [one, two] = await open(2);
    if (!one || !two) throw new Error("The suite was given too few nodes.");
    return [one, two];
  }

  describe(`the counts "${name}"`, () => {
    it("let so many through in a window, whichever node is asked, and say how long to wait then", async () => {
      const [one, two] = await openTwo();
      const rule = { name: "things", most: 6, seconds: 60 };
      const [here, there] = [one.limiter(rule), two.limiter(rule)];
      const waits = await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 ? here : there).take("ada")));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(6);
      for (const wait of waits.filter((ms) => ms > 0)) expect(wait).toBeLessThanOrEqual(60_000);
      expect(await here.take("bob")).toBe(0);
    });

    it("count each kind of thing by itself", async () => {
      const [one, two] = await openTwo();
      expect(await one.limiter({ name: "things", most: 1, seconds: 60 }).take("ada")).toBe(0);
      expect(await two.limiter({ name: "others", most: 1, seconds: 60 }).take("ada")).toBe(0);
      expect(await two.limiter({ name: "things", most: 1, seconds: 60 }).take("ada")).toBeGreaterThan(0);
    });

    it("begin anew when the window is over", async () => {
      const [one] = await openTwo();
      const limiter = one.limiter({ name: "things", most: 1, seconds: 1 });
      expect(await limiter.take("ada")).toBe(0);
      expect(await limiter.take("ada")).toBeGreaterThan(0);
      await expect.poll(() => limiter.take("ada"), { timeout: 5_000, interval: 100 }).toBe(0);
    });

    it("make whoever misses wait longer each time, whichever node is asked, and never two at once", async () => {
      const [one, two] = await openTwo();
      const rule = { name: "accounts", free: 3, mostMs: 1_500 };
      const [here, there] = [one.misses(rule), two.misses(rule)];
      const waits = await Promise.all(Array.from({ length: 9 }, (_, index) => (index % 2 ? here : there).attempt("ada")));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
      for (const wait of waits.filter((ms) => ms > 0)) expect(wait).toBeLessThanOrEqual(1_000);
      await expect.poll(() => there.attempt("ada"), { timeout: 5_000, interval: 50 }).toBe(0);
      const next = await here.attempt("ada");
      expect(next).toBeGreaterThan(1_000);
      expect(next).toBeLessThanOrEqual(1_500);
      expect(await there.attempt("bob")).toBe(0);
    });

    it("forget misses when they are told to: all of them, or one", async () => {
      const [one, two] = await openTwo();
      const rule = { name: "accounts", free: 2, mostMs: 60_000 };
      const [here, there] = [one.misses(rule), two.misses(rule)];
      for (let count = 0; count < 2; count += 1) expect(await here.attempt("ada")).toBe(0);
      await there.forgive("ada", "one");
      expect(await there.attempt("ada")).toBe(0);
      expect(await here.attempt("ada")).toBeGreaterThan(0);
      await there.forgive("ada", "all");
      for (let count = 0; count < 2; count += 1) expect(await here.attempt("ada")).toBe(0);
      await here.forgive("nobody", "one");
    });

    it("let one of all who ask set a mark, until it is over", async () => {
      const [one, two] = await openTwo();
      const rule = { name: "tickets", seconds: 2 };
      const [here, there] = [one.marks(rule), two.marks(rule)];
      expect(await here.has("one")).toBe(false);
      const set = await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 ? here : there).set("one")));
      expect(set.filter(Boolean)).toHaveLength(1);
      expect([await here.has("one"), await there.has("one"), await there.has("two")]).toEqual([true, true, false]);
      expect(await two.marks({ name: "others", seconds: 2 }).set("one")).toBe(true);
      await expect.poll(() => there.set("one"), { timeout: 8_000, interval: 100 }).toBe(true);
    });

    it("take any strings for keys, each for itself", async () => {
      const [one] = await openTwo();
      const marks = one.marks({ name: "tickets", seconds: 60 });
      for (const key of ["", "a\0b", "\ud83d", "__proto__", "x".repeat(100_000), "ü", "u\u0308"]) expect(await marks.set(key)).toBe(true);
    });
  });
}
