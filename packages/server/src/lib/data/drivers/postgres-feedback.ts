// Ratings in PostgreSQL. What a person wrote is kept as JSON, since it may be any string, and once more as columns that people can query.
import type { Feedback, StepId, ThreadId } from "@colloquy/protocol";
import type { Database } from "../../postgres/database.ts";
import type { PostgresShare } from "../../postgres/postgres-store.ts";
import { assertKey, isPlainText } from "../../storable.ts";
import { assertFeedbackKey, firstPlace, notStored, toFeedbackJson, toFeedbackPage } from "../feedback-rows.ts";
import type { FeedbackRow, FeedbackStore } from "../feedback-store.ts";

/** The step of the migration that makes room for them. */
export const FEEDBACK_TABLES = `
  CREATE TABLE @.feedback (
    pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    step bigint NOT NULL REFERENCES @.steps ON DELETE CASCADE,
    owner text COLLATE "C" NOT NULL,
    rating smallint NOT NULL,
    -- What of the record PostgreSQL can hold as text.
    tags text[] NOT NULL,
    comment text,
    created_at text NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    record json NOT NULL,
    UNIQUE (step, owner)
  );
  CREATE INDEX feedback_of_owner ON @.feedback (owner);
  CREATE INDEX feedback_by_change ON @.feedback (updated_at, pos);

  -- For people who ask questions of their own: one row for each rating, 1 for thumbs up and 0 for down.
  CREATE VIEW @.chat_feedback AS
  SELECT threads.id AS thread_id, feedback.owner, steps.id AS message_id, feedback.rating, feedback.tags, feedback.comment,
    feedback.created_at::timestamptz AS created_at, feedback.updated_at::timestamptz AS updated_at
  FROM @.feedback JOIN @.steps ON steps.pos = feedback.step JOIN @.threads ON threads.pos = steps.thread;
`;

interface Row {
  readonly pos: number;
  readonly thread_id: ThreadId;
  readonly step_id: StepId;
  readonly owner: string;
  readonly rating: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly record: string;
}

const COLUMNS = `feedback.pos, threads.id AS thread_id, steps.id AS step_id, feedback.owner, feedback.rating, feedback.created_at,
  feedback.updated_at, feedback.record::text AS record`;

export function createPostgresFeedback(store: PostgresShare): FeedbackStore {
  return {
    async put(row) {
      assertFeedbackKey(row);
      const { threadId, stepId, owner, rating, tags, comment, createdAt, updatedAt } = row;
      const [written] = await store.about(threadId, (db) =>
        db.rows<{ created_at: string }>(
          `INSERT INTO @.feedback (step, owner, rating, tags, comment, created_at, updated_at, record)
           SELECT steps.pos, $3, $4::smallint, $5::text[], $6::text, $7, $8, $9::text::json
           FROM @.threads JOIN @.steps ON steps.thread = threads.pos AND steps.id = $2 WHERE threads.id = $1
           ON CONFLICT (step, owner) DO UPDATE SET rating = excluded.rating, tags = excluded.tags, comment = excluded.comment,
             updated_at = excluded.updated_at, record = excluded.record
           RETURNING created_at`,
          threadId,
          stepId,
          owner,
          rating === "up" ? 1 : 0,
          tags.filter(isPlainText),
          comment !== undefined && isPlainText(comment) ? comment : null,
          createdAt,
          updatedAt,
          toFeedbackJson(row),
        ),
      );
      if (!written) throw notStored();
      return { ...row, tags: [...tags], createdAt: written.created_at };
    },
    async remove(key) {
      assertFeedbackKey(key);
      const removed = await store.about(key.threadId, (db) =>
        db.run(
          `DELETE FROM @.feedback USING @.steps, @.threads WHERE steps.pos = feedback.step AND threads.pos = steps.thread
           AND threads.id = $1 AND steps.id = $2 AND feedback.owner = $3`,
          key.threadId,
          key.stepId,
          key.owner,
        ),
      );
      return removed > 0;
    },
    async ofMessages(threadId, owner, stepIds) {
      assertKey(threadId, "The id of a thread");
      assertKey(owner, "The owner of a rating");
      const rows = await store.about(threadId, (db) =>
        db.rows<Row>(
          `SELECT ${COLUMNS} FROM @.threads JOIN @.steps ON steps.thread = threads.pos AND steps.id = ANY ($2::text[])
             JOIN @.feedback ON feedback.step = steps.pos AND feedback.owner = $3
           WHERE threads.id = $1 ORDER BY array_position($2::text[], steps.id::text)`,
          threadId,
          stepIds.filter(isPlainText),
          owner,
        ),
      );
      return rows.map(toRow);
    },
    async ofThread(threadId) {
      assertKey(threadId, "The id of a thread");
      const rows = await store.about(threadId, (db) =>
        db.rows<Row>(
          `SELECT ${COLUMNS} FROM @.threads JOIN @.steps ON steps.thread = threads.pos JOIN @.feedback ON feedback.step = steps.pos
           WHERE threads.id = $1 ORDER BY feedback.updated_at, feedback.pos`,
          threadId,
        ),
      );
      return rows.map(toRow);
    },
    async list(query) {
      const from = firstPlace(query);
      const rows = await store.after((db) =>
        db.rows<Row>(
          `SELECT ${COLUMNS} FROM @.feedback JOIN @.steps ON steps.pos = feedback.step JOIN @.threads ON threads.pos = steps.thread
           WHERE (feedback.updated_at, feedback.pos) > ($1, $2::bigint) ORDER BY feedback.updated_at, feedback.pos LIMIT $3`,
          from.updatedAt,
          from.place,
          query.limit + 1,
        ),
      );
      return toFeedbackPage(
        rows.map((row) => ({ updatedAt: row.updated_at, place: row.pos, row: toRow(row) })),
        query.limit,
      );
    },
  };
}

/** Within the transaction that moves the threads. Who has rated the same message keeps what they said. */
export async function moveFeedback(db: Database, from: string, to: string): Promise<void> {
  if (from === to) return;
  await db.run("DELETE FROM @.feedback WHERE owner = $1 AND step IN (SELECT step FROM @.feedback WHERE owner = $2)", from, to);
  await db.run("UPDATE @.feedback SET owner = $2 WHERE owner = $1", from, to);
}

function toRow({ thread_id, step_id, owner, rating, created_at, updated_at, record }: Row): FeedbackRow {
  const { tags, comment } = JSON.parse(record) as Pick<Feedback, "tags" | "comment">;
  return {
    threadId: thread_id,
    stepId: step_id,
    owner,
    rating: rating === 1 ? "up" : "down",
    tags,
    ...(comment !== undefined && { comment }),
    createdAt: created_at,
    updatedAt: updated_at,
  };
}
