// The part of a data layer that knows files: whose they are and what they are called. Their bytes lie in the blob store, under the key.
import { ChatError, type FileKey, type ThreadId } from "@colloquy/protocol";
import { assertKey } from "../storable.ts";
import { decodeParts, encodeParts } from "./cursor.ts";

/** A stored file of a thread. Rows do not change: another content has another key. */
export interface FileRow {
  readonly key: FileKey;
  readonly threadId: ThreadId;
  /** In whose sum it counts: `user:<id>`, `visitor:<id>` or `bearer:<hash>`. */
  readonly owner: string;
  /** What the person or the app calls it. Any text. */
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly createdAt: string;
}

/** Which of the rows are removed. */
export interface RemoveFilesOptions {
  /** Rows of files that an element names stay. Default false. */
  readonly onlyUnnamed?: boolean;
}

/** Which rows a sweep looks at. */
export interface StaleFilesQuery {
  /** Only those that were made before this instant. */
  readonly before: string;
  /** How many rows are looked at, whether they are stale or not. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What a sweep found among the rows it looked at. */
export interface StaleFiles {
  readonly files: readonly FileRow[];
  /** There are older rows left to look at, whether or not this page has any. */
  readonly nextCursor?: string | undefined;
}

/** Storage of the rows of files, under the same promises as the rest of the data layer. One blob may have rows in several threads. */
export interface FileRows {
  /**
   * Stores a row; a second one with the same key in the same thread changes nothing. The row of its thread need not be there: a file may
   * come before anything is said. A file belongs to whoever has its thread: to the row's owner, once there is one, whatever `owner` says.
   */
  addFile(row: FileRow): Promise<void>;
  /** `undefined` when the thread has no such file. */
  loadFile(threadId: ThreadId, key: FileKey): Promise<FileRow | undefined>;
  /** What an owner's files take, exactly. A blob with rows in several of their threads counts once. */
  sizeOfFiles(owner: string): Promise<{ readonly bytes: number; readonly count: number }>;
  /**
   * Removes rows of a thread; with `onlyUnnamed` only those that no stored element of the thread names (by `filesOf`), in one step. Returns
   * those of the removed rows' keys that no row has any more, in any thread: their blobs may go.
   */
  removeFiles(threadId: ThreadId, keys: readonly FileKey[], options?: RemoveFilesOptions): Promise<FileKey[]>;
  /** Those of the keys that a row names, in any thread: the blobs of the others may go. */
  knownFiles(keys: readonly FileKey[]): Promise<FileKey[]>;
  /**
   * Rows that no stored element of their thread names (by `filesOf`), oldest first: files that were uploaded and never sent, or whose
   * element is gone.
   */
  staleFiles(query: StaleFilesQuery): Promise<StaleFiles>;
}

/** Throws BAD_INPUT for a row that cannot be stored. */
export function assertFileRow({ key, threadId, owner, size }: FileRow): void {
  assertKey(key, "The key of a file");
  assertKey(threadId, "The id of a thread");
  assertKey(owner, "The owner of a file");
  if (!Number.isSafeInteger(size) || size < 0) throw new ChatError("BAD_INPUT", "The size of a file is a whole number of bytes.");
}

/** Goes on behind this row. */
export function encodeStale({ createdAt, key, threadId }: FileRow): string {
  return encodeParts([createdAt, key, threadId]);
}

/** The texts by which stale files are ordered. Throws BAD_REQUEST for anything that `encodeStale` did not make. */
export function decodeStale(cursor: string): readonly string[] {
  return decodeParts(cursor, 3, "files");
}
