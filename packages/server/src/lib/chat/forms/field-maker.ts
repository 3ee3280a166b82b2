// One field for each part of a schema.
import { ChatError, type FieldOption, type FormField, type FormVariant } from "@colloquy/protocol";
import { type JsonSchema, plain, resolveRef } from "./json-schema.ts";
import { fileField, numberField, textField } from "./simple-fields.ts";
import { toLabel } from "./to-label.ts";

/** Deeper than this nobody fills in a form; what lies there is asked for as JSON. */
const DEEPEST = 7;
const UNSAFE = new Set(["__proto__", "constructor", "prototype"]);

/** Where a field stands. */
interface Spot {
  readonly key: string;
  readonly path: string;
  readonly required: boolean;
  readonly depth: number;
  /** Instead of a name made of the key. */
  readonly label?: string;
  /** The definitions that it stands in. */
  readonly within: readonly string[];
  /** What the asking code put there. */
  readonly given?: unknown;
}

type Scalar = FieldOption["value"];

export class FieldMaker {
  /** What references of the form stand for. */
  readonly definitions = new Map<string, FormField>();
  /** How many fields there are by now. */
  count = 0;
  readonly #place: string;
  readonly #root: JsonSchema;
  /** Definitions that stand in themselves. */
  readonly #wanted = new Set<string>();

  constructor(place: string, root: JsonSchema) {
    this.#place = place;
    this.#root = root;
  }

  /** The fields of the schema of a whole form; undefined when it is no object. */
  object(schema: JsonSchema, given: Readonly<Record<string, unknown>>): FormField[] | undefined {
    const { schema: target, within } = this.#follow(schema, ["#"]);
    if (!target.properties) return undefined;
    const fields = this.#properties(target, { key: "", path: "", required: true, depth: 0, within: [...within, "#"], given });
    // Each may want others.
    for (const name of this.#wanted) this.definitions.set(name, this.#definition(name));
    return fields;
  }

  #definition(name: string): FormField {
    const schema = name === "#" ? { ...this.#root, title: "" } : { $ref: name };
    const field = this.#item(schema, { key: "", path: "", required: true, depth: 0, within: name === "#" ? ["#"] : [] }, "", true);
    const { description: _, default: __, nullable: ___, readOnly: ____, ...bare } = field;
    return { ...bare, label: "" } as FormField;
  }

  /** What a reference stands for, and the names that were passed on the way. */
  #follow(given: JsonSchema, within: readonly string[]): { readonly schema: JsonSchema; readonly within: readonly string[] } {
    let schema = given;
    const passed = [...within];
    while (schema.$ref !== undefined && !passed.includes(schema.$ref)) {
      const { $ref, ...own } = schema;
      const target = resolveRef(this.#root, $ref);
      if (!target) return { schema: own, within: passed };
      passed.push($ref);
      schema = { ...target, ...own };
    }
    return { schema, within: passed };
  }

