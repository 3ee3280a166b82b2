// The data layer as a server uses it. Every change to anybody's list of chats passes here and is told; what only adds text is no change. And
// what people have deleted is not there, whoever asks for it, until they bring it back.
import type { FileKey, ThreadId, ThreadSummary } from "@colloquy/protocol";
import type { DataLayer, ThreadRow } from "./data-layer.ts";
import { toSummary } from "./thread-list.ts";
import type { ThreadMarkStore } from "./thread-marks.ts";

/** What became of a list: a chat is new or different, or gone; the folders or tags; with none of these, many chats changed at once. */
export type ThreadsChange =
  | { readonly thread: ThreadSummary }
  | { readonly removed: ThreadId }
  | { readonly folders: true }
  | Record<never, never>;

/** Of more chats than these it is only said that they changed. */
const TOLD_ONE_BY_ONE = 20;

/** A data layer that tells of changes to lists. */
export interface WatchedLayer extends DataLayer {
  /** Tells of a chat anew, as it is stored, because something about it is different that is not: whether a turn runs in it. */
  readonly tell: (threadId: ThreadId) => void;
}

/** The same data layer without what is deleted, which tells of changes to lists once they are stored. */
export function watchThreads(layer: DataLayer, onChange: (owner: string, change: ThreadsChange) => void): WatchedLayer {
  const tell = layer.marks ? createTeller(layer.marks, onChange) : undefined;
  return {
    name: layer.name,
    tell: (threadId) => tell?.(threadId),
    users: layer.users,
    ...(layer.shares && { shares: layer.shares }),
    walk: layer.walk,
    ...(layer.marks && tell && { marks: watchMarks(layer.marks, tell, onChange) }),
    feedback: layer.feedback,
    favourites: layer.favourites,
    open: () => layer.open(),
    close: () => layer.close(),
    takeEpoch: (threadId, above) => layer.takeEpoch(threadId, above),
    async loadThread(threadId) {
      return withoutDeleted(await layer.loadThread(threadId));
    },
    loadTurns: (threadId) => layer.loadTurns(threadId),
    loadSteps: (threadId, where) => layer.loadSteps(threadId, where),
    loadElements: (threadId, where) => layer.loadElements(threadId, where),
    loadElement: (threadId, elementId) => layer.loadElement(threadId, elementId),
    loadArtifacts: (threadId) => layer.loadArtifacts(threadId),
    listThreads: (owner, query) => layer.listThreads(owner, query),
    searchMessages: (owner, search) => layer.searchMessages(owner, search),
    addFile: (row) => layer.addFile(row),
    loadFile: (threadId, key) => loadFile(layer, threadId, key),
    sizeOfFiles: (owner) => layer.sizeOfFiles(owner),
    removeFiles: (threadId, keys, options) => layer.removeFiles(threadId, keys, options),
    knownFiles: (keys) => layer.knownFiles(keys),
    staleFiles: (query) => layer.staleFiles(query),
    addApproval: (row) => layer.addApproval(row),
    listApprovals: (owner) => layer.listApprovals(owner),
    removeApproval: (owner, tool) => layer.removeApproval(owner, tool),
    async write(batch) {
      await layer.write(batch);
      if (!batch.thread) return;
      if (tell) tell(batch.threadId);
      else onChange(batch.thread.owner, { thread: toSummary(batch.thread) });
    },
    async deleteThread(threadId, only) {
      const row = await layer.loadThread(threadId);
      const deleted = await layer.deleteThread(threadId, only);
      if (row && deleted) onChange(row.owner, { removed: threadId });
      return deleted;
    },
    async moveThreads(from, to) {
      const moved = await layer.moveThreads(from, to);
      if (moved > 0) for (const owner of [from, to]) onChange(owner, {});
      return moved;
    },
  };
}

/** The address of a file may outlive its chat. */
async function loadFile(layer: DataLayer, threadId: ThreadId, key: FileKey) {
  const file = await layer.loadFile(threadId, key);
  if (!file || !layer.marks) return file;
  return (await layer.loadThread(threadId))?.deletedAt === undefined ? file : undefined;
}

function withoutDeleted(row: ThreadRow | undefined): ThreadRow | undefined {
  return row?.deletedAt === undefined ? row : undefined;
}

/**
 * Tells of a chat as it then is, with its marks: these are not in the row that was written. Of several changes the last word is always the
 * newest, because one reading follows the other.
 */
function createTeller(marks: ThreadMarkStore, onChange: (owner: string, change: ThreadsChange) => void): (threadId: ThreadId) => void {
  const again = new Map<ThreadId, boolean>();
  const read = async (threadId: ThreadId) => {
    try {
      do {
        again.set(threadId, false);
        for (const { owner, thread } of await marks.listed([threadId]))
          onChange(owner, thread.deletedAt === undefined ? { thread } : { removed: threadId });
      } while (again.get(threadId));
    } finally {
      // In the same breath as the last look at `again`: between the two a change would be told of to a reading that is over.
      again.delete(threadId);
    }
  };
  return (threadId) => {
    if (again.has(threadId)) {
      again.set(threadId, true);
      return;
    }
    // A store that fails says so to whoever writes; lists are read again when somebody looks.
    read(threadId).catch(() => undefined);
  };
}

function watchMarks(
  marks: ThreadMarkStore,
  tell: (threadId: ThreadId) => void,
  onChange: (owner: string, change: ThreadsChange) => void,
): ThreadMarkStore {
  return {
    listed: (threadIds) => marks.listed(threadIds),
    oldThreads: (query) => marks.oldThreads(query),
    ...(marks.sweepNote && { sweepNote: () => marks.sweepNote?.() ?? Promise.resolve(undefined) }),
    ...(marks.noteSweep && { noteSweep: async (note) => marks.noteSweep?.(note) }),
    ofThread: (threadId) => marks.ofThread(threadId),
    listTags: (owner) => marks.listTags(owner),
    listFolders: (owner) => marks.listFolders(owner),
    async change(owner, threadIds, change, mostTags) {
      const changed = await marks.change(owner, threadIds, change, mostTags);
      if (changed.length > TOLD_ONE_BY_ONE) onChange(owner, {});
      else for (const { id } of changed) tell(id);
      if (changed.length > 0 && (change.addTags || change.removeTags || change.deletedAt !== undefined)) onChange(owner, { folders: true });
      return changed;
    },
    async deleteAll(owner, deletedAt) {
      const count = await marks.deleteAll(owner, deletedAt);
      if (count > 0) {
        onChange(owner, {});
        onChange(owner, { folders: true });
      }
      return count;
    },
    async put(threadId, given) {
      await marks.put(threadId, given);
      tell(threadId);
    },
    async putFolder(owner, folder, most) {
      await marks.putFolder(owner, folder, most);
      onChange(owner, { folders: true });
    },
    async removeFolder(owner, folderId) {
      const removed = await marks.removeFolder(owner, folderId);
      if (removed) {
        onChange(owner, {});
        onChange(owner, { folders: true });
      }
      return removed;
    },
  };
}
