// Where a list goes on, as one opaque string for every driver alike.
import { ChatError } from "@colloquy/protocol";

/** The place behind a row, as the texts that the list is ordered by. */
export function encodeParts(parts: readonly string[]): string {
  return btoa(JSON.stringify(parts).replace(/[^ -~]/gu, escapeUnits));
}

/** Throws BAD_REQUEST for anything that `encodeParts` did not make of so many. */
export function decodeParts(cursor: string, count: number, list: string): readonly string[] {
  const parts = parse(cursor);
  if (Array.isArray(parts) && parts.length === count && parts.every((part) => typeof part === "string")) return parts;
  throw new ChatError("BAD_REQUEST", `This is not a cursor of a list of ${list}.`, { fix: "Begin again without a cursor." });
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(atob(cursor));
  } catch {
    // Whatever it is, it is no cursor; the caller says so.
    return undefined;
  }
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
