// What is wrong with a filled in form, by the form alone. The page checks with it before it sends, the server when it is sent, so both say
// the same; what only the schema knows, the server's schema says afterwards.

import { fieldPathIn } from "./field-path.ts";
import {
  booleanProblem,
  choicesProblem,
  countProblem,
  type FieldProblem,
  fileProblem,
  numberProblem,
  textProblem,
} from "./field-problems.ts";
import type { Form, FormField } from "./form.ts";
import { isRecord, startValue } from "./form-values.ts";
import { fitsPattern } from "./tame-pattern.ts";

/** One thing that is wrong with a filled in form. */
export interface FormIssue extends FieldProblem {
  /** Of the field, as `toFieldPath` writes it. */
  readonly path: string;
}

/** More than this nobody reads. */
const MOST_ISSUES = 100;

/** What is wrong with these values; nothing when they can be given to the schema. `initial` is what read-only fields must keep. */
export function checkForm(
  form: Form,
  values: Readonly<Record<string, unknown>>,
  initial: Readonly<Record<string, unknown>> = {},
): FormIssue[] {
  const check = new Check(form);
  check.fields(form.fields, values, "", initial);
  return check.issues;
}

class Check {
  readonly issues: FormIssue[] = [];
  readonly #form: Form;

  constructor(form: Form) {
    this.#form = form;
  }

  fields(fields: readonly FormField[], object: Readonly<Record<string, unknown>>, path: string, initial: unknown, tag?: string): void {
    const known = new Set(fields.map(({ key }) => key));
    for (const key of Object.keys(object)) if (!known.has(key) && key !== tag) this.#say(fieldPathIn(path, key), { code: "unknown" });
    for (const field of fields) this.#field(field, valueIn(object, field.key), fieldPathIn(path, field.key), valueIn(initial, field.key));
  }

  #say(path: string, problem: FieldProblem | undefined): void {
    if (problem && this.issues.length < MOST_ISSUES) this.issues.push({ path, ...problem });
  }

  #field(field: FormField, value: unknown, path: string, initial?: unknown): void {
    if (field.readOnly) {
      const kept = startValue(field, initial ?? field.default);
      if (value !== undefined && !isSame(value, kept)) this.#say(path, { code: "fixed" });
      return;
    }
    if (value === null && field.nullable) return;
    // In these, null may be what is meant.
    if (value !== undefined && (value !== null || field.type === "constant" || field.type === "json")) {
      this.#value(field, value, path, initial);
      return;
    }
    if (field.required) this.#say(path, { code: field.type === "boolean" && field.mustBe ? "agree" : "required" });
    else if (value === null) this.#say(path, { code: "type" });
  }

  #value(field: FormField, value: unknown, path: string, initial: unknown): void {
    switch (field.type) {
      case "json":
        break;
      case "reference": {
        const target = this.#form.definitions?.[field.to];
        // One that stands for another says nothing more.
        if (target && target.type !== "reference") this.#value(target, value, path, undefined);
        break;
      }
      case "group":
      case "record":
      case "variants":
        if (isRecord(value)) this.#object(field, value, path, initial);
        else this.#say(path, { code: "type" });
        break;
      case "list":
      case "tuple":
        if (Array.isArray(value)) this.#list(field, value, path);
        else this.#say(path, { code: "type" });
        break;
      default:
        this.#say(path, problemOf(field, value));
    }
  }

  #object(
    field: Extract<FormField, { type: "group" | "record" | "variants" }>,
    value: Readonly<Record<string, unknown>>,
    path: string,
    initial: unknown,
  ): void {
    if (field.type === "group") {
      this.fields(field.fields, value, path, initial);
    } else if (field.type === "variants") {
      const chosen = field.variants.find((variant) => variant.value === value[field.tag]);
      if (chosen) this.fields(chosen.fields, value, path, initial, field.tag);
      else this.#say(path, { code: "choose" });
    } else {
      for (const [name, one] of Object.entries(value)) {
        const at = fieldPathIn(path, name);
        if (field.keyPattern !== undefined && fitsPattern(field.keyPattern, name) === false) this.#say(at, { code: "name" });
        this.#field({ ...field.value, required: true }, one, at);
      }
    }
  }

  #list(field: Extract<FormField, { type: "list" | "tuple" }>, value: readonly unknown[], path: string): void {
    if (field.type === "tuple") {
      this.#say(path, countProblem(value.length, undefined, field.items.length));
      for (const [index, item] of field.items.entries()) this.#field(item, value[index], fieldPathIn(path, index));
      return;
    }
    this.#say(path, countProblem(value.length, field.minItems, field.maxItems));
    for (const [index, one] of value.entries()) this.#field({ ...field.item, required: true }, one, fieldPathIn(path, index));
  }
}

type Container = "json" | "reference" | "group" | "record" | "variants" | "list" | "tuple";

function problemOf(field: Exclude<FormField, { type: Container }>, value: unknown): FieldProblem | undefined {
  switch (field.type) {
    case "text":
      return textProblem(field, value);
    case "number":
      return numberProblem(field, value);
    case "boolean":
      return booleanProblem(field, value);
    case "choice":
      return field.options.some((option) => option.value === value) ? undefined : { code: "choose" };
    case "choices":
      return choicesProblem(field, value);
    case "file":
      return fileProblem(field, value);
    case "constant":
      return isSame(value, field.value) ? undefined : { code: "fixed" };
    default:
      return field satisfies never;
  }
}

function valueIn(object: unknown, key: string): unknown {
  return isRecord(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Both have come as JSON, the one from the other: their keys stand in the same order. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
