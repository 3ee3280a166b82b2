// Threads in an SQLite file.

import { setImmediate } from "node:timers/promises";
import type { StepId, StepWithText, TextField, ThreadId, ThreadSummary, Turn, TurnId } from "@colloquy/protocol";
import { type Step, searchWords } from "@colloquy/protocol";
import { fromSqlText, type SqlText } from "../../sqlite/sql-text.ts";
import { type SqliteFile, type SqliteFileOptions, toSqliteFile } from "../../sqlite/sqlite-file.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { assertKey } from "../../storable.ts";
import { assertBatch } from "../batch-check.ts";
import type { DataLayer, SaidMessage, ThreadRow } from "../data-layer.ts";
import { decodePlace, encodePlace } from "../said.ts";
import { assertLimit, decodeCursor, encodeCursor, type ThreadCursor, toSummary } from "../thread-list.ts";
import { createSqliteApprovals, moveApprovals } from "./sqlite-approvals.ts";
import { readArtifacts, readElement, readElements } from "./sqlite-elements.ts";
import { createSqliteFileRows, removeThreadFiles } from "./sqlite-files.ts";
import { findSaid, scanSaid, stretchesToScan } from "./sqlite-said.ts";
import { DATA_SCHEMA } from "./sqlite-schema.ts";
import { createSqliteUserStore } from "./sqlite-users.ts";
import { writeBatch } from "./sqlite-write.ts";

/** Keeps threads in a file of its own, or in one that is shared with the session store. */
export function createSqliteDataLayer(source: SqliteFile | SqliteFileOptions): DataLayer {
  const sqlite = toSqliteFile(source).share(DATA_SCHEMA);

  return {
    name: "sqlite",
    open: () => sqlite.open(),
    async write(batch) {
      assertBatch(batch);
      await sqlite.write((prepare) => writeBatch(prepare, batch));
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
    async listThreads(owner, { limit, cursor, search, searchIn = "name" }) {
      assertKey(owner, "The owner of a thread");
      assertLimit(limit);
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const found = await sqlite.read((prepare) =>
        readList(prepare, owner, { limit: limit + 1, after, words: searchWords(search ?? ""), searchIn }),
      );
      const threads = found.slice(0, limit);
      const last = threads.at(-1);
      return { threads, nextCursor: last && found.length > limit ? encodeCursor(last) : undefined };
    },
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
    async deleteThread(threadId) {
      assertKey(threadId, "The id of a thread");
      return sqlite.write((prepare) => {
        prepare("DELETE FROM threads WHERE id = ?").run(threadId);
        return { files: removeThreadFiles(prepare, threadId) };
      });
    },
    async moveThreads(from, to) {
      assertKey(from, "The owner of a thread");
      assertKey(to, "The owner of a thread");
      return sqlite.write((prepare) => {
        prepare("UPDATE files SET owner = ? WHERE owner = ?").run(to, from);
        moveApprovals(prepare, from, to);
        return prepare("UPDATE threads SET owner = ? WHERE owner = ?").run(to, from);
      });
    },
    ...createSqliteFileRows(sqlite),
    ...createSqliteApprovals(sqlite),
    users: createSqliteUserStore(sqlite),
    close: () => sqlite.close(),
  };
}

function readThread(prepare: Prepare, threadId: ThreadId): ThreadRow | undefined {
  const row = prepare<{ owner: string; epoch: number; record: string; saved: string | null }>(
    "SELECT owner, epoch, record, saved FROM threads WHERE id = ?",
  ).get(threadId);
  if (!row) return undefined;
  const saved = row.saved === null ? {} : (JSON.parse(row.saved) as Pick<ThreadRow, "savedValues" | "savedSurface">);
  return { ...(JSON.parse(row.record) as ThreadRow), ...saved, owner: row.owner, epoch: row.epoch };
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
  return joinPieces(rows);
}

function joinPieces(rows: readonly { pos: number; record: string; field: TextField | null; rev: number; piece: SqlText | ArrayBuffer }[]) {
  const steps = new Map<number, { record: string; texts: Partial<Record<TextField, { rev: number; pieces: string[] }>> }>();
  for (const row of rows) {
    const step = steps.get(row.pos) ?? { record: row.record, texts: {} };
    steps.set(row.pos, step);
    if (row.field === null) continue;
    const text = step.texts[row.field] ?? { rev: row.rev, pieces: [] };
    step.texts[row.field] = text;
    text.pieces.push(fromSqlText(row.piece));
  }
  return [...steps.values()].map(({ record, texts: { input, output } }): StepWithText => {
    const step = JSON.parse(record) as StepWithText;
    return { ...step, ...(input && { input: joined(input) }), ...(output && { output: joined(output) }) };
  });
}

function joined({ rev, pieces }: { readonly rev: number; readonly pieces: readonly string[] }) {
  return { rev, text: pieces.join("") };
}

interface ListQuery {
  readonly limit: number;
  readonly after: ThreadCursor | undefined;
  readonly words: readonly string[];
  readonly searchIn: "name" | "everything";
}

function readList(prepare: Prepare, owner: string, { limit, after, words, searchIn }: ListQuery): ThreadSummary[] {
  const inName = ["true", ...words.map(() => "instr(folded_name, ?) > 0")].join(" AND ");
  const inText = words.map(() => "instr(said.folded, ?) > 0").join(" AND ");
  const isDeep = searchIn === "everything" && words.length > 0;
  const matches = isDeep ? `(${inName} OR EXISTS (SELECT 1 FROM said WHERE said.thread = threads.pos AND ${inText}))` : inName;
  const from = after ? "AND (updated_at, id) < (?, ?)" : "";
  const rows = prepare<{ record: string }>(
    `SELECT record FROM threads WHERE owner = ? AND ${matches} ${from} ORDER BY updated_at DESC, id DESC LIMIT ?`,
  ).all(owner, ...words, ...(isDeep ? words : []), ...(after ? [after.updatedAt, after.id] : []), limit);
  return rows.map(({ record }) => toSummary(JSON.parse(record) as ThreadRow));
}

function readSaid(prepare: Prepare, step: number): SaidMessage {
  const row = prepare<{ thread: string; record: string }>(
    "SELECT threads.record AS thread, steps.record FROM steps JOIN threads ON threads.pos = steps.thread WHERE steps.pos = ?",
  ).get(step);
  const pieces = prepare<{ piece: SqlText | ArrayBuffer }>("SELECT piece FROM texts WHERE step = ? AND field = 'output' ORDER BY begins");
  return {
    thread: toSummary(JSON.parse(row?.thread ?? "") as ThreadRow),
    message: JSON.parse(row?.record ?? "") as Step,
    text: pieces
      .all(step)
      .map(({ piece }) => fromSqlText(piece))
      .join(""),
    cursor: encodePlace(step),
  };
}
