// A person signs in: what they said as a visitor becomes the user's, at every node. A node that hears nothing then is told again and again; until it
// has heard, what it writes changes nobody's ownership in the stores, and whoever comes to one of its chats as its owner makes it look there.
import { insist } from "../relay/insist.ts";
import type { NodeCalls } from "../relay/node-calls.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LiveSessions } from "./live-sessions.ts";
import { loadUser } from "./load-user.ts";
import type { Session, SessionServices } from "./session.ts";

const MOVE_CALL = "chats:move-owner";
const MOVED_CALL = "chats:moved";
/** Who signs in does not wait longer for a node that is silent. */
const MOVE_MS = 5_000;
/** The end of a move that another node began is not waited for any longer. */
const MOVED_MS = 30_000;

interface MoveCall {
  readonly from: string;
  readonly to: string;
}

/** A move that is under way, and the sessions here that it takes. */
interface Move extends MoveCall {
  readonly moved: Promise<readonly Session[]>;
}

export interface OwnerMovesParts {
  readonly services: SessionServices;
  readonly lifecycle: Lifecycle;
  readonly live: LiveSessions;
}

/** Gives chats to another owner. */
export class OwnerMoves {
  readonly #parts: OwnerMovesParts;
  readonly #underWay = new Set<Move>();

  constructor(parts: OwnerMovesParts) {
    this.#parts = parts;
    this.#calls.answer(MOVE_CALL, (body) => this.#moveForAnother(body as MoveCall));
    this.#calls.answer(MOVED_CALL, (body) => this.#movedForAnother(body as MoveCall));
  }

  get #calls(): NodeCalls {
    return this.#parts.services.calls;
  }

  /** What the registry's `moveOwner` says. */
  async move(from: string, to: string): Promise<readonly Session[]> {
    const { services } = this.#parts;
    const call: MoveCall = { from, to };
    const move = this.#begin(call);
    try {
      const [moved, asked] = await Promise.all([move.moved, this.#calls.askAll(MOVE_CALL, call, { timeoutMs: MOVE_MS })]);
      await this.#moveStored(call);
      void insist({
        calls: this.#calls,
        clock: services.clock,
        kind: MOVE_CALL,
        body: call,
        asked,
        // What it had not stored yet may have been stored under the old name since.
        onAnswered: () => this.#moveStored(call),
      }).catch((error: unknown) => services.logger.error({ err: error }, "chats that changed hands could not be moved everywhere"));
      return moved;
    } finally {
      this.#underWay.delete(move);
    }
  }

  async #moveStored(call: MoveCall): Promise<void> {
    const { store, dataLayer } = this.#parts.services;
    await store.moveSessions(call.from, call.to);
    await dataLayer.moveThreads(call.from, call.to);
    // Only now do those who come back find what is theirs.
    this.#calls.tellAll(MOVED_CALL, call);
  }

  async #moveForAnother(call: MoveCall): Promise<void> {
    const move = this.#begin(call);
    // Whoever began it may be gone.
    this.#parts.services.clock.setTimeout(() => void this.#finish(move), MOVED_MS, { background: true });
    await move.moved;
  }

  async #movedForAnother({ from, to }: MoveCall): Promise<void> {
    for (const move of [...this.#underWay]) if (move.from === from && move.to === to) await this.#finish(move);
  }

  #begin(call: MoveCall): Move {
    const move: Move = { ...call, moved: this.#moveHere(call) };
    // It may fail before anybody awaits it.
    move.moved.catch(() => undefined);
    this.#underWay.add(move);
    return move;
  }

  /** The connections that hang on what was moved come back as who they are now. */
  async #finish(move: Move): Promise<void> {
    if (!this.#underWay.delete(move)) return;
    for (const session of await move.moved.catch(() => [])) cutAll(session);
  }

  async #moveHere({ from, to }: MoveCall): Promise<readonly Session[]> {
    const { services, live } = this.#parts;
    const user = await loadUser(services.dataLayer, to);
    const moved = live.owned.of(from);
    for (const session of moved) this.#give(session, to, user);
    // What was said before is on its way to the store under the old name; it has to be there before it is moved.
    const flushed = await Promise.allSettled(moved.map((session) => session.recorder.flush()));
    for (const { reason } of flushed.filter(({ status }) => status === "rejected") as PromiseRejectedResult[])
      services.logger.error({ err: reason }, "a chat could not be written down before it changed hands");
    return moved;
  }

  #give(session: Session, to: string, user: Session["user"]): void {
    this.#parts.live.moveTo(session, to);
    session.user = user;
    this.#parts.lifecycle.userChanged(session);
  }

  /** True when a session here is this owner's. What is stored decides, where it changed hands while this node heard nothing: then it is moved. */
  async isOf(session: Session, owner: string): Promise<boolean> {
    if (session.owner === owner) return true;
    // It is about to be another's in the stores as well.
    if (!this.#calls.acrossProcesses || [...this.#underWay].some(({ from }) => from === owner)) return false;
    const { store, dataLayer } = this.#parts.services;
    const row = await dataLayer.loadThread(session.threadId);
    if ((row ?? (await store.findByThread(session.threadId)))?.owner !== owner) return false;
    const user = await loadUser(dataLayer, owner);
    if (session.owner !== owner && this.#parts.live.byThread(session.threadId) === session) {
      this.#give(session, owner, user);
      cutAll(session);
    }
    return session.owner === owner;
  }
}

function cutAll({ outlets }: Session): void {
  for (const outlet of outlets) outlet.cut?.("signed-in");
}
