// The schema has the last word on what was filled in, and makes of it what the author works with.
import { toFieldPath } from "@colloquy/protocol";
import type { ChatContext } from "../../session/context.ts";
import { invalidValues } from "../controls/settings-check.ts";
import { judge } from "../judge.ts";
import type { AskSchema } from "./read-schema.ts";

/** Where the answer came. */
type Place = Pick<ChatContext, "session">;

/** True for a schema of any library. */
export function isSchema(value: unknown): value is AskSchema {
  return (typeof value === "object" || typeof value === "function") && value !== null && "~standard" in value;
}

/** What the schema makes of the values. Throws INVALID_VALUES with what is wrong, by the path of each field. */
export async function parseWith<Output>(schema: AskSchema<unknown, Output>, values: unknown, { session }: Place): Promise<Output> {
  const result = await judge(schema, values, session.services.clock);
  if (!result.issues) return result.value as Output;
  // A field may be called anything, also as something that every object has.
  const fields = new Map<string, string>();
  for (const { message, path = [] } of result.issues) {
    const at = toFieldPath(path.map((part) => (typeof part === "object" ? part.key : part)));
    // Of several things that are wrong with one field the first is enough to begin with.
    if (!fields.has(at)) fields.set(at, message);
  }
  throw invalidValues(Object.fromEntries(fields));
}
