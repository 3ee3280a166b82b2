// One batch as the columns that `write_batch` takes. What a batch says twice of the same row it says here once, as its last word.
import { ChatError, foldText, type StepWithText, TEXT_FIELDS, withoutBranches } from "@colloquy/protocol";
import type { Database, PostgresValue } from "../../postgres/database.ts";
import { toRecordJson } from "../../storable.ts";
import type { ThreadRow, WriteBatch } from "../data-layer.ts";
import { filesOf } from "../element-files.ts";
import { isSaid } from "../said.ts";
import { toTagColumn } from "./mark-columns.ts";
import { toPieceColumns, toSaidColumn, toSearchable } from "./postgres-text.ts";

/** How the columns are named in the function, in its order. */
const TYPES = [
  ...["text", "bigint", "boolean", "text", "text", "text", "text", "text"],
  ...["text[]", "text[]", "text[]"],
  ...["text[]", "text[]"],
  ...["text[]", "text[]", "text[]", "text[]", "text[]", "boolean[]", "text[]"],
  ...["text[]", "text[]", "integer[]", "integer[]", "text[]", "text[]"],
  ...["text[]", "text[]", "integer[]", "integer[]", "integer[]", "text[]", "text[]"],
  ...["text[]", "text[]", "text[]", "text[]"],
  ...["text[]", "text[]"],
];
const WRITE = `SELECT @.write_batch(${TYPES.map((type, index) => `$${index + 1}::${type}`).join(", ")}) AS unfolded`;
/** With the row of the thread come the tags that the app gave it. */
const WITH_TAGS = `SELECT unfolded, @.tag_by_app($1::text, $${TYPES.length + 1}::text[]) FROM written`;
const WRITE_ROW = `WITH written AS MATERIALIZED (${WRITE}) ${WITH_TAGS}`;
/** A row that is there stays so until this is over; where there is none nothing is written. */
const WRITE_KNOWN = `WITH known AS MATERIALIZED (SELECT 1 FROM @.threads WHERE id = $1::text FOR UPDATE),
  written AS MATERIALIZED (${WRITE} FROM known) ${WITH_TAGS}`;

/** Writes a batch in one round trip. Returns the keys of the messages whose text is to be folded. */
export async function writeBatch(
  db: Database,
  columns: readonly PostgresValue[],
  { thread, only }: Pick<WriteBatch, "thread" | "only">,
): Promise<readonly number[]> {
  const [row] = thread
    ? await db.rows<WrittenRow>(only === "known" ? WRITE_KNOWN : WRITE_ROW, ...columns, (thread.tags ?? []).map(toTagColumn))
    : await db.rows<WrittenRow>(WRITE, ...columns);
  if (!row) throw new ChatError("NOT_FOUND", "The thread of this batch is not stored.");
  return (row?.unfolded ?? []).map(Number);
}

/** Takes the id of a thread that is to be new, within the transaction that then writes the batch; throws STALE_WRITE where there is one. */
export async function claimThread(db: Database, { id, owner, updatedAt }: ThreadRow): Promise<void> {
  const claimed = await db.run(
    `INSERT INTO @.threads (id, owner, epoch, updated_at, folded_name, record) VALUES ($1, $2, 0, $3, '', '{}') ON CONFLICT (id) DO NOTHING`,
    id,
    owner,
    updatedAt,
  );
  if (claimed === 0) throw new ChatError("STALE_WRITE");
  // As of every thread that is new: files may have come before it.
  await db.run("UPDATE @.files SET owner = $2 WHERE thread = $1", id, owner);
}

interface WrittenRow {
  readonly unfolded: readonly (number | string)[];
}

/** Throws BAD_INPUT for what JSON cannot say. */
export function toBatchColumns(batch: WriteBatch): PostgresValue[] {
  const turns = lastOfEach(batch.turns ?? [], ({ id }) => id);
  const elements = lastOfEach(batch.elements ?? [], ({ id }) => id);
  const named = elements.flatMap((element) => filesOf(element).map((file) => ({ element: element.id, file })));
  return [
    batch.threadId,
    batch.epoch,
    ...rowColumns(batch.thread),
    [...(batch.removedTurns ?? [])],
    [...(batch.removedSteps ?? [])],
    [...(batch.removedElements ?? [])],
    turns.map(({ id }) => id),
    turns.map((turn) => toRecordJson(withoutBranches(turn), "The turn")),
    ...stepColumns(joinedSteps(batch.steps ?? [])),
    ...textColumns(batch),
    elements.map(({ id }) => id),
    elements.map(({ forId }) => forId ?? null),
    elements.map(({ type }) => type),
    elements.map((element) => toRecordJson(element, "The element")),
    named.map(({ element }) => element),
    named.map(({ file }) => file),
  ];
}

function rowColumns(row: ThreadRow | undefined): PostgresValue[] {
  if (!row) return [false, null, null, null, null, null];
  const { owner, epoch: _, deletedAt: _deletedAt, savedValues, savedSurface, ...record } = row;
  const saved = savedValues === undefined && savedSurface === undefined ? null : toRecordJson({ savedValues, savedSurface }, "The thread");
  const name = toSearchable(foldText(row.name ?? ""));
  return [true, owner, row.updatedAt, name, toRecordJson(record, "The thread"), saved];
}

function stepColumns(steps: readonly StepWithText[]): PostgresValue[] {
  const wholes = steps.flatMap((step) =>
    TEXT_FIELDS.flatMap((field) => {
      const whole = step[field];
      return whole ? [{ step: step.id, field, ...whole, ...toPieceColumns(whole.text) }] : [];
    }),
  );
  const records = steps.map(({ input: _input, output: _output, ...record }) => toRecordJson(record, "The step"));
  return [
    steps.map(({ id }) => id),
    steps.map(({ turnId }) => turnId),
    steps.map(({ type }) => type),
    steps.map(({ createdAt }) => createdAt),
    records,
    steps.map(isSaid),
    steps.map((step) => (isSaid(step) && step.output ? toSaidColumn(step.output.text) : null)),
    wholes.map(({ step }) => step),
    wholes.map(({ field }) => field),
    wholes.map(({ rev }) => rev),
    wholes.map(({ text }) => text.length),
    wholes.map(({ piece }) => piece),
    wholes.map(({ units }) => units),
  ];
}

function textColumns({ texts = [] }: WriteBatch): PostgresValue[] {
  const pieces = texts.map(({ text }) => toPieceColumns(text));
  return [
    texts.map(({ stepId }) => stepId),
    texts.map(({ field }) => field),
    texts.map(({ rev }) => rev),
    texts.map(({ at }) => at),
    texts.map(({ text }) => text.length),
    pieces.map(({ piece }) => piece),
    pieces.map(({ units }) => units),
  ];
}

/** Of a step that comes twice, the later record; a text that only the earlier one has stays. */
function joinedSteps(steps: readonly StepWithText[]): readonly StepWithText[] {
  const joined = new Map<string, StepWithText>();
  for (const step of steps) {
    const before = joined.get(step.id);
    const texts = { ...(before?.input && { input: before.input }), ...(before?.output && { output: before.output }) };
    joined.set(step.id, { ...texts, ...step });
  }
  return [...joined.values()];
}

/** In the order of the first. */
function lastOfEach<Row>(rows: readonly Row[], idOf: (row: Row) => string): readonly Row[] {
  const last = new Map<string, Row>();
  for (const row of rows) last.set(idOf(row), row);
  return [...last.values()];
}
