// The part of a data layer that keeps what people do with their list of chats: what is pinned, put away, sorted, unread or deleted. These are
// marks of the person and no facts of the conversation: no session fences them, and of two changes the later one holds.
import { ChatError, type Folder, type FolderId, type TagCount, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import { assertKey } from "../storable.ts";

/** All marks of a chat. Times are those of `Date.toISOString`. */
export interface ThreadMarks {
  readonly pinnedAt?: string | undefined;
  readonly archivedAt?: string | undefined;
  readonly deletedAt?: string | undefined;
  /** Since when there is something that nobody has looked at. */
  readonly unreadAt?: string | undefined;
  /** Of a folder of the same owner. */
  readonly folderId?: FolderId | undefined;
  /** The person's; those of the app are in the thread's row. */
  readonly tags?: readonly string[] | undefined;
}

/** What is to become of the marks: null takes one away, and what is not named stays. */
export interface MarkChange {
  readonly pinnedAt?: string | null | undefined;
  readonly archivedAt?: string | null | undefined;
  /** Deleting a chat also fences off whoever writes to it: its epoch is one higher then. */
  readonly deletedAt?: string | null | undefined;
  readonly unreadAt?: string | null | undefined;
  /** A folder that is not the owner's throws NOT_FOUND, and nothing is changed. */
  readonly folderId?: FolderId | null | undefined;
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
}

/** A chat as its owner's list shows it. */
export interface ListedThread {
  readonly owner: string;
  readonly thread: ThreadSummary;
}

/** Chats of anybody, for the sweep; walk on with the last of them. */
export interface OldThreads {
  /** `deleted`: those that were deleted before; `unused`: those that were last updated before, without the pinned ones. */
  readonly which: "deleted" | "unused";
  /** A time as `Date.toISOString` writes it. */
  readonly before: string;
  readonly limit: number;
}

/** What a sweep remembers of its clock, so that one that jumped ahead deletes nothing. Times are those of `Date.toISOString`. */
export interface SweepNote {
  /** When the clock was last believed. */
  readonly believedAt: string;
  /** By that clock: since when it is not. */
  readonly doubtedAt?: string | undefined;
}

/** Marks, folders and tags. `DataLayer.listThreads` orders and filters by them, and rows of a thread go and move with it. */
export interface ThreadMarkStore {
  /**
   * Changes those of the chats that are stored and the owner's; others are passed over, and so are deleted ones, unless the change says
   * something of `deletedAt`. Returns those it changed, as a list shows them then, in no order. A chat that is deleted already stays deleted
   * since it was. With `mostTags`, tags that the owner has nowhere yet, deleted chats and the app's tags counted too, throw OVERLOADED when there
   * would be more of them, however many are added at once.
   */
  change(owner: string, threadIds: readonly ThreadId[], change: MarkChange, mostTags?: number): Promise<ThreadSummary[]>;
  /** Deletes all chats of an owner that are not deleted yet. Returns how many. */
  deleteAll(owner: string, deletedAt: string): Promise<number>;
  /** Some chats of anybody as lists show them, deleted ones too; what is not stored is left out. In no order. */
  listed(threadIds: readonly ThreadId[]): Promise<ListedThread[]>;
  /** Which chats the sweep may remove, the oldest first. */
  oldThreads(query: OldThreads): Promise<ThreadId[]>;
  /**
   * What the last sweep of any process noted; undefined before the first. Without these two a clock that is wrong is noticed only while the
   * process lasts that knew it right.
   */
  sweepNote?(): Promise<SweepNote | undefined>;
  /** Puts this note in the place of the last one. */
  noteSweep?(note: SweepNote): Promise<void>;
  /** Everything that is marked on a chat, to copy it; undefined when it is not stored. */
  ofThread(threadId: ThreadId): Promise<ThreadMarks | undefined>;
  /** Puts these marks in the place of all there are, and fences nobody off; a folder that is not there is left out. Nothing, when the chat is not stored. */
  put(threadId: ThreadId, marks: ThreadMarks): Promise<void>;
  /** How many chats have each tag, those of the app too, without deleted chats; in the order of their characters. */
  listTags(owner: string): Promise<TagCount[]>;
  /** All folders of an owner, the first made first. */
  listFolders(owner: string): Promise<Folder[]>;
  /**
   * Makes a folder, or gives the one with this id its name. One of somebody else throws NOT_FOUND. With `most`, a new one throws OVERLOADED
   * when the owner has so many, however many are made at once.
   */
  putFolder(owner: string, folder: Folder, most?: number): Promise<void>;
  /** The chats in it stay, without a folder. False when the owner has no such folder. */
  removeFolder(owner: string, folderId: FolderId): Promise<boolean>;
}

/** What a change makes of marks. */
export function changedMarks(marks: ThreadMarks, change: MarkChange): ThreadMarks {
  const next = <Key extends keyof ThreadMarks & keyof MarkChange>(key: Key) => {
    const wish = change[key];
    return wish === undefined ? marks[key] : (wish ?? undefined);
  };
  const removed = new Set(change.removeTags);
  const tags = [...new Set([...(marks.tags ?? []).filter((tag) => !removed.has(tag)), ...(change.addTags ?? [])])];
  return withoutAbsent({
    pinnedAt: next("pinnedAt"),
    archivedAt: next("archivedAt"),
    deletedAt: change.deletedAt && marks.deletedAt !== undefined ? marks.deletedAt : next("deletedAt"),
    unreadAt: next("unreadAt"),
    folderId: next("folderId"),
    tags: tags.length > 0 ? tags.sort() : undefined,
  });
}

/** The most tags that a person gives to one chat: each of them comes with every line of a list. */
export const MOST_TAGS_OF_A_CHAT = 50;

/** The same for a change that a person makes. Throws OVERLOADED for one tag too many. */
export function boundedMarks(marks: ThreadMarks, change: MarkChange): ThreadMarks {
  const next = changedMarks(marks, change);
  const count = next.tags?.length ?? 0;
  if (count <= MOST_TAGS_OF_A_CHAT || count <= (marks.tags?.length ?? 0)) return next;
  throw new ChatError("OVERLOADED", `A chat may have ${MOST_TAGS_OF_A_CHAT} tags.`, { fix: "Take one of them off first." });
}

/** Whether the sweep may remove a chat: those that were deleted have a time of their own, and what is pinned is kept. */
export function isOld(
  { marks, updatedAt }: { readonly marks: ThreadMarks; readonly updatedAt: string },
  { which, before }: { readonly which: OldThreads["which"]; readonly before?: string | undefined },
): boolean {
  const since = which === "deleted" ? marks.deletedAt : (marks.pinnedAt ?? marks.deletedAt) ? undefined : updatedAt;
  return since !== undefined && (before === undefined || since < before);
}

/** The fields that a list shows of marks. */
export function shownMarks({ unreadAt, ...marks }: ThreadMarks, appTags: readonly string[] | undefined): Partial<ThreadSummary> {
  return withoutAbsent({
    ...marks,
    ...(marks.tags && { tags: [...marks.tags] }),
    ...(unreadAt !== undefined && { unread: true }),
    ...(appTags && appTags.length > 0 && { appTags: [...appTags] }),
  }) as Partial<ThreadSummary>;
}

/** Where in its owner's list a chat stands: the groups follow each other, and each is ordered by itself. */
export function shelfOf({ pinnedAt, archivedAt, deletedAt }: ThreadMarks): Shelf {
  if (deletedAt !== undefined) return SHELVES.deleted;
  if (archivedAt !== undefined) return SHELVES.archived;
  return pinnedAt === undefined ? SHELVES.plain : SHELVES.pinned;
}

/** Small numbers, as they are stored. */
export const SHELVES = { pinned: 0, plain: 1, archived: 2, deleted: 3 } as const;
/** One of the groups. */
export type Shelf = (typeof SHELVES)[keyof typeof SHELVES];

/** Which groups a query lists, in their order. */
export function shelvesOf(query: {
  readonly pinned?: boolean | undefined;
  readonly archived?: boolean | undefined;
  readonly deleted?: boolean | undefined;
  readonly search?: string | undefined;
}): readonly Shelf[] {
  if (query.deleted) return [SHELVES.deleted];
  if (query.archived) return [SHELVES.archived];
  if (query.pinned !== undefined) return [query.pinned ? SHELVES.pinned : SHELVES.plain];
  const isSearch = query.search !== undefined && query.search.trim() !== "" && query.archived === undefined;
  return isSearch ? [SHELVES.pinned, SHELVES.plain, SHELVES.archived] : [SHELVES.pinned, SHELVES.plain];
}

/** Throws BAD_REQUEST for a folder's name that no list could show, and BAD_INPUT for what is no id. */
export function assertFolder(owner: string, { id, name }: Folder): void {
  assertKey(owner, "The owner of a folder");
  assertKey(id, "The id of a folder");
  if (name.trim() !== "") return;
  throw new ChatError("BAD_REQUEST", "A folder needs a name with something in it.");
}

/** The error for one folder too many. */
export function tooManyFolders(most: number): ChatError {
  return new ChatError("OVERLOADED", `There are ${most} folders already.`, { fix: "Delete one that is not used any more." });
}

/** Throws OVERLOADED for tags that would be more than an owner may have; `known` are all they have. */
export function assertRoomForTags(known: ReadonlySet<string>, addTags: readonly string[], mostTags: number): void {
  const fresh = new Set(addTags.filter((tag) => !known.has(tag)));
  if (fresh.size > 0 && known.size + fresh.size > mostTags)
    throw new ChatError("OVERLOADED", `There are ${mostTags} tags already.`, {
      fix: "Take one off all its chats first, those that are deleted and can be brought back too.",
    });
}

/** The error for a folder that is not there, or another person's. */
export function noFolder(): ChatError {
  return new ChatError("NOT_FOUND", "This folder isn’t here. It may be deleted, or belong to another account.");
}

function withoutAbsent<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
