// The part of a data layer that knows people: who they are, and where they are signed in.

/** A stored person. */
export interface UserRow {
  /** A UUID, chosen by whoever stores them first. Threads belong to `user:<id>`. */
  readonly id: string;
  /** Unique among all people of the store. */
  readonly identifier: string;
  readonly displayName?: string | undefined;
  readonly roles: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Since when they are not let in any more. */
  readonly disabledAt?: string | undefined;
}

/** What may change about a person; a field that is absent stays as it is. Null takes away what may be absent. */
export interface UserPatch {
  readonly displayName?: string | null | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly disabledAt?: string | null | undefined;
}

/** One sign-in: a browser, or another client, in which a person is signed in. */
export interface SignInRow {
  /** A hash of the secret that its cookie holds: who reads the store cannot sign in with it. */
  readonly id: string;
  readonly userId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** When it was last used, to within an hour or so. */
  readonly seenAt: string;
  readonly revokedAt?: string | undefined;
  /** What it was begun with, for lists: the browser's name for itself, cut short. */
  readonly userAgent?: string | undefined;
}

/** Storage of people and sign-ins, under the same promises as the rest of the data layer. */
export interface UserStore {
  /**
   * Stores a new person, or changes the one with this identifier as a patch does: `id` and `createdAt` of a stored person stay, and
   * so does `disabledAt`. Two calls at once for a new identifier make one person. Returns what is stored.
   */
  upsertUser(row: UserRow, patch: UserPatch): Promise<UserRow>;
  findUser(by: { readonly id: string } | { readonly identifier: string }): Promise<UserRow | undefined>;
  /** Changes a person and returns what is stored; `undefined` when there is none with this id. */
  updateUser(id: string, patch: UserPatch, at: string): Promise<UserRow | undefined>;
  /** The id is taken once: a second sign-in with the same one is not stored, and the first is returned. */
  addSignIn(row: SignInRow): Promise<SignInRow>;
  /** Those that are stored, revoked or too old included, each with its person. */
  findSignIns(ids: readonly string[]): Promise<{ readonly signIn: SignInRow; readonly user: UserRow }[]>;
  /** Notes that these were in use; whether one is stored does not matter. */
  touchSignIns(ids: readonly string[], seenAt: string): Promise<void>;
  /** Ends one, or all of a person; what was ended before keeps its time. Returns the ids of those that end now. */
  revokeSignIns(which: { readonly id: string } | { readonly userId: string }, at: string): Promise<string[]>;
  /** Forgets sign-ins that expired before an instant. Returns how many. */
  deleteExpiredSignIns(before: string): Promise<number>;
}

/** A person with a patch applied. */
export function patched(row: UserRow, patch: UserPatch, at: string): UserRow {
  const displayName = patch.displayName === undefined ? row.displayName : (patch.displayName ?? undefined);
  const disabledAt = patch.disabledAt === undefined ? row.disabledAt : (patch.disabledAt ?? undefined);
  const { id, identifier, createdAt } = row;
  return {
    id,
    identifier,
    ...(displayName !== undefined && { displayName }),
    roles: patch.roles ?? row.roles,
    metadata: patch.metadata ?? row.metadata,
    createdAt,
    updatedAt: at,
    ...(disabledAt !== undefined && { disabledAt }),
  };
}
