// What every driver may rely on: keys that all stores tell apart, and records that are JSON.
import { ChatError } from "@colloquy/protocol";

/**
 * Throws BAD_INPUT unless the string can be a key of a record: not empty, well-formed Unicode, no NUL. Databases cut strings
 * at a NUL and replace half a surrogate pair, so that two different keys could become one.
 */
export function assertKey(value: string, what: string): void {
  if (value !== "" && isPlainText(value)) return;
  throw new ChatError("BAD_INPUT", `${what} cannot be stored: it is empty or holds characters that are not valid Unicode text.`);
}

/** True for well-formed Unicode without NUL: what every database gives back as it was given. */
export function isPlainText(value: string): boolean {
  return !/[\p{Surrogate}\0]/u.test(value);
}

/** A record as JSON, which is also safe for texts that are not well-formed. Throws BAD_INPUT for what JSON cannot say. */
export function toRecordJson(value: unknown, what: string): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new ChatError("BAD_INPUT", `${what} cannot be stored: it holds a value that JSON cannot say.`, {
      cause,
      fix: "Keep to plain values in metadata and settings: no BigInt and no object that contains itself.",
    });
  }
}
