// Where people are signed in: begun, checked at each request, ended. A check may be as old as one interval; what is changed through
// this object counts at once.
import { createHash, randomBytes } from "node:crypto";
import { ChatError, newId } from "@colloquy/protocol";
import { type Clock, isWithin } from "../clock.ts";
import type { SignInRow, UserPatch, UserRow, UserStore } from "../data/user-store.ts";
import type { Logger } from "../logger.ts";
import { type ActiveSignIn, type Checked, CheckedSignIns } from "./checked-sign-ins.ts";
import { type CutReason, SignInConnections } from "./sign-in-connections.ts";
import { type SignedInUser, toUser, type User } from "./user.ts";

export interface SignInsOptions {
  readonly users: UserStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long a sign-in lasts. */
  readonly lifetimeMs: number;
  /** How old a check may be. */
  readonly recheckMs: number;
  /** Told of everybody who is not as they were. */
  readonly onUserChanged: (user: User) => void;
}

/** Where several nodes serve the same app: what one of them changes, the others are told. Who misses it finds out by the recheck. */
export interface SignInNews {
  answer(kind: string, hear: (body: unknown) => unknown): void;
  tellAll(kind: string, body: unknown): void;
}

/** What the nodes tell each other; the store is the truth of it. */
const ENDED = "sign-ins-ended";
const CHANGED = "user-changed";

interface Ended {
  readonly ids: readonly string[];
  readonly reason: CutReason;
}

/** How somebody signed in. */
export interface SignInBy {
  /** Kept in their metadata. */
  readonly provider?: string | undefined;
  readonly userAgent?: string | undefined;
}

const TOUCH_MS = 60 * 60 * 1000;

/** All sign-ins of a server. */
export class SignIns {
  readonly #options: SignInsOptions;
  readonly #checked = new CheckedSignIns();
  readonly #connections = new SignInConnections();
  #news: SignInNews | undefined;
  #timer: { cancel(): void } | undefined;
  #cleanedAt = 0;

  constructor(options: SignInsOptions) {
    this.#options = options;
  }

  /** From now on the other nodes are told at once of what ends or changes here, and this one listens to them. */
  connect(news: SignInNews): void {
    this.#news = news;
    news.answer(ENDED, (body) => {
      const { ids, reason } = body as Ended;
      this.#drop(ids, reason);
    });
    news.answer(CHANGED, async (body) => {
      const { userId } = body as { readonly userId: string };
      const row = await this.#options.users.findUser({ id: userId });
      if (row) this.#tell(row);
    });
  }

