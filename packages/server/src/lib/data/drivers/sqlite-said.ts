// What was said, as SQLite keeps it for searching: a folded copy of each finished message, and an index of its trigrams where this SQLite
// has FTS5. Triggers keep the index, so it changes in the transaction of the rows, also when a whole chat is deleted.
import { foldText, type Step } from "@colloquy/protocol";
import { fromSqlText, type SqlText } from "../../sqlite/sql-text.ts";
import type { SqliteDatabase } from "../../sqlite/sqlite-database.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { foldSaid, isSaid } from "../said.ts";

/** Of an owner with fewer messages all are looked at: the index knows nothing of owners, and others' messages would be in the way. */
const FEW_MESSAGES = 2_000;
/** So much text is read in one go, a few milliseconds of work, and so much a row costs beside its text. */
const STRETCH_BYTES = 2 * 1024 * 1024;
const ROW_BYTES = 500;
/** A trigram is what it says. */
const INDEXED_LENGTH = 3;

/** A step of the schema: names are folded anew, and what was said before is there to be found. */
export function foldStored(db: SqliteDatabase): void {
  const prepare: Prepare = (sql) => db.prepare(sql);
  const rename = prepare("UPDATE threads SET folded_name = ? WHERE pos = ?");
  for (const { pos, record } of prepare<{ pos: number; record: string }>("SELECT pos, record FROM threads").all())
    rename.run(foldText((JSON.parse(record) as { name?: string }).name ?? ""), pos);
  const page = prepare<{ pos: number; thread: number; record: string }>(
    "SELECT pos, thread, record FROM steps WHERE pos > ? ORDER BY pos LIMIT 500",
  );
  for (let steps = page.all(0); steps.length > 0; steps = page.all(steps.at(-1)?.pos ?? 0))
    for (const { pos, thread, record } of steps) if (isSaid(JSON.parse(record) as Step)) foldMessage(prepare, thread, pos);
}

/** Each time the file is opened: makes the index, or leaves it alone where this SQLite could not keep it. */
export function indexSaid(db: SqliteDatabase): void {
  const kept = isIndexed((sql) => db.prepare(sql));
  if (!hasFullText(db)) {
    // Without its module every write would fail. Once it is back, the index is made anew.
    if (kept) db.exec("DROP TRIGGER said_in; DROP TRIGGER said_out; DROP TRIGGER said_anew");
    return;
  }
  if (kept) return;
  db.exec(`
    CREATE VIRTUAL TABLE IF NOT EXISTS said_index USING fts5(folded, content='said', content_rowid='step', tokenize='trigram case_sensitive 1');
    INSERT INTO said_index (said_index) VALUES ('rebuild');
    CREATE TRIGGER said_in AFTER INSERT ON said BEGIN
      INSERT INTO said_index (rowid, folded) VALUES (new.step, new.folded);
    END;
    CREATE TRIGGER said_out AFTER DELETE ON said BEGIN
      INSERT INTO said_index (said_index, rowid, folded) VALUES ('delete', old.step, old.folded);
    END;
    CREATE TRIGGER said_anew AFTER UPDATE ON said BEGIN
      INSERT INTO said_index (said_index, rowid, folded) VALUES ('delete', old.step, old.folded);
      INSERT INTO said_index (rowid, folded) VALUES (new.step, new.folded);
    END;
  `);
}

function isIndexed(prepare: Prepare): boolean {
  return prepare("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = 'said_in'").get() !== undefined;
}

function hasFullText(db: SqliteDatabase): boolean {
  return db.prepare("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").get() !== undefined;
}

/** Whether a step is said already, so that what its text becomes has to be folded. */
export function isFolded(prepare: Prepare, step: number): boolean {
  return prepare("SELECT 1 FROM said WHERE step = ?").get(step) !== undefined;
}

