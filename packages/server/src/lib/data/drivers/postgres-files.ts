// Rows of files in PostgreSQL.
import type { FileKey, ThreadId } from "@colloquy/protocol";
import type { Database } from "../../postgres/database.ts";
import type { PostgresShare } from "../../postgres/postgres-store.ts";
import { assertKey, isPlainText, toRecordJson } from "../../storable.ts";
import { assertFileRow, decodeStale, encodeStale, type FileRow, type FileRows } from "../file-rows.ts";
import { assertLimit } from "../thread-list.ts";
import { IS_SHARED } from "./postgres-shares.ts";

/** The part of the PostgreSQL data layer that knows files. */
export function createPostgresFileRows(store: PostgresShare): FileRows {
  return {
    async addFile(row) {
      assertFileRow(row);
      const { key, threadId, owner, size, createdAt, ...more } = row;
      const record = toRecordJson(more, "The file");
      await store.about(threadId, (db) =>
        db.run(
          `INSERT INTO @.files (key, thread, owner, size, created_at, record)
           VALUES ($1, $2, coalesce((SELECT owner FROM @.threads WHERE id = $2), $3), $4, $5, $6::text::json) ON CONFLICT (key, thread) DO NOTHING`,
          key,
          threadId,
          owner,
          size,
          createdAt,
          record,
        ),
      );
    },
    async loadFile(threadId, key) {
      assertKey(threadId, "The id of a thread");
      if (!isPlainText(key)) return undefined;
      const rows = await store.about(threadId, (db) =>
        db.rows<FileColumns>(`SELECT ${FILE_COLUMNS} FROM @.files WHERE key = $1 AND thread = $2`, key, threadId),
      );
      return rows.map(toFileRow)[0];
    },
    async sizeOfFiles(owner) {
      assertKey(owner, "The owner of a file");
      const [row] = await store.after((db) =>
        db.rows<{ bytes: number; count: number }>(
          `SELECT coalesce(sum(size), 0)::bigint AS bytes, count(*) AS count
           FROM (SELECT DISTINCT key, size FROM @.files WHERE owner = $1) AS own`,
          owner,
        ),
      );
      return { bytes: row?.bytes ?? 0, count: row?.count ?? 0 };
    },
    async removeFiles(threadId, keys, { onlyUnnamed = false } = {}) {
      assertKey(threadId, "The id of a thread");
      const stays = onlyUnnamed ? ` AND NOT ${IS_NAMED}` : "";
      return store.transaction(threadId, async (db) => {
        // A batch of another process may be naming one of them: what it does is seen by the statements after these.
        await lockThread(db, threadId);
        await db.run(
          "SELECT 1 FROM @.files WHERE thread = $1 AND key = ANY ($2::text[]) ORDER BY key FOR UPDATE",
          threadId,
          keys.filter(isPlainText),
        );
        await lockFiles(db);
        const removed = await db.rows<{ key: FileKey }>(
          `DELETE FROM @.files WHERE thread = $1 AND key = ANY ($2::text[])${stays} RETURNING key`,
          threadId,
          keys.filter(isPlainText),
        );
        return withoutRows(db, removed);
      });
    },
    async knownFiles(keys) {
      const rows = await store.after((db) =>
        db.rows<{ key: FileKey }>("SELECT DISTINCT key FROM @.files WHERE key = ANY ($1::text[])", keys.filter(isPlainText)),
      );
      return rows.map(({ key }) => key);
    },
    async staleFiles({ before, limit, cursor }) {
      assertLimit(limit);
      const after = cursor === undefined ? ["", "", ""] : decodeStale(cursor);
      const rows = await store.after((db) =>
        db.rows<FileColumns & { readonly named: boolean }>(
          `SELECT ${FILE_COLUMNS}, ${IS_NAMED} AS named FROM @.files
           WHERE (created_at, key, thread) > ($1, $2, $3) AND created_at < $4 ORDER BY created_at, key, thread LIMIT $5`,
          ...after,
          before,
          limit + 1,
        ),
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        files: page.filter(({ named }) => !named).map(toFileRow),
        nextCursor: last && rows.length > limit ? encodeStale(toFileRow(last)) : undefined,
      };
    },
  };
}

/** Whether an element of its thread, or a link to it, names the file of a row. */
const IS_NAMED = `(EXISTS (
  SELECT 1 FROM @.element_files JOIN @.elements ON elements.pos = element_files.element JOIN @.threads ON threads.pos = elements.thread
  WHERE element_files.file = files.key AND threads.id = files.thread
) OR ${IS_SHARED})`;

export const FILE_COLUMNS = "key, thread, owner, size, created_at, record::text AS record";

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

/** Waits for whoever writes the thread, and lets nobody write it until the transaction is over. */
export async function lockThread(db: Database, threadId: ThreadId): Promise<void> {
  await db.run("SELECT 1 FROM @.threads WHERE id = $1 FOR UPDATE", threadId);
}

/** Removes all rows of a thread; see `FileRows.removeFiles`. */
export async function removeThreadFiles(db: Database, threadId: ThreadId): Promise<FileKey[]> {
  await lockFiles(db);
  return withoutRows(db, await db.rows<{ key: FileKey }>("DELETE FROM @.files WHERE thread = $1 RETURNING key", threadId));
}

/** One at a time: of two that remove the last two rows of a blob, neither would see that no row is left. */
async function lockFiles(db: Database): Promise<void> {
  await db.run("SELECT pg_advisory_xact_lock(hashtext('@'), 1)");
}

async function withoutRows(db: Database, removed: readonly { readonly key: FileKey }[]): Promise<FileKey[]> {
  const keys = removed.map(({ key }) => key);
  if (keys.length === 0) return [];
  const named = new Set(
    (await db.rows<{ key: FileKey }>("SELECT key FROM @.files WHERE key = ANY ($1::text[])", keys)).map(({ key }) => key),
  );
  return keys.filter((key) => !named.has(key));
}
