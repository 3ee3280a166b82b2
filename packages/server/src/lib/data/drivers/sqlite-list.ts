// Lists of chats in an SQLite file.
import type { SqliteShare } from "../../sqlite/sqlite-file.ts";
import type { ListPart, ListPhase, ListReader, ListScope } from "../list-phases.ts";
import { RANKS } from "../thread-list.ts";
import { type LineColumns, toLine, toTagColumn } from "./mark-columns.ts";
import { gramsOfWords } from "./said-grams.ts";
import { isIndexed, toMatch } from "./sqlite-said.ts";

/** What a list shows, of a row of `threads`. */
export const LINE_COLUMNS = `threads.record, threads.pinned_at, threads.archived_at, threads.deleted_at, threads.unread_at, threads.folder,
  (SELECT json_group_array(tag) FROM thread_tags WHERE thread_tags.thread = threads.pos AND by_person) AS tags`;

type SqlValue = string | number;

/** A condition with its values, in their order. */
interface Condition {
  readonly from: string;
  /** The table whose columns order the list: that of the tags has copies, so that an index does it. */
  readonly by: string;
  readonly where: string;
  readonly values: readonly SqlValue[];
}

export function createSqliteList(sqlite: SqliteShare): ListReader {
  return {
    async read(scope, phase, part) {
      const rows = await sqlite.read((prepare) => {
        const { from, by, where, values } = toCondition(scope, phase, isIndexed(prepare));
        const rest = restOf(by, part);
        // What a line shows is read of the lines of the page, not of all that are put in order.
        return prepare<LineColumns>(
          `SELECT ${LINE_COLUMNS} FROM (
             SELECT threads.pos AS line FROM ${from} WHERE ${where}${rest.where} ORDER BY ${by}.updated_at DESC, ${by}.id DESC LIMIT ? OFFSET ?
           ) CROSS JOIN threads ON threads.pos = line ORDER BY threads.updated_at DESC, threads.id DESC`,
        ).all(...values, ...rest.values, part.limit, part.skip);
      });
      return rows.map(toLine);
    },
    async count(scope, phase) {
      const { from, where, values } = toCondition(scope, phase, false);
      const row = await sqlite.read((prepare) =>
        prepare<{ found: number }>(`SELECT count(*) AS found FROM ${from} WHERE ${where}`).get(...values),
      );
      return row?.found ?? 0;
    },
  };
}

function restOf(by: string, { after }: ListPart) {
  if (!after) return { where: "", values: [] };
  return { where: ` AND (${by}.updated_at, ${by}.id) < (?, ?)`, values: [after.updatedAt, after.id] };
}

function toCondition({ owner, words, folderId, tag, rated }: ListScope, { shelves, rank }: ListPhase, indexed: boolean): Condition {
  const by = tag === undefined ? "threads" : "thread_tags";
  // The plus keeps SQLite from an index of all chats of the owner where there is one of fewer.
  const ownerIs = tag === undefined && folderId !== undefined ? "+threads.owner = ?" : `${by}.owner = ?`;
  const match = indexed && gramsOfWords(words) ? toMatch(owner, words) : undefined;

  // What few names have is read by the index of names, and put in order then.
  const byName = match !== undefined && rank !== RANKS.said && tag === undefined;
  const plain = byName ? "name_grams CROSS JOIN threads ON threads.pos = name_grams.rowid" : "threads";
  const found = rank === undefined ? undefined : toSearch(words, rank, match, byName);
  return {
    from: tag === undefined ? plain : "thread_tags CROSS JOIN threads ON threads.pos = thread_tags.thread",
    by,
    where: [
      ownerIs,
      ...(tag === undefined ? [] : ["thread_tags.tag = ?"]),
      `${by}.shelf IN (${shelves.join(", ")})`,
      ...(folderId === undefined ? [] : ["threads.folder = ?"]),
      ...(rated === undefined ? [] : [RATED]),
      ...(found ? [found.where] : []),
    ].join(" AND "),
    values: [
      owner,
      ...(tag === undefined ? [] : [toTagColumn(tag)]),
      ...(folderId === undefined ? [] : [folderId]),
      ...(rated === undefined ? [] : [owner, rated === "up" ? 1 : 0]),
      ...(found?.values ?? []),
    ],
  };
}

/** What one person has rated is found by the index of whose ratings are. */
const RATED = `threads.pos IN
  (SELECT steps.thread FROM feedback CROSS JOIN steps ON steps.pos = feedback.step WHERE feedback.owner = ? AND feedback.rating = ?)`;

/** `match` looks it up in the index; the words themselves are compared in any case. */
function toSearch(
  words: readonly string[],
  rank: number,
  match: string | undefined,
  byName: boolean,
): { readonly where: string; readonly values: readonly SqlValue[] } {
  const begins = words.map(() => "instr(' ' || threads.folded_name, ' ' || ?) > 0").join(" AND ");
  const inName = words.map(() => "instr(threads.folded_name, ?) > 0").join(" AND ");
  const inText = words.map(() => "instr(said.folded, ?) > 0").join(" AND ");
  if (rank === RANKS.said)
    return match === undefined
      ? {
          where: `NOT (${inName}) AND EXISTS (SELECT 1 FROM said WHERE said.thread = threads.pos AND ${inText})`,
          values: [...words, ...words],
        }
      : {
          where: `NOT (${inName}) AND threads.pos IN
            (SELECT said.thread FROM said_grams CROSS JOIN said ON said.step = said_grams.rowid WHERE said_grams MATCH ? AND ${inText})`,
          values: [...words, match, ...words],
        };
  const named =
    rank === RANKS.nameBegins
      ? { where: `(${begins})`, values: words }
      : { where: `(${inName}) AND NOT (${begins})`, values: [...words, ...words] };
  if (match === undefined) return named;
  return {
    where: `${byName ? "name_grams MATCH ?" : "threads.pos IN (SELECT rowid FROM name_grams WHERE name_grams MATCH ?)"} AND ${named.where}`,
    values: [match, ...named.values],
  };
}