/** Takes the text of a message as it stands. */
export function foldMessage(prepare: Prepare, thread: number, step: number): void {
  const pieces = prepare<{ piece: SqlText | ArrayBuffer }>("SELECT piece FROM texts WHERE step = ? AND field = 'output' ORDER BY begins");
  const text = pieces
    .all(step)
    .map(({ piece }) => fromSqlText(piece))
    .join("");
  prepare("INSERT INTO said (step, thread, folded) VALUES (?, ?, ?) ON CONFLICT (step) DO UPDATE SET folded = excluded.folded").run(
    step,
    thread,
    foldSaid(text),
  );
}

/** It is not said any more, or not yet. */
export function forgetMessage(prepare: Prepare, step: number): void {
  prepare("DELETE FROM said WHERE step = ?").run(step);
}

/** What is looked for, and from where. */
export interface SaidSearch {
  readonly owner: string;
  readonly words: readonly string[];
  readonly limit: number;
  /** Only what was said before this step. */
  readonly before: number;
}

/** Steps from the first to the one before `before`, which are looked at in one go. */
export interface Stretch {
  readonly first: number;
  readonly before: number;
}

/** Without the index all messages have to be read: in these stretches, newest first, so that others have their turn in between. Undefined with it. */
export function stretchesToScan(prepare: Prepare, { owner, words, before }: SaidSearch): Stretch[] | undefined {
  const isScanned = !words.some(isLong) || !isIndexed(prepare) || countSaid(prepare, owner) < FEW_MESSAGES;
  if (!isScanned) return undefined;
  // The lengths stand before the texts, which are not read for this.
  const firsts = prepare<{ first: number }>(
    `SELECT min(step) AS first FROM (
       SELECT said.step, sum(octet_length(said.folded) + ${ROW_BYTES}) OVER (ORDER BY said.step DESC) / ${STRETCH_BYTES} AS stretch
       FROM threads CROSS JOIN said ON said.thread = threads.pos WHERE threads.owner = ? AND said.step < ?
     ) GROUP BY stretch ORDER BY first DESC`,
  ).all(owner, before);
  return firsts.map(({ first }, index) => ({ first, before: firsts[index - 1]?.first ?? before }));
}

/** The steps of a stretch in which an owner's messages have all the words, newest first. */
export function scanSaid(prepare: Prepare, { owner, words, limit }: SaidSearch, { first, before }: Stretch): number[] {
  return prepare<{ step: number }>(
    `SELECT said.step FROM threads CROSS JOIN said ON said.thread = threads.pos
     WHERE threads.owner = ? AND said.step >= ? AND said.step < ? AND ${inText(words)} ORDER BY said.step DESC LIMIT ?`,
  )
    .all(owner, first, before, ...words, limit)
    .map(({ step }) => step);
}

/** The same by the index, of all that was said. */
export function findSaid(prepare: Prepare, { owner, words, limit, before }: SaidSearch): number[] {
  const long = words.filter(isLong);
  const query = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(" AND ");
  return prepare<{ step: number }>(
    `SELECT said.step FROM said_index CROSS JOIN said ON said.step = said_index.rowid CROSS JOIN threads ON threads.pos = said.thread
     WHERE said_index MATCH ? AND said_index.rowid < ? AND threads.owner = ? AND ${inText(words)} ORDER BY said_index.rowid DESC LIMIT ?`,
  )
    .all(query, before, owner, ...words, limit)
    .map(({ step }) => step);
}

function inText(words: readonly string[]): string {
  return words.map(() => "instr(said.folded, ?) > 0").join(" AND ");
}

function isLong(word: string): boolean {
  return Array.from(word).length >= INDEXED_LENGTH;
}

function countSaid(prepare: Prepare, owner: string): number {
  const row = prepare<{ found: number }>(
    "SELECT count(*) AS found FROM (SELECT 1 FROM threads CROSS JOIN said ON said.thread = threads.pos WHERE threads.owner = ? LIMIT ?)",
  ).get(owner, FEW_MESSAGES);
  return row?.found ?? 0;
}
