// Threads in PostgreSQL. What is said of one thread happens in the order of the calls; different threads go side by side.
import type { Step, StepId, StepWithText, ThreadId, Turn, TurnId } from "@colloquy/protocol";
import type { Database } from "../../postgres/database.ts";
import { type PostgresOptions, type PostgresStore, toPostgresStore } from "../../postgres/postgres-store.ts";
import { assertKey, isPlainText } from "../../storable.ts";
import { assertBatch } from "../batch-check.ts";
import type { DataLayer, SaidMessage, ThreadRow } from "../data-layer.ts";
import { joinPieces, type PieceRow } from "../join-pieces.ts";
import { readPhases } from "../list-phases.ts";
import { decodePlace, encodePlace } from "../said.ts";
import { assertLimit } from "../thread-list.ts";
import { type LineColumns, toLine } from "./mark-columns.ts";
import { createPostgresApprovals } from "./postgres-approvals.ts";
import { readArtifacts, readElement, readElements } from "./postgres-elements.ts";
import { createPostgresFavourites, moveFavourites } from "./postgres-favourites.ts";
import { createPostgresFeedback, moveFeedback } from "./postgres-feedback.ts";
import { createPostgresFileRows, lockThread, removeThreadFiles } from "./postgres-files.ts";
import { createPostgresList, LINE_COLUMNS } from "./postgres-list.ts";
import { createPostgresMarks, isOldThread } from "./postgres-marks.ts";
import { findSaid, foldLeft, foldMessages, readTexts } from "./postgres-said.ts";
import { DATA_SCHEMA } from "./postgres-schema.ts";
import { createPostgresShares } from "./postgres-shares.ts";
import { fromPieceColumns } from "./postgres-text.ts";
import { TextAppends, toGrowingText } from "./postgres-text-appends.ts";
import { THREAD_COLUMNS, type ThreadColumns, toThreadRow } from "./postgres-threads.ts";
import { createPostgresUserStore } from "./postgres-users.ts";
import { createPostgresWalk } from "./postgres-walk.ts";
import { claimThread, toBatchColumns, writeBatch } from "./postgres-write.ts";
import { moveFolders } from "./sql-folders.ts";
import { inPostgres } from "./sql-job.ts";

/**
 * Keeps threads in PostgreSQL 13 or newer, in a schema of its own. Several processes may use it at once: of two that write the same thread,
 * the one with the lower epoch is refused.
 */
export function createPostgresDataLayer(source: PostgresStore | PostgresOptions): DataLayer {
  const store = toPostgresStore(source).share(DATA_SCHEMA);
  const textAppends = new TextAppends();

  return {
    name: "postgres",
    open: () => store.open(),
    async write(batch) {
      assertBatch(batch);
      const growing = toGrowingText(batch);
      const columns = growing ? undefined : toBatchColumns(batch);
      const { thread, only } = batch;
      const unfolded =
        only === "new" && thread
          ? await store.transaction(batch.threadId, async (db) => {
              await claimThread(db, thread);
              return writeBatch(db, columns ?? toBatchColumns(batch), batch);
            })
          : await store.about(batch.threadId, async (db) => {
              if (growing && (await textAppends.append(db, growing))) return [];
              return writeBatch(db, columns ?? toBatchColumns(batch), batch);
            });
      // Whatever becomes of it: a search folds what was left.
      if (unfolded.length > 0) store.about(batch.threadId, (db) => foldMessages(db, unfolded)).catch(() => undefined);
    },
    async takeEpoch(threadId, above) {
      assertKey(threadId, "The id of a thread");
      const rows = await store.about(threadId, (db) =>
        db.rows<{ epoch: number }>(
          "UPDATE @.threads SET epoch = greatest(epoch, $2::bigint) + 1 WHERE id = $1 RETURNING epoch",
          threadId,
          above,
        ),
      );
      return rows[0]?.epoch;
    },
    async loadThread(threadId) {
      assertKey(threadId, "The id of a thread");
      return store.about(threadId, (db) => readThread(db, threadId));
    },
    async loadTurns(threadId) {
      assertKey(threadId, "The id of a thread");
      return store.about(threadId, (db) => readTurns(db, threadId));
    },
    async loadSteps(threadId, where) {
      assertKey(threadId, "The id of a thread");
      return store.about(threadId, (db) => readSteps(db, threadId, where));
    },
    async loadElements(threadId, where) {
      assertKey(threadId, "The id of a thread");
      return store.about(threadId, (db) => readElements(db, threadId, { ...where, stepIds: where.stepIds.filter(isPlainText) }));
    },
    async loadArtifacts(threadId) {
      assertKey(threadId, "The id of a thread");
      return store.about(threadId, (db) => readArtifacts(db, threadId));
    },
    async loadElement(threadId, elementId) {
      assertKey(threadId, "The id of a thread");
      return isPlainText(elementId) ? store.about(threadId, (db) => readElement(db, threadId, elementId)) : undefined;
    },
    listThreads: (owner, query) => store.after((db) => readPhases(owner, query, createPostgresList(db))),
    async searchMessages(owner, { words, limit, cursor }) {
      assertKey(owner, "The owner of a thread");
      assertLimit(limit);
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : decodePlace(cursor);
      if (words.length === 0) return [];
      return store.after(async (db) => {
        await foldLeft(db, owner);
        return readSaid(db, await findSaid(db, { owner, words, limit, before }));
      });
    },
    async deleteThread(threadId, only) {
      assertKey(threadId, "The id of a thread");
      return store.transaction(threadId, async (db) => {
        await lockThread(db, threadId);
        if (only && !(await isOldThread(db, threadId, only))) return undefined;
        await db.run("DELETE FROM @.threads WHERE id = $1", threadId);
        await db.run("DELETE FROM @.favourites WHERE thread = $1", threadId);
        return { files: await removeThreadFiles(db, threadId) };
      });
    },
    async moveThreads(from, to) {
      assertKey(from, "The owner of a thread");
      assertKey(to, "The owner of a thread");
      return store.alone(async (db) => {
        // Threads before files, and in one order, as everybody takes them.
        await db.run("SELECT 1 FROM @.threads WHERE owner = $1 ORDER BY pos FOR UPDATE", from);
        await db.run("UPDATE @.files SET owner = $2 WHERE owner = $1", from, to);
        await inPostgres(db, moveFolders(from, to));
        await moveFeedback(db, from, to);
        await moveFavourites(db, from, to);
        return db.run("UPDATE @.threads SET owner = $2 WHERE owner = $1", from, to);
      });
    },
    ...createPostgresFileRows(store),
    ...createPostgresApprovals(store),
    users: createPostgresUserStore(store),
    marks: createPostgresMarks(store),
    shares: createPostgresShares(store),
    walk: createPostgresWalk(store),
    feedback: createPostgresFeedback(store),
    favourites: createPostgresFavourites(store),
    close: () => store.close(),
  };
}