  #properties(schema: JsonSchema, spot: Spot): FormField[] {
    const required = new Set(schema.required);
    return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
      const path = spot.path === "" ? key : `${spot.path}.${key}`;
      if (UNSAFE.has(key))
        throw new ChatError("BAD_APP", `${this.#place}: no form can have a field called "${key}".`, { fix: "Choose another name." });
      const given = isRecord(spot.given) && Object.hasOwn(spot.given, key) ? spot.given[key] : undefined;
      const field = this.#field(property, { key, path, required: required.has(key), depth: spot.depth + 1, within: spot.within, given });
      return field ? [field] : [];
    });
  }

  /** Undefined for what must not be there. */
  #field(given: JsonSchema | boolean, spot: Spot): FormField | undefined {
    this.count += 1;
    // Standing in itself, a schema may name itself a million times over; nobody counts those.
    if (this.count > 5_000) return this.#json(typeof given === "boolean" ? {} : given, spot, false);
    if (given === true) return this.#json({}, spot, false);
    if (given === false || given.not !== undefined) {
      if (!spot.required) return undefined;
      throw new ChatError("BAD_APP", `${this.#place}: the field "${spot.path}" can hold nothing, and must be there.`, {
        fix: "Make it optional, or leave it out.",
      });
    }
    const outer = plain(given);
    const { schema: followed, within } = this.#follow(outer.schema, spot.within);
    if (followed.$ref !== undefined) return this.#reference(followed.$ref, followed, spot, outer.nullable);
    // A definition may be a union again.
    const inner = outer.schema === followed ? outer : plain(followed);
    return this.#typed(inner.schema, { ...spot, within }, outer.nullable || inner.nullable);
  }

  #reference(ref: string, schema: JsonSchema, spot: Spot, nullable: boolean): FormField {
    this.#wanted.add(ref);
    return { ...this.#common(schema, spot, nullable), type: "reference", to: ref };
  }

  #typed(schema: JsonSchema, spot: Spot, nullable: boolean): FormField {
    if (schema.const !== undefined || schema.enum) return this.#values(schema, spot, nullable);
    if (schema.anyOf && schema.format !== "binary") return this.#union(schema, spot, nullable);
    const common = this.#common(schema, spot, nullable);
    switch (schema.type) {
      case "string":
        return schema.format === "binary" ? fileField(common, schema) : textField(common, schema);
      case "number":
      case "integer":
        return numberField(common, schema);
      case "boolean":
        return { ...common, type: "boolean" };
      case "null":
        return { ...common, type: "constant", value: null };
      case "array":
        return this.#array(schema, spot, nullable);
      case "object":
        return this.#object(schema, spot, nullable);
      default:
        return schema.properties ? this.#object(schema, spot, nullable) : this.#json(schema, spot, nullable);
    }
  }

  #values(schema: JsonSchema, spot: Spot, nullable: boolean): FormField {
    const common = this.#common(schema, spot, nullable);
    const values = schema.enum ?? [schema.const];
    const [only] = values;
    // A box that can only be ticked is something to agree to; nobody agrees without doing so.
    if (values.length === 1 && typeof only === "boolean") return { ...common, type: "boolean", mustBe: only };
    if (values.length === 1 && spot.required && !nullable) return { ...common, type: "constant", value: only };
    if (!values.every(isScalar)) return this.#json(schema, spot, nullable);
    return { ...common, type: "choice", options: toOptions(values, schema.labels) };
  }

  #union(schema: JsonSchema, spot: Spot, nullable: boolean): FormField {
    const common = this.#common(schema, spot, nullable);
    const members = (schema.anyOf ?? []).map((one) => this.#follow(plain(one).schema, spot.within));
    const schemas = members.map((member) => member.schema);
    const options = schemas.map(optionsOf);
    if (options.every((some) => some !== undefined)) return { ...common, type: "choice", options: options.flat() };
    // Several ways to write a text are a text; the schema knows which.
    if (schemas.every(isText)) return textField(common, { type: "string", ...(schema.format !== undefined && { format: schema.format }) });
    const tag = tagOf(schemas);
    if (tag === undefined || spot.depth >= DEEPEST || members.some((member) => member.schema.$ref !== undefined))
      return this.#json(schema, spot, nullable);
    const variants = members.flatMap(({ schema: member, within }): FormVariant[] => {
      const { [tag]: mark, ...properties } = member.properties ?? {};
      const fields = this.#properties({ ...member, properties }, { ...spot, within });
      return constantsOf(mark).map((value) => ({
        value,
        label: member.title ?? String(value),
        ...(member.description !== undefined && { description: member.description }),
        fields,
      }));
    });
    return { ...common, type: "variants", tag, variants };
  }

  #array(schema: JsonSchema, spot: Spot, nullable: boolean): FormField {
    const common = this.#common(schema, spot, nullable);
    const { items, prefixItems, minItems, maxItems } = schema;
    if (spot.depth >= DEEPEST) return this.#json(schema, spot, nullable);
    if (prefixItems) {
      if (items !== undefined && items !== false) return this.#json(schema, spot, nullable);
      const places = prefixItems.map((item, index) => this.#item(item, spot, String(index + 1), index < (minItems ?? prefixItems.length)));
      return { ...common, type: "tuple", items: places };
    }
    if (items === undefined || typeof items === "boolean") return this.#json(schema, spot, nullable);
    const item = this.#item(items, spot, "", true);
    if (item.type === "choice" && !item.nullable)
      return {
        ...common,
        type: "choices",
        options: item.options,
        ...(minItems !== undefined && { min: minItems }),
        ...(maxItems !== undefined && { max: maxItems }),
      };
    if (item.type === "file")
      return {
        ...item,
        ...common,
        multiple: true,
        ...(minItems !== undefined && { minFiles: minItems }),
        ...(maxItems !== undefined && { maxFiles: maxItems }),
      };
    return { ...common, type: "list", item, ...(minItems !== undefined && { minItems }), ...(maxItems !== undefined && { maxItems }) };
  }

  #item(item: JsonSchema, spot: Spot, label: string, required: boolean): FormField {
    const field = this.#field(item, { ...spot, key: "", path: `${spot.path}[]`, label, required, depth: spot.depth + 1, given: undefined });
    if (field) return field;
    throw new ChatError("BAD_APP", `${this.#place}: the list "${spot.path}" can hold nothing.`, { fix: "Leave it out." });
  }

  #object(schema: JsonSchema, spot: Spot, nullable: boolean): FormField {
    const common = this.#common(schema, spot, nullable);
    if (spot.depth >= DEEPEST) return this.#json(schema, spot, nullable);
    const { properties, propertyNames, patternProperties, additionalProperties } = schema;
    if (properties && Object.keys(properties).length > 0) return { ...common, type: "group", fields: this.#properties(schema, spot) };
    const [pattern, ofPattern] = Object.entries(patternProperties ?? {})[0] ?? [];
    const values = ofPattern ?? additionalProperties;
    if (values === undefined || typeof values === "boolean") return this.#json(schema, spot, nullable);
    const names = propertyNames?.enum?.map(String);
    if (names) {
      const all = Object.fromEntries(names.map((name) => [name, values]));
      return { ...common, type: "group", fields: this.#properties({ ...schema, properties: all }, spot) };
    }
    const keyPattern = pattern ?? propertyNames?.pattern;
    const value = this.#item(values, spot, "", true);
    return { ...common, type: "record", value, ...(keyPattern !== undefined && keyPattern.length <= 2_000 && { keyPattern }) };
  }

  #json(schema: JsonSchema, spot: Spot, nullable: boolean): FormField {
    return { ...this.#common(schema, spot, nullable), type: "json" };
  }

  #common({ title, description, placeholder, examples, readOnly, default: first }: JsonSchema, spot: Spot, nullable: boolean) {
    const [example]: readonly unknown[] = Array.isArray(examples) ? examples : [];
    const hint = placeholder ?? example;
    return {
      key: spot.key,
      label: (title ?? spot.label ?? toLabel(spot.key)).slice(0, 500),
      ...(description !== undefined && { description: description.slice(0, 10_000) }),
      ...((typeof hint === "string" || typeof hint === "number") && { placeholder: String(hint).slice(0, 500) }),
      ...(spot.required && { required: true }),
      // Only what holds something can be there to be read: libraries say it also of types that code must not change.
      ...(readOnly && (spot.given ?? first) !== undefined && { readOnly }),
      ...(nullable && { nullable }),
      ...(first !== undefined && { default: first }),
    };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isText(schema: JsonSchema): boolean {
  return (schema.type === "string" && schema.format !== "binary") || typeof schema.const === "string";
}

function toOptions(values: readonly Scalar[], labels: unknown): FieldOption[] {
  const said = (typeof labels === "object" && labels !== null ? labels : {}) as Readonly<Record<string, unknown>>;
  return values.map((value) => {
    const label = said[String(value)];
    return { value, label: (typeof label === "string" && label) || String(value) || "–" };
  });
}

/** The choices that a member of a union stands for; undefined when it is more than constants. */
function optionsOf(schema: JsonSchema): FieldOption[] | undefined {
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (!values?.every(isScalar)) return undefined;
  const { title, description } = schema;
  return toOptions(values, schema.labels).map((option) => ({
    ...option,
    ...(title !== undefined && values.length === 1 && { label: title }),
    ...(description !== undefined && { description }),
  }));
}

/** The property that tells the objects of a union apart: a constant in each, and never the same. */
function tagOf(schemas: readonly JsonSchema[]): string | undefined {
  const [first, ...others] = schemas;
  if (!first?.properties || others.some(({ properties }) => !properties)) return undefined;
  return Object.keys(first.properties).find((key) => {
    const values = schemas.flatMap(({ properties, required }) => (required?.includes(key) ? constantsOf(properties?.[key]) : []));
    const inEach = schemas.every(({ properties }) => constantsOf(properties?.[key]).length > 0);
    return inEach && values.length >= schemas.length && new Set(values).size === values.length;
  });
}

function constantsOf(schema: JsonSchema | undefined): (string | number | boolean)[] {
  const values = schema?.enum ?? (schema?.const === undefined ? [] : [schema.const]);
  const fine = values.every((one) => typeof one === "string" || typeof one === "number" || typeof one === "boolean");
  return fine ? (values as (string | number | boolean)[]) : [];
}
