// The first look at anything from outside: plain JSON of bounded depth, without keys that reach a prototype.
import { ChatError } from "./errors.ts";

/** How deep what a client sends may be. */
const MAX_DEPTH = 24;
/** What a server states may hold a view: each of its components stands two levels below the one around it. */
export const MAX_DEPTH_OF_SERVER = 96;
/** No client has a use for these, and code of an author that merges objects must not meet them. */
export const UNSAFE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
/** Data of an app may well have a "constructor" (of a house, of a racing car); only this one changes what it is put into. */
export const UNSAFE_KEYS_OF_SERVER: ReadonlySet<string> = new Set(["__proto__"]);

/** Throws BAD_REQUEST unless the value is plain JSON: no prototype-polluting keys, at most 24 levels deep. `undefined` counts as absent. */
export function assertPlainJson(value: unknown, depth = 0, unsafeKeys = UNSAFE_KEYS, maxDepth = MAX_DEPTH): void {
  if (value === null || typeof value !== "object") {
    assertPlainScalar(value);
    return;
  }
  if (depth >= maxDepth) throw new ChatError("BAD_REQUEST", `The value is nested more than ${maxDepth} levels deep.`);
  if (Array.isArray(value)) {
    for (const item of value) assertPlainJson(item, depth + 1, unsafeKeys, maxDepth);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || Object.getOwnPropertySymbols(value).length > 0) throw notPlain();
  for (const key of Object.keys(value)) {
    if (unsafeKeys.has(key)) throw new ChatError("BAD_REQUEST", `The key "${key}" is not allowed.`);
    assertPlainJson((value as Record<string, unknown>)[key], depth + 1, unsafeKeys, maxDepth);
  }
}

function assertPlainScalar(value: unknown): void {
  const kind = typeof value;
  if (kind === "function" || kind === "symbol" || kind === "bigint" || (kind === "number" && !Number.isFinite(value))) throw notPlain();
}

function notPlain(): ChatError {
  return new ChatError("BAD_REQUEST", "Only plain JSON values are accepted.");
}
