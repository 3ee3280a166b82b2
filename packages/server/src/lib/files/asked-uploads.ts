// While a question for files is open, files may be sent that the chat takes otherwise none of: the question says which, when it is answered, and
// a message is held to the rules of its chat when it is sent.
import type { Ask, FormField } from "@colloquy/protocol";
import type { UploadRules } from "../config/uploads.ts";

const MIB = 1024 * 1024;

/** The rules of a chat, as far as open questions widen them. */
export function whileAsked(rules: UploadRules, asks: Iterable<Ask>): UploadRules {
  const sizes = [...asks].flatMap((ask) => sizesOf(ask, rules));
  if (sizes.length === 0) return rules;
  return { ...rules, enabled: true, accept: ["*/*"], maxSize: Math.max(...sizes, rules.enabled ? rules.maxSize : 0) };
}

function sizesOf(ask: Ask, rules: UploadRules): number[] {
  if (ask.kind === "file") return [ask.maxSizeMb * MIB];
  if (ask.kind !== "form") return [];
  const { fields, definitions = {} } = ask.form;
  return [...fields, ...Object.values(definitions)].flatMap((field) => sizesOfField(field, rules));
}

/** Wherever in the form they stand; a definition of a form stands for itself. */
function sizesOfField(field: FormField, rules: UploadRules): number[] {
  if (field.type === "file") return [field.maxSizeMb === undefined ? rules.maxSize : field.maxSizeMb * MIB];
  return partsOf(field).flatMap((part) => sizesOfField(part, rules));
}

function partsOf(field: FormField): readonly FormField[] {
  switch (field.type) {
    case "group":
      return field.fields;
    case "tuple":
      return field.items;
    case "list":
      return [field.item];
    case "record":
      return [field.value];
    case "variants":
      return field.variants.flatMap(({ fields }) => fields);
    default:
      return [];
  }
}
