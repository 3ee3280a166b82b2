// Hears of every change to anybody's list of chats, where all of them pass: at the data layer. What only adds text is no change.
import type { ThreadId, ThreadSummary } from "@colloquy/protocol";
import type { DataLayer } from "./data-layer.ts";
import { toSummary } from "./thread-list.ts";

/** What became of a list: a chat is new or different, or gone; with neither, many changed at once. */
export type ThreadsChange = { readonly thread: ThreadSummary } | { readonly removed: ThreadId } | Record<never, never>;

/** The same data layer, which tells of changes to lists once they are stored. */
export function watchThreads(layer: DataLayer, onChange: (owner: string, change: ThreadsChange) => void): DataLayer {
  return {
    name: layer.name,
    users: layer.users,
    open: () => layer.open(),
    close: () => layer.close(),
    loadThread: (threadId) => layer.loadThread(threadId),
    loadTurns: (threadId) => layer.loadTurns(threadId),
    loadSteps: (threadId, where) => layer.loadSteps(threadId, where),
    loadElements: (threadId, where) => layer.loadElements(threadId, where),
    loadElement: (threadId, elementId) => layer.loadElement(threadId, elementId),
    loadArtifacts: (threadId) => layer.loadArtifacts(threadId),
    listThreads: (owner, query) => layer.listThreads(owner, query),
    searchMessages: (owner, search) => layer.searchMessages(owner, search),
    addFile: (row) => layer.addFile(row),
    loadFile: (threadId, key) => layer.loadFile(threadId, key),
    sizeOfFiles: (owner) => layer.sizeOfFiles(owner),
    removeFiles: (threadId, keys, options) => layer.removeFiles(threadId, keys, options),
    knownFiles: (keys) => layer.knownFiles(keys),
    staleFiles: (query) => layer.staleFiles(query),
    addApproval: (row) => layer.addApproval(row),
    listApprovals: (owner) => layer.listApprovals(owner),
    removeApproval: (owner, tool) => layer.removeApproval(owner, tool),
    async write(batch) {
      await layer.write(batch);
      if (batch.thread) onChange(batch.thread.owner, { thread: toSummary(batch.thread) });
    },
    async deleteThread(threadId) {
      const row = await layer.loadThread(threadId);
      const deleted = await layer.deleteThread(threadId);
      if (row) onChange(row.owner, { removed: threadId });
      return deleted;
    },
    async moveThreads(from, to) {
      const moved = await layer.moveThreads(from, to);
      if (moved > 0) for (const owner of [from, to]) onChange(owner, {});
      return moved;
    },
  };
}
