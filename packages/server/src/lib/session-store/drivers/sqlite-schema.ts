// The tables of live sessions.
import type { Schema } from "../../sqlite/migrate.ts";

export const SESSION_SCHEMA: Schema = {
  name: "sessions",
  steps: [
    `
    CREATE TABLE sessions (
      id TEXT PRIMARY KEY NOT NULL,
      thread_id TEXT NOT NULL UNIQUE,
      owner TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      idle_since TEXT NOT NULL,
      record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX sessions_of_owner ON sessions (owner);
    CREATE INDEX sessions_by_idleness ON sessions (idle_since);

    CREATE TABLE session_handles (
      handle TEXT PRIMARY KEY NOT NULL,
      session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX handles_of_session ON session_handles (session);

    CREATE TABLE session_values (
      session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
      key ANY NOT NULL,
      value ANY NOT NULL,
      PRIMARY KEY (session, key)
    ) STRICT;
    `,
  ],
};
