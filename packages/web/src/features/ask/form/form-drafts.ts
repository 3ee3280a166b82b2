// What was typed into a form, kept on this device until the question is closed: a reload takes nothing. Words that are nobody else's are not kept.
import type { AskId, Form, FormField } from "@colloquy/protocol";
import { type Entries, type Entry, type GroupEntry, isRecord, rowsOf, targetOf, type VariantsEntry } from "./entries.ts";

const PREFIX = "colloquy:form:";

export interface FormDraft {
  readonly entries: Entries;
  readonly step: number;
}

export function readFormDraft(askId: AskId): FormDraft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + askId) ?? "null");
    if (!isRecord(kept) || !isRecord(kept["entries"])) return undefined;
    return { entries: kept["entries"], step: typeof kept["step"] === "number" ? kept["step"] : 0 };
  } catch {
    return undefined; // Storage may be forbidden; what was typed then lives as long as the page.
  }
}

export function writeFormDraft(askId: AskId, form: Form, { entries, step }: FormDraft): void {
  try {
    localStorage.setItem(PREFIX + askId, JSON.stringify({ entries: withoutSecrets(form, form.fields, entries), step }));
  } catch {
    // A full or forbidden storage costs what a reload would have kept, nothing that was sent.
  }
}

export function dropFormDraft(askId: AskId): void {
  try {
    localStorage.removeItem(PREFIX + askId);
  } catch {
    // Then nothing was kept either.
  }
}

/** Without passwords, which are nobody else's. */
export function withoutSecrets(form: Form, fields: readonly FormField[], entries: Entries): Entries {
  return Object.fromEntries(fields.map((field) => [field.key, withoutSecret(form, field, entries[field.key])]));
}

function withoutSecret(form: Form, field: FormField, entry: Entry): Entry {
  switch (field.type) {
    case "text":
      return field.format === "password" ? undefined : entry;
    case "group": {
      const group = entry as GroupEntry | undefined;
      return group && { ...group, fields: withoutSecrets(form, field.fields, group.fields) };
    }
    case "reference": {
      const group = entry as GroupEntry | undefined;
      if (!group?.open) return group;
      return { open: true, fields: { value: withoutSecret(form, targetOf(form, field), group.fields["value"]) } };
    }
    case "variants": {
      const object = entry as VariantsEntry | undefined;
      const chosen = field.variants.find(({ value }) => value === object?.chosen);
      return object && { ...object, fields: withoutSecrets(form, chosen?.fields ?? [], object.fields) };
    }
    case "list":
    case "record":
    case "tuple":
      return {
        rows: rowsOf(entry).map((row, index) => {
          const item = field.type === "list" ? field.item : field.type === "record" ? field.value : field.items[index];
          return item ? { ...row, entry: withoutSecret(form, item, row.entry) } : row;
        }),
      };
    default:
      return entry;
  }
}
