// What an author hands over to become part of the record: checked where it is given, because a store or a page that refuses it
// later would refuse everything after it as well. Copied, so that what is changed afterwards shows after the next update.
import { assertPlainJson, ChatError, isUuid, type StepId } from "@colloquy/protocol";

/** The id of a step or an element; throws BAD_INPUT unless it is a UUID. */
export function givenId<Id extends string = StepId>(id: string, what: "id" | "parentId" | "forId"): Id {
  if (!isUuid(id))
    throw new ChatError("BAD_INPUT", `${what} must be a UUID, not "${id}".`, { fix: "Leave it out, or use crypto.randomUUID()." });
  return id.toLowerCase() as Id;
}

/** The instant in the form that all records use; throws BAD_INPUT for what is no date. */
export function givenTime(value: string): string {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) throw new ChatError("BAD_INPUT", `createdAt must be a date in ISO 8601, not "${value}".`);
  return at.toISOString();
}

/** A plain copy of an author's data: dates become text, functions are left out. Throws BAD_INPUT for what has no JSON. */
export function givenData(data: Readonly<Record<string, unknown>>, what: string): Record<string, unknown> {
  try {
    const copy = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
    // A house may have a "constructor"; only the depth and __proto__ matter to those who read it.
    assertPlainJson(copy, 0, new Set(["__proto__"]));
    return copy;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ChatError("BAD_INPUT", `${what} must be plain data: ${reason}`, {
      cause,
      fix: "Keep live objects in the user session instead.",
    });
  }
}
