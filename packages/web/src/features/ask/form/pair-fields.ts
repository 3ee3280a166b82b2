// Short fields stand beside each other, two in a line.
import type { FormField } from "@colloquy/protocol";

export function pairFields(fields: readonly FormField[]): FormField[][] {
  const lines: FormField[][] = [];
  for (const field of fields) {
    const last = lines.at(-1);
    const [before] = last ?? [];
    if (last?.length === 1 && before && isShort(before) && isShort(field)) last.push(field);
    else lines.push([field]);
  }
  return lines;
}

function isShort(field: FormField): boolean {
  if (field.description !== undefined && field.description.length > 40) return false;
  switch (field.type) {
    case "number":
      return true;
    case "choice":
      // Otherwise all of them are in view, one below the other.
      return field.options.length > 4 || !field.required;
    case "text":
      return field.format === "date" || field.format === "time" || field.format === "date-time" || (field.maxLength ?? 1_000) <= 40;
    default:
      return false;
  }
}
