// What people do with their list of chats: marks, folders, tags, and deleting many. All of it is theirs alone: what is another's is passed over
// like what is not there.
import { ChatError, type Folder, type FolderId, newId, type TagCount, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import { isoNow } from "../clock.ts";
import { toShownName } from "../data/shown-name.ts";
import { type MarkChange, noFolder, type ThreadMarkStore } from "../data/thread-marks.ts";
import type { Caller } from "./caller.ts";
import type { HttpDeps } from "./http-deps.ts";

type Stores = Pick<HttpDeps, "dataLayer" | "registry" | "clock" | "config">;

/** The most folders, and the most names of tags, that somebody has. */
const MOST_FOLDERS = 1000;
const MOST_TAGS = 1000;

/** What is to become of some chats. */
export interface ThreadWish {
  readonly threadIds: readonly ThreadId[];
  readonly pinned?: boolean | undefined;
  readonly archived?: boolean | undefined;
  readonly folderId?: FolderId | null | undefined;
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
  readonly read?: boolean | undefined;
  readonly deleted?: boolean | undefined;
}

/** Marks the caller's chats among these. Throws NOT_FOUND when none is. */
export async function changeThreads(stores: Stores, caller: Caller, wish: ThreadWish): Promise<ThreadSummary[]> {
  const { marks, owner } = ownMarks(stores, caller);
  const now = isoNow(stores.clock);
  const { threadIds, pinned, archived, folderId, read, deleted } = wish;
  const [addTags, removeTags] = [toTags(wish.addTags), wish.removeTags];
  if (deleted) return deleteThreads(stores, owner, threadIds);
  const since = (wished: boolean | undefined) => (wished === undefined ? undefined : wished ? now : null);
  const change: MarkChange = {
    pinnedAt: since(pinned),
    archivedAt: since(archived),
    unreadAt: read === undefined ? undefined : read ? null : now,
    ...(deleted === false && { deletedAt: null }),
    folderId,
    addTags,
    removeTags,
  };
  const changed = await marks.change(owner, threadIds, change, MOST_TAGS);
  if (changed.length === 0) throw noThread();
  return stores.registry.withRunning(changed);
}

/** Deletes the caller's chats among these; they can be brought back. */
async function deleteThreads(
  { dataLayer, registry, config }: Stores,
  owner: string,
  threadIds: readonly ThreadId[],
): Promise<ThreadSummary[]> {
  const own = await ownAmong(dataLayer.marks, owner, threadIds);
  const there = own.filter(({ deletedAt }) => deletedAt === undefined);
  if (there.length === 0) throw noThread();
  if (config.keepDeletedDays === 0) {
    await Promise.all(there.map(({ id }) => registry.deleteThread(id)));
    return [];
  }
  await Promise.all(there.map(({ id }) => registry.putAway(owner, id)));
  return ownAmong(
    dataLayer.marks,
    owner,
    there.map(({ id }) => id),
  );
}

/** Deletes the caller's chats among these for good, those too that were deleted before. Throws NOT_FOUND when none is the caller's. */
export async function purgeThreads(stores: Stores, caller: Caller, threadIds: readonly ThreadId[]): Promise<void> {
  const { marks, owner } = ownMarks(stores, caller);
  const own = await ownAmong(marks, owner, threadIds);
  if (own.length === 0) throw noThread();
  await Promise.all(own.map(({ id }) => stores.registry.deleteThread(id)));
}

/**
 * Deletes all the caller's chats; or for good those that were deleted before. Answers how many, and since when those lie that can be brought
 * back. A store without marks keeps nothing that is deleted.
 */
export async function deleteAllThreads(
  stores: Stores,
  { owner }: Caller,
  { deleted = false }: { readonly deleted?: boolean | undefined },
): Promise<{ count: number; since?: string }> {
  const { dataLayer, registry, config, clock } = stores;
  if (owner === undefined) return { count: 0 };
  if (!dataLayer.marks) return { count: deleted ? 0 : await removeAll(stores, owner, {}) };
  if (deleted) return { count: await removeAll(stores, owner, { deleted }) };
  const since = isoNow(clock);
  const count = await registry.putAllAway(owner, since);
  if (config.keepDeletedDays > 0) return { count, since };
  return { count: Math.max(count, await removeAll(stores, owner, { deleted: true })) };
}

/** One page after the other, so that nothing but a page of it is ever held. */
async function removeAll({ dataLayer, registry }: Stores, owner: string, which: { readonly deleted?: boolean }): Promise<number> {
  const only = which.deleted ? ({ which: "deleted" } as const) : undefined;
  const kept = new Set<ThreadId>();
  for (let count = 0; ; ) {
    const { threads } = await dataLayer.listThreads(owner, { limit: 100 + kept.size, ...which });
    const listed = threads.filter(({ id }) => !kept.has(id));
    if (listed.length === 0) return count;
    // One that was brought back since it was listed stays.
    for (const { id } of listed)
      if ((await registry.deleteThread(id, only)) !== false) count++;
      else kept.add(id);
  }
}

/** Brings back those of the caller's chats that were deleted since then. Returns how many. */
export async function restoreThreads(stores: Stores, caller: Caller, since: string): Promise<number> {
  const { marks, owner } = ownMarks(stores, caller);
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await stores.dataLayer.listThreads(owner, { limit: 100, deleted: true, ...(cursor !== undefined && { cursor }) });
    const wanted = page.threads.filter(({ deletedAt }) => deletedAt !== undefined && deletedAt >= since).map(({ id }) => id);
    if (wanted.length > 0) count += (await marks.change(owner, wanted, { deletedAt: null })).length;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return count;
}

export async function listFolders({ dataLayer }: Pick<Stores, "dataLayer">, { owner }: Caller): Promise<Folder[]> {
  return owner === undefined || !dataLayer.marks ? [] : dataLayer.marks.listFolders(owner);
}

export async function listTags({ dataLayer }: Pick<Stores, "dataLayer">, { owner }: Caller): Promise<TagCount[]> {
  return owner === undefined || !dataLayer.marks ? [] : dataLayer.marks.listTags(owner);
}

/** Makes a folder. Throws OVERLOADED for who has very many. */
export async function createFolder(stores: Stores, caller: Caller, name: string): Promise<Folder> {
  const { marks, owner } = ownMarks(stores, caller);
  const folder = { id: newId<FolderId>(), name: toShownName(name), createdAt: isoNow(stores.clock) };
  await marks.putFolder(owner, folder, MOST_FOLDERS);
  return folder;
}

/** Gives the caller's folder another name. Throws NOT_FOUND. */
export async function renameFolder(stores: Stores, caller: Caller, folderId: FolderId, name: string): Promise<void> {
  const { marks, owner } = ownMarks(stores, caller);
  const folder = (await marks.listFolders(owner)).find(({ id }) => id === folderId);
  if (!folder) throw noFolder();
  await marks.putFolder(owner, { ...folder, name: toShownName(name) });
}

/** Throws NOT_FOUND. */
export async function deleteFolder(stores: Stores, caller: Caller, folderId: FolderId): Promise<void> {
  const { marks, owner } = ownMarks(stores, caller);
  if (!(await marks.removeFolder(owner, folderId))) throw noFolder();
}

async function ownAmong(marks: ThreadMarkStore | undefined, owner: string, threadIds: readonly ThreadId[]): Promise<ThreadSummary[]> {
  const listed = (await marks?.listed([...new Set(threadIds)])) ?? [];
  return listed.filter((one) => one.owner === owner).map(({ thread }) => thread);
}

function ownMarks({ dataLayer }: Pick<Stores, "dataLayer">, { owner }: Caller) {
  if (!dataLayer.marks) throw new ChatError("NOT_SUPPORTED", "Chats cannot be marked here.", { fix: "Use a data layer that has `marks`." });
  if (owner === undefined) throw noThread();
  return { marks: dataLayer.marks, owner };
}

function toTags(tags: readonly string[] | undefined): readonly string[] | undefined {
  return tags?.map(toShownName);
}

function noThread(): ChatError {
  return new ChatError("NOT_FOUND", "This chat isn’t here. It may be deleted, or belong to another account.");
}
