// Lists of chats in PostgreSQL.
import type { Feedback } from "@colloquy/protocol";
import type { Database, PostgresValue } from "../../postgres/database.ts";
import { isPlainText } from "../../storable.ts";
import type { ListPart, ListPhase, ListReader, ListScope } from "../list-phases.ts";
import { RANKS } from "../thread-list.ts";
import { type LineColumns, toLine, toTagColumn } from "./mark-columns.ts";
import { hasGrams } from "./postgres-grams.ts";
import { foldLeft } from "./postgres-said.ts";
import { toBeginPattern, toPattern } from "./postgres-text.ts";

/** What a list shows, of a row of `threads`. */
export const LINE_COLUMNS = `threads.record::text AS record, threads.pinned_at, threads.archived_at, threads.deleted_at, threads.unread_at,
  threads.folder, (SELECT json_agg(tag)::text FROM @.thread_tags WHERE thread_tags.thread = threads.pos AND by_person) AS tags`;

/** A query that is being put together: each value gets its number. */
class Query {
  readonly values: PostgresValue[] = [];

  value(value: PostgresValue): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

export function createPostgresList(db: Database): ListReader {
  return {
    async read(scope, phase, part) {
      if (!canBe(scope, part)) return [];
      if (phase.rank === RANKS.said) await foldLeft(db, scope.owner);
      const query = new Query();
      const { found, from, by, where } = toCondition(query, scope, phase);
      const rest = part.after
        ? ` AND (${by}.updated_at, ${by}.id) < (${query.value(part.after.updatedAt)}, ${query.value(part.after.id)})`
        : "";
      const rows = await db.rows<LineColumns>(
        // What a line shows is read of the lines of the page, not of those that are skipped.
        `WITH ${found === undefined ? "" : `found AS MATERIALIZED (${found}),`} page AS (
           SELECT threads.pos FROM ${from} WHERE ${where}${rest} ORDER BY ${by}.updated_at DESC, ${by}.id DESC
           LIMIT ${query.value(part.limit)} OFFSET ${query.value(part.skip)}
         )
         SELECT ${LINE_COLUMNS} FROM page JOIN @.threads USING (pos) ORDER BY threads.updated_at DESC, threads.id DESC`,
        ...query.values,
      );
      return rows.map(toLine);
    },
    async count(scope, phase) {
      if (!canBe(scope)) return 0;
      const query = new Query();
      const { from, where } = toCondition(query, scope, phase);
      const [row] = await db.rows<{ found: number }>(`SELECT count(*) AS found FROM ${from} WHERE ${where}`, ...query.values);
      return row?.found ?? 0;
    },
  };
}

/** What PostgreSQL cannot hold is nowhere in it. */
function canBe({ folderId }: ListScope, part?: ListPart): boolean {
  return [folderId ?? "", part?.after?.updatedAt ?? "", part?.after?.id ?? ""].every(isPlainText);
}

function toCondition(query: Query, { owner, words, folderId, tag, rated }: ListScope, { shelves, rank }: ListPhase) {
  // That of the tags has copies of what orders a list, so that an index does it.
  const by = tag === undefined ? "threads" : "thread_tags";
  const shelf = shelves.length === 1 ? `= ${shelves[0]}` : `IN (${shelves.join(", ")})`;
  const search = rank === undefined ? undefined : toSearch(query, owner, words, rank);
  const where = [
    `${by}.owner = ${query.value(owner)}`,
    `${by}.shelf ${shelf}`,
    ...(tag === undefined ? [] : [`thread_tags.tag = ${query.value(toTagColumn(tag))}`]),
    ...(folderId === undefined ? [] : [`threads.folder = ${query.value(folderId)}`]),
    ...(rated === undefined ? [] : [toRated(query, owner, rated)]),
    ...(search ? [search.where] : []),
  ];
  return {
    from: tag === undefined ? "@.threads" : "@.thread_tags JOIN @.threads ON threads.pos = thread_tags.thread",
    by,
    where: where.join(" AND "),
    found: search?.found,
  };
}

/** What one person has rated is found by the index of whose ratings are. */
function toRated(query: Query, owner: string, rated: Feedback["rating"]): string {
  return `threads.pos IN (SELECT steps.thread FROM @.feedback JOIN @.steps ON steps.pos = feedback.step
    WHERE feedback.owner = ${query.value(owner)} AND feedback.rating = ${rated === "up" ? 1 : 0})`;
}

const IS_FOUND = "threads.pos IN (SELECT thread FROM found)";

interface Search {
  readonly where: string;
  /** The threads that the index finds, before anything else is looked at: a plan that asks each row for its parts takes a hundred times as long. */
  readonly found?: string;
}

/** The index finds what may have the words; they are compared in any case. */
function toSearch(query: Query, owner: string, words: readonly string[], rank: number): Search {
  const all = (text: string, toPatternOf: (word: string) => string) =>
    words.map((word) => `${text} LIKE ${query.value(toPatternOf(word))}`).join(" AND ");
  const begins = () => `(${all("(' ' || threads.folded_name)", toBeginPattern)})`;
  const inName = () => `(${all("threads.folded_name", toPattern)})`;
  const value = (given: PostgresValue) => query.value(given);
  if (rank === RANKS.said) {
    const grams = hasGrams("said", owner, words, value);
    const inText = all("said.folded", toPattern);
    return grams
      ? { where: `NOT ${inName()} AND ${IS_FOUND}`, found: `SELECT said.thread FROM @.said WHERE ${grams} AND ${inText}` }
      : { where: `NOT ${inName()} AND EXISTS (SELECT 1 FROM @.said WHERE said.thread = threads.pos AND ${inText})` };
  }
  const named = rank === RANKS.nameBegins ? begins() : `${inName()} AND NOT ${begins()}`;
  const grams = hasGrams("thread_names", owner, words, value);
  return grams ? { where: `${IS_FOUND} AND ${named}`, found: `SELECT thread FROM @.thread_names WHERE ${grams}` } : { where: named };
}
