// Everybody who has a chat of a person open is told what becomes of the list of that person's chats, and nobody else is.
import { isListed } from "../auth/owners.ts";
import type { ThreadsChange } from "../data/watch-threads.ts";
import type { SessionRegistry } from "./session-registry.ts";

/** Tells all connections of an owner. Chats of client keys are in no list, so there is nothing to tell of them. */
export function tellOfThreads(registry: Pick<SessionRegistry, "ofOwner">, owner: string, change: ThreadsChange): void {
  if (!isListed(owner)) return;
  for (const session of registry.ofOwner(owner))
    for (const outlet of session.outlets) outlet.notify?.({ type: "threads-changed", ...change });
}
