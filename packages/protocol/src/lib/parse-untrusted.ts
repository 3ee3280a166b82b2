// Parsing what a stranger sent. A check of a length compares whatever stands there, and an object whose `toString` is no function
// cannot be compared: zod throws a TypeError. Here it is what it means, a value that is not valid.
import * as z from "zod/mini";

/** As `safeParse`, and never throws. */
export function parseUntrusted<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.core.util.SafeParseResult<z.infer<Schema>> {
  try {
    return z.safeParse(schema, value);
  } catch {
    const issue = { code: "custom" as const, path: [], message: "Invalid input", input: value };
    return { success: false, error: new z.core.$ZodError([issue]) as z.core.$ZodError<z.infer<Schema>> };
  }
}