  /** Watches over open connections from now on. */
  start(): void {
    const { clock, recheckMs, logger } = this.#options;
    this.#timer = clock.setTimeout(
      () => {
        void this.recheck()
          .catch((error) => logger.error({ err: error }, "the sign-ins of open chats could not be checked"))
          .finally(() => this.#timer && this.start());
      },
      recheckMs,
      { background: true },
    );
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Stores the person and begins a sign-in; `secret` goes into the cookie. Throws UNAUTHENTICATED for a disabled person. */
  async begin(person: SignedInUser, by: SignInBy = {}): Promise<ActiveSignIn & { secret: string }> {
    const secret = randomBytes(32).toString("base64url");
    const active = await this.#add(toId(secret), person, by);
    return { ...active, secret };
  }

  /**
   * The sign-in that a bearer token is by itself: begun at its first use, ended like any other, and then for good. It lasts longer than a
   * short token, whose later requests bring newer ones: connections that were opened with it go on.
   */
  async beginForToken(token: string, person: SignedInUser, expiresAt: string): Promise<ActiveSignIn | undefined> {
    const id = toId(token);
    const active = await this.check(id);
    const isStored = this.#checked.get(id)?.updatedAt !== undefined;
    if (active || isStored) return active;
    await this.#add(id, person, { provider: "jwt", atLeastUntil: expiresAt });
    this.#checked.delete(id);
    return this.check(id);
  }

  /** The sign-in behind a secret, if it holds. */
  find(secret: string): Promise<ActiveSignIn | undefined> {
    return this.check(toId(secret));
  }

  /** The sign-in with this id, if it holds. */
  async check(id: string): Promise<ActiveSignIn | undefined> {
    const known = this.#checked.get(id);
    if (known && this.#isFresh(known)) return known.active;
    await this.#read([id]);
    return this.#checked.get(id)?.active;
  }

  /** Keeps a connection under the watch of its sign-in; returns the way out. */
  join(signInId: string, cut: (reason: CutReason) => void): () => void {
    return this.#connections.add(signInId, cut);
  }

  /** Signs out, in one place; `signed-in` when another sign-in takes its place. */
  async end(id: string, reason: CutReason = "signed-out"): Promise<void> {
    await this.#options.users.revokeSignIns({ id }, this.#now());
    this.#dropEverywhere([id], reason);
  }

  /** Signs a person out everywhere. */
  async endAllOf(userId: string): Promise<void> {
    this.#dropEverywhere(await this.#options.users.revokeSignIns({ userId }, this.#now()), "signed-out");
  }

  /** Changes a person; their open chats know at once. Undefined when there is nobody with this id. */
  async changeUser(userId: string, patch: UserPatch): Promise<User | undefined> {
    const row = await this.#options.users.updateUser(userId, patch, this.#now());
    if (!row) return undefined;
    if (row.disabledAt !== undefined) await this.endAllOf(userId);
    this.#news?.tellAll(CHANGED, { userId });
    return this.#tell(row);
  }

  /** Looks at every sign-in with an open connection: what does not hold is cut, who changed is told. */
  async recheck(): Promise<void> {
    const { clock, users } = this.#options;
    const ids = this.#connections.ids;
    for (let from = 0; from < ids.length; from += 500) this.#drop(await this.#read(ids.slice(from, from + 500)));
    if (isWithin(TOUCH_MS, this.#cleanedAt, clock)) return;
    this.#cleanedAt = clock.now();
    await users.deleteExpiredSignIns(this.#now());
  }

  async #add(id: string, person: SignedInUser, by: SignInBy & { readonly atLeastUntil?: string }): Promise<ActiveSignIn> {
    const { users, lifetimeMs, clock } = this.#options;
    const now = this.#now();
    const { identifier, displayName, roles } = person;
    const provider = by.provider === undefined ? {} : { provider: by.provider };
    const metadata = person.metadata
      ? { ...provider, ...person.metadata }
      : { ...(await users.findUser({ identifier }))?.metadata, ...provider };
    const fresh: UserRow = {
      id: newId(),
      identifier,
      ...(displayName !== undefined && { displayName }),
      roles: roles ?? [],
      metadata,
      createdAt: now,
      updatedAt: now,
    };
    const row = await users.upsertUser(fresh, { displayName, roles, metadata });
    if (row.disabledAt !== undefined)
      throw new ChatError("UNAUTHENTICATED", "This account is disabled.", { fix: "Ask whoever runs this app." });
    const user = this.#tell(row);
    // Who was here before may have other roles now.
    if (row.createdAt !== now) this.#news?.tellAll(CHANGED, { userId: row.id });
    const usual = new Date(clock.now() + lifetimeMs).toISOString();
    const expiresAt = by.atLeastUntil !== undefined && by.atLeastUntil > usual ? by.atLeastUntil : usual;
    const userAgent = by.userAgent?.slice(0, 200);
    await users.addSignIn({ id, userId: row.id, createdAt: now, expiresAt, seenAt: now, ...(userAgent && { userAgent }) });
    return { id, user, expiresAt };
  }

  /** Asks the store; returns those of them that do not hold. */
  async #read(ids: readonly string[]): Promise<string[]> {
    const { users, clock } = this.#options;
    const at = clock.now();
    const now = this.#now();
    const found = new Map((await users.findSignIns(ids)).map((one) => [one.signIn.id, one]));
    for (const id of ids) {
      const one = found.get(id);
      const user = one && holds(one.signIn, one.user, now) ? this.#seen(id, one.user) : undefined;
      const active = one && user && { id, user, expiresAt: one.signIn.expiresAt };
      this.#checked.set(id, { active, updatedAt: one?.user.updatedAt, at });
    }
    const unseen = [...found.keys()].filter((id) => at - Date.parse(found.get(id)?.signIn.seenAt ?? now) > TOUCH_MS);
    if (unseen.length > 0) await users.touchSignIns(unseen, now);
    return ids.filter((id) => {
      const one = found.get(id);
      return !one || !holds(one.signIn, one.user, now);
    });
  }

  /** The person of a sign-in as the store has them; whoever knows an older state of them is told. */
  #seen(id: string, row: UserRow): User {
    const known = this.#checked.get(id);
    if (known?.active && known.updatedAt === row.updatedAt) return known.active.user;
    if (known?.active) return this.#tell(row);
    const user = toUser(row);
    this.#options.onUserChanged(user);
    return user;
  }

  /** A person is not as they were. */
  #tell(row: UserRow): User {
    const user = this.#checked.learn(row);
    this.#options.onUserChanged(user);
    return user;
  }

  #dropEverywhere(ids: readonly string[], reason: CutReason): void {
    this.#drop(ids, reason);
    if (ids.length > 0) this.#news?.tellAll(ENDED, { ids, reason } satisfies Ended);
  }

  #drop(ids: readonly string[], reason: CutReason = "signed-out"): void {
    for (const id of ids) {
      this.#checked.delete(id);
      this.#connections.cut(id, reason);
    }
  }

  #isFresh({ at, active }: Checked): boolean {
    const { clock, recheckMs } = this.#options;
    return isWithin(recheckMs, at, clock) && (active === undefined || active.expiresAt > this.#now());
  }

  #now(): string {
    return new Date(this.#options.clock.now()).toISOString();
  }
}

function holds(signIn: SignInRow, user: UserRow, now: string): boolean {
  return signIn.revokedAt === undefined && signIn.expiresAt > now && user.disabledAt === undefined;
}

function toId(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
