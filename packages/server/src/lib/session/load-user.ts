// The signed-in person behind an owner, as they are stored.
import { toUser, type User, userIdOf } from "../auth/user.ts";
import type { DataLayer } from "../data/data-layer.ts";

/** Null for visitors, and for somebody who is not stored any more. */
export async function loadUser({ users }: Pick<DataLayer, "users">, owner: string): Promise<User | null> {
  const id = userIdOf(owner);
  const row = id === undefined ? undefined : await users.findUser({ id });
  return row ? toUser(row) : null;
}
