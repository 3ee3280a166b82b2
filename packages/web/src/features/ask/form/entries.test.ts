// What stands in the fields of a form, and what is sent of it.

import { checkForm, type Form, type FormField, startValues } from "@colloquy/protocol";
import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type Entries, type GroupEntry, type RowsEntry, rowsOf, toEntries, toRow, toValues, type VariantsEntry } from "./entries.ts";
import { itemName, namesOf, problemsOf } from "./entry-problems.ts";

const formOf = (...fields: readonly FormField[]): Form => ({ fields: [...fields] });
const sent = (form: Form, entries: Entries) => toValues({ form, fileOf: () => undefined }, form.fields, entries);
const again = (form: Form, values: Record<string, unknown>) => sent(form, toEntries(form, form.fields, values));
const problems = (form: Form, entries: Entries) =>
  [...problemsOf({ form, fileOf: () => undefined }, entries, undefined)].map(([path, { code }]) => `${path} ${code}`);

const name: FormField = { type: "text", key: "name", label: "Name", required: true };
const people: FormField = {
  type: "list",
  key: "people",
  label: "People",
  required: true,
  item: { type: "group", key: "", label: "", required: true, fields: [name] },
};
const by: FormField = {
  type: "variants",
  key: "by",
  label: "By",
  required: true,
  tag: "kind",
  variants: [
    { value: "car", label: "Car", fields: [{ type: "text", key: "plate", label: "Plate", required: true }] },
    { value: "foot", label: "On foot", fields: [] },
  ],
};

describe("What stands in a form", () => {
  it("is sent as it came when nobody touches it", () => {
    const form = formOf(name, people, by, {
      type: "record",
      key: "prices",
      label: "Prices",
      value: { type: "number", key: "", label: "" },
    });
    const values = { name: "Maren", people: [{ name: "Iain" }], by: { kind: "car", plate: "SY12" }, prices: { car: 34.5 } };
    expect(again(form, values)).toEqual(values);
  });

  it("is left out where it is empty, and null where nothing is a value that must be said", () => {
    const form = formOf(
      { type: "text", key: "a", label: "A" },
      { type: "number", key: "b", label: "B", required: true, nullable: true },
      { type: "list", key: "c", label: "C", item: name },
      { type: "list", key: "d", label: "D", required: true, item: name },
      { type: "group", key: "e", label: "E", fields: [name] },
      { type: "constant", key: "f", label: "F", value: 7 },
    );
    expect(again(form, {})).toEqual({ b: null, d: [], f: 7 });
  });

  it("of words that begin a field, emptied means no words, not those of the schema", () => {
    const form = formOf({ type: "text", key: "a", label: "A", default: "as always" });
    expect(again(form, startValues(form))).toEqual({ a: "as always" });
    expect(sent(form, { a: "" })).toEqual({ a: "" });
  });

  it("is wrong by the path of each field, in the order of the page, also where it never becomes a value", () => {
    const json: FormField = { type: "json", key: "extra", label: "Extra" };
    const form = formOf(json, people, by);
    const entries = {
      extra: "{",
      people: { rows: [toRow({ open: true, fields: { name: "" } } satisfies GroupEntry)] },
      by: { chosen: "car", fields: {} },
    };
    expect(problems(form, entries)).toEqual(["extra json", "people.0.name required", "by.plate required"]);
    const names = namesOf(form, entries, itemName);
    expect([names.get("people.0.name"), names.get("by.plate")]).toEqual(["People 1: Name", "By: Plate"]);
  });

  it("does not take two values of one name", () => {
    const form = formOf({ type: "record", key: "prices", label: "Prices", value: { type: "number", key: "", label: "" } });
    expect(problems(form, { prices: { rows: [toRow(1, "car"), toRow(2, "car")] } satisfies RowsEntry })).toEqual(["prices.car twice"]);
  });

  it("that stands in itself opens as deep as somebody fills it in", () => {
    const kids: FormField = { type: "list", key: "kids", label: "Kids", item: { type: "reference", key: "", label: "", to: "#" } };
    const form: Form = { fields: [name, kids], definitions: { "#": { type: "group", key: "", label: "", fields: [name, kids] } } };
    const values = { name: "a", kids: [{ name: "b", kids: [{ name: "c" }] }] };
    expect(again(form, values)).toEqual(values);
    expect(rowsOf(toEntries(form, form.fields, values)["kids"])).toHaveLength(1);
  });

  it("of one shape is not sent with what was written in another", () => {
    expect(sent(formOf(by), { by: { chosen: "foot", fields: { plate: "SY12" } } satisfies VariantsEntry })).toEqual({
      by: { kind: "foot" },
    });
  });
});

const label = fc.constantFrom("A", "B");
const common = { label, required: fc.boolean(), nullable: fc.boolean() };
const { field } = fc.letrec<{ field: Omit<FormField, "key"> }>((tie) => {
  const inner = tie("field") as fc.Arbitrary<Omit<FormField, "key">>;
  const fields = fc.array(inner, { maxLength: 3 }).map((all) => all.map((one, index) => ({ ...one, key: `k${index}` }) as FormField));
  return {
    field: fc.oneof(
      { maxDepth: 3 },
      fc.record({ ...common, type: fc.constant("text" as const), default: fc.constantFrom(undefined, "x") }),
      fc.record({ ...common, type: fc.constant("number" as const), default: fc.constantFrom(undefined, 1) }),
      fc.record({ ...common, type: fc.constant("boolean" as const) }),
      fc.record({ ...common, type: fc.constant("constant" as const), value: fc.constantFrom(1, "x") }),
      fc.record({ ...common, type: fc.constant("group" as const), fields }),
      fc.record({ ...common, type: fc.constant("list" as const), item: inner.map((one) => ({ ...one, key: "" }) as FormField) }),
      fc.record({
        ...common,
        type: fc.constant("tuple" as const),
        items: fields.map((all) => all.map((one) => ({ ...one, key: "", required: true }))),
      }),
    ) as fc.Arbitrary<Omit<FormField, "key">>,
  };
});
const forms = fc
  .array(field, { maxLength: 4 })
  .map((all): Form => formOf(...all.map((one, index) => ({ ...one, key: `k${index}` }) as FormField)));

property.prop([forms])("Of any form, what it begins with lacks only what is to be filled in", (form) => {
  const values = again(form, startValues(form));
  expect(checkForm(form, values).filter(({ code }) => code !== "required")).toEqual([]);
});
