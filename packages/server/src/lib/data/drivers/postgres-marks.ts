// What people do with their lists, in PostgreSQL: columns of the thread's row, so that an index orders lists by them, and tables for folders
// and tags. A trigger keeps the copies by which chats with a tag are ordered.
import type { ThreadId } from "@colloquy/protocol";
import type { Database } from "../../postgres/database.ts";
import { lockOwner } from "../../postgres/lock-owner.ts";
import type { PostgresShare } from "../../postgres/postgres-store.ts";
import { assertKey, isPlainText } from "../../storable.ts";
import type { DeletedOnly } from "../data-layer.ts";
import { assertLimit } from "../thread-list.ts";
import { assertFolder, isOld, noFolder, SHELVES, type ThreadMarkStore } from "../thread-marks.ts";
import {
  assertTagColumns,
  changesOf,
  MARK_COLUMNS,
  type MarkedRow,
  type RowChange,
  replacedBy,
  toLine,
  toListed,
  toMarks,
  toMarkValues,
  toTagColumn,
  toTagCounts,
} from "./mark-columns.ts";
import { LINE_COLUMNS } from "./postgres-list.ts";
import { isFolderOf, listFolders, putFolder, removeFolder } from "./sql-folders.ts";
import { inPostgres } from "./sql-job.ts";
import { readSweepNote, writeSweepNote } from "./sql-sweep-note.ts";

/** What calls about the note of the sweep follow each other by. */
const SWEEP = "sweep";

/** A step of the schema. Nothing was released before it, so there are no tags of the app to be found in records. */
export const MARK_TABLES = `
  ALTER TABLE @.threads
    ADD COLUMN shelf smallint NOT NULL DEFAULT ${SHELVES.plain},
    ADD COLUMN pinned_at text COLLATE "C",
    ADD COLUMN archived_at text COLLATE "C",
    ADD COLUMN deleted_at text COLLATE "C",
    ADD COLUMN unread_at text COLLATE "C",
    ADD COLUMN folder text COLLATE "C";
  DROP INDEX @.threads_of_owner;
  CREATE INDEX threads_by_shelf ON @.threads (owner, shelf, updated_at, id);
  CREATE INDEX threads_of_folder ON @.threads (folder, shelf, updated_at, id) WHERE folder IS NOT NULL;
  CREATE INDEX deleted_threads ON @.threads (deleted_at) WHERE deleted_at IS NOT NULL;
  CREATE INDEX unpinned_threads ON @.threads (updated_at) WHERE pinned_at IS NULL AND deleted_at IS NULL;

  CREATE TABLE @.folders (
    pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    owner text COLLATE "C" NOT NULL,
    record json NOT NULL
  );
  CREATE INDEX folders_of_owner ON @.folders (owner);

  -- Tags of the person and of the app, each as JSON: it may be any string. With each what its thread is ordered by.
  CREATE TABLE @.thread_tags (
    thread bigint NOT NULL REFERENCES @.threads ON DELETE CASCADE,
    tag text COLLATE "C" NOT NULL,
    by_person boolean NOT NULL DEFAULT false,
    by_app boolean NOT NULL DEFAULT false,
    owner text COLLATE "C" NOT NULL,
    shelf smallint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    PRIMARY KEY (thread, tag)
  );
  CREATE INDEX threads_of_tag ON @.thread_tags (owner, tag, shelf, updated_at, id);

  CREATE FUNCTION @.tags_follow() RETURNS trigger LANGUAGE plpgsql AS $function$
  BEGIN
    UPDATE @.thread_tags SET owner = NEW.owner, shelf = NEW.shelf, updated_at = NEW.updated_at WHERE thread = NEW.pos;
    RETURN NULL;
  END
  $function$;
  CREATE TRIGGER tags_follow AFTER UPDATE OF owner, shelf, updated_at ON @.threads FOR EACH ROW
    WHEN ((OLD.owner, OLD.shelf, OLD.updated_at) IS DISTINCT FROM (NEW.owner, NEW.shelf, NEW.updated_at))
    EXECUTE FUNCTION @.tags_follow();

  -- Keeps the tags of the app where lists look for them; called with the write of the thread's row.
  CREATE FUNCTION @.tag_by_app(thread_id text, given text[]) RETURNS boolean LANGUAGE plpgsql AS $function$
  DECLARE
    the_thread bigint;
    known text[];
  BEGIN
    SELECT pos INTO the_thread FROM @.threads WHERE id = thread_id;
    SELECT coalesce(array_agg(tag), '{}') INTO known FROM @.thread_tags WHERE thread = the_thread AND by_app;
    IF known @> given AND given @> known THEN RETURN false; END IF;
    UPDATE @.thread_tags SET by_app = false WHERE thread = the_thread AND NOT tag = ANY (given);
    INSERT INTO @.thread_tags (thread, tag, by_app, owner, shelf, updated_at, id)
    SELECT threads.pos, wanted.tag, true, threads.owner, threads.shelf, threads.updated_at, threads.id
    FROM (SELECT DISTINCT unnest(given) AS tag) AS wanted, @.threads WHERE threads.pos = the_thread
    ON CONFLICT (thread, tag) DO UPDATE SET by_app = true;
    DELETE FROM @.thread_tags WHERE thread = the_thread AND NOT by_person AND NOT by_app;
    RETURN true;
  END
  $function$;
`;

