// Marks as both databases keep them: columns of the thread's row, beside its record, and rows for its tags.
import type { FolderId, TagCount, ThreadId, ThreadSummary } from "@colloquy/protocol";
import type { ThreadRow } from "../data-layer.ts";
import { toSummary } from "../thread-list.ts";
import {
  assertRoomForTags,
  boundedMarks,
  changedMarks,
  type ListedThread,
  type MarkChange,
  shelfOf,
  type ThreadMarks,
} from "../thread-marks.ts";

/** What is read of a thread's marks. */
export interface MarkColumns {
  readonly pinned_at: string | null;
  readonly archived_at: string | null;
  readonly deleted_at: string | null;
  readonly unread_at: string | null;
  readonly folder: string | null;
  /** The person's tags as a JSON list of JSON texts: the app's may be any string, and both stand in one table. Null for none. */
  readonly tags: string | null;
}

/** What is read of a thread for a list. */
export interface LineColumns extends MarkColumns {
  readonly record: string;
}

/** A thread whose marks are changed. */
export interface MarkedRow extends LineColumns {
  readonly pos: number;
  readonly id: ThreadId;
  readonly owner: string;
}

/** What becomes of a thread's marks. */
export interface RowChange {
  readonly row: MarkedRow;
  readonly marks: ThreadMarks;
  /** Whoever writes to it is fenced off. */
  readonly isFenced: boolean;
}

/** What a person's change makes of these rows: those of others, and deleted ones that it says nothing of, are passed over. */
export function changesOf(rows: readonly MarkedRow[], owner: string, change: MarkChange): RowChange[] {
  return rows
    .filter((row) => row.owner === owner && (row.deleted_at === null || change.deletedAt !== undefined))
    .map((row) => {
      const marks = boundedMarks(toMarks(row), change);
      return { row, marks, isFenced: marks.deletedAt !== undefined && row.deleted_at === null };
    });
}

/** These marks in the place of all there are. */
export function replacedBy(row: MarkedRow, { folderId, ...marks }: ThreadMarks, hasFolder: boolean): RowChange {
  const replaced = changedMarks({}, { ...marks, addTags: marks.tags, ...(hasFolder && { folderId }) });
  return { row, marks: replaced, isFenced: false };
}

export function toListed(row: MarkedRow): ListedThread {
  return { owner: row.owner, thread: toLine(row) };
}

/** As a list of tags shows them. */
export function toTagCounts(rows: readonly { readonly tag: string; readonly count: number }[]): TagCount[] {
  return rows.map(({ tag, count }) => ({ tag: fromTagColumn(tag), count })).sort((one, other) => (one.tag < other.tag ? -1 : 1));
}

/** Throws OVERLOADED for tags that would be too many; `known` are the columns of all the owner has. */
export function assertTagColumns(known: readonly { readonly tag: string }[], addTags: readonly string[], mostTags: number): void {
  assertRoomForTags(new Set(known.map(({ tag }) => fromTagColumn(tag))), addTags, mostTags);
}

export function toMarks(row: MarkColumns): ThreadMarks {
  const tags = toTags(row.tags);
  return {
    ...(row.pinned_at !== null && { pinnedAt: row.pinned_at }),
    ...(row.archived_at !== null && { archivedAt: row.archived_at }),
    ...(row.deleted_at !== null && { deletedAt: row.deleted_at }),
    ...(row.unread_at !== null && { unreadAt: row.unread_at }),
    ...(row.folder !== null && { folderId: row.folder as FolderId }),
    ...(tags.length > 0 && { tags }),
  };
}

/** The values of the columns, in the order of `MARK_COLUMNS`. */
export function toMarkValues(marks: ThreadMarks) {
  const { pinnedAt = null, archivedAt = null, deletedAt = null, unreadAt = null, folderId = null } = marks;
  return [shelfOf(marks), pinnedAt, archivedAt, deletedAt, unreadAt, folderId] as const;
}

/** The columns that are written when marks change. */
export const MARK_COLUMNS = ["shelf", "pinned_at", "archived_at", "deleted_at", "unread_at", "folder"] as const;

export function toLine(row: LineColumns): ThreadSummary {
  return toSummary(JSON.parse(row.record) as ThreadRow, toMarks(row));
}

/** A tag as it is stored. */
export function toTagColumn(tag: string): string {
  return JSON.stringify(tag);
}

function fromTagColumn(column: string): string {
  return JSON.parse(column) as string;
}

function toTags(column: string | null): string[] {
  return column === null ? [] : (JSON.parse(column) as string[]).map(fromTagColumn).sort();
}
