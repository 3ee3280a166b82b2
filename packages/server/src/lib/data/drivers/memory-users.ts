// People and sign-ins that are forgotten with the process.
import { assertKey, toRecordJson } from "../../storable.ts";
import { type DataWalk, decodeWalk, encodeWalk, toWalked } from "../data-walk.ts";
import { assertLimit } from "../thread-list.ts";
import { patched, type SignInRow, type UserRow, type UserStore } from "../user-store.ts";

/** Rows are kept as JSON, like in a database: nobody can change one by holding on to it. */
export function createMemoryUserStore(): UserStore & Pick<DataWalk, "allUsers" | "signInsOf"> {
  const users = new Map<string, string>();
  const idOf = new Map<string, string>();
  const signIns = new Map<string, SignInRow>();

  return {
    async upsertUser(row, patch) {
      assertKey(row.identifier, "The identifier of a person");
      const known = user(idOf.get(row.identifier));
      return keep(known ? patched(known, patch, row.updatedAt) : row);
    },
    async findUser(by) {
      return user("id" in by ? by.id : idOf.get(by.identifier));
    },
    async updateUser(id, patch, at) {
      const known = user(id);
      return known && keep(patched(known, patch, at));
    },
    async addSignIn(row) {
      assertKey(row.id, "The id of a sign-in");
      const known = signIns.get(row.id) ?? { ...row };
      signIns.set(row.id, known);
      return { ...known };
    },
    async findSignIns(ids) {
      return ids.flatMap((id) => {
        const signIn = signIns.get(id);
        const owner = signIn && user(signIn.userId);
        return owner ? [{ signIn: { ...signIn }, user: owner }] : [];
      });
    },
    async touchSignIns(ids, seenAt) {
      for (const id of ids) {
        const signIn = signIns.get(id);
        if (signIn) signIns.set(id, { ...signIn, seenAt });
      }
    },
    async revokeSignIns(which, at) {
      const ended = [...signIns.values()].filter(
        (row) => row.revokedAt === undefined && ("id" in which ? row.id === which.id : row.userId === which.userId),
      );
      for (const row of ended) signIns.set(row.id, { ...row, revokedAt: at });
      return ended.map(({ id }) => id);
    },
    async deleteExpiredSignIns(before) {
      const expired = [...signIns.values()].filter(({ expiresAt }) => expiresAt < before);
      for (const { id } of expired) signIns.delete(id);
      return expired.length;
    },
    async allUsers({ after, limit }) {
      assertLimit(limit);
      const from = after === undefined ? "" : decodeWalk(after);
      const ids = [...users.keys()].filter((id) => id > from).sort();
      const { rows, after: next } = toWalked(ids, limit, encodeWalk);
      return { users: rows.flatMap((id) => user(id) ?? []), after: next };
    },
    async signInsOf(userId) {
      assertKey(userId, "The id of a person");
      const own = [...signIns.values()].filter((row) => row.userId === userId);
      return own.sort((one, other) => (one.id < other.id ? -1 : 1)).map((row) => ({ ...row }));
    },
  };

  function user(id: string | undefined): UserRow | undefined {
    const json = id === undefined ? undefined : users.get(id);
    return json === undefined ? undefined : (JSON.parse(json) as UserRow);
  }

  function keep(row: UserRow): UserRow {
    const json = toRecordJson(row, "The person");
    users.set(row.id, json);
    idOf.set(row.identifier, row.id);
    return JSON.parse(json) as UserRow;
  }
}
