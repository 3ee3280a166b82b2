// Favourites in PostgreSQL. A text is kept as JSON: it may be any string.
import type { StepId, ThreadId } from "@colloquy/protocol";
import type { Database } from "../../postgres/database.ts";
import { lockOwner } from "../../postgres/lock-owner.ts";
import type { PostgresShare } from "../../postgres/postgres-store.ts";
import { assertKey, isPlainText } from "../../storable.ts";
import { type FavouriteRow, type FavouriteStore, tooManyFavourites } from "../favourite-store.ts";

/** The step of the migration that makes room for them. The message of one may be gone. */
export const FAVOURITE_TABLES = `
  CREATE TABLE @.favourites (
    pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner text COLLATE "C" NOT NULL,
    thread text COLLATE "C" NOT NULL,
    message text COLLATE "C" NOT NULL,
    created_at text NOT NULL,
    text json NOT NULL,
    UNIQUE (owner, thread, message)
  );
`;

interface Row {
  readonly owner: string;
  readonly thread: ThreadId;
  readonly message: StepId;
  readonly created_at: string;
  readonly text: string;
}

/** The step after it: they are found by their chat, with which they go. */
export const FAVOURITES_OF_THREAD = "CREATE INDEX favourites_of_thread ON @.favourites (thread);";

const COLUMNS = "owner, thread, message, created_at, text::text AS text";

export function createPostgresFavourites(store: PostgresShare): FavouriteStore {
  return {
    async add({ owner, threadId, stepId, text, createdAt }, most) {
      assertKeys(owner, threadId, stepId);
      return store.transaction(owner, async (db) => {
        if (most !== undefined) {
          // Of two processes that count, one waits for the other.
          await lockOwner(db, owner);
          const [known] = await among(db, owner, threadId, [stepId]);
          if (known) return known;
          const kept = await db.rows("SELECT 1 FROM @.favourites WHERE owner = $1 LIMIT $2", owner, most);
          if (kept.length >= most) throw tooManyFavourites(most);
        }
        await db.run(
          `INSERT INTO @.favourites (owner, thread, message, created_at, text) VALUES ($1, $2, $3, $4, $5::text::json)
           ON CONFLICT (owner, thread, message) DO NOTHING`,
          owner,
          threadId,
          stepId,
          createdAt,
          JSON.stringify(text),
        );
        const [row] = await among(db, owner, threadId, [stepId]);
        return row ?? { owner, threadId, stepId, text, createdAt };
      });
    },
    async remove(owner, threadId, stepId) {
      assertKeys(owner, threadId, stepId);
      const removed = await store.about(owner, (db) =>
        db.run("DELETE FROM @.favourites WHERE owner = $1 AND thread = $2 AND message = $3", owner, threadId, stepId),
      );
      return removed > 0;
    },
    async removeAll(owner) {
      assertKey(owner, "The owner of a favourite");
      return store.about(owner, (db) => db.run("DELETE FROM @.favourites WHERE owner = $1", owner));
    },
    async ofOwner(owner) {
      assertKey(owner, "The owner of a favourite");
      const rows = await store.about(owner, (db) =>
        db.rows<Row>(`SELECT ${COLUMNS} FROM @.favourites WHERE owner = $1 ORDER BY pos DESC`, owner),
      );
      return rows.map(toRow);
    },
    async among(owner, threadId, stepIds) {
      assertKeys(owner, threadId);
      return store.about(owner, (db) => among(db, owner, threadId, stepIds));
    },
  };
}

/** Within the transaction that moves the threads. */
export async function moveFavourites(db: Database, from: string, to: string): Promise<void> {
  if (from === to) return;
  await db.run(
    "DELETE FROM @.favourites WHERE owner = $1 AND (thread, message) IN (SELECT thread, message FROM @.favourites WHERE owner = $2)",
    from,
    to,
  );
  await db.run("UPDATE @.favourites SET owner = $2 WHERE owner = $1", from, to);
}

async function among(db: Database, owner: string, threadId: ThreadId, stepIds: readonly StepId[]): Promise<FavouriteRow[]> {
  const rows = await db.rows<Row>(
    `SELECT ${COLUMNS} FROM @.favourites WHERE owner = $1 AND thread = $2 AND message = ANY ($3::text[])
     ORDER BY array_position($3::text[], message::text)`,
    owner,
    threadId,
    stepIds.filter(isPlainText),
  );
  return rows.map(toRow);
}

function assertKeys(owner: string, threadId: ThreadId, stepId?: StepId): void {
  assertKey(owner, "The owner of a favourite");
  assertKey(threadId, "The id of a thread");
  if (stepId !== undefined) assertKey(stepId, "The id of a step");
}

function toRow({ owner, thread, message, created_at, text }: Row): FavouriteRow {
  return { owner, threadId: thread, stepId: message, text: JSON.parse(text) as string, createdAt: created_at };
}
