// The form of a schema: what each library writes becomes the same fields.
import { type Form, formSchema, isChatError } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { AskSchema } from "./read-schema.ts";
import { type FormLayout, toForm } from "./to-form.ts";

function draw(schema: AskSchema, layout?: FormLayout): Form {
  const form = toForm("askForm", schema, layout);
  // What is drawn goes over the wire as it is.
  expect(formSchema.parse(JSON.parse(JSON.stringify(form)))).toEqual(form);
  return form;
}
const fieldsOf = (shape: z.ZodRawShape) => draw(z.object(shape)).fields;

/** A schema as another library would write it. */
function written(json: Record<string, unknown>): AskSchema {
  return { "~standard": { version: 1, vendor: "somebody", validate: (value) => ({ value }), jsonSchema: { input: () => json } } };
}
const property = (json: object) => draw(written({ type: "object", properties: { a: json }, required: ["a"] })).fields[0];

describe("A field drawn from a schema", () => {
  it("has the label, the words and the value that the schema gives it", () => {
    expect(
      fieldsOf({
        fullName: z.string().min(2).max(80),
        nick: z.string().optional().meta({ title: "What friends say", description: "If any", placeholder: "Mo" }),
        crew: z.int().positive().default(3),
        note: z.string().meta({ input: "multiline", examples: ["Ramp 2 is slippery."] }),
      }),
    ).toEqual([
      { key: "fullName", label: "Full name", required: true, type: "text", minLength: 2, maxLength: 80 },
      { key: "nick", label: "What friends say", description: "If any", placeholder: "Mo", type: "text" },
      { key: "crew", label: "Crew", default: 3, type: "number", integer: true, above: 0 },
      { key: "note", label: "Note", placeholder: "Ramp 2 is slippery.", required: true, type: "text", format: "multiline" },
    ]);
  });

  it("of text is entered as its format is, also when that is only a pattern", () => {
    const formats = fieldsOf({
      mail: z.email(),
      site: z.url(),
      day: z.iso.date(),
      hour: z.iso.time(),
      at: z.iso.datetime(),
      id: z.uuid(),
      word: z.string().meta({ format: "password" }),
    });
    expect(formats.map((field) => field.type === "text" && field.format)).toEqual([
      "email",
      "uri",
      "date",
      "time",
      "date-time",
      "uuid",
      "password",
    ]);
    // The long pattern that a format brings along is not run over what people type.
    expect(formats.every((field) => !("pattern" in field))).toBe(true);
    expect(fieldsOf({ code: z.string().regex(/^[A-Z]{3}$/) })[0]).toMatchObject({ type: "text", pattern: "^[A-Z]{3}$" });
    // This one would keep a person waiting for ever; the schema alone checks it.
    expect(fieldsOf({ code: z.string().regex(/^(a+)+$/) })[0]).not.toHaveProperty("pattern");
  });

  it("that may be nothing says so, however the library writes it", () => {
    const nullable = { type: "text", required: true, nullable: true };
    expect(property({ type: ["string", "null"] })).toMatchObject(nullable);
    expect(property({ anyOf: [{ type: "string" }, { type: "null" }] })).toMatchObject(nullable);
    expect(property({ anyOf: [{ type: "string" }, { const: null }] })).toMatchObject(nullable);
    expect(property({ enum: ["x", null] })).toMatchObject({ type: "choice", nullable: true, options: [{ value: "x" }] });
  });

  it("of an enum is a choice, with or without a type, by values or by constants", () => {
    const options = [
      { value: "a", label: "a" },
      { value: 2, label: "2" },
    ];
    expect(property({ enum: ["a", 2] })).toMatchObject({ type: "choice", options });
    expect(property({ anyOf: [{ const: "a" }, { type: "number", const: 2 }] })).toMatchObject({ type: "choice", options });
    expect(fieldsOf({ berth: z.enum(["k2", "s1"]).meta({ labels: { k2: "Kinloch 2" } }) })[0]).toMatchObject({
      options: [
        { value: "k2", label: "Kinloch 2" },
        { value: "s1", label: "s1" },
      ],
    });
    expect(fieldsOf({ size: z.union([z.literal("s").meta({ title: "Small", description: "For one" }), z.literal("l")]) })[0]).toMatchObject(
      {
        options: [
          { value: "s", label: "Small", description: "For one" },
          { value: "l", label: "l" },
        ],
      },
    );
  });

  it("of which there is one value is not drawn, but a box to tick is", () => {
    expect(property({ const: "v1" })).toMatchObject({ type: "constant", value: "v1" });
    expect(fieldsOf({ terms: z.literal(true) })[0]).toMatchObject({ type: "boolean", mustBe: true, required: true });
    expect(fieldsOf({ kind: z.literal("x").optional() })[0]).toMatchObject({ type: "choice", options: [{ value: "x" }] });
  });

  it("of numbers has the bounds of the schema", () => {
    expect(fieldsOf({ heat: z.number().gt(0).lt(9).multipleOf(0.5), share: z.number().min(0).max(1) })).toMatchObject([
      { type: "number", above: 0, below: 9, step: 0.5 },
      { type: "number", min: 0, max: 1 },
    ]);
  });

  it("of several is a list that grows, boxes to tick, places with a field each, or names with a value each", () => {
    const [stops, days, span, prices, shifts] = fieldsOf({
      stops: z
        .array(z.object({ name: z.string() }))
        .min(1)
        .max(4),
      days: z.array(z.enum(["sat", "sun"])).min(1),
      span: z.tuple([z.iso.date(), z.iso.date().meta({ title: "Until" })]),
      prices: z.record(z.string().regex(/^[a-z]+$/), z.number()),
      shifts: z.record(z.enum(["early", "late"]), z.string()),
    });
    expect(stops).toMatchObject({ type: "list", minItems: 1, maxItems: 4, item: { type: "group", label: "", fields: [{ key: "name" }] } });
    expect(days).toMatchObject({ type: "choices", min: 1, options: [{ value: "sat" }, { value: "sun" }] });
    expect(span).toMatchObject({ type: "tuple", items: [{ label: "1", format: "date" }, { label: "Until" }] });
    expect(prices).toMatchObject({ type: "record", keyPattern: "^[a-z]+$", value: { type: "number", required: true } });
    expect(shifts).toMatchObject({ type: "group", fields: [{ key: "early", required: true }, { key: "late" }] });
  });

  it("of a union of objects shows one shape at a time, told apart by the tag, in oneOf and in anyOf", () => {
    const by = z.discriminatedUnion("by", [
      z.object({ by: z.literal("mail"), to: z.email() }).meta({ title: "By mail" }),
      z.object({ by: z.literal("post"), street: z.string() }),
    ]);
    const variants = [
      { value: "mail", label: "By mail", fields: [{ key: "to" }] },
      { value: "post", label: "post", fields: [{ key: "street" }] },
    ];
    expect(fieldsOf({ send: by })[0]).toMatchObject({ type: "variants", tag: "by", variants, required: true });
    expect(fieldsOf({ send: by.nullable() })[0]).toMatchObject({ type: "variants", nullable: true });
    const shape = (kind: string) => ({ type: "object", properties: { kind: { const: kind } }, required: ["kind"] });
    expect(property({ anyOf: [shape("a"), shape("b")] })).toMatchObject({ type: "variants", tag: "kind" });
  });

  it("that stands in itself is a reference to what it stands in", () => {
    const part: z.ZodType<{ name: string; parts: unknown[] }> = z.object({ name: z.string(), parts: z.lazy(() => z.array(part)) });
    const whole = draw(part);
    expect(whole.fields[1]).toMatchObject({ type: "list", item: { type: "reference", to: "#" } });
    expect(whole.definitions?.["#"]).toMatchObject({ type: "group", fields: [{ key: "name" }, { key: "parts" }] });
    const inside = draw(z.object({ root: part, spare: part.optional() }));
    const [root, spare] = inside.fields;
    expect(root).toMatchObject({ type: "group", fields: [{ key: "name" }, { type: "list", item: { type: "reference" } }] });
    expect(spare).toMatchObject({ type: "group" });
    const item = root?.type === "group" && root.fields[1]?.type === "list" ? root.fields[1].item : undefined;
    expect(item?.type === "reference" && inside.definitions?.[item.to]).toMatchObject({
      type: "group",
      fields: [{ key: "name" }, { key: "parts" }],
    });
  });

  it("of files knows their kinds and sizes", () => {
    expect(
      fieldsOf({
        photo: z
          .file()
          .mime(["image/png", "image/jpeg"])
          .max(2 * 1024 * 1024),
        papers: z.array(z.file()).min(1).max(3),
      }),
    ).toEqual([
      { key: "photo", label: "Photo", required: true, type: "file", accept: ["image/png", "image/jpeg"], maxSizeMb: 2 },
      { key: "papers", label: "Papers", required: true, type: "file", multiple: true, minFiles: 1, maxFiles: 3 },
    ]);
  });

  it("that is only read must hold something", () => {
    const schema = z.object({ id: z.string().meta({ readOnly: true }), tags: z.array(z.string()).readonly() });
    expect(draw(schema).fields.map(({ readOnly }) => readOnly)).toEqual([undefined, undefined]);
    expect(draw(schema, { initial: { id: "S-7" } }).fields[0]).toMatchObject({ readOnly: true });
  });

  it("that nothing can draw is asked for as JSON", () => {
    const shapes = [
      {},
      true,
      { type: ["string", "number"] },
      { anyOf: [{ type: "string" }, { type: "number" }] },
      { type: "object" },
      { type: "array" },
    ];
    expect(shapes.map((shape) => property(shape as object)?.type)).toEqual(shapes.map(() => "json"));
    expect(fieldsOf({ rest: z.tuple([z.string()], z.number()) })[0]).toMatchObject({ type: "json" });
    let deep: z.ZodType = z.string();
    for (let at = 0; at < 12; at += 1) deep = z.object({ in: deep });
    expect(JSON.stringify(draw(z.object({ deep })))).toContain('"type":"json"');
  });

  it("that must not be there is not drawn", () => {
    expect(fieldsOf({ a: z.string(), b: z.never().optional() })).toHaveLength(1);
  });
});

