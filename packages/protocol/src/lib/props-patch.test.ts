import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { applyPropsPatch, type Props, type PropsPatch } from "./props-patch.ts";
import { toPropsPatch } from "./to-props-patch.ts";
import { decodeServerEvent } from "./wire.ts";

const SEQ = { type: "element-patch", seq: 1, elementId: "00000000-0000-4000-8000-000000000001" };
const word = fc.constantFrom("", "a", "ab", "abc", "12:30");
const scalar = fc.oneof(word, fc.integer({ min: -3, max: 3 }), fc.boolean(), fc.constant(null));
const name = fc.constantFrom("type", "key", "text", "rows", "title", "constructor", "toString", "0");
/** Few names, words and types, so that two values have much in common. */
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, tie("list"), tie("record"), tie("node")),
  list: fc.array(tie("value"), { maxLength: 6 }),
  record: fc.dictionary(name, tie("value"), { maxKeys: 4 }),
  node: fc.record(
    { type: fc.constantFrom("Text", "Row"), key: word, text: word, children: fc.array(tie("node"), { maxLength: 5 }) },
    { requiredKeys: ["type"] },
  ),
}));
const props = fc.dictionary(name, json.value, { maxKeys: 4 }) as fc.Arbitrary<Props>;
/** The name that no wire takes is in none of it, however deep. */
const anything = fc
  .object({ maxDepth: 4, withNullPrototype: true })
  .map((value) => withoutProto(throughJson(value) as Props)) as fc.Arbitrary<Props>;

describe("a patch of props", () => {
  test.prop([props, props], { numRuns: 1_000 })("makes the one of the other, also when it has passed the wire", (before, after) => {
    expect(applyPropsPatch(before, onTheWire(toPropsPatch(before, after)))).toEqual(after);
  });

  test.prop([anything, anything])("does so for any JSON", (before, after) => {
    expect(applyPropsPatch(before, onTheWire(toPropsPatch(before, after)))).toEqual(withoutProto(after));
  });

  test.prop([props])("is empty between equals, and changes no reference", (before) => {
    const patch = toPropsPatch(before, throughJson(before));
    expect(patch).toEqual([]);
    expect(applyPropsPatch(before, patch)).toBe(before);
  });

  test.prop([props, props])("changes neither of them", (before, after) => {
    const [first, second] = [throughJson(before), throughJson(after)];
    applyPropsPatch(before, toPropsPatch(before, after));
    expect([before, after]).toEqual([first, second]);
  });

  it("leaves every part that it does not name the same object", () => {
    const before = { view: { type: "Column", children: [text("a"), { type: "Row", children: [text("b"), text("c")] }, text("d")] } };
    const after = throughJson(before);
    changed(after.view.children[1], "children", [text("b"), text("c, and more")]);
    const patch = toPropsPatch(before, after);
    expect(patch).toEqual([["append", ["view", "children", 1, "children", 1, "text"], ", and more"]]);
    const now = applyPropsPatch(before, patch) as typeof before;
    expect(now.view.children[0]).toBe(before.view.children[0]);
    expect(now.view.children[2]).toBe(before.view.children[2]);
    expect(now.view.children[1]?.children?.[0]).toBe(before.view.children[1]?.children?.[0]);
    expect(now.view.children[1]).not.toBe(before.view.children[1]);
  });

  it("grows a list by what is new in it", () => {
    const rows = Array.from({ length: 500 }, (_, at) => [at, `Row ${at}`]);
    expect(toPropsPatch({ rows }, { rows: [...rows, [500, "Row 500"]] })).toEqual([["splice", ["rows"], 500, 0, [[500, "Row 500"]]]]);
    expect(toPropsPatch({ rows }, { rows: [[-1, "Row -1"], ...rows.slice(0, 499)] })).toHaveLength(2);
  });

  it("knows a part that has moved by its key, and takes none of another type for it", () => {
    const [a, b, c] = [keyed("a"), keyed("b"), keyed("c")];
    expect(toPropsPatch({ list: [a, b, c] }, { list: [a, c] })).toEqual([["splice", ["list"], 1, 1, []]]);
    expect(toPropsPatch({ list: [a, b] }, { list: [b, { ...a, text: "2" }] })).toEqual([
      ["splice", ["list"], 0, 1, []],
      ["splice", ["list"], 1, 0, [{ ...a, text: "2" }]],
    ]);
    expect(toPropsPatch({ view: text("a") }, { view: { type: "Badge", text: "a" } })).toEqual([
      ["set", ["view"], { type: "Badge", text: "a" }],
    ]);
  });

  it.each([
    ["lists in lists", (inner: unknown) => [inner], 8],
    ["objects in objects", (inner: unknown) => ({ in: inner }), 70],
  ])("has the whole of %s from some depth on: what a page nests as deep as it may holds nobody up", (_, around, most) => {
    const nested = (leaf: string) => ({ a: Array.from({ length: 80 }).reduce<unknown>((inner) => around(inner), leaf) });
    const patch = toPropsPatch(nested("before"), nested("after"));
    expect(patch).toHaveLength(1);
    expect(patch[0]?.[1].length).toBeLessThan(most);
    expect(applyPropsPatch(nested("before"), onTheWire(patch))).toEqual(nested("after"));
  });

  it("takes what is undefined for what is not there", () => {
    expect(toPropsPatch({ a: 1, b: undefined }, { a: undefined })).toEqual([["remove", ["a"]]]);
  });
});

