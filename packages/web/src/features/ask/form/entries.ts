// What stands in the fields of a form while a person fills it in. It is not what is sent: a number may be half written, a list has rows that
// keep their place on the page while they move, and what is empty is still a field.
import { type Form, type FormField, type FormFile, newId, startValue } from "@colloquy/protocol";

/** Of a field: a text, a number (NaN for words that are none), true or false, a choice, or one of the shapes below. Undefined: nothing. */
export type Entry = unknown;
export type Entries = Readonly<Record<string, Entry>>;

/** An object: closed when there is none. */
export interface GroupEntry {
  readonly open: boolean;
  readonly fields: Entries;
}
/** One object of several shapes. */
export interface VariantsEntry {
  readonly chosen: string | number | boolean | undefined;
  readonly fields: Entries;
}
/** A row of a list or of a record; its id is of this page. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly entry: Entry;
}
export interface RowsEntry {
  readonly rows: readonly Row[];
}

/** What becomes of entries needs to know the definitions, and the files. */
export interface EntryContext {
  readonly form: Form;
  readonly fileOf: (uploadId: string) => FormFile | undefined;
}

/** A row with an id of its own. */
export function toRow(entry: Entry, name = ""): Row {
  return { id: newId(), name, entry };
}

/** The entries of an object's fields, with what it holds already. */
export function toEntries(form: Form, fields: readonly FormField[], object: unknown): Entries {
  return Object.fromEntries(
    fields.map((field) => {
      const given = isRecord(object) && Object.hasOwn(object, field.key) ? object[field.key] : startValue(field);
      return [field.key, toEntry(form, field, given)];
    }),
  );
}

/** The entry of a field that holds this value. */
export function toEntry(form: Form, field: FormField, value: unknown): Entry {
  switch (field.type) {
    case "group":
      return { open: value !== undefined && value !== null, fields: toEntries(form, field.fields, value) } satisfies GroupEntry;
    case "reference": {
      // Its fields are made when it is opened: it may stand in itself.
      if (value === undefined || value === null) return { open: false, fields: {} } satisfies GroupEntry;
      return { open: true, fields: { value: toEntry(form, targetOf(form, field), value) } } satisfies GroupEntry;
    }
    case "variants": {
      const chosen = field.variants.find((one) => isRecord(value) && one.value === value[field.tag]);
      return { chosen: chosen?.value, fields: chosen ? toEntries(form, chosen.fields, value) : {} } satisfies VariantsEntry;
    }
    case "list":
      return { rows: (Array.isArray(value) ? value : []).map((one) => toRow(toEntry(form, field.item, one))) } satisfies RowsEntry;
    case "tuple":
      return {
        rows: field.items.map((item, index) => toRow(toEntry(form, item, Array.isArray(value) ? value[index] : startValue(item)))),
      } satisfies RowsEntry;
    case "record":
      return {
        rows: Object.entries(isRecord(value) ? value : {}).map(([name, one]) => toRow(toEntry(form, field.value, one), name)),
      } satisfies RowsEntry;
    case "json":
      return value === undefined ? "" : JSON.stringify(value, undefined, 2);
    case "file":
    case "choices":
      return Array.isArray(value) ? value : [];
    default:
      return value ?? undefined;
  }
}

/** The field that a reference stands for. */
export function targetOf(form: Form, field: Extract<FormField, { type: "reference" }>): FormField {
  const target = form.definitions?.[field.to];
  return target && target.type !== "reference" ? target : { key: "", label: "", type: "json" };
}

/** What would be sent of these fields. */
export function toValues(context: EntryContext, fields: readonly FormField[], entries: Entries): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = toValue(context, field, entries[field.key]);
      return value === undefined ? [] : [[field.key, value]];
    }),
  );
}

/** What would be sent of one field; undefined when it is left out. */
export function toValue(context: EntryContext, field: FormField, entry: Entry): unknown {
  const nothing = field.nullable && field.required ? null : undefined;
  switch (field.type) {
    case "constant":
      return field.value;
    case "group": {
      const group = entry as GroupEntry | undefined;
      return group?.open ? toValues(context, field.fields, group.fields) : nothing;
    }
    case "reference": {
      const group = entry as GroupEntry | undefined;
      return group?.open ? toValue(context, { ...targetOf(context.form, field), required: true }, group.fields["value"]) : nothing;
    }
    case "variants": {
      const { chosen, fields } = (entry ?? { chosen: undefined, fields: {} }) as VariantsEntry;
      const variant = field.variants.find(({ value }) => value === chosen);
      return variant ? { ...toValues(context, variant.fields, fields), [field.tag]: variant.value } : nothing;
    }
    case "list": {
      const list = rowsOf(entry).map((row) => toValue(context, { ...field.item, required: true }, row.entry) ?? null);
      return list.length > 0 || field.required ? list : nothing;
    }
    case "tuple": {
      const places = field.items.map((item, index) => toValue(context, item, rowsOf(entry)[index]?.entry));
      const last = places.findLastIndex((one) => one !== undefined);
      if (last < 0 && !field.required) return nothing;
      // JSON has no gaps, but it may end early.
      return places.slice(0, last + 1).map((one) => one ?? null);
    }
    case "record": {
      const named = rowsOf(entry).map(
        (row) => [row.name, toValue(context, { ...field.value, required: true }, row.entry) ?? null] as const,
      );
      return named.length > 0 || field.required ? Object.fromEntries(named) : nothing;
    }
    case "json":
      return typeof entry === "string" && entry.trim() !== "" ? toJson(entry) : nothing;
    case "file": {
      const files = (Array.isArray(entry) ? (entry as string[]) : []).flatMap((id) => context.fileOf(id) ?? []);
      if (field.multiple) return files.length > 0 || field.required ? files : nothing;
      return files[0] ?? nothing;
    }
    case "choices": {
      const chosen = Array.isArray(entry) ? (entry as unknown[]) : [];
      return chosen.length > 0 || field.required ? chosen : nothing;
    }
    case "text":
      // Who empties a field that begins with words means no words.
      if (entry === "" || entry === undefined) return typeof field.default === "string" && !field.required ? "" : nothing;
      return entry;
    default:
      return entry ?? nothing;
  }
}

export function rowsOf(entry: Entry): readonly Row[] {
  return (entry as RowsEntry | undefined)?.rows ?? [];
}

/** Words that are no JSON are none: undefined, which is told apart by `isJson`. */
function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** False for words that are no JSON. */
export function isJson(text: string): boolean {
  return text.trim() === "" || toJson(text) !== undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
