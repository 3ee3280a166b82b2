// What a handler or a provider returns, checked before it is believed: it may come from JavaScript, or out of somebody's database.
import { ChatError, parseUntrusted } from "@colloquy/protocol";
import * as z from "zod/mini";
import { isPlainText } from "../storable.ts";
import type { SignedInUser } from "./user.ts";

const name = z.string().check(z.minLength(1), z.maxLength(500), z.refine(isPlainText));
const personSchema = z.object({
  identifier: name,
  displayName: z.optional(z.nullable(z.string().check(z.maxLength(500)))),
  roles: z.optional(z.array(name).check(z.maxLength(100))),
  metadata: z.optional(z.record(z.string(), z.unknown())),
});

/** Throws BAD_INPUT, with the field that is wrong, unless this is a person or nobody. */
export function checkPerson(value: unknown, where: string): SignedInUser | null {
  if (value === null || value === undefined) return null;
  const { data, error } = parseUntrusted(personSchema, value);
  if (data) {
    const { displayName, ...person } = data;
    return { ...person, ...(displayName != null && { displayName }) };
  }
  const field = error.issues[0]?.path.map(String).join(".") || "the value itself";
  throw new ChatError("BAD_INPUT", `What ${where} returned is no person: ${field} is not valid.`, {
    cause: error,
    fix: "Return { identifier: string, displayName?, roles?: string[], metadata? }, or null to refuse.",
  });
}
