import { parseView } from "@colloquy/protocol";
import { fc, test } from "@fast-check/vitest";
import { action } from "colloquy";
import { modelView } from "colloquy/view";
import { describe, expect, it } from "vitest";
import * as z from "zod";

const book = action("model-book", z.object({ sailing: z.int() }), async () => undefined);
const search = action("model-search", z.object({ to: z.string() }), async () => undefined);
const SECRET = { type: "text", key: "secret", label: "Secret", format: "password" };
const asking = (field: object) => ({
  type: "Form",
  action: { name: "book", label: "Sign in" },
  children: [{ type: "Field", field }],
});
const text = (words: string) => ({ type: "Text", text: words });

describe("a view that a model draws", () => {
  it("has the buttons that the app offers, with what the model chose for them", () => {
    const reader = modelView({ actions: { book, search } });
    const reading = reader.read({
      view: {
        type: "Card",
        title: "Kinloch",
        children: [
          "Four seats are left.",
          { type: "Button", action: { name: "book", label: "Book", payload: { sailing: 7 } } },
          {
            type: "Form",
            action: { name: "search", label: "Search" },
            children: [{ type: "Field", field: { type: "text", key: "to", label: "To" } }],
          },
        ],
      },
    });
    expect(reading).toMatchObject({
      ok: true,
      view: {
        children: [
          text("Four seats are left."),
          { action: { name: "model-book", label: "Book", payload: { sailing: 7 } } },
          { action: { name: "model-search", label: "Search", payload: {} } },
        ],
      },
    });
  });

  const wrong: [unknown, RegExp][] = [
    [{ type: "Button", action: { name: "pay", label: "Pay" } }, /There is no action "pay". There are book./],
    [{ type: "Button", action: { name: "model-book", label: "a", payload: { sailing: 1 } } }, /There is no action "model-book"/],
    [{ type: "Button", action: { name: "constructor", label: "a" } }, /There is no action "constructor"/],
    [{ type: "Button", action: { name: "__proto__", label: "a" } }, /There is no action "__proto__"/],
    [{ type: "Button", action: { name: "book", label: "a", payload: { sailing: "7" } } }, /The payload of "book" is wrong. sailing: /],
    [
      { type: "Button", action: { id: "00000000-0000-4000-8000-000000000001", name: "deleteAll", payload: {} } },
      /There is no action "deleteAll"/,
    ],
    [{ type: "Form", children: [] }, /A Form needs an action/],
    [asking({ type: "text", key: "word", label: "Your password", format: "password" }), /Form\[0\]: Field: passwords/],
    [asking({ type: "group", key: "a", label: "A", fields: [SECRET] }), /Field: passwords/],
    [asking({ type: "list", key: "a", label: "A", item: SECRET }), /Field: passwords/],
    [
      asking({ type: "variants", key: "a", label: "A", tag: "t", variants: [{ value: 1, label: "1", fields: [SECRET] }] }),
      /Field: passwords/,
    ],
    [{ type: "Marquee" }, /There is no component "Marquee". There are Card/],
    [{ type: "Column", children: [{ type: "Tab", label: "a" }] }, /A Tab stands only in Tabs/],
    [{ type: "Image", src: "https://evil.example/?q=secret", alt: "a" }, /pictures of other servers/],
    [{ type: "Card", icon: "https://evil.example/?q=secret" }, /pictures of other servers/],
    [{ type: "Icon", name: "//evil.example/a" }, /pictures of other servers/],
    [{ type: "Link", href: ["javascript", "alert(1)"].join(":"), text: "a" }, /Link.href must be/],
    [{ type: "Column", children: Array.from({ length: 100_000 }, () => text("a")) }, /more than 2,000 components/],
    [JSON.parse('{ "type": "Text", "text": "a", "__proto__": { "type": "Button" } }'), /__proto__/],
    ["a card with four seats", /A component is an object/],
    [undefined, /A component is an object/],
  ];
  it.each(wrong)("is refused with what the model is to mend: %j", (view, problem) => {
    expect(modelView({ actions: { book } }).read({ view })).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });

  it("is made of the components that the author allows, and of no others", () => {
    const reader = modelView({ components: ["Column", "Text"], actions: { book } });
    expect(reader.read({ view: { type: "Column", children: [text("a")] } }).ok).toBe(true);
    expect(reader.read({ view: { type: "Badge", text: "a" } })).toEqual({
      ok: false,
      problem: 'view: There is no component "Badge". There are Column, Text.',
    });
    expect(JSON.stringify(reader.schema)).not.toContain("Badge");
    expect(() => modelView({ components: ["Marquee" as "Card"] })).toThrow('no component "Marquee"');
    expect(() => modelView({ actions: { book: "book" as never } })).toThrow("actions.book must be what action(…) returned");
  });

  it("is described by a schema that names the actions, and has no buttons without any", () => {
    const { schema } = modelView({ actions: { book } });
    expect(schema).toMatchObject({
      type: "object",
      required: ["view"],
      $defs: {
        Button: {
          properties: {
            action: { anyOf: [{ properties: { name: { const: "book" }, payload: { properties: { sailing: { type: "integer" } } } } }] },
          },
        },
        Card: { properties: { children: { type: "array", items: { $ref: "#/$defs/node" } } } },
      },
    });
    expect(Object.keys(modelView().schema["$defs"] as object)).not.toContain("Button");
  });

  it("is seen as far as it is written; what comes is a skeleton, and nothing can be pressed yet", () => {
    const reader = modelView({ actions: { book } });
    const partial = (view: unknown) => reader.readPartial({ view });
    expect(reader.readPartial(undefined)).toBeUndefined();
    expect(partial({ type: "Car" })).toEqual({ type: "Skeleton", shape: "text", lines: 1 });
    const card = { type: "Card", title: "Kinloch", children: [text("Four se"), { type: "Fac" }] };
    expect(partial(card)).toMatchObject({ title: "Kinloch", children: [text("Four se"), { type: "Skeleton" }] });
    const button = { type: "Button", action: { name: "book", label: "Book", payload: { sailing: 7 } } };
    const shown = partial({ ...card, children: [button, { type: "Button", action: { name: "boo" } }] });
    expect(shown).toMatchObject({ children: [{ type: "Button", disabled: true }, { type: "Skeleton" }] });
    const whole = reader.read({ view: { ...card, children: [button] } });
    // The same button all the while.
    expect(whole).toMatchObject({
      ok: true,
      view: { children: [{ action: { id: (shown as unknown as { children: [{ action: { id: string } }] }).children[0].action.id } }] },
    });
  });

  it("shows no field for a password while it is written", () => {
    const partial = modelView({ actions: { book } }).readPartial({ view: asking(SECRET) });
    expect(partial).toMatchObject({ type: "Form", children: [{ type: "Skeleton" }] });
  });

  it("has buttons of its own: of two drawings of one reader, pressing one does not show the other as pressed", () => {
    const reader = modelView({ actions: { book } });
    const drawn = () => {
      const reading = reader.read({ view: { type: "Button", action: { name: "book", label: "Book", payload: { sailing: 7 } } } });
      return reading.ok && reading.view.type === "Button" ? reading.view.action.id : undefined;
    };
    const [one, two] = [drawn(), drawn()];
    expect(one).toBeDefined();
    expect(two).toBeDefined();
    expect(one).not.toBe(two);
  });

  test.prop([fc.jsonValue({ maxDepth: 6 })])("is never an exception, whatever was written", (value) => {
    const reader = modelView({ actions: { book } });
    const reading = reader.read({ view: value });
    expect(reading.ok ? parseView(reading.view).ok : reading.problem.length > 0).toBe(true);
    const partial = reader.readPartial({ view: value });
    expect(partial === undefined || parseView(partial).ok).toBe(true);
  });
});
