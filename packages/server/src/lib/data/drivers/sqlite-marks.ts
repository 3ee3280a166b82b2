// What people do with their lists, in an SQLite file: columns of the thread's row, so that an index orders lists by them, and tables for
// folders and tags. A trigger keeps the copies by which chats with a tag are ordered.
import type { ThreadId } from "@colloquy/protocol";
import type { SqliteDatabase } from "../../sqlite/sqlite-database.ts";
import type { SqliteShare } from "../../sqlite/sqlite-file.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { assertKey } from "../../storable.ts";
import type { DeletedOnly, ThreadRow } from "../data-layer.ts";
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
import { isFolderOf, listFolders, putFolder, removeFolder } from "./sql-folders.ts";
import { inSqlite } from "./sql-job.ts";
import { readSweepNote, writeSweepNote } from "./sql-sweep-note.ts";
import { LINE_COLUMNS } from "./sqlite-list.ts";

/** So many rows are changed in one go where all of an owner's are: others have their turn in between. */
const AT_ONCE = 1000;

/** A step of the schema. */
export function addMarks(db: SqliteDatabase): void {
  db.exec(`
    ALTER TABLE threads ADD COLUMN shelf INTEGER NOT NULL DEFAULT ${SHELVES.plain};
    ALTER TABLE threads ADD COLUMN pinned_at TEXT;
    ALTER TABLE threads ADD COLUMN archived_at TEXT;
    ALTER TABLE threads ADD COLUMN deleted_at TEXT;
    ALTER TABLE threads ADD COLUMN unread_at TEXT;
    ALTER TABLE threads ADD COLUMN folder TEXT;
    DROP INDEX threads_of_owner;
    CREATE INDEX threads_by_shelf ON threads (owner, shelf, updated_at, id);
    CREATE INDEX threads_of_folder ON threads (folder, shelf, updated_at, id) WHERE folder IS NOT NULL;
    CREATE INDEX deleted_threads ON threads (deleted_at) WHERE deleted_at IS NOT NULL;
    CREATE INDEX unpinned_threads ON threads (updated_at) WHERE pinned_at IS NULL AND deleted_at IS NULL;

    CREATE TABLE folders (
      pos INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      owner TEXT NOT NULL,
      record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX folders_of_owner ON folders (owner);

    -- Tags of the person and of the app; with each what its thread is ordered by.
    CREATE TABLE thread_tags (
      thread INTEGER NOT NULL REFERENCES threads (pos) ON DELETE CASCADE,
      tag TEXT NOT NULL,
      by_person INTEGER NOT NULL DEFAULT 0,
      by_app INTEGER NOT NULL DEFAULT 0,
      owner TEXT NOT NULL,
      shelf INTEGER NOT NULL,
      updated_at TEXT NOT NULL,
      id TEXT NOT NULL,
      PRIMARY KEY (thread, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX threads_of_tag ON thread_tags (owner, tag, shelf, updated_at, id);
    CREATE TRIGGER tags_follow AFTER UPDATE OF owner, shelf, updated_at ON threads BEGIN
      UPDATE thread_tags SET owner = new.owner, shelf = new.shelf, updated_at = new.updated_at WHERE thread = new.pos;
    END;
  `);
  const prepare: Prepare = (sql) => db.prepare(sql);
  const page = prepare<{ pos: number; record: string }>("SELECT pos, record FROM threads WHERE pos > ? ORDER BY pos LIMIT 500");
  for (let rows = page.all(0); rows.length > 0; rows = page.all(rows.at(-1)?.pos ?? 0))
    for (const { pos, record } of rows) writeAppTags(prepare, pos, (JSON.parse(record) as ThreadRow).tags);
}

/** Keeps the tags of the app where lists look for them. */
export function writeAppTags(prepare: Prepare, thread: number, tags: readonly string[] = []): void {
  writeTags(prepare, thread, "by_app", tags);
}

function writeTags(prepare: Prepare, thread: number, by: "by_person" | "by_app", tags: readonly string[]): void {
  const known = prepare<{ tag: string }>(`SELECT tag FROM thread_tags WHERE thread = ? AND ${by}`).all(thread);
  const wanted = new Set(tags.map(toTagColumn));
  if (known.length === wanted.size && known.every(({ tag }) => wanted.has(tag))) return;
  prepare(`UPDATE thread_tags SET ${by} = 0 WHERE thread = ?`).run(thread);
  const add = prepare(
    `INSERT INTO thread_tags (thread, tag, ${by}, owner, shelf, updated_at, id)
     SELECT pos, ?, 1, owner, shelf, updated_at, id FROM threads WHERE pos = ? ON CONFLICT (thread, tag) DO UPDATE SET ${by} = 1`,
  );
  for (const tag of wanted) add.run(tag, thread);
  prepare("DELETE FROM thread_tags WHERE thread = ? AND NOT by_person AND NOT by_app").run(thread);
}

