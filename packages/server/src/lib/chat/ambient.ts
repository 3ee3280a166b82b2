// Taking the context along: into jobs, callbacks and timers that began elsewhere, and looking at what it holds.

import { ChatError } from "@colloquy/protocol";
import { atLeast, fn as callable, check, checkOptions, signal } from "../check-given.ts";
import { pause, systemClock } from "../clock.ts";
import { type ChatContext, currentContext, requireContext, runInContext } from "../session/context.ts";
import type { Session } from "../session/session.ts";

/** What the running code belongs to; every property throws NO_CHAT_CONTEXT outside of a chat. */
export const context = {
  /** The live conversation. */
  get session(): Session {
    return requireContext().session;
  },
  /** Id of the turn; aborting and errors go by it. */
  get turnId(): ChatContext["turnId"] {
    return requireContext().turnId;
  },
  /** Id of the innermost open step, or undefined. */
  get currentStepId(): ChatContext["parentStepId"] {
    return requireContext().parentStepId;
  },
  /** Aborts when the person stops the turn or the session ends. */
  get signal(): AbortSignal {
    const { session, turnId, onlyReads } = requireContext();
    return onlyReads ?? session.turns.get(turnId)?.signal ?? signalOfEnded(session, turnId);
  },
  /** True inside of a chat; asks without throwing. */
  get exists(): boolean {
    return currentContext() !== undefined;
  },
};

/** Work that goes on after its turn ended normally may do so; what was cut off, or outlived its chat, may not. */
function signalOfEnded(session: Session, turnId: ChatContext["turnId"]): AbortSignal {
  try {
    session.assertLive(turnId);
    return new AbortController().signal;
  } catch (reason) {
    return AbortSignal.abort(reason);
  }
}

/** Keeps the chat of the code that calls `bind` for whoever calls the result: event emitters, pools, timers of others. */
export function bind<Args extends unknown[], Result>(fn: (...args: Args) => Result): (...args: Args) => Result {
  check("bind", "what is bound", fn, callable, "Call bind((event) => …).");
  const bound = requireContext();
  return (...args) => runInContext(bound, () => fn(...args));
}

/** Longer, and a timer of Node fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Pauses for some milliseconds. Ends early, with an AbortError, when the person stops the turn or the given signal aborts.
 * Also usable outside of a chat.
 */
export async function sleep(ms: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
  check("sleep", "ms", ms, atLeast(0, "milliseconds", MAX_TIMER_MS));
  checkOptions("sleep", options, { signal });
  const current = currentContext();
  // A loop that sleeps must end also when its turn was given up before it noticed.
  current?.session.turns.assertNotCut(current.turnId);
  const turnSignal = current?.session.turns.get(current.turnId)?.signal;
  const signals = [options.signal, turnSignal, current?.onlyReads].filter((one) => one !== undefined);
  const clock = current?.session.services.clock ?? systemClock;
  await pause(clock, ms, signals.length > 0 ? AbortSignal.any(signals) : undefined);
}

/** How long and how much a cached function remembers. */
export interface CacheOptions {
  /** Milliseconds a result is kept. Default: for ever. */
  readonly ttlMs?: number;
  /** How many results are kept; the oldest goes first. Default 1000. */
  readonly maxEntries?: number;
}

/**
 * Remembers the results of a function by its arguments, for all chats of this process. A promise is remembered while it is
 * pending, so that two callers share one computation, and forgotten when it fails.
 *
 * @throws BAD_INPUT when it is given no function, and later when arguments have no JSON form.
 */
export function cache<Args extends unknown[], Result>(
  fn: (...args: Args) => Result,
  options: CacheOptions = {},
): (...args: Args) => Result {
  check("cache", "what is cached", fn, callable, "Call cache((place) => …).");
  checkOptions("cache", options, { ttlMs: atLeast(0, "milliseconds"), maxEntries: atLeast(1) });
  const entries = new Map<string, { readonly value: Result; readonly until: number }>();
  const now = () => (currentContext()?.session.services.clock ?? systemClock).now();
  const maxEntries = options.maxEntries ?? 1000;
  return (...args) => {
    const key = cacheKey(args);
    const known = entries.get(key);
    if (known && known.until > now()) return known.value;
    const value = fn(...args);
    entries.delete(key);
    entries.set(key, { value, until: options.ttlMs === undefined ? Number.POSITIVE_INFINITY : now() + options.ttlMs });
    if (entries.size > maxEntries) {
      const oldest = entries.keys().next().value;
      if (oldest !== undefined) entries.delete(oldest);
    }
    if (value instanceof Promise) {
      value.catch(() => {
        if (entries.get(key)?.value === value) entries.delete(key);
      });
    }
    return value;
  };
}

function cacheKey(args: readonly unknown[]): string {
  try {
    return JSON.stringify(args, function (this: Record<string, unknown>, key, value: unknown) {
      return toKeyPart(this[key], value);
    });
  } catch (cause) {
    throw new ChatError("BAD_INPUT", "The arguments of a cached function must be plain data.", { cause });
  }
}

/** JSON alone would make one key of null and undefined, of a date and its text, and of any two maps. `json` is what toJSON gave. */
function toKeyPart(value: unknown, json: unknown): unknown {
  if (value === undefined || typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value)))
    return { [`\0${typeof value}`]: String(value) };
  if (typeof value === "function" || typeof value === "symbol") throw new TypeError("no JSON form");
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (json !== value) return { [`\0${value.constructor.name}`]: json };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError("not plain data");
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