export function createPostgresMarks(store: PostgresShare): ThreadMarkStore {
  return {
    async change(owner, threadIds, change, mostTags) {
      assertKey(owner, "The owner of a thread");
      const ids = [...new Set(threadIds)].filter(isPlainText);
      return store.transaction([owner, ...ids], async (db) => {
        if (change.folderId && !(await isOwn(db, owner, change.folderId))) throw noFolder();
        if (change.addTags?.length && mostTags !== undefined) {
          // Of two processes that count, one waits for the other.
          await lockOwner(db, owner);
          const known = await db.rows<{ tag: string }>("SELECT DISTINCT tag FROM @.thread_tags WHERE owner = $1", owner);
          assertTagColumns(known, change.addTags, mostTags);
        }
        const changes = changesOf(await readLines(db, ids, "FOR UPDATE OF threads"), owner, change);
        await putMarks(db, changes);
        const lines = await readLines(
          db,
          changes.map(({ row }) => row.id),
        );
        return lines.map(toLine);
      });
    },
    async deleteAll(owner, deletedAt) {
      assertKey(owner, "The owner of a thread");
      return store.alone((db) =>
        db.run(
          `UPDATE @.threads SET shelf = ${SHELVES.deleted}, deleted_at = $2, epoch = epoch + 1 WHERE owner = $1 AND shelf < ${SHELVES.deleted}`,
          owner,
          deletedAt,
        ),
      );
    },
    async listed(threadIds) {
      const ids = [...new Set(threadIds)].filter(isPlainText);
      const rows = await store.about(ids, (db) => readLines(db, ids));
      return rows.map(toListed);
    },
    async oldThreads({ which, before, limit }) {
      assertLimit(limit);
      const query =
        which === "deleted"
          ? "SELECT id FROM @.threads WHERE deleted_at < $1 ORDER BY deleted_at LIMIT $2"
          : "SELECT id FROM @.threads WHERE updated_at < $1 AND pinned_at IS NULL AND deleted_at IS NULL ORDER BY updated_at LIMIT $2";
      const rows = await store.after((db) => db.rows<{ id: ThreadId }>(query, before, limit));
      return rows.map(({ id }) => id);
    },
    async ofThread(threadId) {
      if (!isPlainText(threadId)) return undefined;
      const [row] = await store.about(threadId, (db) => readLines(db, [threadId]));
      return row && toMarks(row);
    },
    async put(threadId, marks) {
      if (!isPlainText(threadId)) return;
      await store.transaction(threadId, async (db) => {
        const [row] = await readLines(db, [threadId], "FOR UPDATE OF threads");
        if (!row) return;
        const hasFolder = marks.folderId !== undefined && (await isOwn(db, row.owner, marks.folderId));
        await putMarks(db, [replacedBy(row, marks, hasFolder)]);
      });
    },
    async listTags(owner) {
      const rows = await store.after((db) =>
        db.rows<{ tag: string; count: number }>(
          `SELECT tag, count(*) AS count FROM @.thread_tags WHERE owner = $1 AND shelf < ${SHELVES.deleted} GROUP BY tag`,
          owner,
        ),
      );
      return toTagCounts(rows);
    },
    async sweepNote() {
      return store.about(SWEEP, (db) => inPostgres(db, readSweepNote()));
    },
    async noteSweep(note) {
      await store.about(SWEEP, (db) => inPostgres(db, writeSweepNote(note)));
    },
    async listFolders(owner) {
      return store.after((db) => inPostgres(db, listFolders(owner)));
    },
    async putFolder(owner, folder, most) {
      assertFolder(owner, folder);
      await store.transaction(owner, (db) => inPostgres(db, putFolder(owner, folder, most)));
    },
    async removeFolder(owner, folderId) {
      if (!isPlainText(folderId)) return false;
      return store.transaction(owner, (db) => inPostgres(db, removeFolder(owner, folderId)));
    },
  };
}

