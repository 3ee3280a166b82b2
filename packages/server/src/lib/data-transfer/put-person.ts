// People of one store become people of another. Who is known there by the same identifier is the same person: their chats go to them.
import type { DataLayer } from "../data/data-layer.ts";
import type { UserRow } from "../data/user-store.ts";
import type { MovedPerson } from "./units.ts";

/** What became of a person, and by which id they are known at the destination. */
export interface PutPerson {
  readonly kind: "put" | "same" | "ahead" | "joined";
  readonly id: string;
}

/** Stores a person with their sign-ins. */
export async function putPerson({ users }: DataLayer, { user, signIns }: MovedPerson): Promise<PutPerson> {
  const known = (await users.findUser({ id: user.id })) ?? (await users.findUser({ identifier: user.identifier }));
  if (known && (known.id !== user.id || known.identifier !== user.identifier)) return { kind: "joined", id: known.id };
  const kind = known ? kindOf(known, user) : "put";
  if (!known) await users.upsertUser(user, {});
  else if (kind === "put") {
    const { displayName = null, disabledAt = null, roles, metadata, updatedAt } = user;
    await users.updateUser(user.id, { displayName, disabledAt, roles, metadata }, updatedAt);
  }
  for (const signIn of signIns) await users.addSignIn(signIn);
  return { kind, id: user.id };
}

function kindOf(known: UserRow, user: UserRow): "put" | "same" | "ahead" {
  if (known.updatedAt > user.updatedAt) return "ahead";
  const told = ({ displayName, disabledAt, roles, metadata, updatedAt }: UserRow) =>
    JSON.stringify([displayName, disabledAt, roles, metadata, updatedAt]);
  return told(known) === told(user) ? "same" : "put";
}
