// Threads in an SQLite file.

import { setImmediate } from "node:timers/promises";
import type { StepId, StepWithText, TextField, ThreadId, Turn, TurnId } from "@colloquy/protocol";
import { ChatError, type Step } from "@colloquy/protocol";
import { fromSqlText, type SqlText } from "../../sqlite/sql-text.ts";
import { type SqliteFile, type SqliteFileOptions, toSqliteFile } from "../../sqlite/sqlite-file.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { assertKey } from "../../storable.ts";
import { assertBatch } from "../batch-check.ts";
import type { DataLayer, SaidMessage, ThreadRow } from "../data-layer.ts";
import { joinPieces } from "../join-pieces.ts";
import { readPhases } from "../list-phases.ts";
import { decodePlace, encodePlace } from "../said.ts";
import { assertLimit } from "../thread-list.ts";
import { type LineColumns, toLine } from "./mark-columns.ts";
import { moveFolders } from "./sql-folders.ts";
import { inSqlite } from "./sql-job.ts";
import { createSqliteApprovals } from "./sqlite-approvals.ts";
import { readArtifacts, readElement, readElements } from "./sqlite-elements.ts";
import { createSqliteFavourites, moveFavourites } from "./sqlite-favourites.ts";
import { createSqliteFeedback, moveFeedback } from "./sqlite-feedback.ts";
import { createSqliteFileRows, removeThreadFiles } from "./sqlite-files.ts";
import { createSqliteList, LINE_COLUMNS } from "./sqlite-list.ts";
import { createSqliteMarks, isOldThread } from "./sqlite-marks.ts";
import { findSaid, moveGrams, scanSaid, stretchesToScan } from "./sqlite-said.ts";
import { DATA_SCHEMA } from "./sqlite-schema.ts";
import { createSqliteShares } from "./sqlite-shares.ts";
import { type ThreadColumns, toThreadRow } from "./sqlite-threads.ts";
import { createSqliteUserStore } from "./sqlite-users.ts";
import { createSqliteWalk } from "./sqlite-walk.ts";
import { writeBatch } from "./sqlite-write.ts";

/** Keeps threads in a file of its own, or in one that is shared with the session store. */
export function createSqliteDataLayer(source: SqliteFile | SqliteFileOptions): DataLayer {
  const sqlite = toSqliteFile(source).share(DATA_SCHEMA);
  const list = createSqliteList(sqlite);

  return {
    name: "sqlite",
    open: () => sqlite.open(),
    async write(batch) {
      assertBatch(batch);
      await sqlite.write((prepare) => writeBatch(prepare, batch));
    },
    async takeEpoch(threadId, above) {
      assertKey(threadId, "The id of a thread");
      return sqlite.write((prepare) => {
        const row = prepare<{ epoch: number }>("UPDATE threads SET epoch = max(epoch, ?) + 1 WHERE id = ? RETURNING epoch").get(
          above,
          threadId,
        );
        return row?.epoch;
      });
    },
    async loadThread(threadId) {
      assertKey(threadId, "The id of a thread");
      return sqlite.read((prepare) => readThread(prepare, threadId));
    },
    async loadTurns(threadId) {
      assertKey(threadId, "The id of a thread");
      return sqlite.read((prepare) => readTurns(prepare, threadId));
    },
    async loadSteps(threadId, where) {
      assertKey(threadId, "The id of a thread");
      return sqlite.read((prepare) => readSteps(prepare, threadId, where));
    },
    async loadElements(threadId, where) {
      assertKey(threadId, "The id of a thread");
      return sqlite.read((prepare) => readElements(prepare, threadId, where));
    },
    async loadArtifacts(threadId) {
      assertKey(threadId, "The id of a thread");
      return sqlite.read((prepare) => readArtifacts(prepare, threadId));
    },
    async loadElement(threadId, elementId) {
      assertKey(threadId, "The id of a thread");
      return sqlite.read((prepare) => readElement(prepare, threadId, elementId));
    },
    listThreads: (owner, query) => readPhases(owner, query, list),
    async searchMessages(owner, { words, limit, cursor }) {
      assertKey(owner, "The owner of a thread");
      assertLimit(limit);
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : decodePlace(cursor);
      if (words.length === 0) return [];
      const search = { owner, words, limit, before };
      const stretches = await sqlite.read((prepare) => stretchesToScan(prepare, search));
      if (!stretches) return sqlite.read((prepare) => findSaid(prepare, search).map((step) => readSaid(prepare, step)));
      const found: SaidMessage[] = [];
      for (const stretch of stretches) {
        const more = { ...search, limit: limit - found.length };
        found.push(...(await sqlite.read((prepare) => scanSaid(prepare, more, stretch).map((step) => readSaid(prepare, step)))));
        if (found.length === limit) break;
        await setImmediate();
      }
      return found;
    },
    async deleteThread(threadId, only) {
      assertKey(threadId, "The id of a thread");
      return sqlite.write((prepare) => {
        if (only && !isOldThread(prepare, threadId, only)) return undefined;
        prepare("DELETE FROM threads WHERE id = ?").run(threadId);
        prepare("DELETE FROM favourites WHERE thread = ?").run(threadId);
        return { files: removeThreadFiles(prepare, threadId) };
      });
    },
    async moveThreads(from, to) {
      assertKey(from, "The owner of a thread");
      assertKey(to, "The owner of a thread");
      return sqlite.write((prepare) => {
        prepare("UPDATE files SET owner = ? WHERE owner = ?").run(to, from);
        inSqlite(prepare, moveFolders(from, to));
        moveFeedback(prepare, from, to);
        moveFavourites(prepare, from, to);
        const thenFound = moveGrams(prepare, from, to);
        const moved = prepare("UPDATE threads SET owner = ? WHERE owner = ?").run(to, from);
        thenFound();
        return moved;
      });
    },
    ...createSqliteFileRows(sqlite),
    ...createSqliteApprovals(sqlite),
    users: createSqliteUserStore(sqlite),
    marks: createSqliteMarks(sqlite),
    shares: createSqliteShares(sqlite),
    walk: createSqliteWalk(sqlite),
    feedback: createSqliteFeedback(sqlite),
    favourites: createSqliteFavourites(sqlite),
    close: () => sqlite.close(),
  };
}