/** Whether the sweep may remove the thread, as it is now. It stays so while the transaction lasts. */
export async function isOldThread(db: Database, threadId: ThreadId, only: DeletedOnly): Promise<boolean> {
  const [row] = await db.rows<MarkedRow & { updated_at: string }>(
    `SELECT threads.pos, threads.id, threads.owner, threads.updated_at, ${LINE_COLUMNS} FROM @.threads WHERE threads.id = $1 FOR UPDATE`,
    threadId,
  );
  return row !== undefined && isOld({ marks: toMarks(row), updatedAt: row.updated_at }, only);
}

/** In the order of their keys: of two that take some of the same rows, one waits for the other. */
function readLines(db: Database, threadIds: readonly string[], lock = ""): Promise<readonly MarkedRow[]> {
  return db.rows<MarkedRow>(
    `SELECT threads.pos, threads.id, threads.owner, ${LINE_COLUMNS} FROM @.threads WHERE threads.id = ANY ($1::text[]) ORDER BY threads.pos ${lock}`,
    threadIds,
  );
}

async function putMarks(db: Database, changes: readonly RowChange[]): Promise<void> {
  if (changes.length === 0) return;
  const fenced = changes.filter(({ isFenced }) => isFenced).map(({ row }) => row.pos);
  if (fenced.length > 0) await db.run("UPDATE @.threads SET epoch = epoch + 1 WHERE pos = ANY ($1::bigint[])", fenced);
  const values = changes.map(({ marks }) => toMarkValues(marks));
  const column = (index: 0 | 1 | 2 | 3 | 4 | 5) => values.map((row) => row[index]);
  await db.run(
    `UPDATE @.threads SET ${MARK_COLUMNS.map((name) => `${name} = given.${name}`).join(", ")}
     FROM unnest($1::bigint[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
       AS given (pos, ${MARK_COLUMNS.join(", ")}) WHERE threads.pos = given.pos`,
    changes.map(({ row }) => row.pos),
    column(0) as number[],
    column(1) as (string | null)[],
    column(2) as (string | null)[],
    column(3) as (string | null)[],
    column(4) as (string | null)[],
    column(5) as (string | null)[],
  );
  const retagged = changes.filter(({ row, marks }) => JSON.stringify(toMarks(row).tags) !== JSON.stringify(marks.tags));
  if (retagged.length > 0) await putTags(db, retagged);
}

async function putTags(db: Database, changes: readonly RowChange[]): Promise<void> {
  const threads = changes.map(({ row }) => row.pos);
  const wanted = changes.flatMap(({ row, marks }) => (marks.tags ?? []).map((tag) => ({ thread: row.pos, tag: toTagColumn(tag) })));
  await db.run("UPDATE @.thread_tags SET by_person = false WHERE thread = ANY ($1::bigint[])", threads);
  await db.run(
    `INSERT INTO @.thread_tags (thread, tag, by_person, owner, shelf, updated_at, id)
     SELECT threads.pos, given.tag, true, threads.owner, threads.shelf, threads.updated_at, threads.id
     FROM unnest($1::bigint[], $2::text[]) AS given (thread, tag) JOIN @.threads ON threads.pos = given.thread
     ON CONFLICT (thread, tag) DO UPDATE SET by_person = true`,
    wanted.map(({ thread }) => thread),
    wanted.map(({ tag }) => tag),
  );
  await db.run("DELETE FROM @.thread_tags WHERE thread = ANY ($1::bigint[]) AND NOT by_person AND NOT by_app", threads);
}

/** What PostgreSQL cannot hold is the name of no folder. */
async function isOwn(db: Database, owner: string, folderId: string): Promise<boolean> {
  return isPlainText(folderId) && (await inPostgres(db, isFolderOf(owner, folderId)));
}
