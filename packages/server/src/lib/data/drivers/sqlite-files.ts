// Rows of files in an SQLite file.
import type { FileKey, ThreadId } from "@colloquy/protocol";
import type { SqliteShare } from "../../sqlite/sqlite-file.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { assertKey, toRecordJson } from "../../storable.ts";
import { assertFileRow, decodeStale, encodeStale, type FileRow, type FileRows, type StaleFiles } from "../file-rows.ts";
import { assertLimit } from "../thread-list.ts";
import { IS_SHARED } from "./sqlite-shares.ts";

/** The part of the SQLite data layer that knows files. */
export function createSqliteFileRows(sqlite: SqliteShare): FileRows {
  return {
    async addFile(row) {
      assertFileRow(row);
      await sqlite.write((prepare) => insertFile(prepare, row));
    },
    async loadFile(threadId, key) {
      assertKey(threadId, "The id of a thread");
      const row = await sqlite.read((prepare) =>
        prepare<FileColumns>(`SELECT ${FILE_COLUMNS} FROM files WHERE key = ? AND thread = ?`).get(key, threadId),
      );
      return row && toFileRow(row);
    },
    async sizeOfFiles(owner) {
      assertKey(owner, "The owner of a file");
      const row = await sqlite.read((prepare) =>
        prepare<{ bytes: number; count: number }>(
          "SELECT ifnull(sum(size), 0) AS bytes, count(*) AS count FROM (SELECT DISTINCT key, size FROM files WHERE owner = ?)",
        ).get(owner),
      );
      return { bytes: row?.bytes ?? 0, count: row?.count ?? 0 };
    },
    async removeFiles(threadId, keys, { onlyUnnamed = false } = {}) {
      assertKey(threadId, "The id of a thread");
      const stays = onlyUnnamed ? ` AND NOT ${IS_NAMED}` : "";
      return sqlite.write((prepare) =>
        withoutRows(
          prepare,
          prepare<{ key: FileKey }>(
            `DELETE FROM files WHERE thread = ? AND key IN (SELECT value FROM json_each(?))${stays} RETURNING key`,
          ).all(threadId, JSON.stringify(keys)),
        ),
      );
    },
    async knownFiles(keys) {
      const rows = await sqlite.read((prepare) =>
        prepare<{ key: FileKey }>("SELECT DISTINCT files.key FROM json_each(?) CROSS JOIN files ON files.key = value").all(
          JSON.stringify(keys),
        ),
      );
      return rows.map(({ key }) => key);
    },
    async staleFiles(query) {
      assertLimit(query.limit);
      const after = query.cursor === undefined ? ["", "", ""] : decodeStale(query.cursor);
      return sqlite.read((prepare) => readStale(prepare, query, after));
    },
  };
}

/** Whether an element of its thread, or a link to it, names the file of a row. */
const IS_NAMED = `(EXISTS (
  SELECT 1 FROM element_files JOIN elements ON elements.pos = element_files.element JOIN threads ON threads.pos = elements.thread
  WHERE element_files.file = files.key AND threads.id = files.thread
) OR ${IS_SHARED})`;

/** Removes all rows of a thread; see `FileRows.removeFiles`. */
export function removeThreadFiles(prepare: Prepare, threadId: ThreadId): FileKey[] {
  return withoutRows(prepare, prepare<{ key: FileKey }>("DELETE FROM files WHERE thread = ? RETURNING key").all(threadId));
}

function withoutRows(prepare: Prepare, removed: readonly { readonly key: FileKey }[]): FileKey[] {
  const named = prepare("SELECT 1 FROM files WHERE key = ?");
  return removed.map(({ key }) => key).filter((key) => named.get(key) === undefined);
}

function insertFile(prepare: Prepare, row: FileRow): void {
  const { key, threadId, owner, size, createdAt, ...record } = row;
  const thread = prepare<{ owner: string }>("SELECT owner FROM threads WHERE id = ?").get(threadId);
  prepare(
    "INSERT INTO files (key, thread, owner, size, created_at, record) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key, thread) DO NOTHING",
  ).run(key, threadId, thread?.owner ?? owner, size, createdAt, toRecordJson(record, "The file"));
}

export const FILE_COLUMNS = "key, thread, owner, size, created_at, record";

export interface FileColumns {
  readonly key: FileKey;
  readonly thread: ThreadId;
  readonly owner: string;
  readonly size: number;
  readonly created_at: string;
  readonly record: string;
}

export function toFileRow(row: FileColumns): FileRow {
  const record = JSON.parse(row.record) as Pick<FileRow, "name" | "mime" | "sha256">;
  return { key: row.key, threadId: row.thread, owner: row.owner, ...record, size: row.size, createdAt: row.created_at };
}

/** Looks at so many rows and no more, in the order of the index: a sweep over many that are in use must not stop the event loop. */
function readStale(
  prepare: Prepare,
  { before, limit }: { readonly before: string; readonly limit: number },
  after: readonly string[],
): StaleFiles {
  const rows = prepare<FileColumns & { readonly named: number }>(
    `SELECT ${FILE_COLUMNS}, ${IS_NAMED} AS named
     FROM files WHERE (created_at, key, thread) > (?, ?, ?) AND created_at < ? ORDER BY created_at, key, thread LIMIT ?`,
  ).all(...after, before, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    files: page.filter(({ named }) => named === 0).map(toFileRow),
    nextCursor: last && rows.length > limit ? encodeStale(toFileRow(last)) : undefined,
  };
}
