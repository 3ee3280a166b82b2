// What listing threads means, for every driver alike: the order, the cursor, and how a search compares.
import { ChatError, type ThreadSummary } from "@colloquy/protocol";
import { decodeParts, encodeParts } from "./cursor.ts";
import type { ThreadRow } from "./data-layer.ts";
import { shownMarks, type ThreadMarks } from "./thread-marks.ts";

/** The place after a thread in a list that is ordered by its groups, then by `updatedAt`, then by `id`, both falling. */
export interface ThreadCursor {
  /** A shelf, or in a search how well it fits; the small numbers first. */
  readonly group: number;
  readonly updatedAt: string;
  readonly id: string;
}

export function encodeCursor({ group, updatedAt, id }: ThreadCursor): string {
  return encodeParts([String(group), updatedAt, id]);
}

/** Throws BAD_REQUEST for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): ThreadCursor {
  const [group = "", updatedAt = "", id = ""] = decodeParts(cursor, 3, "chats");
  if (!/^\d$/.test(group))
    throw new ChatError("BAD_REQUEST", "This is not a cursor of a list of chats.", { fix: "Begin again without a cursor." });
  return { group: Number(group), updatedAt, id };
}

/** How well a chat fits a search; the small numbers first. */
export const RANKS = { nameBegins: 0, name: 1, said: 2 } as const;

/** The rank of a chat by its folded name; the words are folded. */
export function rankOf(foldedName: string, words: readonly string[]): number {
  if (words.every((word) => ` ${foldedName}`.includes(` ${word}`))) return RANKS.nameBegins;
  return words.every((word) => foldedName.includes(word)) ? RANKS.name : RANKS.said;
}

/** Throws BAD_REQUEST unless a page of this size can be asked for. */
export function assertLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new ChatError("BAD_REQUEST", "A page of chats has at least one line.");
}

/** What a list shows of a thread. */
export function toSummary(
  { id, name, createdAt, updatedAt, waits, waitsUntil, tags }: Omit<ThreadRow, "owner" | "epoch">,
  marks: ThreadMarks = {},
): ThreadSummary {
  const waiting = waits && { waits, ...(waitsUntil !== undefined && { waitsUntil }) };
  return { id, ...(name !== undefined && { name }), createdAt, updatedAt, ...waiting, ...shownMarks(marks, tags) };
}

/** The same without the mark of questions whose time is over: nobody was there to take it away. */
export function withoutPast(summary: ThreadSummary, now: number): ThreadSummary {
  const { waits: _waits, waitsUntil, ...rest } = summary;
  return waitsUntil === undefined || Date.parse(waitsUntil) > now ? summary : rest;
}
