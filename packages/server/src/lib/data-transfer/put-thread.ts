// A chat becomes rows of another store, exactly and once: what is there just so is left alone, what a killed run left in the middle is
// made whole, and what went on there meanwhile is not taken back.
import type { Element, StepWithText } from "@colloquy/protocol";
import type { DataLayer } from "../data/data-layer.ts";
import { toLines } from "./lines.ts";
import { readThread } from "./read-layer.ts";
import type { MovedThread } from "./units.ts";

/** What became of a chat. `ahead`: it went on at the destination. `other-owner`: somebody else has it there. */
export type PutThread = "put" | "same" | "ahead" | "other-owner";

/** Rows and UTF-16 units that are written at once, about. */
const BATCH_ROWS = 200;
const BATCH_UNITS = 512 * 1024;

/** Writes a chat into a layer. Returns without writing anything unless it is "put". */
export async function putThread(layer: DataLayer, moved: MovedThread, signal?: AbortSignal): Promise<PutThread> {
  const row = await layer.loadThread(moved.thread.id);
  if (row && row.owner !== moved.thread.owner) return "other-owner";
  const stored = row && (await readThread(layer, row));
  if (stored && isSame(stored, moved)) return "same";
  if (stored && isAhead(stored, moved)) return "ahead";
  await writeRows(layer, moved, stored, signal);
  await writeFiles(layer, moved, stored);
  await writeShares(layer, moved, stored);
  await writeFeedback(layer, moved, stored);
  if (moved.marks || stored?.marks) await layer.marks?.put(moved.thread.id, moved.marks ?? {});
  return "put";
}

function isSame(one: MovedThread, other: MovedThread): boolean {
  const [lines, others] = [toLines(one), toLines(other)];
  return lines.length === others.length && lines.every((line, at) => line === others[at]);
}

function isAhead({ thread: stored }: MovedThread, { thread: moved }: MovedThread): boolean {
  return stored.epoch > moved.epoch || (stored.epoch === moved.epoch && stored.updatedAt > moved.updatedAt);
}

/** Rows that are stored keep their place, so whatever is stored goes first: the order is part of what is moved. */
async function writeRows(layer: DataLayer, moved: MovedThread, stored: MovedThread | undefined, signal?: AbortSignal): Promise<void> {
  const { turns, steps, elements } = moved;
  const { deletedAt: _deletedAt, ...thread } = moved.thread;
  // That a chat is deleted is a mark, and putting marks fences nobody off: the epoch is written as it is.
  const place = { threadId: thread.id, epoch: thread.epoch };
  await layer.write({
    ...place,
    thread,
    removedTurns: stored?.turns.map(({ id }) => id) ?? [],
    removedElements: stored?.elements.map(({ id }) => id) ?? [],
    turns,
  });
  for (const some of inBatches(steps, sizeOfStep)) {
    signal?.throwIfAborted();
    await layer.write({ ...place, steps: some });
  }
  for (const some of inBatches(elements, sizeOfElement)) {
    signal?.throwIfAborted();
    await layer.write({ ...place, elements: some });
  }
}

async function writeFiles(layer: DataLayer, { thread, files }: MovedThread, stored: MovedThread | undefined): Promise<void> {
  const wanted = new Set(files.map(({ key }) => key));
  const gone = stored?.files.map(({ key }) => key).filter((key) => !wanted.has(key)) ?? [];
  if (gone.length > 0) await layer.removeFiles(thread.id, gone);
  for (const row of files) await layer.addFile(row);
}

async function writeShares({ shares: store }: DataLayer, { thread, shares }: MovedThread, stored: MovedThread | undefined): Promise<void> {
  if (!store) return;
  const wanted = new Set(shares.map(({ row }) => row.id));
  for (const { row } of stored?.shares ?? []) if (!wanted.has(row.id)) await store.remove(thread.id, row.id);
  for (const { row, content } of shares) await store.put(row, content);
}

/** Those of a stored chat have gone with its steps; what is left is told all the same. */
async function writeFeedback({ feedback: store }: DataLayer, { feedback }: MovedThread, stored: MovedThread | undefined): Promise<void> {
  if (!store) return;
  for (const row of stored?.feedback ?? []) await store.remove(row);
  for (const row of feedback) await store.put(row);
}

function sizeOfStep({ input, output }: StepWithText): number {
  return (input?.text.length ?? 0) + (output?.text.length ?? 0);
}

function sizeOfElement({ props }: Element): number {
  return props ? JSON.stringify(props).length : 0;
}

function* inBatches<Row>(rows: readonly Row[], sizeOf: (row: Row) => number): Generator<Row[]> {
  let batch: Row[] = [];
  let units = 0;
  for (const row of rows) {
    batch.push(row);
    units += sizeOf(row);
    if (batch.length < BATCH_ROWS && units < BATCH_UNITS) continue;
    yield batch;
    batch = [];
    units = 0;
  }
  if (batch.length > 0) yield batch;
}
