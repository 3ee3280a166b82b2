// Live sessions in an SQLite file, so that a restart finds them again.
import { ChatError, type SessionId, type ThreadId } from "@colloquy/protocol";
import { fromSqlText, type SqlText, toSqlText } from "../../sqlite/sql-text.ts";
import { type SqliteFile, type SqliteFileOptions, toSqliteFile } from "../../sqlite/sqlite-file.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { assertKey, toRecordJson } from "../../storable.ts";
import { assertRecord, idleSince, withOwner } from "../record-rules.ts";
import type { SavedValuesPatch, SessionRecord, SessionStore } from "../session-store.ts";
import { SESSION_SCHEMA } from "./sqlite-schema.ts";

/** Keeps records of sessions in a file of its own, or in one that is shared with the data layer. */
export function createSqliteSessionStore(source: SqliteFile | SqliteFileOptions): SessionStore {
  const sqlite = toSqliteFile(source).share(SESSION_SCHEMA);

  return {
    name: "sqlite",
    survivesRestart: true,
    open: () => sqlite.open(),
    async save(record, values = {}) {
      assertRecord(record);
      const json = toRecordJson(record, "The session");
      await sqlite.write((prepare) => save(prepare, record, json, values));
    },
    async takeEpoch(threadId, above) {
      assertKey(threadId, "The thread of a session");
      return sqlite.write((prepare) => takeEpoch(prepare, threadId, above));
    },
    async load(sessionId) {
      assertKey(sessionId, "The id of a session");
      return sqlite.read((prepare) => parse(prepare<Row>("SELECT record FROM sessions WHERE id = ?").get(sessionId)));
    },
    async loadValues(sessionId) {
      assertKey(sessionId, "The id of a session");
      const rows = await sqlite.read((prepare) =>
        prepare<{ key: Stored; value: Stored }>("SELECT key, value FROM session_values WHERE session = ?").all(sessionId),
      );
      return Object.fromEntries(rows.map(({ key, value }) => [fromSqlText(key), fromSqlText(value)]));
    },
    async findByThread(threadId) {
      assertKey(threadId, "The thread of a session");
      return sqlite.read((prepare) => parse(prepare<Row>("SELECT record FROM sessions WHERE thread_id = ?").get(threadId)));
    },
    async findByHandle(handle) {
      assertKey(handle, "A handle");
      return sqlite.read((prepare) =>
        parse(prepare<Row>("SELECT record FROM session_handles JOIN sessions ON sessions.id = session WHERE handle = ?").get(handle)),
      );
    },
    async findIdleSince(instant) {
      const rows = await sqlite.read((prepare) =>
        prepare<Row>("SELECT record FROM sessions WHERE idle_since <= ? ORDER BY idle_since").all(instant),
      );
      return rows.map((row) => JSON.parse(row.record) as SessionRecord);
    },
    async delete(sessionId, epoch) {
      assertKey(sessionId, "The id of a session");
      await sqlite.write((prepare) => prepare("DELETE FROM sessions WHERE id = ? AND epoch <= ?").run(sessionId, epoch));
    },
    async moveSessions(from, to) {
      assertKey(from, "The owner of a session");
      assertKey(to, "The owner of a session");
      return sqlite.write((prepare) => moveSessions(prepare, from, to));
    },
    close: () => sqlite.close(),
  };
}

interface Row {
  readonly record: string;
}

type Stored = SqlText | ArrayBuffer;

function parse(row: Row | undefined): SessionRecord | undefined {
  return row && (JSON.parse(row.record) as SessionRecord);
}

function save(prepare: Prepare, record: SessionRecord, json: string, values: SavedValuesPatch): void {
  const holder = prepare<{ id: SessionId; epoch: number }>("SELECT id, epoch FROM sessions WHERE thread_id = ?").get(record.threadId);
  const stale = holder && (holder.epoch > record.epoch || (holder.epoch === record.epoch && holder.id !== record.id));
  if (stale) throw new ChatError("STALE_WRITE");
  if (holder && holder.id !== record.id) prepare("DELETE FROM sessions WHERE id = ?").run(holder.id);
  put(prepare, record, json);
  for (const [key, value] of Object.entries(values)) putValue(prepare, record.id, key, value);
}

function takeEpoch(prepare: Prepare, threadId: ThreadId, above: number): number | undefined {
  const record = parse(prepare<Row>("SELECT record FROM sessions WHERE thread_id = ?").get(threadId));
  if (!record) return undefined;
  const next = { ...record, epoch: Math.max(record.epoch, above) + 1 };
  put(prepare, next, toRecordJson(next, "The session"));
  return next.epoch;
}

function put(prepare: Prepare, record: SessionRecord, json: string): void {
  prepare(
    `INSERT INTO sessions (id, thread_id, owner, epoch, idle_since, record) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET thread_id = excluded.thread_id, owner = excluded.owner, epoch = excluded.epoch,
       idle_since = excluded.idle_since, record = excluded.record`,
  ).run(record.id, record.threadId, record.owner, record.epoch, idleSince(record), json);
  putHandles(prepare, record);
}

/** Most saves change no handle: then nothing is written. */
function putHandles(prepare: Prepare, { id, handles }: SessionRecord): void {
  const stored = prepare<{ handle: string }>("SELECT handle FROM session_handles WHERE session = ?").all(id);
  const gone = stored.filter(({ handle }) => !handles.includes(handle));
  const fresh = handles.filter((handle) => !stored.some((row) => row.handle === handle));
  for (const { handle } of gone) prepare("DELETE FROM session_handles WHERE handle = ?").run(handle);
  for (const handle of fresh) prepare("INSERT OR REPLACE INTO session_handles (handle, session) VALUES (?, ?)").run(handle, id);
}

function putValue(prepare: Prepare, id: SessionId, key: string, value: string | null): void {
  if (value === null) prepare("DELETE FROM session_values WHERE session = ? AND key = ?").run(id, toSqlText(key));
  else {
    prepare(
      "INSERT INTO session_values (session, key, value) VALUES (?, ?, ?) ON CONFLICT (session, key) DO UPDATE SET value = excluded.value",
    ).run(id, toSqlText(key), toSqlText(value));
  }
}

function moveSessions(prepare: Prepare, from: string, to: string): number {
  const rows = prepare<Row>("SELECT record FROM sessions WHERE owner = ?").all(from);
  for (const { record } of rows) {
    const moved = withOwner(JSON.parse(record) as SessionRecord, to);
    put(prepare, moved, toRecordJson(moved, "The session"));
  }
  return rows.length;
}
