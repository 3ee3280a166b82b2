-- A file as the first version wrote it. Never changed: files like it lie on people's disks.
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
INSERT INTO schema_versions VALUES ('data', 1);
INSERT INTO threads VALUES (1, '00000000-0000-4000-8000-000000000001', 'visitor:one', 3, '2025-03-01T10:00:00.000Z', 'GRÖSSE', '{"id":"00000000-0000-4000-8000-000000000001","name":"Größe","createdAt":"2025-03-01T10:00:00.000Z","updatedAt":"2025-03-01T10:00:00.000Z","leafTurnId":"00000000-0000-4000-8000-000000000002"}', '{"savedValues":{"counter":"3"},"savedSurface":"{}"}');
INSERT INTO turns VALUES (1, 1, '00000000-0000-4000-8000-000000000002', '{"id":"00000000-0000-4000-8000-000000000002","kind":"message","foreground":true,"state":"done","createdAt":"2025-03-01T10:00:00.000Z"}');
INSERT INTO steps VALUES (1, 1, 1, '00000000-0000-4000-8000-000000000003', '{"id":"00000000-0000-4000-8000-000000000003","turnId":"00000000-0000-4000-8000-000000000002","type":"assistant_message","name":"Assistant","createdAt":"2025-03-01T10:00:00.000Z"}');
INSERT INTO texts VALUES (1, 'input', 0, 5, 0, 'whole');
INSERT INTO texts VALUES (1, 'output', 0, 11, 1, X'570065006c006c00200064006f006e00650020003dd8');
INSERT INTO texts VALUES (1, 'output', 11, 13, 1, X'4ddc2100');
