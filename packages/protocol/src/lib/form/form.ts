// A form as a person fills it in: made by the server from an app's schema, drawn by the page, checked on both sides. What stands in it is
// plain JSON in the shape of that schema.
import * as z from "zod/mini";
import { type FileKey, idSchema } from "../ids.ts";
import { hintSchema, labelSchema } from "../surface/short-text.ts";

/** How a text is entered. */
export const TEXT_FORMATS = ["email", "uri", "date", "date-time", "time", "password", "multiline", "tel", "uuid", "duration"] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** The most fields of one form, those of its groups and variants included. */
export const MAX_FIELDS = 500;

const key = z.string().check(z.maxLength(200));
const count = z.number().check(z.int(), z.nonnegative());

const common = {
  /** The property it fills, of the object it stands in; empty for the item of a list. */
  key,
  label: z.string().check(z.maxLength(500)),
  description: z.optional(hintSchema),
  placeholder: z.optional(z.string().check(z.maxLength(500))),
  required: z.optional(z.boolean()),
  readOnly: z.optional(z.boolean()),
  /** Nothing is a value of its own: null. */
  nullable: z.optional(z.boolean()),
  /** What stands in it at first. */
  default: z.optional(z.unknown()),
};

const optionSchema = z.object({
  /** A string, a number, a boolean or null. */
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  label: labelSchema,
  description: z.optional(hintSchema),
});
/** One value that a field can have. */
export type FieldOption = Readonly<z.infer<typeof optionSchema>>;
const options = z.array(optionSchema).check(z.maxLength(1_000));

const textField = z.object({
  ...common,
  type: z.literal("text"),
  format: z.optional(z.enum(TEXT_FORMATS)),
  minLength: z.optional(count),
  maxLength: z.optional(count),
  /** A regular expression of JavaScript, without flags but `u`. */
  pattern: z.optional(z.string().check(z.maxLength(2_000))),
});
const numberField = z.object({
  ...common,
  type: z.literal("number"),
  integer: z.optional(z.boolean()),
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  /** The ends themselves are not allowed. */
  above: z.optional(z.number()),
  below: z.optional(z.number()),
  step: z.optional(z.number().check(z.positive())),
});
const booleanField = z.object({
  ...common,
  type: z.literal("boolean"),
  /** The only value that is taken: what must be agreed to. */
  mustBe: z.optional(z.boolean()),
});
const choiceField = z.object({ ...common, type: z.literal("choice"), options });
const choicesField = z.object({ ...common, type: z.literal("choices"), options, min: z.optional(count), max: z.optional(count) });
const fileField = z.object({
  ...common,
  type: z.literal("file"),
  /** MIME types, with `*` for all of a kind. */
  accept: z.optional(z.array(z.string())),
  /** Its value is a list of files. */
  multiple: z.optional(z.boolean()),
  minFiles: z.optional(count),
  maxFiles: z.optional(count),
  /** How large each may be, in MiB. */
  maxSizeMb: z.optional(z.number()),
});
/** What no other kind can draw: JSON, as text. */
const jsonField = z.object({ ...common, type: z.literal("json") });
/** Always this value; not drawn. */
const constantField = z.object({ ...common, type: z.literal("constant"), value: z.unknown() });
/** The field of a definition of the form, which may stand within itself; drawn when it is opened. */
const referenceField = z.object({ ...common, type: z.literal("reference"), to: key });

/** What stands in a field of files: which one, and what it is. The server says what it is, whatever a client said. */
export const formFileSchema = z.object({
  key: idSchema<FileKey>(),
  name: z.string().check(z.maxLength(1_000)),
  mime: z.string().check(z.maxLength(200)),
  size: z.number().check(z.nonnegative()),
});
/** A file in a filled in form. */
export type FormFile = Readonly<z.infer<typeof formFileSchema>>;

type Simple = z.infer<
  | typeof textField
  | typeof numberField
  | typeof booleanField
  | typeof choiceField
  | typeof choicesField
  | typeof fileField
  | typeof jsonField
  | typeof constantField
  | typeof referenceField
>;
type Common = Pick<Simple, keyof typeof common>;

/** One field of a form. */
export type FormField = Readonly<
  | Simple
  /** An object within the object. */
  | (Common & { readonly type: "group"; readonly fields: readonly FormField[] })
  /** A list whose places each have a field of their own. */
  | (Common & { readonly type: "tuple"; readonly items: readonly FormField[] })
  /** As many as the person adds. */
  | (Common & { readonly type: "list"; readonly item: FormField; readonly minItems?: number; readonly maxItems?: number })
  /** Values by names that the person chooses. */
  | (Common & { readonly type: "record"; readonly value: FormField; readonly keyPattern?: string })
  /** One of several objects, told apart by the constant in `tag`. */
  | (Common & { readonly type: "variants"; readonly tag: string; readonly variants: readonly FormVariant[] })
>;
export type FormFieldType = FormField["type"];

/** One shape of a field of variants. */
export interface FormVariant {
  readonly value: string | number | boolean;
  readonly label: string;
  readonly description?: string;
  readonly fields: readonly FormField[];
}

export const formFieldSchema: z.ZodMiniType<FormField> = z.lazy(() =>
  z.discriminatedUnion("type", [
    textField,
    numberField,
    booleanField,
    choiceField,
    choicesField,
    fileField,
    jsonField,
    constantField,
    referenceField,
    z.object({ ...common, type: z.literal("group"), fields }),
    z.object({ ...common, type: z.literal("tuple"), items: fields }),
    z.object({ ...common, type: z.literal("list"), item: formFieldSchema, minItems: z.optional(count), maxItems: z.optional(count) }),
    z.object({
      ...common,
      type: z.literal("record"),
      value: formFieldSchema,
      keyPattern: z.optional(z.string().check(z.maxLength(2_000))),
    }),
    z.object({
      ...common,
      type: z.literal("variants"),
      tag: key,
      variants: z
        .array(
          z.object({
            value: z.union([z.string(), z.number(), z.boolean()]),
            label: labelSchema,
            description: z.optional(hintSchema),
            fields,
          }),
        )
        .check(z.maxLength(100)),
    }),
  ]),
) as z.ZodMiniType<FormField>;
const fields = z.array(formFieldSchema).check(z.maxLength(MAX_FIELDS));

const sectionSchema = z.object({
  label: labelSchema,
  description: z.optional(hintSchema),
  /** The keys of the fields at the top that stand in it, in order. */
  keys: z.array(key).check(z.maxLength(MAX_FIELDS)),
});
/** Some fields of a form, under a heading. */
export type FormSection = Readonly<z.infer<typeof sectionSchema>>;

export const formSchema = z.object({
  fields,
  /** One after the other, each checked before the next. */
  steps: z.optional(z.array(sectionSchema).check(z.maxLength(50))),
  /** All at once, under headings. */
  groups: z.optional(z.array(sectionSchema).check(z.maxLength(50))),
  /** What fields of type `reference` stand for. */
  definitions: z.optional(z.record(z.string(), formFieldSchema)),
});
/** What a person fills in. */
export type Form = Readonly<z.infer<typeof formSchema>>;
