// What was said, as PostgreSQL keeps it for searching: a folded copy of each finished message, with an index of its parts. A message is folded once it is whole; one that a dead process left is folded by the first search of its owner.
import type { Database, PostgresValue } from "../../postgres/database.ts";
import { hasGrams } from "./postgres-grams.ts";
import { fromPieceColumns, toPattern, toSaidColumn } from "./postgres-text.ts";

/** So many messages are read and folded in one go. */
const FOLDED_AT_ONCE = 200;

interface PieceRow {
  readonly step: number;
  /** Another one after each change of the row, whoever makes it. */
  readonly revision: string;
  readonly skip: number | null;
  readonly piece: string | null;
  readonly units: Uint8Array | null;
}

/** Takes the texts of these messages as they stand; those that change meanwhile, by another process too, are taken by whoever changes them. */
export async function foldMessages(db: Database, steps: readonly number[]): Promise<void> {
  for (let at = 0; at < steps.length; at += FOLDED_AT_ONCE) {
    const found = await readSaidTexts(db, steps.slice(at, at + FOLDED_AT_ONCE));
    await db.run(
      `UPDATE @.said SET folded = given.folded FROM unnest($1::bigint[], $2::text[], $3::text[]) AS given (step, revision, folded)
       WHERE said.step = given.step AND said.folded IS NULL AND said.xmin::text = given.revision`,
      [...found.keys()],
      [...found.values()].map(({ revision }) => revision),
      [...found.values()].map(({ text }) => toSaidColumn(text)),
    );
  }
}

/** What the messages say, by their keys. */
export async function readTexts(db: Database, steps: readonly number[]): Promise<Map<number, string>> {
  return new Map([...(await readSaidTexts(db, steps))].map(([step, { text }]) => [step, text]));
}

/** In one statement: what is read of a text and of its revision is of one moment. */
async function readSaidTexts(db: Database, steps: readonly number[]): Promise<Map<number, { revision: string; text: string }>> {
  const rows = await db.rows<PieceRow>(
    `SELECT said.step, said.xmin::text AS revision, texts.skip, texts.piece, texts.units
     FROM @.said LEFT JOIN @.texts ON texts.step = said.step AND texts.field = 'output'
     WHERE said.step = ANY ($1::bigint[]) ORDER BY said.step, texts.begins`,
    steps,
  );
  const found = new Map<number, { revision: string; text: string }>();
  for (const { step, revision, skip, ...piece } of rows) {
    const known = found.get(step) ?? { revision, text: "" };
    found.set(step, known);
    if (skip !== null) known.text += fromPieceColumns(piece).slice(skip);
  }
  return found;
}

/** Folds what was left of an owner's messages. Nothing, but where a process died between two writes. */
export async function foldLeft(db: Database, owner: string): Promise<void> {
  const rows = await db.rows<{ step: number }>(
    "SELECT said.step FROM @.threads JOIN @.said ON said.thread = threads.pos WHERE threads.owner = $1 AND said.folded IS NULL",
    owner,
  );
  await foldMessages(
    db,
    rows.map(({ step }) => step),
  );
}

/** What is looked for, and from where. */
export interface SaidSearch {
  readonly owner: string;
  readonly words: readonly string[];
  readonly limit: number;
  /** Only what was said before this step. */
  readonly before: number;
}

/** So many of the newest are looked at before the index: what is said often is among them, and the index would find more than is asked for. */
const NEWEST = 2_000;

/** The messages of an owner that have all the words, newest first. */
export async function findSaid(db: Database, search: SaidSearch): Promise<readonly number[]> {
  const { owner, words, limit, before } = search;
  const values: PostgresValue[] = [owner, before, limit, ...words.map(toPattern)];
  const grams = hasGrams("said", owner, words, (value) => `$${values.push(value)}`);
  const select = async (from: string, given: readonly PostgresValue[]) => {
    const rows = await db.rows<{ step: number }>(
      `WITH own AS MATERIALIZED (${from}) SELECT own.step FROM own JOIN @.threads ON threads.pos = own.thread
       WHERE threads.owner = $1 AND threads.shelf < 3 ORDER BY own.step DESC LIMIT $3`,
      ...given,
    );
    return rows.map(({ step }) => step);
  };
  const plain = values.slice(0, 3 + words.length);
  if (!grams)
    return select(`SELECT said.step, said.thread FROM @.said WHERE said.owner = $1 AND said.step < $2 AND ${inText(words, 4)}`, plain);
  // Said of both columns at once, so that it is the index of an owner's messages that is walked, and not that of everybody's.
  const newest = await select(
    `SELECT step, thread FROM (
       SELECT * FROM @.said WHERE (said.owner, said.step) < ($1, $2) AND (said.owner, said.step) > ($1, -1)
       ORDER BY said.owner DESC, said.step DESC LIMIT ${NEWEST}
     ) AS said WHERE ${inText(words, 4)}`,
    plain,
  );
  if (newest.length === limit) return newest;
  // The parts say whose they are. Named beside them, the owner would have all of their messages looked up in the other index as well.
  return select(
    `SELECT step, thread FROM (SELECT * FROM @.said WHERE ${grams} OFFSET 0) AS said WHERE said.owner = $1 AND said.step < $2 AND ${inText(words, 4)}`,
    values,
  );
}

/** That every word stands in what was said; the values begin at this number. */
export function inText(words: readonly string[], from: number): string {
  return words.map((_word, index) => `said.folded LIKE $${from + index}`).join(" AND ");
}
