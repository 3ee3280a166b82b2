// Links in PostgreSQL. They go with the row of their thread.
import type { PostgresShare } from "../../postgres/postgres-store.ts";
import { assertKey, isPlainText, toRecordJson } from "../../storable.ts";
import type { ThreadRow } from "../data-layer.ts";
import { assertShare, noThread, otherThread, type ShareRow, type ShareStore } from "../share-store.ts";
import { toSummary } from "../thread-list.ts";

/** The tables of links. */
export const SHARE_TABLES = `
  CREATE TABLE @.shares (
    pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thread bigint NOT NULL REFERENCES @.threads ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL UNIQUE,
    record json NOT NULL,
    -- What was frozen, as JSON: any text.
    content json
  );
  CREATE INDEX shares_of_thread ON @.shares (thread);

  -- Which files a link names.
  CREATE TABLE @.share_files (
    share bigint NOT NULL REFERENCES @.shares ON DELETE CASCADE,
    file text COLLATE "C" NOT NULL,
    PRIMARY KEY (share, file)
  );
  CREATE INDEX shares_of_file ON @.share_files (file);
`;

/** Whether a link to the thread of a file's row names the file. */
export const IS_SHARED = `EXISTS (
  SELECT 1 FROM @.share_files JOIN @.shares ON shares.pos = share_files.share JOIN @.threads ON threads.pos = shares.thread
  WHERE share_files.file = files.key AND threads.id = files.thread
)`;

export function createPostgresShares(store: PostgresShare): ShareStore {
  return {
    async put(row, content, { onlyKnown, most } = {}) {
      assertShare(row);
      const record = toRecordJson(row, "The link");
      const text = content === undefined ? null : JSON.stringify(content);
      const keys = [...new Set(row.fileKeys)].filter(isPlainText);
      return store.transaction(row.threadId, async (db) => {
        const [thread] = await db.rows<{ pos: number }>("SELECT pos FROM @.threads WHERE id = $1 FOR UPDATE", row.threadId);
        if (!thread) throw noThread();
        // Whoever has the row of the thread looks and stores alone.
        if (onlyKnown || most !== undefined) {
          const links = await db.rows<{ id: string }>("SELECT id FROM @.shares WHERE thread = $1 FOR UPDATE", thread.pos);
          if (!links.some(({ id }) => id === row.id) && (onlyKnown || (most !== undefined && links.length >= most))) return false;
        }
        // What is stored stays where only the row is new; the link of another thread is not taken.
        const [stored] = await db.rows<{ pos: number }>(
          `INSERT INTO @.shares AS known (thread, id, record, content) VALUES ($1, $2, $3::text::json, $4::text::json)
           ON CONFLICT (id) DO UPDATE SET record = excluded.record, content = coalesce(excluded.content, known.content)
           WHERE known.thread = excluded.thread RETURNING pos`,
          thread.pos,
          row.id,
          record,
          text,
        );
        if (!stored) throw otherThread();
        await db.run("DELETE FROM @.share_files WHERE share = $1", stored.pos);
        await db.run("INSERT INTO @.share_files (share, file) SELECT $1::bigint, unnest($2::text[])", stored.pos, keys);
        return true;
      });
    },
    async find(id) {
      if (!isPlainText(id)) return undefined;
      const [row] = await store.after((db) => db.rows<{ record: string }>("SELECT record::text AS record FROM @.shares WHERE id = $1", id));
      return row && toRow(row);
    },
    async loadContent(id) {
      if (!isPlainText(id)) return undefined;
      const [row] = await store.after((db) =>
        db.rows<{ content: string | null }>("SELECT content::text AS content FROM @.shares WHERE id = $1", id),
      );
      return row?.content == null ? undefined : (JSON.parse(row.content) as string);
    },
    async ofThread(threadId) {
      assertKey(threadId, "The id of a thread");
      const rows = await store.about(threadId, (db) =>
        db.rows<{ record: string }>(
          `SELECT shares.record::text AS record FROM @.threads JOIN @.shares ON shares.thread = threads.pos
           WHERE threads.id = $1 ORDER BY shares.pos`,
          threadId,
        ),
      );
      return rows.map(toRow);
    },
    async ofOwner(owner) {
      assertKey(owner, "The owner of a thread");
      const rows = await store.after((db) =>
        db.rows<{ record: string; thread: string }>(
          `SELECT shares.record::text AS record, threads.record::text AS thread FROM @.shares JOIN @.threads ON threads.pos = shares.thread
           WHERE threads.owner = $1 ORDER BY shares.pos DESC`,
          owner,
        ),
      );
      return rows.map((row) => ({ share: toRow(row), thread: toSummary(JSON.parse(row.thread) as ThreadRow) }));
    },
    async remove(threadId, id) {
      assertKey(threadId, "The id of a thread");
      if (!isPlainText(id)) return false;
      const removed = await store.about(threadId, (db) =>
        db.run("DELETE FROM @.shares WHERE id = $1 AND thread = (SELECT pos FROM @.threads WHERE id = $2)", id, threadId),
      );
      return removed > 0;
    },
  };
}

function toRow({ record }: { readonly record: string }): ShareRow {
  return JSON.parse(record) as ShareRow;
}