function readThread(prepare: Prepare, threadId: ThreadId): ThreadRow | undefined {
  const row = prepare<ThreadColumns>("SELECT owner, epoch, record, saved, deleted_at FROM threads WHERE id = ?").get(threadId);
  return row && toThreadRow(row);
}

function readTurns(prepare: Prepare, threadId: ThreadId): Turn[] {
  return prepare<{ record: string }>(
    "SELECT turns.record FROM threads JOIN turns ON turns.thread = threads.pos WHERE threads.id = ? ORDER BY turns.pos",
  )
    .all(threadId)
    .map((row) => JSON.parse(row.record) as Turn);
}

interface StepQuery {
  readonly turnIds: readonly TurnId[];
  readonly stepIds?: readonly StepId[];
}

/**
 * The lists of ids travel as JSON, so that one prepared statement serves any number of them. CROSS JOIN keeps SQLite to the order
 * written here, from the few wanted ids to their rows; by itself it looks at every turn of the thread.
 */
function readSteps(prepare: Prepare, threadId: ThreadId, where: StepQuery): StepWithText[] {
  const thread = prepare<{ pos: number }>("SELECT pos FROM threads WHERE id = ?").get(threadId);
  if (!thread) return [];
  const rows = prepare<{ pos: number; record: string; field: TextField | null; rev: number; piece: SqlText | ArrayBuffer }>(
    `WITH wanted (pos) AS (
       SELECT steps.pos FROM json_each(?) CROSS JOIN turns ON turns.thread = ? AND turns.id = value CROSS JOIN steps ON steps.turn = turns.pos
       UNION SELECT steps.pos FROM json_each(?) CROSS JOIN steps ON steps.thread = ? AND steps.id = value
     )
     SELECT steps.pos, steps.record, field, rev, piece FROM wanted CROSS JOIN steps USING (pos) LEFT JOIN texts ON texts.step = steps.pos
     ORDER BY steps.pos, field, begins`,
  ).all(JSON.stringify(where.turnIds), thread.pos, JSON.stringify(where.stepIds ?? []), thread.pos);
  return joinPieces(rows, (row) => fromSqlText(row.piece));
}

function readSaid(prepare: Prepare, step: number): SaidMessage {
  const row = prepare<LineColumns & { said: string }>(
    `SELECT steps.record AS said, ${LINE_COLUMNS} FROM steps JOIN threads ON threads.pos = steps.thread WHERE steps.pos = ?`,
  ).get(step);
  if (!row) throw new ChatError("STORE_FAILED", "A message that was found is not stored.");
  const pieces = prepare<{ piece: SqlText | ArrayBuffer }>("SELECT piece FROM texts WHERE step = ? AND field = 'output' ORDER BY begins");
  return {
    thread: toLine(row),
    message: JSON.parse(row.said) as Step,
    text: pieces
      .all(step)
      .map(({ piece }) => fromSqlText(piece))
      .join(""),
    cursor: encodePlace(step),
  };
}
