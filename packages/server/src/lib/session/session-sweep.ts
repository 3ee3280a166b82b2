// Ending sessions whose people never came back: their record lies about since before the timeout, and no node runs them.
import type { LiveSessions } from "./live-sessions.ts";
import type { SessionServices } from "./session.ts";
import type { SessionClaims } from "./session-claims.ts";
import type { SessionEnding } from "./session-ending.ts";
import type { SessionOpening } from "./session-opening.ts";

export interface SessionSweepParts {
  readonly services: SessionServices;
  readonly live: LiveSessions;
  readonly ending: SessionEnding;
  readonly claims: SessionClaims;
  readonly opening: SessionOpening;
}

/** Opens each of them once more, so that the app takes it up and ends it as ever. */
export async function sweepSessions({ services, live, ending, claims, opening }: SessionSweepParts): Promise<void> {
  const { store, clock, config } = services;
  const since = new Date(clock.now() - config.sessionTimeoutMs).toISOString();
  for (const record of await store.findIdleSince(since)) {
    if (live.byId(record.id)) continue;
    // Nobody but the node that runs it knows whether somebody is there.
    if (await claims.elsewhere(record.threadId).catch(() => true)) continue;
    const asked = { owner: record.owner, clientType: record.clientType, sessionId: record.id };
    const opened = await opening.open(asked).catch(() => undefined);
    // Whoever has too many chats in use is in no need of a sweep: their record waits for the next one.
    if (opened?.how !== "restored" || opened.chat.outlets.size > 0) continue;
    // It ends once the app has taken it up again, unless somebody comes until then.
    opened.chat.leftAt = clock.now();
    ending.endIfIdle(opened.chat);
    await ending.settled(record.id);
  }
}
