// The user session: memory that belongs to one person in one chat. A facade over the session's values and what the product knows.
import { ChatError } from "@colloquy/protocol";
import { requireContext } from "../session/context.ts";
import type { Session } from "../session/session.ts";
import { decodeValue, encodeValue } from "../session/value-encoder.ts";

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

/** Declare the shape of the signed-in person's metadata here. */
// biome-ignore lint/suspicious/noEmptyInterface: authors add their keys to it
export interface UserMetadata {}

/** The signed-in person. */
export interface User {
  readonly id: string;
  readonly identifier: string;
  readonly displayName?: string | undefined;
  readonly metadata: UserMetadata;
}

/** What the product keeps in the user session, under the names Chainlit documents. */
export interface ReservedValues {
  /** The session's id: stable over reconnects and restarts, new for every new chat. */
  readonly id: string;
  /** Null without sign-in. */
  readonly user: User | null;
  /** Null without chat profiles. */
  readonly chat_profile: string | null;
  /** `{}` without chat settings; numbers are numbers. */
  readonly chat_settings: Readonly<Record<string, unknown>>;
  /** The keys the person typed in; `{}` by default. */
  readonly env: Readonly<Record<string, string>>;
  /** Which kind of client began the chat: `webapp`, `copilot`, … */
  readonly client_type: string;
}

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

/** How a typed accessor behaves. */
export interface AccessorOptions<Value, Args extends unknown[]> {
  /** Makes the next value from the current one; `apply(...args)` runs it. */
  readonly apply?: (current: Value, ...args: Args) => Value;
  /** False keeps the value out of what is saved. Default true. */
  readonly persist?: boolean;
}

/** A typed handle on one key, made at module scope and used in handlers. */
export interface Accessor<Value, Args extends unknown[] = []> {
  /** The stored value, else the initial one. Reading stores nothing. */
  get(): Value;
  set(value: Value): void;
  /** Stores the initial value again. */
  reset(): void;
  /** Stores what the transform makes of the current value, and returns it. Without a transform the current value. */
  apply(...args: Args): Value;
}

/** Memory for one person in one chat. */
export interface UserSession {
  /** A reserved value: always live, never absent. */
  get<K extends keyof ReservedValues>(key: K): ReservedValues[K];
  /** The stored value, by reference; `undefined`, or the fallback, only where the key is absent. A stored null is null. */
  get<K extends Declared>(key: K): UserSessionValues[K] | undefined;
  get<K extends Declared>(key: K, fallback: UserSessionValues[K]): UserSessionValues[K];
  get<T = unknown>(key: LooseKey): T | undefined;
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
  has(key: OwnKey | keyof ReservedValues): boolean;
  /** Also gone from the saved copy. Returns whether it was there. Throws RESERVED_KEY for reserved keys. */
  delete<K extends OwnKey>(key: Writable<K>): boolean;
  /** The author's own keys. */
  keys(): OwnKey[];
  entries(): [OwnKey, unknown][];
  /** Removes the author's own keys. */
  clear(): void;
  readonly id: string;
  readonly user: User | null;
  readonly chatProfile: string | null;
  readonly chatSettings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
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

const RESERVED: { readonly [K in keyof ReservedValues]: (session: Session) => ReservedValues[K] } = {
  id: (session) => session.id,
  user: (session) => session.user as User | null,
  chat_profile: (session) => session.state.surface.chatProfile ?? null,
  chat_settings: (session) => session.state.surface.settings ?? {},
  env: (session) => session.env,
  client_type: (session) => session.clientType,
};

/** The user session of one known session; handlers receive it bound like this. */
export function createUserSession(session: Session): UserSession {
  return facade(() => session);
}

/** The user session of the running code; throws NO_CHAT_CONTEXT outside of a chat. */
export const userSession: AmbientUserSession = Object.freeze(
  Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(facade(() => requireContext().session)),
      createAccessor: { value: createAccessor, enumerable: true },
      createLive: { value: createLive, enumerable: true },
    },
  ),
) as AmbientUserSession;

