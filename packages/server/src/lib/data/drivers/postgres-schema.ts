// The tables of threads in PostgreSQL, and the function by which a batch becomes rows: one call, one transaction, one round trip. Rows have
// small numbers of their own for keys: ids are names within their thread, and long. Records are `json`, not `jsonb`: they come back as they
// were given, and may hold `\u0000`. What is ordered by is compared byte by byte (`COLLATE "C"`), as in every other driver.
import type { PostgresSchema } from "../../postgres/migrate.ts";
import { FAVOURITE_TABLES, FAVOURITES_OF_THREAD } from "./postgres-favourites.ts";
import { FEEDBACK_TABLES } from "./postgres-feedback.ts";
import { GRAM_TABLES } from "./postgres-grams.ts";
import { MARK_TABLES } from "./postgres-marks.ts";
import { SHARE_TABLES } from "./postgres-shares.ts";
import { APPEND_TEXTS } from "./postgres-text-appends.ts";
import { SWEEP_NOTE_TABLE } from "./sql-sweep-note.ts";

const TABLES = `
  CREATE TABLE @.threads (
    pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    owner text COLLATE "C" NOT NULL,
    epoch bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    folded_name text NOT NULL,
    record json NOT NULL,
    saved json
  );
  CREATE INDEX threads_of_owner ON @.threads (owner, updated_at, id);

  CREATE TABLE @.turns (
    pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thread bigint NOT NULL REFERENCES @.threads ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL,
    record json NOT NULL,
    UNIQUE (thread, id)
  );

  CREATE TABLE @.steps (
    pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thread bigint NOT NULL REFERENCES @.threads ON DELETE CASCADE,
    turn bigint NOT NULL REFERENCES @.turns ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL,
    type text NOT NULL,
    created_at text NOT NULL,
    record json NOT NULL,
    UNIQUE (thread, id)
  );
  CREATE INDEX steps_of_turn ON @.steps (turn);

  -- A text is the pieces of its step and field, one after the other. Appending a row costs the same however long the text is.
  CREATE TABLE @.texts (
    step bigint NOT NULL REFERENCES @.steps ON DELETE CASCADE,
    field text NOT NULL,
    begins integer NOT NULL,
    ends integer NOT NULL,
    rev integer NOT NULL,
    -- So many UTF-16 units at the beginning of the piece were stored before it.
    skip integer NOT NULL,
    piece text,
    -- Instead of the piece, where it is no text that PostgreSQL can hold: its UTF-16 units.
    units bytea,
    PRIMARY KEY (step, field, begins)
  );

  -- What was said, folded for searching; it goes with its step. Without a text it is still to be folded.
  CREATE TABLE @.said (
    step bigint PRIMARY KEY REFERENCES @.steps ON DELETE CASCADE,
    thread bigint NOT NULL REFERENCES @.threads ON DELETE CASCADE,
    folded text
  );
  CREATE INDEX said_of_thread ON @.said (thread);
  CREATE INDEX said_unfolded ON @.said (thread) WHERE folded IS NULL;

  CREATE TABLE @.elements (
    pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    thread bigint NOT NULL REFERENCES @.threads ON DELETE CASCADE,
    -- None: it belongs to the thread.
    step bigint REFERENCES @.steps ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL,
    type text NOT NULL,
    record json NOT NULL,
    UNIQUE (thread, id)
  );
  CREATE INDEX elements_of_step ON @.elements (step);
  CREATE INDEX elements_of_thread ON @.elements (thread) WHERE step IS NULL;
  CREATE INDEX artifacts_of_thread ON @.elements (thread) WHERE type = 'artifact';

  -- Which files an element names.
  CREATE TABLE @.element_files (
    element bigint NOT NULL REFERENCES @.elements ON DELETE CASCADE,
    file text COLLATE "C" NOT NULL,
    PRIMARY KEY (element, file)
  );
  CREATE INDEX elements_of_file ON @.element_files (file);

  -- The thread by its id: a file may come before it.
  CREATE TABLE @.files (
    key text COLLATE "C" NOT NULL,
    thread text COLLATE "C" NOT NULL,
    owner text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    record json NOT NULL,
    PRIMARY KEY (key, thread)
  );
  CREATE INDEX files_of_thread ON @.files (thread);
  CREATE INDEX files_of_owner ON @.files (owner, key, size);
  CREATE INDEX files_by_age ON @.files (created_at, key, thread);

  -- What people have allowed for good. A tool is kept as JSON: its name may be any string.
  CREATE TABLE @.approvals (
    pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner text COLLATE "C" NOT NULL,
    tool text COLLATE "C" NOT NULL,
    created_at text NOT NULL,
    UNIQUE (owner, tool)
  );

  CREATE TABLE @.users (
    id text COLLATE "C" PRIMARY KEY,
    identifier text COLLATE "C" NOT NULL UNIQUE,
    record json NOT NULL
  );

  CREATE TABLE @.sign_ins (
    id text COLLATE "C" PRIMARY KEY,
    user_id text COLLATE "C" NOT NULL REFERENCES @.users ON DELETE CASCADE,
    created_at text NOT NULL,
    expires_at text COLLATE "C" NOT NULL,
    seen_at text NOT NULL,
    revoked_at text,
    -- As JSON: what a browser calls itself may be any string.
    user_agent json
  );
  CREATE INDEX sign_ins_of_user ON @.sign_ins (user_id);
  CREATE INDEX sign_ins_by_age ON @.sign_ins (expires_at);
`;

