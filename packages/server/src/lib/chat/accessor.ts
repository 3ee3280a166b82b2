// Typed handles on one key of the user session, made at module scope and shared by everybody's handlers.
import { ChatError } from "@colloquy/protocol";
import { fn as callable, check, checkOptions, flag, text } from "../check-given.ts";
import { requireContext } from "../session/context.ts";
import { decodeValue, encodeValue } from "../session/value-encoder.ts";
import { refuseReserved } from "./reserved-values.ts";

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
  /** Stores a value. */
  set(value: Value): void;
  /** Stores the initial value again. */
  reset(): void;
  /** Stores what the transform makes of the current value, and returns it. Without a transform the current value. */
  apply(...args: Args): Value;
}

/** See `userSession.createAccessor`. */
export function createAccessor<Value, Args extends unknown[] = []>(
  key: string,
  initial: Value | (() => Value),
  options: AccessorOptions<Value, Args> = {},
): Accessor<Value, Args> {
  check("userSession.createAccessor", "the key", key, text);
  checkOptions("userSession.createAccessor", options, { apply: callable, persist: flag });
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

/** See `userSession.createLive`. */
export function createLive<Value>(key: string, factory: () => Value): { get(): Value; delete(): void } {
  check("userSession.createLive", "the key", key, text);
  check("userSession.createLive", "what makes the value", factory, callable, 'Write createLive("client", () => new Client()).');
  refuseReserved(key);
  return {
    get: () => requireContext().session.live.get(key, factory),
    delete: () => requireContext().session.live.delete(key),
  };
}
