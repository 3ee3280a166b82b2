import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { parseView } from "./parse-view.ts";
import { MAX_VIEW_DEPTH, MAX_VIEW_NODES, type ViewNode } from "./view.ts";

const ACTION = { id: "00000000-0000-4000-8000-000000000001", name: "book", payload: { sailing: 7 } };
const text = (words: string) => ({ type: "Text", text: words });

describe("a view", () => {
  it("comes through as it is, without what no component has", () => {
    const view = {
      type: "Card",
      title: "Kinloch, 12:30",
      children: [
        { type: "Facts", items: [["Seats", 4]] },
        { type: "Button", action: ACTION, key: "book" },
        { type: "Form", children: [{ type: "Row", children: [{ type: "Field", field: { type: "text", key: "name", label: "Name" } }] }] },
        { type: "Tabs", children: [{ type: "Tab", label: "One", children: [text("1")] }] },
      ],
    };
    expect(parseView(view)).toEqual({ ok: true, view });
    expect(parseView({ ...view, dangerouslySetInnerHTML: { __html: "<b>" }, style: "color: red" })).toEqual({ ok: true, view });
  });

  const wrong: [unknown, { place: string; message: string }][] = [
    [undefined, { place: "?", message: "A component is an object with a type." }],
    ["<b>hello</b>", { place: "?", message: "A component is an object with a type." }],
    [{ title: "x" }, { place: "?", message: "The component has no type." }],
    [{ type: "Marquee" }, { place: "Marquee", message: 'There is no component "Marquee".' }],
    [{ type: "constructor" }, { place: "constructor", message: 'There is no component "constructor".' }],
    [
      {
        type: "Card",
        children: [text("a"), text("b"), { type: "Row", children: [{ type: "Button", action: { ...ACTION, id: undefined } }] }],
      },
      { place: "Card › Row[2] › Button", message: "Button.action.id is missing." },
    ],
    [
      { type: "Row", children: "a" },
      { place: "Row", message: "Row.children must be a list." },
    ],
    [
      { type: "Text", text: "a", children: [] },
      { place: "Text", message: "Text has no children." },
    ],
    [
      { type: "Heading", text: 4 },
      { place: "Heading", message: "Heading.text must be a text." },
    ],
    [
      { type: "Link", href: "javascript:alert(1)", text: "a" },
      { place: "Link", message: expect.stringContaining("Link.href") },
    ],
    [
      { type: "Column", children: [{ type: "Tab", label: "a" }] },
      { place: "Column › Tab", message: "A Tab stands only in Tabs." },
    ],
    [
      { type: "Tabs", children: [text("a")] },
      { place: "Tabs › Text", message: "Tabs has only children of type Tab." },
    ],
    [
      { type: "Field", field: { type: "text", key: "a", label: "a" } },
      { place: "Field", message: "A Field stands only in a Form." },
    ],
    [
      { type: "Form", children: [{ type: "Row", children: [{ type: "Form" }] }] },
      { place: "Form › Row › Form", message: "A Form stands in no other Form." },
    ],
    [
      {
        type: "Row",
        children: [
          { ...text("a"), key: "x" },
          { ...text("b"), key: "x" },
        ],
      },
      { place: "Row › Text[1]", message: 'Two children of Row have the key "x".' },
    ],
    [
      { type: "Table", columns: [{ key: "a", label: "A" }], rows: [["1"], ["1", "2"]] },
      { place: "Table", message: "Table.rows[1] must have a value for each of the 1 columns." },
    ],
  ];

  it.each(wrong)("says what is wrong, and where: %j", (view, issue) => {
    expect(parseView(view)).toEqual({ ok: false, issues: [issue] });
  });
});

