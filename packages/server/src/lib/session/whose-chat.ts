// Whose a chat is, and whether it is anybody's at all: in the stores, or in the memory of the node that runs it.
import type { ThreadId } from "@colloquy/protocol";
import { WHOSE_CALL, type WhoseCall } from "./followed-chats.ts";
import type { LiveSessions } from "./live-sessions.ts";
import type { OwnerMoves } from "./owner-moves.ts";
import type { SessionServices } from "./session.ts";
import type { SessionClaims } from "./session-claims.ts";
import type { SessionOpening } from "./session-opening.ts";
import type { WhereItRuns } from "./where-it-runs.ts";

export interface WhoseChatParts {
  readonly services: SessionServices;
  readonly live: LiveSessions;
  readonly claims: SessionClaims;
  readonly opening: SessionOpening;
  readonly where: WhereItRuns;
  readonly moves: OwnerMoves;
}

/** Knows whose chats are. */
export class WhoseChat {
  readonly #parts: WhoseChatParts;

  constructor(parts: WhoseChatParts) {
    this.#parts = parts;
    const { services } = parts;
    services.calls.answer(WHOSE_CALL, (body) => this.#whoseHere(body as WhoseCall));
  }

  async #whoseHere({ threadId, asker }: WhoseCall): Promise<string | undefined> {
    const { live, moves, opening } = this.#parts;
    // It may just be opened here: then it is somebody's in a moment, and to say that it is nobody's would send who asks round in circles.
    const session = live.byThread(threadId) ?? (await opening.whileNobodyOpens(threadId, async () => live.byThread(threadId)));
    if (session && asker !== undefined) await moves.isOf(session, asker);
    return session?.owner;
  }

  /** What the registry's `ownerOf` says. */
  async ownerOf(threadId: ThreadId): Promise<string | undefined> {
    const { services, live: sessions, where } = this.#parts;
    const { store, dataLayer } = services;
    const live = sessions.byThread(threadId);
    if (live) return live.owner;
    const stored = (await dataLayer.loadThread(threadId))?.owner ?? (await store.findByThread(threadId))?.owner;
    if (stored !== undefined) return stored;
    return where.do<string | undefined>(threadId, WHOSE_CALL, { threadId } satisfies WhoseCall, async () => undefined);
  }

  /** What the registry's `isHeld` says. */
  async isHeld(threadId: ThreadId): Promise<boolean> {
    const { services, live, claims } = this.#parts;
    if (live.byThread(threadId) || (await services.store.findByThread(threadId))) return true;
    // What cannot be known may be so.
    return claims.elsewhere(threadId).then(
      (owner) => owner !== undefined,
      () => true,
    );
  }
}
