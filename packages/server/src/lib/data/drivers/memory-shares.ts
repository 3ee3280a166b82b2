// Links that are forgotten with the process.
import type { FileKey, ThreadId, ThreadSummary } from "@colloquy/protocol";
import { assertKey, toRecordJson } from "../../storable.ts";
import { assertShare, noThread, otherThread, type ShareRow, type ShareStore } from "../share-store.ts";

interface StoredShare {
  readonly threadId: ThreadId;
  readonly json: string;
  readonly content: string | undefined;
  readonly files: ReadonlySet<FileKey>;
}

/** The links, and what happens to them with their threads. */
export interface MemoryShares {
  readonly store: ShareStore;
  removeThread(threadId: ThreadId): void;
  /** Whether a link of the thread names the file. */
  isNamed(threadId: ThreadId, key: FileKey): boolean;
}

/** Keeps links in memory; `threadOf` tells of a stored thread whose it is and what lists show of it. */
export function createMemoryShares(
  threadOf: (threadId: ThreadId) => { readonly owner: string; readonly summary: ThreadSummary } | undefined,
): MemoryShares {
  const shares = new Map<string, StoredShare>();
  const rowOf = ({ json }: StoredShare) => JSON.parse(json) as ShareRow;
  return {
    store: {
      async put(row, content, { onlyKnown = false, most = Number.POSITIVE_INFINITY } = {}) {
        assertShare(row);
        if (!threadOf(row.threadId)) throw noThread();
        const known = shares.get(row.id);
        if (known && known.threadId !== row.threadId) throw otherThread();
        const others = () => [...shares.values()].filter(({ threadId }) => threadId === row.threadId).length;
        if (!known && (onlyKnown || others() >= most)) return false;
        const files = new Set(row.fileKeys);
        shares.set(row.id, { threadId: row.threadId, json: toRecordJson(row, "The link"), content: content ?? known?.content, files });
        return true;
      },
      async find(id) {
        const stored = shares.get(id);
        return stored && rowOf(stored);
      },
      async loadContent(id) {
        return shares.get(id)?.content;
      },
      async ofThread(threadId) {
        assertKey(threadId, "The id of a thread");
        return [...shares.values()].filter((share) => share.threadId === threadId).map(rowOf);
      },
      async ofOwner(owner) {
        assertKey(owner, "The owner of a thread");
        return [...shares.values()].reverse().flatMap((share) => {
          const thread = threadOf(share.threadId);
          return thread?.owner === owner ? [{ share: rowOf(share), thread: { ...thread.summary } }] : [];
        });
      },
      async remove(threadId, id) {
        assertKey(threadId, "The id of a thread");
        return shares.get(id)?.threadId === threadId && shares.delete(id);
      },
    },
    removeThread(threadId) {
      for (const [id, share] of shares) if (share.threadId === threadId) shares.delete(id);
    },
    isNamed: (threadId, key) => [...shares.values()].some((share) => share.threadId === threadId && share.files.has(key)),
  };
}
