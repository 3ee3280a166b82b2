// Row CX-8 of the feature catalogue.
import { describe, expect, it } from "vitest";
import { cache } from "./ambient.ts";

/** A function that counts how often it computes. */
function counting<Args extends unknown[]>() {
  let calls = 0;
  return { fn: (..._args: Args) => ++calls, calls: () => calls };
}

describe("cache (CX-8)", () => {
  it("computes once for equal arguments, whatever the order of their keys", () => {
    const { fn, calls } = counting<[string, object]>();
    const cached = cache(fn);
    expect([cached("a", { x: 1, y: 2 }), cached("a", { y: 2, x: 1 }), cached("b", {})]).toEqual([1, 1, 2]);
    expect(calls()).toBe(2);
  });

  it("is each function's own, also of two with the same name", () => {
    const one = cache(function load() {
      return "one";
    });
    const two = cache(function load() {
      return "two";
    });
    expect([one(), two()]).toEqual(["one", "two"]);
  });

  it.each([
    ["null and undefined", null, undefined],
    ["a number and its text", 1, "1"],
    ["a bigint and its text", 1n, "1n"],
    ["not a number and null", Number.NaN, null],
    ["two infinities", Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    ["a date and its text", new Date(0), new Date(0).toISOString()],
    ["an absent key and an empty one", {}, { a: undefined }],
    ["a list and an object", ["a"], { 0: "a" }],
  ])("tells %s apart", (_what, a, b) => {
    const { fn, calls } = counting<[unknown]>();
    const cached = cache(fn);
    cached(a);
    cached(b);
    cached(a);
    expect(calls()).toBe(2);
  });

  it("takes equal dates for equal", () => {
    const cached = cache(counting<[Date]>().fn);
    expect([cached(new Date(5)), cached(new Date(5)), cached(new Date(6))]).toEqual([1, 1, 2]);
  });

  it.each([
    ["a function", () => 1],
    ["a map, which has no JSON that tells it from another", new Map()],
    ["an object of a class", new (class Client {})()],
    ["a ring", ring()],
  ])("refuses %s", (_what, value) => {
    const cached = cache((_value: unknown) => 1);
    expect(() => cached(value)).toThrow(expect.objectContaining({ code: "BAD_INPUT" }));
  });

  it("shares one computation among those who ask while it runs, and forgets it when it fails", async () => {
    let calls = 0;
    const cached = cache(async (fail: boolean) => {
      calls++;
      await new Promise((resolve) => setImmediate(resolve));
      if (fail) throw new Error("no");
      return "ok";
    });
    expect(await Promise.all([cached(false), cached(false)])).toEqual(["ok", "ok"]);
    expect(calls).toBe(1);
    await Promise.allSettled([cached(true), cached(true)]);
    await cached(true).catch(() => undefined);
    expect(calls).toBe(3);
  });

  it("forgets after its time, and the oldest first when there are too many", () => {
    const short = cache(counting<[]>().fn, { ttlMs: 0 });
    expect([short(), short()]).toEqual([1, 2]);
    const small = cache(counting<[string]>().fn, { maxEntries: 2 });
    expect([small("a"), small("b"), small("c"), small("c"), small("a")]).toEqual([1, 2, 3, 3, 4]);
  });
});

function ring(): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}
