// What listing threads means, for every driver alike: the order, the cursor, and how a search compares.
import { ChatError, type ThreadSummary } from "@colloquy/protocol";
import { decodeParts, encodeParts } from "./cursor.ts";
import type { ThreadRow } from "./data-layer.ts";

/** The place after a thread in a list that is ordered by `updatedAt`, then `id`, both falling. */
export interface ThreadCursor {
  readonly updatedAt: string;
  readonly id: string;
}

export function encodeCursor({ updatedAt, id }: ThreadCursor): string {
  return encodeParts([updatedAt, id]);
}

/** Throws BAD_REQUEST for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): ThreadCursor {
  const [updatedAt = "", id = ""] = decodeParts(cursor, 2, "chats");
  return { updatedAt, id };
}

/** Throws BAD_REQUEST unless a page of this size can be asked for. */
export function assertLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new ChatError("BAD_REQUEST", "A page of chats has at least one line.");
}

/** What a list shows of a thread. */
export function toSummary({ id, name, createdAt, updatedAt, waits }: ThreadRow): ThreadSummary {
  return { id, ...(name !== undefined && { name }), createdAt, updatedAt, ...(waits && { waits }) };
}
