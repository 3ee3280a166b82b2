-- A file as the first version wrote it. Never changed: files like it lie on people's disks.
CREATE TABLE schema_versions (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT;
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
INSERT INTO schema_versions VALUES ('sessions', 1);
INSERT INTO sessions VALUES ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000001', 'visitor:one', 3, '2025-03-01T10:00:00.000Z', '{"id":"00000000-0000-4000-8000-000000000004","threadId":"00000000-0000-4000-8000-000000000001","threadCreatedAt":"2025-03-01T10:00:00.000Z","owner":"visitor:one","epoch":3,"handles":["visitor:one key"],"interacted":true,"started":true,"clientType":"webapp","surface":{"chatProfile":"Poet"},"asks":[],"answers":{},"unfinishedTurns":[],"unstored":[],"updatedAt":"2025-03-01T10:00:00.000Z"}');
INSERT INTO session_handles VALUES ('visitor:one key', '00000000-0000-4000-8000-000000000004');
INSERT INTO session_values VALUES ('00000000-0000-4000-8000-000000000004', 'counter', '3');
INSERT INTO session_values VALUES ('00000000-0000-4000-8000-000000000004', X'3dd8', X'0000');
