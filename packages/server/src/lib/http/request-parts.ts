// Bodies and queries of Chainlit's routes: parsed where they enter, and refused in the shape their clients expect.
import { isChatError, parseUntrusted, toLanguageTag } from "@colloquy/protocol";
import type * as z from "zod/mini";
import { DEFAULT_LANGUAGE } from "../session/connection-request.ts";
import { Refusal } from "./errors.ts";
import type { HttpContext } from "./http-deps.ts";
import { readJson } from "./read-json.ts";

/** The body as what the schema makes of it; refuses with 422 and a list of what is wrong. */
export async function readBody<Schema extends z.ZodMiniType>(c: HttpContext, schema: Schema): Promise<z.infer<Schema>> {
  const body = await readJson(c).catch((error: unknown) => {
    throw isChatError(error) ? error : new Refusal(422, [{ type: "json_invalid", loc: ["body"], msg: "The body is not JSON." }]);
  });
  return parsePart(body, "body", schema);
}

/** The language of a query, `en-US` when it names none; refuses with 422 what is no language. */
export function readLanguage(c: HttpContext): string {
  const asked = c.req.query("language");
  const tag = asked === undefined ? DEFAULT_LANGUAGE : toLanguageTag(asked);
  if (tag !== undefined) return tag;
  throw new Refusal(422, [{ type: "string_pattern_mismatch", loc: ["query", "language"], msg: "This is no language tag." }]);
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
