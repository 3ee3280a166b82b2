// What the files of an element were when it was made of them. Taken as they are read: a file that is saved while compilers are at work is another one than
// they have read, and a stamp taken afterwards would be that of a version which nobody has compiled.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** A short hash of each file, by its path. */
export type SourceStamp = ReadonlyMap<string, string>;

/** Whether the files are still what they were. */
export function isFresh(stamp: SourceStamp): boolean {
  return [...stamp].every(([file, hash]) => hashOf(readIfThere(file)) === hash);
}

export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}

function readIfThere(file: string): Uint8Array | string {
  try {
    return readFileSync(file);
  } catch {
    // Not there is a state like any other; making the file is a change.
    return "";
  }
}
