// What listing threads means, for every driver alike: the order, the cursor, and how a search compares.
import { ChatError, type ThreadSummary } from "@colloquy/protocol";
import type { ThreadRow } from "./data-layer.ts";

/** The place after a thread in a list that is ordered by `updatedAt`, then `id`, both falling. */
export interface ThreadCursor {
  readonly updatedAt: string;
  readonly id: string;
}

export function encodeCursor({ updatedAt, id }: ThreadCursor): string {
  return btoa(JSON.stringify([updatedAt, id]).replace(/[^ -~]/gu, escapeUnits));
}

/** Throws BAD_REQUEST for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): ThreadCursor {
  const parts = parse(cursor);
  if (Array.isArray(parts) && parts.length === 2) {
    const [updatedAt, id] = parts as unknown[];
    if (typeof updatedAt === "string" && typeof id === "string") return { updatedAt, id };
  }
  throw new ChatError("BAD_REQUEST", "This is not a cursor of a list of chats.", { fix: "Begin again without a cursor." });
}

/** Throws BAD_REQUEST unless a page of this size can be asked for. */
export function assertLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new ChatError("BAD_REQUEST", "A page of chats has at least one line.");
}

/** What a list shows of a thread. */
export function toSummary({ id, name, createdAt, updatedAt }: ThreadRow): ThreadSummary {
  return { id, ...(name !== undefined && { name }), createdAt, updatedAt };
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
