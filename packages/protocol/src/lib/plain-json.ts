// The first look at anything from outside: plain JSON of bounded depth, without keys that reach a prototype.
import { ChatError } from "./errors.ts";

const MAX_DEPTH = 24;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/** Throws BAD_REQUEST unless the value is plain JSON: no prototype-polluting keys, at most 24 levels deep. */
export function assertPlainJson(value: unknown, depth = 0): void {
  if (value === null || typeof value !== "object") return;
  if (depth >= MAX_DEPTH) throw new ChatError("BAD_REQUEST", `The value is nested more than ${MAX_DEPTH} levels deep.`);
  if (Array.isArray(value)) {
    for (const item of value) assertPlainJson(item, depth + 1);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new ChatError("BAD_REQUEST", "Only plain JSON values are accepted.");
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key)) throw new ChatError("BAD_REQUEST", `The key "${key}" is not allowed.`);
    assertPlainJson((value as Record<string, unknown>)[key], depth + 1);
  }
}
