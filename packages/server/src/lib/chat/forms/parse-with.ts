// The schema has the last word on what was filled in, and makes of it what the author works with.
import { toFieldPath } from "@colloquy/protocol";
import { invalidValues } from "../controls/settings-check.ts";
import type { AskSchema } from "./read-schema.ts";

/** True for a schema of any library. */
export function isSchema(value: unknown): value is AskSchema {
  return (typeof value === "object" || typeof value === "function") && value !== null && "~standard" in value;
}

/** What the schema makes of the values. Throws INVALID_VALUES with what is wrong, by the path of each field. */
export async function parseWith<Output>(schema: AskSchema<unknown, Output>, values: unknown): Promise<Output> {
  const result = await schema["~standard"].validate(values);
  if (!result.issues) return result.value as Output;
  const fields: Record<string, string> = {};
  for (const { message, path = [] } of result.issues) {
    const keys = path.map((part) => (typeof part === "object" ? part.key : part));
    // Of several things that are wrong with one field the first is enough to begin with.
    fields[toFieldPath(keys)] ??= message;
  }
  throw invalidValues(fields);
}