/**
 * What it is given is made by `toBatchColumns`: lists of columns, in which no id stands twice. Records come as columns of text and not within
 * one JSON: PostgreSQL cannot take a JSON apart that holds `\\u0000`. It takes the thread's row first, so that two writers of one thread
 * follow each other, and the one with the lower epoch is refused. Returns the messages whose text is to be folded.
 */
const WRITE_BATCH = `
  CREATE FUNCTION @.write_batch(
    thread_id text, batch_epoch bigint,
    has_row boolean, row_owner text, row_updated_at text, row_folded_name text, row_record text, row_saved text,
    removed_turns text[], removed_steps text[], removed_elements text[],
    turn_ids text[], turn_records text[],
    step_ids text[], step_turns text[], step_types text[], step_times text[], step_records text[], step_said boolean[], step_folded text[],
    whole_steps text[], whole_fields text[], whole_revs integer[], whole_lengths integer[], whole_pieces text[], whole_units text[],
    text_steps text[], text_fields text[], text_revs integer[], text_ats integer[], text_lengths integer[], text_pieces text[], text_units text[],
    element_ids text[], element_steps text[], element_types text[], element_records text[],
    named_elements text[], named_files text[]
  ) RETURNS bigint[] LANGUAGE plpgsql AS $function$
  DECLARE
    the_thread bigint;
    stored_epoch bigint;
    the_step bigint;
    stored_end integer;
    stored_rev integer;
    is_said boolean;
    unfolded bigint[] := '{}';
    p record;
  BEGIN
    SELECT pos, epoch INTO the_thread, stored_epoch FROM @.threads WHERE id = thread_id FOR UPDATE;
    IF the_thread IS NOT NULL AND batch_epoch < stored_epoch THEN RAISE EXCEPTION USING ERRCODE = 'CQ001'; END IF;
    IF the_thread IS NULL AND NOT has_row THEN RAISE EXCEPTION USING ERRCODE = 'CQ002'; END IF;

    IF has_row THEN
      INSERT INTO @.threads AS known (id, owner, epoch, updated_at, folded_name, record, saved)
      VALUES (thread_id, row_owner, batch_epoch, row_updated_at, row_folded_name, row_record::json, row_saved::json)
      ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, updated_at = excluded.updated_at, folded_name = excluded.folded_name,
        record = excluded.record, saved = excluded.saved WHERE known.epoch <= excluded.epoch
      RETURNING pos INTO the_thread;
      IF the_thread IS NULL THEN RAISE EXCEPTION USING ERRCODE = 'CQ001'; END IF;
      -- Files may have come before their thread, by the hand of whom it belonged to then.
      IF stored_epoch IS NULL THEN UPDATE @.files SET owner = row_owner WHERE thread = thread_id; END IF;
    ELSIF batch_epoch > stored_epoch THEN
      UPDATE @.threads SET epoch = batch_epoch WHERE pos = the_thread;
    END IF;

    IF cardinality(removed_turns) > 0 THEN DELETE FROM @.turns WHERE thread = the_thread AND id = ANY (removed_turns); END IF;
    IF cardinality(removed_steps) > 0 THEN DELETE FROM @.steps WHERE thread = the_thread AND id = ANY (removed_steps); END IF;
    IF cardinality(removed_elements) > 0 THEN DELETE FROM @.elements WHERE thread = the_thread AND id = ANY (removed_elements); END IF;

    IF cardinality(turn_ids) > 0 THEN
      INSERT INTO @.turns (thread, id, record)
      SELECT the_thread, given.id, given.record::json
      FROM unnest(turn_ids, turn_records) WITH ORDINALITY AS given (id, record, n) ORDER BY n
      ON CONFLICT (thread, id) DO UPDATE SET record = excluded.record;
    END IF;

    IF cardinality(step_ids) > 0 THEN
      -- A step whose turn is not stored breaks the rule that it has one.
      INSERT INTO @.steps (thread, turn, id, type, created_at, record)
      SELECT the_thread, turns.pos, given.id, given.type, given.at, given.record::json
      FROM unnest(step_ids, step_turns, step_types, step_times, step_records) WITH ORDINALITY AS given (id, turn, type, at, record, n)
        LEFT JOIN @.turns ON turns.thread = the_thread AND turns.id = given.turn ORDER BY n
      ON CONFLICT (thread, id) DO UPDATE
        SET turn = excluded.turn, type = excluded.type, created_at = excluded.created_at, record = excluded.record;

      IF cardinality(whole_steps) > 0 THEN
        DELETE FROM @.texts USING unnest(whole_steps, whole_fields) AS given (step, field), @.steps
        WHERE steps.thread = the_thread AND steps.id = given.step AND texts.step = steps.pos AND texts.field = given.field;
        INSERT INTO @.texts (step, field, begins, ends, rev, skip, piece, units)
        SELECT steps.pos, given.field, 0, given.length, given.rev, 0, given.piece, decode(given.units, 'hex')
        FROM unnest(whole_steps, whole_fields, whole_revs, whole_lengths, whole_pieces, whole_units)
          AS given (step, field, rev, length, piece, units) JOIN @.steps ON steps.thread = the_thread AND steps.id = given.step;
      END IF;

      -- Messages that are finished are said. Those that still grow are searched once they have an end.
      DELETE FROM @.said USING unnest(step_ids, step_said) AS given (id, is_said), @.steps
      WHERE NOT given.is_said AND steps.thread = the_thread AND steps.id = given.id AND said.step = steps.pos;
      INSERT INTO @.said (step, thread, folded)
      SELECT steps.pos, the_thread, given.folded
      FROM unnest(step_ids, step_said, step_folded) AS given (id, is_said, folded)
        JOIN @.steps ON steps.thread = the_thread AND steps.id = given.id LEFT JOIN @.said ON said.step = steps.pos
      WHERE given.is_said AND (given.folded IS NOT NULL OR said.step IS NULL)
      ON CONFLICT (step) DO UPDATE SET folded = excluded.folded;
      SELECT unfolded || array_agg(said.step) INTO unfolded
      FROM unnest(step_ids) AS given (id)
        JOIN @.steps ON steps.thread = the_thread AND steps.id = given.id JOIN @.said ON said.step = steps.pos
      WHERE said.folded IS NULL;
    END IF;

    IF cardinality(text_steps) > 0 THEN
      FOR p IN SELECT * FROM unnest(text_steps, text_fields, text_revs, text_ats, text_lengths, text_pieces, text_units)
        AS given (step, field, rev, at, length, piece, units)
      LOOP
        SELECT pos INTO the_step FROM @.steps WHERE thread = the_thread AND id = p.step;
        IF the_step IS NULL THEN RAISE EXCEPTION 'The step of a text is not stored.' USING ERRCODE = 'CQ003'; END IF;
        SELECT ends, rev INTO stored_end, stored_rev FROM @.texts WHERE step = the_step AND field = p.field ORDER BY begins DESC LIMIT 1;
        IF stored_rev IS NULL OR p.rev > stored_rev THEN
          IF p.at <> 0 THEN
            RAISE EXCEPTION 'The % of step % goes on at %, but the stored text ends at 0.', p.field, p.step, p.at USING ERRCODE = 'CQ003';
          END IF;
          DELETE FROM @.texts WHERE step = the_step AND field = p.field;
          INSERT INTO @.texts (step, field, begins, ends, rev, skip, piece, units)
          VALUES (the_step, p.field, 0, p.length, p.rev, 0, p.piece, decode(p.units, 'hex'));
        ELSIF p.rev < stored_rev THEN
          CONTINUE;
        ELSE
          IF p.at > stored_end THEN
            RAISE EXCEPTION 'The % of step % goes on at %, but the stored text ends at %.', p.field, p.step, p.at, stored_end
              USING ERRCODE = 'CQ003';
          END IF;
          CONTINUE WHEN p.at + p.length <= stored_end;
          -- An empty text is a row too: it has a revision. What is appended to it takes its place.
          INSERT INTO @.texts (step, field, begins, ends, rev, skip, piece, units)
          VALUES (the_step, p.field, stored_end, p.at + p.length, p.rev, stored_end - p.at, p.piece, decode(p.units, 'hex'))
          ON CONFLICT (step, field, begins) DO UPDATE
            SET ends = excluded.ends, skip = excluded.skip, piece = excluded.piece, units = excluded.units;
        END IF;
        IF p.field = 'output' THEN
          UPDATE @.said SET folded = NULL WHERE step = the_step RETURNING true INTO is_said;
          IF is_said AND NOT the_step = ANY (unfolded) THEN unfolded := unfolded || the_step; END IF;
        END IF;
      END LOOP;
    END IF;

    IF cardinality(element_ids) > 0 THEN
      -- One for a step that is not stored is not kept; one that is now for another step takes a new place.
      DELETE FROM @.elements USING unnest(element_ids, element_steps) AS given (id, step)
        LEFT JOIN @.steps ON steps.thread = the_thread AND steps.id = given.step
      WHERE elements.thread = the_thread AND elements.id = given.id
        AND (elements.step IS DISTINCT FROM steps.pos OR (given.step IS NOT NULL AND steps.pos IS NULL));
      INSERT INTO @.elements (thread, step, id, type, record)
      SELECT the_thread, steps.pos, given.id, given.type, given.record::json
      FROM unnest(element_ids, element_steps, element_types, element_records) WITH ORDINALITY AS given (id, step, type, record, n)
        LEFT JOIN @.steps ON steps.thread = the_thread AND steps.id = given.step
      WHERE given.step IS NULL OR steps.pos IS NOT NULL ORDER BY n
      ON CONFLICT (thread, id) DO UPDATE SET type = excluded.type, record = excluded.record;
      DELETE FROM @.element_files USING @.elements
      WHERE elements.thread = the_thread AND elements.id = ANY (element_ids) AND element_files.element = elements.pos;
      INSERT INTO @.element_files (element, file)
      SELECT elements.pos, given.file FROM unnest(named_elements, named_files) AS given (element, file)
        JOIN @.elements ON elements.thread = the_thread AND elements.id = given.element;
    END IF;
    RETURN unfolded;
  END
  $function$;
`;

const VIEWS = `
  -- For people who ask questions of their own: one row for each message. Pieces that PostgreSQL cannot hold as text are left out here.
  CREATE VIEW @.chat_messages AS
  SELECT threads.id AS thread_id, threads.owner, steps.id AS message_id, steps.type, steps.created_at::timestamptz AS created_at,
    (SELECT string_agg(substr(texts.piece, texts.skip + 1), '' ORDER BY texts.begins) FROM @.texts
      WHERE texts.step = steps.pos AND texts.field = 'output') AS text
  FROM @.steps JOIN @.threads ON threads.pos = steps.thread
  WHERE steps.type IN ('user_message', 'assistant_message', 'system_message');
`;

export const DATA_SCHEMA: PostgresSchema = {
  name: "data",
  steps: [
    TABLES + WRITE_BATCH + VIEWS,
    SHARE_TABLES,
    MARK_TABLES,
    FEEDBACK_TABLES + FAVOURITE_TABLES,
    GRAM_TABLES,
    FAVOURITES_OF_THREAD,
    SWEEP_NOTE_TABLE,
    APPEND_TEXTS,
  ],
};
