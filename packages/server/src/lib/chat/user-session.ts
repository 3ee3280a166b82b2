// The user session: memory that belongs to one person in one chat. A facade over the session's values and what the product knows.

import { fn as callable, check, text } from "../check-given.ts";
import { requireContext } from "../session/context.ts";
import type { Session } from "../session/session.ts";
import { createAccessor, createLive } from "./accessor.ts";
import { RESERVED, refuseReserved, reservedReader } from "./reserved-values.ts";
import type { AmbientUserSession, UserSession } from "./user-session-types.ts";

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
      checkKey("userSession.get", key);
      const session = current();
      const reserved = reservedReader(key);
      if (reserved) return reserved(session);
      const value = session.values.get(key);
      return value === undefined && !session.values.has(key) ? fallback : value;
    },
    set(key: string, value: unknown): void {
      checkKey("userSession.set", key);
      refuseReserved(key);
      current().values.set(key, value);
    },
    update(key: string, change: (value: unknown) => unknown, initial?: unknown): unknown {
      checkKey("userSession.update", key);
      check("userSession.update", "the change", change, callable, 'Write userSession.update("count", (count) => count + 1, 0).');
      refuseReserved(key);
      const { values } = current();
      return values.update(key, (value) => change(value === undefined && !values.has(key) ? initial : value));
    },
    has(key: string): boolean {
      checkKey("userSession.has", key);
      return reservedReader(key) !== undefined || current().values.has(key);
    },
    delete(key: string): boolean {
      checkKey("userSession.delete", key);
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

/** A key of another kind would be another key after a restart: values are kept by text. */
export function checkKey(place: string, key: unknown): void {
  check(place, "the key", key, text);
}