describe("a hostile patch", () => {
  const before = { list: [1, 2], text: "a", node: { inner: { deep: true } } };
  const nowhere: PropsPatch[] = [
    [["set", ["__proto__", "polluted"], 1]],
    [["set", ["__proto__"], { polluted: 1 }]],
    [["set", ["node", "__proto__", "polluted"], 1]],
    [["set", ["constructor", "prototype", "polluted"], 1]],
    [["set", ["node", "constructor", "polluted"], 1]],
    [["set", ["toString", "name"], 1]],
    [["set", ["list", 2], 1]],
    [["set", ["list", "length"], 0]],
    [["set", ["list", "map"], 0]],
    [["set", ["text", 0], "b"]],
    [["set", ["text", "length"], 0]],
    [["set", ["list", 0, "x"], 0]],
    [["set", [], 3]],
    [["set", [], [1]]],
    [["remove", []]],
    [["remove", ["gone"]]],
    [["remove", ["list", 0]]],
    [["remove", ["__proto__"]]],
    [["append", ["list"], "b"]],
    [["append", ["gone"], "b"]],
    [["append", [], "b"]],
    [["splice", ["text"], 0, 1, []]],
    [["splice", ["list"], 3, 0, [1]]],
    [["splice", ["list"], 1, 5, [1]]],
    [["splice", [], 0, 0, [1]]],
    [["set", Array.from({ length: 100_000 }, () => "node"), 1]],
  ];

  it.each(nowhere.map((patch) => [JSON.stringify(patch).slice(0, 60), patch] as const))("%s changes nothing", (_, patch) => {
    expect(applyPropsPatch(before, patch)).toBe(before);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("reaches what is the object's own, whatever it is called", () => {
    expect(applyPropsPatch({ toString: { a: 1 } }, [["set", ["toString", "a"], 2]])).toEqual({ toString: { a: 2 } });
  });

  it("gives no page a prototype: the frame is refused", () => {
    const frame = JSON.parse(
      `{ "type": "element-patch", "seq": 1, "elementId": "${SEQ.elementId}", "patch": [["set", ["a"], { "__proto__": { "b": 1 } }]] }`,
    );
    expect(() => decodeServerEvent(frame)).toThrow("__proto__");
  });

  test.prop([
    props,
    fc.array(
      fc.tuple(fc.constantFrom("set", "remove", "append", "splice"), fc.array(fc.oneof(name, fc.constant("__proto__"), fc.integer()))),
    ),
  ])("never throws, however short its changes are", (value, patch) => {
    const loose = patch.map(([kind, path]) => (kind === "splice" ? [kind, path, 0, 0, []] : [kind, path, "x"])) as unknown as PropsPatch;
    expect(typeof applyPropsPatch(value, loose)).toBe("object");
  });
});

function text(words: string) {
  return { type: "Text", text: words, children: undefined as { type: string; text: string }[] | undefined };
}

function keyed(key: string) {
  return { type: "Text", key, text: "1" };
}

function changed(node: { children?: unknown } | undefined, name: "children", value: unknown): void {
  if (node) node[name] = value;
}

function onTheWire(patch: PropsPatch): PropsPatch {
  const event = decodeServerEvent(throughJson({ ...SEQ, patch }));
  return event.type === "element-patch" ? event.patch : [];
}

function throughJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** The name that no props have. */
function withoutProto(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProto);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "__proto__")
      .map(([key, item]) => [key, withoutProto(item)]),
  );
}
