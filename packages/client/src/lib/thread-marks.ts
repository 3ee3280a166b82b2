// What a person marks chats with, and how a chat looks once it is marked: shown before the server has answered.
import type { ThreadSummary } from "@colloquy/protocol";
import type { EndpointInput } from "./api-client.ts";

/** What is to become of some chats. */
export type ThreadMarks = Omit<EndpointInput<"changeThreads">, "threadIds">;

/** The chat as the server will have it. */
export function withMarks(thread: ThreadSummary, marks: ThreadMarks, now: string): ThreadSummary {
  const { pinnedAt, archivedAt, deletedAt, folderId, tags, unread, ...rest } = thread;
  const since = (wanted: boolean | undefined, before: string | undefined) =>
    wanted === undefined ? before : wanted ? (before ?? now) : undefined;
  const pinned = since(marks.pinned, pinnedAt);
  const archived = since(marks.archived, archivedAt);
  const deleted = since(marks.deleted, deletedAt);
  const folder = marks.folderId === undefined ? folderId : (marks.folderId ?? undefined);
  const isUnread = marks.read === undefined ? unread : !marks.read;
  const tagged = withTags(tags ?? [], marks);
  return {
    ...rest,
    ...(pinned !== undefined && { pinnedAt: pinned }),
    ...(archived !== undefined && { archivedAt: archived }),
    ...(deleted !== undefined && { deletedAt: deleted }),
    ...(folder !== undefined && { folderId: folder }),
    ...(tagged.length > 0 && { tags: tagged }),
    ...(isUnread !== undefined && { unread: isUnread }),
  };
}

function withTags(tags: readonly string[], { addTags = [], removeTags = [] }: ThreadMarks): string[] {
  const left = tags.filter((tag) => !removeTags.includes(tag));
  return [...new Set([...left, ...addTags])].toSorted((a, b) => a.localeCompare(b));
}
