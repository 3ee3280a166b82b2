// What stands in a form before anybody has touched it: what the asking code gave, what the schema says, and the constants that nobody sees.
import type { Form, FormField } from "./form.ts";

/** The values a form begins with; what has no value yet is left out. */
export function startValues(form: Form, initial: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return objectOf(form.fields, initial);
}

/** What a field begins with; undefined when nothing stands in it. */
export function startValue(field: FormField, given: unknown = field.default): unknown {
  switch (field.type) {
    case "constant":
      return field.value;
    case "group": {
      const object = objectOf(field.fields, isRecord(given) ? given : {});
      // What nobody has to give is there only once something stands in it.
      return field.required || isRecord(given) ? object : undefined;
    }
    case "variants": {
      const chosen = isRecord(given) && field.variants.find(({ value }) => value === given[field.tag]);
      return chosen ? { ...objectOf(chosen.fields, given as Record<string, unknown>), [field.tag]: chosen.value } : undefined;
    }
    case "list":
      if (Array.isArray(given)) return given.map((one: unknown) => startValue(field.item, one));
      return field.required ? [] : undefined;
    case "tuple":
      if (Array.isArray(given) || field.required)
        return field.items.map((item, index) => startValue(item, Array.isArray(given) ? given[index] : undefined));
      return undefined;
    case "boolean":
      return given ?? (field.required && !field.nullable ? false : undefined);
    case "choices":
      return given ?? (field.required ? [] : undefined);
    case "record":
      return given ?? (field.required ? {} : undefined);
    default:
      return given;
  }
}

/** The values with those that nobody can change and a page may leave out: each stands as it was given, or as the schema says. */
export function withFixed(
  fields: readonly FormField[],
  values: Readonly<Record<string, unknown>>,
  initial: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const added = fields.flatMap((field) => {
    const { key } = field;
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    const first = Object.hasOwn(initial, key) ? initial[key] : undefined;
    const whole = value === undefined && field.readOnly ? startValue(field, first ?? field.default) : withFixedInside(field, value, first);
    return whole === value ? [] : [[key, whole] as const];
  });
  return Object.fromEntries([...Object.entries(values), ...added]);
}

function withFixedInside(field: FormField, value: unknown, initial: unknown): unknown {
  if (!isRecord(value)) return value;
  const first = isRecord(initial) ? initial : {};
  if (field.type === "group") return withFixed(field.fields, value, first);
  const chosen = field.type === "variants" && field.variants.find((variant) => variant.value === value[field.tag]);
  return chosen ? withFixed(chosen.fields, value, first) : value;
}

function objectOf(fields: readonly FormField[], given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = startValue(field, Object.hasOwn(given, field.key) ? given[field.key] : field.default);
      return value === undefined ? [] : [[field.key, value]];
    }),
  );
}

/** True for what a group, a record or a variant holds. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
