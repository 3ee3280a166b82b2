// The tables of live sessions in PostgreSQL, and the function by which one is saved: one call, one transaction, one round trip.
import type { PostgresSchema } from "../../postgres/migrate.ts";

export const SESSION_SCHEMA: PostgresSchema = {
  name: "sessions",
  // No step of its own: a release that does not know it goes on with the same tables.
  async opened(db) {
    await db.run("CREATE TABLE IF NOT EXISTS @.session_place (id text NOT NULL)");
    await db.run("INSERT INTO @.session_place (id) SELECT gen_random_uuid()::text WHERE NOT EXISTS (SELECT FROM @.session_place)");
  },
  steps: [
    `
    CREATE TABLE @.sessions (
      id text COLLATE "C" PRIMARY KEY,
      thread_id text COLLATE "C" NOT NULL UNIQUE,
      owner text COLLATE "C" NOT NULL,
      epoch bigint NOT NULL,
      idle_since text COLLATE "C" NOT NULL,
      -- The process that has it, and until when it is believed without another sign of life.
      holder text,
      held_until timestamptz,
      record json NOT NULL
    );
    CREATE INDEX sessions_of_owner ON @.sessions (owner);
    CREATE INDEX sessions_by_idleness ON @.sessions (idle_since);
    CREATE INDEX sessions_of_holder ON @.sessions (holder);

    CREATE TABLE @.session_handles (
      handle text COLLATE "C" PRIMARY KEY,
      session text COLLATE "C" NOT NULL REFERENCES @.sessions ON DELETE CASCADE
    );
    CREATE INDEX handles_of_session ON @.session_handles (session);

    -- Keys and values as JSON texts: they may be any strings.
    CREATE TABLE @.session_values (
      session text COLLATE "C" NOT NULL REFERENCES @.sessions ON DELETE CASCADE,
      key text COLLATE "C" NOT NULL,
      value text NOT NULL,
      PRIMARY KEY (session, key)
    );

    CREATE FUNCTION @.save_session(
      session_id text, thread text, its_owner text, its_epoch bigint, idle text, its_holder text, held_for interval, its_record text,
      handles text[], changed_keys text[], changed_values text[]
    ) RETURNS void LANGUAGE plpgsql AS $function$
    DECLARE
      stored_id text;
      stored_epoch bigint;
    BEGIN
      -- One at a time for each thread, also when nothing is stored of it yet.
      PERFORM pg_advisory_xact_lock(hashtextextended(thread, 0));
      SELECT id, epoch INTO stored_id, stored_epoch FROM @.sessions WHERE thread_id = thread FOR UPDATE;
      IF stored_epoch > its_epoch OR (stored_epoch = its_epoch AND stored_id <> session_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'CQ001';
      END IF;
      IF stored_id <> session_id THEN DELETE FROM @.sessions WHERE id = stored_id; END IF;

      INSERT INTO @.sessions (id, thread_id, owner, epoch, idle_since, holder, held_until, record)
      VALUES (session_id, thread, its_owner, its_epoch, idle, its_holder, clock_timestamp() + held_for, its_record::json)
      ON CONFLICT (id) DO UPDATE SET thread_id = excluded.thread_id, owner = excluded.owner, epoch = excluded.epoch,
        idle_since = excluded.idle_since, holder = excluded.holder, held_until = excluded.held_until, record = excluded.record;

      DELETE FROM @.session_handles WHERE session = session_id AND NOT handle = ANY (handles);
      INSERT INTO @.session_handles (handle, session) SELECT given, session_id FROM unnest(handles) AS given
      ON CONFLICT (handle) DO UPDATE SET session = excluded.session WHERE session_handles.session <> excluded.session;

      DELETE FROM @.session_values USING unnest(changed_keys, changed_values) AS given (key, value)
      WHERE session_values.session = session_id AND session_values.key = given.key AND given.value IS NULL;
      INSERT INTO @.session_values (session, key, value)
      SELECT session_id, given.key, given.value FROM unnest(changed_keys, changed_values) AS given (key, value) WHERE given.value IS NOT NULL
      ON CONFLICT (session, key) DO UPDATE SET value = excluded.value;
    END
    $function$;
    `,
  ],
};