function facade(current: () => Session): UserSession {
  const api = {
    get(key: string, fallback?: unknown): unknown {
      const session = current();
      const reserved = reservedReader(key);
      if (reserved) return reserved(session);
      const value = session.values.get(key);
      return value === undefined && !session.values.has(key) ? fallback : value;
    },
    set(key: string, value: unknown): void {
      refuseReserved(key);
      current().values.set(key, value);
    },
    update(key: string, change: (value: unknown) => unknown, initial?: unknown): unknown {
      refuseReserved(key);
      const { values } = current();
      return values.update(key, (value) => change(value === undefined && !values.has(key) ? initial : value));
    },
    has: (key: string): boolean => reservedReader(key) !== undefined || current().values.has(key),
    delete(key: string): boolean {
      refuseReserved(key);
      return current().values.delete(key);
    },
    keys: (): string[] =>
      current()
        .values.keys()
        .filter((key) => !key.startsWith(INTERNAL)),
    entries(): [string, unknown][] {
      const { values } = current();
      return api.keys().map((key) => [key, values.get(key)]);
    },
    clear(): void {
      const { values } = current();
      for (const key of api.keys()) values.delete(key);
    },
    get id() {
      return RESERVED.id(current());
    },
    get user() {
      return RESERVED.user(current());
    },
    get chatProfile() {
      return RESERVED.chat_profile(current());
    },
    get chatSettings() {
      return RESERVED.chat_settings(current());
    },
    get env() {
      return RESERVED.env(current());
    },
    get clientType() {
      return RESERVED.client_type(current());
    },
  };
  return api as UserSession;
}

/** Keys of our own in the values begin with this, and no listing shows them. */
export const INTERNAL = "\u0000";

function createAccessor<Value, Args extends unknown[] = []>(
  key: string,
  initial: Value | (() => Value),
  options: AccessorOptions<Value, Args> = {},
): Accessor<Value, Args> {
  refuseReserved(key);
  const makeInitial = toMaker(key, initial);
  const values = () => {
    const { session } = requireContext();
    if (options.persist === false) session.values.exclude(key);
    return session.values;
  };
  const accessor: Accessor<Value, Args> = {
    get() {
      const store = values();
      return store.has(key) ? (store.get(key) as Value) : makeInitial();
    },
    set: (value) => values().set(key, value),
    reset: () => values().set(key, makeInitial()),
    apply(...args) {
      const current = accessor.get();
      const next = options.apply ? options.apply(current, ...args) : current;
      accessor.set(next);
      return next;
    },
  };
  return accessor;
}

/** Every session gets an initial value of its own: one that is pushed into must not be everybody's. */
function toMaker<Value>(key: string, initial: Value | (() => Value)): () => Value {
  if (typeof initial === "function") return initial as () => Value;
  if (typeof initial !== "object" || initial === null) return () => initial;
  try {
    const text = encodeValue(initial, key);
    return () => decodeValue(text) as Value;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ChatError("BAD_INPUT", `The initial value of the accessor "${key}" cannot be copied for each session: ${why}.`, {
      fix: `Give a function that makes it: createAccessor("${key}", () => …).`,
      cause,
    });
  }
}

function createLive<Value>(key: string, factory: () => Value): { get(): Value; delete(): void } {
  refuseReserved(key);
  return {
    get: () => requireContext().session.live.get(key, factory),
    delete: () => requireContext().session.live.delete(key),
  };
}

function reservedReader(key: string): ((session: Session) => unknown) | undefined {
  return Object.hasOwn(RESERVED, key) ? RESERVED[key as keyof ReservedValues] : undefined;
}

const INSTEAD: { readonly [K in keyof ReservedValues]: string } = {
  id: "It is given by the server.",
  user: "It comes from sign-in.",
  chat_profile: "The person chooses it.",
  chat_settings: "Define a settings form; the person fills it in.",
  env: "List the keys in the config's userEnv; the person types them in.",
  client_type: "It is told by the client.",
};

function refuseReserved(key: string): void {
  if (!Object.hasOwn(RESERVED, key)) return;
  throw new ChatError("RESERVED_KEY", `"${key}" is a reserved key of the user session. ${INSTEAD[key as keyof ReservedValues]}`);
}
