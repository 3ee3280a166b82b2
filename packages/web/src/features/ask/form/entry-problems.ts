// What is wrong with what stands in a form, by the path of each field: what the form says of the values, and what only the page can see,
// because it never becomes a value.
import { checkForm, type FieldProblem, type Form, type FormField, type FormIssueCode, fieldPathIn } from "@colloquy/protocol";
import {
  type Entries,
  type Entry,
  type EntryContext,
  type GroupEntry,
  isJson,
  rowsOf,
  targetOf,
  toValues,
  type VariantsEntry,
} from "./entries.ts";

export interface EntryProblem extends Omit<FieldProblem, "code"> {
  readonly code: FormIssueCode | "json" | "twice";
}

export type Problems = ReadonlyMap<string, EntryProblem>;

/** In the order of the page. */
export function problemsOf(context: EntryContext, entries: Entries, initial: Readonly<Record<string, unknown>> | undefined): Problems {
  const { form } = context;
  const found = new Map<string, EntryProblem>();
  const say = (path: string, problem: EntryProblem) => !found.has(path) && found.set(path, problem);
  unsayable(form, form.fields, entries, "", say);
  for (const { path, ...problem } of checkForm(form, toValues(context, form.fields, entries), initial)) say(path, problem);
  const order = pathsOf(form, form.fields, entries, "");
  return new Map([...found].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other)));
}

/** What each field is called, with what it stands in: “Stops 2: Name”. */
export function namesOf(form: Form, entries: Entries, nameItem: (label: string, number: number) => string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  walk(form, form.fields, entries, "", (field, _, path) => {
    const parts = path.split(".");
    const last = parts.pop() ?? "";
    const parent = names.get(parts.join("."));
    const place = /^\d+$/.test(last) ? Number(last) + 1 : undefined;
    const own = field.label || (place === undefined ? last : "");
    if (parent === undefined) names.set(path, own);
    else if (own === "" && place !== undefined) names.set(path, nameItem(parent, place));
    else names.set(path, `${parent}: ${own}`);
  });
  return names;
}

/** Each field that has a value of its own, with what was sent of it, in the order of the page. */
export function leavesOf(
  form: Form,
  entries: Entries,
  values: Readonly<Record<string, unknown>>,
): readonly { readonly path: string; readonly field: FormField; readonly value: unknown }[] {
  const leaves: { path: string; field: FormField; value: unknown }[] = [];
  walk(form, form.fields, entries, "", (field, _, path) => leaves.push({ path, field, value: valueAt(values, path) }));
  return leaves;
}

/** What stands at the path of a field. */
export function valueAt(values: unknown, path: string): unknown {
  let value = values;
  for (const part of path === "" ? [] : path.split(".")) {
    const key = part.replaceAll("~1", ".").replaceAll("~0", "~");
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
}

/** The uploads that stand in fields. */
export function uploadsIn(form: Form, entries: Entries): ReadonlySet<string> {
  const ids = new Set<string>();
  walk(form, form.fields, entries, "", (field, entry) => {
    if (field.type === "file" && Array.isArray(entry)) for (const id of entry as string[]) ids.add(id);
  });
  return ids;
}

/** One of a list, by its place. */
export function itemName(label: string, number: number): string {
  return `${label} ${number}`;
}

type Say = (path: string, problem: EntryProblem) => void;

function unsayable(form: Form, fields: readonly FormField[], entries: Entries, path: string, say: Say): void {
  walk(form, fields, entries, path, (field, entry, at) => {
    if (field.type === "json" && typeof entry === "string" && !isJson(entry)) say(at, { code: "json" });
    if (field.type !== "record") return;
    const names = rowsOf(entry).map(({ name }) => name);
    for (const [index, name] of names.entries()) if (names.indexOf(name) < index) say(fieldPathIn(at, name), { code: "twice" });
  });
}

function pathsOf(form: Form, fields: readonly FormField[], entries: Entries, path: string): string[] {
  const paths: string[] = [];
  walk(form, fields, entries, path, (_, __, at) => paths.push(at));
  return paths;
}

type Visit = (field: FormField, entry: Entry, path: string) => void;

function walk(form: Form, fields: readonly FormField[], entries: Entries, path: string, visit: Visit): void {
  for (const field of fields) walkField(form, field, entries[field.key], fieldPathIn(path, field.key), visit);
}

function walkField(form: Form, field: FormField, entry: Entry, path: string, visit: Visit): void {
  visit(field, entry, path);
  switch (field.type) {
    case "group":
      if ((entry as GroupEntry | undefined)?.open) walk(form, field.fields, (entry as GroupEntry).fields, path, visit);
      break;
    case "reference":
      if ((entry as GroupEntry | undefined)?.open)
        walkField(form, targetOf(form, field), (entry as GroupEntry).fields["value"], path, visit);
      break;
    case "variants": {
      const { chosen, fields } = entry as VariantsEntry;
      const variant = field.variants.find(({ value }) => value === chosen);
      if (variant) walk(form, variant.fields, fields, path, visit);
      break;
    }
    case "list":
    case "tuple":
      for (const [index, row] of rowsOf(entry).entries()) {
        const item = field.type === "list" ? field.item : field.items[index];
        if (item) walkField(form, item, row.entry, fieldPathIn(path, index), visit);
      }
      break;
    case "record":
      for (const row of rowsOf(entry)) walkField(form, field.value, row.entry, fieldPathIn(path, row.name), visit);
      break;
    default:
  }
}
