// Ids that Chainlit has none of, or none that can be one here: the same words give the same id, so that a second import finds the first.
import { createHash } from "node:crypto";
import { isUuid } from "@colloquy/protocol";

/** Shaped as a UUID of version 4. */
export function derivedId<Id extends string>(words: string): Id {
  const hex = createHash("sha256").update(words).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as string as Id;
}

/** Their id, where it is a UUID. */
export function sameId<Id extends string>(id: string): Id {
  return isUuid(id) ? (id.toLowerCase() as string as Id) : derivedId(`chainlit ${id}`);
}
