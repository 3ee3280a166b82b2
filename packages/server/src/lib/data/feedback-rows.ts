// Ratings on their way into a store and back, for every driver alike.
import { ChatError } from "@colloquy/protocol";
import { assertKey } from "../storable.ts";
import { decodeParts, encodeParts } from "./cursor.ts";
import type { FeedbackKey, FeedbackPage, FeedbackQuery, FeedbackRow } from "./feedback-store.ts";
import { assertLimit } from "./thread-list.ts";

/** Behind which rating a list goes on: when it was changed, and its place among those of the same instant. */
export interface FeedbackPlace {
  readonly updatedAt: string;
  readonly place: number;
}

/** Throws BAD_INPUT for keys that cannot be stored. */
export function assertFeedbackKey({ threadId, stepId, owner }: FeedbackKey): void {
  assertKey(threadId, "The id of a thread");
  assertKey(stepId, "The id of a step");
  assertKey(owner, "The owner of a rating");
}

/** What is kept of a rating beside its columns. */
export function toFeedbackJson({ tags, comment }: Pick<FeedbackRow, "tags" | "comment">): string {
  return JSON.stringify({ tags, ...(comment !== undefined && { comment }) });
}

export function notStored(): ChatError {
  return new ChatError("NOT_FOUND", "The message of this rating is not stored.");
}

/** Where a list begins. Throws BAD_REQUEST for an unknown cursor or a limit below one. */
export function firstPlace({ limit, since, cursor }: FeedbackQuery): FeedbackPlace {
  assertLimit(limit);
  if (since !== undefined) assertKey(since, "The instant of a list");
  const from = { updatedAt: since ?? "", place: 0 };
  if (cursor === undefined) return from;
  const [updatedAt = "", place = ""] = decodeParts(cursor, 2, "ratings");
  if (!/^\d{1,15}$/.test(place)) throw new ChatError("BAD_REQUEST", "This is not a cursor of a list of ratings.");
  assertKey(updatedAt, "The instant of a list");
  return updatedAt < from.updatedAt ? from : { updatedAt, place: Number(place) };
}

/** A page of what was found, which is one more than the limit where there are more. */
export function toFeedbackPage(found: readonly (FeedbackPlace & { readonly row: FeedbackRow })[], limit: number): FeedbackPage {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ row }) => row),
    ...(last && found.length > limit && { nextCursor: encodeParts([last.updatedAt, String(last.place)]) }),
  };
}
