// The tables of threads. Rows have small numbers of their own for keys: ids are names within their thread, and long.
import type { Schema } from "../../sqlite/migrate.ts";
import { toSqliteText } from "./sql-job.ts";
import { SWEEP_NOTE_TABLE } from "./sql-sweep-note.ts";
import { FAVOURITE_TABLES, FAVOURITES_OF_THREAD } from "./sqlite-favourites.ts";
import { FEEDBACK_TABLES } from "./sqlite-feedback.ts";
import { addMarks } from "./sqlite-marks.ts";
import { foldStored, indexSaid } from "./sqlite-said.ts";
import { SHARE_TABLES } from "./sqlite-shares.ts";

export const DATA_SCHEMA: Schema = {
  name: "data",
  steps: [
    `
    CREATE TABLE threads (
      pos INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      owner TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      updated_at TEXT NOT NULL,
      folded_name TEXT NOT NULL,
      record TEXT NOT NULL,
      saved TEXT
    ) STRICT;
    CREATE INDEX threads_of_owner ON threads (owner, updated_at, id);

    CREATE TABLE turns (
      pos INTEGER PRIMARY KEY,
      thread INTEGER NOT NULL REFERENCES threads (pos) ON DELETE CASCADE,
      id TEXT NOT NULL,
      record TEXT NOT NULL,
      UNIQUE (thread, id)
    ) STRICT;

    CREATE TABLE steps (
      pos INTEGER PRIMARY KEY,
      thread INTEGER NOT NULL REFERENCES threads (pos) ON DELETE CASCADE,
      turn INTEGER NOT NULL REFERENCES turns (pos) ON DELETE CASCADE,
      id TEXT NOT NULL,
      record TEXT NOT NULL,
      UNIQUE (thread, id)
    ) STRICT;
    CREATE INDEX steps_of_turn ON steps (turn);

    -- A text is the pieces of its step and field, one after the other. Appending a row costs the same however long the text is.
    CREATE TABLE texts (
      step INTEGER NOT NULL REFERENCES steps (pos) ON DELETE CASCADE,
      field TEXT NOT NULL,
      begins INTEGER NOT NULL,
      ends INTEGER NOT NULL,
      rev INTEGER NOT NULL,
      piece ANY NOT NULL,
      PRIMARY KEY (step, field, begins)
    ) STRICT;
    `,
    `
    CREATE TABLE users (
      id TEXT PRIMARY KEY,
      identifier TEXT NOT NULL UNIQUE,
      record TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sign_ins (
      id TEXT PRIMARY KEY,
      user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      created_at TEXT NOT NULL,
      expires_at TEXT NOT NULL,
      seen_at TEXT NOT NULL,
      revoked_at TEXT,
      user_agent TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sign_ins_of_user ON sign_ins (user);
    CREATE INDEX sign_ins_by_age ON sign_ins (expires_at);
    `,
    `
    -- What was said, folded for searching; it goes with its step.
    CREATE TABLE said (
      step INTEGER PRIMARY KEY REFERENCES steps (pos) ON DELETE CASCADE,
      thread INTEGER NOT NULL REFERENCES threads (pos) ON DELETE CASCADE,
      folded TEXT NOT NULL
    ) STRICT;
    CREATE INDEX said_of_thread ON said (thread);
    `,
    foldStored,
    `
    CREATE TABLE elements (
      pos INTEGER PRIMARY KEY,
      thread INTEGER NOT NULL REFERENCES threads (pos) ON DELETE CASCADE,
      -- None: it belongs to the thread.
      step INTEGER REFERENCES steps (pos) ON DELETE CASCADE,
      id TEXT NOT NULL,
      record TEXT NOT NULL,
      UNIQUE (thread, id)
    ) STRICT;
    CREATE INDEX elements_of_step ON elements (step);
    CREATE INDEX elements_of_thread ON elements (thread) WHERE step IS NULL;
    CREATE INDEX artifacts_of_thread ON elements (thread) WHERE json_extract(record, '$.type') = 'artifact';

    -- Which files an element names.
    CREATE TABLE element_files (
      element INTEGER NOT NULL REFERENCES elements (pos) ON DELETE CASCADE,
      file TEXT NOT NULL,
      PRIMARY KEY (element, file)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX elements_of_file ON element_files (file);

    -- The thread by its id: a file may come before it.
    CREATE TABLE files (
      key TEXT NOT NULL,
      thread TEXT NOT NULL,
      owner TEXT NOT NULL,
      size INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      record TEXT NOT NULL,
      PRIMARY KEY (key, thread)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX files_of_thread ON files (thread);
    CREATE INDEX files_of_owner ON files (owner, key, size);
    CREATE INDEX files_by_age ON files (created_at, key, thread);
    `,
    `
    -- What people have allowed for good.
    CREATE TABLE approvals (
      pos INTEGER PRIMARY KEY,
      owner TEXT NOT NULL,
      tool TEXT NOT NULL,
      created_at TEXT NOT NULL,
      UNIQUE (owner, tool)
    ) STRICT;
    `,
    SHARE_TABLES,
    addMarks,
    FEEDBACK_TABLES + FAVOURITE_TABLES,
    FAVOURITES_OF_THREAD,
    toSqliteText(SWEEP_NOTE_TABLE),
  ],
  opened: indexSaid,
};
