// Fields of texts, numbers and files.
import { type FormField, patternReach, TEXT_FORMATS, type TextFormat } from "@colloquy/protocol";
import { formatOfPattern } from "./format-of-pattern.ts";
import type { JsonSchema } from "./json-schema.ts";

type Common = Pick<FormField, "key" | "label" | "description" | "placeholder" | "required" | "readOnly" | "nullable" | "default">;

/** What else libraries call a format. */
const OTHER_NAMES: Readonly<Record<string, TextFormat>> = {
  url: "uri",
  textarea: "multiline",
  datetime: "date-time",
  "idn-email": "email",
  iri: "uri",
  phone: "tel",
};

export function textField(common: Common, schema: JsonSchema): FormField {
  const { minLength, maxLength, pattern } = schema;
  const format = formatOf(schema);
  // A format has its own check. A pattern that would keep a person waiting is left to the schema.
  const patterns = [pattern, ...(schema.allOf ?? []).map((part) => part.pattern)].filter((one) => one !== undefined);
  const kept = format === undefined ? patterns.find((one) => one.length <= 2_000 && patternReach(one) > 0) : undefined;
  return {
    ...common,
    type: "text",
    ...(format && { format }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(kept !== undefined && { pattern: kept }),
  };
}

function formatOf({ format, input, pattern }: JsonSchema): TextFormat | undefined {
  for (const name of [input, format]) {
    if (typeof name !== "string") continue;
    const known = TEXT_FORMATS.find((one) => one === name) ?? OTHER_NAMES[name];
    if (known) return known;
  }
  return pattern === undefined ? undefined : formatOfPattern(pattern);
}

export function numberField(common: Common, schema: JsonSchema): FormField {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  // Without limits of its own, an integer's schema still names those of the number type.
  const bounded = (bound: number | undefined): bound is number => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return {
    ...common,
    type: "number",
    ...(schema.type === "integer" && { integer: true }),
    ...(bounded(minimum) && { min: minimum }),
    ...(bounded(maximum) && { max: maximum }),
    ...(bounded(exclusiveMinimum) && { above: exclusiveMinimum }),
    ...(bounded(exclusiveMaximum) && { below: exclusiveMaximum }),
    ...(multipleOf !== undefined && multipleOf > 0 && { step: multipleOf }),
  };
}

export function fileField(common: Common, schema: JsonSchema): FormField {
  const kinds = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(({ contentMediaType }) => contentMediaType ?? []);
  const { maxLength } = schema;
  return {
    ...common,
    type: "file",
    ...(kinds.length > 0 && { accept: [...new Set(kinds)] }),
    ...(maxLength !== undefined && { maxSizeMb: maxLength / 1024 / 1024 }),
  };
}
