// What authors may call on the user session, and with which keys: those they declared, once they have declared any.

import type { User } from "../auth/user.ts";
import type { Accessor, AccessorOptions } from "./accessor.ts";
import type { ChatProfileName, ChatSettingsValues } from "./controls/app-types.ts";
import type { ReservedValues } from "./reserved-values.ts";

/**
 * Declare your keys once and every call is checked.
 *
 * @example
 * declare module "colloquy" {
 *   interface UserSessionValues { counter: number }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: authors add their keys to it
export interface UserSessionValues {}

type Declared = keyof UserSessionValues & string;
/** Any string as long as no keys are declared; afterwards a type that no key has, whose text the compiler shows. */
type LooseKey = [Declared] extends [never] ? string : { readonly "not a declared key with a value of this type; declared are": Declared };
type OwnKey = [Declared] extends [never] ? string : Declared;
/** Makes a reserved key a type error whose text says why. */
type Writable<Key> = Key extends keyof ReservedValues ? { readonly "this key is reserved": Key } : Key;
/** A key that may be written; what may not is told by the text of its type. */
type KeyToSet<Key> = [Declared] extends [never] ? Writable<Key> : Key extends Declared ? Key : UndeclaredKey<Key>;
type UndeclaredKey<Key> = Key extends keyof ReservedValues ? Writable<Key> : { readonly "this key is not declared": Key };
type ValueOf<Key> = Key extends Declared ? UserSessionValues[Key] : unknown;

/** For accessors of keys that are not declared: they bring their own type along. */
type Undeclared<Key> = Key extends Declared ? { readonly "this key is declared with another type": Key } : Writable<Key>;

/** Memory for one person in one chat. */
export interface UserSession {
  /** A reserved value: always live, never absent. */
  get<K extends keyof ReservedValues>(key: K): ReservedValues[K];
  /** The stored value, by reference; `undefined`, or the fallback, only where the key is absent. A stored null is null. */
  get<K extends Declared>(key: K): UserSessionValues[K] | undefined;
  get<K extends Declared>(key: K, fallback: UserSessionValues[K]): UserSessionValues[K];
  get<T = unknown>(key: LooseKey): T | undefined;
  // A fallback of 0 stands for any number, not for the number 0 alone.
  get(key: LooseKey, fallback: number): number;
  get(key: LooseKey, fallback: string): string;
  get(key: LooseKey, fallback: boolean): boolean;
  get<T>(key: LooseKey, fallback: T): T;
  /** Stores any value: data, functions, clients, class instances. The last write wins. Throws RESERVED_KEY for reserved keys. */
  set<K extends Declared>(key: K, value: UserSessionValues[K]): void;
  set<K extends string>(key: KeyToSet<K>, value: ValueOf<K>): void;
  /**
   * Reads, changes and writes with nothing in between; for an async function later updates of the key wait their turn.
   * `initial` stands in where the key is absent. Returns the new value, also for a plain function as a promise when it has to wait.
   */
  update<K extends Declared>(
    key: K,
    change: (current: UserSessionValues[K]) => Promise<UserSessionValues[K]>,
    initial?: UserSessionValues[K],
  ): Promise<UserSessionValues[K]>;
  update<K extends Declared>(
    key: K,
    change: (current: UserSessionValues[K]) => UserSessionValues[K],
    initial?: UserSessionValues[K],
  ): UserSessionValues[K];
  update<T>(key: LooseKey, change: (current: T) => Promise<T>, initial?: T): Promise<T>;
  update<T>(key: LooseKey, change: (current: T) => T, initial?: T): T;
  /** Whether the key has a value, undefined and null included. */
  has(key: OwnKey | keyof ReservedValues): boolean;
  /** Also gone from the saved copy. Returns whether it was there. Throws RESERVED_KEY for reserved keys. */
  delete<K extends OwnKey>(key: Writable<K>): boolean;
  /** The author's own keys. */
  keys(): OwnKey[];
  /** The author's own keys with their values. */
  entries(): [OwnKey, unknown][];
  /** Removes the author's own keys. */
  clear(): void;
  /** The id of the session: of the live conversation, not of the stored thread. */
  readonly id: string;
  /** The signed-in person, always as they are now; null for a visitor. */
  readonly user: User | null;
  /** The name of the profile the chat has; null without profiles. */
  readonly chatProfile: ChatProfileName | null;
  /** What the person saved in the settings form, always as it is now; `{}` until the form was sent. */
  readonly chatSettings: ChatSettingsValues;
  /** The person's own keys, by name; `{}` when the app asks for none. */
  readonly env: Readonly<Record<string, string>>;
  /** What kind of client opened the chat: `webapp` for the page. */
  readonly clientType: string;
}

/** The user session with what is only made at module scope. */
export interface AmbientUserSession extends UserSession {
  /**
   * Makes a typed handle on a key. An object given as initial value is copied for each session, never shared.
   *
   * @throws RESERVED_KEY for reserved keys; BAD_INPUT for an initial value that cannot be copied, such as an instance of a class: give
   * a function that makes it.
   */
  createAccessor<K extends Declared, Args extends unknown[] = []>(
    key: K,
    initial: UserSessionValues[K] | (() => UserSessionValues[K]),
    options?: AccessorOptions<UserSessionValues[K], Args>,
  ): Accessor<UserSessionValues[K], Args>;
  createAccessor<Value, Args extends unknown[] = [], K extends string = string>(
    key: Undeclared<K>,
    initial: Value | (() => Value),
    options?: AccessorOptions<Value, Args>,
  ): Accessor<Value, Args>;
  /** A value that is never saved but made again on its first use: a client, a connection. */
  createLive<Value, K extends string = string>(key: Writable<K>, factory: () => Value): { get(): Value; delete(): void };
}
