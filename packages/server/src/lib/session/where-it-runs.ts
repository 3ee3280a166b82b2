// Doing something where the session of a thread runs: here, or by a call that its node answers.
import { ChatError, type ThreadId } from "@colloquy/protocol";
import type { NodeCalls } from "../relay/node-calls.ts";
import type { Owner } from "../relay/relay.ts";
import type { LiveSessions } from "./live-sessions.ts";
import type { SessionClaims } from "./session-claims.ts";

/** How long another node may take for what is asked of a chat that it runs. */
export const CALL_MS = 20_000;

export interface WhereItRunsParts {
  readonly calls: NodeCalls;
  readonly live: LiveSessions;
  readonly claims: SessionClaims;
}

/** The way to the node that runs a thread. Throws UNAVAILABLE when it does not answer. */
export class WhereItRuns {
  readonly #parts: WhereItRunsParts;

  constructor(parts: WhereItRunsParts) {
    this.#parts = parts;
  }

  /** Does something there; here, when no other node runs it. */
  async do<Result>(threadId: ThreadId, kind: string, call: unknown, here: () => Promise<Result>): Promise<Result> {
    const { live, claims } = this.#parts;
    const owner = live.byThread(threadId) ? undefined : await claims.elsewhere(threadId);
    return this.#ask(owner, kind, call, here);
  }

  /** The same for what only reads: while the relay is away, what is known here has to do. */
  async read<Result>(threadId: ThreadId, kind: string, call: unknown, here: () => Promise<Result>): Promise<Result> {
    const { live, claims } = this.#parts;
    const owner = live.byThread(threadId) ? undefined : await claims.elsewhereIfKnown(threadId);
    return this.#ask(owner, kind, call, here);
  }

  async #ask<Result>(owner: Owner | undefined, kind: string, call: unknown, here: () => Promise<Result>): Promise<Result> {
    if (!owner) return here();
    const answer = await this.#parts.calls.ask(owner.node, kind, call, { timeoutMs: CALL_MS });
    // What is undefined comes as null.
    if (answer.is === "answered") return (answer.body ?? undefined) as Result;
    throw noAnswer();
  }
}

/** The error for a node that runs a chat and says nothing. */
export function noAnswer(): ChatError {
  return new ChatError("UNAVAILABLE", "The server that runs this chat does not answer.");
}
