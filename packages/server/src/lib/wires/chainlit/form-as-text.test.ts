// Forms that are answered in writing.
import type { Ask, FormField } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { formAsText, readForm } from "./form-as-text.ts";

function ask(fields: readonly FormField[], more: object = {}): Extract<Ask, { kind: "form" }> {
  return {
    kind: "form",
    id: "a",
    turnId: "t",
    stepId: "s",
    createdAt: "2026-01-01T00:00:00.000Z",
    deadlineAt: null,
    form: { fields },
    ...more,
  } as unknown as Extract<Ask, { kind: "form" }>;
}

const FIELDS: FormField[] = [
  { key: "name", label: "Your name", type: "text", required: true },
  { key: "age", label: "Age", type: "number" },
  { key: "news", label: "Newsletter", type: "boolean" },
  {
    key: "size",
    label: "Size",
    type: "choice",
    options: [
      { value: 1, label: "Small" },
      { value: 2, label: "Large" },
    ],
    description: "Of the shirt",
  },
  { key: "kind", label: "", type: "constant", value: "order" },
];

describe("a form that is answered in writing", () => {
  it("is put as lines to copy, with what may be chosen and what stands there already", () => {
    expect(formAsText(ask(FIELDS, { initial: { age: 36 }, skippable: true }), "en")).toBe(
      "- Size: Of the shirt Small | Large\n\n```\nYour name:\nAge: 36\nNewsletter:\nSize:\n```\n\n*Skip: —*",
    );
  });

  it("is read by labels or keys, each value as its field takes it, and what was there stays", () => {
    expect(readForm(ask(FIELDS, { initial: { age: 36 } }), "Your name: Ada: the first\nnews: yes\nSize: large\n", "en")).toEqual({
      kind: "form",
      values: { name: "Ada: the first", age: 36, news: true, size: 2, kind: "order" },
    });
    expect(readForm(ask(FIELDS.slice(0, 1)), "Ada", "en")).toEqual({ kind: "form", values: { name: "Ada" } });
  });

  it("is read as JSON where it is some, which is how lists and groups are put", () => {
    const list: FormField = { key: "tags", label: "Tags", type: "list", item: { key: "", label: "", type: "text" } };
    expect(formAsText(ask([list]), "en")).toBe('```json\n{\n  "tags": null\n}\n```');
    const fenced = '```json\n{ "tags": ["a"] }\n```';
    expect(readForm(ask([list]), fenced, "en")).toEqual({ kind: "form", values: { tags: ["a"] } });
  });

  it("is left out with a dash where that may be, and says which line it does not know", () => {
    expect(readForm(ask(FIELDS, { skippable: true }), "—", "en")).toEqual({ kind: "form", values: null });
    expect(() => readForm(ask(FIELDS), "Colour: blue", "en")).toThrowError(expect.objectContaining({ code: "INVALID_VALUES" }));
  });
});
