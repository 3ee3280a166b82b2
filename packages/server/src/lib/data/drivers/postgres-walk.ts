// Walking over everything in PostgreSQL.
import type { PostgresShare } from "../../postgres/postgres-store.ts";
import { assertKey, isPlainText } from "../../storable.ts";
import { type DataWalk, decodeWalk, encodeWalk, toWalked, toWalkedPlace } from "../data-walk.ts";
import { assertLimit } from "../thread-list.ts";
import type { UserRow } from "../user-store.ts";
import { FILE_COLUMNS, type FileColumns, toFileRow } from "./postgres-files.ts";
import { THREAD_COLUMNS, type ThreadColumns, toThreadRow } from "./postgres-threads.ts";
import { SIGN_IN_COLUMNS, type SignInColumns, toSignIn } from "./postgres-users.ts";

export function createPostgresWalk(store: PostgresShare): DataWalk {
  return {
    async allThreads({ after, limit }) {
      assertLimit(limit);
      const from = after === undefined ? 0 : toWalkedPlace(after);
      const found = await store.after((db) =>
        db.rows<ThreadColumns & { readonly pos: number }>(
          `SELECT pos, ${THREAD_COLUMNS} FROM @.threads WHERE pos > $1 ORDER BY pos LIMIT $2`,
          from,
          limit + 1,
        ),
      );
      const { rows, after: next } = toWalked(found, limit, ({ pos }) => encodeWalk(String(pos)));
      return { threads: rows.map(toThreadRow), after: next };
    },
    async allUsers({ after, limit }) {
      assertLimit(limit);
      const from = after === undefined ? "" : decodeWalk(after);
      if (!isPlainText(from)) return { users: [] };
      const found = await store.after((db) =>
        db.rows<{ readonly id: string; readonly record: string }>(
          "SELECT id, record::text AS record FROM @.users WHERE id > $1 ORDER BY id LIMIT $2",
          from,
          limit + 1,
        ),
      );
      const { rows, after: next } = toWalked(found, limit, ({ id }) => encodeWalk(id));
      return { users: rows.map(({ record }) => JSON.parse(record) as UserRow), after: next };
    },
    async signInsOf(userId) {
      assertKey(userId, "The id of a person");
      const rows = await store.after((db) =>
        db.rows<SignInColumns>(`SELECT ${SIGN_IN_COLUMNS} FROM @.sign_ins WHERE user_id = $1 ORDER BY id`, userId),
      );
      return rows.map(toSignIn);
    },
    async filesOf(threadId) {
      assertKey(threadId, "The id of a thread");
      const rows = await store.about(threadId, (db) =>
        db.rows<FileColumns>(`SELECT ${FILE_COLUMNS} FROM @.files WHERE thread = $1 ORDER BY created_at, key`, threadId),
      );
      return rows.map(toFileRow);
    },
  };
}
