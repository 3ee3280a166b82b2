// Links in an SQLite file. They go with the row of their thread.
import type { FileKey } from "@colloquy/protocol";
import type { SqliteShare } from "../../sqlite/sqlite-file.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { assertKey, toRecordJson } from "../../storable.ts";
import type { ThreadRow } from "../data-layer.ts";
import { assertShare, noThread, otherThread, type ShareBounds, type ShareRow, type ShareStore } from "../share-store.ts";
import { toSummary } from "../thread-list.ts";

/** The tables of links. */
export const SHARE_TABLES = `
  CREATE TABLE shares (
    pos INTEGER PRIMARY KEY,
    thread INTEGER NOT NULL REFERENCES threads (pos) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL,
    -- What was frozen, as JSON: any text.
    content TEXT
  ) STRICT;
  CREATE INDEX shares_of_thread ON shares (thread);

  -- Which files a link names.
  CREATE TABLE share_files (
    share INTEGER NOT NULL REFERENCES shares (pos) ON DELETE CASCADE,
    file TEXT NOT NULL,
    PRIMARY KEY (share, file)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX shares_of_file ON share_files (file);
`;

/** Whether a link to the thread of a file's row names the file. */
export const IS_SHARED = `EXISTS (
  SELECT 1 FROM share_files JOIN shares ON shares.pos = share_files.share JOIN threads ON threads.pos = shares.thread
  WHERE share_files.file = files.key AND threads.id = files.thread
)`;

export function createSqliteShares(sqlite: SqliteShare): ShareStore {
  return {
    async put(row, content, bounds = {}) {
      assertShare(row);
      return sqlite.write((prepare) => putRow(prepare, row, content, bounds));
    },
    async find(id) {
      const row = await sqlite.read((prepare) => prepare<{ record: string }>("SELECT record FROM shares WHERE id = ?").get(id));
      return row && toRow(row);
    },
    async loadContent(id) {
      const row = await sqlite.read((prepare) => prepare<{ content: string | null }>("SELECT content FROM shares WHERE id = ?").get(id));
      return row?.content == null ? undefined : (JSON.parse(row.content) as string);
    },
    async ofThread(threadId) {
      assertKey(threadId, "The id of a thread");
      const rows = await sqlite.read((prepare) =>
        prepare<{ record: string }>(
          "SELECT shares.record FROM threads JOIN shares ON shares.thread = threads.pos WHERE threads.id = ? ORDER BY shares.pos",
        ).all(threadId),
      );
      return rows.map(toRow);
    },
    async ofOwner(owner) {
      assertKey(owner, "The owner of a thread");
      const rows = await sqlite.read((prepare) =>
        prepare<{ record: string; thread: string }>(
          `SELECT shares.record, threads.record AS thread FROM shares JOIN threads ON threads.pos = shares.thread
           WHERE threads.owner = ? ORDER BY shares.pos DESC`,
        ).all(owner),
      );
      return rows.map((row) => ({ share: toRow(row), thread: toSummary(JSON.parse(row.thread) as ThreadRow) }));
    },
    async remove(threadId, id) {
      assertKey(threadId, "The id of a thread");
      return sqlite.write(
        (prepare) => prepare("DELETE FROM shares WHERE id = ? AND thread = (SELECT pos FROM threads WHERE id = ?)").run(id, threadId) > 0,
      );
    },
  };
}

function putRow(prepare: Prepare, row: ShareRow, content: string | undefined, { onlyKnown, most }: ShareBounds): boolean {
  const record = toRecordJson(row, "The link");
  const thread = prepare<{ pos: number }>("SELECT pos FROM threads WHERE id = ?").get(row.threadId);
  if (!thread) throw noThread();
  const known = prepare<{ pos: number; thread: number }>("SELECT pos, thread FROM shares WHERE id = ?").get(row.id);
  if (known && known.thread !== thread.pos) throw otherThread();
  const others = () => prepare<{ count: number }>("SELECT count(*) AS count FROM shares WHERE thread = ?").get(thread.pos)?.count ?? 0;
  if (!known && (onlyKnown || (most !== undefined && others() >= most))) return false;
  const text = content === undefined ? null : JSON.stringify(content);
  prepare(
    `INSERT INTO shares (thread, id, record, content) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET record = excluded.record, content = ifnull(excluded.content, content)`,
  ).run(thread.pos, row.id, record, text);
  const stored = prepare<{ pos: number }>("SELECT pos FROM shares WHERE id = ?").get(row.id);
  if (!stored) return false;
  prepare("DELETE FROM share_files WHERE share = ?").run(stored.pos);
  nameFiles(prepare, stored.pos, row.fileKeys ?? []);
  return true;
}

function nameFiles(prepare: Prepare, share: number, keys: readonly FileKey[]): void {
  prepare("INSERT INTO share_files (share, file) SELECT DISTINCT ?, value FROM json_each(?)").run(share, JSON.stringify(keys));
}

function toRow({ record }: { readonly record: string }): ShareRow {
  return JSON.parse(record) as ShareRow;
}
