// A person signs in: what they said as a visitor becomes the user's, at every node.
import type { NodeCalls } from "../relay/node-calls.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LiveSessions } from "./live-sessions.ts";
import { loadUser } from "./load-user.ts";
import type { Session, SessionServices } from "./session.ts";
import { CALL_MS } from "./where-it-runs.ts";

const MOVE_CALL = "chats:move-owner";
const MOVED_CALL = "chats:moved";

interface MoveCall {
  readonly from: string;
  readonly to: string;
}

export interface OwnerMovesParts {
  readonly services: SessionServices;
  readonly lifecycle: Lifecycle;
  readonly live: LiveSessions;
}

/** Gives chats to another owner. */
export class OwnerMoves {
  readonly #parts: OwnerMovesParts;
  /** Sessions that have changed hands at the word of another node, by whose they were, until their connections are cut. */
  readonly #moved = new Map<string, readonly Session[]>();

  constructor(parts: OwnerMovesParts) {
    this.#parts = parts;
    const { calls } = parts.services;
    calls.answer(MOVE_CALL, async (body) => void (await this.#moveHere(body as MoveCall)));
    calls.answer(MOVED_CALL, (body) => this.#cut((body as MoveCall).from));
  }

  get #calls(): NodeCalls {
    return this.#parts.services.calls;
  }

  /** What the registry's `moveOwner` says. */
  async move(from: string, to: string): Promise<readonly Session[]> {
    const { store, dataLayer } = this.#parts.services;
    const call: MoveCall = { from, to };
    const [moved] = await Promise.all([this.#moveOwnHere(call), this.#calls.askAll(MOVE_CALL, call, { timeoutMs: CALL_MS })]);
    await store.moveSessions(from, to);
    await dataLayer.moveThreads(from, to);
    // Only now do those who come back find what is theirs.
    this.#calls.tellAll(MOVED_CALL, call);
    return moved;
  }

  async #moveHere(call: MoveCall): Promise<void> {
    this.#moved.set(call.from, await this.#moveOwnHere(call));
  }

  #cut(from: string): void {
    for (const { outlets } of this.#moved.get(from) ?? []) for (const outlet of outlets) outlet.cut?.("signed-in");
    this.#moved.delete(from);
  }

  async #moveOwnHere({ from, to }: MoveCall): Promise<readonly Session[]> {
    const { services, lifecycle, live } = this.#parts;
    const { dataLayer, logger } = services;
    const user = await loadUser(dataLayer, to);
    const moved = live.moveOwner(from, to);
    for (const session of moved) {
      session.user = user;
      lifecycle.userChanged(session);
    }
    // What was said before is on its way to the store under the old name; it has to be there before it is moved.
    const flushed = await Promise.allSettled(moved.map((session) => session.recorder.flush()));
    for (const { reason } of flushed.filter(({ status }) => status === "rejected") as PromiseRejectedResult[])
      logger.error({ err: reason }, "a chat could not be written down before it changed hands");
    return moved;
  }
}
