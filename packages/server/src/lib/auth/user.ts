// The signed-in person: what a way of signing in says about them, and what the app then knows of them.

import { check, list, word } from "../check-given.ts";
import type { UserRow } from "../data/user-store.ts";

/** What you keep about a person beside their name; declare your own keys here. Not checked at run time, so fill them in at sign-in. */
export interface UserMetadata {
  /** Address of their picture. */
  readonly image?: string;
  /** How they signed in last: `credentials`, `header`, `jwt`, or the id of the provider. Set for you unless you set it. */
  readonly provider?: string;
}

/** A person the app knows. They are stored at their first sign-in; `userSession.user` is always the newest state. */
export interface User {
  /** The server's: stable, also when everything else changes. */
  readonly id: string;
  /** Unique: a login name or an email address. */
  readonly identifier: string;
  /** What others read; the page shows `identifier` without it. */
  readonly displayName?: string | undefined;
  /** Names of your choice, as "admin". Empty by default. */
  readonly roles: readonly string[];
  /** What you declare about a person, and their `image` and `provider`. */
  readonly metadata: UserMetadata;
  /** When they first signed in, in ISO 8601. */
  readonly createdAt: string;
}

/** Metadata may be left out as long as none of its keys is required. */
type GivenMetadata = object extends UserMetadata
  ? {
      /** Replaces what is stored. */
      readonly metadata?: UserMetadata | undefined;
    }
  : {
      /** Replaces what is stored. */
      readonly metadata: UserMetadata;
    };

/**
 * Somebody who may come in, as your handler or a provider knows them. What is left out stays as it was stored before: so roles
 * that were given with `users.update` survive a sign-in that names none.
 */
export type SignedInUser = {
  /** Unique: a login name or an email address. It decides which stored person this is. At most 500 characters. */
  readonly identifier: string;
  /** What others read. Default: as it is stored. */
  readonly displayName?: string | undefined;
  /** Names of your choice. Default: as they are stored. */
  readonly roles?: readonly string[] | undefined;
} & GivenMetadata;

/** Whether the person has a role; false for nobody. */
export function hasRole(user: Pick<User, "roles"> | null | undefined, role: string): boolean {
  check("hasRole", "the role", role, word, 'Write hasRole(user, "admin").');
  if (user === null || user === undefined) return false;
  check("hasRole", "the roles of the person", user.roles, list, "Give it userSession.user.");
  return user.roles.includes(role);
}

/** Whose chats are this person's. */
export function userOwner(userId: string): string {
  return `user:${userId}`;
}

/** The id of the person an owner names; undefined for visitors and bearers. */
export function userIdOf(owner: string): string | undefined {
  return owner.startsWith("user:") ? owner.slice("user:".length) : undefined;
}

/** A stored person, as the app sees them. Frozen: everybody who asks is given the same one. */
export function toUser({ id, identifier, displayName, roles, metadata, createdAt }: UserRow): User {
  return Object.freeze({
    id,
    identifier,
    ...(displayName !== undefined && { displayName }),
    roles: Object.freeze([...roles]),
    // What an author declares is their promise about what they store.
    metadata: Object.freeze({ ...metadata }) as UserMetadata,
    createdAt,
  });
}
