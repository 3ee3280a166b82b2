// A settings form drawn from a schema: any library whose schemas follow Standard Schema and can tell their JSON Schema.
import { ChatError, type SettingInput } from "@colloquy/protocol";
import { systemClock } from "../../clock.ts";
import { toLabel } from "../forms/to-label.ts";
import { judge } from "../judge.ts";
import { invalidValues } from "./settings-check.ts";

/** The part of Standard Schema and Standard JSON Schema that a form needs; zod, valibot and arktype have it. */
export interface FormSchema<Output = unknown> {
  /** What the standard asks of a schema; your library writes it. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
    readonly jsonSchema?: { readonly input: (options: { readonly target: "draft-2020-12" }) => Record<string, unknown> };
  };
}

type SchemaPath = readonly (PropertyKey | { readonly key: PropertyKey })[];

interface SchemaResult<Output> {
  readonly value?: Output;
  readonly issues?: readonly { readonly message: string; readonly path?: SchemaPath | undefined }[] | undefined;
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly maxLength?: number;
  readonly format?: string;
  /** Ours, given as metadata of the schema: which input to draw. */
  readonly input?: string;
  readonly placeholder?: string;
  readonly tooltip?: string;
}

/** True for a schema, as opposed to a list of inputs. */
export function isFormSchema(value: unknown): value is FormSchema {
  return (typeof value === "object" || typeof value === "function") && value !== null && "~standard" in value;
}

/**
 * The inputs of an object schema: a boolean is a switch, a number with both bounds a slider, an enum a menu, a list of an enum a
 * multi-select, a list of strings tags, a date a date picker. Metadata may say otherwise: `input: "radio"`, `"checkbox"`, `"multiline"`.
 *
 * @throws BAD_INPUT when the library cannot tell its JSON Schema, or a field has no input.
 */
export function inputsOfSchema(schema: FormSchema): SettingInput[] {
  const { jsonSchema, vendor } = schema["~standard"];
  if (!jsonSchema)
    throw new ChatError("BAD_INPUT", `Schemas of ${vendor} do not tell their JSON Schema, so no form can be drawn from them.`, {
      fix: "Use a version that implements Standard JSON Schema (zod 4.2 or newer does), or list the inputs with cl.input.",
    });
  const { properties } = jsonSchema.input({ target: "draft-2020-12" }) as JsonSchema;
  if (!properties) throw new ChatError("BAD_INPUT", "The schema of chat settings must be an object.");
  return Object.entries(properties).map(([id, property]) => toInput(id, property));
}

/** Validates with the schema. Throws INVALID_VALUES with the fields that are wrong. */
export async function validateWith<Output>(schema: FormSchema<Output>, values: unknown): Promise<Output> {
  const result = await judge(schema, values, systemClock);
  if (!result.issues) return result.value as Output;
  const fields = result.issues.map(({ message, path }) => {
    const [first] = path ?? [];
    return [String(typeof first === "object" ? first.key : (first ?? "")), message];
  });
  throw invalidValues(Object.fromEntries(fields));
}

function toInput(id: string, given: JsonSchema): SettingInput {
  const { schema, nullable } = unwrap(given);
  const { title, description, tooltip, placeholder } = { ...schema, ...given };
  const common = { id, label: title ?? toLabel(id), ...(description && { description }), ...(tooltip && { tooltip }) };
  const hint = placeholder ? { placeholder } : {};
  const initial = given.default ?? schema.default;
  const wish = given.input ?? schema.input;
  const choices = choicesOf(schema);
  if (choices) {
    const first = typeof initial === "string" ? initial : nullable ? null : (choices[0] ?? null);
    return { ...common, type: wish === "radio" ? "radio" : "select", items: toItems(choices), initial: first };
  }
  switch (schema.type) {
    case "boolean":
      return { ...common, type: wish === "checkbox" ? "checkbox" : "switch", initial: initial === true };
    case "integer":
    case "number":
      return toNumberInput(common, hint, schema, typeof initial === "number" ? initial : undefined, { nullable, wish });
    case "string":
      if (schema.format === "date") return { ...common, ...hint, type: "date", initial: typeof initial === "string" ? initial : null };
      return {
        ...common,
        ...hint,
        type: "text",
        initial: typeof initial === "string" ? initial : null,
        ...(wish === "multiline" && { multiline: true }),
        ...(schema.maxLength !== undefined && { maxLength: schema.maxLength }),
      };
    case "array":
      return toListInput(common, hint, schema, initial);
    default:
      throw new ChatError("BAD_INPUT", `The setting "${id}" has a type no input can be drawn for.`, {
        fix: "Use booleans, numbers, strings, enums, dates and lists of strings.",
      });
  }
}

type Common = Pick<SettingInput, "id" | "label" | "description" | "tooltip">;
type Hint = { readonly placeholder?: string };
type Wish = { readonly nullable: boolean; readonly wish: string | undefined };

function toNumberInput(
  common: Common,
  hint: Hint,
  schema: JsonSchema,
  initial: number | undefined,
  { nullable, wish }: Wish,
): SettingInput {
  const { minimum: min, maximum: max } = schema;
  const step = schema.multipleOf ?? (schema.type === "integer" ? 1 : undefined);
  // Without limits of its own, an integer's schema still names those of the number type.
  const bounded = (bound: number | undefined): bound is number => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  if (bounded(min) && bounded(max) && !nullable && wish !== "number")
    return { ...common, type: "slider", min, max, step: step ?? (max - min) / 100, initial: initial ?? min };
  return {
    ...common,
    ...hint,
    type: "number",
    initial: initial ?? null,
    ...(bounded(min) && { min }),
    ...(bounded(max) && { max }),
    ...(step !== undefined && { step }),
  };
}

function toListInput(common: Common, hint: Hint, schema: JsonSchema, initial: unknown): SettingInput {
  const days = schema.prefixItems;
  if (days?.length === 2 && days.every((day) => day.format === "date"))
    return { ...common, ...hint, type: "date-range", initial: Array.isArray(initial) ? (initial as [string, string]) : null };
  const first = Array.isArray(initial) ? initial.filter((one) => typeof one === "string") : [];
  const choices = schema.items && choicesOf(schema.items);
  if (choices) return { ...common, type: "multiselect", items: toItems(choices), initial: first };
  return { ...common, ...hint, type: "tags", initial: first };
}

function unwrap(schema: JsonSchema): { readonly schema: JsonSchema; readonly nullable: boolean } {
  const real = schema.anyOf?.filter((one) => one.type !== "null");
  if (real?.length === 1 && real[0]) return { schema: real[0], nullable: schema.anyOf?.length === 2 };
  if (Array.isArray(schema.type)) return { schema: { ...schema, type: schema.type.find((type) => type !== "null") }, nullable: true };
  return { schema, nullable: false };
}

function choicesOf(schema: JsonSchema): string[] | undefined {
  const all = schema.enum ?? (schema.anyOf?.every((one) => one.const !== undefined) ? schema.anyOf.map((one) => one.const) : undefined);
  return all?.every((one) => typeof one === "string") ? (all as string[]) : undefined;
}

function toItems(values: readonly string[]): { readonly label: string; readonly value: string }[] {
  return values.map((value) => ({ label: value, value }));
}
