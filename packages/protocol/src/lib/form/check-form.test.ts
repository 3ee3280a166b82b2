// What a filled in form may hold: the same answer for the page and for the server.
import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { checkForm } from "./check-form.ts";
import { type Form, type FormField, formSchema } from "./form.ts";
import { startValues } from "./form-values.ts";
import { patternReach } from "./tame-pattern.ts";

const say = (...fields: readonly FormField[]) => {
  const form: Form = formSchema.parse({ fields });
  return (values: Record<string, unknown>, initial?: Record<string, unknown>) =>
    checkForm(form, values, initial).map(({ path, code, limit }) => [path, code, ...(limit === undefined ? [] : [limit])].join(" "));
};
const base = { key: "a", label: "A", required: true } as const;

describe("A field of a form", () => {
  it("that is required must hold something, and an empty text is nothing", () => {
    const check = say({ ...base, type: "text" });
    expect(check({})).toEqual(["a required"]);
    expect(check({ a: "" })).toEqual(["a required"]);
    expect(check({ a: null })).toEqual(["a required"]);
    expect(check({ a: 7 })).toEqual(["a type"]);
    expect(check({ a: "yes" })).toEqual([]);
  });

  it("takes null only where nothing is a value", () => {
    expect(say({ ...base, type: "number", nullable: true })({ a: null })).toEqual([]);
    expect(say({ ...base, type: "number", required: false })({ a: null })).toEqual(["a type"]);
  });

  it("of text keeps its length, its format and its pattern", () => {
    const check = say({ ...base, type: "text", minLength: 2, maxLength: 4, pattern: "^[a-z]+$" });
    expect([check({ a: "x" }), check({ a: "abcde" }), check({ a: "AB" }), check({ a: "ab" })]).toEqual([
      ["a short 2"],
      ["a long 4"],
      ["a pattern"],
      [],
    ]);
    const format = (name: string, text: string) => say({ ...base, type: "text", format: name as "email" })({ a: text });
    const fine = {
      email: "mo@harbour.example",
      uri: "https://harbour.example/a?b",
      date: "2028-02-29",
      "date-time": "2026-03-01T10:00:00Z",
    };
    const wrong = {
      email: "mo@harbour",
      uri: "harbour",
      date: "2026-02-29",
      "date-time": "2026-03-01 10:00",
      time: "25:00",
      tel: "call me",
    };
    expect(Object.entries(fine).flatMap(([name, text]) => format(name, text))).toEqual([]);
    expect(Object.entries(wrong).map(([name, text]) => format(name, text)[0])).toEqual(
      Object.keys(wrong).map((name) => `a format ${name}`),
    );
  });

  it("of a number keeps its bounds, and counts in decimal steps as a person does", () => {
    const check = say({ ...base, type: "number", min: 0, below: 1, step: 0.1 });
    expect([-1, 1, 0.25, 0.3, 0.7].map((a) => check({ a }).join())).toEqual(["a min 0", "a below 1", "a step 0.1", "", ""]);
    expect(say({ ...base, type: "number", integer: true })({ a: 1.5 })).toEqual(["a integer"]);
    expect(say({ ...base, type: "number" })({ a: Number.NaN })).toEqual(["a type"]);
  });

  it("of choices takes only what is offered, once", () => {
    const options = [
      { value: "x", label: "X" },
      { value: 2, label: "Two" },
    ];
    expect(say({ ...base, type: "choice", options })({ a: "2" })).toEqual(["a choose"]);
    const several = say({ ...base, type: "choices", options, min: 1 });
    expect([several({ a: [] }), several({ a: ["x", "x"] }), several({ a: [2, "x"] })]).toEqual([["a few 1"], ["a choose"], []]);
  });

  it("of choices costs no more than its options and what was sent, each looked at once", () => {
    let looks = 0;
    const options = Array.from({ length: 100 }, (_one, index) => ({
      label: String(index),
      get value() {
        looks++;
        return index;
      },
    }));
    const form: Form = { fields: [{ ...base, type: "choices", options }] };
    const check = (a: readonly unknown[]) => checkForm(form, { a }).map(({ code }) => code);
    expect(check(options.map((_one, index) => 99 - index))).toEqual([]);
    expect(looks).toBeLessThanOrEqual(100);
    looks = 0;
    expect(check(Array.from({ length: 10_000 }, () => 99))).toEqual(["choose"]);
    expect(looks).toBe(0);
  });

  it("that must be agreed to is not agreed to by leaving it", () => {
    const check = say({ ...base, type: "boolean", mustBe: true });
    expect([check({}), check({ a: false }), check({ a: true })]).toEqual([["a agree"], ["a agree"], []]);
  });

  it("that only is read keeps what it began with, whatever is sent", () => {
    const check = say({ ...base, type: "text", readOnly: true, default: "old" });
    expect(check({ a: "mine" }, { a: "yours" })).toEqual(["a fixed"]);
    expect(check({ a: "yours" }, { a: "yours" })).toEqual([]);
    expect(say({ ...base, type: "constant", value: 7 })({ a: 8 })).toEqual(["a fixed"]);
  });

  it("within others is named by its path, also when a name has a dot", () => {
    const item: FormField = { key: "", label: "", type: "group", fields: [{ key: "b.c", label: "B", type: "number", required: true }] };
    const check = say({ ...base, type: "list", item, maxItems: 2 });
    expect(check({ a: [{ "b.c": 1 }, {}] })).toEqual(["a.1.b~1c required"]);
    expect(check({ a: [{ "b.c": 1 }, { "b.c": 2 }, { "b.c": 3, extra: 1 }] })).toEqual(["a many 2", "a.2.extra unknown"]);
  });

  it("of variants has the fields of the one that was chosen", () => {
    const check = say({
      ...base,
      type: "variants",
      tag: "by",
      variants: [
        { value: "mail", label: "Mail", fields: [{ key: "to", label: "To", type: "text", required: true }] },
        { value: "none", label: "None", fields: [] },
      ],
    });
    expect([
      check({ a: { by: "mail" } }),
      check({ a: { by: "none", to: "x" } }),
      check({ a: { by: "fax" } }),
      check({ a: { by: "none" } }),
    ]).toEqual([["a.to required"], ["a.to unknown"], ["a choose"], []]);
  });

  it("that stands within itself is checked as deep as it was filled in", () => {
    const fields: FormField[] = [
      { key: "name", label: "Name", type: "text", required: true },
      { key: "parts", label: "Parts", type: "list", item: { key: "", label: "", type: "reference", to: "#" } },
    ];
    const form: Form = formSchema.parse({ fields, definitions: { "#": { key: "", label: "", type: "group", fields } } });
    const values = { name: "a", parts: [{ name: "b", parts: [{ name: "" }] }] };
    expect(checkForm(form, values)).toEqual([{ path: "parts.0.parts.0.name", code: "required" }]);
  });
});