describe("a hostile view", () => {
  const addresses = [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "file:///etc/passwd",
    "blob:https://a.example/1",
    "https:evil",
    "mailto:a@b.example\nBcc: c",
  ];
  it.each(addresses)("leads to no %j", (address) => {
    expect(parseView({ type: "Link", href: address, text: "a" }).ok).toBe(false);
    expect(parseView({ type: "Image", src: address, alt: "a" }).ok).toBe(false);
  });

  it.each(["https://a.example/b?c#d", "/public/a.png", "mailto:a@b.example", "tel:+4412345"])("may lead to %s", (address) => {
    expect(parseView({ type: "Link", href: address, text: "a" }).ok).toBe(true);
  });

  it("of 100,000 components is refused, and so is one without end", () => {
    const wide = { type: "Column", children: Array.from({ length: 100_000 }, () => text("a")) };
    expect(parseView(wide)).toEqual(refusal(/more than 2,000 components/));
    const nested = {
      type: "Column",
      children: Array.from({ length: 50 }, () => ({ type: "Row", children: Array.from({ length: 50 }, () => text("a")) })),
    };
    expect(parseView(nested)).toEqual(refusal(/more than 2,000 components/));
    const ring: { type: string; children: unknown[] } = { type: "Row", children: [] };
    ring.children.push(ring);
    expect(parseView(ring)).toEqual(refusal(/more than 20 components deep/));
    expect(parseView(deep(100_000))).toEqual(refusal(/more than 20 components deep/));
  });

  it("is taken up to the limits", () => {
    expect(parseView({ type: "Column", children: Array.from({ length: MAX_VIEW_NODES - 1 }, () => text("a")) }).ok).toBe(true);
    expect(parseView(deep(MAX_VIEW_DEPTH)).ok).toBe(true);
    expect(parseView(deep(MAX_VIEW_DEPTH + 1)).ok).toBe(false);
  });

  it("with values that are too deep or too long is refused", () => {
    let payload: unknown = 1;
    for (let level = 0; level < 50_000; level += 1) payload = [payload];
    expect(parseView({ type: "Button", action: { ...ACTION, payload } })).toEqual(refusal(/more than 24 levels deep/));
    const markdown = { type: "Markdown", text: "a".repeat(200_000) };
    expect(parseView({ type: "Column", children: [markdown, markdown] })).toEqual(refusal(/more than 256 KB/));
  });

  it("with names that change what an object inherits is refused", () => {
    const view: unknown = JSON.parse(
      `{ "type": "Button", "action": { "id": "${ACTION.id}", "name": "a", "payload": { "__proto__": { "admin": true } } } }`,
    );
    expect(parseView(view)).toEqual(refusal(/__proto__/));
    expect(parseView(JSON.parse('{ "type": "Row", "__proto__": { "children": [] } }'))).toEqual(refusal(/__proto__/));
    expect(parseView(Object.create({ type: "Text", text: "inherited" }))).toEqual(refusal(/plain JSON/));
  });

  it("with what is no JSON is refused", () => {
    for (const payload of [() => 1, Symbol("a"), 1n, Number.NaN, new Date(), new Map()])
      expect(parseView({ type: "Button", action: { ...ACTION, payload } })).toEqual(refusal(/plain JSON/));
  });

  test.prop([fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withTypedArray: true })])(
    "of any kind is answered without an exception",
    (value) => {
      const parsed = parseView(value);
      if (!parsed.ok) expect(parsed.issues[0].message).not.toBe("");
    },
  );

  const type = fc.constantFrom("Card", "Row", "Tabs", "Tab", "Form", "Field", "Text", "Link", "Table", "Chart", "Nothing", "__proto__");
  const nodes = fc.letrec((tie) => ({
    node: fc.record(
      {
        type,
        text: fc.anything(),
        label: fc.string(),
        href: fc.webUrl(),
        key: fc.string(),
        rows: fc.anything(),
        children: fc.array(tie("node"), { maxLength: 4 }),
      },
      { requiredKeys: ["type"] },
    ),
  }));
  test.prop([nodes.node])("that looks like one is either refused, or a view that comes through again as it is", (value) => {
    const parsed = parseView(value);
    if (parsed.ok) expect(parseView(throughJson(parsed.view))).toEqual({ ok: true, view: throughJson(parsed.view) });
    else expect(parsed.issues.length).toBeLessThanOrEqual(20);
  });
});

function refusal(message: RegExp) {
  return { ok: false, issues: [{ place: expect.any(String), message: expect.stringMatching(message) }] };
}

function deep(levels: number): unknown {
  let view: unknown = { type: "Column" };
  for (let level = 1; level < levels; level += 1) view = { type: "Column", children: [view] };
  return view;
}

function throughJson(view: ViewNode): ViewNode {
  return JSON.parse(JSON.stringify(view)) as ViewNode;
}