// Written by valibot 1.5.0 within @valibot/to-json-schema 1.8.0, and by arktype 2.2.9.
const ARKTYPE_DAY =
  "^([+-]?\\d{4}(?!\\d{2}\\b))((-?)((0[1-9]|1[0-2])(\\3([12]\\d|0[1-9]|3[01]))?|W([0-4]\\d|5[0-3])(-?[1-7])?|(00[1-9]|0[1-9]\\d|[12]\\d{2}|3([0-5]\\d|6[1-6])))(T((([01]\\d|2[0-3])((:?)[0-5]\\d)?|24:?00)([,.]\\d+(?!:))?)?(\\17[0-5]\\d([,.]\\d+)?)?([Zz]|([+-])([01]\\d|2[0-3]):?([0-5]\\d)?)?)?)?$";

describe("What another library writes", () => {
  it("of valibot becomes the same fields", () => {
    expect(property({ type: "string", format: "time" })).toMatchObject({ type: "text", format: "time" });
    expect(property({ type: "array", prefixItems: [{ type: "string" }, { type: "number" }], minItems: 2 })).toMatchObject({
      type: "tuple",
    });
    const node = { type: "object", properties: { name: { type: "string" }, kids: { type: "array", items: { $ref: "#/$defs/0" } } } };
    const form = draw(written({ ...node, required: ["name", "kids"], $defs: { 0: node } }));
    expect(form.definitions?.["#/$defs/0"]).toMatchObject({ type: "group", fields: [{ key: "name" }, { item: { type: "reference" } }] });
  });

  it("of arktype becomes the same fields", () => {
    expect(property({ type: "string", pattern: ARKTYPE_DAY })).toMatchObject({ type: "text", format: "date" });
    const mail = { type: "string", pattern: "^[\\w%+.-]+@[\\d.A-Za-z-]+\\.[A-Za-z]{2,}$", format: "email" };
    expect(property(mail)).toMatchObject({ format: "email" });
    const none = { const: "00000000-0000-0000-0000-000000000000", format: "uuid" };
    expect(property({ anyOf: [{ type: "string", format: "uuid" }, none], format: "uuid" })).toMatchObject({ type: "text", format: "uuid" });
    const node = { type: "object", properties: { kids: { $ref: "#/$defs/list" }, name: { type: "string" } }, required: ["name"] };
    const form = draw(written({ $ref: "#/$defs/node", $defs: { node, list: { type: "array", items: { $ref: "#/$defs/node" } } } }));
    expect(form.fields).toMatchObject([{ key: "kids", type: "list", item: { type: "reference" } }, { key: "name" }]);
    const [kids] = form.fields;
    const to = kids?.type === "list" && kids.item.type === "reference" ? kids.item.to : "";
    expect(form.definitions?.[to]).toMatchObject({ type: "group" });
  });
});