describe("A pattern of a schema", () => {
  it("is run as far as its shape says that it ends soon", () => {
    expect(patternReach("^[A-Z]{2}-\\d{4}$")).toBeGreaterThan(1_000_000);
    expect(patternReach("^\\d+$")).toBeGreaterThan(3_000);
    for (const endless of ["^(a+)+$", "^(a|a)*$", "^(a?){40}$", "(\\w+\\s?)*$", "(a)\\1", "^((a{1,9}){1,9})+$", "("])
      expect(patternReach(endless)).toBe(0);
    expect(patternReach(`^${"a?".repeat(40)}$`)).toBe(0);
    expect(patternReach(`^${"(a|a)".repeat(40)}$`)).toBe(0);
  });

  const piece = fc.constantFrom("a", "[ab]", "\\w", "(a|b)", "(?:ab)", "a?", "(a)", ".");
  const repeat = fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,3}", "{2,}");
  const nested = fc.array(fc.tuple(piece, repeat), { minLength: 1, maxLength: 6 }).chain((parts) => {
    const inner = parts.map(([one, again]) => (one.endsWith("?") ? one : one + again)).join("");
    return fc.constantFrom(inner, `(${inner})`, `(${inner})*`, `(?:${inner}){1,20}`, `(${inner}){20}`, `(${inner}|${inner})`);
  });
  const patterns = fc.array(nested, { minLength: 1, maxLength: 4 }).map((parts) => `^${parts.join("")}!$`);

  property.prop([patterns])("never keeps a person waiting over a text that it is run over", (pattern) => {
    const reach = Math.min(patternReach(pattern), 20_000);
    const began = performance.now();
    if (reach > 0) checkForm({ fields: [{ key: "a", label: "A", type: "text", pattern }] }, { a: "a".repeat(reach) });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

const label = fc.string({ maxLength: 5 });
const common = { label, required: fc.boolean(), nullable: fc.boolean() };
const { field } = fc.letrec<{ field: Omit<FormField, "key"> }>((tie) => {
  const inner = tie("field") as fc.Arbitrary<Omit<FormField, "key">>;
  const fields = fc.array(inner, { maxLength: 4 }).map((all) => all.map((one, index) => ({ ...one, key: `k${index}` }) as FormField));
  return {
    field: fc.oneof(
      { maxDepth: 3 },
      fc.record({ ...common, type: fc.constant("text" as const) }),
      fc.record({ ...common, type: fc.constant("number" as const) }),
      fc.record({ ...common, type: fc.constant("boolean" as const) }),
      fc.record({ ...common, type: fc.constant("constant" as const), value: fc.constantFrom(1, "x", null) }),
      fc.record({ ...common, type: fc.constant("group" as const), fields }),
      fc.record({ ...common, type: fc.constant("list" as const), item: inner.map((one) => ({ ...one, key: "" }) as FormField) }),
    ) as fc.Arbitrary<Omit<FormField, "key">>,
  };
});
const forms = fc
  .array(field, { maxLength: 5 })
  .map((all): Form => ({ fields: all.map((one, index) => ({ ...one, key: `k${index}` }) as FormField) }));

describe("Any form", () => {
  property.prop([forms])("goes over the wire as it is", (form) => {
    expect(formSchema.parse(JSON.parse(JSON.stringify(form)))).toEqual(JSON.parse(JSON.stringify(form)));
  });

  property.prop([forms])("has nothing against what it begins with, but what is still to be filled in", (form) => {
    expect(checkForm(form, startValues(form)).filter(({ code }) => code !== "required")).toEqual([]);
  });

  property.prop([forms, fc.dictionary(fc.string(), fc.jsonValue())])(
    "says what is wrong with any values, and never throws",
    (form, values) => {
      const issues = checkForm(form, values);
      const known = new Set(form.fields.map(({ key }) => key));
      if (Object.keys(values).some((key) => !known.has(key))) expect(issues).not.toEqual([]);
    },
  );
});
