// Threads in an SQLite file.
import type { StepId, StepWithText, TextField, ThreadId, ThreadSummary, Turn, TurnId } from "@colloquy/protocol";
import { fromSqlText, type SqlText } from "../../sqlite/sql-text.ts";
import { type SqliteFile, type SqliteFileOptions, toSqliteFile } from "../../sqlite/sqlite-file.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { assertKey } from "../../storable.ts";
import { assertBatch } from "../batch-check.ts";
import type { DataLayer, ThreadRow } from "../data-layer.ts";
import { assertLimit, decodeCursor, encodeCursor, foldName, type ThreadCursor, toSummary } from "../thread-list.ts";
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
    async listThreads(owner, { limit, cursor, search }) {
      assertKey(owner, "The owner of a thread");
      assertLimit(limit);
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const found = await sqlite.read((prepare) => readList(prepare, owner, { limit: limit + 1, after, search: foldName(search ?? "") }));
      const threads = found.slice(0, limit);
      const last = threads.at(-1);
      return { threads, nextCursor: last && found.length > limit ? encodeCursor(last) : undefined };
    },
    async deleteThread(threadId) {
      assertKey(threadId, "The id of a thread");
      await sqlite.write((prepare) => prepare("DELETE FROM threads WHERE id = ?").run(threadId));
    },
    async moveThreads(from, to) {
      assertKey(from, "The owner of a thread");
      assertKey(to, "The owner of a thread");
      return sqlite.write((prepare) => prepare("UPDATE threads SET owner = ? WHERE owner = ?").run(to, from));
    },
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
  readonly search: string;
}

function readList(prepare: Prepare, owner: string, { limit, after, search }: ListQuery): ThreadSummary[] {
  const select = "SELECT record FROM threads WHERE owner = ? AND instr(folded_name, ?) > 0";
  const order = "ORDER BY updated_at DESC, id DESC LIMIT ?";
  const rows = after
    ? prepare<{ record: string }>(`${select} AND (updated_at, id) < (?, ?) ${order}`).all(owner, search, after.updatedAt, after.id, limit)
    : prepare<{ record: string }>(`${select} ${order}`).all(owner, search, limit);
  return rows.map(({ record }) => toSummary(JSON.parse(record) as ThreadRow));
}
