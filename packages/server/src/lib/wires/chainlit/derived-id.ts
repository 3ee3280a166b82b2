// Ids of what their clients see and we do not keep.
import { createHash } from "node:crypto";

/** The same words give the same id, so that telling it twice shows it once. Shaped as a UUID of version 4. */
export function derivedId(words: string): string {
  const hex = createHash("sha256").update(words).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
