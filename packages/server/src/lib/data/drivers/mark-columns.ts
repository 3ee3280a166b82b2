// Marks as both databases keep them: columns of the thread's row, beside its record, and rows for its tags.
import type { FolderId, ThreadSummary } from "@colloquy/protocol";
import type { ThreadRow } from "../data-layer.ts";
import { toSummary } from "../thread-list.ts";
import { shelfOf, type ThreadMarks } from "../thread-marks.ts";

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

export function fromTagColumn(column: string): string {
  return JSON.parse(column) as string;
}

function toTags(column: string | null): string[] {
  return column === null ? [] : (JSON.parse(column) as string[]).map(fromTagColumn).sort();
}
