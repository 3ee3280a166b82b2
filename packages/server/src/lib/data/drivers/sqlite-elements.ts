// Elements in an SQLite file: written with the batch of their step, and found by it.
import type { Element, ElementId, StepId, ThreadId } from "@colloquy/protocol";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { toRecordJson } from "../../storable.ts";
import { filesOf } from "../element-files.ts";

/** Finds elements from the few wanted steps to their rows; CROSS JOIN keeps SQLite to that order. See `readSteps`. */
export const SELECT_ELEMENTS = `
  WITH wanted (pos) AS (
    SELECT elements.pos FROM json_each(?) CROSS JOIN steps ON steps.thread = ? AND steps.id = value
      CROSS JOIN elements ON elements.step = steps.pos
    UNION SELECT elements.pos FROM elements WHERE ? AND elements.thread = ? AND elements.step IS NULL
  )
  SELECT elements.record FROM wanted CROSS JOIN elements USING (pos) ORDER BY elements.pos`;

/** An element for a step that is not stored is not kept. One that changes its step takes a new place. */
export function writeElement(prepare: Prepare, thread: number, element: Element): void {
  const record = toRecordJson(element, "The element");
  const step = element.forId === undefined ? null : (findStep(prepare, thread, element.forId) ?? "none");
  const known = prepare<{ pos: number; step: number | null }>("SELECT pos, step FROM elements WHERE thread = ? AND id = ?").get(
    thread,
    element.id,
  );
  if (known && known.step === step) {
    prepare("UPDATE elements SET record = ? WHERE pos = ?").run(record, known.pos);
    prepare("DELETE FROM element_files WHERE element = ?").run(known.pos);
    nameFiles(prepare, known.pos, element);
    return;
  }
  if (known) prepare("DELETE FROM elements WHERE pos = ?").run(known.pos);
  if (step === "none") return;
  const written = prepare<{ pos: number }>("INSERT INTO elements (thread, step, id, record) VALUES (?, ?, ?, ?) RETURNING pos").get(
    thread,
    step,
    element.id,
    record,
  );
  if (written) nameFiles(prepare, written.pos, element);
}

export function removeElement(prepare: Prepare, thread: number, id: ElementId): void {
  prepare("DELETE FROM elements WHERE thread = ? AND id = ?").run(thread, id);
}

export function readElements(
  prepare: Prepare,
  threadId: ThreadId,
  { stepIds, ofThread = false }: { readonly stepIds: readonly StepId[]; readonly ofThread?: boolean | undefined },
): Element[] {
  const thread = prepare<{ pos: number }>("SELECT pos FROM threads WHERE id = ?").get(threadId);
  if (!thread) return [];
  return prepare<{ record: string }>(SELECT_ELEMENTS)
    .all(JSON.stringify(stepIds), thread.pos, ofThread ? 1 : 0, thread.pos)
    .map(({ record }) => JSON.parse(record) as Element);
}

export const SELECT_ARTIFACTS = `
  SELECT elements.record FROM threads JOIN elements ON elements.thread = threads.pos
  WHERE threads.id = ? AND json_extract(elements.record, '$.type') = 'artifact' ORDER BY elements.pos`;

export function readArtifacts(prepare: Prepare, threadId: ThreadId): Element[] {
  return prepare<{ record: string }>(SELECT_ARTIFACTS)
    .all(threadId)
    .map(({ record }) => JSON.parse(record) as Element);
}

export function readElement(prepare: Prepare, threadId: ThreadId, id: ElementId): Element | undefined {
  const row = prepare<{ record: string }>(
    "SELECT elements.record FROM threads JOIN elements ON elements.thread = threads.pos AND elements.id = ? WHERE threads.id = ?",
  ).get(id, threadId);
  return row && (JSON.parse(row.record) as Element);
}

function findStep(prepare: Prepare, thread: number, id: StepId): number | undefined {
  return prepare<{ pos: number }>("SELECT pos FROM steps WHERE thread = ? AND id = ?").get(thread, id)?.pos;
}

function nameFiles(prepare: Prepare, pos: number, element: Element): void {
  for (const file of filesOf(element)) prepare("INSERT INTO element_files (element, file) VALUES (?, ?)").run(pos, file);
}
