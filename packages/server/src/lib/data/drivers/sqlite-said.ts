// What was said, as SQLite keeps it for searching: a folded copy of each finished message, and an index of its parts where this SQLite can keep
// one. What goes leaves the index by a trigger, in the transaction of the rows, also when a whole chat is deleted.
import { foldText, type Step } from "@colloquy/protocol";
import { fromSqlText, type SqlText } from "../../sqlite/sql-text.ts";
import type { SqliteDatabase } from "../../sqlite/sqlite-database.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { foldSaid, isSaid } from "../said.ts";
import { gramsOf, gramsOfWords, ownerMark, toToken } from "./said-grams.ts";

/** Of an owner with fewer messages all are looked at: that is as quick. */
const FEW_MESSAGES = 2_000;
/** So much text is read in one go, a few milliseconds of work, and so much a row costs beside its text. */
const STRETCH_BYTES = 2 * 1024 * 1024;
const ROW_BYTES = 500;

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
  const prepare: Prepare = (sql) => db.prepare(sql);
  const kept = isIndexed(prepare);
  if (!canIndex(db)) {
    // Without its module every deletion would fail. Once it is back, the index is made anew.
    if (kept) db.exec("DROP TRIGGER said_gone");
    return;
  }
  if (kept) return;
  db.exec(`
    DROP TRIGGER IF EXISTS said_in;
    DROP TRIGGER IF EXISTS said_out;
    DROP TRIGGER IF EXISTS said_anew;
    DROP TABLE IF EXISTS said_index;
    DROP TRIGGER IF EXISTS name_gone;
    DROP TABLE IF EXISTS said_grams;
    DROP TABLE IF EXISTS name_grams;
    CREATE VIRTUAL TABLE said_grams USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'");
    CREATE VIRTUAL TABLE name_grams USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'");
    CREATE TRIGGER said_gone AFTER DELETE ON said BEGIN
      DELETE FROM said_grams WHERE rowid = old.step;
    END;
    CREATE TRIGGER name_gone AFTER DELETE ON threads BEGIN
      DELETE FROM name_grams WHERE rowid = old.pos;
    END;
  `);
  const names = prepare<{ pos: number; folded: string; owner: string }>(
    "SELECT pos, folded_name AS folded, owner FROM threads WHERE pos > ? ORDER BY pos LIMIT 200",
  );
  for (let rows = names.all(-1); rows.length > 0; rows = names.all(rows.at(-1)?.pos ?? 0))
    for (const { pos, ...text } of rows) writeGrams(prepare, "name_grams", pos, text);
  const page = prepare<OwnedText>(
    "SELECT said.step, said.folded, threads.owner FROM said JOIN threads ON threads.pos = said.thread WHERE said.step > ? ORDER BY said.step LIMIT 200",
  );
  for (let rows = page.all(-1); rows.length > 0; rows = page.all(rows.at(-1)?.step ?? 0))
    for (const row of rows) indexMessage(prepare, row);
}

interface OwnedText {
  readonly step: number;
  readonly folded: string;
  readonly owner: string;
}

function indexMessage(prepare: Prepare, { step, ...text }: OwnedText): void {
  writeGrams(prepare, "said_grams", step, text);
}

/** The name of a thread, found by its parts. */
export function indexName(prepare: Prepare, thread: number, text: { readonly folded: string; readonly owner: string }): void {
  if (isIndexed(prepare)) writeGrams(prepare, "name_grams", thread, text);
}

function writeGrams(
  prepare: Prepare,
  table: "said_grams" | "name_grams",
  row: number,
  { folded, owner }: { readonly folded: string; readonly owner: string },
): void {
  const mark = ownerMark(owner);
  const tokens = Array.from(gramsOf(folded), (gram) => toToken(mark, gram)).join(" ");
  prepare(`INSERT OR REPLACE INTO ${table} (rowid, grams) VALUES (?, ?)`).run(row, tokens);
}

/** Gives what is found of an owner's to another: call it before their threads are the other's, and what it returns afterwards. */
export function moveGrams(prepare: Prepare, from: string, to: string): () => void {
  if (!isIndexed(prepare)) return () => undefined;
  const threads = prepare<{ pos: number; folded: string }>("SELECT pos, folded_name AS folded FROM threads WHERE owner = ?").all(from);
  return () => {
    const said = prepare<{ step: number; folded: string }>("SELECT step, folded FROM said WHERE thread = ?");
    for (const { pos, folded } of threads) {
      writeGrams(prepare, "name_grams", pos, { folded, owner: to });
      for (const message of said.all(pos)) indexMessage(prepare, { ...message, owner: to });
    }
  };
}

