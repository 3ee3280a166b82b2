// One batch becomes rows, within the transaction of its caller: whatever is thrown here undoes all of it.
import {
  ChatError,
  foldText,
  type StepText,
  type StepWithText,
  TEXT_FIELDS,
  type TextField,
  type Turn,
  withoutBranches,
} from "@colloquy/protocol";
import { toSqlText } from "../../sqlite/sql-text.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { toRecordJson } from "../../storable.ts";
import type { ThreadRow, WriteBatch } from "../data-layer.ts";
import { placeText } from "../place-text.ts";
import { isSaid } from "../said.ts";
import { removeElement, writeElement } from "./sqlite-elements.ts";
import { writeAppTags } from "./sqlite-marks.ts";
import { foldMessage, forgetMessage, indexName, isFolded } from "./sqlite-said.ts";

export function writeBatch(prepare: Prepare, batch: WriteBatch): void {
  const stored = prepare<{ pos: number; epoch: number }>("SELECT pos, epoch FROM threads WHERE id = ?").get(batch.threadId);
  if (stored && batch.epoch < stored.epoch) throw new ChatError("STALE_WRITE");
  if (stored && batch.only === "new") throw new ChatError("STALE_WRITE");
  if (!stored && (!batch.thread || batch.only === "known")) throw new ChatError("NOT_FOUND", "The thread of this batch is not stored.");
  const thread = writeThread(prepare, batch, stored);
  // Files may have come before their thread, by the hand of whom it belonged to then.
  if (!stored && batch.thread) prepare("UPDATE files SET owner = ? WHERE thread = ?").run(batch.thread.owner, batch.threadId);

  for (const id of batch.removedTurns ?? []) prepare("DELETE FROM turns WHERE thread = ? AND id = ?").run(thread, id);
  for (const id of batch.removedSteps ?? []) prepare("DELETE FROM steps WHERE thread = ? AND id = ?").run(thread, id);
  for (const id of batch.removedElements ?? []) removeElement(prepare, thread, id);
  for (const turn of batch.turns ?? []) writeTurn(prepare, thread, turn);
  // Messages whose text changed, or which are finished now. Those that still grow are searched once they have an end.
  const said = new Set<number>();
  for (const step of batch.steps ?? []) {
    const pos = writeStep(prepare, thread, step);
    if (!isSaid(step)) forgetMessage(prepare, pos);
    else if (step.output || !isFolded(prepare, pos)) said.add(pos);
  }
  for (const piece of batch.texts ?? []) {
    const pos = writePiece(prepare, thread, piece);
    if (piece.field === "output" && isFolded(prepare, pos)) said.add(pos);
  }
  for (const pos of said) foldMessage(prepare, thread, pos);
  for (const element of batch.elements ?? []) writeElement(prepare, thread, element);
}

/** Returns the key of the thread's row. */
function writeThread(prepare: Prepare, batch: WriteBatch, stored: { pos: number; epoch: number } | undefined): number {
  if (batch.thread) return upsertThread(prepare, batch.thread, batch.epoch);
  if (!stored) throw new ChatError("NOT_FOUND");
  if (batch.epoch > stored.epoch) prepare("UPDATE threads SET epoch = ? WHERE pos = ?").run(batch.epoch, stored.pos);
  return stored.pos;
}

function upsertThread(prepare: Prepare, row: ThreadRow, epoch: number): number {
  const { owner, epoch: _, deletedAt: _deletedAt, savedValues, savedSurface, ...record } = row;
  const saved = savedValues === undefined && savedSurface === undefined ? null : toRecordJson({ savedValues, savedSurface }, "The thread");
  const folded = foldText(row.name ?? "");
  const known = prepare<{ folded_name: string }>("SELECT folded_name FROM threads WHERE id = ?").get(row.id);
  const written = prepare<{ pos: number; owner: string }>(
    `INSERT INTO threads (id, owner, epoch, updated_at, folded_name, record, saved) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, updated_at = excluded.updated_at,
       folded_name = excluded.folded_name, record = excluded.record, saved = excluded.saved
     RETURNING pos, owner`,
  ).get(row.id, owner, epoch, row.updatedAt, folded, toRecordJson(record, "The thread"), saved);
  const thread = key(written, "thread");
  // Whoever it belongs to by now.
  if (written && folded !== known?.folded_name) indexName(prepare, thread, { folded, owner: written.owner });
  writeAppTags(prepare, thread, row.tags);
  return thread;
}

function writeTurn(prepare: Prepare, thread: number, turn: Turn): void {
  prepare("INSERT INTO turns (thread, id, record) VALUES (?, ?, ?) ON CONFLICT (thread, id) DO UPDATE SET record = excluded.record").run(
    thread,
    turn.id,
    toRecordJson(withoutBranches(turn), "The turn"),
  );
}

function writeStep(prepare: Prepare, thread: number, { input, output, ...step }: StepWithText): number {
  const turn = prepare<{ pos: number }>("SELECT pos FROM turns WHERE thread = ? AND id = ?").get(thread, step.turnId);
  const written = prepare<{ pos: number }>(
    `INSERT INTO steps (thread, turn, id, record) VALUES (?, ?, ?, ?)
     ON CONFLICT (thread, id) DO UPDATE SET turn = excluded.turn, record = excluded.record RETURNING pos`,
  ).get(thread, key(turn, "turn of a step"), step.id, toRecordJson(step, "The step"));
  const pos = key(written, "step");
  const texts = { input, output };
  for (const field of TEXT_FIELDS) {
    const whole = texts[field];
    if (whole) replaceText(prepare, pos, { field, ...whole });
  }
  return pos;
}

function writePiece(prepare: Prepare, thread: number, piece: StepText): number {
  const step = key(
    prepare<{ pos: number }>("SELECT pos FROM steps WHERE thread = ? AND id = ?").get(thread, piece.stepId),
    "step of a text",
  );
  const last = prepare<{ ends: number; rev: number }>(
    "SELECT ends, rev FROM texts WHERE step = ? AND field = ? ORDER BY begins DESC LIMIT 1",
  ).get(step, piece.field);
  const placement = placeText(last && { rev: last.rev, length: last.ends }, piece);
  if (placement.kind === "replace") replaceText(prepare, step, { field: piece.field, rev: piece.rev, text: placement.text });
  if (placement.kind === "append") appendText(prepare, step, { field: piece.field, rev: piece.rev, text: placement.text }, last?.ends ?? 0);
  return step;
}

interface Text {
  readonly field: TextField;
  readonly rev: number;
  readonly text: string;
}

function replaceText(prepare: Prepare, step: number, text: Text): void {
  prepare("DELETE FROM texts WHERE step = ? AND field = ?").run(step, text.field);
  appendText(prepare, step, text, 0);
}

/** An empty text is a row too: it has a revision. What is appended to it takes its place. */
function appendText(prepare: Prepare, step: number, { field, rev, text }: Text, begins: number): void {
  prepare(
    `INSERT INTO texts (step, field, begins, ends, rev, piece) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (step, field, begins) DO UPDATE SET ends = excluded.ends, piece = excluded.piece`,
  ).run(step, field, begins, begins + text.length, rev, toSqlText(text));
}

function key(row: { readonly pos: number } | undefined, what: string): number {
  if (!row) throw new ChatError("STORE_FAILED", `The ${what} is not stored.`);
  return row.pos;
}
