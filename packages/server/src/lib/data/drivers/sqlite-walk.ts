// Walking over everything in an SQLite file.
import type { SqliteShare } from "../../sqlite/sqlite-file.ts";
import { assertKey } from "../../storable.ts";
import { type DataWalk, decodeWalk, encodeWalk, toWalked, toWalkedPlace } from "../data-walk.ts";
import { assertLimit } from "../thread-list.ts";
import type { UserRow } from "../user-store.ts";
import { FILE_COLUMNS, type FileColumns, toFileRow } from "./sqlite-files.ts";
import { type ThreadColumns, toThreadRow } from "./sqlite-threads.ts";
import { SIGN_IN_COLUMNS, type SignInColumns, toSignIn } from "./sqlite-users.ts";

export function createSqliteWalk(sqlite: SqliteShare): DataWalk {
  return {
    async allThreads({ after, limit }) {
      assertLimit(limit);
      const from = after === undefined ? 0 : toWalkedPlace(after);
      const found = await sqlite.read((prepare) =>
        prepare<ThreadColumns & { pos: number }>(
          "SELECT pos, owner, epoch, record, saved, deleted_at FROM threads WHERE pos > ? ORDER BY pos LIMIT ?",
        ).all(from, limit + 1),
      );
      const { rows, after: next } = toWalked(found, limit, ({ pos }) => encodeWalk(String(pos)));
      return { threads: rows.map(toThreadRow), after: next };
    },
    async allUsers({ after, limit }) {
      assertLimit(limit);
      const from = after === undefined ? "" : decodeWalk(after);
      const found = await sqlite.read((prepare) =>
        prepare<{ id: string; record: string }>("SELECT id, record FROM users WHERE id > ? ORDER BY id LIMIT ?").all(from, limit + 1),
      );
      const { rows, after: next } = toWalked(found, limit, ({ id }) => encodeWalk(id));
      return { users: rows.map(({ record }) => JSON.parse(record) as UserRow), after: next };
    },
    async signInsOf(userId) {
      assertKey(userId, "The id of a person");
      return sqlite.read((prepare) =>
        prepare<SignInColumns>(`SELECT ${SIGN_IN_COLUMNS} FROM sign_ins WHERE user = ? ORDER BY id`).all(userId).map(toSignIn),
      );
    },
    async filesOf(threadId) {
      assertKey(threadId, "The id of a thread");
      return sqlite.read((prepare) =>
        prepare<FileColumns>(`SELECT ${FILE_COLUMNS} FROM files WHERE thread = ? ORDER BY created_at, key`).all(threadId).map(toFileRow),
      );
    },
  };
}
