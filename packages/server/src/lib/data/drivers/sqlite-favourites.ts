// Favourites in an SQLite file. A text is kept as JSON: it may be any string.
import type { StepId, ThreadId } from "@colloquy/protocol";
import type { SqliteShare } from "../../sqlite/sqlite-file.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { assertKey } from "../../storable.ts";
import { type FavouriteRow, type FavouriteStore, tooManyFavourites } from "../favourite-store.ts";

/** The step of the migration that makes room for them. The message of one may be gone. */
export const FAVOURITE_TABLES = `
  CREATE TABLE favourites (
    pos INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    thread TEXT NOT NULL,
    message TEXT NOT NULL,
    created_at TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (owner, thread, message)
  ) STRICT;
`;

interface Row {
  readonly owner: string;
  readonly thread: ThreadId;
  readonly message: StepId;
  readonly created_at: string;
  readonly text: string;
}

/** The step after it: they are found by their chat, with which they go. */
export const FAVOURITES_OF_THREAD = "CREATE INDEX favourites_of_thread ON favourites (thread);";

const COLUMNS = "owner, thread, message, created_at, text";

export function createSqliteFavourites(sqlite: SqliteShare): FavouriteStore {
  return {
    async add({ owner, threadId, stepId, text, createdAt }, most) {
      assertKeys(owner, threadId, stepId);
      return sqlite.write((prepare) => {
        const known = prepare<Row>(`SELECT ${COLUMNS} FROM favourites WHERE owner = ? AND thread = ? AND message = ?`).get(
          owner,
          threadId,
          stepId,
        );
        if (known) return toRow(known);
        const kept = () => prepare<{ count: number }>("SELECT count(*) AS count FROM favourites WHERE owner = ?").get(owner)?.count ?? 0;
        if (most !== undefined && kept() >= most) throw tooManyFavourites(most);
        prepare(`INSERT INTO favourites (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`).run(owner, threadId, stepId, createdAt, JSON.stringify(text));
        return { owner, threadId, stepId, text, createdAt };
      });
    },
    async remove(owner, threadId, stepId) {
      assertKeys(owner, threadId, stepId);
      return sqlite.write(
        (prepare) => prepare("DELETE FROM favourites WHERE owner = ? AND thread = ? AND message = ?").run(owner, threadId, stepId) > 0,
      );
    },
    async removeAll(owner) {
      assertKey(owner, "The owner of a favourite");
      return sqlite.write((prepare) => prepare("DELETE FROM favourites WHERE owner = ?").run(owner));
    },
    async ofOwner(owner) {
      assertKey(owner, "The owner of a favourite");
      return sqlite.read((prepare) =>
        prepare<Row>(`SELECT ${COLUMNS} FROM favourites WHERE owner = ? ORDER BY pos DESC`).all(owner).map(toRow),
      );
    },
    async among(owner, threadId, stepIds) {
      assertKeys(owner, threadId);
      return sqlite.read((prepare) =>
        prepare<Row>(
          `SELECT ${COLUMNS} FROM json_each(?) CROSS JOIN favourites ON favourites.owner = ? AND favourites.thread = ? AND favourites.message = value`,
        )
          .all(JSON.stringify(stepIds), owner, threadId)
          .map(toRow),
      );
    },
  };
}

/** Within the transaction that moves the threads. */
export function moveFavourites(prepare: Prepare, from: string, to: string): void {
  prepare("UPDATE OR IGNORE favourites SET owner = ? WHERE owner = ?").run(to, from);
  if (from !== to) prepare("DELETE FROM favourites WHERE owner = ?").run(from);
}

function assertKeys(owner: string, threadId: ThreadId, stepId?: StepId): void {
  assertKey(owner, "The owner of a favourite");
  assertKey(threadId, "The id of a thread");
  if (stepId !== undefined) assertKey(stepId, "The id of a step");
}

function toRow({ owner, thread, message, created_at, text }: Row): FavouriteRow {
  return { owner, threadId: thread, stepId: message, text: JSON.parse(text) as string, createdAt: created_at };
}
