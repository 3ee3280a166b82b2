// The parts of JSON Schema that forms are drawn from, in the shape that every library's own way of writing them is brought into.

/** What a schema library writes; all of it is optional. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: unknown;
  readonly readOnly?: boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: unknown;
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly contentMediaType?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  /** Ours, given as metadata of the schema: which input to draw. */
  readonly input?: unknown;
  readonly placeholder?: unknown;
  /** Ours: what people read for the values of an enum. */
  readonly labels?: unknown;
}

/** A schema without what several libraries write each in their way. */
export interface PlainSchema {
  /** With one type, or none. */
  readonly schema: JsonSchema;
  readonly nullable: boolean;
}

/** What a reference stands for; undefined when there is no such definition. */
export function resolveRef(root: JsonSchema, ref: string): JsonSchema | undefined {
  if (ref === "#") return root;
  const [, place, name] = /^#\/(\$defs|definitions)\/(.+)$/.exec(ref) ?? [];
  if (place === undefined || name === undefined) return undefined;
  const key = name.replaceAll("~1", "/").replaceAll("~0", "~");
  return (place === "$defs" ? root.$defs : root.definitions)?.[key];
}

/** Brings a schema into its plainest shape: parts are joined, null is set apart, a union of one is that one. */
export function plain(given: JsonSchema): PlainSchema {
  const joined = given.allOf ? join(given, given.allOf) : given;
  // Kinds of a file differ only in what is said of them.
  if (joined.format === "binary")
    return { schema: plainType(joined), nullable: Array.isArray(joined.type) && joined.type.includes("null") };
  const { anyOf, oneOf, ...rest } = joined;
  const union = oneOf ?? anyOf;
  if (union) {
    const real = union.filter((one) => !isNull(one));
    const nullable = real.length < union.length;
    const [only] = real;
    if (real.length === 1 && only) {
      const inner = plain(only);
      return { schema: { ...inner.schema, ...rest }, nullable: nullable || inner.nullable };
    }
    return { schema: { ...rest, anyOf: real }, nullable };
  }
  if (joined.enum?.includes(null) && joined.enum.length > 1) {
    const { enum: values, ...others } = joined;
    return { schema: { ...plainType(others), enum: values.filter((value) => value !== null) }, nullable: true };
  }
  const schema = plainType(joined);
  return { schema, nullable: Array.isArray(joined.type) && joined.type.includes("null") && schema.type !== "null" };
}

/** A list of types without null is one type when one is left. */
function plainType(schema: JsonSchema): JsonSchema {
  if (!Array.isArray(schema.type)) return schema;
  const [first, ...others] = schema.type.filter((type) => type !== "null");
  const { type: _, ...rest } = schema;
  if (others.length > 0) return rest;
  return { ...rest, type: first ?? "null" };
}

function isNull(schema: JsonSchema): boolean {
  return schema.type === "null" || schema.const === null || (schema.enum?.length === 1 && schema.enum[0] === null);
}

function join(given: JsonSchema, parts: readonly JsonSchema[]): JsonSchema {
  const { allOf: _, ...own } = given;
  let whole: JsonSchema = {};
  for (const part of [...parts, own] as readonly JsonSchema[]) {
    const one = part.allOf ? join(part, part.allOf) : part;
    const properties = { ...whole.properties, ...one.properties };
    const required = [...(whole.required ?? []), ...(one.required ?? [])];
    whole = { ...whole, ...one, ...(Object.keys(properties).length > 0 && { properties }), ...(required.length > 0 && { required }) };
  }
  return whole;
}
