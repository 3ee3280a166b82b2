// Texts of many chats that grow at once are written by one statement: a statement for each chat takes database and process many times as long as the
// text that is in it. Only what can be appended as it stands goes this way; all else is told to go the long one, which says what is wrong with it.
import type { StepText, ThreadId } from "@colloquy/protocol";
import type { Database } from "../../postgres/database.ts";
import type { WriteBatch } from "../data-layer.ts";
import { toPieceColumns } from "./postgres-text.ts";

/** Whoever reads one of these chats meanwhile waits for all of them. */
const MOST_CHATS = 200;
/** In UTF-16 units of text; one chat may have more. */
const MOST_UNITS = 512 * 1024;
/** What a database says of the content of a statement, by the class of its code: one chat's text keeps no other from being written. */
const OF_CONTENT = /^(?:22|23|54)/;

/**
 * Takes columns with one piece for each chat, and returns which of them it has appended, counted from 1. It passes over chats that somebody else holds,
 * so that none waits for another's, and over whatever is more than a text that goes on: another epoch, a step that is not there, an end that is not
 * where the piece begins, a message that is searched. Plans are for one look-up after the other, as tables that were small when they were made grow.
 */
export const APPEND_TEXTS = `
  CREATE FUNCTION @.append_texts(
    thread_ids text[], epochs bigint[], step_ids text[], step_fields text[], step_revs integer[], ats integer[], lengths integer[],
    given_pieces text[], given_units text[]
  ) RETURNS integer[] LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $function$
  DECLARE
    numbers integer[];
    places bigint[];
    appended integer[];
  BEGIN
    -- First by itself: what is read of their texts afterwards is as it is while nobody else writes to them.
    SELECT array_agg(held.n), array_agg(held.pos), array_agg(held.step), array_agg(held.field), array_agg(held.rev), array_agg(held.at),
      array_agg(held.length), array_agg(held.piece), array_agg(held.units)
    INTO numbers, places, step_ids, step_fields, step_revs, ats, lengths, given_pieces, given_units
    FROM (
      SELECT given.n::integer, threads.pos, given.step, given.field, given.rev, given.at, given.length, given.piece, given.units
      FROM unnest(thread_ids, epochs, step_ids, step_fields, step_revs, ats, lengths, given_pieces, given_units)
        WITH ORDINALITY AS given (thread, epoch, step, field, rev, at, length, piece, units, n)
        JOIN @.threads ON threads.id = given.thread AND threads.epoch = given.epoch
      FOR NO KEY UPDATE OF threads SKIP LOCKED
    ) AS held;

    WITH fitting AS MATERIALIZED (
      SELECT given.n, steps.pos AS step, given.field, known.ends, given.at, given.length, given.rev, given.piece, given.units
      FROM unnest(numbers, places, step_ids, step_fields, step_revs, ats, lengths, given_pieces, given_units)
          AS given (n, place, step, field, rev, at, length, piece, units)
        JOIN @.steps ON steps.thread = given.place AND steps.id = given.step
        CROSS JOIN LATERAL (
          SELECT texts.begins, texts.ends, texts.rev FROM @.texts
          WHERE texts.step = steps.pos AND texts.field = given.field ORDER BY texts.begins DESC LIMIT 1
        ) AS known
      WHERE known.rev = given.rev AND known.begins < known.ends AND given.at <= known.ends AND given.at + given.length > known.ends
        AND NOT EXISTS (SELECT 1 FROM @.said WHERE said.step = steps.pos)
    ), added AS (
      INSERT INTO @.texts (step, field, begins, ends, rev, skip, piece, units)
      SELECT step, field, ends, at + length, rev, ends - at, piece, decode(units, 'hex') FROM fitting
    )
    SELECT array_agg(fitting.n) INTO appended FROM fitting;
    RETURN coalesce(appended, '{}');
  END
  $function$;
`;

const TYPES = ["text[]", "bigint[]", "text[]", "text[]", "integer[]", "integer[]", "integer[]", "text[]", "text[]"];
const APPEND = `SELECT @.append_texts(${TYPES.map((type, index) => `$${index + 1}::${type}`).join(", ")}) AS appended`;

/** A text that goes on, and nothing else of its chat. */
export interface GrowingText {
  readonly threadId: ThreadId;
  readonly epoch: number;
  readonly text: StepText;
}

interface Waiting extends GrowingText {
  readonly resolve: (isAppended: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** The growing text of a batch that says nothing else. */
export function toGrowingText(batch: WriteBatch): GrowingText | undefined {
  const { threadId, epoch, thread, only, removedTurns, removedSteps, removedElements, turns, steps, texts = [], elements } = batch;
  const [text] = texts;
  if (!text || texts.length > 1 || text.at === 0 || thread || only === "new") return undefined;
  const others = [removedTurns, removedSteps, removedElements, turns, steps, elements];
  return others.some((rows) => rows && rows.length > 0) ? undefined : { threadId, epoch, text };
}

/** The growing texts of one process. Those that come while some are being written go with the next ones. */
export class TextAppends {
  #waiting: Waiting[] = [];
  #isDue = false;

  /** True when it is written; false when nothing of it is, and a batch of its own must say why, or write it. At most one of each chat at a time. */
  append(db: Database, growing: GrowingText): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...growing, resolve, reject });
      if (this.#isDue) return;
      this.#isDue = true;
      setImmediate(() => void this.#send(db));
    });
  }

  async #send(db: Database): Promise<void> {
    for (let some = this.#take(); some.length > 0; some = this.#take()) {
      try {
        const [row] = await db.rows<{ appended: readonly (number | string)[] }>(APPEND, ...toColumns(some));
        const appended = new Set(row?.appended.map(Number));
        for (const [index, { resolve }] of some.entries()) resolve(appended.has(index + 1));
      } catch (error) {
        const isOfOne = OF_CONTENT.test((error as { readonly code?: string }).code ?? "");
        for (const { resolve, reject } of some) {
          if (isOfOne) resolve(false);
          else reject(error);
        }
      }
    }
    this.#isDue = false;
  }

  #take(): readonly Waiting[] {
    let [units, count] = [0, 0];
    for (const { text } of this.#waiting) {
      units += text.text.length;
      if (count === MOST_CHATS || (count > 0 && units > MOST_UNITS)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }
}

function toColumns(some: readonly GrowingText[]) {
  const pieces = some.map(({ text }) => toPieceColumns(text.text));
  return [
    some.map(({ threadId }) => threadId),
    some.map(({ epoch }) => epoch),
    some.map(({ text }) => text.stepId),
    some.map(({ text }) => text.field),
    some.map(({ text }) => text.rev),
    some.map(({ text }) => text.at),
    some.map(({ text }) => text.text.length),
    pieces.map(({ piece }) => piece),
    pieces.map(({ units }) => units),
  ];
}
