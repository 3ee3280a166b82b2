-- A file as the fifth version wrote it, without the search index, which is made anew whenever it is missing. Never changed: files like it lie on people's disks.
CREATE TABLE schema_versions (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT;
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
CREATE TABLE texts (
      step INTEGER NOT NULL REFERENCES steps (pos) ON DELETE CASCADE,
      field TEXT NOT NULL,
      begins INTEGER NOT NULL,
      ends INTEGER NOT NULL,
      rev INTEGER NOT NULL,
      piece ANY NOT NULL,
      PRIMARY KEY (step, field, begins)
    ) STRICT;
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
CREATE TABLE said (
      step INTEGER PRIMARY KEY REFERENCES steps (pos) ON DELETE CASCADE,
      thread INTEGER NOT NULL REFERENCES threads (pos) ON DELETE CASCADE,
      folded TEXT NOT NULL
    ) STRICT;
CREATE INDEX said_of_thread ON said (thread);
CREATE TABLE elements (
  pos INTEGER PRIMARY KEY,
  thread INTEGER NOT NULL REFERENCES threads (pos) ON DELETE CASCADE,
  step INTEGER REFERENCES steps (pos) ON DELETE CASCADE,
  id TEXT NOT NULL,
  record TEXT NOT NULL,
  UNIQUE (thread, id)
) STRICT;
CREATE INDEX elements_of_step ON elements (step);
CREATE INDEX elements_of_thread ON elements (thread) WHERE step IS NULL;
CREATE INDEX artifacts_of_thread ON elements (thread) WHERE json_extract(record, '$.type') = 'artifact';
CREATE TABLE element_files (
  element INTEGER NOT NULL REFERENCES elements (pos) ON DELETE CASCADE,
  file TEXT NOT NULL,
  PRIMARY KEY (element, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX elements_of_file ON element_files (file);
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
INSERT INTO schema_versions VALUES ('data', 5);
INSERT INTO threads VALUES (1, '00000000-0000-4000-8000-000000000001', 'user:00000000-0000-4000-8000-000000000009', 3, '2026-03-01T10:00:00.000Z', 'grosse', '{"id":"00000000-0000-4000-8000-000000000001","createdAt":"2026-03-01T10:00:00.000Z","updatedAt":"2026-03-01T10:00:00.000Z","name":"Größe","leafTurnId":"00000000-0000-4000-8000-000000000002"}', '{"savedValues":{"counter":"3"},"savedSurface":"{}"}');
INSERT INTO turns VALUES (1, 1, '00000000-0000-4000-8000-000000000002', '{"id":"00000000-0000-4000-8000-000000000002","kind":"message","foreground":true,"state":"done","createdAt":"2026-03-01T10:00:00.000Z","messageId":"00000000-0000-4000-8000-000000000003"}');
INSERT INTO steps VALUES (1, 1, 1, '00000000-0000-4000-8000-000000000003', '{"id":"00000000-0000-4000-8000-000000000003","turnId":"00000000-0000-4000-8000-000000000002","type":"user_message","name":"Ada","createdAt":"2026-03-01T10:00:00.000Z","end":"2026-03-01T10:00:00.000Z"}');
INSERT INTO steps VALUES (2, 1, 1, '00000000-0000-4000-8000-000000000004', '{"id":"00000000-0000-4000-8000-000000000004","turnId":"00000000-0000-4000-8000-000000000002","type":"assistant_message","name":"Assistant","createdAt":"2026-03-01T10:00:00.000Z","end":"2026-03-01T10:00:00.000Z"}');
INSERT INTO texts VALUES (1, 'output', 0, 23, 0, 'How wide is the Straße?');
INSERT INTO texts VALUES (2, 'output', 0, 11, 1, X'570065006c006c00200064006f006e00650020003dd8');
INSERT INTO texts VALUES (2, 'output', 11, 13, 1, X'4ddc2100');
INSERT INTO users VALUES ('00000000-0000-4000-8000-000000000009', 'ada', '{"id":"00000000-0000-4000-8000-000000000009","identifier":"ada","roles":["admin"],"metadata":{},"createdAt":"2026-03-01T10:00:00.000Z","updatedAt":"2026-03-01T10:00:00.000Z"}');
INSERT INTO sign_ins VALUES ('a1b2', '00000000-0000-4000-8000-000000000009', '2026-03-01T10:00:00.000Z', '2026-04-01T10:00:00.000Z', '2026-03-01T10:00:00.000Z', NULL, 'Firefox');
INSERT INTO said VALUES (1, 1, 'how wide is the strasse?');
INSERT INTO said VALUES (2, 1, 'well done 👍!');
INSERT INTO elements VALUES (1, 1, 2, '00000000-0000-4000-8000-000000000006', '{"id":"00000000-0000-4000-8000-000000000006","forId":"00000000-0000-4000-8000-000000000004","type":"file","name":"a","display":"inline"}');
INSERT INTO files VALUES ('00000000-0000-4000-8000-000000000005', '00000000-0000-4000-8000-000000000001', 'user:00000000-0000-4000-8000-000000000009', 2, '2026-03-01T10:00:00.000Z', '{"key":"00000000-0000-4000-8000-000000000005","threadId":"00000000-0000-4000-8000-000000000001","owner":"user:00000000-0000-4000-8000-000000000009","name":"a","mime":"text/plain","size":2,"sha256":"ab","createdAt":"2026-03-01T10:00:00.000Z"}');
