// What the user session can save comes back the same; what it cannot is refused by name, never changed in silence.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeValue, encodeValue, NotSerializable } from "./value-encoder.ts";

const there = (value: unknown): unknown => decodeValue(encodeValue(value));

const savable = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: false,
  key: fc.oneof(fc.string(), fc.constantFrom("$", "v", "__proto__", "constructor", "toJSON")),
});

describe("values of the user session", () => {
  it("come back the same, whatever they are made of", () => {
    fc.assert(
      fc.property(savable, (value) => {
        // A hole of an array comes back as undefined: the same to whoever reads it.
        expect(there(value)).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it("keep numbers that JSON does not know", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0])
      expect(Object.is(there(value), value)).toBe(true);
  });

  it("keep an invalid date, a URL and undefined inside of others", () => {
    expect(there(new Date(Number.NaN))).toEqual(new Date(Number.NaN));
    expect(there(new URL("https://example.org/a?b=c#d"))).toEqual(new URL("https://example.org/a?b=c#d"));
    expect(there({ a: undefined, b: [undefined, null] })).toStrictEqual({ a: undefined, b: [undefined, null] });
  });

  it("do not turn the hole of an array into null", () => {
    const sparse: unknown[] = [];
    sparse[1] = "b";
    expect(there(sparse)).toStrictEqual([undefined, "b"]);
  });

  it("may mention one object twice; it comes back as two equal ones", () => {
    const shared = { n: 1 };
    expect(there({ a: shared, b: [shared] })).toEqual({ a: { n: 1 }, b: [{ n: 1 }] });
  });

  it("cannot change a prototype through a key", () => {
    const value = JSON.parse('{"__proto__":{"admin":true}}') as object;
    const back = there(value) as { admin?: boolean };
    expect(back.admin).toBeUndefined();
    expect(Object.keys(back)).toEqual(["__proto__"]);
  });
});

describe("what cannot be saved", () => {
  class Client {}
  class List extends Array<number> {}
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;

  it.each<[string, unknown, string, RegExp]>([
    ["a function", { a: { b: () => 1 } }, "key.a.b", /a function/],
    ["a symbol", [Symbol("s")], "key[0]", /a symbol/],
    ["an instance of a class", { list: [new Client()] }, "key.list[0]", /an instance of Client/],
    ["an instance of a class in a map", new Map([["x", new Client()]]), "key.get(0)", /an instance of Client/],
    ["an array with a class of its own", List.of(1, 2), "key", /an instance of List/],
    ["a cycle", cycle, "key.self", /a cycle/],
    ["a promise", { p: Promise.resolve() }, "key.p", /an instance of Promise/],
  ])("%s is refused with its place", (_name, value, path, reason) => {
    let error: unknown;
    try {
      encodeValue(value, "key");
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(NotSerializable);
    expect(error).toMatchObject({ path, message: expect.stringMatching(reason) });
  });

  it("text of an unknown kind is refused when it is read", () => {
    expect(() => decodeValue('{"$":"Uint7Array","v":""}')).toThrow(SyntaxError);
    expect(() => decodeValue("{")).toThrow(SyntaxError);
  });
});
