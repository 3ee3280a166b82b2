// What was found out about sign-ins a moment ago, so that not every request asks the store.
import type { UserRow } from "../data/user-store.ts";
import { toUser, type User } from "./user.ts";

/** A sign-in that holds. */
export interface ActiveSignIn {
  readonly id: string;
  readonly user: User;
  readonly expiresAt: string;
}

/** What is known of one. */
export interface Checked {
  /** Undefined when it does not hold, or there is none. */
  readonly active: ActiveSignIn | undefined;
  /** The state of its person; undefined when there is no such sign-in. */
  readonly updatedAt: string | undefined;
  /** When it was looked at, in milliseconds. */
  readonly at: number;
}

const REMEMBERED = 10_000;

export class CheckedSignIns {
  readonly #byId = new Map<string, Checked>();

  get(id: string): Checked | undefined {
    return this.#byId.get(id);
  }

  set(id: string, checked: Checked): void {
    this.#byId.delete(id);
    this.#byId.set(id, checked);
    const [oldest] = this.#byId.keys();
    if (this.#byId.size > REMEMBERED && oldest !== undefined) this.#byId.delete(oldest);
  }

  delete(id: string): void {
    this.#byId.delete(id);
  }

  /** Shows a person's new state to every sign-in of theirs. */
  learn(row: UserRow): User {
    const user = toUser(row);
    for (const [id, known] of this.#byId)
      if (known.active?.user.id === row.id) this.#byId.set(id, { ...known, active: { ...known.active, user }, updatedAt: row.updatedAt });
    return user;
  }
}
