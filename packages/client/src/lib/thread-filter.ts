// Which of the caller's chats a list has, and in which order: as the server lists them, so that what it tells finds its place here.
import type { FolderId, ThreadSummary } from "@colloquy/protocol";

/** Which chats a list has. Without anything: those that are neither archived nor deleted. */
export interface ThreadFilter {
  /** Only those that are pinned, or only the others. */
  readonly pinned?: boolean;
  /** Those that are archived, instead of the others. */
  readonly archived?: boolean;
  /** Those that were deleted and can be brought back, instead of the others. */
  readonly deleted?: boolean;
  /** Those in this folder. */
  readonly folderId?: FolderId;
  /** Those with this tag, the person's or the app's. */
  readonly tag?: string;
}

/** Whether a list with this filter has the chat. */
export function isListed(thread: ThreadSummary, { pinned, archived = false, deleted = false, folderId, tag }: ThreadFilter): boolean {
  if ((thread.deletedAt !== undefined) !== deleted) return false;
  if (!deleted && (thread.archivedAt !== undefined) !== archived) return false;
  if (pinned !== undefined && (thread.pinnedAt !== undefined) !== pinned) return false;
  if (folderId !== undefined && thread.folderId !== folderId) return false;
  return tag === undefined || [...(thread.tags ?? []), ...(thread.appTags ?? [])].includes(tag);
}

/** The pinned ones first, then the last updated first; what was put away or deleted is pinned to nothing. */
export function isBefore(one: ThreadSummary, other: ThreadSummary): boolean {
  const [shelf, otherShelf] = [shelfOf(one), shelfOf(other)];
  if (shelf !== otherShelf) return shelf < otherShelf;
  return one.updatedAt === other.updatedAt ? one.id > other.id : one.updatedAt > other.updatedAt;
}

function shelfOf({ pinnedAt, archivedAt, deletedAt }: ThreadSummary): number {
  if (deletedAt !== undefined) return 3;
  if (archivedAt !== undefined) return 2;
  return pinnedAt === undefined ? 1 : 0;
}
