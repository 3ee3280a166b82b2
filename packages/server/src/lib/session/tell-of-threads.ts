// Everybody who has a chat of a person open is told what becomes of the list of that person's chats, and nobody else is.
import type { ServerNotice } from "@colloquy/protocol";
import { isListed } from "../auth/owners.ts";
import type { ThreadsChange } from "../data/watch-threads.ts";
import { withRunning } from "./running-mark.ts";
import type { SessionRegistry } from "./session-registry.ts";

/** Tells all connections of an owner. Chats of client keys are in no list, so there is nothing to tell of them. */
export function tellOfThreads(registry: Pick<SessionRegistry, "ofOwner" | "byThread">, owner: string, change: ThreadsChange): void {
  if (!isListed(owner)) return;
  const notice = toNotice(registry, change);
  for (const session of registry.ofOwner(owner)) for (const outlet of session.outlets) outlet.notify?.(notice);
}

function toNotice(registry: Pick<SessionRegistry, "byThread">, change: ThreadsChange): ServerNotice {
  if ("folders" in change) return { type: "folders-changed" };
  return { type: "threads-changed", ...("thread" in change ? { thread: withRunning(registry, change.thread) } : change) };
}
