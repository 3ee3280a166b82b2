// Bodies and queries of Chainlit's routes: parsed where they enter, and refused in the shape their clients expect.
import { isChatError, parseUntrusted } from "@colloquy/protocol";
import * as z from "zod/mini";
import { Refusal } from "./errors.ts";
import type { HttpContext } from "./http-deps.ts";
import { readJson } from "./read-json.ts";

const languageSchema = z.string().check(z.regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,4})?(-[a-zA-Z0-9]{2,8})?(-x-[a-zA-Z0-9]{1,8})?$/));

/** The body as what the schema makes of it; refuses with 422 and a list of what is wrong. */
export async function readBody<Schema extends z.ZodMiniType>(c: HttpContext, schema: Schema): Promise<z.infer<Schema>> {
  const body = await readJson(c).catch((error: unknown) => {
    throw isChatError(error) ? error : new Refusal(422, [{ type: "json_invalid", loc: ["body"], msg: "The body is not JSON." }]);
  });
  return parsePart(body, "body", schema);
}

/** The language of a query, `en-US` when it names none. */
export function readLanguage(c: HttpContext): string {
  return parsePart(c.req.query("language") ?? "en-US", "query.language", languageSchema);
}

export function parsePart<Schema extends z.ZodMiniType>(value: unknown, where: string, schema: Schema): z.infer<Schema> {
  const result = parseUntrusted(schema, value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ code, path, message }) => ({
    type: code,
    loc: [...where.split("."), ...path.map(String)],
    msg: message,
  }));
  throw new Refusal(422, problems);
}
