// People and sign-ins in an SQLite file.
import type { SqliteShare } from "../../sqlite/sqlite-file.ts";
import type { Prepare } from "../../sqlite/statement-cache.ts";
import { assertKey, toRecordJson } from "../../storable.ts";
import { patched, type SignInRow, type UserRow, type UserStore } from "../user-store.ts";

/** The part of the SQLite data layer that knows people. */
export function createSqliteUserStore(sqlite: SqliteShare): UserStore {
  return {
    async upsertUser(row, patch) {
      assertKey(row.identifier, "The identifier of a person");
      return sqlite.write((prepare) => {
        const known = readUser(prepare, { identifier: row.identifier });
        return writeUser(prepare, known ? patched(known, patch, row.updatedAt) : row);
      });
    },
    findUser: (by) => sqlite.read((prepare) => readUser(prepare, by)),
    updateUser: (id, patch, at) =>
      sqlite.write((prepare) => {
        const known = readUser(prepare, { id });
        return known && writeUser(prepare, patched(known, patch, at));
      }),
    async addSignIn(row) {
      assertKey(row.id, "The id of a sign-in");
      return sqlite.write((prepare) => {
        prepare(
          "INSERT INTO sign_ins (id, user, created_at, expires_at, seen_at, revoked_at, user_agent) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        ).run(row.id, row.userId, row.createdAt, row.expiresAt, row.seenAt, row.revokedAt ?? null, row.userAgent ?? null);
        const [stored] = readSignIns(prepare, [row.id]);
        return stored?.signIn ?? row;
      });
    },
    findSignIns: (ids) => sqlite.read((prepare) => readSignIns(prepare, ids)),
    touchSignIns: (ids, seenAt) =>
      sqlite.write((prepare) => {
        prepare("UPDATE sign_ins SET seen_at = ? WHERE id IN (SELECT value FROM json_each(?))").run(seenAt, JSON.stringify(ids));
      }),
    revokeSignIns: (which, at) =>
      sqlite.write((prepare) => {
        const [column, value] = "id" in which ? ["id", which.id] : ["user", which.userId];
        const open = `${column} = ? AND revoked_at IS NULL`;
        const ended = prepare<{ id: string }>(`SELECT id FROM sign_ins WHERE ${open}`).all(value);
        prepare(`UPDATE sign_ins SET revoked_at = ? WHERE ${open}`).run(at, value);
        return ended.map(({ id }) => id);
      }),
    deleteExpiredSignIns: (before) => sqlite.write((prepare) => prepare("DELETE FROM sign_ins WHERE expires_at < ?").run(before)),
  };
}

function readUser(prepare: Prepare, by: { readonly id: string } | { readonly identifier: string }): UserRow | undefined {
  const row =
    "id" in by
      ? prepare<{ record: string }>("SELECT record FROM users WHERE id = ?").get(by.id)
      : prepare<{ record: string }>("SELECT record FROM users WHERE identifier = ?").get(by.identifier);
  return row && (JSON.parse(row.record) as UserRow);
}

function writeUser(prepare: Prepare, row: UserRow): UserRow {
  const record = toRecordJson(row, "The person");
  prepare("INSERT INTO users (id, identifier, record) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record").run(
    row.id,
    row.identifier,
    record,
  );
  return JSON.parse(record) as UserRow;
}

/** What of a row makes a sign-in. */
export const SIGN_IN_COLUMNS =
  "sign_ins.id, sign_ins.user, sign_ins.created_at, sign_ins.expires_at, sign_ins.seen_at, sign_ins.revoked_at, sign_ins.user_agent";

export interface SignInColumns {
  readonly id: string;
  readonly user: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly seen_at: string;
  readonly revoked_at: string | null;
  readonly user_agent: string | null;
}

function readSignIns(prepare: Prepare, ids: readonly string[]): { signIn: SignInRow; user: UserRow }[] {
  return prepare<SignInColumns & { readonly record: string }>(
    `SELECT ${SIGN_IN_COLUMNS}, users.record FROM json_each(?) CROSS JOIN sign_ins ON sign_ins.id = value JOIN users ON users.id = sign_ins.user`,
  )
    .all(JSON.stringify(ids))
    .map((row) => ({ signIn: toSignIn(row), user: JSON.parse(row.record) as UserRow }));
}

export function toSignIn(row: SignInColumns): SignInRow {
  return {
    id: row.id,
    userId: row.user,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    seenAt: row.seen_at,
    ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
    ...(row.user_agent !== null && { userAgent: row.user_agent }),
  };
}
