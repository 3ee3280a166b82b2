// What people do with their lists, in memory: marks stand at the thread they are about.
import type { Folder, FolderId, TagCount, ThreadId, ThreadSummary } from "@colloquy/protocol";
import { assertKey } from "../../storable.ts";
import { assertLimit } from "../thread-list.ts";
import {
  assertFolder,
  assertRoomForTags,
  boundedMarks,
  changedMarks,
  noFolder,
  type SweepNote,
  shownMarks,
  type ThreadMarkStore,
  type ThreadMarks,
  tooManyFolders,
} from "../thread-marks.ts";

/** A thread of the memory store, as far as its marks go. */
export interface MarkedThread {
  owner: string;
  epoch: number;
  marks: ThreadMarks;
  readonly summary: ThreadSummary;
  readonly appTags: readonly string[];
}

/** The marks of the threads in this map, and the folders of their owners. */
export function createMemoryMarks(threads: ReadonlyMap<ThreadId, MarkedThread>) {
  const folders = new Map<FolderId, { owner: string; readonly folder: Folder }>();
  let swept: SweepNote | undefined;

  const store: ThreadMarkStore = {
    async change(owner, threadIds, change, mostTags) {
      assertKey(owner, "The owner of a thread");
      if (change.folderId && folders.get(change.folderId)?.owner !== owner) throw noFolder();
      if (change.addTags?.length && mostTags !== undefined) {
        const own = [...threads.values()].filter((thread) => thread.owner === owner);
        assertRoomForTags(new Set(own.flatMap(({ marks, appTags }) => [...(marks.tags ?? []), ...appTags])), change.addTags, mostTags);
      }
      const changed = [...new Set(threadIds)].flatMap((id) => {
        const thread = threads.get(id);
        const isThere = thread?.owner === owner && (thread.marks.deletedAt === undefined || change.deletedAt !== undefined);
        return isThere ? [thread] : [];
      });
      const next = changed.map((thread) => ({ thread, marks: boundedMarks(thread.marks, change) }));
      for (const { thread, marks } of next) put(thread, marks);
      return changed.map(shown);
    },
    async deleteAll(owner, deletedAt) {
      assertKey(owner, "The owner of a thread");
      const kept = [...threads.values()].filter((thread) => thread.owner === owner && thread.marks.deletedAt === undefined);
      for (const thread of kept) put(thread, { ...thread.marks, deletedAt });
      return kept.length;
    },
    async listed(threadIds) {
      return threadIds.flatMap((id) => {
        const thread = threads.get(id);
        return thread ? [{ owner: thread.owner, thread: shown(thread) }] : [];
      });
    },
    async oldThreads({ which, before, limit }) {
      assertLimit(limit);
      const ageOf = ({ marks, summary }: MarkedThread) => (which === "deleted" ? marks.deletedAt : unusedSince(marks, summary));
      return [...threads.values()]
        .map((thread) => ({ id: thread.summary.id, at: ageOf(thread) }))
        .filter((old): old is { id: ThreadId; at: string } => old.at !== undefined && old.at < before)
        .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
        .slice(0, limit)
        .map(({ id }) => id);
    },
    async sweepNote() {
      return swept;
    },
    async noteSweep(note) {
      swept = note;
    },
    async ofThread(threadId) {
      const thread = threads.get(threadId);
      return thread && structuredClone(thread.marks);
    },
    async put(threadId, { folderId, ...marks }) {
      const thread = threads.get(threadId);
      if (!thread) return;
      const isThere = folderId !== undefined && folders.get(folderId)?.owner === thread.owner;
      thread.marks = changedMarks({}, { ...marks, addTags: marks.tags, ...(isThere && { folderId }) });
    },
    async listTags(owner) {
      const counts = new Map<string, number>();
      for (const thread of threads.values()) {
        if (thread.owner !== owner || thread.marks.deletedAt !== undefined) continue;
        for (const tag of new Set([...(thread.marks.tags ?? []), ...thread.appTags])) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      }
      return [...counts].map(([tag, count]): TagCount => ({ tag, count })).sort((one, other) => (one.tag < other.tag ? -1 : 1));
    },
    async listFolders(owner) {
      return [...folders.values()].filter((one) => one.owner === owner).map(({ folder }) => ({ ...folder }));
    },
    async putFolder(owner, folder, most) {
      assertFolder(owner, folder);
      const known = folders.get(folder.id);
      if (known && known.owner !== owner) throw noFolder();
      if (!known && most !== undefined && [...folders.values()].filter((one) => one.owner === owner).length >= most)
        throw tooManyFolders(most);
      folders.set(folder.id, { owner, folder: { ...folder, createdAt: known?.folder.createdAt ?? folder.createdAt } });
    },
    async removeFolder(owner, folderId) {
      if (folders.get(folderId)?.owner !== owner) return false;
      folders.delete(folderId);
      for (const thread of threads.values())
        if (thread.marks.folderId === folderId) put(thread, changedMarks(thread.marks, { folderId: null }));
      return true;
    },
  };

  return {
    store,
    moveOwner(from: string, to: string): void {
      for (const one of folders.values()) if (one.owner === from) one.owner = to;
    },
  };
}

function put(thread: MarkedThread, marks: ThreadMarks): void {
  if (marks.deletedAt !== undefined && thread.marks.deletedAt === undefined) thread.epoch++;
  thread.marks = marks;
}

function shown({ summary, marks, appTags }: MarkedThread): ThreadSummary {
  return { ...summary, ...shownMarks(marks, appTags) };
}

/** Deleted ones have a time of their own, and what is pinned is kept. */
function unusedSince({ pinnedAt, deletedAt }: ThreadMarks, { updatedAt }: ThreadSummary): string | undefined {
  return pinnedAt === undefined && deletedAt === undefined ? updatedAt : undefined;
}
