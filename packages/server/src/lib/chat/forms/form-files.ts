// The files in a filled in form: which they are, and the same values with files in them that can be read.
import { type FileKey, type Form, type FormField, formFileSchema } from "@colloquy/protocol";
import type { FileRow } from "../../data/file-rows.ts";
import type { ChatContext } from "../../session/context.ts";
import { StoredFile } from "./stored-file.ts";

type Replace = (key: FileKey) => unknown;

/** The values with something else in the place of each file. */
export function replaceFiles(form: Form, values: Readonly<Record<string, unknown>>, replace: Replace): Record<string, unknown> {
  return inFields(form, form.fields, values, replace);
}

/** The keys of all files in it. */
export function fileKeysIn(form: Form, values: Readonly<Record<string, unknown>>): FileKey[] {
  const keys: FileKey[] = [];
  replaceFiles(form, values, (key) => void keys.push(key));
  return keys;
}

/** The values as a schema knows them: each file a `File`, read from the store when somebody reads it. */
export async function openFiles(
  form: Form,
  values: Readonly<Record<string, unknown>>,
  { session }: Pick<ChatContext, "session">,
): Promise<Record<string, unknown>> {
  const rows = await rowsOf(form, values, { session });
  return replaceFiles(form, values, (key) => {
    const row = rows.find((one) => one.key === key);
    return row && new StoredFile(row, async () => (await session.services.files.open(session.threadId, key))?.read.stream);
  });
}

/** What the store knows of them. Throws NOT_FOUND for one that is not of this chat. */
export async function rowsOf(
  form: Form,
  values: Readonly<Record<string, unknown>>,
  { session }: Pick<ChatContext, "session">,
): Promise<readonly FileRow[]> {
  const keys = [...new Set(fileKeysIn(form, values))];
  return keys.length === 0 ? [] : session.services.files.findAll(session.threadId, keys);
}

function inFields(
  form: Form,
  fields: readonly FormField[],
  object: Readonly<Record<string, unknown>>,
  replace: Replace,
): Record<string, unknown> {
  const types = new Map(fields.map((field) => [field.key, field]));
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      const field = types.get(key);
      return [key, field ? inField(form, field, value, replace) : value];
    }),
  );
}

function inField(form: Form, field: FormField, value: unknown, replace: Replace): unknown {
  const within = (inner: FormField | undefined, one: unknown) => (inner ? inField(form, inner, one, replace) : one);
  switch (field.type) {
    case "file": {
      const one = (given: unknown) => {
        const { data } = formFileSchema.safeParse(given);
        return data ? replace(data.key) : given;
      };
      return Array.isArray(value) ? value.map(one) : one(value);
    }
    case "group":
      return isRecord(value) ? inFields(form, field.fields, value, replace) : value;
    case "variants": {
      const chosen = field.variants.find((variant) => isRecord(value) && variant.value === value[field.tag]);
      return isRecord(value) && chosen ? inFields(form, chosen.fields, value, replace) : value;
    }
    case "reference":
      return within(form.definitions?.[field.to], value);
    case "list":
      return Array.isArray(value) ? value.map((one: unknown) => within(field.item, one)) : value;
    case "tuple":
      return Array.isArray(value) ? value.map((one: unknown, index) => within(field.items[index], one)) : value;
    case "record":
      return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, within(field.value, one)])) : value;
    default:
      return value;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
