// Rows of files that are forgotten with the process.
import type { FileKey, ThreadId } from "@colloquy/protocol";
import { assertKey } from "../../storable.ts";
import { assertFileRow, decodeStale, encodeStale, type FileRow, type FileRows } from "../file-rows.ts";
import { assertLimit } from "../thread-list.ts";

/** What the rows of files have to do with those of threads. */
export interface FilesOfThreads {
  /** `undefined` when the thread is not stored. */
  readonly ownerOf: (threadId: ThreadId) => string | undefined;
  /** Whether an element of the thread names the file. */
  readonly isNamed: (threadId: ThreadId, key: FileKey) => boolean;
}

/** The rows of files, and what happens to them with their threads. */
export interface MemoryFiles {
  readonly rows: FileRows;
  /** Removes all rows of a thread; see `FileRows.removeFiles`. */
  removeThread(threadId: ThreadId): FileKey[];
  /** All rows of a thread, by when they were made. */
  ofThread(threadId: ThreadId): FileRow[];
  /** Gives all rows of a thread to an owner. */
  giveThread(threadId: ThreadId, owner: string): void;
  moveOwner(from: string, to: string): void;
}

/** Keeps rows of files in memory, with the semantics of a database. */
export function createMemoryFiles({ ownerOf, isNamed }: FilesOfThreads): MemoryFiles {
  const files = new Map<FileKey, Map<ThreadId, FileRow>>();

  return {
    rows: {
      async addFile(row) {
        assertFileRow(row);
        const rows = files.get(row.key) ?? new Map<ThreadId, FileRow>();
        files.set(row.key, rows);
        if (!rows.has(row.threadId)) rows.set(row.threadId, { ...row, owner: ownerOf(row.threadId) ?? row.owner });
      },
      async loadFile(threadId, key) {
        assertKey(threadId, "The id of a thread");
        const row = files.get(key)?.get(threadId);
        return row && { ...row };
      },
      async sizeOfFiles(owner) {
        assertKey(owner, "The owner of a file");
        const sizes = [...files.values()].flatMap((rows) => [...rows.values()].find((row) => row.owner === owner)?.size ?? []);
        return { bytes: sizes.reduce((sum, size) => sum + size, 0), count: sizes.length };
      },
      async removeFiles(threadId, keys, { onlyUnnamed = false } = {}) {
        assertKey(threadId, "The id of a thread");
        return [...new Set(keys)].filter((key) => !(onlyUnnamed && isNamed(threadId, key)) && removeRow(threadId, key));
      },
      async knownFiles(keys) {
        return [...new Set(keys)].filter((key) => files.has(key));
      },
      async staleFiles({ before, limit, cursor }) {
        assertLimit(limit);
        const after = cursor === undefined ? ["", "", ""] : decodeStale(cursor);
        const found = all()
          .filter((row) => row.createdAt < before && compare(placeOf(row), after) > 0)
          .sort((one, other) => compare(placeOf(one), placeOf(other)));
        const page = found.slice(0, limit);
        const last = page.at(-1);
        return {
          files: page.filter((row) => !isNamed(row.threadId, row.key)).map((row) => ({ ...row })),
          nextCursor: last && found.length > limit ? encodeStale(last) : undefined,
        };
      },
    },
    removeThread: (threadId) => [...files.keys()].filter((key) => removeRow(threadId, key)),
    ofThread: (threadId) =>
      all()
        .filter((row) => row.threadId === threadId)
        .sort((one, other) => compare(placeOf(one), placeOf(other)))
        .map((row) => ({ ...row })),
    giveThread(threadId, owner) {
      for (const row of all()) if (row.threadId === threadId) give(row, owner);
    },
    moveOwner(from, to) {
      for (const row of all()) if (row.owner === from) give(row, to);
    },
  };

  function all(): FileRow[] {
    return [...files.values()].flatMap((rows) => [...rows.values()]);
  }

  function give(row: FileRow, owner: string): void {
    files.get(row.key)?.set(row.threadId, { ...row, owner });
  }

  /** True when a row was removed that was the last of its key. */
  function removeRow(threadId: ThreadId, key: FileKey): boolean {
    const rows = files.get(key);
    if (!rows?.delete(threadId) || rows.size > 0) return false;
    files.delete(key);
    return true;
  }
}

function placeOf({ createdAt, key, threadId }: FileRow): readonly string[] {
  return [createdAt, key, threadId];
}

function compare(one: readonly string[], other: readonly string[]): number {
  for (const [at, part] of one.entries()) {
    const beside = other[at] ?? "";
    if (part !== beside) return part < beside ? -1 : 1;
  }
  return 0;
}