async function readThread(db: Database, threadId: ThreadId): Promise<ThreadRow | undefined> {
  const [row] = await db.rows<ThreadColumns>(`SELECT ${THREAD_COLUMNS} FROM @.threads WHERE id = $1`, threadId);
  return row && toThreadRow(row);
}

async function readTurns(db: Database, threadId: ThreadId): Promise<Turn[]> {
  const rows = await db.rows<{ record: string }>(
    `SELECT turns.record::text AS record FROM @.threads JOIN @.turns ON turns.thread = threads.pos WHERE threads.id = $1 ORDER BY turns.pos`,
    threadId,
  );
  return rows.map(({ record }) => JSON.parse(record) as Turn);
}

interface StepQuery {
  readonly turnIds: readonly TurnId[];
  readonly stepIds?: readonly StepId[];
}

interface StepPieceRow extends PieceRow {
  readonly skip: number;
  readonly piece: string | null;
  readonly units: Uint8Array | null;
}

async function readSteps(db: Database, threadId: ThreadId, { turnIds, stepIds = [] }: StepQuery): Promise<StepWithText[]> {
  const rows = await db.rows<StepPieceRow>(
    `WITH place AS (SELECT pos FROM @.threads WHERE id = $1), wanted AS (
       SELECT steps.pos FROM place JOIN @.turns ON turns.thread = place.pos AND turns.id = ANY ($2::text[]) JOIN @.steps ON steps.turn = turns.pos
       UNION SELECT steps.pos FROM place JOIN @.steps ON steps.thread = place.pos AND steps.id = ANY ($3::text[])
     )
     SELECT steps.pos, CASE WHEN texts.begins IS NULL OR texts.begins = 0 THEN steps.record::text END AS record,
       texts.field, texts.rev, texts.skip, texts.piece, texts.units
     FROM wanted JOIN @.steps USING (pos) LEFT JOIN @.texts ON texts.step = steps.pos ORDER BY steps.pos, texts.field, texts.begins`,
    threadId,
    turnIds.filter(isPlainText),
    stepIds.filter(isPlainText),
  );
  return joinPieces(rows, (row) => fromPieceColumns(row).slice(row.skip));
}

async function readSaid(db: Database, steps: readonly number[]): Promise<SaidMessage[]> {
  if (steps.length === 0) return [];
  const rows = await db.rows<LineColumns & { pos: number; said: string }>(
    `SELECT steps.pos, steps.record::text AS said, ${LINE_COLUMNS}
     FROM @.steps JOIN @.threads ON threads.pos = steps.thread WHERE steps.pos = ANY ($1::bigint[]) ORDER BY steps.pos DESC`,
    steps,
  );
  const texts = await readTexts(db, steps);
  return rows.map(({ pos, said, ...row }) => ({
    thread: toLine(row),
    message: JSON.parse(said) as Step,
    text: texts.get(pos) ?? "",
    cursor: encodePlace(pos),
  }));
}
