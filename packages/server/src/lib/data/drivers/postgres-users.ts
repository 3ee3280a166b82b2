// People and sign-ins in PostgreSQL.
import type { Database } from "../../postgres/database.ts";
import type { PostgresShare } from "../../postgres/postgres-store.ts";
import { assertKey, isPlainText, toRecordJson } from "../../storable.ts";
import { patched, type SignInRow, type UserRow, type UserStore } from "../user-store.ts";

/** All that is about people happens in the order of its calls. */
const PEOPLE = "people";

/** The part of the PostgreSQL data layer that knows people. */
export function createPostgresUserStore(store: PostgresShare): UserStore {
  return {
    async upsertUser(row, patch) {
      assertKey(row.identifier, "The identifier of a person");
      const record = toRecordJson(row, "The person");
      return store.transaction(PEOPLE, async (db) => {
        const added = await db.run(
          "INSERT INTO @.users (id, identifier, record) VALUES ($1, $2, $3::text::json) ON CONFLICT (identifier) DO NOTHING",
          row.id,
          row.identifier,
          record,
        );
        if (added > 0) return JSON.parse(record) as UserRow;
        const known = await readUser(db, { identifier: row.identifier }, "FOR UPDATE");
        return changeUser(db, known ? patched(known, patch, row.updatedAt) : row);
      });
    },
    findUser: (by) => store.about(PEOPLE, (db) => readUser(db, by)),
    updateUser: (id, patch, at) =>
      store.transaction(PEOPLE, async (db) => {
        const known = await readUser(db, { id }, "FOR UPDATE");
        return known && changeUser(db, patched(known, patch, at));
      }),
    async addSignIn(row) {
      assertKey(row.id, "The id of a sign-in");
      return store.transaction(PEOPLE, async (db) => {
        await db.run(
          `INSERT INTO @.sign_ins (id, user_id, created_at, expires_at, seen_at, revoked_at, user_agent)
           VALUES ($1, $2, $3, $4, $5, $6, $7::text::json) ON CONFLICT (id) DO NOTHING`,
          row.id,
          row.userId,
          row.createdAt,
          row.expiresAt,
          row.seenAt,
          row.revokedAt ?? null,
          row.userAgent === undefined ? null : JSON.stringify(row.userAgent),
        );
        const [stored] = await readSignIns(db, [row.id]);
        return stored?.signIn ?? row;
      });
    },
    findSignIns: (ids) => store.about(PEOPLE, (db) => readSignIns(db, ids)),
    async touchSignIns(ids, seenAt) {
      await store.about(PEOPLE, (db) =>
        db.run("UPDATE @.sign_ins SET seen_at = $1 WHERE id = ANY ($2::text[])", seenAt, ids.filter(isPlainText)),
      );
    },
    async revokeSignIns(which, at) {
      const [column, value] = "id" in which ? ["id", which.id] : ["user_id", which.userId];
      if (!isPlainText(value)) return [];
      const ended = await store.about(PEOPLE, (db) =>
        db.rows<{ id: string }>(
          `UPDATE @.sign_ins SET revoked_at = $1 WHERE ${column} = $2 AND revoked_at IS NULL RETURNING id`,
          at,
          value,
        ),
      );
      return ended.map(({ id }) => id);
    },
    deleteExpiredSignIns: (before) => store.about(PEOPLE, (db) => db.run("DELETE FROM @.sign_ins WHERE expires_at < $1", before)),
  };
}

async function readUser(
  db: Database,
  by: { readonly id: string } | { readonly identifier: string },
  lock: "" | "FOR UPDATE" = "",
): Promise<UserRow | undefined> {
  const [column, value] = "id" in by ? ["id", by.id] : ["identifier", by.identifier];
  if (!isPlainText(value)) return undefined;
  const [row] = await db.rows<{ record: string }>(`SELECT record::text AS record FROM @.users WHERE ${column} = $1 ${lock}`, value);
  return row && (JSON.parse(row.record) as UserRow);
}

async function changeUser(db: Database, row: UserRow): Promise<UserRow> {
  const record = toRecordJson(row, "The person");
  await db.run("UPDATE @.users SET record = $2::text::json WHERE id = $1", row.id, record);
  return JSON.parse(record) as UserRow;
}

/** What of a row makes a sign-in. */
export const SIGN_IN_COLUMNS = "sign_ins.id, user_id, created_at, expires_at, seen_at, revoked_at, user_agent::text AS user_agent";

export interface SignInColumns {
  readonly id: string;
  readonly user_id: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly seen_at: string;
  readonly revoked_at: string | null;
  readonly user_agent: string | null;
}

async function readSignIns(db: Database, ids: readonly string[]): Promise<{ signIn: SignInRow; user: UserRow }[]> {
  const rows = await db.rows<SignInColumns & { readonly record: string }>(
    `SELECT ${SIGN_IN_COLUMNS}, users.record::text AS record
     FROM @.sign_ins JOIN @.users ON users.id = sign_ins.user_id WHERE sign_ins.id = ANY ($1::text[])`,
    ids.filter(isPlainText),
  );
  return rows.map((row) => ({ signIn: toSignIn(row), user: JSON.parse(row.record) as UserRow }));
}

export function toSignIn(row: SignInColumns): SignInRow {
  return {
    id: row.id,
    userId: row.user_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    seenAt: row.seen_at,
    ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
    ...(row.user_agent !== null && { userAgent: JSON.parse(row.user_agent) as string }),
  };
}
