// Ratings in an SQLite file. What a person wrote is kept as JSON: it may be any string.
import type { Feedback, StepId, ThreadId } from "@colloquy/protocol";
import type { SqliteShare } from "../../sqlite/sqlite-file.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { assertKey } from "../../storable.ts";
import { assertFeedbackKey, firstPlace, notStored, toFeedbackJson, toFeedbackPage } from "../feedback-rows.ts";
import type { FeedbackRow, FeedbackStore } from "../feedback-store.ts";

/** The step of the migration that makes room for them. */
export const FEEDBACK_TABLES = `
  CREATE TABLE feedback (
    pos INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES steps (pos) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    rating INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (step, owner)
  ) STRICT;
  CREATE INDEX feedback_of_owner ON feedback (owner);
  CREATE INDEX feedback_by_change ON feedback (updated_at, pos);
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

const COLUMNS = `feedback.pos, threads.id AS thread_id, steps.id AS step_id, feedback.owner, feedback.rating, feedback.created_at, feedback.updated_at, feedback.record`;

export function createSqliteFeedback(sqlite: SqliteShare): FeedbackStore {
  return {
    async put(row) {
      assertFeedbackKey(row);
      const record = toFeedbackJson(row);
      return sqlite.write((prepare) => {
        const written = prepare<{ created_at: string }>(
          `INSERT INTO feedback (step, owner, rating, created_at, updated_at, record)
           SELECT steps.pos, ?, ?, ?, ?, ? FROM threads JOIN steps ON steps.thread = threads.pos AND steps.id = ? WHERE threads.id = ?
           ON CONFLICT (step, owner) DO UPDATE SET rating = excluded.rating, updated_at = excluded.updated_at, record = excluded.record
           RETURNING created_at`,
        ).get(row.owner, row.rating === "up" ? 1 : 0, row.createdAt, row.updatedAt, record, row.stepId, row.threadId);
        if (!written) throw notStored();
        return { ...row, tags: [...row.tags], createdAt: written.created_at };
      });
    },
    async remove(key) {
      assertFeedbackKey(key);
      return sqlite.write(
        (prepare) =>
          prepare(
            `DELETE FROM feedback WHERE owner = ?
             AND step = (SELECT steps.pos FROM threads JOIN steps ON steps.thread = threads.pos AND steps.id = ? WHERE threads.id = ?)`,
          ).run(key.owner, key.stepId, key.threadId) > 0,
      );
    },
    async ofMessages(threadId, owner, stepIds) {
      assertKey(threadId, "The id of a thread");
      assertKey(owner, "The owner of a rating");
      return sqlite.read((prepare) =>
        prepare<Row>(
          `SELECT ${COLUMNS} FROM threads CROSS JOIN json_each(?) CROSS JOIN steps ON steps.thread = threads.pos AND steps.id = value
             CROSS JOIN feedback ON feedback.step = steps.pos AND feedback.owner = ?
           WHERE threads.id = ?`,
        )
          .all(JSON.stringify(stepIds), owner, threadId)
          .map(toRow),
      );
    },
    async ofThread(threadId) {
      assertKey(threadId, "The id of a thread");
      return sqlite.read((prepare) =>
        prepare<Row>(
          `SELECT ${COLUMNS} FROM threads JOIN steps ON steps.thread = threads.pos JOIN feedback ON feedback.step = steps.pos
           WHERE threads.id = ? ORDER BY feedback.updated_at, feedback.pos`,
        )
          .all(threadId)
          .map(toRow),
      );
    },
    async list(query) {
      const from = firstPlace(query);
      const rows = await sqlite.read((prepare) =>
        prepare<Row>(
          `SELECT ${COLUMNS} FROM feedback JOIN steps ON steps.pos = feedback.step JOIN threads ON threads.pos = steps.thread
           WHERE (feedback.updated_at, feedback.pos) > (?, ?) ORDER BY feedback.updated_at, feedback.pos LIMIT ?`,
        ).all(from.updatedAt, from.place, query.limit + 1),
      );
      return toFeedbackPage(
        rows.map((row) => ({ updatedAt: row.updated_at, place: row.pos, row: toRow(row) })),
        query.limit,
      );
    },
  };
}

/** Within the transaction that moves the threads. Who has rated the same message keeps what they said. */
export function moveFeedback(prepare: Prepare, from: string, to: string): void {
  if (from === to) return;
  prepare("DELETE FROM feedback WHERE owner = ? AND step IN (SELECT step FROM feedback WHERE owner = ?)").run(from, to);
  prepare("UPDATE feedback SET owner = ? WHERE owner = ?").run(to, from);
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