/** Whether messages and names are found by an index. */
export function isIndexed(prepare: Prepare): boolean {
  return prepare("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = 'said_gone'").get() !== undefined;
}

/** An index that keeps no text of its own and can forget is newer than the module itself. */
function canIndex(db: SqliteDatabase): boolean {
  if (db.prepare("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").get() === undefined) return false;
  const [major = 0, minor = 0] = (db.prepare<{ version: string }>("SELECT sqlite_version() AS version").get()?.version ?? "")
    .split(".")
    .map(Number);
  return major > 3 || (major === 3 && minor >= 43);
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
  const folded = foldSaid(text);
  prepare("INSERT INTO said (step, thread, folded) VALUES (?, ?, ?) ON CONFLICT (step) DO UPDATE SET folded = excluded.folded").run(
    step,
    thread,
    folded,
  );
  if (!isIndexed(prepare)) return;
  const { owner = "" } = prepare<{ owner: string }>("SELECT owner FROM threads WHERE pos = ?").get(thread) ?? {};
  indexMessage(prepare, { step, folded, owner });
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
  const isScanned = !gramsOfWords(words) || !isIndexed(prepare) || countSaid(prepare, owner) < FEW_MESSAGES;
  if (!isScanned) return undefined;
  // The lengths stand before the texts, which are not read for this.
  const firsts = prepare<{ first: number }>(
    `SELECT min(step) AS first FROM (
       SELECT said.step, sum(octet_length(said.folded) + ${ROW_BYTES}) OVER (ORDER BY said.step DESC) / ${STRETCH_BYTES} AS stretch
       FROM threads CROSS JOIN said ON said.thread = threads.pos WHERE threads.owner = ? AND threads.shelf < 3 AND said.step < ?
     ) GROUP BY stretch ORDER BY first DESC`,
  ).all(owner, before);
  return firsts.map(({ first }, index) => ({ first, before: firsts[index - 1]?.first ?? before }));
}

/** The steps of a stretch in which an owner's messages have all the words, newest first. */
export function scanSaid(prepare: Prepare, { owner, words, limit }: SaidSearch, { first, before }: Stretch): number[] {
  return prepare<{ step: number }>(
    `SELECT said.step FROM threads CROSS JOIN said ON said.thread = threads.pos
     WHERE threads.owner = ? AND threads.shelf < 3 AND said.step >= ? AND said.step < ? AND ${inText(words)} ORDER BY said.step DESC LIMIT ?`,
  )
    .all(owner, first, before, ...words, limit)
    .map(({ step }) => step);
}

/** The same by the index. */
export function findSaid(prepare: Prepare, { owner, words, limit, before }: SaidSearch): number[] {
  return prepare<{ step: number }>(
    `SELECT said.step FROM said_grams CROSS JOIN said ON said.step = said_grams.rowid CROSS JOIN threads ON threads.pos = said.thread
     WHERE said_grams MATCH ? AND said_grams.rowid < ? AND threads.owner = ? AND threads.shelf < 3 AND ${inText(words)}
     ORDER BY said_grams.rowid DESC LIMIT ?`,
  )
    .all(toMatch(owner, words), before, owner, ...words, limit)
    .map(({ step }) => step);
}

/** What finds the rows of an owner that may have these words, of which one at least can be looked up. */
export function toMatch(owner: string, words: readonly string[]): string {
  const mark = ownerMark(owner);
  return (gramsOfWords(words) ?? []).map((gram) => `"${toToken(mark, gram)}"`).join(" AND ");
}

function inText(words: readonly string[]): string {
  return words.map(() => "instr(said.folded, ?) > 0").join(" AND ");
}

function countSaid(prepare: Prepare, owner: string): number {
  const row = prepare<{ found: number }>(
    "SELECT count(*) AS found FROM (SELECT 1 FROM threads CROSS JOIN said ON said.thread = threads.pos WHERE threads.owner = ? LIMIT ?)",
  ).get(owner, FEW_MESSAGES);
  return row?.found ?? 0;
}