export function createSqliteMarks(sqlite: SqliteShare): ThreadMarkStore {
  return {
    async change(owner, threadIds, change, mostTags) {
      assertKey(owner, "The owner of a thread");
      return sqlite.write((prepare) => {
        if (change.folderId && !inSqlite(prepare, isFolderOf(owner, change.folderId))) throw noFolder();
        if (change.addTags?.length && mostTags !== undefined)
          assertTagColumns(
            prepare<{ tag: string }>("SELECT DISTINCT tag FROM thread_tags WHERE owner = ?").all(owner),
            change.addTags,
            mostTags,
          );
        const changes = changesOf(readLines(prepare, threadIds), owner, change);
        for (const one of changes) putMarks(prepare, one);
        return readLines(
          prepare,
          changes.map(({ row }) => row.id),
        ).map(toLine);
      });
    },
    async deleteAll(owner, deletedAt) {
      assertKey(owner, "The owner of a thread");
      for (let count = 0; ; ) {
        const some = await sqlite.write((prepare) =>
          prepare(
            `UPDATE threads SET shelf = ${SHELVES.deleted}, deleted_at = ?, epoch = epoch + 1
             WHERE pos IN (SELECT pos FROM threads WHERE owner = ? AND shelf < ${SHELVES.deleted} LIMIT ${AT_ONCE})`,
          ).run(deletedAt, owner),
        );
        count += some;
        if (some < AT_ONCE) return count;
      }
    },
    async listed(threadIds) {
      const rows = await sqlite.read((prepare) => readLines(prepare, threadIds));
      return rows.map(toListed);
    },
    async oldThreads({ which, before, limit }) {
      assertLimit(limit);
      const query =
        which === "deleted"
          ? "SELECT id FROM threads WHERE deleted_at < ? ORDER BY deleted_at LIMIT ?"
          : "SELECT id FROM threads WHERE updated_at < ? AND pinned_at IS NULL AND deleted_at IS NULL ORDER BY updated_at LIMIT ?";
      const rows = await sqlite.read((prepare) => prepare<{ id: ThreadId }>(query).all(before, limit));
      return rows.map(({ id }) => id);
    },
    async ofThread(threadId) {
      const [row] = await sqlite.read((prepare) => readLines(prepare, [threadId]));
      return row && toMarks(row);
    },
    async put(threadId, marks) {
      await sqlite.write((prepare) => {
        const [row] = readLines(prepare, [threadId]);
        if (!row) return;
        const hasFolder = marks.folderId !== undefined && inSqlite(prepare, isFolderOf(row.owner, marks.folderId));
        putMarks(prepare, replacedBy(row, marks, hasFolder));
      });
    },
    async listTags(owner) {
      const rows = await sqlite.read((prepare) =>
        prepare<{ tag: string; count: number }>(
          `SELECT tag, count(*) AS count FROM thread_tags WHERE owner = ? AND shelf < ${SHELVES.deleted} GROUP BY tag`,
        ).all(owner),
      );
      return toTagCounts(rows);
    },
    async sweepNote() {
      return sqlite.read((prepare) => inSqlite(prepare, readSweepNote()));
    },
    async noteSweep(note) {
      await sqlite.write((prepare) => inSqlite(prepare, writeSweepNote(note)));
    },
    async listFolders(owner) {
      return sqlite.read((prepare) => inSqlite(prepare, listFolders(owner)));
    },
    async putFolder(owner, folder, most) {
      assertFolder(owner, folder);
      await sqlite.write((prepare) => inSqlite(prepare, putFolder(owner, folder, most)));
    },
    async removeFolder(owner, folderId) {
      return sqlite.write((prepare) => inSqlite(prepare, removeFolder(owner, folderId)));
    },
  };
}

/** Whether the sweep may remove the thread, as it is now. */
export function isOldThread(prepare: Prepare, threadId: ThreadId, only: DeletedOnly): boolean {
  const row = prepare<MarkedRow & { updated_at: string }>(
    `SELECT threads.pos, threads.id, threads.owner, threads.updated_at, ${LINE_COLUMNS} FROM threads WHERE threads.id = ?`,
  ).get(threadId);
  return row !== undefined && isOld({ marks: toMarks(row), updatedAt: row.updated_at }, only);
}

function readLines(prepare: Prepare, threadIds: readonly ThreadId[]): MarkedRow[] {
  return prepare<MarkedRow>(
    `SELECT threads.pos, threads.id, threads.owner, ${LINE_COLUMNS} FROM threads WHERE threads.id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(threadIds));
}

function putMarks(prepare: Prepare, { row, marks, isFenced }: RowChange): void {
  if (isFenced) prepare("UPDATE threads SET epoch = epoch + 1 WHERE pos = ?").run(row.pos);
  prepare(`UPDATE threads SET ${MARK_COLUMNS.map((column) => `${column} = ?`).join(", ")} WHERE pos = ?`).run(
    ...toMarkValues(marks),
    row.pos,
  );
  writeTags(prepare, row.pos, "by_person", marks.tags ?? []);
}
