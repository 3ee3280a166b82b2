// The part of a data layer that walks over everything it holds, whoever owns it: for moving it elsewhere, and for what is done to all chats
// alike. Requests of people never come here.
import { ChatError, type ThreadId } from "@colloquy/protocol";
import { decodeParts, encodeParts } from "./cursor.ts";
import type { ThreadRow } from "./data-layer.ts";
import type { FileRow } from "./file-rows.ts";
import type { SignInRow, UserRow } from "./user-store.ts";

/** Which page of a walk. */
export interface WalkPage {
  /** Goes on behind the last row of the page that returned it. Without it the walk begins. */
  readonly after?: string | undefined;
  /** How many rows, at most. */
  readonly limit: number;
}

/**
 * Walking over all rows, in pages. Rows that are added or deleted meanwhile may be missed; none comes twice. What `after` is, is the driver's
 * affair; one that it did not make, or a limit below one, throws BAD_REQUEST.
 */
export interface DataWalk {
  /** All threads of all owners, in the order they were first written. */
  allThreads(page: WalkPage): Promise<{ readonly threads: readonly ThreadRow[]; readonly after?: string | undefined }>;
  /** All people, in an order of the driver's. */
  allUsers(page: WalkPage): Promise<{ readonly users: readonly UserRow[]; readonly after?: string | undefined }>;
  /** All sign-ins of a person, those that are revoked or too old included, by their ids. */
  signInsOf(userId: string): Promise<SignInRow[]>;
  /** All rows of files of a thread, by when they were made, then by their keys. */
  filesOf(threadId: ThreadId): Promise<FileRow[]>;
}

/** One more row than fits is read: only so it is known whether another page follows. */
export function toWalked<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => string,
): { readonly rows: readonly Row[]; readonly after: string | undefined } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, after: last !== undefined && rows.length > limit ? placeOf(last) : undefined };
}

/** A place in a walk, as the row there is called. */
export function encodeWalk(place: string): string {
  return encodeParts([place]);
}

/** Throws BAD_REQUEST for anything that `encodeWalk` did not make. */
export function decodeWalk(after: string): string {
  return decodeParts(after, 1, "rows")[0] ?? "";
}

/** The same, where rows are called by a number. */
export function toWalkedPlace(after: string): number {
  const place = Number(decodeWalk(after));
  if (Number.isSafeInteger(place)) return place;
  throw new ChatError("BAD_REQUEST", "This is not a place in a walk.", { fix: "Begin again without one." });
}