describe("A form drawn from a schema", () => {
  it("is laid out in groups and in steps", () => {
    const schema = z.object({ a: z.string(), b: z.string(), c: z.string() });
    expect(draw(schema, { groups: [{ label: "First", description: "To begin with", fields: ["b", "a"] }] }).groups).toEqual([
      { label: "First", description: "To begin with", keys: ["b", "a"] },
    ]);
    expect(
      draw(schema, {
        steps: [
          { label: "One", fields: ["a"] },
          { label: "Two", fields: ["b", "c"] },
        ],
      }).steps,
    ).toHaveLength(2);
  });

  it.each([
    ["steps that leave out a field", z.object({ a: z.string() }), { steps: [] }, 'no step has the field "a"'],
    [
      "groups of a field that is not there",
      z.object({ a: z.string() }),
      { groups: [{ label: "G", fields: ["b"] }] },
      '"b", which the schema does not have',
    ],
    ["a field that stands twice", z.object({ a: z.string() }), { groups: [{ label: "G", fields: ["a", "a"] }] }, '"a" twice'],
    ["a schema that is no object", z.string(), {}, "must be an object"],
    ["a union at the top", z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), {}, "must be an object"],
    ["a field that can hold nothing", z.object({ a: z.never() }), {}, 'the field "a" can hold nothing'],
    ["a name that reaches a prototype", z.object({ constructor: z.string() }), {}, 'a field called "constructor"'],
    [
      "more fields than a form has",
      z.object(Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`f${at}`, z.string()]))),
      {},
      "501 fields",
    ],
  ] as const)("is refused at the call for %s", (_, schema, layout, words) => {
    expect(() => draw(schema as AskSchema, layout)).toThrow(words);
    expect(fails(schema as AskSchema, layout).code).toBe("BAD_APP");
  });

  it.each([
    ["a Date", z.object({ trip: z.object({ when: z.date() }) }), '"trip.when"', "z.iso.date()"],
    ["a bigint", z.object({ all: z.array(z.object({ count: z.bigint() })) }), '"all[].count"', "z.int()"],
    ["a Map", z.object({ by: z.map(z.string(), z.string()) }), '"by"', "z.record("],
    ["a Set", z.object({ tags: z.set(z.string()) }), '"tags"', "z.array("],
    ["a class", z.object({ photo: z.instanceof(Blob) }), '"photo"', "z.file()"],
  ])("names the field and the cure for %s", (_, schema, field, cure) => {
    const error = fails(schema as AskSchema);
    expect(error).toMatchObject({ code: "BAD_APP" });
    expect(error.message).toContain(`the field ${field}`);
    expect(error.fix).toContain(cure);
  });

  it("needs a library that tells its JSON Schema", () => {
    const plain = { "~standard": { version: 1, vendor: "valibot", validate: (value: unknown) => ({ value }) } } as unknown as AskSchema;
    expect(fails(plain)).toMatchObject({ code: "BAD_APP", fix: expect.stringContaining("toStandardJsonSchema") as string });
    expect(fails({} as AskSchema).message).toContain("no schema");
  });
});

function fails(schema: AskSchema, layout?: FormLayout) {
  try {
    toForm("askForm", schema, layout);
  } catch (error) {
    if (isChatError(error)) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}
