// Live sessions in PostgreSQL, so that a restart finds them again. Several processes may share it: a session is held by the process that saved
// it last, which says again and again that it lives; nobody else sweeps what it holds. Only the clock of the database counts.
import type { SessionId } from "@colloquy/protocol";
import type { Database } from "../../postgres/database.ts";
import { type PostgresOptions, type PostgresStore, toPostgresStore } from "../../postgres/postgres-store.ts";
import { assertKey, isPlainText, toRecordJson } from "../../storable.ts";
import { assertRecord, idleSince, withOwner } from "../record-rules.ts";
import type { SavedValuesPatch, SessionRecord as Session, SessionStore } from "../session-store.ts";
import { createPostgresLocks } from "./postgres-locks.ts";
import { SESSION_SCHEMA } from "./postgres-schema.ts";

/** A process that was silent for so long is dead to the others, and it says every third of it that it is not. */
const HELD_FOR_S = 30;

/** Keeps records of sessions in PostgreSQL 13 or newer, in a schema of its own or in that of the data layer. */
export function createPostgresSessionStore(source: PostgresStore | PostgresOptions): SessionStore {
  const database = toPostgresStore(source);
  const store = database.share(SESSION_SCHEMA);
  const locks = createPostgresLocks(database);
  const holder = crypto.randomUUID();
  let beat: NodeJS.Timeout | undefined;

  const sayAlive = async () => {
    await store
      .after((db) =>
        db.run("UPDATE @.sessions SET held_until = clock_timestamp() + $2::interval WHERE holder = $1", holder, `${HELD_FOR_S} seconds`),
      )
      // A database that is away is told of by whoever writes; a session that is swept meanwhile was written by nobody for long.
      .catch(() => undefined);
  };

  return {
    name: "postgres",
    survivesRestart: true,
    locks,
    async open() {
      await store.open();
      beat ??= setInterval(() => void sayAlive(), (HELD_FOR_S * 1000) / 3).unref();
    },
    async placeId() {
      const rows = await store.after((db) => db.rows<{ id: string }>("SELECT id FROM @.session_place"));
      return rows[0]?.id ?? "";
    },
    async save(record, values = {}) {
      assertRecord(record);
      const json = toRecordJson(record, "The session");
      await store.about([record.threadId, record.id], (db) => save(db, record, json, values, holder));
    },
    async takeEpoch(threadId, above) {
      assertKey(threadId, "The thread of a session");
      const rows = await store.about(threadId, (db) =>
        db.rows<{ epoch: number }>(
          "UPDATE @.sessions SET epoch = greatest(epoch, $2::bigint) + 1 WHERE thread_id = $1 RETURNING epoch",
          threadId,
          above,
        ),
      );
      return rows[0]?.epoch;
    },
    async load(sessionId) {
      assertKey(sessionId, "The id of a session");
      return store.after((db) => readOne(db, "sessions.id = $1", sessionId));
    },
    async loadValues(sessionId) {
      assertKey(sessionId, "The id of a session");
      const rows = await store.after((db) =>
        db.rows<{ key: string; value: string }>("SELECT key, value FROM @.session_values WHERE session = $1", sessionId),
      );
      return Object.fromEntries(rows.map(({ key, value }) => [JSON.parse(key) as string, JSON.parse(value) as string]));
    },
    async findByThread(threadId) {
      assertKey(threadId, "The thread of a session");
      return store.after((db) => readOne(db, "thread_id = $1", threadId));
    },
    async findByHandle(handle) {
      assertKey(handle, "A handle");
      return store.after((db) => readOne(db, "id = (SELECT session FROM @.session_handles WHERE handle = $1)", handle));
    },
    async findIdleSince(instant) {
      if (!isPlainText(instant)) return [];
      const rows = await store.after((db) =>
        db.rows<Row>(
          `SELECT epoch, record::text AS record FROM @.sessions
           WHERE idle_since <= $1 AND (holder IS NULL OR holder = $2 OR held_until < clock_timestamp()) ORDER BY idle_since`,
          instant,
          holder,
        ),
      );
      return rows.map(toRecord);
    },
    async delete(sessionId, epoch) {
      assertKey(sessionId, "The id of a session");
      await store.about(sessionId, (db) => db.run("DELETE FROM @.sessions WHERE id = $1 AND epoch <= $2", sessionId, epoch));
    },
    async moveSessions(from, to) {
      assertKey(from, "The owner of a session");
      assertKey(to, "The owner of a session");
      return store.alone((db) => moveSessions(db, from, to));
    },
    async close() {
      clearInterval(beat);
      // Whoever comes next may have them at once.
      if (beat) await store.after((db) => db.run("UPDATE @.sessions SET holder = NULL WHERE holder = $1", holder)).catch(() => undefined);
      beat = undefined;
      await locks.close();
      await store.close();
    },
  };
}

interface Row {
  readonly epoch: number;
  readonly record: string;
}

/** The epoch of the row holds: one may have been given out since the record was written. */
function toRecord({ epoch, record }: Row): Session {
  return { ...(JSON.parse(record) as Session), epoch };
}

async function readOne(db: Database, where: string, value: string): Promise<Session | undefined> {
  const rows = await db.rows<Row>(`SELECT epoch, record::text AS record FROM @.sessions WHERE ${where}`, value);
  return rows.map(toRecord)[0];
}

async function save(db: Database, record: Session, json: string, values: SavedValuesPatch, holder: string): Promise<void> {
  const changed = Object.entries(values);
  await db.run(
    `SELECT @.save_session($1::text, $2::text, $3::text, $4::bigint, $5::text, $6::text, $7::interval, $8::text, $9::text[], $10::text[], $11::text[])`,
    record.id,
    record.threadId,
    record.owner,
    record.epoch,
    idleSince(record),
    holder,
    `${HELD_FOR_S} seconds`,
    json,
    [...new Set(record.handles)],
    changed.map(([key]) => JSON.stringify(key)),
    changed.map(([, value]) => (value === null ? null : JSON.stringify(value))),
  );
}

async function moveSessions(db: Database, from: string, to: string): Promise<number> {
  const rows = await db.rows<Row & { readonly id: SessionId }>(
    "SELECT id, epoch, record::text AS record FROM @.sessions WHERE owner = $1 FOR UPDATE",
    from,
  );
  for (const row of rows) {
    const moved = withOwner(toRecord(row), to);
    await db.run("UPDATE @.sessions SET owner = $2, record = $3::text::json WHERE id = $1", row.id, to, toRecordJson(moved, "The session"));
    await db.run("DELETE FROM @.session_handles WHERE session = $1", row.id);
    await db.run(
      `INSERT INTO @.session_handles (handle, session) SELECT given, $1 FROM unnest($2::text[]) AS given
       ON CONFLICT (handle) DO UPDATE SET session = excluded.session`,
      row.id,
      [...new Set(moved.handles)],
    );
  }
  return rows.length;
}
